//! Pictures as they were read: tags and pages are made from the same bytes, so that each picture is opened once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use camino::Utf8Path;

use crate::media::image_facts::without_position;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::world::disk::{Disk, read_whole};

/// The largest picture that is read. Apple advises 512 kB; a photograph straight from a camera has some 20 MB.
pub(crate) const IMAGE_MAX: ByteCount = ByteCount::mebibytes(64);
/// How many bytes are kept for all pictures of a show: what does not fit is read again when it is needed.
const KEPT_MAX: usize = 32 * 1024 * 1024;

/// Pictures as they were read, by their path in the show.
#[derive(Default)]
pub(in crate::engine) struct PictureBytes(Mutex<CachedPictures>);

#[derive(Default)]
struct CachedPictures {
    pictures: BTreeMap<ShowPath, Arc<[u8]>>,
    bytes: usize,
    /// Pictures that are published without the place where they were taken.
    cleaned: BTreeSet<ShowPath>,
}

impl PictureBytes {
    /// Keeps a picture, if there is room.
    pub(in crate::engine) fn keep(&self, path: &ShowPath, bytes: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let total = kept.bytes + bytes.len();
        if total <= KEPT_MAX && kept.pictures.insert(path.clone(), bytes.into()).is_none() {
            kept.bytes = total;
        }
    }

    /// Notes that a picture is used without the place where it was taken.
    pub(in crate::engine) fn clean(&self, path: &ShowPath) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).cleaned.insert(path.clone());
    }

    /// Whether a picture is used in another form than that of its file.
    pub(in crate::engine) fn is_cleaned(&self, path: &ShowPath) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).cleaned.contains(path)
    }

    /// The bytes of a picture, as they are published.
    ///
    /// # Errors
    /// If it was not kept, and the disk fails.
    pub(in crate::engine) fn read(&self, disk: &dyn Disk, root: &Utf8Path, path: &ShowPath) -> std::io::Result<Arc<[u8]>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pictures.get(path).cloned();
        if let Some(bytes) = kept {
            return Ok(bytes);
        }
        let bytes = read_whole(disk, &root.join(path.as_path()), IMAGE_MAX)?;
        Ok(without_position(&bytes).unwrap_or(bytes).into())
    }
}
