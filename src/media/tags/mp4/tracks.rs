//! The tracks of a movie.

use crate::media::bytes::numbers::be32;
use crate::media::tags::mp4::atom::Atom;
use crate::media::tags::mp4::atom::Kind;

/// The tracks of a movie.
pub(crate) fn tracks(moov: &Atom) -> impl Iterator<Item = &Atom> {
    moov.atoms().iter().filter(|atom| atom.kind == *b"trak")
}

/// The id of a track; 0, which no track has, where it is damaged.
pub(crate) fn track_id(trak: &Atom) -> u32 {
    let header = trak.find(&[b"tkhd"]).map(Atom::bytes).unwrap_or_default();
    behind_times(header).unwrap_or_default()
}

/// What a track is of: `soun`, `text`, `vide`.
pub(crate) fn handler(trak: &Atom) -> Option<Kind> {
    trak.find(&[b"mdia", b"hdlr"]).and_then(|atom| atom.bytes().get(8..12)).and_then(|kind| kind.try_into().ok())
}

/// The tracks that this one names as its chapters.
pub(crate) fn chapter_ids(trak: &Atom) -> Vec<u32> {
    let ids = trak.find(&[b"tref", b"chap"]).map(Atom::bytes).unwrap_or_default();
    (0..ids.len() / 4).filter_map(|index| be32(ids, index * 4)).collect()
}

/// What stands behind the times in a header: the ticks a second in `mvhd` and `mdhd`, the id in `tkhd`. The two times have 4 bytes each, and 8 in
/// version 1.
pub(crate) fn behind_times(header: &[u8]) -> Option<u32> {
    be32(header, if header.first() == Some(&1) { 20 } else { 12 })
}
