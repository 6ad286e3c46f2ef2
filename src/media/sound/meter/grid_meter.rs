//! Measures a recording in one pass, cut at the same places where segments are cut that are measured on their own, so that both tell
//! the same to the last bit.

use std::num::NonZeroU32;

use crate::media::sound::meter::segment_meter::Levels;
use crate::media::sound::meter::segment_meter::SegmentMeter;
use crate::media::sound::meter::segment_meter::tenth_of;

/// Tenths of a second in a segment. // 60 s: short enough to share out, long enough that the warm-up costs 1 %
const SEGMENT_TENTHS: u64 = 600;
/// Tenths of a second that the filters hear before a segment: after 0.4 s the high pass has forgotten all but 1e-41 of the past.
const WARM_UP_TENTHS: u64 = 4;

/// How the sound is cut into segments for measuring.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Segmenting {
    /// Length of a segment (samples).
    pub(crate) segment: u64,
    /// What the filters hear before each segment so that they are in step (samples).
    pub(crate) warm_up: u64,
}

impl Segmenting {
    /// How a recording of this sample rate (Hz) is cut.
    pub(crate) fn new(sample_rate: NonZeroU32) -> Self {
        Self::of_tenths(sample_rate, SEGMENT_TENTHS)
    }

    /// Cut into segments of so many tenths of a second.
    pub(crate) fn of_tenths(sample_rate: NonZeroU32, tenths: u64) -> Self {
        let tenth = tenth_of(sample_rate).max(1);
        Self { segment: tenths * tenth, warm_up: WARM_UP_TENTHS * tenth }
    }
}

/// A meter for a whole recording.
pub(crate) struct GridMeter {
    sample_rate: NonZeroU32,
    channels: usize,
    segmenting: Segmenting,
    /// Whether each tenth is traced.
    traced: bool,
    /// Samples of the segment that were measured already.
    place: u64,
    segment: SegmentMeter,
    /// The next segment's meter, listening.
    next: Option<SegmentMeter>,
    levels: Levels,
}

impl GridMeter {
    /// For this sample rate (Hz).
    pub(crate) fn new(sample_rate: NonZeroU32, channels: usize, segmenting: Segmenting) -> Self {
        Self {
            sample_rate,
            channels,
            segmenting,
            traced: false,
            place: 0,
            segment: SegmentMeter::new(sample_rate, channels),
            next: None,
            levels: Levels::nothing(channels),
        }
    }

    /// Keeps what the wave does in each tenth.
    pub(crate) fn trace(mut self) -> Self {
        self.traced = true;
        self.segment = self.segment.trace();
        self
    }

    fn fresh(&self) -> SegmentMeter {
        let meter = SegmentMeter::new(self.sample_rate, self.channels);
        if self.traced { meter.trace() } else { meter }
    }

    /// Measures these samples, one slice of equal length for each channel.
    pub(crate) fn push(&mut self, planes: &[&[f32]]) {
        let mut start = 0;
        let frames = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
        while start < frames {
            let Segmenting { segment, warm_up } = self.segmenting;
            let listens_at = segment.saturating_sub(warm_up);
            let until = if self.place < listens_at { listens_at } else { segment };
            let rest = usize::try_from(until - self.place).unwrap_or(usize::MAX);
            let end = frames.min(start.saturating_add(rest));
            let part: Vec<&[f32]> = planes.iter().map(|plane| &plane[start..end]).collect();
            self.segment.push(&part);
            if self.place >= listens_at {
                let mut next = self.next.take().unwrap_or_else(|| self.fresh());
                next.warm_up(&part);
                self.next = Some(next);
            }
            self.place += (end - start) as u64;
            start = end;
            if self.place == segment {
                let next = self.next.take().unwrap_or_else(|| self.fresh());
                let done = std::mem::replace(&mut self.segment, next);
                self.levels = std::mem::replace(&mut self.levels, Levels::nothing(0)).then(&done.finish());
                self.segment.reached(self.levels.peak);
                self.place = 0;
            }
        }
    }

    /// What was measured.
    pub(crate) fn finish(self) -> Levels {
        self.levels.then(&self.segment.finish())
    }
}
