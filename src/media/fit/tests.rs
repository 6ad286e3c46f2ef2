use super::*;
use crate::model::media::transcript::Speech;
use crate::model::media::transcript_fit::SilentCues;
use crate::model::time::timestamp::Timestamp;

/// Numbers from 0 to below 1, the same on every machine.
fn numbers(mut seed: u32) -> impl FnMut() -> f64 {
    move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed >> 8) / f64::from(1 << 24)
    }
}

/// Cues of a made-up talk: sentences of two to six seconds, and pauses between them (milliseconds).
fn talk(seed: u32, seconds: f64) -> Vec<(f64, f64)> {
    let mut number = numbers(seed);
    let mut at = 600.0;
    let mut cues = Vec::new();
    while at < seconds * 1000.0 - 7000.0 {
        let end = at + 2000.0 + 4000.0 * number();
        cues.push((at, end));
        at = end + 300.0 + 500.0 * number();
    }
    cues
}

/// What is heard of a talk: syllables, and a room that is never quite still.
fn sound(talk: &[(f64, f64)], seed: u32) -> Vec<f32> {
    let mut number = numbers(seed);
    let end = talk.last().unwrap().1 + 600.0;
    let mut tenth = 0.0;
    let mut tenths = Vec::new();
    while tenth < end {
        let is_voice = talk.iter().any(|(from, to)| (*from..*to).contains(&(tenth + 50.0)));
        let syllable = 0.02 * 10f64.powf(-1.5 * number() * number());
        #[expect(clippy::cast_possible_truncation, reason = "an energy")]
        tenths.push((if is_voice { syllable } else { 0.0 } + 1e-6 * number()) as f32);
        tenth += 100.0;
    }
    tenths
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "times of a few minutes")]
fn cues(talk: &[(f64, f64)], factor: f64, offset: f64) -> Vec<Cue> {
    let time = |millis: f64| Timestamp::from_millis((millis * factor + offset).max(0.0) as u64);
    let speech = || vec![Speech { speaker: None, text: "words".to_owned() }];
    talk.iter().map(|(from, to)| Cue { start: time(*from), end: time(*to), speeches: speech(), line: 1 }).collect()
}

fn near(found: i64, expected: i64) -> bool {
    (found - expected).abs() <= 250
}

#[test]
fn the_right_transcript_fits_and_a_wrong_one_does_not() {
    for seed in 1..6 {
        let (right, wrong) = (talk(seed, 240.0), talk(seed + 100, 240.0));
        let tenths = sound(&right, seed + 200);
        assert_eq!(compare(&tenths, &cues(&right, 1.0, 0.0)), FitStep::Fits.into(), "{seed}");
        assert_eq!(compare(&tenths, &cues(&wrong, 1.0, 0.0)).step, FitStep::Other, "{seed}");
    }
}

#[test]
fn times_that_are_off_are_told_with_their_size() {
    let right = talk(7, 240.0);
    let tenths = sound(&right, 8);
    for (factor, offset) in [(1.0, 2000.0), (1.0, -1500.0), (1.01, 0.0), (0.99, 0.0), (1.0, 31_000.0), (1.005, 4000.0)] {
        let FitStep::Shifted { start, end } = compare(&tenths, &cues(&right, factor, offset)).step else {
            panic!("{factor} {offset}: {:?}", compare(&tenths, &cues(&right, factor, offset)));
        };
        let last = right.last().unwrap().1;
        #[expect(clippy::cast_possible_truncation, reason = "times of a few minutes")]
        let expected = ((600.0 - (600.0 * factor + offset)) as i64, (last - (last * factor + offset)) as i64);
        assert!(near(start, expected.0) && near(end, expected.1), "{factor} {offset}: {start} {end}");
    }
}

#[test]
fn words_over_silence_and_missing_ends_are_found() {
    let right = talk(9, 240.0);
    // Nobody says the tenth sentence, and the last four are not written down.
    let heard: Vec<(f64, f64)> = right.iter().enumerate().filter(|(index, _)| *index != 10).map(|(_, cue)| *cue).collect();
    let tenths = sound(&heard, 10);
    let written = &right[..right.len() - 4];
    let fit = compare(&tenths, &cues(written, 1.0, 0.0));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "times of a few minutes")]
    let first = Timestamp::from_millis(right[10].0 as u64);
    assert_eq!((fit.step, fit.silent), (FitStep::Fits, Some(SilentCues { first, count: 1 })));
    #[expect(clippy::cast_precision_loss, reason = "times of a few minutes")]
    let ends = fit.ends.unwrap().as_millis() as f64;
    assert!((ends - right.last().unwrap().1).abs() < 300.0 && fit.begins.is_none(), "{fit}");
    let late = compare(&sound(&right, 11), &cues(&right[4..], 1.0, 0.0));
    assert!(late.begins.is_some_and(|begins| begins.as_millis() < 1000) && late.ends.is_none(), "{late}");
}

#[test]
fn too_little_tells_nothing() {
    let short = talk(12, 30.0);
    let undecided = TranscriptFit::from(FitStep::Undecided);
    assert_eq!(compare(&sound(&short, 13), &cues(&short[..3], 1.0, 0.0)), undecided);
    // but for words where nothing is heard
    let first = cues(&short[1..2], 1.0, 0.0)[0].start;
    let fit = compare(&sound(&[short[0], short[2]], 13), &cues(&short[..3], 1.0, 0.0));
    assert_eq!(fit, TranscriptFit { silent: Some(SilentCues { first, count: 1 }), ..undecided });
    assert_eq!(compare(&[], &cues(&short, 1.0, 0.0)).step, FitStep::Undecided);
    assert_eq!(compare(&[0.0; 100], &[]).step, FitStep::Undecided);
    // A recording of nothing, and times that no recording has.
    assert_ne!(compare(&[0.0; 2400], &cues(&talk(14, 240.0), 1.0, 0.0)).step, FitStep::Fits);
    assert_eq!(compare(&[0.1; 100], &cues(&talk(15, 240.0), 1000.0, 0.0)).step, FitStep::Other);
}
