//! A few seconds in every format: what is found, and what ffmpeg finds.

use std::process::Command;

use podwright::media::container::span::audio_sha256;
use podwright::media::probe::probe_error::ProbeError;
use podwright::model::media::audio_facts::BitrateMode;
use podwright::model::media::audio_fault::AudioFaultKind;
use podwright::model::media::codec::Codec;
use podwright::model::media::container::Container;

use crate::support::bytes;
use crate::support::decoded_by_ffmpeg;
use crate::support::file;
use crate::support::measured;

/// File, container, codec, samples, sample rate (Hz), channels.
const FILES: [(&str, Container, Codec, u64, u32, u8); 13] = [
    ("aac-moov-first.m4a", Container::Mp4, Codec::AacLc, 132_300, 44_100, 2),
    ("aac-moov-last.m4a", Container::Mp4, Codec::AacLc, 132_300, 44_100, 1),
    ("aac-fragmented.m4a", Container::Mp4, Codec::AacLc, 134_144, 44_100, 1),
    ("alac.m4a", Container::Mp4, Codec::Alac, 72_000, 24_000, 1),
    ("adts.aac", Container::Adts, Codec::AacLc, 73_728, 24_000, 1),
    ("flac.flac", Container::Flac, Codec::Flac, 72_000, 24_000, 1),
    ("vorbis.ogg", Container::Ogg, Codec::Vorbis, 132_300, 44_100, 2),
    ("opus.opus", Container::Ogg, Codec::Opus, 144_000, 48_000, 1),
    ("pcm.wav", Container::Wav, Codec::Pcm, 24_000, 24_000, 1),
    ("pcm.aiff", Container::Aiff, Codec::Pcm, 24_000, 24_000, 1),
    ("mp3-vbr.mp3", Container::Mp3, Codec::Mp3, 132_300, 44_100, 2),
    ("mp3-mpeg2.mp3", Container::Mp3, Codec::Mp3, 72_000, 24_000, 1),
    ("mp3-mpeg25.mp3", Container::Mp3, Codec::Mp3, 24_000, 8_000, 1),
];

#[test]
fn every_format_is_recognised_and_counted() {
    for (name, container, codec, samples, rate, channels) in FILES {
        let found = measured(bytes(&format!("tests/audio/files/{name}")), name.rsplit('.').next().unwrap()).unwrap();
        let facts = &found.facts;
        let counted = (facts.container, facts.codec, facts.length.samples, facts.length.sample_rate.get(), facts.channels);
        assert_eq!(counted, (container, codec, samples, rate, channels), "{name}");
        let kinds: Vec<_> = found.faults.iter().map(|fault| fault.kind.as_str()).collect();
        let expected: &[&str] = if codec == Codec::Opus { &["not-measured"] } else { &[] };
        assert_eq!(kinds, expected, "{name}: {:?}", found.faults);
        assert_eq!(facts.loudness.is_some(), codec != Codec::Opus, "{name}");
    }
}

#[test]
fn the_sum_of_the_sound_is_the_same_wherever_the_table_lies() {
    let whole = bytes("tests/audio/files/aac-moov-last.m4a");
    let sum = audio_sha256(&whole).unwrap();
    assert_eq!(measured(whole.clone(), "m4a").unwrap().facts.audio_sha256, sum);
    // a `free` box before `mdat` moves the sound; the chunk offsets have to follow
    let mdat = whole.windows(4).position(|four| four == b"mdat").unwrap() - 4;
    let mut moved = whole;
    moved.splice(mdat..mdat, *b"\0\0\0\x10free12345678");
    let table = moved.windows(4).rposition(|four| four == b"stco").unwrap() + 4;
    let count = u32::from_be_bytes(moved[table + 4..table + 8].try_into().unwrap()) as usize;
    for entry in moved[table + 8..table + 8 + 4 * count].chunks_exact_mut(4) {
        let offset = u32::from_be_bytes(entry.try_into().unwrap()) + 16;
        entry.copy_from_slice(&offset.to_be_bytes());
    }
    assert_eq!(audio_sha256(&moved).unwrap(), sum);
}

/// What is found in a file of which only a part is left: samples, and the kinds of fault.
#[track_caller]
fn cut_case(name: &str, kept: usize, samples: std::ops::Range<u64>, kinds: &[AudioFaultKind]) {
    let mut cut = bytes(&format!("tests/audio/files/{name}"));
    cut.truncate(kept);
    let found = measured(cut, name.rsplit('.').next().unwrap()).unwrap();
    let found_kinds: Vec<_> = found.faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(found_kinds, kinds, "{name}: {:?}", found.faults);
    assert!(samples.contains(&found.facts.length.samples), "{name}: {}", found.facts.length.samples);
}

