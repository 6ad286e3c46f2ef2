//! Frames of others, moved from one version of ID3v2 to another. What a frame holds is not touched; only its flags, and the few bytes
//! that the flags put before it, stand elsewhere in each version:
//!
//! ```text
//!            status flags  format flags   before the data
//! ID3v2.3    abc00000      ijk00000       [size, 4 bytes, if i] [method, if j] [group, if k]
//! ID3v2.4    0abc0000      0h00kmnp       [group, if h] [method, if m] [size, 4 x 7 bits, if p]
//! ```
//!
//! a, b, c: discard, discard, read only; i, k: compressed; j, m: encrypted; k, h: grouped; n: unsynchronised; p: size
//! (ID3v2.3.0, section 3.3.1; ID3v2.4.0, section 4.1). Neither data compressed nor data encrypted needs to be opened for that.

use crate::media::tags::id3v2::chapters::inner_start;
use crate::media::tags::id3v2::frame::parse_frames;
use crate::media::tags::id3v2::header::{FoundVersion, syncsafe, to_syncsafe};
use crate::model::settings::tag_version::TagVersion;
use crate::tag::error::TagError;
use crate::tag::id3v2::frame::RawFrame;
use crate::tag::id3v2::upgrade::upgrade;
use crate::tag::id3v2::write::write_frame;

/// The frame as the other version writes it; the same frame where the version is the same.
///
/// # Errors
/// Where the other version has no way to say it.
pub(in crate::tag) fn convert(frame: RawFrame, from: FoundVersion, to: TagVersion) -> Result<RawFrame, TagError> {
    match (from, to) {
        (FoundVersion::V23, TagVersion::V23) | (FoundVersion::V24, TagVersion::V24) => Ok(frame),
        (FoundVersion::V22, _) => {
            let upgraded = upgrade(frame)?;
            if to == TagVersion::V23 { Ok(upgraded) } else { convert(upgraded, FoundVersion::V23, to) }
        }
        (FoundVersion::V23, TagVersion::V24) => inner(rise(frame)?, from, to),
        (FoundVersion::V24, TagVersion::V23) => inner(fall(frame)?, from, to),
    }
}

fn rise(frame: RawFrame) -> Result<RawFrame, TagError> {
    let [status, format] = frame.flags;
    if status & 0x1F != 0 || format & 0x1F != 0 {
        return Err(unknown_flags(&frame));
    }
    let mut rest = frame.body.as_slice();
    let size = taken(&mut rest, format & 0x80 != 0, 4, &frame)?;
    let method = taken(&mut rest, format & 0x40 != 0, 1, &frame)?;
    let group = taken(&mut rest, format & 0x20 != 0, 1, &frame)?;
    let mut body = [group, method].concat();
    if let Ok(size) = <[u8; 4]>::try_from(size) {
        body.extend(to_syncsafe(u32::from_be_bytes(size)).ok_or_else(|| short(&frame))?);
    }
    body.extend(rest);
    let compressed = if format & 0x80 != 0 { 0x09 } else { 0 };
    let flags = [status >> 1, compressed | (format & 0x40) >> 4 | (format & 0x20) << 1];
    Ok(RawFrame { id: frame.id, flags, body })
}

fn fall(frame: RawFrame) -> Result<RawFrame, TagError> {
    let [status, format] = frame.flags;
    if status & 0x8F != 0 || format & 0xB0 != 0 {
        return Err(unknown_flags(&frame));
    }
    let mut rest = frame.body.as_slice();
    let group = taken(&mut rest, format & 0x40 != 0, 1, &frame)?;
    let method = taken(&mut rest, format & 0x04 != 0, 1, &frame)?;
    let compressed = format & 0x08 != 0;
    let size = taken(&mut rest, compressed || format & 0x01 != 0, 4, &frame)?;
    let mut body = Vec::with_capacity(frame.body.len());
    if compressed && let Ok(size) = <[u8; 4]>::try_from(size) {
        body.extend(syncsafe(size).ok_or_else(|| short(&frame))?.to_be_bytes());
    }
    body.extend([method, group].concat());
    body.extend(rest);
    let flags = [status << 1, if compressed { 0x80 } else { 0 } | (format & 0x04) << 4 | (format & 0x40) >> 1];
    Ok(RawFrame { id: frame.id, flags, body })
}

