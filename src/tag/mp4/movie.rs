//! What is known of the movie as a whole and of its tracks.

use crate::media::tags::mp4::atom::Atom;
use crate::media::tags::mp4::tracks::behind_times;
use crate::tag::error::TagError;

/// The movie's clock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::tag) struct Movie {
    /// Ticks a second; never 0.
    pub timescale: u32,
}

impl Movie {
    /// The clock of `moov/mvhd` (ISO/IEC 14496-12, section 8.2.2).
    ///
    /// # Errors
    /// Where the header is missing, cut short, or has no clock.
    pub(in crate::tag) fn of(moov: &Atom) -> Result<Self, TagError> {
        let header = moov.find(&[b"mvhd"]).map(Atom::bytes).unwrap_or_default();
        let timescale = behind_times(header);
        match timescale {
            Some(timescale @ 1..) if header.len() >= 100 => Ok(Self { timescale }),
            _ => Err(TagError::Damaged { offset: 0, reason: "the header of the movie is missing or cut short".to_owned() }),
        }
    }

    /// Ticks in so many milliseconds.
    pub(in crate::tag) fn ticks(self, millis: u32) -> u64 {
        u64::from(millis) * u64::from(self.timescale) / 1000
    }
}

/// Where the two bytes of the language stand in `mdhd` (the same, section 8.4.2).
pub(in crate::tag) fn language_place(media_header: &[u8]) -> usize {
    if media_header.first() == Some(&1) { 32 } else { 20 }
}
