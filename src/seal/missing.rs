//! What a preview shows in the place of a cover or a recording that is missing.

use crate::layout::output::Output;
use crate::layout::output_file::{Content, OutputFile};
use crate::layout::{ArtworkFile, ArtworkName};
use crate::media::image_facts::ImageFormat;
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::identity::slug::Slug;
use crate::model::media::media_form::MediaForm;
use crate::model::show::Show;
use crate::seal::{Enclosure, Preview, SealedImage};

/// A grey square.
const NO_COVER: &[u8] = include_bytes!("no_cover.png");
/// How large it is shown (pixels).
const SIDE: u32 = 600;

/// A grey square in the place of the cover.
pub(in crate::seal) fn missing_cover(show: &Show) -> SealedImage {
    let stem = "cover".parse().expect("a plain word");
    let sha256 = Sha256::of(NO_COVER);
    let file = ArtworkFile { name: ArtworkName::new(stem, sha256), format: ImageFormat::Png };
    SealedImage {
        url: Output::Artwork(file.clone()).url(show),
        file,
        source: show.artwork.file.clone(),
        media_type: ImageFormat::Png.media_type(),
        bytes: ByteCount::of(NO_COVER),
        sha256,
        width: SIDE,
        height: SIDE,
        alt: "The cover is missing".parse().ok(),
    }
}

/// A recording that is not there: its address, and no file.
pub(in crate::seal) fn missing_recording(show: &Show, episode: &Slug) -> Enclosure {
    let form = MediaForm::Mp3;
    Enclosure {
        url: Output::Media(episode.clone(), form).url(show),
        output: None,
        source: None,
        media_type: form.media_type().parse().expect("a type that podcast apps play"),
        bytes: ByteCount::ZERO,
        length: None,
        facts: None,
        levels: None,
    }
}

impl Preview {
    /// The file that stands in the place of a missing cover.
    pub fn cover_stand_in(&self) -> Option<OutputFile> {
        let cover = &self.view.cover;
        let is_stand_in = cover.sha256 == Sha256::of(NO_COVER);
        is_stand_in.then(|| OutputFile { output: cover.output(), content: Content::Bytes(NO_COVER.to_vec()) })
    }
}
