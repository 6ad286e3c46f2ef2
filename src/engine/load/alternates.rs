//! Other forms of an episode: hashed and looked into, or known by the lock.

use camino::Utf8Path;

use crate::catalog::AlternateState;
use crate::engine::load::{Loader, value};
use crate::lock::LockedAlternate;
use crate::media::bytes::hashing::sha256;
use crate::media::probe::{Depth, probe};
use crate::model::episode::Episode;
use crate::model::files::show_files::EPISODE_FILE;
use crate::model::media::alternate::Alternate;
use crate::model::media::alternate_facts::{AlternateAudio, AlternateFacts};
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
        match self.hash(&alternate.file, full, status) {
            Ok(hash) if known.is_some_and(|known| known.facts.sha256 == hash) => {
                known.map_or(AlternateState::Missing, |known| AlternateState::Present(known.facts))
            }
            Ok(_) => self
                .measured(alternate, full, status)
                .map_or_else(|reason| AlternateState::Unreadable { reason }, AlternateState::Present),
            Err(error) => AlternateState::Unreadable { reason: error.to_string() },
        }
    }

    /// The facts of a file. Film is taken by its name alone; sound is looked into, so that a wrong name is found out.
    fn measured(&self, alternate: &Alternate, full: &Utf8Path, status: &FileStatus) -> Result<AlternateFacts, String> {
        let extension = alternate.file.as_path().extension().map(str::to_ascii_lowercase).unwrap_or_default();
        let file = self.open_files.open(full).map_err(|error| error.kind().to_string())?;
        if let Some(form) = extension.parse::<MediaForm>().ok().filter(|form| form.is_film()) {
            let hash = sha256(file.as_ref(), &|_| {}).map_err(|error| error.kind().to_string())?;
            return Ok(AlternateFacts { bytes: status.bytes, sha256: hash, form, audio: None });
        }
        let found = probe(file.as_ref(), Some(&extension), Depth::NoLoudness, &|_| {}).map_err(|error| error.to_string())?;
        let facts = found.facts;
        Ok(AlternateFacts {
            bytes: facts.bytes,
            sha256: facts.sha256,
            form: facts.form(),
            audio: Some(AlternateAudio { codec: facts.codec, bitrate: facts.bitrate }),
        })
    }
}
