//! Whether a transcript belongs to its recording: compared now, or remembered by the lock.

use crate::catalog::{AudioState, CatalogEpisode};
use crate::engine::load::Loader;
use crate::engine::load::inside::{CHECK_PERMISSIONS, unreadable_because, unreadable_fault};
use crate::lock::{Lock, LockedEpisode};
use crate::media::fit;
use crate::media::probe::probe_error::ProbeError;
use crate::media::probe::{Depth, probe};
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::media::transcript_fit::{FitStep, TranscriptFit};

impl Loader<'_> {
    /// Compares the transcript in use with the recording, if the lock does not know the two already.
    pub(in crate::engine) fn compare(&self, entry: &mut CatalogEpisode) {
        let tenths = match &mut entry.audio {
            AudioState::Present { probe, .. } => std::mem::take(&mut probe.tenths),
            _ => Vec::new(),
        };
        let Some(sha256) = entry.transcript.as_ref().and_then(|state| Some(state.found.as_ref().ok()?.sha256)) else { return };
        let fit = if tenths.is_empty() { self.remembered_fit(entry, sha256) } else { FitSource::Tenths(tenths) };
        let Some(found) = entry.transcript.as_mut().and_then(|state| state.found.as_mut().ok()) else { return };
        found.fit = match fit {
            FitSource::Known(fit) => fit,
            FitSource::Tenths(tenths) => Some(fit::compare(&tenths, &found.transcript.cues)),
        };
    }

    fn remembered_fit(&self, entry: &CatalogEpisode, transcript: Sha256) -> FitSource {
        // What could not be measured cannot be compared.
        let Some(facts) = entry.audio_facts().filter(|facts| facts.loudness.is_some()) else { return FitSource::Known(None) };
        let locked = self.locked_episode(&entry.episode);
        let same_audio =
            locked.filter(|locked| locked.measured().is_some_and(|known| known.facts.audio_sha256 == facts.audio_sha256));
        let same = same_audio.and_then(|locked| locked.transcript).filter(|locked| locked.sha256 == transcript);
        match (same.and_then(|locked| locked.fit), &entry.audio) {
            (Some(fit), _) if fit.step != FitStep::NotMeasured => FitSource::Known(Some(fit)),
            (_, AudioState::Present { path, .. }) => self.tenths(path).map_or(FitSource::Known(None), FitSource::Tenths),
            // A lock of an earlier version compared nothing, and then nothing has changed.
            (known, _) if same.is_some() || !self.lock_compares => FitSource::Known(known),
            _ => FitSource::Known(Some(FitStep::NotMeasured.into())),
        }
    }

    /// The energies of a recording that the lock knows, and that is measured again for a new transcript.
    fn tenths(&self, path: &ShowPath) -> Option<Vec<f32>> {
        let unreadable = |error| self.fault(unreadable_fault(path.as_path(), &error));
        let file = self.open_files.open(&self.full(path)).map_err(unreadable).ok()?;
        let fault = |reason: &str| self.fault(unreadable_because(path.as_path(), reason, CHECK_PERMISSIONS));
        // It could be measured when the lock came to know it: a disk that fails in the middle may look like a damaged recording.
        let failed = |error| match error {
            ProbeError::Unreadable { reason } => fault(&reason),
            damage => fault(&damage.to_string()),
        };
        let found = probe(file.as_ref(), path.as_path().extension(), Depth::Full, &|_| {}).map_err(failed).ok()?;
        if found.facts.loudness.is_none() {
            fault("its sound could be measured before, and cannot be measured now");
        }
        Some(found.tenths).filter(|tenths| !tenths.is_empty())
    }
}

/// Whether the lock was written by a version that compares: it has a result, or the levels of recordings, which earlier versions did not keep, and no
/// transcript without a result.
pub(in crate::engine) fn compares(lock: &Lock) -> bool {
    let with_levels =
        || lock.episodes.values().filter(|locked| locked.measured().is_some_and(|measured| measured.levels.is_some()));
    let has_result = |locked: &LockedEpisode| locked.transcript.is_some_and(|transcript| transcript.fit.is_some());
    let is_without = |locked: &LockedEpisode| locked.transcript.is_some_and(|transcript| transcript.fit.is_none());
    lock.episodes.values().any(has_result) || (with_levels().next().is_some() && !with_levels().any(is_without))
}

/// Where the result comes from.
enum FitSource {
    Known(Option<TranscriptFit>),
    Tenths(Vec<f32>),
}