/// The first bytes of `rest`, where the flags say that they are there.
fn taken<'a>(rest: &mut &'a [u8], there: bool, length: usize, frame: &RawFrame) -> Result<&'a [u8], TagError> {
    if !there {
        return Ok(&[]);
    }
    let (first, others) = rest.split_at_checked(length).ok_or_else(|| short(frame))?;
    *rest = others;
    Ok(first)
}

/// Chapters and tables of contents hold frames themselves (ID3v2 Chapter Frame Addendum 1.0, section 3).
fn inner(frame: RawFrame, from: FoundVersion, to: TagVersion) -> Result<RawFrame, TagError> {
    if !matches!(&frame.id, b"CHAP" | b"CTOC") {
        return Ok(frame);
    }
    let broken = || TagError::CannotKeep { what: format!("a damaged frame `{}`", frame.name()) };
    if frame.flags[1] != 0 {
        return Err(broken());
    }
    let (times, inner) =
        inner_start(frame.id, &frame.body).and_then(|start| frame.body.split_at_checked(start)).ok_or_else(broken)?;
    let parsed = parse_frames(inner, from);
    if parsed.overrun.is_some() {
        return Err(broken());
    }
    let mut body = times.to_vec();
    for place in parsed.frames {
        let one = RawFrame::of(&place, inner.get(place.body.clone()).unwrap_or_default());
        write_frame(&mut body, to, &convert(one, from, to)?)?;
    }
    Ok(RawFrame { body, ..frame })
}

fn unknown_flags(frame: &RawFrame) -> TagError {
    let [status, format] = frame.flags;
    TagError::CannotKeep { what: format!("a frame `{}` with the unknown flags {status:02x} {format:02x}", frame.name()) }
}

fn short(frame: &RawFrame) -> TagError {
    TagError::CannotKeep { what: format!("a frame `{}` that is shorter than its flags say", frame.name()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(id: [u8; 4], flags: [u8; 2], body: &[u8]) -> RawFrame {
        RawFrame { id, flags, body: body.to_vec() }
    }

    #[test]
    fn a_plain_frame_keeps_every_byte() {
        let plain = frame(*b"XYZW", [0, 0], b"\x03\xff\xfe\0");
        for (from, to) in [(FoundVersion::V23, TagVersion::V24), (FoundVersion::V24, TagVersion::V23)] {
            assert_eq!(convert(plain.clone(), from, to), Ok(plain.clone()));
        }
    }

    #[test]
    fn flags_and_their_bytes_move_there_and_back() {
        let all = frame(*b"PRIV", [0xE0, 0xE0], b"\0\0\x01\0\x81\x07data");
        let risen = convert(all.clone(), FoundVersion::V23, TagVersion::V24).unwrap();
        assert_eq!(risen, frame(*b"PRIV", [0x70, 0x4D], b"\x07\x81\0\0\x02\0data"));
        assert_eq!(convert(risen, FoundVersion::V24, TagVersion::V23), Ok(all));
        let with_size = frame(*b"PRIV", [0, 0x01], b"\0\0\0\x04data");
        assert_eq!(convert(with_size, FoundVersion::V24, TagVersion::V23), Ok(frame(*b"PRIV", [0, 0], b"data")));
    }

    #[test]
    fn sizes_within_a_chapter_are_written_anew() {
        let mut body = b"a\0\0\0\0\0\0\0\0\x01\xff\xff\xff\xff\xff\xff\xff\xffTIT2\0\0\x01\x49\0\0".to_vec();
        body.extend([b'x'; 201]);
        let chapter = frame(*b"CHAP", [0, 0], &body);
        let fallen = convert(chapter.clone(), FoundVersion::V24, TagVersion::V23).unwrap();
        assert_eq!(&fallen.body[18..28], b"TIT2\0\0\0\xc9\0\0");
        assert_eq!(convert(fallen, FoundVersion::V23, TagVersion::V24), Ok(chapter));
    }

    #[test]
    fn refuses_what_the_other_version_cannot_say() {
        for bad in [
            frame(*b"PRIV", [0, 0x10], b"x"),
            frame(*b"PRIV", [0x80, 0], b"x"),
            frame(*b"PRIV", [0, 0x08], b"x"),
            frame(*b"CHAP", [0, 0], b"no end"),
            frame(*b"CTOC", [0, 0], b"a\0\x03\x02one\0two"),
        ] {
            let answer = convert(bad, FoundVersion::V24, TagVersion::V23);
            assert!(matches!(answer, Err(TagError::CannotKeep { .. })), "{answer:?}");
        }
    }
}
