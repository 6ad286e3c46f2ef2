//! WAV as encoders and editors take it (Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991).

use std::num::NonZeroU32;

/// Size of the header that is written here.
pub(crate) const HEADER: u8 = 44;

/// How samples stand in a WAV file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SampleKind {
    /// 16 bits, whole numbers.
    Whole16,
    /// 32 bits, floating point.
    Float32,
}

impl SampleKind {
    /// Size of a sample (bytes).
    pub(crate) fn bytes(self) -> u16 {
        match self {
            Self::Whole16 => 2,
            Self::Float32 => 4,
        }
    }
}

/// The header of a file with so many samples in each channel. Where the file is too long for the format, its length is left open, which whoever reads
/// a pipe understands.
pub(crate) fn header(kind: SampleKind, sample_rate: NonZeroU32, channels: u16, frames: u64) -> [u8; HEADER as usize] {
    let frame = kind.bytes() * channels;
    let length = frames.checked_mul(u64::from(frame)).and_then(|bytes| u32::try_from(bytes).ok());
    let whole = length.and_then(|length| length.checked_add(u32::from(HEADER) - 8)).unwrap_or(u32::MAX);
    let format: u16 = if kind == SampleKind::Float32 { 3 } else { 1 };
    let mut header = [0; HEADER as usize];
    let fields: [&[u8]; 13] = [
        b"RIFF",
        &whole.to_le_bytes(),
        b"WAVE",
        b"fmt ",
        &16u32.to_le_bytes(),
        &format.to_le_bytes(),
        &channels.to_le_bytes(),
        &sample_rate.get().to_le_bytes(),
        &(sample_rate.get().saturating_mul(u32::from(frame))).to_le_bytes(),
        &frame.to_le_bytes(),
        &(kind.bytes() * 8).to_le_bytes(),
        b"data",
        &length.unwrap_or(u32::MAX).to_le_bytes(),
    ];
    header.iter_mut().zip(fields.concat()).for_each(|(place, byte)| *place = byte);
    header
}

/// Samples of all channels one after the other, as 32-bit floating point.
pub(crate) fn floats(planes: &[Vec<f32>], bytes: &mut Vec<u8>) {
    bytes.clear();
    let frames = planes.first().map_or(0, Vec::len);
    bytes.reserve(frames * planes.len() * 4);
    for frame in 0..frames {
        for plane in planes {
            bytes.extend(plane[frame].to_le_bytes());
        }
    }
}

/// Rounds to 16 bits with triangular dither, so that what is lost is a steady hiss below hearing and no distortion (Lipshitz, Wannamaker and
/// Vanderkooy, 1992). The noise begins with the same number each time, so the same recording gives the same bytes.
pub(crate) struct Dither(u32);

impl Dither {
    /// From the start of a recording.
    pub(crate) fn new() -> Self {
        Self(0x2545_F491)
    }

    /// A number between 0 and 1 (Marsaglia's xorshift).
    #[expect(clippy::cast_precision_loss, reason = "24 bits fit")]
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 8) as f32 / 16_777_216.0
    }

    /// Samples of all channels one after the other, as 16-bit whole numbers.
    #[expect(clippy::cast_possible_truncation, reason = "clamped to 16 bits")]
    pub(crate) fn whole(&mut self, planes: &[Vec<f32>], bytes: &mut Vec<u8>) {
        bytes.clear();
        for frame in 0..planes.first().map_or(0, Vec::len) {
            for plane in planes {
                let noise = self.next() + self.next() - 1.0;
                let sample = (plane[frame] * 32_768.0 + noise).round().clamp(-32_768.0, 32_767.0) as i16;
                bytes.extend(sample.to_le_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::probe::{Depth, probe};

    fn rate() -> NonZeroU32 {
        NonZeroU32::new(48_000).unwrap()
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "a second of samples")]
    fn what_is_written_is_read_back() {
        let plane: Vec<f32> = (0..48_000).map(|n| (n as f32 * 0.1).sin() * 0.5).collect();
        let planes = [plane.clone(), plane];
        for kind in [SampleKind::Whole16, SampleKind::Float32] {
            let mut file = header(kind, rate(), 2, 48_000).to_vec();
            let mut bytes = Vec::new();
            match kind {
                SampleKind::Whole16 => Dither::new().whole(&planes, &mut bytes),
                SampleKind::Float32 => floats(&planes, &mut bytes),
            }
            file.extend(bytes);
            let found = probe(&file, Some("wav"), Depth::Full, &|_| ()).unwrap().facts;
            assert_eq!((found.length.samples, found.channels, found.length.sample_rate), (48_000, 2, rate()), "{kind:?}");
            let peak = found.loudness.unwrap().true_peak.unwrap();
            assert!((peak.dbtp() + 6.02).abs() < 0.02, "{kind:?}: {peak}");
        }
    }

    #[test]
    fn dither_keeps_what_rounding_would_lose() {
        // a fifth of the last bit
        let plane = vec![0.2 / 32_768.0; 100_000];
        let mut bytes = Vec::new();
        Dither::new().whole(&[plane], &mut bytes);
        let sum: i64 = bytes.as_chunks::<2>().0.iter().map(|sample| i64::from(i16::from_le_bytes(*sample))).sum();
        assert!((19_000..21_000).contains(&sum), "{sum}");
    }

    #[test]
    fn a_file_too_long_for_its_header_leaves_the_length_open() {
        let bytes = header(SampleKind::Float32, rate(), 2, 1 << 30);
        assert_eq!((&bytes[4..8], &bytes[40..44]), ([0xFF; 4].as_slice(), [0xFF; 4].as_slice()));
    }
}
