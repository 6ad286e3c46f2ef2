use crate::catalog::tag_refusal::TagRefusal;
use crate::catalog::{AudioState, TagState};
use crate::check::rule::audio::AudioRule;
use crate::check::testing::{check, expect, path};
use crate::media::image_facts::ImageError;
use crate::media::probe::probe_error::ProbeError;
use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::LfsPointer;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::media::audio_facts::BitrateMode;
use crate::model::media::audio_fault::{AudioFault, AudioFaultKind};
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;
use crate::model::media::loudness::Loudness;

const FILE: &str = "episodes/door/audio.mp3";
const YAML: &str = "episodes/door/episode.yaml audio";

#[track_caller]
fn state(expected: &str, state: AudioState) {
    expect(&[expected], |catalog| catalog.episodes[0].audio = state);
}

#[track_caller]
fn facts(rules: &[&str], break_it: impl FnOnce(&mut crate::model::media::audio_facts::AudioFacts)) {
    let expected: Vec<String> = rules.iter().map(|rule| format!("{rule} {FILE}")).collect();
    expect(&expected.iter().map(String::as_str).collect::<Vec<_>>(), |catalog| break_it(catalog.facts_mut(0)));
}

#[test]
fn an_episode_has_one_file_with_sound_in_it() {
    let file = || path(FILE);
    let size = |gibibytes: u64| BinarySize(ByteCount::mebibytes(gibibytes << 10));
    state(&format!("missing-audio {YAML}"), AudioState::Missing);
    state(&format!("several-audio-files {YAML}"), AudioState::Several(vec![file(), path("episodes/door/take2.mp3")]));
    let pointer = LfsPointer { sha256: Sha256::of(b""), bytes: ByteCount::new(7), is_changed: false };
    state(&format!("unknown-pointer {FILE}"), AudioState::UnknownPointer { path: file(), pointer });
    for (rule, error) in [
        ("unreadable-audio", ProbeError::Unreadable { reason: "permission denied".to_owned() }),
        ("unreadable-audio", ProbeError::TooLarge { found: size(5), limit: size(4) }),
        ("empty-audio", ProbeError::Empty),
        ("unknown-pointer", ProbeError::LfsPointer { bytes: ByteCount::new(7) }),
        ("unknown-pointer", ProbeError::DamagedPointer),
        ("unsupported-format", ProbeError::Unsupported { format: "Speex".to_owned() }),
        ("not-audio", ProbeError::NotAudio { reason: "text".to_owned() }),
    ] {
        state(&format!("{rule} {FILE}"), AudioState::Unreadable { path: file(), error });
    }
    let kind = AudioFaultKind::TruncatedAudio;
    let error = ProbeError::Damaged { kind, message: "cut".to_owned(), offset: Some(9) };
    state(&format!("truncated-audio {FILE} @9"), AudioState::Unreadable { path: file(), error });
}

#[test]
fn a_folder_of_audio_files_is_told_in_a_few_words() {
    let files = |count: usize| (0..count).map(|n| path(&format!("episodes/door/{n}.mp3"))).collect();
    let message = |count: usize| {
        let report = check(|catalog| catalog.episodes[0].audio = AudioState::Several(files(count)));
        report.findings[0].message.clone()
    };
    assert_eq!(message(2), "there are 2 audio files: `0.mp3` and `1.mp3`");
    assert!(message(10).starts_with("there are 10 audio files: `0.mp3`, "));
    let many = message(10_000);
    assert!(many.starts_with("there are 10000 audio files, among them `0.mp3`, ") && many.len() < 200, "{many}");
}

#[test]
fn each_kind_of_fault_has_a_rule_of_the_same_name_and_a_remedy_of_its_own() {
    for kind in AudioFaultKind::ALL {
        assert_eq!(AudioRule::of_fault(kind).id(), kind.as_str());
        let fault = AudioFault { kind, message: "found so".to_owned(), offset: Some(4711) };
        let report = check(|catalog| match &mut catalog.episodes[0].audio {
            AudioState::Present { probe, .. } => probe.faults.push(fault),
            _ => panic!("the show has its sound"),
        });
        let finding = &report.findings[0];
        assert_eq!((report.findings.len(), finding.rule.id(), finding.message.as_str()), (1, kind.as_str(), "found so"));
        assert!(!finding.help.contains("explain"), "{kind:?}");
    }
}

#[test]
fn faults_that_the_lock_remembers_count_too_and_stand_at_the_yaml_where_there_is_no_file() {
    let fault = || AudioFault { kind: AudioFaultKind::NoSeekTable, message: "none".to_owned(), offset: None };
    for (at, expected) in [(None, format!("no-seek-table {YAML}")), (Some(path(FILE)), format!("no-seek-table {FILE}"))] {
        expect(&[&expected], |catalog| {
            let facts = Box::new(catalog.facts_mut(0).clone());
            catalog.episodes[0].audio = AudioState::Locked { path: at, facts, faults: vec![fault()] };
            catalog.show_mut().media_url = Some("https://media.example.org/".parse().unwrap());
        });
    }
}

