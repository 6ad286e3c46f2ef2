//! The boxes of a file, one after the other, without reading what they hold.

use std::ops::Range;

use crate::media::tags::mp4::atom::Kind;
use crate::model::files::byte_source::ByteSource;
use crate::tag::error::TagError;
use crate::tag::recipe::read_range;

/// A box of a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::tag) struct FileBox {
    /// Its name.
    pub kind: Kind,
    /// From its head to its end, from the start of the file (bytes).
    pub span: Range<u64>,
    /// Where what it holds begins (bytes).
    pub body: u64,
}

/// Most boxes side by side in a file; more is an attack, or fragments by the thousand.
const BOXES_MAX: usize = 4096;

/// The boxes of a file.
///
/// # Errors
/// Where the disk fails, and where boxes do not follow one another to the end of the file.
pub(in crate::tag) fn file_boxes(source: &dyn ByteSource) -> Result<Vec<FileBox>, TagError> {
    let (mut boxes, mut at) = (Vec::new(), 0);
    while at < source.len() {
        if boxes.len() == BOXES_MAX {
            return Err(TagError::TooMuch { what: "boxes in the file", found: BOXES_MAX as u64 + 1, limit: BOXES_MAX as u64 });
        }
        let next = file_box(source, at)?;
        at = next.span.end;
        boxes.push(next);
    }
    Ok(boxes)
}

fn file_box(source: &dyn ByteSource, at: u64) -> Result<FileBox, TagError> {
    let damaged = |reason: &str| TagError::Damaged { offset: at, reason: reason.to_owned() };
    let rest = source.len() - at;
    let head = read_range(source, at..at + rest.min(16))?;
    let Some(([a, b, c, d, kind @ ..], long)) = head.split_first_chunk::<8>() else {
        return Err(damaged("the file ends inside the head of a box"));
    };
    let (size, head) = match (u32::from_be_bytes([*a, *b, *c, *d]), long.first_chunk::<8>()) {
        // "if size is 0, then this box [...] extends to the end of the file" (ISO/IEC 14496-12, section 4.2).
        (0, _) => (rest, 8),
        (1, Some(long)) => (u64::from_be_bytes(*long), 16),
        (1, None) => return Err(damaged("the file ends inside the head of a box")),
        (size, _) => (size.into(), 8),
    };
    if size < head || size > rest {
        return Err(damaged("a box is longer than the file, or shorter than its own head"));
    }
    Ok(FileBox { kind: *kind, span: at..at + size, body: at + head })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_follow_one_another() {
        let file = [b"\0\0\0\x09ftypx".as_slice(), b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x12yz", b"\0\0\0\0freerest"].concat();
        let spans: Vec<_> = file_boxes(&file).unwrap().into_iter().map(|one| (one.kind, one.span, one.body)).collect();
        assert_eq!(spans, [(*b"ftyp", 0..9, 8), (*b"mdat", 9..27, 25), (*b"free", 27..39, 35)]);
    }

    #[test]
    fn refuses_a_box_that_ends_nowhere() {
        for bad in [
            b"\0\0\0\x20mdatcut".as_slice(),
            b"\0\0\0\x04mdat",
            b"\0\0\0\x01mdat\0",
            b"\0\0\0",
            b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x0f",
        ] {
            assert!(matches!(file_boxes(&bad.to_vec()), Err(TagError::Damaged { offset: 0, .. })), "{bad:?}");
        }
    }
}
