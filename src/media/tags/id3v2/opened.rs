//! What a frame holds, behind what its flags put before it:
//!
//! ```text
//!            format flags   before the data
//! ID3v2.3    ijk00000       [size, 4 bytes, if i] [method, if j] [group, if k]
//! ID3v2.4    0h00kmnp       [group, if h] [method, if m] [size, 4 x 7 bits, if p]
//! ```
//!
//! i, k: compressed; j, m: encrypted; k, h: grouped; n: unsynchronised; p: size (ID3v2.3.0, section 3.3.1; ID3v2.4.0, section 4.1).

use std::borrow::Cow;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use crate::media::tags::id3v2::frame::FramePlace;
use crate::media::tags::id3v2::header::FoundVersion;
use crate::media::tags::id3v2::synchronised::synchronised;

/// The flag of ID3v2.4 for a frame that is unsynchronised.
pub(crate) const UNSYNCHRONISED: u8 = 0x02;

/// What a tag may hold once its compressed frames are unpacked. // bytes
pub(crate) const UNPACKED_MAX: usize = 32 << 20;

/// What a frame holds; `None` where it is encrypted, or shorter than its flags say. `budget` is how much may still be unpacked (bytes).
pub(crate) fn opened<'a>(place: &FramePlace, body: &'a [u8], version: FoundVersion, budget: &mut usize) -> Option<Cow<'a, [u8]>> {
    let format = place.flags[1];
    let is = |flag: u8| format & flag != 0;
    match version {
        FoundVersion::V22 => Some(Cow::Borrowed(body)),
        FoundVersion::V23 if is(0x40) => None,
        FoundVersion::V23 => {
            let rest = body.get(if is(0x80) { 4 } else { 0 }..)?;
            let rest = rest.get(usize::from(is(0x20))..)?;
            if is(0x80) { unpacked(rest, budget) } else { Some(Cow::Borrowed(rest)) }
        }
        FoundVersion::V24 if is(0x04) => None,
        FoundVersion::V24 => {
            let grouped = body.get(usize::from(is(0x40))..)?;
            let sized = grouped.get(if is(0x01) { 4 } else { 0 }..)?;
            let rest = if is(UNSYNCHRONISED) { synchronised(sized) } else { Cow::Borrowed(sized) };
            if is(0x08) {
                // a writer may leave out the flag of the size, and not the size
                let unpacked = unpacked(&rest, budget).or_else(|| unpacked(rest.get(4..)?, budget));
                return unpacked.map(|unpacked| Cow::Owned(unpacked.into_owned()));
            }
            Some(rest)
        }
    }
}

fn unpacked<'a>(bytes: &[u8], budget: &mut usize) -> Option<Cow<'a, [u8]>> {
    match decompress_to_vec_zlib_with_limit(bytes, *budget) {
        Ok(unpacked) => {
            *budget -= unpacked.len().min(*budget);
            Some(Cow::Owned(unpacked))
        }
        Err(error) => {
            // what was unpacked in vain took its time as well
            *budget -= error.output.len().min(*budget);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec_zlib;

    use super::*;

    #[track_caller]
    fn case(version: FoundVersion, format: u8, body: &[u8], expected: Option<&[u8]>) {
        let place = FramePlace { id: *b"TIT2", flags: [0, format], body: 0..body.len() };
        let mut budget = UNPACKED_MAX;
        assert_eq!(opened(&place, body, version, &mut budget).as_deref(), expected, "{format:#x}");
    }

    #[test]
    fn opens_what_is_grouped_sized_and_compressed() {
        let packed = compress_to_vec_zlib(b"\0words", 6);
        let with = |before: &[u8]| [before, &packed].concat();
        case(FoundVersion::V23, 0x20, b"\x07\0words", Some(b"\0words"));
        case(FoundVersion::V23, 0x80, &with(b"\0\0\0\x06"), Some(b"\0words"));
        case(FoundVersion::V23, 0xA0, &with(b"\0\0\0\x06\x07"), Some(b"\0words"));
        case(FoundVersion::V24, 0x40, b"\x07\0words", Some(b"\0words"));
        case(FoundVersion::V24, 0x41, b"\x07\0\0\0\x06\0words", Some(b"\0words"));
        case(FoundVersion::V24, 0x03, b"\0\0\0\x03\xff\0\xe0a", Some(b"\xff\xe0a"));
        case(FoundVersion::V24, 0x09, &with(b"\0\0\0\x06"), Some(b"\0words"));
        case(FoundVersion::V24, 0x08, &with(b"\0\0\0\x06"), Some(b"\0words"));
        case(FoundVersion::V24, 0x08, &with(b""), Some(b"\0words"));
    }

    #[test]
    fn what_is_encrypted_or_cut_stays_closed() {
        case(FoundVersion::V23, 0x40, b"\x81words", None);
        case(FoundVersion::V24, 0x04, b"\x81words", None);
        case(FoundVersion::V23, 0x80, b"\0\0", None);
        case(FoundVersion::V24, 0x08, b"no zlib", None);
    }

    #[test]
    fn bombs_are_bounded() {
        let packed = compress_to_vec_zlib(&vec![0; 4 << 20], 9);
        let place = FramePlace { id: *b"TIT2", flags: [0, 0x08], body: 0..packed.len() };
        let mut budget = 10 << 20;
        let unpacked = (0..10).filter(|_| opened(&place, &packed, FoundVersion::V24, &mut budget).is_some()).count();
        assert_eq!((unpacked, budget), (2, 0));
    }
}
