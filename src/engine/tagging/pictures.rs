//! Pictures made ready for tags. Each is scaled once, however many episodes show it, and cached, so that a cover of 3,000 pixels is not scaled
//! again for every changed title. Losing the cache costs time and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::{Catalog, FoundImage, ImageState};
use crate::engine::workspace::picture_bytes::PictureBytes;
use crate::model::files::show_files::PICTURES_FOLDER;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::tag::cover::{MADE_BY, tag_picture};
use crate::tag::picture::{TAG_PICTURE_KEPT_MAX, TagPicture};
use crate::world::atomic;
use crate::world::disk::{Disk, read_whole};

/// Pictures made ready for tags.
#[derive(Default)]
pub(in crate::engine) struct TagPictures(Mutex<BTreeMap<ShowPath, Arc<Made>>>);

/// A picture, once it was made, and whether it came from what was kept.
type Made = OnceLock<(Result<TagPicture, String>, bool)>;

impl TagPictures {
    /// The picture as it goes into a tag.
    pub(in crate::engine) fn of(
        &self,
        disk: &dyn Disk,
        root: &Utf8Path,
        bytes: &PictureBytes,
        image: &ImageState,
    ) -> Result<TagPicture, String> {
        let known = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(image.path.clone()).or_default());
        let ready = || match kept(disk, root, image) {
            Some(picture) => (Ok(picture), true),
            None => (made(disk, root, bytes, image), false),
        };
        known.get_or_init(ready).0.clone()
    }

    /// Keeps what was made for the next run, and lets go of what the show has no longer. A disk that refuses it costs time and nothing else.
    pub(in crate::engine) fn keep(&self, disk: &dyn Disk, root: &Utf8Path, catalog: &Catalog) {
        let folder = root.join(PICTURES_FOLDER);
        let _not_needed = disk.create_folders(&folder);
        let mut stay = BTreeSet::new();
        for image in images(catalog) {
            let Ok(found) = &image.found else { continue };
            let path = place(root, found);
            stay.extend(path.file_name().map(str::to_owned));
            let pictures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((Ok(picture), false)) = pictures.get(&image.path).and_then(|made| made.get()) {
                let _not_needed = atomic::write(disk, &path, &picture.to_kept());
            }
        }
        let ours = |name: &&String| name.parse::<Sha256>().is_ok() && !stay.contains(*name);
        for name in disk.list(&folder).unwrap_or_default().iter().filter(ours) {
            let _not_needed = disk.remove(&folder.join(name));
        }
    }
}

/// Every picture that may go into a tag.
fn images(catalog: &Catalog) -> impl Iterator<Item = &ImageState> {
    let of_episodes = catalog.episodes.iter().flat_map(|entry| entry.artwork.iter().chain(entry.chapter_images.values()));
    catalog.cover.iter().chain(of_episodes)
}

/// The name says of which picture it was made, and by which way of making.
fn place(root: &Utf8Path, found: &FoundImage) -> Utf8PathBuf {
    root.join(PICTURES_FOLDER).join(Sha256::of(format!("{MADE_BY} {}", found.sha256).as_bytes()).to_string())
}

fn kept(disk: &dyn Disk, root: &Utf8Path, image: &ImageState) -> Option<TagPicture> {
    let path = place(root, image.found.as_ref().ok()?);
    TagPicture::of_kept(&read_whole(disk, &path, TAG_PICTURE_KEPT_MAX).ok()?)
}

fn made(disk: &dyn Disk, root: &Utf8Path, bytes: &PictureBytes, image: &ImageState) -> Result<TagPicture, String> {
    let bytes = bytes.read(disk, root, &image.path).map_err(|error| format!("`{}`: {}", image.path, error.kind()))?;
    tag_picture(&bytes).map_err(|error| format!("`{}`: {error}", image.path))
}
