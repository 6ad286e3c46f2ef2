//! Pictures under names that hold their sum: apps keep a picture for as long as its address stays the same.

use crate::layout::output::Output;
use crate::layout::{ArtworkFile, ArtworkName, FileStem};
use crate::media::image_facts::ImageFacts;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::show::Show;
use crate::model::wording::text::Text;
use crate::seal::SealedImage;

/// A picture that was read.
pub(super) struct SourceImage<'a> {
    pub(super) path: &'a ShowPath,
    pub(super) facts: &'a ImageFacts,
    pub(super) sha256: Sha256,
    pub(super) alt: Option<&'a Text>,
}

/// The picture under a name that begins with this stem.
pub(super) fn sealed(show: &Show, stem: &FileStem, picture: &SourceImage) -> SealedImage {
    let file = ArtworkFile { name: ArtworkName::new(stem.clone(), picture.sha256), format: picture.facts.format };
    SealedImage {
        url: Output::Artwork(file.clone()).url(show),
        file,
        source: picture.path.clone(),
        media_type: picture.facts.format.media_type(),
        bytes: picture.facts.bytes,
        sha256: picture.sha256,
        width: picture.facts.width,
        height: picture.facts.height,
        alt: picture.alt.cloned(),
    }
}

impl SealedImage {
    /// What it is below `feed/`.
    pub fn output(&self) -> Output {
        Output::Artwork(self.file.clone())
    }
}
