//! Files that are wrong on purpose: each gives its fault, and the facts that are true all the same.

use podwright::media::probe::probe_error::ProbeError;
use podwright::model::files::byte_count::ByteCount;
use podwright::model::media::audio_facts::AudioFacts;
use podwright::model::media::audio_facts::BitrateMode;
use podwright::model::media::audio_fault::AudioFaultKind;
use podwright::model::media::container::Container;

use crate::support::bytes;
use crate::support::measured;

/// The facts of a bad file, the seconds and levels of which ffmpeg told, and its only fault.
#[track_caller]
fn case(path: &str, seconds: f64, loudness: f64, peak: f64, fault: Option<(AudioFaultKind, &str)>) -> AudioFacts {
    let found = measured(bytes(path), "mp3").unwrap();
    let faults: Vec<_> = found.faults.iter().map(|fault| (fault.kind, fault.message.as_str())).collect();
    assert_eq!(faults, fault.into_iter().collect::<Vec<_>>(), "{path}");
    let facts = found.facts;
    assert!((facts.length.seconds() - seconds).abs() < 0.05, "{path}: {} s", facts.length.seconds());
    let levels = facts.loudness.as_ref().unwrap();
    assert!((facts.heard_loudness().unwrap().lufs() - loudness).abs() < 0.1, "{path}: {levels:?}");
    assert!((levels.true_peak.unwrap().dbtp() - peak).abs() < 0.5, "{path}: {levels:?}");
    facts
}

#[test]
fn a_clipped_take_is_measured_with_its_silence() {
    let facts = case("tests/bad/clipped.mp3", 191.873, -9.0, 2.6, None);
    let levels = facts.loudness.unwrap();
    assert!(levels.clipped_samples > 1000, "{levels:?}");
    assert!((4.0..4.9).contains(&levels.leading_silence), "{levels:?}");
}

#[test]
fn a_truncated_file_has_the_length_that_is_left() {
    let message = "the file ends inside a frame: 75.2 s of 187.9 s are missing";
    case("tests/bad/truncated.mp3", 112.746, -15.9, -2.7, Some((AudioFaultKind::TruncatedAudio, message)));
}

#[test]
fn a_variable_rate_without_a_table_is_counted_frame_by_frame() {
    let message = "the bit rate varies and there is no table to seek by: players guess the length, and jump to wrong places";
    let facts = case("tests/bad/vbr-noxing.mp3", 187.925, -16.0, -2.4, Some((AudioFaultKind::NoSeekTable, message)));
    assert_eq!((facts.bitrate_mode, facts.seek_table), (BitrateMode::Vbr, false));
}

#[test]
fn a_header_that_lies_is_not_believed() {
    let message = "the Xing header claims 375.8 s (14388 frames), but there are 187.9 s (7194 frames)";
    case("tests/bad/lying-xing.mp3", 187.9, -16.0, -2.4, Some((AudioFaultKind::LyingHeader, message)));
}

#[test]
fn a_renamed_wav_is_measured_as_what_it_is() {
    let message = "the file's name ends in `.mp3`, but its bytes are a WAV file";
    let facts = case("tests/bad/wav-renamed.mp3", 10.0, -19.3, -6.4, Some((AudioFaultKind::WrongExtension, message)));
    assert_eq!((facts.container, facts.length.samples, facts.length.sample_rate.get()), (Container::Wav, 240_000, 24_000));
}

#[test]
fn what_is_no_audio_is_named() {
    #[track_caller]
    fn case(path: &str, expected: ProbeError) {
        assert_eq!(measured(bytes(path), "mp3").unwrap_err(), expected, "{path}");
    }
    case("tests/bad/lfs-pointer.mp3", ProbeError::LfsPointer { bytes: ByteCount::new(2_255_412) });
    case("tests/bad/text.mp3", ProbeError::NotAudio { reason: "it is text".to_owned() });
    case("tests/bad/empty.mp3", ProbeError::Empty);
}
