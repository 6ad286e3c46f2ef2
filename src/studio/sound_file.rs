//! The sound of a recording at the rate that it is published with, in a temporary file: 32-bit samples of all channels one after the other. It is
//! gone through several times, and never held in memory.

use std::io;
use std::num::NonZeroU32;
use std::ops::Range;

use crate::model::files::byte_source::{ByteSource, fill};
use crate::model::media::loudness::{Loudness, TruePeak};
use crate::studio::folding::to_mono;

/// Samples in each channel that are read together.
const TOGETHER: u64 = 1 << 14;

/// A temporary file of samples.
pub(crate) struct SoundFile<'f> {
    /// The file.
    pub(crate) file: &'f dyn ByteSource,
    /// Channels in the file.
    pub(crate) stored: usize,
    /// Channels to hand on: one makes two the same, and two are folded into one.
    pub(crate) channels: usize,
    /// Sample rate (Hz).
    pub(crate) sample_rate: NonZeroU32,
    /// What of it is wanted (samples).
    pub(crate) played: Range<u64>,
    /// Loudness of the channels that are handed on.
    pub(crate) loudness: Loudness,
    /// True peak.
    pub(crate) peak: Option<TruePeak>,
}

impl SoundFile<'_> {
    /// Samples in each channel.
    pub(crate) fn frames(&self) -> u64 {
        self.played.end.saturating_sub(self.played.start)
    }

    /// Hands on all that is wanted, piece by piece.
    ///
    /// # Errors
    /// Where the file cannot be read, or is shorter than it was; and as `sink` does.
    pub(crate) fn each(&self, sink: &mut dyn FnMut(Vec<Vec<f32>>) -> io::Result<()>) -> io::Result<()> {
        let frame = 4 * self.stored as u64;
        let mut bytes = Vec::new();
        let mut at = self.played.start;
        while at < self.played.end {
            let count = TOGETHER.min(self.played.end - at);
            bytes.resize(usize::try_from(count * frame).map_err(|_| io::ErrorKind::InvalidInput)?, 0);
            if fill(self.file, at * frame, &mut bytes)? < bytes.len() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let mut planes = vec![Vec::with_capacity(bytes.len() / 4 / self.stored.max(1)); self.stored];
            for (index, sample) in bytes.as_chunks::<4>().0.iter().enumerate() {
                planes[index % self.stored].push(f32::from_le_bytes(*sample));
            }
            sink(self.channelled(planes))?;
            at += count;
        }
        Ok(())
    }

    fn channelled(&self, mut planes: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
        match (self.stored, self.channels) {
            (2, 1) => to_mono(planes),
            (1, 2) => {
                planes.push(planes[0].clone());
                planes
            }
            _ => planes,
        }
    }
}
