//! Where FLAC keeps its comments (RFC 9639, 8).

use std::io;

use crate::media::found_tags::FoundTags;
use crate::media::found_tags::vorbis;
use crate::media::mpeg::tag_spans::leading_tag;
use crate::media::window::Window;
use crate::media::window::fill;
use crate::model::byte_source::ByteSource;

const COMMENTS: u8 = 4;
const PICTURE: u8 = 6;
/// Longer comments are not read. // bytes
const COMMENTS_MAX: usize = 4 * 1024 * 1024;
/// More blocks are not looked at.
const BLOCKS_MAX: usize = 1000;

/// The comments of a FLAC file, added to what was found already.
pub(crate) fn read(source: &dyn ByteSource, found: &mut FoundTags) -> io::Result<()> {
    let mut window = Window::new(source);
    let mut at = leading_tag(&mut window)?;
    if window.at(at, 4)? != b"fLaC" {
        return Ok(());
    }
    at += 4;
    for _ in 0..BLOCKS_MAX {
        let &[kind, a, b, c] = window.at(at, 4)? else { return Ok(()) };
        let length = u32::from_be_bytes([0, a, b, c]);
        at += 4;
        match kind & 0x7F {
            COMMENTS => {
                let mut bytes = vec![0; (length as usize).min(COMMENTS_MAX)];
                let filled = fill(source, at, &mut bytes)?;
                vorbis::read(&bytes[..filled], found);
            }
            PICTURE => found.add("picture", &format!("{length} bytes")),
            _ => {}
        }
        // the highest bit is set on the last block
        if kind & 0x80 != 0 {
            return Ok(());
        }
        at += u64::from(length);
    }
    Ok(())
}
