//! Other forms of an episode: hashed and looked into, or known by the lock.

use camino::Utf8Path;

use crate::catalog::AlternateState;
use crate::catalog::alternate_probe::AlternateProbe;
use crate::engine::load::{Loader, value};
use crate::lock::LockedAlternate;
use crate::media::bytes::hashing::sha256;
use crate::media::probe::probe_error::ProbeError;
use crate::media::probe::{Depth, probe};
use crate::model::episode::Episode;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::show_files::EPISODE_FILE;
use crate::model::media::alternate::Alternate;
use crate::model::media::alternate_facts::{AlternateAudio, AlternateFacts};
use crate::model::media::audio_fault::{AudioFault, AudioFaultKind};
use crate::model::media::media_form::MediaForm;
use crate::model::place::KeyPath;
use crate::world::disk::FileStatus;

impl Loader<'_> {
    /// What is known of an episode's other forms, in the order of its YAML.
    pub(in crate::engine) fn alternates(&self, episode: &Episode) -> Vec<AlternateState> {
        let alternates = episode.alternates.iter().enumerate();
        alternates.map(|(index, alternate)| self.alternate(episode, index, alternate)).collect()
    }

    fn alternate(&self, episode: &Episode, index: usize, alternate: &Alternate) -> AlternateState {
        let known =
            self.locked_episode(episode).and_then(|locked| locked.alternates.iter().find(|known| known.file == alternate.file));
        let keys = KeyPath::key("alternates").then_item(index).then_key("file");
        let at = value(&episode.folder.file(EPISODE_FILE), keys);
        let Some(path) = self.inside(&alternate.file, at) else { return AlternateState::Missing };
        let full = self.full(&path);
        match self.disk.status(&full) {
            Ok(None) => known.map_or(AlternateState::Missing, |known| AlternateState::Locked(known.facts)),
            Ok(Some(status)) => self.with_alternate(alternate, &full, &status, known),
            Err(error) => AlternateState::Unreadable { reason: error.kind().to_string() },
        }
    }

    fn with_alternate(
        &self,
        alternate: &Alternate,
        full: &Utf8Path,
        status: &FileStatus,
        known: Option<&LockedAlternate>,
    ) -> AlternateState {
        if let Some(pointer) = self.pointer(full, status) {
            return match known {
                Some(LockedAlternate { facts, .. }) if pointer.stands_for(facts.sha256, facts.bytes) => {
                    AlternateState::Locked(*facts)
                }
                _ => AlternateState::UnknownPointer,
            };
        }
        if self.is_pointer(full, status) {
            return AlternateState::UnknownPointer;
        }
        let known = match self.hash(&alternate.file, full, status) {
            Ok(hash) => known.map(|known| known.facts).filter(|facts| facts.sha256 == hash),
            Err(error) => return AlternateState::Unreadable { reason: error.to_string() },
        };
        match known {
            // A film is long, and was looked into before it was published.
            Some(facts) if facts.form.is_film() => AlternateState::Present { facts, probe: AlternateProbe::default() },
            _ => self.measured(alternate, full, status).map_or_else(
                |reason| AlternateState::Unreadable { reason },
                |(facts, probe)| AlternateState::Present { facts: known.unwrap_or(facts), probe },
            ),
        }
    }

    /// The facts of a file, and what is wrong with it. Sound is looked into, so that a wrong name is found out; a film is taken by its name.
    fn measured(
        &self,
        alternate: &Alternate,
        full: &Utf8Path,
        status: &FileStatus,
    ) -> Result<(AlternateFacts, AlternateProbe), String> {
        let extension = alternate.file.as_path().extension().map(str::to_ascii_lowercase).unwrap_or_default();
        let file = self.open_files.open(full).map_err(|error| error.kind().to_string())?;
        if let Some(form) = extension.parse::<MediaForm>().ok().filter(|form| form.is_film()) {
            let hash = sha256(file.as_ref(), &|_| {}).map_err(|error| error.kind().to_string())?;
            let probe = if form == MediaForm::Webm { AlternateProbe::default() } else { of_film(file.as_ref(), &extension)? };
            return Ok((AlternateFacts { bytes: status.bytes, sha256: hash, form, audio: None }, probe));
        }
        let found = probe(file.as_ref(), Some(&extension), Depth::NoLoudness, &|_| {}).map_err(|error| error.to_string())?;
        let facts = found.facts;
        let probe = AlternateProbe { length: Some(facts.length), faults: found.faults };
        let facts = AlternateFacts {
            bytes: facts.bytes,
            sha256: facts.sha256,
            form: facts.form(),
            audio: Some(AlternateAudio { codec: facts.codec, bitrate: facts.bitrate }),
        };
        Ok((facts, probe))
    }
}

/// What the sound of a film shows: whether the film is whole, and how long it is. Of a film whose sound is of an unknown kind, nothing.
fn of_film(file: &dyn ByteSource, extension: &str) -> Result<AlternateProbe, String> {
    let is_end = |fault: &AudioFault| fault.kind == AudioFaultKind::TruncatedAudio;
    match probe(file, Some(extension), Depth::NoLoudness, &|_| {}) {
        Ok(found) => {
            let faults = found.faults.into_iter().filter(is_end).collect();
            Ok(AlternateProbe { length: Some(found.facts.length), faults })
        }
        Err(error @ (ProbeError::Empty | ProbeError::Unreadable { .. })) => Err(error.to_string()),
        Err(ProbeError::Damaged { kind: kind @ AudioFaultKind::TruncatedAudio, message, offset }) => {
            Ok(AlternateProbe { length: None, faults: vec![AudioFault { kind, message, offset }] })
        }
        Err(_) => Ok(AlternateProbe::default()),
    }
}
