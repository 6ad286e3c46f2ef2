//! Edit lists: which stretches of a track are played, in which order (ISO/IEC 14496-12, 8.6.6). Phones trim a recording by them, and leave the
//! sound that was cut away in the file.

use std::io;
use std::ops::Range;

use crate::media::bytes::window::Window;
use crate::media::container::mp4::numbers::u32_at;
use crate::media::container::mp4::numbers::u64_at;

/// A part of what is played.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Edit {
    /// Where in the track it begins (ticks of the track); `None` where nothing is played for so long.
    pub(crate) start: Option<u64>,
    /// How long it is (ticks of the movie); 0 in fragmented files, where it goes on to the end.
    pub(crate) length: u64,
}

/// What an edit list plays, in samples of the track.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PlayedParts {
    /// Stretches in the order of the list.
    parts: Vec<Range<u64>>,
    /// Samples for which the list plays nothing.
    pub(crate) nothing: u64,
}

/// Edits that are read. // an hour with a cut in each second
const EDITS_MAX: u32 = 10_000;

/// The edits of an `elst` box; none where it is damaged.
pub(crate) fn edits_in(window: &mut Window<'_>, list: Range<u64>) -> io::Result<Vec<Edit>> {
    let is_long = window.at(list.start, 1)?.first() == Some(&1);
    let count = u32_at(window, list.start + 4)?.unwrap_or(0).min(EDITS_MAX);
    let mut edits = Vec::new();
    for index in 0..u64::from(count) {
        let (length, start) = if is_long {
            let at = list.start + 8 + index * 20;
            (u64_at(window, at)?, u64_at(window, at + 8)?.map(|start| (start < u64::MAX).then_some(start)))
        } else {
            let at = list.start + 8 + index * 12;
            let start = u32_at(window, at + 4)?.map(|start| (start < u32::MAX).then_some(u64::from(start)));
            (u32_at(window, at)?.map(u64::from), start)
        };
        let (Some(length), Some(start)) = (length, start) else { return Ok(Vec::new()) };
        edits.push(Edit { start, length });
    }
    Ok(edits)
}

impl PlayedParts {
    /// One stretch.
    pub(crate) fn one(part: Range<u64>) -> Self {
        Self { parts: vec![part], nothing: 0 }
    }

    /// What the edits of a track play; `None` where it has none. The movie's ticks are coarse, often milliseconds, so ends are rounded up.
    /// `rate` is that of the samples (Hz); `timescale` and `movie_scale` are ticks in a second, of the track and of the movie.
    pub(crate) fn of(edits: &[Edit], rate: u32, timescale: u32, movie_scale: u32) -> Option<Self> {
        let scaled = |ticks: u64, scale: u32| {
            let samples = (u128::from(ticks) * u128::from(rate)).div_ceil(u128::from(scale.max(1)));
            u64::try_from(samples).unwrap_or(u64::MAX)
        };
        let (mut parts, mut nothing) = (Vec::new(), 0u64);
        for Edit { start, length } in edits {
            match start {
                None => nothing = nothing.saturating_add(scaled(*length, movie_scale)),
                Some(start) => {
                    let start = scaled(*start, timescale);
                    parts.push(start..if *length == 0 { u64::MAX } else { start.saturating_add(scaled(*length, movie_scale)) });
                }
            }
        }
        (!parts.is_empty()).then_some(Self { parts, nothing })
    }

    /// The same where there are twice as many samples.
    pub(crate) fn doubled(self) -> Self {
        let twice = |sample: u64| sample.saturating_mul(2);
        let parts = self.parts.iter().map(|part| twice(part.start)..twice(part.end)).collect();
        Self { parts, nothing: twice(self.nothing) }
    }

    /// How many samples are played of a track that has so many, with those for which nothing is.
    pub(crate) fn samples_of(&self, total: u64) -> u64 {
        let inside = |part: &Range<u64>| part.end.min(total).saturating_sub(part.start);
        self.parts.iter().fold(self.nothing, |sum, part| sum.saturating_add(inside(part)))
    }

    /// The samples that are heard at all, each once, in stretches that ascend and do not touch.
    pub(crate) fn heard(&self) -> Vec<Range<u64>> {
        let mut parts: Vec<Range<u64>> = self.parts.iter().filter(|part| part.start < part.end).cloned().collect();
        parts.sort_by_key(|part| (part.start, part.end));
        let mut heard: Vec<Range<u64>> = Vec::new();
        for part in parts {
            match heard.last_mut() {
                Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
                _ => heard.push(part),
            }
        }
        heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(edits: &[(u32, u32)]) -> Vec<u8> {
        let mut bytes = vec![0; 4];
        bytes.extend(u32::try_from(edits.len()).unwrap().to_be_bytes());
        for (length, start) in edits {
            bytes.extend(length.to_be_bytes());
            bytes.extend(start.to_be_bytes());
            bytes.extend([0, 1, 0, 0]);
        }
        bytes
    }

    #[test]
    fn reads_each_edit_and_none_of_a_damaged_list() {
        let bytes = list(&[(500, u32::MAX), (1000, 1024)]);
        let read = |bytes: &Vec<u8>| edits_in(&mut Window::new(bytes), 0..bytes.len() as u64).unwrap();
        let expected = [Edit { start: None, length: 500 }, Edit { start: Some(1024), length: 1000 }];
        assert_eq!(read(&bytes), expected);
        assert_eq!(read(&bytes[..25].to_vec()), []);
    }

    #[test]
    fn stretches_that_are_played_twice_count_twice_and_are_heard_once() {
        let parts = PlayedParts { parts: vec![50..80, 0..60, 100..u64::MAX], nothing: 7 };
        assert_eq!(parts.samples_of(110), 30 + 60 + 10 + 7);
        assert_eq!(parts.heard(), [0..80, 100..u64::MAX]);
        assert_eq!(parts.doubled().samples_of(220), 2 * 107);
        assert_eq!(PlayedParts::one(5..10).samples_of(8), 3);
    }
}
