//! Where a recording is quieter than around: pauses, whatever stands behind the voice.

use std::collections::VecDeque;

/// Tenths of a second on either side of which the usual loudness is taken.
const AROUND: usize = 30;
/// The share of them that is quieter than what counts as usual. // percent
const USUAL: usize = 70;
/// Bounds of a dip (dB): silence is not more of a pause than a quiet room.
const SHALLOWEST: f64 = -6.0;
const DEEPEST: f64 = 20.0;
/// Loudness has bins of this width where the usual one is looked for (dB).
const BIN: f64 = 0.5;
const BINS: usize = 240;
/// The quietest bin (dB).
const QUIETEST: f64 = -100.0;

/// The loudness of a recording in tenths of a second, and how far each is below its surroundings.
pub(super) struct Dips {
    /// Loudness (dB).
    pub(super) loudness: Vec<f64>,
    /// Depth of the dip (dB).
    pub(super) depth: Vec<f64>,
    /// Sums of depths, brought to mean 0 and deviation 1: item `n` is that of the first `n`.
    sums: Vec<f64>,
}

impl Dips {
    /// The dips of average energies.
    #[expect(clippy::cast_precision_loss, reason = "a recording has fewer tenths than 2^53")]
    pub(super) fn of(tenths: &[f32]) -> Self {
        let loudness: Vec<f64> = tenths.iter().map(|energy| 10.0 * (f64::from(*energy).max(0.0) + 1e-9).log10()).collect();
        let usual = usual(&loudness);
        let depth: Vec<f64> =
            loudness.iter().zip(&usual).map(|(here, usual)| (usual - here).clamp(SHALLOWEST, DEEPEST)).collect();
        let count = depth.len().max(1) as f64;
        let mean = depth.iter().sum::<f64>() / count;
        let deviation = (depth.iter().map(|depth| (depth - mean).powi(2)).sum::<f64>() / count).sqrt() + 1e-9;
        let mut sums = Vec::with_capacity(depth.len() + 1);
        let mut sum = 0.0;
        sums.push(sum);
        for depth in &depth {
            sum += (depth - mean) / deviation;
            sums.push(sum);
        }
        Self { loudness, depth, sums }
    }

    /// The average depth of a stretch, in deviations; `None` outside the recording.
    #[expect(clippy::cast_precision_loss, reason = "a stretch has fewer tenths than 2^53")]
    pub(super) fn average(&self, from: i64, to: i64) -> Option<f64> {
        let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
        let length = to.checked_sub(from).filter(|length| *length > 0)?;
        Some((self.sums.get(to)? - self.sums[from]) / length as f64)
    }
}

/// The loudness that is usual around each tenth. A histogram moves along, so it takes the same time however far it looks.
fn usual(loudness: &[f64]) -> Vec<f64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, and the bin is bounded")]
    let bin = |loudness: f64| (((loudness - QUIETEST) / BIN) as usize).min(BINS - 1);
    let mut counts = [0_usize; BINS];
    let mut window: VecDeque<usize> = VecDeque::new();
    let mut coming = loudness.iter().map(|loudness| bin(*loudness));
    for bin in coming.by_ref().take(AROUND) {
        counts[bin] += 1;
        window.push_back(bin);
    }
    let mut usual = Vec::with_capacity(loudness.len());
    for index in 0..loudness.len() {
        if let Some(bin) = coming.next() {
            counts[bin] += 1;
            window.push_back(bin);
        }
        if index > AROUND
            && let Some(gone) = window.pop_front()
        {
            counts[gone] -= 1;
        }
        let wanted = window.len() * USUAL / 100;
        let mut quieter = 0;
        let found = counts.iter().position(|count| {
            quieter += count;
            quieter > wanted
        });
        #[expect(clippy::cast_precision_loss, reason = "a few hundred bins")]
        usual.push(QUIETEST + (found.unwrap_or(BINS - 1) as f64 + 0.5) * BIN);
    }
    usual
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_a_dip_however_loud_the_music_is() {
        for (voice, pause) in [(0.1, 0.001), (1e-4, 1e-6), (0.1, 0.03)] {
            let tenths: Vec<f32> = (0..600).map(|tenth| if tenth % 20 < 3 { pause } else { voice }).collect();
            let dips = Dips::of(&tenths);
            assert!(dips.average(100, 103).unwrap() > 1.0 && dips.average(105, 118).unwrap() < 0.0, "{voice} {pause}");
        }
    }

    #[test]
    fn there_is_nothing_outside_the_recording() {
        let dips = Dips::of(&[0.1; 10]);
        assert!(dips.average(-1, 2).is_none() && dips.average(9, 11).is_none() && dips.average(3, 3).is_none());
        assert!(dips.average(0, 10).is_some());
    }
}
