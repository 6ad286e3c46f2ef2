//! The six episodes of the series.

use std::sync::OnceLock;

use podwright::media::fit::compare;
use podwright::media::probe::audio_probe::AudioProbe;
use podwright::media::transcript::{TranscriptKind, parse};
use podwright::model::media::audio_facts::BitrateMode;
use podwright::model::media::codec::Codec;
use podwright::model::media::transcript::Cue;
use podwright::model::media::transcript_fit::FitStep;
use podwright::model::time::timestamp::Timestamp;

use crate::support::bytes;
use crate::support::decoded_by_ffmpeg;
use crate::support::file;
use crate::support::measured;

/// Path, seconds, loudness on two channels (LUFS), true peak (dBTP), range (LU): what the makers of the series measured with ffmpeg.
const EPISODES: [(&str, f64, f64, f64, f64); 6] = [
    ("episodes/coming-soon/audio.mp3", 41.463, -15.9, -2.7, 1.5),
    ("episodes/what-is-co-production/audio.mp3", 187.874, -16.0, -2.5, 1.6),
    ("episodes/driving-the-train/audio.mp3", 206.646, -16.0, -2.4, 1.6),
    ("episodes/how-to-start-well/audio.m4a", 217.664, -16.0, -2.6, 1.5),
    ("episodes/what-difference-does-it-make/audio.mp3", 194.914, -16.0, -2.7, 1.7),
    ("episodes/words-we-use/audio.mp3", 95.264, -16.0, -2.6, 2.1),
];

/// The episodes, measured once for all tests.
fn episodes() -> &'static [AudioProbe] {
    static EPISODES_MEASURED: OnceLock<Vec<AudioProbe>> = OnceLock::new();
    EPISODES_MEASURED.get_or_init(|| {
        EPISODES.iter().map(|(path, ..)| measured(bytes(path), path.rsplit('.').next().unwrap()).unwrap()).collect()
    })
}

#[test]
fn the_series_is_measured_as_its_makers_measured_it() {
    for ((path, seconds, loudness, peak, range), found) in EPISODES.into_iter().zip(episodes()) {
        assert_eq!(found.faults, [], "{path}");
        let facts = &found.facts;
        assert!((facts.length.seconds() - seconds).abs() < 0.021, "{path}: {} s", facts.length.seconds());
        let levels = facts.loudness.as_ref().unwrap();
        assert!((facts.heard_loudness().unwrap().lufs() - loudness).abs() < 0.06, "{path}: {levels:?}");
        assert!((levels.true_peak.unwrap().dbtp() - peak).abs() < 0.15, "{path}: {levels:?}");
        // ffmpeg takes a short-term block each 0.1 s, libebur128 and podwright each second: EBU Tech 3342 allows both
        assert!((levels.range.unwrap() - range).abs() < 0.4, "{path}: {levels:?}");
        assert_eq!((facts.channels, facts.length.sample_rate.get()), (1, 44_100), "{path}");
        if facts.codec == Codec::Mp3 {
            assert_eq!((facts.bitrate, facts.bitrate_mode, facts.seek_table), (96_000, BitrateMode::Cbr, true), "{path}");
        } else {
            assert_eq!(facts.codec, Codec::AacLc, "{path}");
        }
    }
}

#[test]
fn one_thread_finds_what_many_find() {
    let bytes = || bytes("episodes/words-we-use/audio.mp3");
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| measured(bytes(), "mp3").unwrap())
    };
    assert_eq!(with(1), with(5));
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn lengths_are_those_that_ffmpeg_decodes() {
    for (path, ..) in EPISODES {
        let found = measured(bytes(path), path.rsplit('.').next().unwrap()).unwrap();
        let judged = decoded_by_ffmpeg(&file(path), 44_100);
        assert!(
            (found.facts.length.seconds() - judged).abs() < 0.05,
            "{path}: {} s, ffmpeg {judged} s",
            found.facts.length.seconds()
        );
    }
}

/// The cues of an episode's transcript, with their times changed.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "times of minutes")]
fn cues(path: &str, factor: f64, offset: f64) -> Vec<Cue> {
    let folder = path.rsplit_once('/').unwrap().0;
    let text = String::from_utf8(bytes(&format!("{folder}/transcript.vtt"))).unwrap();
    let mut cues = parse(&text, TranscriptKind::Vtt, &[]).unwrap().transcript.cues;
    let moved = |time: Timestamp| Timestamp::from_millis((time.as_millis() as f64 * factor + offset).max(0.0) as u64);
    for cue in &mut cues {
        (cue.start, cue.end) = (moved(cue.start), moved(cue.end));
    }
    cues
}

/// The energies of an episode as it is, with 5 dB of noise below its voices, and over music of the loudness given (dB below them): energies add.
fn surroundings(tenths: &[f32]) -> [(&'static str, Vec<f32>); 3] {
    let mut seed = 1_u32;
    let mut number = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(u16::from_be_bytes([seed.to_be_bytes()[0], seed.to_be_bytes()[1]])) / 65_536.0
    };
    let mut sorted = tenths.to_vec();
    sorted.sort_by(f32::total_cmp);
    let voices = sorted[sorted.len() / 2];
    let noise = tenths.iter().map(|energy| energy + voices * 0.316 * (0.95 + 0.1 * number())).collect();
    // Beats that die away, 110 a minute.
    let beat = |tenth: usize| [1.0, 0.6, 0.4, 0.25, 0.15][tenth * 11 / 6 % 10 / 2];
    let music = tenths.iter().enumerate().map(|(tenth, energy)| energy + voices * 0.5 * beat(tenth)).collect();
    [("clean", tenths.to_vec()), ("noise", noise), ("music", music)]
}

#[test]
fn each_transcript_belongs_to_its_recording_and_to_no_other() {
    for ((audio, ..), probe) in EPISODES.iter().zip(episodes()) {
        for (around, tenths) in surroundings(&probe.tenths) {
            for (transcript, ..) in EPISODES {
                let fit = compare(&tenths, &cues(transcript, 1.0, 0.0));
                if transcript == *audio {
                    assert_eq!(fit, FitStep::Fits.into(), "{audio}, {around}");
                } else {
                    assert_eq!(fit.step, FitStep::Other, "{audio} with {transcript}, {around}");
                }
            }
        }
    }
}

#[test]
fn shifts_and_drifts_are_told_with_their_size() {
    for ((audio, seconds, ..), probe) in EPISODES.iter().zip(episodes()) {
        for (around, tenths) in surroundings(&probe.tenths) {
            // In forty seconds, 1 % is less than half a second: nobody notices it.
            let drifts = if *seconds > 60.0 { [(1.01, 0.0), (0.99, 0.0)].as_slice() } else { &[] };
            for (factor, offset) in [(1.0, 2000.0), (1.0, -2000.0)].iter().chain(drifts) {
                let fit = compare(&tenths, &cues(audio, *factor, *offset));
                let FitStep::Shifted { start, end } = fit.step else { panic!("{audio}, {around}, {factor} {offset}: {fit}") };
                #[expect(clippy::cast_possible_truncation, reason = "times of minutes")]
                let expected = ((-offset) as i64, ((1.0 - factor) * seconds * 1000.0 - offset) as i64);
                assert!(
                    (start - expected.0).abs() < 350 && (end - expected.1).abs() < 350,
                    "{audio}, {around}, {factor} {offset}: {fit}"
                );
            }
        }
    }
}
