//! Chunks of RIFF (WAV) and FORM (AIFF) files.

use std::io;
use std::ops::Range;

use crate::media::bytes::window::Window;
use crate::model::files::byte_source::ByteSource;

/// From this length on, a chunk that passes the end of the file is one whose length was not known. // bytes; `SoX`'s is the shortest: 0x7FFFF000
const OPEN_LENGTH: u64 = 0x7FFF_F000;
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

/// The length of a chunk of sound. Programs that record into a pipe do not know it: they write the highest number, or nothing, and the sound goes
/// on to the end of the file. RF64 has it in a chunk of its own (EBU Tech 3306).
///
/// ```text
/// ds64: u64 length of the file, u64 length of the sound, u64 samples, ...
/// ```
fn length_of_sound(window: &mut Window<'_>, at: u64, length: u64, range: &Range<u64>, sizes: Option<u64>) -> io::Result<u64> {
    let rest = range.end.saturating_sub(at + 8);
    let is_long = matches!(window.at(0, 4)?, b"RF64" | b"BW64");
    match sizes.filter(|_| is_long && length == u64::from(u32::MAX)) {
        Some(place) => {
            let sound = window.at(place + 8, 8)?.first_chunk::<8>().map_or(0, |bytes| u64::from_le_bytes(*bytes));
            Ok(if sound == 0 { rest } else { sound })
        }
        None if length > rest && length >= OPEN_LENGTH => Ok(rest),
        None if length == 0 && !begins_chunk(window, at + 8, range)? => Ok(rest),
        None => Ok(length),
    }
}

/// Whether a chunk begins here that fits: what follows an empty chunk of sound is another chunk, or is the sound.
fn begins_chunk(window: &mut Window<'_>, at: u64, range: &Range<u64>) -> io::Result<bool> {
    let &[n0, n1, n2, n3, l0, l1, l2, l3] = window.at(at, 8)? else { return Ok(false) };
    let is_name = [n0, n1, n2, n3].iter().all(|letter| matches!(letter, b' '..=b'~'));
    Ok(is_name && at + 8 + u64::from(u32::from_le_bytes([l0, l1, l2, l3])) <= range.end)
}

/// The chunks in a range.
pub(crate) fn chunks_in(window: &mut Window<'_>, range: Range<u64>, endian: Endian) -> io::Result<Vec<RiffChunk>> {
    let mut chunks = Vec::new();
    let (mut at, mut sizes) = (range.start, None);
    while at < range.end && chunks.len() < CHUNKS_MAX {
        let &[n0, n1, n2, n3, l0, l1, l2, l3] = window.at(at, 8)? else { break };
        let length = [l0, l1, l2, l3];
        let length = u64::from(if endian == Endian::Big { u32::from_be_bytes(length) } else { u32::from_le_bytes(length) });
        let length = if endian == Endian::Little && [n0, n1, n2, n3] == *b"data" {
            length_of_sound(window, at, length, &range, sizes)?
        } else {
            length
        };
        if [n0, n1, n2, n3] == *b"ds64" {
            sizes = Some(at + 8);
        }
        chunks.push(([n0, n1, n2, n3], at + 8..(at + 8).saturating_add(length)));
        // chunks begin at even places
        at = (at + 8).saturating_add(length).saturating_add(length % 2);
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

/// Where the sound ends before its chunk says (bytes), and what is missing (bytes).
pub(crate) fn missing_audio(source: &dyn ByteSource) -> io::Result<Option<(u64, u64)>> {
    let (_, chunks) = chunks_of(&mut Window::new(source), source)?;
    let sound = chunks.into_iter().find(|(name, _)| matches!(name, b"data" | b"SSND"));
    Ok(sound.and_then(|(_, content)| (content.end > source.len()).then(|| (source.len(), content.end - source.len()))))
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
        for open in [u32::MAX, 0xFFFF_FFF0, 0x7FFF_F000] {
            assert_eq!(missing_audio(&wav(open)).unwrap(), None, "{open:X}");
        }
        assert_eq!(audio_of(&wav(0)).unwrap(), Some(30..40), "a recorder that was never stopped");
        assert_eq!(missing_audio(&b"RIFF".to_vec()).unwrap(), None);
    }
}
