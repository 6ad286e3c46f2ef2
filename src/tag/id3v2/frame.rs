//! A frame as it stands in a tag, to be kept byte for byte.

use crate::media::tags::id3v2::frame::FramePlace;

/// A frame, raw. What its flags mean depends on the version of its tag.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RawFrame {
    /// Its name; in ID3v2.2 three letters and a zero.
    pub id: [u8; 4],
    /// Its flags; none in ID3v2.2.
    pub flags: [u8; 2],
    /// What it holds.
    pub body: Vec<u8>,
}

impl RawFrame {
    /// The frame at a place, with what it holds.
    pub(in crate::tag) fn of(place: &FramePlace, body: &[u8]) -> Self {
        Self { id: place.id, flags: place.flags, body: body.to_vec() }
    }

    /// Its name, for people.
    pub fn name(&self) -> String {
        self.id.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect()
    }
}
