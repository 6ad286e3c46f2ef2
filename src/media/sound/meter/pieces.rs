//! The meter's work in pieces, so that `benches/audio` can tell what each costs. Nothing else uses them alone.

use std::num::NonZeroU32;

use crate::media::sound::meter::segment_meter::SegmentMeter;
use crate::media::sound::meter::true_peak::Interpolator;
use crate::model::media::loudness::Loudness;

/// Weighs and adds up energies alone: loudness over time without peaks and silences. Nothing comes out.
pub fn energies(sample_rate: NonZeroU32, planes: &[&[f32]]) {
    SegmentMeter::new(sample_rate, planes.len()).warm_up(planes);
}

/// Peaks, true peaks where they can be reached, silences and clipping; the true peak.
pub fn waves(sample_rate: NonZeroU32, planes: &[&[f32]]) -> f32 {
    let frames = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
    let mut meter = SegmentMeter::new(sample_rate, planes.len());
    meter.push_waves(planes, frames);
    meter.peak()
}

/// The true peak of a channel, with every point of the curve computed.
pub fn true_peak_everywhere(sample_rate: NonZeroU32, samples: &[f32]) -> f32 {
    Interpolator::new(sample_rate).peak(samples)
}

/// All that is measured; the integrated loudness.
pub fn everything(sample_rate: NonZeroU32, planes: &[&[f32]]) -> Option<Loudness> {
    let mut meter = SegmentMeter::new(sample_rate, planes.len());
    meter.push(planes);
    meter.finish().facts(sample_rate).integrated
}
