//! The six episodes of the series.

use podwright::model::media::audio_facts::BitrateMode;
use podwright::model::media::codec::Codec;

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

#[test]
fn the_series_is_measured_as_its_makers_measured_it() {
    for (path, seconds, loudness, peak, range) in EPISODES {
        let extension = path.rsplit('.').next().unwrap();
        let found = measured(bytes(path), extension).unwrap();
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
