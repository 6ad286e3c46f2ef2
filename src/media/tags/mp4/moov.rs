//! The parts of the box `moov` that tags and chapters are in; the tables of the sound, which are long, are left out.

use std::io;
use std::ops::Range;

use crate::media::bytes::window::Window;
use crate::media::container::mp4::boxes::FoundBox;
use crate::media::container::mp4::boxes::boxes_in;
use crate::media::container::mp4::boxes::find;
use crate::media::tags::mp4::atom::Atom;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;

/// Longer boxes are not read (bytes): as much as the largest tag of ID3v2.
pub(crate) const TAGS_MAX: u64 = 64 << 20;

/// Longer tracks of titles or pictures are not read. // bytes; their tables have some 20 bytes a chapter
const TRACK_MAX: u64 = 1 << 20;

/// The box `moov` with its tags, its tracks of titles and pictures whole, and of the other tracks which chapters they name; what was too long to read
/// is counted. `None` where there is no such box.
///
/// # Errors
/// Where the disk fails.
pub(crate) fn tags_of(source: &dyn ByteSource) -> io::Result<Option<(Atom, usize)>> {
    let mut window = Window::new(source);
    let all = boxes_in(&mut window, 0..source.len())?;
    let Some(moov) = all.into_iter().find(|found| found.name == *b"moov") else { return Ok(None) };
    let content = moov.content.start..moov.content.end.min(source.len());
    let (mut atoms, mut too_long) = (Vec::new(), 0);
    let mut room = TAGS_MAX;
    for found in boxes_in(&mut window, content)? {
        let span = found.content.start..found.content.end.min(source.len());
        let length = span.end.saturating_sub(span.start);
        match &found.name {
            b"trak" => atoms.push(track(&mut window, source, &found, span)?),
            b"mvhd" | b"udta" | b"meta" if length <= room => {
                room -= length;
                atoms.push(Atom::parse_damaged(found.name, &content_of(source, span)?));
            }
            b"udta" | b"meta" => too_long += 1,
            _ => {}
        }
    }
    Ok(Some((Atom::of_atoms(b"moov", atoms), too_long)))
}

fn track(window: &mut Window<'_>, source: &dyn ByteSource, found: &FoundBox, span: Range<u64>) -> io::Result<Atom> {
    let handler = match find(window, span.clone(), &[b"mdia", b"hdlr"])? {
        Some(handler) => window.at(handler.start, 12)?.get(8..12).map(<[u8]>::to_vec),
        None => None,
    };
    let is_sound = handler.as_deref() == Some(b"soun");
    if !is_sound && span.end - span.start <= TRACK_MAX {
        return Ok(Atom::parse_damaged(found.name, &content_of(source, span)?));
    }
    let mut atoms = Vec::new();
    for inner in boxes_in(window, span)? {
        let span = inner.content.start..inner.content.end.min(source.len());
        if matches!(&inner.name, b"tkhd" | b"tref") && span.end.saturating_sub(span.start) <= TRACK_MAX {
            atoms.push(Atom::parse_damaged(inner.name, &content_of(source, span)?));
        }
    }
    Ok(Atom::of_atoms(b"trak", atoms))
}

fn content_of(source: &dyn ByteSource, span: Range<u64>) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(span.end.saturating_sub(span.start)).unwrap_or(0)];
    let filled = fill(source, span.start, &mut bytes)?;
    bytes.truncate(filled);
    Ok(bytes)
}
