//! Two files in one, and sound that a box or a chunk announces and the file does not hold.

use std::io;

use crate::media::bytes::window::LOOK_MAX;
use crate::media::bytes::window::Window;
use crate::media::container::mp4::boxes::boxes_in;
use crate::media::container::riff::chunks_of;
use crate::media::probe::tables::Tables;
use crate::media::sound::decode::stream::Stream;
use crate::media::tags::found_tags::flac::blocks;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;

/// How every FLAC file begins: the four letters, and the header of a STREAMINFO of 34 bytes that is not the last block.
const FLAC_START: &[u8] = b"fLaC\0\0\0\x22";

/// Where another file begins after this one, of the same kind (bytes).
pub(super) fn joined_at(
    source: &dyn ByteSource,
    container: Container,
    tables: &Tables,
    stream: &Stream,
) -> io::Result<Option<u64>> {
    let mut window = Window::new(source);
    Ok(match container {
        Container::Ogg => tables.ogg().and_then(|pages| pages.joined_at),
        Container::Mp4 => {
            let boxes = boxes_in(&mut window, 0..source.len())?;
            boxes.iter().skip(1).find(|found| &found.name == b"ftyp").map(|found| found.at)
        }
        Container::Wav | Container::Aiff => {
            let (_, chunks) = chunks_of(&mut window, source)?;
            let begins = |name: &[u8; 4]| matches!(name, b"RIFF" | b"FORM");
            chunks.iter().find(|(name, _)| begins(name)).map(|(_, content)| content.start - 8)
        }
        Container::Flac => {
            let Some((_, last)) = blocks(&mut window)?.pop() else { return Ok(None) };
            // a whole file has no room for another beside its frames, so it is not searched
            let room = source.len().saturating_sub(last.end).saturating_sub(stream.bytes);
            if room < FLAC_START.len() as u64 { None } else { search(&mut window, last.end, source.len(), FLAC_START)? }
        }
        Container::Mp3 | Container::Adts => None,
    })
}

/// The first place from there on where these bytes stand.
pub(super) fn search(window: &mut Window<'_>, from: u64, end: u64, wanted: &[u8]) -> io::Result<Option<u64>> {
    let mut at = from;
    while at < end {
        let look = window.at(at, LOOK_MAX)?;
        if let Some(ahead) = look.windows(wanted.len()).position(|bytes| bytes == wanted) {
            return Ok(Some(at + ahead as u64));
        }
        if look.len() <= wanted.len() {
            break;
        }
        at += (look.len() - wanted.len() + 1) as u64;
    }
    Ok(None)
}

/// How many bytes a fragmented MP4 lacks of what its last box of sound announces. Bytes behind that box harm nobody.
pub(super) fn missing_of_fragments(source: &dyn ByteSource) -> io::Result<u64> {
    let boxes = boxes_in(&mut Window::new(source), 0..source.len())?;
    let last = boxes.last().filter(|last| matches!(&last.name, b"mdat" | b"moof"));
    Ok(last.map_or(0, |last| last.content.end.saturating_sub(source.len())))
}
