//! Chunks of RIFF (WAV) and FORM (AIFF) files.

use std::io;
use std::ops::Range;

use crate::media::bytes::window::Window;
use crate::model::files::byte_source::ByteSource;

/// More chunks are not looked at.
const CHUNKS_MAX: usize = 1000;

/// A chunk: its four letters and its content as it says, which may pass the end of the file.
pub(crate) type RiffChunk = ([u8; 4], Range<u64>);

/// Which way numbers are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Endian {
    /// RIFF.
    Little,
    /// FORM.
    Big,
}

/// The chunks of a file.
pub(crate) fn chunks_of(window: &mut Window<'_>, source: &dyn ByteSource) -> io::Result<(Endian, Vec<RiffChunk>)> {
    let endian = if window.at(0, 4)? == b"FORM" { Endian::Big } else { Endian::Little };
    Ok((endian, chunks_in(window, 12..source.len(), endian)?))
}

/// The chunks in a range.
pub(crate) fn chunks_in(window: &mut Window<'_>, range: Range<u64>, endian: Endian) -> io::Result<Vec<RiffChunk>> {
    let mut chunks = Vec::new();
    let mut at = range.start;
    while at < range.end && chunks.len() < CHUNKS_MAX {
        let &[n0, n1, n2, n3, l0, l1, l2, l3] = window.at(at, 8)? else { break };
        let length = [l0, l1, l2, l3];
        let length = u64::from(if endian == Endian::Big { u32::from_be_bytes(length) } else { u32::from_le_bytes(length) });
        chunks.push(([n0, n1, n2, n3], at + 8..at + 8 + length));
        // chunks begin at even places
        at += 8 + length + length % 2;
    }
    Ok(chunks)
}

/// Where the sound lies as its chunk says. AIFF puts eight bytes before it: how far it is shifted, and the size of blocks.
pub(crate) fn audio_of(source: &dyn ByteSource) -> io::Result<Option<Range<u64>>> {
    let (_, chunks) = chunks_of(&mut Window::new(source), source)?;
    Ok(chunks.into_iter().find_map(|(name, content)| match &name {
        b"data" => Some(content),
        b"SSND" => Some(content.start + 8..content.end),
        _ => None,
    }))
}

/// Where the sound ends before its chunk says (bytes), and what is missing (bytes). Programs that record without knowing the length
/// write the highest number, or none: then nothing is missing.
pub(crate) fn missing_audio(source: &dyn ByteSource) -> io::Result<Option<(u64, u64)>> {
    let (_, chunks) = chunks_of(&mut Window::new(source), source)?;
    let sound = chunks.into_iter().find(|(name, _)| matches!(name, b"data" | b"SSND"));
    Ok(sound.and_then(|(_, content)| {
        let is_open = content.end - content.start >= u64::from(u32::MAX) - 1024;
        (!is_open && content.end > source.len()).then(|| (source.len(), content.end - source.len()))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_is_missing_of_the_sound() {
        let wav = |length: u32| {
            let mut file = b"RIFF\0\0\0\0WAVEfmt \x02\0\0\0\0\0data".to_vec();
            file.extend(length.to_le_bytes());
            file.extend([0; 10]);
            file
        };
        assert_eq!(missing_audio(&wav(10)).unwrap(), None);
        assert_eq!(missing_audio(&wav(25)).unwrap(), Some((40, 15)));
        assert_eq!(missing_audio(&wav(u32::MAX)).unwrap(), None);
        assert_eq!(missing_audio(&b"RIFF".to_vec()).unwrap(), None);
    }
}