#[test]
fn a_file_that_is_cut_says_so_and_tells_what_is_left() {
    let cut = [AudioFaultKind::TruncatedAudio];
    // half of the sound, and the sample before which each codec has to stop
    cut_case("aac-moov-first.m4a", 12_000, 62_000..70_000, &cut);
    // symphonia fills up the last packet of 1152 samples
    cut_case("pcm.wav", 24_044, 12_000..12_673, &cut);
    // ffmpeg decodes 59,951 samples, with the frame that is cut; ours are the whole frames
    cut_case("mp3-vbr.mp3", 12_000, 59_951 - 1152..59_952, &cut);
    let mut unfinished = bytes("tests/audio/files/aac-moov-last.m4a");
    unfinished.truncate(10_000);
    let mut half = bytes("tests/audio/files/pcm.aiff");
    half.truncate(24_054);
    for (cut, name) in [(unfinished, "m4a"), (half, "aiff")] {
        let error = measured(cut, name).unwrap_err();
        assert!(matches!(error, ProbeError::Damaged { kind: AudioFaultKind::TruncatedAudio, .. }), "{name}: {error:?}");
    }
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn lengths_and_loudness_are_those_of_ffmpeg() {
    for (name, _, codec, _, rate, channels) in FILES {
        let path = format!("tests/audio/files/{name}");
        let facts = measured(bytes(&path), name.rsplit('.').next().unwrap()).unwrap().facts;
        let judged = decoded_by_ffmpeg(&file(&path), rate);
        assert!((facts.length.seconds() - judged).abs() < 0.05, "{name}: {} s, ffmpeg {judged} s", facts.length.seconds());
        if codec == Codec::Opus {
            continue;
        }
        let (loudness, peak) = loudness_by_ffmpeg(&path);
        let levels = facts.loudness.unwrap();
        assert!(
            (levels.integrated.unwrap().lufs() - loudness).abs() <= 0.11,
            "{name}, {channels} channels: {levels:?}, ffmpeg {loudness}"
        );
        assert!((levels.true_peak.unwrap().dbtp() - peak).abs() <= 0.5, "{name}: {levels:?}, ffmpeg {peak}");
    }
}

/// ffmpeg puts the cover of an MP3 into an Ogg as a stream of pictures, before the sound.
#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn the_sound_beside_a_cover_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    for (name, codec) in [("a.ogg", "libvorbis"), ("a.flac", "flac")] {
        let path = folder.path().join(name);
        let output = Command::new("ffmpeg")
            .args(["-v", "error", "-i"])
            .arg(file("episodes/words-we-use/audio.mp3"))
            .args(["-t", "5", "-ar", "48000", "-c:a", codec])
            .arg(&path)
            .output()
            .expect("ffmpeg is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let found = measured(std::fs::read(&path).unwrap(), path.extension().unwrap().to_str().unwrap()).unwrap();
        let (length, decoded) = (found.facts.length.seconds(), decoded_by_ffmpeg(&path, 48_000));
        assert!((length - decoded).abs() < 0.05 && found.faults.is_empty(), "{name}: {length} and {decoded}, {:?}", found.faults);
        assert!(found.facts.loudness.is_some_and(|loudness| loudness.integrated.is_some()), "{name}");
    }
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn chapters_that_ffmpeg_writes_are_read_from_every_container() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("chapters.txt");
    let chapter =
        |start: u32, end: u32, title: &str| format!("[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle={title}\n");
    let chapters = [(0, 700, "Croeso, tŷ bach"), (700, 1500, "Two"), (1500, 3000, "End")];
    let text: String = chapters.iter().map(|(start, end, title)| chapter(*start, *end, title)).collect();
    std::fs::write(&list, format!(";FFMETADATA1\n{text}")).unwrap();
    let read = |file: Vec<u8>, extension: &str| {
        let found = measured(file, extension).unwrap().chapters;
        found.into_iter().map(|chapter| (chapter.start.as_millis(), chapter.title)).collect::<Vec<_>>()
    };
    let expected: Vec<_> = chapters.iter().map(|(start, _, title)| (u64::from(*start), (*title).to_owned())).collect();
    // this version of ffmpeg keeps no chapters in Ogg and FLAC by itself, and takes these comments for chapters
    let comments = chapters.iter().zip(0..).flat_map(|((start, _, title), number)| {
        let time = format!("CHAPTER{number:03}=00:00:{:06.3}", f64::from(*start) / 1000.0);
        ["-metadata".to_owned(), time, "-metadata".to_owned(), format!("CHAPTER{number:03}NAME={title}")]
    });
    let comments: Vec<_> = comments.collect();
    for (extension, codec) in [("mp3", "libmp3lame"), ("m4a", "aac"), ("ogg", "libvorbis"), ("opus", "libopus"), ("flac", "flac")]
    {
        let (path, in_comments) = (folder.path().join("a").with_extension(extension), !matches!(extension, "mp3" | "m4a"));
        let output = Command::new("ffmpeg")
            .args(["-v", "error", "-f", "lavfi", "-i", "sine=d=3", "-i"])
            .arg(&list)
            .args(["-map_metadata", "1", "-map_chapters", if in_comments { "-1" } else { "1" }])
            .args(if in_comments { &comments[..] } else { &[] })
            .args(["-map", "0:a", "-ar", "48000", "-c:a", codec])
            .arg(&path)
            .output()
            .expect("ffmpeg is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut file = std::fs::read(&path).unwrap();
        assert_eq!(read(file.clone(), extension), expected, "{extension}");
        if extension == "m4a" {
            // without the reference to the track of chapters there is the list
            let place = |name: &[u8]| file.windows(4).position(|four| four == name).unwrap();
            assert!(place(b"chpl") > 0);
            let reference = place(b"chap");
            file[reference..reference + 4].copy_from_slice(b"free");
            assert_eq!(read(file, extension), expected, "the list");
        }
    }
}

/// Bit rates of layer III (kbit/s; ISO/IEC 11172-3, 2.4.2.3, and 13818-3, 2.4.2.3).
const MPEG_1: [u32; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG_2: [u32; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn every_bit_rate_of_every_mpeg_is_counted_and_measured() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.mp3");
    let case = |rate: u32, options: &[String]| {
        let output = Command::new("ffmpeg")
            .args(["-v", "error", "-y", "-f", "lavfi", "-i", "anoisesrc=d=1.5:a=0.8:s=7:c=brown", "-ac", "2", "-ar"])
            .arg(rate.to_string())
            .args(["-c:a", "libmp3lame"])
            .args(options)
            .arg(&path)
            .output()
            .expect("ffmpeg is installed");
        assert!(output.status.success(), "{options:?}: {}", String::from_utf8_lossy(&output.stderr));
        let found = measured(std::fs::read(&path).unwrap(), "mp3").unwrap();
        assert_eq!(found.faults, [], "{rate} Hz, {options:?}");
        let (facts, judged) = (found.facts, decoded_by_ffmpeg(&path, rate));
        assert!(
            (facts.length.seconds() - judged).abs() < 0.05,
            "{rate} Hz, {options:?}: {} s, ffmpeg {judged} s",
            facts.length.seconds()
        );
        assert!(
            facts.loudness.unwrap().integrated.is_some_and(|level| (-40.0..0.0).contains(&level.lufs())),
            "{rate} Hz, {options:?}"
        );
        (facts.bitrate_mode, facts.bitrate)
    };
    let words = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
    // LAME writes MPEG 2.5 up to 64 kbit/s
    for (rate, rates) in [(44_100, &MPEG_1[..]), (24_000, &MPEG_2), (11_025, &MPEG_2[..8])] {
        for kilobits in rates {
            let (mode, bitrate) = case(rate, &words(&format!("-b:a {kilobits}k")));
            // frames of CBR differ by a byte of padding
            assert!(
                mode == BitrateMode::Cbr && bitrate.abs_diff(kilobits * 1000) < 1500,
                "{rate} Hz, {kilobits}: {mode} {bitrate}"
            );
        }
        for options in ["-q:a 4", "-abr 1 -b:a 56k"] {
            assert_eq!(case(rate, &words(options)).0, BitrateMode::Vbr, "{rate} Hz, {options}");
        }
    }
}

/// Integrated loudness (LUFS) and true peak (dBTP), to a tenth.
fn loudness_by_ffmpeg(path: &str) -> (f64, f64) {
    let output = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostats", "-i"])
        .arg(file(path))
        .args(["-af", "ebur128=peak=true", "-f", "null", "-"])
        .output()
        .expect("ffmpeg is installed");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let summary = text.rsplit("Summary:").next().unwrap();
    let figure = |label: &str| {
        let line = summary.lines().find(|line| line.trim_start().starts_with(label)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap()
    };
    (figure("I:"), figure("Peak:"))
}
