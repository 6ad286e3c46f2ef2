//! Pictures.

use camino::Utf8Path;

use crate::catalog::{FoundImage, ImageState};
use crate::cli::load::Loader;
use crate::media::image_facts::{self, ImageError};
use crate::model::digest::Sha256;
use crate::model::show_path::ShowPath;
use crate::world::disk::read_whole;

/// The largest picture that is read (bytes). Apple advises 512 kB; a photograph straight from a camera has some 20 MB.
pub(crate) const IMAGE_MAX: u64 = 64 * 1024 * 1024;

impl Loader<'_> {
    /// What is known of a picture that `key` of the file `named_in` names.
    pub(super) fn image(&self, path: &ShowPath, named_in: &Utf8Path, key: &str) -> ImageState {
        ImageState { path: path.clone(), found: self.find_image(path, named_in, key) }
    }

    fn find_image(&self, path: &ShowPath, named_in: &Utf8Path, key: &str) -> Result<FoundImage, ImageError> {
        let full = self.inside(path, named_in, key).ok_or(ImageError::Missing)?;
        if !self.is_file(&full) {
            return Err(ImageError::Missing);
        }
        let bytes = read_whole(self.disk, &full, IMAGE_MAX)
            .map_err(|error| ImageError::Unreadable { reason: error.kind().to_string() })?;
        Ok(FoundImage { facts: image_facts::read(&bytes)?, sha256: Sha256::of(&bytes) })
    }
}
