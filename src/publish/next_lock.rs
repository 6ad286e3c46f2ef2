//! The lock that follows from what is sealed. Pure.

use std::collections::BTreeMap;

use crate::lock::{Lock, LockedAlternate, LockedEnclosure, LockedEpisode};
use crate::model::audio_fault::AudioFault;
use crate::model::chapter::ChapterFile;
use crate::model::digest::Sha256;
use crate::model::slug::Slug;
use crate::seal::{Sealed, SealedEpisode};

/// What the lock keeps of an episode beside what is sealed.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Sum over what podwright wrote into the tags.
    pub tags: Sha256,
    /// What was wrong with the sound, below the level of an error.
    pub faults: Vec<AudioFault>,
    /// Sum of the transcript's file.
    pub transcript: Option<Sha256>,
}

/// The lock of a show. `all` holds every episode that is no draft, the held-back ones too, so that the lock does not depend on the clock;
/// an episode that has left the show is not in it.
pub fn next_lock(all: &Sealed, beside: &BTreeMap<Slug, Beside>) -> Lock {
    let entry = |sealed: &SealedEpisode| {
        let beside = beside.get(&sealed.episode.slug)?;
        Some((sealed.episode.guid.clone(), locked(sealed, beside)))
    };
    Lock {
        guid: all.show.guid,
        feed_url: all.feed_url.clone(),
        cover: Some(all.cover.sha256),
        episodes: all.episodes.iter().filter_map(entry).collect(),
    }
}

fn locked(sealed: &SealedEpisode, beside: &Beside) -> LockedEpisode {
    let Beside { tags, faults, transcript } = beside.clone();
    LockedEpisode {
        slug: sealed.episode.slug.clone(),
        title: sealed.episode.title.clone(),
        date: sealed.episode.date,
        enclosure: LockedEnclosure { url: sealed.enclosure.url.clone(), media_type: sealed.enclosure.media_type.to_owned() },
        audio: sealed.enclosure.facts.clone(),
        faults,
        tags,
        artwork: sealed.artwork.as_ref().map(|image| image.sha256),
        transcript,
        alternates: sealed
            .alternates
            .iter()
            .map(|sealed| LockedAlternate { file: sealed.alternate.file.clone(), facts: sealed.facts })
            .collect(),
        chapters: match &sealed.episode.chapters_file {
            Some(ChapterFile::Recording(_)) => sealed.episode.chapters.clone(),
            Some(ChapterFile::Text(_)) | None => Vec::new(),
        },
    }
}
