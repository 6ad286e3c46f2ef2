//! Pictures.

use std::collections::BTreeMap;
use std::io::ErrorKind;

use camino::Utf8Path;

use crate::catalog::{FoundImage, ImageState};
use crate::engine::load::{Loader, value};
use crate::engine::workspace::picture_bytes::IMAGE_MAX;
use crate::media::image_facts::{self, ImageError, ImageFacts, check_whole};
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::media::artwork::FurtherImage;
use crate::model::place::{KeyPath, Place};
use crate::world::disk::read_whole;

impl Loader<'_> {
    /// What is known of a picture that is named at `at`.
    pub(in crate::engine) fn image(&self, path: &ShowPath, at: Place) -> ImageState {
        match self.inside(path, at) {
            Some(meant) => ImageState { found: self.find_image(&meant), path: meant },
            None => ImageState { found: Err(ImageError::Missing), path: path.clone() },
        }
    }

    /// What is known of the pictures under `images` of a YAML file.
    pub(in crate::engine) fn further_images(&self, images: &[FurtherImage], file: &Utf8Path) -> Vec<ImageState> {
        let at = |index| value(file, KeyPath::key("images").then_item(index).then_key("file"));
        images.iter().enumerate().map(|(index, image)| self.image(&image.artwork.file, at(index))).collect()
    }

    /// What is known of the pictures of an episode's chapters. One of several chapters is looked at once.
    pub(in crate::engine) fn chapter_images(&self, episode: &Episode, file: &Utf8Path) -> BTreeMap<ShowPath, ImageState> {
        let mut images = BTreeMap::new();
        for (index, chapter) in episode.chapters.list.iter().enumerate() {
            if let Some(path) = chapter.image.as_ref().filter(|path| !images.contains_key(*path)) {
                let at = value(file, KeyPath::key("chapters").then_item(index).then_key("image"));
                images.insert(path.clone(), self.image(path, at));
            }
        }
        images
    }

    fn find_image(&self, path: &ShowPath) -> Result<FoundImage, ImageError> {
        let full = self.full(path);
        let bytes =
            self.expect_file(&full).and_then(|()| read_whole(self.disk, &full, IMAGE_MAX)).map_err(|error| {
                match error.kind() {
                    ErrorKind::NotFound => ImageError::Missing,
                    kind => ImageError::Unreadable { reason: kind.to_string() },
                }
            })?;
        let facts = image_facts::read(&bytes)?;
        self.whole(&bytes, &facts)?;
        // what is published is the picture without it, and known by the hash of that
        let clean = if facts.position { image_facts::without_position(&bytes) } else { None };
        if clean.is_some() {
            self.picture_bytes.clean(path);
        }
        let bytes = clean.unwrap_or(bytes);
        let found = FoundImage { facts: ImageFacts { bytes: ByteCount::of(&bytes), ..facts }, sha256: Sha256::of(&bytes) };
        self.picture_bytes.keep(path, &bytes);
        Ok(found)
    }

    /// Decodes a picture, once for the same bytes.
    fn whole(&self, bytes: &[u8], facts: &ImageFacts) -> Result<(), ImageError> {
        let hash = Sha256::of(bytes);
        if self.cache.lock().is_ok_and(|cache| cache.is_whole_picture(hash)) {
            return Ok(());
        }
        check_whole(bytes, facts)?;
        if let Ok(mut cache) = self.cache.lock() {
            cache.note_whole_picture(hash);
        }
        Ok(())
    }
}
