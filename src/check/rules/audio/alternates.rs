//! The files of an episode's other forms: they are served beside the main one, so they must be there.

use crate::catalog::alternate_probe::AlternateProbe;
use crate::catalog::{AlternateState, CatalogEpisode};
use crate::check::found::Found;
use crate::check::rule::audio::AudioRule;
use crate::check::scope::{in_episode, in_file, length_millis};
use crate::model::media::alternate::Alternate;
use crate::model::media::audio_fault::AudioFaultKind;
use crate::model::media::audio_length::AudioLength;
use crate::model::place::{FilePosition, KeyPath};
use crate::model::time::timestamp::Timestamp;

/// How much longer or shorter another form may be. // milliseconds; a film has its opening titles, and codecs pad
const LENGTH_TOLERANCE: u64 = 5000;

/// What is said of recordings, and matters in no other form.
const OF_RECORDINGS_ONLY: [AudioFaultKind; 4] =
    [AudioFaultKind::NotMeasured, AudioFaultKind::SecondAudioTrack, AudioFaultKind::TagsMisread, AudioFaultKind::VideoTrack];

/// Looks at each file.
pub(super) fn check(entry: &CatalogEpisode, found: &mut Found) {
    for (index, (alternate, state)) in entry.episode.alternates.iter().zip(&entry.alternates).enumerate() {
        let file = || in_file(entry, alternate.file.as_path(), FilePosition::File);
        match state {
            AlternateState::Present { probe, .. } => probed(entry, alternate, probe, found),
            AlternateState::Locked(_) => {}
            AlternateState::Missing => found.add(
                AudioRule::MissingAudio,
                in_episode(entry, KeyPath::key("alternates").then_item(index).then_key("file")),
                format!("there is no file `{}`", alternate.file),
                "put the file there, or take the entry out",
            ),
            AlternateState::UnknownPointer => found.add(
                AudioRule::UnknownPointer,
                file(),
                "the file is a Git LFS pointer that `podcast.lock` does not know",
                "run `git lfs pull`, then `podwright build` once, and commit `podcast.lock`",
            ),
            AlternateState::Unreadable { reason } => {
                found.add(AudioRule::UnreadableAudio, file(), reason.clone(), "export the file again, or take the entry out");
            }
        }
    }
}

/// Looks at what was found in a file that is here.
fn probed(entry: &CatalogEpisode, alternate: &Alternate, probe: &AlternateProbe, found: &mut Found) {
    let at =
        |offset: Option<u64>| in_file(entry, alternate.file.as_path(), offset.map_or(FilePosition::File, FilePosition::Offset));
    for fault in probe.faults.iter().filter(|fault| !OF_RECORDINGS_ONLY.contains(&fault.kind)) {
        let rule = AudioRule::of_fault(fault.kind);
        found.add(rule, at(fault.offset), fault.message.clone(), "export the file again, or take the entry out");
    }
    let (Some(length), Some(wanted)) = (probe.length.map(AudioLength::millis), length_millis(entry)) else { return };
    // In another language an episode may well be longer.
    let may_differ =
        alternate.labels.language.is_some() || probe.faults.iter().any(|fault| fault.kind == AudioFaultKind::TruncatedAudio);
    if length.abs_diff(wanted) > LENGTH_TOLERANCE && !may_differ {
        found.add(
            AudioRule::AlternateOfOtherLength,
            at(None),
            format!("this form lasts {}, and the recording {}", Timestamp::from_millis(length), Timestamp::from_millis(wanted)),
            "export all forms of the episode from the same master",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, path};
    use crate::model::files::byte_count::ByteCount;
    use crate::model::identity::digest::Sha256;
    use crate::model::media::alternate::AlternateLabels;
    use crate::model::media::alternate_facts::AlternateFacts;
    use crate::model::media::audio_fault::AudioFault;
    use crate::model::media::media_form::MediaForm;

    #[test]
    fn another_form_has_to_be_there() {
        let with = |state: AlternateState| {
            findings(|catalog| {
                let entry = &mut catalog.episodes[0];
                let file = path("episodes/door/small.opus");
                let alternate = Alternate { file, mirrors: Vec::new(), labels: AlternateLabels::default() };
                entry.episode.alternates = vec![alternate];
                entry.alternates = vec![state.clone()];
            })
        };
        assert_eq!(with(AlternateState::Missing), ["missing-audio episodes/door/episode.yaml alternates[0].file"]);
        assert_eq!(with(AlternateState::UnknownPointer), ["unknown-pointer episodes/door/small.opus"]);
        let unreadable = AlternateState::Unreadable { reason: "no sound".to_owned() };
        assert_eq!(with(unreadable), ["unreadable-audio episodes/door/small.opus"]);
    }
    /// A form of the good show's first episode, which lasts a minute.
    fn of(seconds: u64, faults: &[AudioFaultKind], language: Option<&str>) -> Vec<String> {
        let faults = faults.iter().map(|kind| AudioFault { kind: *kind, message: "found".to_owned(), offset: Some(9) });
        let length = Some(AudioLength { samples: seconds * 48_000, sample_rate: 48_000.try_into().unwrap() });
        let probe = AlternateProbe { length, faults: faults.collect() };
        findings(|catalog| {
            let entry = &mut catalog.episodes[0];
            let labels = AlternateLabels { language: language.map(|code| code.parse().unwrap()), ..AlternateLabels::default() };
            entry.episode.alternates = vec![Alternate { file: path("episodes/door/small.opus"), mirrors: Vec::new(), labels }];
            let facts = AlternateFacts { bytes: ByteCount::new(9), sha256: Sha256::of(b"9"), form: MediaForm::Opus, audio: None };
            entry.alternates = vec![AlternateState::Present { facts, probe }];
        })
    }

    #[test]
    fn another_form_is_as_whole_and_as_long_as_the_recording() {
        let none: [&str; 0] = [];
        for seconds in [55, 60, 65] {
            assert_eq!(of(seconds, &[], None), none);
        }
        for seconds in [0, 30, 54, 66, 3600] {
            assert_eq!(of(seconds, &[], None), ["alternate-of-other-length episodes/door/small.opus"]);
        }
        assert_eq!(of(90, &[], Some("cy")), none);
        assert_eq!(of(30, &[AudioFaultKind::TruncatedAudio], None), ["truncated-audio episodes/door/small.opus @9"]);
        assert_eq!(of(60, &[AudioFaultKind::WrongExtension], None), ["wrong-extension episodes/door/small.opus @9"]);
        assert_eq!(of(60, &OF_RECORDINGS_ONLY, None), none);
    }
}
