//! The file itself: whether it is there, can be read, is whole, and has its tags.

use crate::catalog::tag_refusal::TagRefusal;
use crate::catalog::{AudioState, Catalog, CatalogEpisode, FoundImage, ImageState, TagState};
use crate::check::found::Found;
use crate::check::rule::audio::AudioRule;
use crate::check::rules::audio::form::is_playable;
use crate::check::scope::{audio_file, episode_key, in_audio, in_file};
use crate::display::count::Count;
use crate::display::list::List;
use crate::media::image_facts::ImageFormat;
use crate::media::probe::probe_error::ProbeError;
use crate::model::fault::FaultKind;
use crate::model::media::audio_fault::{AudioFault, AudioFaultKind};
use crate::model::place::FilePosition;

impl AudioRule {
    /// The rule of a fault that measuring found.
    pub fn of_fault(kind: AudioFaultKind) -> Self {
        match kind {
            AudioFaultKind::EmptyAudio => Self::EmptyAudio,
            AudioFaultKind::NotAudio => Self::NotAudio,
            AudioFaultKind::WrongExtension => Self::WrongExtension,
            AudioFaultKind::TruncatedAudio => Self::TruncatedAudio,
            AudioFaultKind::GarbageInAudio => Self::GarbageInAudio,
            AudioFaultKind::UnreadableFrames => Self::UnreadableFrames,
            AudioFaultKind::LyingHeader => Self::LyingHeader,
            AudioFaultKind::NoSeekTable => Self::NoSeekTable,
            AudioFaultKind::CountsDisagree => Self::CountsDisagree,
            AudioFaultKind::ChecksumMismatch => Self::ChecksumMismatch,
            AudioFaultKind::JoinedFiles => Self::JoinedFiles,
            AudioFaultKind::FormatChange => Self::FormatChange,
            AudioFaultKind::ReservoirGap => Self::ReservoirGap,
            AudioFaultKind::NotMeasured => Self::NotMeasured,
            AudioFaultKind::DecoderPanic => Self::DecoderPanic,
            AudioFaultKind::SecondAudioTrack => Self::SecondAudioTrack,
            AudioFaultKind::VideoTrack => Self::VideoTrack,
            AudioFaultKind::TagsMisread => Self::TagsMisread,
            AudioFaultKind::PrivateTags => Self::PrivateTags,
            AudioFaultKind::SilentChannel => Self::SilentChannel,
            AudioFaultKind::OppositePhase => Self::OppositePhase,
            AudioFaultKind::ChannelImbalance => Self::ChannelImbalance,
            AudioFaultKind::Dropout => Self::Dropout,
            AudioFaultKind::LevelJump => Self::LevelJump,
            AudioFaultKind::ToneNotSpeech => Self::ToneNotSpeech,
        }
    }

    /// What a producer can do about it, in a few words.
    fn help(self) -> &'static str {
        match self {
            Self::EmptyAudio => "export or copy the file again",
            Self::NotAudio => "put the recording there; perhaps this is a download that failed",
            Self::WrongExtension => "rename the file after what it is, or export it again as MP3",
            Self::TruncatedAudio => "copy or export the file again: its end is missing",
            Self::GarbageInAudio => "export the file again; most players skip the place with a click",
            Self::UnreadableFrames => "export the file again from the master",
            Self::LyingHeader => "export the file again; apps believe the header and stop or jump at the wrong place",
            Self::NoSeekTable => "export it again with a Xing header, or at a constant bit rate",
            Self::CountsDisagree => "export the file again: apps will not agree on its length",
            Self::PrivateTags => {
                "export the recording without the editor's own data, or take that out with a tag editor: everybody who downloads the episode can read it"
            }
            Self::ChecksumMismatch => "copy the file again from where it was made: it changed on the way",
            Self::JoinedFiles => "join the parts in an audio editor and export once",
            Self::FormatChange => "bring all parts to one sample rate and one number of channels, then export once",
            Self::ReservoirGap => "cut in an audio editor and export again, if the gap can be heard",
            Self::NotMeasured => "nothing is wrong; loudness and silence are not checked for this kind of sound",
            Self::DecoderPanic => "export the file again, and keep the old one for a report",
            Self::SecondAudioTrack => "export one track alone; if both belong together, mix them first",
            Self::VideoTrack => "export the sound alone, as MP3 or `.m4a`",
            Self::SilentChannel => "export it in mono from the channel that has the sound",
            Self::OppositePhase => "invert one of the channels in an audio editor, and export again",
            Self::ChannelImbalance => "raise the quieter channel, or export in mono",
            Self::Dropout => "listen there; record or export that part again",
            Self::LevelJump => "bring both parts to one loudness, for instance with your editor's loudness normalisation",
            Self::ToneNotSpeech => "listen to the file; it may be a test tone, or a channel that only hums",
            _ => "`podwright explain` says more",
        }
    }
}