#[test]
fn a_fault_of_a_recording_that_is_elsewhere_says_where_in_it() {
    for (at, expected) in [(None, "none, at byte 9 of the recording"), (Some(path(FILE)), "none")] {
        let report = check(|catalog| {
            let facts = Box::new(catalog.facts_mut(0).clone());
            let fault = AudioFault { kind: AudioFaultKind::NoSeekTable, message: "none".to_owned(), offset: Some(9) };
            catalog.episodes[0].audio = AudioState::Locked { path: at, facts, faults: vec![fault] };
        });
        assert_eq!(report.findings[0].message, expected);
    }
}

#[test]
fn only_mp3_and_aac_are_played_everywhere() {
    facts(&[], |facts| (facts.container, facts.codec) = (Container::Mp4, Codec::AacLc));
    facts(&[], |facts| (facts.container, facts.codec) = (Container::Mp4, Codec::HeAac));
    for (container, codec) in [
        (Container::Wav, Codec::Pcm),
        (Container::Ogg, Codec::Opus),
        (Container::Flac, Codec::Flac),
        (Container::Mp4, Codec::Alac),
        (Container::Adts, Codec::AacLc),
    ] {
        facts(&["unsupported-format"], |facts| (facts.container, facts.codec) = (container, codec));
    }
}

#[test]
fn rates_and_channels_are_those_of_apple() {
    facts(&["odd-sample-rate"], |facts| {
        facts.length.sample_rate = 22_050_u32.try_into().unwrap();
        facts.length.samples /= 2;
    });
    facts(&["loudness-off-target", "too-many-channels"], |facts| facts.channels = 6);
    facts(&["bitrate-too-low"], |facts| facts.bitrate = 24_000);
    facts(&["bitrate-outside-advice"], |facts| facts.bitrate = 64_000);
    facts(&["bitrate-outside-advice"], |facts| facts.bitrate = 192_000);
    facts(&[], |facts| (facts.bitrate, facts.bitrate_mode) = (64_000, BitrateMode::Vbr));
    facts(&[], |facts| (facts.bitrate, facts.codec, facts.container) = (64_000, Codec::AacLc, Container::Mp4));
    facts(&[], |facts| (facts.bitrate, facts.codec, facts.container) = (24_000, Codec::HeAac, Container::Mp4));
    // Counted over whole frames, 96 kbit/s come out a little below.
    facts(&[], |facts| facts.bitrate = 95_998);
    facts(&["bitrate-too-low", "loudness-off-target"], |facts| (facts.channels, facts.bitrate) = (2, 48_000));
    facts(&["equal-channels"], |facts| {
        (facts.channels, facts.bitrate) = (2, 128_000);
        let heard = facts.loudness.as_mut().unwrap();
        (heard.equal_channels, heard.integrated) = (true, Some(Loudness::from_lufs(-16.0)));
    });
}

#[test]
fn an_episode_lasts_between_ten_seconds_and_a_day() {
    let bare = |seconds: u64, expected: &[&str]| {
        expect(expected, |catalog| {
            catalog.facts_mut(0).length.samples = seconds * 44_100;
            catalog.episodes[0].episode.chapters.list.clear();
            let cues = [(700, seconds * 1000 - 700, "[music]")];
            let folder = catalog.episodes[0].episode.folder.clone();
            catalog.episodes[0].transcript = Some(crate::check::testing::transcript(&folder, "transcript.vtt", &cues));
        });
    };
    bare(10, &[]);
    bare(9, &["too-short episodes/door/audio.mp3"]);
    bare(24 * 3600, &[]);
    bare(24 * 3600 + 1, &["too-long episodes/door/audio.mp3"]);
}

#[test]
fn the_same_sound_twice_is_told_at_the_second() {
    expect(&["same-audio episodes/gate/audio.mp3"], |catalog| {
        catalog.facts_mut(1).audio_sha256 = catalog.facts_mut(0).audio_sha256;
    });
}

fn refused(reason: &str, picture: Option<ShowPath>) -> TagState {
    TagState::Refused { refusal: TagRefusal { reason: reason.to_owned(), picture }, old: None }
}

#[test]
fn stale_tags_are_noted_and_untouchable_ones_warned_of() {
    expect(&[&format!("tags-stale {FILE}")], |catalog| catalog.episodes[0].tags = TagState::Stale { changes: 3 });
    expect(&[&format!("tags-untouchable {FILE}")], |catalog| {
        catalog.episodes[0].tags = refused("an extended header", None);
    });
    expect(&[&format!("old-tags-shown {FILE}")], |catalog| {
        let refusal = TagRefusal { reason: "an extended header".to_owned(), picture: None };
        catalog.episodes[0].tags = TagState::Refused { refusal, old: Some("the title `Take 7`".to_owned()) };
    });
}

#[test]
fn one_fault_of_the_cover_is_told_once() {
    expect(&["missing-artwork podcast.yaml artwork.file"], |catalog| {
        catalog.cover.as_mut().unwrap().found = Err(ImageError::Missing);
        let cover = catalog.cover.as_ref().unwrap().path.clone();
        for entry in &mut catalog.episodes {
            entry.tags = refused("there is no file", Some(cover.clone()));
        }
    });
    let both = [format!("tags-untouchable {FILE}"), "missing-artwork podcast.yaml artwork.file".to_owned()];
    expect(&both.each_ref().map(String::as_str), |catalog| {
        catalog.cover.as_mut().unwrap().found = Err(ImageError::Missing);
        catalog.episodes[0].tags = refused("an extended header", None);
    });
}
