//! From energies of tenths of a second to loudness: gating of BS.1770-4, and the range of EBU Tech 3342.

use crate::model::media::loudness::Loudness;

/// Tenths of a second in a gating block, which overlap by three quarters (BS.1770-4, annex 1).
const BLOCK: usize = 4;
/// Tenths of a second in a short-term block (EBU Tech 3341, 2.2).
const SHORT_TERM: usize = 30;
/// Tenths of a second between short-term blocks (EBU Tech 3342, 2: at least 2 s of overlap).
const SHORT_TERM_STEP: usize = 10;
/// Blocks below this are left out.
const ABSOLUTE_GATE: Loudness = Loudness::from_lufs(-70.0);

/// What a channel counts in loudness (BS.1770-4, annex 1, table 3), in the usual order of so many channels.
pub(crate) fn weights(channels: usize) -> &'static [f64] {
    const SURROUND: f64 = 1.41;
    match channels {
        0..=3 => &[1.0, 1.0, 1.0],
        4 => &[1.0, 1.0, SURROUND, SURROUND],
        5 => &[1.0, 1.0, 1.0, SURROUND, SURROUND],
        _ => &[1.0, 1.0, 1.0, 0.0, SURROUND, SURROUND, 0.0, 0.0],
    }
}

/// Loudness of an average energy.
pub(crate) fn loudness_of(energy: f64) -> Loudness {
    Loudness::from_lufs(10.0 * energy.log10() - 0.691)
}

/// Average energy of a loudness.
pub(crate) fn energy_of(loudness: Loudness) -> f64 {
    10f64.powf((loudness.lufs() + 0.691) / 10.0)
}

/// Integrated loudness of average energies of tenths of a second; `None` where all is below the gate.
pub(crate) fn integrated(tenths: &[f64]) -> Option<Loudness> {
    let gate = energy_of(ABSOLUTE_GATE);
    let blocks = || averages(tenths, BLOCK, 1).filter(move |energy| *energy >= gate);
    let ungated = mean(blocks())?;
    let relative = ungated * 0.1; // -10 LU
    mean(blocks().filter(|energy| *energy >= relative)).map(loudness_of)
}

/// Short-term loudness of the three seconds up to the end of each tenth; `None` where they are below the gate, or begin before the sound.
pub(crate) fn short_term(tenths: &[f64]) -> Vec<Option<Loudness>> {
    let gate = energy_of(ABSOLUTE_GATE);
    let lead_in = tenths.len().min(SHORT_TERM - 1);
    let blocks = averages(tenths, SHORT_TERM, 1).map(|energy| (energy >= gate).then(|| loudness_of(energy)));
    std::iter::repeat_n(None, lead_in).chain(blocks).collect()
}

/// Loudness range (LU); `None` where there is less than one block of three seconds above the gate.
pub(crate) fn range(tenths: &[f64]) -> Option<f64> {
    let gate = energy_of(ABSOLUTE_GATE);
    let mut blocks: Vec<f64> = averages(tenths, SHORT_TERM, SHORT_TERM_STEP).filter(|energy| *energy >= gate).collect();
    let relative = mean(blocks.iter().copied())? * 0.01; // -20 LU
    blocks.retain(|energy| *energy >= relative);
    blocks.sort_by(f64::total_cmp);
    let low = percentile(&blocks, 10)?;
    let high = percentile(&blocks, 95)?;
    Some((loudness_of(high) - loudness_of(low)).get())
}

/// The block nearest to a percentile.
fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    let index = (sorted.len().checked_sub(1)? * percent + 50) / 100;
    sorted.get(index).copied()
}

#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
fn averages(tenths: &[f64], length: usize, step: usize) -> impl Iterator<Item = f64> {
    tenths.windows(length).step_by(step).map(move |window| window.iter().sum::<f64>() / length as f64)
}

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53 blocks")]
fn mean(energies: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = energies.fold((0.0, 0u64), |(sum, count), energy| (sum + energy, count + 1));
    (count > 0).then(|| sum / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_has_no_loudness() {
        assert_eq!(integrated(&[0.0; 100]), None);
        assert_eq!(range(&[0.0; 100]), None);
        assert_eq!(integrated(&[]), None);
        assert_eq!(integrated(&[0.1; 3]), None, "shorter than a block");
    }

    #[test]
    fn a_quiet_part_is_gated() {
        let mut tenths = vec![energy_of(Loudness::from_lufs(-23.0)); 600];
        tenths.extend([energy_of(Loudness::from_lufs(-40.0)); 600]);
        let loudness = integrated(&tenths).unwrap();
        assert!((loudness.lufs() + 23.0).abs() < 0.02, "{loudness}");
    }

    #[test]
    fn short_term_loudness_is_that_of_the_last_three_seconds() {
        let mut tenths = vec![energy_of(Loudness::from_lufs(-20.0)); 40];
        tenths.extend([0.0; 40]);
        let timeline = short_term(&tenths);
        assert_eq!(timeline.len(), 80);
        assert_eq!(timeline[28], None, "less than three seconds");
        assert!((timeline[29].unwrap().lufs() + 20.0).abs() < 1e-9 && (timeline[54].unwrap().lufs() + 23.01).abs() < 0.01);
        assert_eq!(timeline[79], None, "silence");
        assert_eq!(short_term(&tenths[..5]), [None; 5]);
    }

    #[test]
    fn the_range_is_that_between_two_levels() {
        let mut tenths = vec![energy_of(Loudness::from_lufs(-20.0)); 200];
        tenths.extend([energy_of(Loudness::from_lufs(-30.0)); 200]);
        let range = range(&tenths).unwrap();
        assert!((range - 10.0).abs() < 0.01, "{range}");
    }
}