/// Most files that one message names.
const NAMED_MAX: usize = 10;

/// Looks at an episode's file.
pub(crate) fn check(catalog: &Catalog, entry: &CatalogEpisode, found: &mut Found) {
    // a recording that is named, and could not be read, has its own fault
    let is_lost = |key| catalog.lost.contains(&episode_key(entry, key).0);
    let is_missing = matches!(entry.audio, AudioState::Missing);
    let is_misspelt = || {
        let at = episode_key(entry, "audio").0;
        catalog.faults.iter().any(|fault| fault.kind == FaultKind::MisspeltPath && fault.place == at)
    };
    if !(is_missing && (is_lost("enclosure") || is_lost("audio") || is_misspelt())) {
        state(entry, found);
    }
    if !is_refused_for_picture(catalog, entry) {
        tags(entry, found);
    }
    for fault in entry.audio_faults() {
        probed(entry, fault, found);
    }
}

fn state(entry: &CatalogEpisode, found: &mut Found) {
    match &entry.audio {
        AudioState::Missing => found.add(
            AudioRule::MissingAudio,
            episode_key(entry, "audio"),
            match &entry.episode.audio {
                Some(path) => format!("there is no file `{path}`"),
                None => format!("there is no audio file in `{}`", entry.episode.folder),
            },
            if entry.episode.draft {
                "put one `.mp3` or `.m4a` file there, then take `draft: true` out"
            } else {
                "put one `.mp3` or `.m4a` file there, or write `draft: true` until there is one"
            },
        ),
        AudioState::Several(files) => {
            let names: Vec<&str> = files.iter().filter_map(|file| file.as_path().file_name()).collect();
            let (listed, joint) =
                if names.len() > NAMED_MAX { (&names[..NAMED_MAX], ", among them ") } else { (&names[..], ": ") };
            found.add(
                AudioRule::SeveralAudioFiles,
                episode_key(entry, "audio"),
                format!("there are {}{joint}{}", Count(files.len(), "audio file"), List::and(listed)),
                format!("say which one, for instance `audio: {}`", names.first().copied().unwrap_or("audio.mp3")),
            );
        }
        AudioState::UnknownPointer { path, pointer } => found.add(
            AudioRule::UnknownPointer,
            in_file(entry, path.as_path(), FilePosition::File),
            format!("the file is a Git LFS pointer to {} of audio that `podcast.lock` does not know", pointer.bytes),
            "run `git lfs pull`, then `podwright build` once, and commit `podcast.lock`",
        ),
        AudioState::Unreadable { error, .. } => unreadable(entry, error, found),
        AudioState::HereAndElsewhere { path } => found.add(
            AudioRule::SeveralAudioFiles,
            episode_key(entry, "enclosure"),
            format!("`enclosure` names a recording that is kept elsewhere, and there is `{path}` too"),
            "take `enclosure` out to publish the file, or take the file out of the folder",
        ),
        AudioState::Present { .. } | AudioState::Locked { .. } | AudioState::Remote(_) => {}
    }
}

