//! Boxes: a length, four letters, content (ISO/IEC 14496-12, 4.2).

use std::io;
use std::ops::Range;

use crate::media::bytes::window::Window;

/// A box's four letters.
pub(crate) type FourCc = [u8; 4];

/// A box: its name and where its content lies (bytes from the start of the file).
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct FoundBox {
    /// Its four letters.
    pub(crate) name: FourCc,
    /// Where it begins, with its length.
    pub(crate) at: u64,
    /// Its content; may pass the end of the file where that is cut.
    pub(crate) content: Range<u64>,
}

/// Boxes read at one level; what follows is left out. // a fragmented file of a day has some 50,000
const BOXES_MAX: usize = 100_000;

/// The boxes in a range, one level deep. A length that makes no sense ends the list.
pub(crate) fn boxes_in(window: &mut Window<'_>, range: Range<u64>) -> io::Result<Vec<FoundBox>> {
    let mut boxes = Vec::new();
    let mut at = range.start;
    while at < range.end && boxes.len() < BOXES_MAX {
        let head = window.at(at, 16)?;
        let Some(short) = head.first_chunk::<8>() else { break };
        let &[a, b, c, d, n0, n1, n2, n3] = short;
        let (header, size) = match u64::from(u32::from_be_bytes([a, b, c, d])) {
            // 0: to the end of the file; 1: the length follows in eight bytes
            0 => (8, range.end - at),
            1 => match head.get(8..).and_then(|rest| rest.first_chunk::<8>()) {
                Some(long) => (16, u64::from_be_bytes(*long)),
                None => break,
            },
            size => (8, size),
        };
        if size < header {
            break;
        }
        let end = at.saturating_add(size);
        boxes.push(FoundBox { name: [n0, n1, n2, n3], at, content: at + header..end });
        at = end;
    }
    Ok(boxes)
}

/// The content of the first box of that name on the way down.
pub(crate) fn find(window: &mut Window<'_>, range: Range<u64>, path: &[&FourCc]) -> io::Result<Option<Range<u64>>> {
    let mut range = range;
    for name in path {
        let Some(found) = find_box(window, range, name)? else { return Ok(None) };
        range = found.content;
    }
    Ok(Some(range))
}

/// The first box of that name.
pub(crate) fn find_box(window: &mut Window<'_>, range: Range<u64>, name: &FourCc) -> io::Result<Option<FoundBox>> {
    Ok(boxes_in(window, range)?.into_iter().find(|found| found.name == *name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_boxes_of_every_length_form() {
        let mut file = b"\0\0\0\x0Cftyp1234".to_vec();
        file.extend(b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x12ab");
        file.extend(b"\0\0\0\0freexyz");
        let mut window = Window::new(&file);
        let found = boxes_in(&mut window, 0..file.len() as u64).unwrap();
        let names: Vec<_> = found.iter().map(|found| (&found.name, found.content.clone())).collect();
        assert_eq!(names, [(b"ftyp", 8..12), (b"mdat", 28..30), (b"free", 38..41)]);
    }

    #[test]
    fn a_length_that_makes_no_sense_ends_the_list() {
        for file in [b"\0\0\0\x07ftyp".to_vec(), b"\0\0\0\x01ftyp".to_vec(), b"\0\0\0".to_vec()] {
            assert_eq!(boxes_in(&mut Window::new(&file), 0..file.len() as u64).unwrap(), []);
        }
    }
}
