//! What would be done to a file. Pure: it reads, and decides; [`apply`](crate::tag::apply::apply) does.

use crate::media::container::sniff::{Sniffed, sniff};
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;
use crate::tag::error::TagError;
use crate::tag::tag_plan::TagPlan;
use crate::tag::wanted::Wanted;
use crate::tag::{mp3, mp4};

/// Compares a file's tag with the wanted one. MP3 and MP4 are tagged; whatever the file is called, its bytes decide.
///
/// # Errors
/// Where the disk fails, the file is of another format, its tag is damaged or holds what could not be kept, or the wanted tag is
/// larger than a tag can be. The file is then best left as it is.
pub fn plan(file: &dyn ByteSource, wanted: &Wanted) -> Result<TagPlan, TagError> {
    match sniff(file).map_err(TagError::Audio)? {
        Sniffed::Known(Container::Mp3) | Sniffed::Perhaps => mp3::plan(file, wanted),
        Sniffed::Known(Container::Mp4) => mp4::plan(file, wanted),
        Sniffed::Known(container) => Err(TagError::OtherContainer { container }),
    }
}
