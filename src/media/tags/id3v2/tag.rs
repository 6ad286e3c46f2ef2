//! A tag that was read: where its frames lie, and what each holds.

use std::borrow::Cow;

use crate::media::tags::id3v2::content::PictureFrame;
use crate::media::tags::id3v2::frame::FramePlace;
use crate::media::tags::id3v2::header::FoundVersion;
use crate::media::tags::id3v2::names::long_name;
use crate::media::tags::id3v2::opened::UNPACKED_MAX;
use crate::media::tags::id3v2::opened::opened;

/// A tag that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Id3Tag {
    /// Its version.
    pub(crate) version: FoundVersion,
    /// What is unusual about it, each in a few words; podwright writes none of it.
    pub(crate) oddities: Vec<String>,
    /// What stands behind the header and the extended header.
    pub(super) bytes: Vec<u8>,
    /// Where the frames lie in these bytes.
    pub(super) places: Vec<FramePlace>,
}

/// A frame whose content can be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct OpenFrame<'a> {
    /// Its name, that of ID3v2.3 where the tag is older; `PIC` keeps its own.
    pub(crate) id: [u8; 4],
    /// What it holds.
    pub(crate) body: Cow<'a, [u8]>,
}

impl OpenFrame<'_> {
    /// The picture in it, where it is a frame of one.
    pub(crate) fn picture(&self) -> Option<PictureFrame<'_>> {
        match self.id {
            SHORT_PICTURE => PictureFrame::parse_short(&self.body),
            id if id == *b"APIC" => PictureFrame::parse(&self.body),
            _ => None,
        }
    }
}

/// The picture of ID3v2.2, whose content is not that of `APIC`.
pub(crate) const SHORT_PICTURE: [u8; 4] = *b"PIC\0";

impl Id3Tag {
    /// The frames whose content can be read: not those that are empty, encrypted or damaged.
    pub(crate) fn frames(&self) -> impl Iterator<Item = OpenFrame<'_>> {
        open_frames(&self.bytes, &self.places, self.version)
    }

    /// How many frames are encrypted or cannot be unpacked.
    pub(crate) fn closed_frames(&self) -> usize {
        self.places.iter().filter(|place| !place.body.is_empty()).count() - self.frames().count()
    }

    /// The frames as they stand there.
    pub(crate) fn raw_frames(&self) -> impl Iterator<Item = (&FramePlace, &[u8])> {
        self.places.iter().filter_map(|place| Some((place, self.bytes.get(place.body.clone())?)))
    }
}

/// The frames at these places whose content can be read.
pub(super) fn open_frames<'a>(
    bytes: &'a [u8],
    places: &'a [FramePlace],
    version: FoundVersion,
) -> impl Iterator<Item = OpenFrame<'a>> {
    let mut budget = UNPACKED_MAX;
    places.iter().filter_map(move |place| {
        let body = bytes.get(place.body.clone()).filter(|body| !body.is_empty())?;
        let body = opened(place, body, version, &mut budget)?;
        let [a, b, c, _] = place.id;
        let id = if version == FoundVersion::V22 { long_name([a, b, c]).unwrap_or(place.id) } else { place.id };
        Some(OpenFrame { id, body })
    })
}
