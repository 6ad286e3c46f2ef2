//! What the figures mean for a podcast, and what to do, in words.

use crate::model::media::audio_facts::{AudioFacts, LoudnessFacts};
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};

/// The loudness that directories ask for, as heard on two loudspeakers. // Apple, "Audio requirements"
const TARGET: Loudness = Loudness::from_lufs(-16.0);
/// How far from it nobody hears a difference. // the same
const TOLERANCE: Decibels = Decibels::new(1.0);
/// The highest true peak. // the same: what is above may crackle once it is encoded
const PEAK_MAX: TruePeak = TruePeak::from_dbtp(-1.0);
/// The longest silence at either end. // seconds
const SILENCE_MAX: f64 = 2.0;
/// The longest silence inside. // seconds
const PAUSE_MAX: f64 = 15.0;

/// A sentence for each thing to mend; one that says so where there is none.
pub(super) fn judgement(facts: &AudioFacts, heard: &LoudnessFacts) -> Vec<String> {
    let Some(level) = facts.heard_loudness() else {
        return vec!["silent: there is nothing to hear".to_owned()];
    };
    let mut sentences = Vec::new();
    let gap = to_a_tenth(TARGET - level);
    if gap > TOLERANCE {
        sentences.push(raise(gap, heard.true_peak));
    } else if gap < -TOLERANCE {
        sentences.push(format!("{} LU too loud for podcasts: lower by {} dB", figure(-gap.get()), figure(-gap.get())));
    } else {
        sentences.push("right for podcasts: neither too loud nor too quiet".to_owned());
    }
    // Lowering as a whole may be enough.
    let over = heard.true_peak.map(|peak| to_a_tenth(peak - PEAK_MAX)).filter(|over| *over > Decibels::NONE);
    let lowered = if gap < -TOLERANCE { -gap } else { Decibels::NONE };
    if let Some(over) = over.filter(|over| *over > lowered) {
        sentences.push(format!("its peaks are {} dB too high and may crackle: use a limiter at -1 dBTP", figure(over.get())));
    }
    if heard.clipped_samples > 0 {
        sentences.push(
            "the loudest parts are cut off (clipped): go back to a recording from before, made at a lower level".to_owned(),
        );
    }
    for (seconds, most, place) in [
        (heard.leading_silence, SILENCE_MAX, "before the first sound: cut it"),
        (heard.trailing_silence, SILENCE_MAX, "after the last sound: cut it"),
        (heard.longest_silence, PAUSE_MAX, "inside: listen whether something is missing"),
    ] {
        if seconds > most {
            sentences.push(format!("{} s of silence {place}", figure(tenth(seconds))));
        }
    }
    if heard.equal_channels {
        sentences.push("both channels are the same: save it as mono, for half the size".to_owned());
    }
    sentences
}

/// Raising moves the peaks up as well.
fn raise(gap: Decibels, peak: Option<TruePeak>) -> String {
    let text = format!("{} LU too quiet for podcasts: raise by {} dB", figure(gap.get()), figure(gap.get()));
    match peak.map(|peak| TruePeak::from_dbtp(tenth((peak + gap).dbtp()))) {
        Some(peak) if peak > PEAK_MAX => format!("{text}, with a limiter at -1 dBTP, for its peaks would reach {peak:+.1}"),
        _ => text,
    }
}

fn to_a_tenth(gain: Decibels) -> Decibels {
    Decibels::new(tenth(gain.get()))
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// `4` for 4.0, `3.5` for 3.5.
fn figure(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::probe::testing::three;

    fn lufs(lufs: f64) -> Loudness {
        Loudness::from_lufs(lufs)
    }

    fn dbtp(dbtp: f64) -> TruePeak {
        TruePeak::from_dbtp(dbtp)
    }

    #[track_caller]
    fn case(change: impl FnOnce(&mut LoudnessFacts), expected: &[&str]) {
        let [outcome, ..] = three();
        let mut facts = outcome.found.unwrap().facts;
        facts.channels = 2;
        let mut heard = facts.loudness.take().unwrap();
        heard.integrated = Some(lufs(-16.0));
        change(&mut heard);
        facts.loudness = Some(heard.clone());
        assert_eq!(judgement(&facts, &heard), expected);
    }

    #[test]
    fn says_how_much_too_loud_or_too_quiet() {
        let right = "right for podcasts: neither too loud nor too quiet";
        case(|_| {}, &[right]);
        case(|heard| heard.integrated = Some(lufs(-17.0)), &[right]);
        case(|heard| heard.integrated = Some(lufs(-20.0)), &["4 LU too quiet for podcasts: raise by 4 dB"]);
        case(|heard| heard.integrated = Some(lufs(-12.46)), &["3.5 LU too loud for podcasts: lower by 3.5 dB"]);
        case(
            |heard| (heard.integrated, heard.true_peak) = (Some(lufs(-20.0)), Some(dbtp(-3.0))),
            &["4 LU too quiet for podcasts: raise by 4 dB, with a limiter at -1 dBTP, for its peaks would reach +1.0 dBTP"],
        );
        case(|heard| heard.integrated = None, &["silent: there is nothing to hear"]);
    }

    #[test]
    fn names_peaks_silences_and_a_double_channel() {
        let right = "right for podcasts: neither too loud nor too quiet";
        case(
            |heard| heard.true_peak = Some(dbtp(0.2)),
            &[right, "its peaks are 1.2 dB too high and may crackle: use a limiter at -1 dBTP"],
        );
        let louder = "4 LU too loud for podcasts: lower by 4 dB";
        case(|heard| (heard.integrated, heard.true_peak) = (Some(lufs(-12.0)), Some(dbtp(0.2))), &[louder]);
        case(|heard| heard.leading_silence = 3.25, &[right, "3.3 s of silence before the first sound: cut it"]);
        case(|heard| heard.longest_silence = 20.0, &[right, "20 s of silence inside: listen whether something is missing"]);
        case(|heard| heard.equal_channels = true, &[right, "both channels are the same: save it as mono, for half the size"]);
        case(
            |heard| heard.clipped_samples = 9,
            &[right, "the loudest parts are cut off (clipped): go back to a recording from before, made at a lower level"],
        );
    }
}