fn unreadable(entry: &CatalogEpisode, error: &ProbeError, found: &mut Found) {
    let (rule, offset, help) = match error {
        ProbeError::Unreadable { .. } => (AudioRule::UnreadableAudio, None, "mend its permissions, or copy it again"),
        ProbeError::TooLarge { .. } => (AudioRule::UnreadableAudio, None, "export it as MP3, or as AAC in `.m4a`, or split it"),
        ProbeError::Empty => (AudioRule::EmptyAudio, None, AudioRule::EmptyAudio.help()),
        ProbeError::LfsPointer { .. } | ProbeError::DamagedPointer => {
            (AudioRule::UnknownPointer, None, "run `git lfs pull`, then `podwright build` once, and commit `podcast.lock`")
        }
        ProbeError::NotAudio { .. } => (AudioRule::NotAudio, None, AudioRule::NotAudio.help()),
        ProbeError::Unsupported { .. } => (AudioRule::UnsupportedFormat, None, "export it as MP3, or as AAC in `.m4a`"),
        ProbeError::Damaged { kind, offset, .. } => (AudioRule::of_fault(*kind), *offset, AudioRule::of_fault(*kind).help()),
    };
    found.add(rule, in_audio(entry, offset), error.to_string(), help);
}

fn probed(entry: &CatalogEpisode, fault: &AudioFault, found: &mut Found) {
    let rule = AudioRule::of_fault(fault.kind);
    if fault.kind == AudioFaultKind::TagsMisread {
        // The next build writes stale tags anyway, in the form of today.
        if !matches!(entry.tags, TagState::Stale { .. }) {
            let help = format!(
                "`podwright tag --rewrite {}` writes them again, and `podwright build` then publishes the file; the audio is not changed",
                entry.episode.slug
            );
            found.add(rule, in_audio(entry, fault.offset), fault.message.clone(), help);
        }
        return;
    }
    // Where the file is elsewhere there is nothing to point at: the words have to name the place.
    let message = match fault.offset {
        Some(offset) if audio_file(entry).is_none() => format!("{}, at byte {offset} of the recording", fault.message),
        _ => fault.message.clone(),
    };
    found.add(rule, in_audio(entry, fault.offset), message, rule.help());
}

/// Whether tags cannot be written because of a picture that its own rules refuse: one fault of the cover is one finding, and not one more for each
/// recording.
fn is_refused_for_picture(catalog: &Catalog, entry: &CatalogEpisode) -> bool {
    let TagState::Refused { refusal: TagRefusal { picture: Some(picture), .. }, .. } = &entry.tags else { return false };
    let is_refused = |image: &ImageState| match &image.found {
        Err(_) => true,
        Ok(FoundImage { facts, .. }) => !matches!(facts.format, ImageFormat::Jpeg | ImageFormat::Png),
    };
    let pictures = catalog.cover.iter().chain(&entry.artwork).chain(entry.chapter_images.values());
    pictures.filter(|image| is_refused(image)).any(|image| image.path == *picture)
}

fn tags(entry: &CatalogEpisode, found: &mut Found) {
    // Only what can be published is tagged; the rest is told once, as `unsupported-format`.
    if entry.audio_facts().is_some_and(|facts| !is_playable(facts)) {
        return;
    }
    match &entry.tags {
        TagState::Stale { changes } => found.add(
            AudioRule::TagsStale,
            in_audio(entry, None),
            format!("{} of the tags would change", Count(*changes, "field")),
            "`podwright build` writes them; the audio is not changed",
        ),
        TagState::Refused { refusal: TagRefusal { reason, .. }, old: Some(old) } => found.add(
            AudioRule::OldTagsShown,
            in_audio(entry, None),
            format!("the tags cannot be written, so players would show {old}: {reason}"),
            "export the recording or the picture again, or clear the tags with the program that wrote them; then build again",
        ),
        TagState::Refused { refusal: TagRefusal { reason, .. }, old: None } => found.add(
            AudioRule::TagsUntouchable,
            in_audio(entry, None),
            format!("the tags cannot be written: {reason}"),
            "export the recording or the picture again, or clear the tags with the program that wrote them; then build again",
        ),
        TagState::Unknown | TagState::Fresh => {}
    }
}
