//! What the seal and the lock need of every episode beside what its YAML says.

use std::collections::BTreeMap;

use crate::catalog::{AudioState, Catalog};
use crate::engine::tagging::tagged_file::TaggedFile;
use crate::engine::tagging::{Tagging, digest};
use crate::lock::LockedTranscript;
use crate::model::identity::slug::Slug;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::recording_levels::RecordingLevels;
use crate::output::next_lock::LockSupplement;
use crate::seal::FinalAudio;
use crate::tag::tag_plan::TagPlan;

/// What the seal and the lock need of every episode beside what its YAML says.
#[derive(Default)]
pub(in crate::engine) struct Finals {
    pub(in crate::engine) audio: BTreeMap<Slug, FinalAudio>,
    pub(in crate::engine) supplements: BTreeMap<Slug, LockSupplement>,
    /// The transcripts' files.
    pub(in crate::engine) transcripts: BTreeMap<Slug, LockedTranscript>,
}

impl Finals {
    /// As the recordings will be once the pending tags are written: a plan knows how long its file will be, though not its hash.
    pub(in crate::engine) fn predicted(catalog: &Catalog, taggings: &BTreeMap<Slug, Tagging>) -> Self {
        let length = |slug: &Slug| taggings.get(slug).and_then(Tagging::pending).map(TagPlan::new_length);
        Self::with(catalog, taggings, |slug, facts, _| facts.bytes = length(slug).unwrap_or(facts.bytes))
    }

    /// As the recordings are, with those that were tagged by this run.
    pub(in crate::engine) fn of(
        catalog: &Catalog,
        taggings: &BTreeMap<Slug, Tagging>,
        tagged: &BTreeMap<Slug, TaggedFile>,
    ) -> Self {
        Self::with(catalog, taggings, |slug, facts, known| {
            if let Some(TaggedFile { bytes, sha256, faults }) = tagged.get(slug) {
                (facts.bytes, facts.sha256) = (*bytes, *sha256);
                known.clone_from(faults);
            }
        })
    }

    fn with(
        catalog: &Catalog,
        taggings: &BTreeMap<Slug, Tagging>,
        change: impl Fn(&Slug, &mut AudioFacts, &mut Vec<AudioFault>),
    ) -> Self {
        let mut all = Self::default();
        for entry in &catalog.episodes {
            let slug = &entry.episode.slug;
            if let Some(found) = entry.transcript.as_ref().and_then(|state| state.found.as_ref().ok()) {
                let locked = LockedTranscript { sha256: found.sha256, fit: found.fit };
                all.transcripts.insert(slug.clone(), locked);
            }
            if let AudioState::Remote(remote) = &entry.audio {
                all.audio.insert(slug.clone(), FinalAudio::Remote(remote.clone()));
            }
            let (Some(facts), Some(show)) = (entry.audio_facts(), &catalog.show) else { continue };
            let source = match &entry.audio {
                AudioState::Present { path, .. } => Some(path.clone()),
                _ => None,
            };
            let locked = catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&entry.episode.guid)?.measured());
            let tags = match (taggings.get(slug), locked) {
                (Some(tagging), _) => tagging.digest,
                // The file is absent: keep the tag digest from the lock.
                (None, Some(locked)) => locked.tags,
                (None, None) => digest(show, catalog.cover.as_ref(), entry, facts.length),
            };
            let levels = match &entry.audio {
                AudioState::Present { probe, .. } => probe.levels.map(RecordingLevels::from),
                _ => None,
            };
            let same = locked.filter(|locked| locked.facts.audio_sha256 == facts.audio_sha256);
            let known_levels = levels.clone().or_else(|| same.and_then(|locked| locked.levels.clone()));
            let (mut facts, mut faults) = (facts.clone(), entry.audio_faults().to_vec());
            change(slug, &mut facts, &mut faults);
            all.supplements.insert(slug.clone(), LockSupplement { tags, faults, levels });
            all.audio.insert(slug.clone(), FinalAudio::Measured { facts, source, levels: known_levels });
        }
        all
    }
}
