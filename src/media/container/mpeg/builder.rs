//! MP3 files made in code, for tests: silent frames, and what lies around them.

use crc_fast::CrcAlgorithm;

/// A file in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mp3Builder {
    pub(crate) bytes: Vec<u8>,
}

/// 128 kbit/s, 44.1 kHz, mono: 417 bytes a frame.
pub(crate) const STANDARD: [u8; 4] = [0xFF, 0xFB, 0x90, 0xC4];

impl Mp3Builder {
    pub(crate) fn raw(mut self, bytes: &[u8]) -> Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    /// So many silent frames of this header and length.
    pub(crate) fn frames_of(mut self, header: [u8; 4], len: usize, count: usize) -> Self {
        for _ in 0..count {
            let start = self.bytes.len();
            self.bytes.extend(header);
            self.bytes.resize(start + len, 0);
        }
        self
    }

    pub(crate) fn frames(self, count: usize) -> Self {
        self.frames_of(STANDARD, 417, count)
    }

    /// A frame that borrows so many bytes from those before it.
    pub(crate) fn borrowing(self, bytes: u16) -> Self {
        let place = self.bytes.len() + 4;
        let mut built = self.frames(1);
        built.bytes[place] = u8::try_from(bytes >> 1).unwrap();
        built.bytes[place + 1] = u8::try_from(bytes & 1).unwrap() << 7;
        built
    }

    pub(crate) fn id3v2(mut self, content: usize) -> Self {
        let size = u32::try_from(content).unwrap();
        self.bytes.extend(b"ID3\x03\0\0");
        self.bytes
            .extend([size >> 21 & 0x7F, size >> 14 & 0x7F, size >> 7 & 0x7F, size & 0x7F].map(|part| part.to_le_bytes()[0]));
        self.bytes.resize(self.bytes.len() + content, 0);
        self
    }

    pub(crate) fn id3v1(self) -> Self {
        let mut tag = [0; 128];
        tag[..3].copy_from_slice(b"TAG");
        self.raw(&tag)
    }

    /// An Info frame as LAME writes it, claiming so many frames, with delay and padding.
    pub(crate) fn info(mut self, frames: u32, delay: u16, padding: u16) -> Self {
        let start = self.bytes.len();
        self = self.frames(1);
        let bytes = (frames + 1) * 417;
        let put =
            |at: usize, value: &[u8], bytes: &mut Vec<u8>| bytes[start + at..start + at + value.len()].copy_from_slice(value);
        put(21, b"Info\0\0\0\x0F", &mut self.bytes);
        put(29, &frames.to_be_bytes(), &mut self.bytes);
        put(33, &bytes.to_be_bytes(), &mut self.bytes);
        put(141, b"LAME3.100", &mut self.bytes);
        let gap = u32::from(delay) << 12 | u32::from(padding);
        put(162, &gap.to_be_bytes()[1..], &mut self.bytes);
        put(169, &bytes.to_be_bytes(), &mut self.bytes);
        let music = Self::default().frames(frames as usize);
        let sum = u16::try_from(crc_fast::checksum(CrcAlgorithm::Crc16Arc, &music.bytes)).unwrap();
        put(173, &sum.to_be_bytes(), &mut self.bytes);
        self
    }
}
