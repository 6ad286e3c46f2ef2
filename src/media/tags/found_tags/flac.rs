//! Where FLAC keeps its comments (RFC 9639, 8).

use std::io;
use std::ops::Range;

use crate::media::bytes::window::Window;
use crate::media::container::mpeg::tag_spans::leading_tag;
use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::found_tags::vorbis;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;

const COMMENTS: u8 = 4;
const PICTURE: u8 = 6;
/// Longer comments are not read. // bytes
const COMMENTS_MAX: usize = 4 * 1024 * 1024;
/// More blocks are not looked at.
const BLOCKS_MAX: usize = 1000;

/// A block of metadata: its kind, and its content (bytes), which may pass the end of the file.
pub(crate) type Block = (u8, Range<u64>);

/// The blocks of metadata before the frames, STREAMINFO first; none where it is no FLAC file.
pub(crate) fn blocks(window: &mut Window<'_>) -> io::Result<Vec<Block>> {
    let mut at = leading_tag(window)?;
    let mut blocks = Vec::new();
    if window.at(at, 4)? != b"fLaC" {
        return Ok(blocks);
    }
    at += 4;
    while blocks.len() < BLOCKS_MAX {
        let &[kind, a, b, c] = window.at(at, 4)? else { break };
        let end = at + 4 + u64::from(u32::from_be_bytes([0, a, b, c]));
        blocks.push((kind & 0x7F, at + 4..end));
        // the highest bit is set on the last block
        if kind & 0x80 != 0 {
            break;
        }
        at = end;
    }
    Ok(blocks)
}

/// The comments of a FLAC file, added to what was found already.
pub(crate) fn read(source: &dyn ByteSource, found: &mut FoundTags) -> io::Result<()> {
    for (kind, content) in blocks(&mut Window::new(source))? {
        let length = content.end - content.start;
        match kind {
            COMMENTS => {
                let mut bytes = vec![0; usize::try_from(length).map_or(COMMENTS_MAX, |length| length.min(COMMENTS_MAX))];
                let filled = fill(source, content.start, &mut bytes)?;
                vorbis::read(&bytes[..filled], found);
            }
            PICTURE => found.add("picture", &format!("{length} bytes")),
            _ => {}
        }
    }
    Ok(())
}
