//! What is known of the movie as a whole and of its tracks.

use crate::tag::error::TagError;
use crate::tag::mp4::atom::{Atom, Kind};

/// The movie's clock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Movie {
    /// Ticks a second; never 0.
    pub timescale: u32,
}

impl Movie {
    /// The clock of `moov/mvhd` (ISO/IEC 14496-12, section 8.2.2).
    ///
    /// # Errors
    /// Where the header is missing, cut short, or has no clock.
    pub fn of(moov: &Atom) -> Result<Self, TagError> {
        let header = moov.find(&[b"mvhd"]).map(Atom::bytes).unwrap_or_default();
        let timescale = word(header, if header.first() == Some(&1) { 20 } else { 12 });
        match timescale {
            Some(timescale @ 1..) if header.len() >= 100 => Ok(Self { timescale }),
            _ => Err(TagError::Damaged { offset: 0, reason: "the header of the movie is missing or cut short".to_owned() }),
        }
    }

    /// Ticks in so many milliseconds.
    pub fn ticks(self, millis: u32) -> u64 {
        u64::from(millis) * u64::from(self.timescale) / 1000
    }
}

/// The tracks of a movie.
pub fn tracks(moov: &Atom) -> impl Iterator<Item = &Atom> {
    moov.atoms().iter().filter(|atom| atom.kind == *b"trak")
}

/// The id of a track; 0, which no track has, where it is damaged.
pub fn track_id(trak: &Atom) -> u32 {
    let header = trak.find(&[b"tkhd"]).map(Atom::bytes).unwrap_or_default();
    word(header, if header.first() == Some(&1) { 20 } else { 12 }).unwrap_or_default()
}

/// What a track is of: `soun`, `text`, `vide`.
pub fn handler(trak: &Atom) -> Option<Kind> {
    trak.find(&[b"mdia", b"hdlr"]).and_then(|atom| atom.bytes().get(8..12)).and_then(|kind| kind.try_into().ok())
}

/// The tracks that this one names as its chapters.
pub fn chapter_ids(trak: &Atom) -> Vec<u32> {
    let ids = trak.find(&[b"tref", b"chap"]).map(Atom::bytes).unwrap_or_default();
    (0..ids.len() / 4).filter_map(|index| word(ids, index * 4)).collect()
}

/// Four bytes at a place.
pub fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|word| u32::from_be_bytes(*word))
}

/// Where the two bytes of the language stand in `mdhd` (the same, section 8.4.2).
pub fn language_place(media_header: &[u8]) -> usize {
    if media_header.first() == Some(&1) { 32 } else { 20 }
}
