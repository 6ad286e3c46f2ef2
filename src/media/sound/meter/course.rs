//! How loudness goes over a whole recording: parts that do not fit together, sound that never changes, and the levels of a waveform.

use crate::media::sound::meter::gating::energy_of;
use crate::media::sound::meter::gating::loudness_of;
use crate::model::media::loudness::Loudness;

/// Tenths of a second on either side of a jump: shorter parts are music, laughter or a call.
const PART: usize = 300;
/// Tenths of each part that have to be heard.
const HEARD_MIN: usize = 100;
/// Below this a tenth is a pause.
const PAUSE: Loudness = Loudness::from_lufs(-55.0);
/// The least difference between two parts (LU).
const JUMP: f64 = 10.0;
/// How far a tone may stray from its middle (LU).
const STRAYS: f64 = 0.5;
/// Levels of a waveform.
pub(crate) const LEVELS: usize = 240;
/// The loudness of the lowest level. // LUFS; the highest is 0
const LOWEST: f64 = -60.0;

/// A part that is much louder or quieter than the one before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LevelJump {
    /// Where it begins (tenths of a second).
    pub(crate) tenth: usize,
    /// How much louder it is (LU).
    pub(crate) louder: f64,
}

/// The greatest jump between average energies of tenths of a second, if there is one.
pub(crate) fn level_jump(tenths: &[f64]) -> Option<LevelJump> {
    let pause = energy_of(PAUSE);
    let mut sums = Vec::with_capacity(tenths.len() + 1);
    let (mut energy, mut heard) = (0.0, 0_u32);
    sums.push((energy, heard));
    for tenth in tenths {
        if *tenth >= pause {
            energy += tenth;
            heard += 1;
        }
        sums.push((energy, heard));
    }
    let average = |from: usize, to: usize| {
        let ((before, less), (after, more)) = (sums.get(from)?, sums.get(to)?);
        let heard = more - less;
        (heard as usize >= HEARD_MIN).then(|| (after - before) / f64::from(heard))
    };
    let jumps = (PART..=tenths.len().saturating_sub(PART)).filter_map(|tenth| {
        let (before, after) = (average(tenth - PART, tenth)?, average(tenth, tenth + PART)?);
        Some(LevelJump { tenth, louder: (loudness_of(after) - loudness_of(before)).get() })
    });
    let greatest = jumps.max_by(|a, b| a.louder.abs().total_cmp(&b.louder.abs()))?;
    (greatest.louder.abs() >= JUMP).then_some(greatest)
}

/// Whether the sound never changes: a tone, a hum or a hiss from start to end.
pub(crate) fn never_changes(tenths: &[f64]) -> bool {
    let pause = energy_of(PAUSE);
    let mut heard: Vec<f64> = tenths.iter().copied().filter(|tenth| *tenth >= pause).collect();
    if heard.len() < HEARD_MIN || heard.len() * 10 < tenths.len() * 9 {
        return false;
    }
    heard.sort_by(f64::total_cmp);
    let Some(middle) = heard.get(heard.len() / 2).copied().map(loudness_of) else { return false };
    let steady = heard.iter().filter(|tenth| (loudness_of(**tenth) - middle).get().abs() <= STRAYS).count();
    steady * 20 >= heard.len() * 19
}

/// Average energies of tenths of a second, as exact as a comparison with them needs.
#[expect(clippy::cast_possible_truncation, reason = "an energy needs no more digits")]
pub(crate) fn energies(tenths: &[f64]) -> Vec<f32> {
    tenths.iter().map(|energy| *energy as f32).collect()
}

/// The levels of a waveform, each from 0 (-60 LUFS and below) to 255 (0 LUFS).
pub(crate) fn waveform(tenths: &[f64]) -> [u8; LEVELS] {
    std::array::from_fn(|level| {
        let start = level * tenths.len() / LEVELS;
        let end = ((level + 1) * tenths.len() / LEVELS).max(start + 1);
        let part = tenths.get(start..end).unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "tenths of a second")]
        let average = part.iter().sum::<f64>() / part.len().max(1) as f64;
        let share = 1.0 - loudness_of(average).lufs().clamp(LOWEST, 0.0) / LOWEST;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let byte = (share * 255.0).round() as u8;
        byte
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lufs: f64) -> f64 {
        energy_of(Loudness::from_lufs(lufs))
    }

    /// Syllables and pauses.
    fn speech(lufs: f64, tenths: usize) -> Vec<f64> {
        (0..tenths).map(|n| at(lufs + [3.0, -2.0, 1.0, -9.0, 2.0, -40.0][n % 6])).collect()
    }

    #[test]
    fn a_part_that_is_much_quieter_is_a_jump() {
        let joined = [speech(-16.0, 900), speech(-30.0, 900)].concat();
        let jump = level_jump(&joined).unwrap();
        assert!((jump.louder + 14.0).abs() < 0.5 && jump.tenth.abs_diff(900) <= 3, "{jump:?}");
        assert_eq!(level_jump(&[speech(-16.0, 900), speech(-22.0, 900)].concat()), None);
        assert_eq!(level_jump(&[speech(-16.0, 900), speech(-30.0, 100), speech(-16.0, 900)].concat()), None, "a call");
        assert_eq!(level_jump(&[speech(-16.0, 900), vec![0.0; 900], speech(-16.0, 900)].concat()), None, "a pause");
        assert_eq!(level_jump(&[]), None);
    }

    #[test]
    fn a_tone_never_changes_and_speech_does() {
        assert!(never_changes(&vec![at(-20.0); 200]));
        assert!(!never_changes(&vec![at(-20.0); 90]), "too short to tell");
        assert!(!never_changes(&vec![0.0; 200]), "silence has a rule of its own");
        assert!(!never_changes(&speech(-16.0, 1000)));
        assert!(!never_changes(&[vec![at(-20.0); 200], speech(-20.0, 200)].concat()), "a tone before speech");
    }

    #[test]
    fn a_waveform_has_its_levels_however_short_the_sound_is() {
        assert_eq!(waveform(&[]), [0; LEVELS]);
        assert_eq!(waveform(&[at(0.0)]), [255; LEVELS]);
        let levels = waveform(&[vec![at(-15.0); 1200], vec![0.0; 1200]].concat());
        assert_eq!((levels[0], levels[119], levels[120], levels[239]), (191, 191, 0, 0));
    }
}
