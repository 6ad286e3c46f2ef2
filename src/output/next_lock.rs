//! The lock that follows from what is sealed. Pure.

use std::collections::{BTreeMap, BTreeSet};

use crate::lock::{
    Accepted, Lock, LockedAlternate, LockedAudio, LockedEnclosure, LockedEpisode, LockedTranscript, MeasuredAudio,
};
use crate::model::identity::digest::Sha256;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::chapter::ChapterFile;
use crate::model::media::recording_levels::RecordingLevels;
use crate::seal::{Sealed, SealedEpisode};

/// What the lock keeps of an episode beside what is sealed.
#[derive(Clone, Debug)]
pub struct LockSupplement {
    /// Hash over what podwright wrote into the tags.
    pub tags: Sha256,
    /// What was wrong with the sound, below the level of an error.
    pub faults: Vec<AudioFault>,
    /// The levels of its waveform, where it was measured by this run.
    pub levels: Option<RecordingLevels>,
}

/// The lock of a show. `all` holds every episode that is no draft, the held-back ones too, so that the lock does not depend on the clock;
/// an episode that has left the show is not in it. `released` holds what the feed lists: that is out now, and nothing else, since what has left the
/// feed was accepted or forgotten. What producers said in earlier builds is kept from `old`; `accepted` is what they said now.
pub fn next_lock(
    all: &Sealed,
    released: &Sealed,
    supplements: &BTreeMap<Slug, LockSupplement>,
    transcripts: &BTreeMap<Slug, LockedTranscript>,
    old: Option<&Lock>,
    accepted: Vec<Accepted>,
) -> Lock {
    let entry = |sealed: &SealedEpisode| {
        let guid = &sealed.episode.guid;
        let before = old.and_then(|old| old.episodes.get(guid));
        let audio = audio(sealed, supplements.get(&sealed.episode.slug), before)?;
        let enclosure = LockedEnclosure { url: sealed.enclosure.url.clone(), media_type: sealed.enclosure.media_type };
        let locked = LockedEpisode {
            slug: sealed.episode.slug.clone(),
            title: sealed.episode.title.clone(),
            date: sealed.episode.date,
            origin: before.and_then(|before| before.origin),
            order: before.and_then(|before| before.order),
            enclosure,
            audio,
            replaced: before.map(|before| before.replaced.clone()).unwrap_or_default(),
            artwork: sealed.artwork.as_ref().map(|image| image.sha256),
            transcript: transcripts.get(&sealed.episode.slug).copied(),
            alternates: sealed
                .alternates
                .iter()
                .map(|sealed| LockedAlternate { file: sealed.alternate.file.clone(), facts: sealed.facts })
                .collect(),
            chapters: match &sealed.episode.chapters.file {
                Some(ChapterFile::Recording(_)) => sealed.episode.chapters.list.clone(),
                Some(ChapterFile::Text(_)) | None => Vec::new(),
            },
        };
        Some((guid.clone(), locked))
    };
    let mut all_accepted = old.map(|old| old.accepted.clone()).unwrap_or_default();
    all_accepted.extend(accepted);
    all_accepted.sort();
    all_accepted.dedup();
    let out: BTreeSet<Guid> = released.episodes().iter().map(|sealed| sealed.episode.guid.clone()).collect();
    Lock {
        guid: all.show().guid,
        feed_url: all.feed_url().clone(),
        cover: Some(all.cover().sha256),
        accepted: all_accepted,
        moves: old.map(|old| old.moves.clone()).unwrap_or_default(),
        online: old.map(|old| old.online.intersection(&out).cloned().collect()).unwrap_or_default(),
        out,
        episodes: all.episodes().iter().filter_map(entry).collect(),
    }
}

fn audio(sealed: &SealedEpisode, supplement: Option<&LockSupplement>, before: Option<&LockedEpisode>) -> Option<LockedAudio> {
    let Some(facts) = &sealed.enclosure.facts else {
        let duration = sealed.episode.enclosure.as_ref().and_then(|remote| remote.duration);
        return Some(LockedAudio::Remote { bytes: sealed.enclosure.bytes, duration });
    };
    let LockSupplement { tags, faults, levels } = supplement?.clone();
    let same = before.and_then(LockedEpisode::measured).filter(|before| before.facts.audio_sha256 == facts.audio_sha256);
    let levels = levels.or_else(|| same.and_then(|before| before.levels.clone()));
    Some(LockedAudio::Measured(Box::new(MeasuredAudio { facts: facts.clone(), levels, faults, tags })))
}
