//! MP4 in fragments and WAV out of pipes, in the forms that programs write: the length is that of the packets, as ffmpeg decodes them.

use std::path::Path;
use std::process::Command;

use podwright::model::media::audio_facts::AudioFacts;
use podwright::model::media::audio_fault::AudioFaultKind;

use crate::support::decoded_by_ffmpeg;
use crate::support::measured;

/// Options of ffmpeg for each form, and the rate (Hz).
const FRAGMENTED: [(&str, &str, u32); 11] = [
    ("empty moov", "-movflags empty_moov -frag_duration 500000", 44_100),
    ("many fragments", "-movflags empty_moov+default_base_moof -frag_duration 100000", 44_100),
    ("an index for each", "-movflags dash+empty_moov -frag_duration 2000000 -f mp4", 44_100),
    ("one index", "-movflags global_sidx+empty_moov+default_base_moof -frag_duration 500000", 44_100),
    ("an edit list", "-movflags delay_moov -frag_duration 700000", 44_100),
    ("CMAF", "-movflags cmaf+delay_moov -frag_duration 700000", 44_100),
    ("no offsets", "-movflags omit_tfhd_offset+empty_moov -frag_duration 700000", 44_100),
    ("Smooth Streaming", "-f ismv -frag_duration 700000", 44_100),
    ("sound in moov first", "-frag_duration 700000", 44_100),
    ("22.05 kHz", "-ar 22050 -movflags empty_moov -frag_duration 300000", 22_050),
    ("48 kHz, stereo", "-ar 48000 -ac 2 -movflags empty_moov -frag_duration 300000", 48_000),
];

fn made(path: &Path, options: &str) -> Vec<u8> {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-f", "lavfi", "-i", "aevalsrc=0.3*sin(2000*t*(1+0.1*sin(9*t))):s=44100:d=7.3"])
        .args(options.split(' '))
        .arg(path)
        .output()
        .expect("ffmpeg is installed");
    assert!(output.status.success(), "{options}: {}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(path).unwrap()
}

#[track_caller]
fn facts(name: &str, file: Vec<u8>, ending: &str) -> AudioFacts {
    let found = measured(file, ending).unwrap_or_else(|error| panic!("{name}: {error}"));
    let told = |kind: AudioFaultKind| matches!(kind, AudioFaultKind::LyingHeader | AudioFaultKind::TruncatedAudio);
    assert!(!found.faults.iter().any(|fault| told(fault.kind)), "{name}: {:?}", found.faults);
    assert!(found.facts.loudness.as_ref().is_some_and(|loudness| loudness.integrated.is_some()), "{name}");
    found.facts
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn fragments_in_every_form_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.m4a");
    for (name, options, rate) in FRAGMENTED {
        let found = facts(name, made(&path, &format!("-c:a aac {options}")), "m4a");
        let decoded = decoded_by_ffmpeg(&path, rate);
        // ffmpeg plays the priming of a file in fragments that has an edit list
        let priming = if name == "an edit list" { 1024.0 / f64::from(rate) } else { 0.0 };
        let seconds = found.length.seconds();
        assert!((seconds + priming - decoded).abs() < 1e-4, "{name}: {seconds} s, ffmpeg {decoded} s");
        assert_eq!(found.length.sample_rate.get(), rate, "{name}");
    }
}

/// A file with other bytes in the place of the four at `place`.
fn with(file: &[u8], place: usize, bytes: u32) -> Vec<u8> {
    [&file[..place], &bytes.to_le_bytes(), &file[place + 4..]].concat()
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn wav_without_its_lengths_is_counted_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.wav");
    let plain = made(&path, "-c:a pcm_s16le");
    let data = plain.windows(4).position(|four| four == b"data").unwrap() + 4;
    let sound = u32::from_le_bytes(plain[data..data + 4].try_into().unwrap());
    let both = |of_file, of_sound| with(&with(&plain, 4, of_file), data, of_sound);
    let size = u32::try_from(plain.len() - 8).unwrap();
    for (of_file, of_sound) in [(u32::MAX, u32::MAX), (0, 0), (0, sound), (size, 0), (u32::MAX, 0), (0x7FFF_F024, 0x7FFF_F000)] {
        let name = format!("{of_file:x} and {of_sound:x}");
        assert_eq!(facts(&name, both(of_file, of_sound), "wav").length.samples, 321_930, "{name}");
    }
    for codec in ["pcm_s16le", "pcm_s24le", "pcm_f32le"] {
        let long = made(&path, &format!("-c:a {codec} -rf64 always"));
        assert!(long.starts_with(b"RF64"));
        let sizes = long.windows(4).position(|four| four == b"ds64").unwrap() + 8;
        let unfinished = [&long[..sizes], &[0; 24], &long[sizes + 24..]].concat();
        let other = [b"BW64", &long[4..]].concat();
        for (name, file) in [("RF64", long.clone()), ("RF64 without sizes", unfinished), ("BW64", other)] {
            assert_eq!(facts(name, file, "wav").length.samples, 321_930, "{name}, {codec}");
        }
    }
}
