//! WAV with sizes that every reader understands. A file out of a pipe has the highest number for a length, and RF64 has its lengths elsewhere
//! (EBU Tech 3306); readers stumble over the first at its end, and do not know the second.

use std::io;

use crate::media::bytes::window::Window;
use crate::media::container::riff::chunks_of;
use crate::model::files::byte_source::ByteSource;

/// A file in which some bytes are replaced as they are read.
pub(crate) struct MendedRiff<'a> {
    source: &'a dyn ByteSource,
    /// Places, and what is read there.
    patches: [(u64, [u8; 4]); 3],
}

impl<'a> MendedRiff<'a> {
    /// The file as readers understand it; `None` where they do anyway, and where the sound is longer than they can be told.
    pub(crate) fn of(source: &'a dyn ByteSource) -> io::Result<Option<Self>> {
        let mut window = Window::new(source);
        let (_, chunks) = chunks_of(&mut window, source)?;
        let Some((_, sound)) = chunks.iter().find(|(name, _)| name == b"data") else { return Ok(None) };
        let Some((_, format)) = chunks.iter().find(|(name, _)| name == b"fmt ") else { return Ok(None) };
        // tag 2, channels 2, rate 4, bytes a second 4, bytes of a block 2
        let block = window.at(format.start + 12, 2)?.first_chunk::<2>().map_or(1, |bytes| u16::from_le_bytes(*bytes));
        let there = sound.end.min(source.len()).saturating_sub(sound.start);
        let length = u32::try_from(there - there % u64::from(block.max(1))).ok().filter(|length| *length < u32::MAX);
        let written = window.at(sound.start - 4, 4)?.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes));
        let is_riff = window.at(0, 4)? == b"RIFF";
        // a file that was cut is read as it stands, so that the fault is seen
        let is_open = written.map(u64::from) != Some(sound.end - sound.start) || ends_before(&mut window, sound.start)?;
        let Some(length) = length.filter(|_| is_open || !is_riff) else { return Ok(None) };
        let whole = u32::try_from(source.len().saturating_sub(8)).unwrap_or(u32::MAX);
        let patches = [(0, *b"RIFF"), (4, whole.to_le_bytes()), (sound.start - 4, length.to_le_bytes())];
        Ok(Some(Self { source, patches }))
    }
}

/// Whether the file's own length ends before its sound begins: a program that was stopped has written none.
fn ends_before(window: &mut Window<'_>, place: u64) -> io::Result<bool> {
    let length = window.at(4, 4)?.first_chunk::<4>().map_or(u32::MAX, |bytes| u32::from_le_bytes(*bytes));
    Ok(u64::from(length) + 8 < place)
}

impl ByteSource for MendedRiff<'_> {
    fn len(&self) -> u64 {
        self.source.len()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read_at(offset, buffer)?;
        for (place, bytes) in &self.patches {
            for (at, byte) in (*place..).zip(bytes) {
                let inside = at.checked_sub(offset).and_then(|ahead| usize::try_from(ahead).ok());
                if let Some(read) = inside.and_then(|ahead| buffer.get_mut(..count)?.get_mut(ahead)) {
                    *read = *byte;
                }
            }
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(name: &[u8; 4], more: &[u8], length: u32, sound: usize) -> Vec<u8> {
        let mut file = [&name[..], &[0xFF; 4], b"WAVE", more, b"fmt \x10\0\0\0"].concat();
        file.extend([1, 0, 1, 0, 0x44, 0xAC, 0, 0, 0x88, 0x58, 1, 0, 2, 0, 16, 0]);
        file.extend(b"data");
        file.extend(length.to_le_bytes());
        file.extend(vec![7; sound]);
        file
    }

    #[track_caller]
    fn read(source: &Vec<u8>, expected: &[u8]) {
        let mended = MendedRiff::of(source).unwrap().expect("it is mended");
        for step in [1, 3, 64] {
            let mut whole = vec![0; source.len()];
            for start in (0..whole.len()).step_by(step) {
                let end = (start + step).min(source.len());
                mended.read_at(start as u64, &mut whole[start..end]).unwrap();
            }
            assert_eq!(whole, expected, "{step} bytes together");
        }
    }

    #[test]
    fn an_open_length_becomes_that_of_whole_samples() {
        let source = wav(b"RIFF", b"", u32::MAX, 101);
        let mut expected = wav(b"RIFF", b"", 100, 101);
        expected[4..8].copy_from_slice(&(44u32 + 101 - 8).to_le_bytes());
        read(&source, &expected);
        assert!(MendedRiff::of(&wav(b"RIFF", b"", 100, 100)).unwrap().is_none());
        assert!(MendedRiff::of(&wav(b"RIFF", b"", 200, 100)).unwrap().is_none(), "a file that was cut");
    }

    #[test]
    fn the_lengths_of_rf64_stand_in_a_chunk_of_their_own() {
        let mut sizes = b"ds64\x1C\0\0\0".to_vec();
        sizes.extend(172u64.to_le_bytes());
        sizes.extend(100u64.to_le_bytes());
        sizes.extend([0; 12]);
        let source = wav(b"RF64", &sizes, u32::MAX, 104);
        let mut expected = wav(b"RIFF", &sizes, 100, 104);
        expected[4..8].copy_from_slice(&(80u32 + 104 - 8).to_le_bytes());
        read(&source, &expected);
    }

    /// A recorder that is stopped leaves one or both lengths at 0.
    #[test]
    fn a_length_that_was_never_written_becomes_the_right_one() {
        let whole = (44u32 + 100 - 8).to_le_bytes();
        let mut expected = wav(b"RIFF", b"", 100, 100);
        expected[4..8].copy_from_slice(&whole);
        for (of_file, of_sound) in [(0, 0), (0, 100), (u32::from_le_bytes(whole), 0), (u32::MAX, 0)] {
            let mut source = wav(b"RIFF", b"", of_sound, 100);
            source[4..8].copy_from_slice(&of_file.to_le_bytes());
            read(&source, &expected);
        }
        // Sound of no length with another chunk behind it is empty.
        let mut empty = [wav(b"RIFF", b"", 0, 0), b"LIST\x04\0\0\0INFO".to_vec()].concat();
        empty[4..8].copy_from_slice(&48u32.to_le_bytes());
        assert!(MendedRiff::of(&empty).unwrap().is_none());
    }
}
