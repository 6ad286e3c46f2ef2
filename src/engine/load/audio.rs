//! Audio: found, hashed or known by the cache, then known by the lock or measured.

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::AudioState;
use crate::display::near::nearest;
use crate::engine::load::inside::why;
use crate::engine::load::{Loader, MissingLevels, value};
use crate::lock::{LockedEpisode, MeasuredAudio};
use crate::media::bytes::hashing::sha256;
use crate::media::probe::audio_probe::{AudioProbe, EncoderChecksum};
use crate::media::probe::probe_error::ProbeError;
use crate::media::probe::{Depth, misread_tags, probe};
use crate::model::episode::Episode;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::{LFS_POINTER_MAX, LfsPointer, begins_as_pointer};
use crate::model::files::show_files::EPISODE_FILE;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_fault::{AudioFault, AudioFaultKind};
use crate::model::place::KeyPath;
use crate::model::settings::tag_version::TagPolicy;
use crate::world::disk::{FileStatus, read_whole};

/// Endings of files that are taken for an episode's audio. Only `.mp3` and `.m4a` can be published; the others are found so that they can be
/// named.
const AUDIO_ENDINGS: [&str; 13] = ["mp3", "m4a", "mp4", "m4b", "aac", "wav", "flac", "ogg", "oga", "opus", "aif", "aiff", "wma"];

/// The longest recording of an episode: a day at 320 kbit/s has 3.5 GB. A longer one was not encoded for listeners yet, and `probe` and `master` read
/// it up to the limit of any input (`INPUT_MAX` of the show's disk).
const AUDIO_MAX: ByteCount = ByteCount::mebibytes(4096);

/// Damaged pointers are looked for in files up to this size: sixteen times as long as one may be.
const POINTER_LOOK: ByteCount = ByteCount::kibibytes(16);

impl Loader<'_> {
    /// What is known of an episode's sound.
    pub(in crate::engine) fn audio(&self, episode: &Episode, names: &[String]) -> AudioState {
        let named_in = episode.folder.file(EPISODE_FILE);
        let path = match (&episode.audio, candidates(episode, names).as_slice()) {
            (None, []) if let Some(remote) = &episode.enclosure => return AudioState::Remote(remote.clone()),
            // The recording is here, and published from elsewhere until `switch-media`: nothing of it is to change.
            (None, [_])
                if let Some(remote) = &episode.enclosure
                    && episode.tags == TagPolicy::Keep =>
            {
                return AudioState::Remote(remote.clone());
            }
            (Some(path), _) | (None, [path, ..]) if episode.enclosure.is_some() => {
                return AudioState::HereAndElsewhere { path: path.clone() };
            }
            (Some(path), _) | (None, [path]) => path.clone(),
            (None, []) => return self.without_file(episode, None),
            (None, several) => return AudioState::Several(several.to_vec()),
        };
        let Some(path) = self.inside(&path, value(&named_in, KeyPath::key("audio"))) else { return AudioState::Missing };
        let full = self.full(&path);
        match self.disk.status(&full) {
            Ok(None) => {
                self.perhaps_misspelt(episode, &path, names);
                self.without_file(episode, Some(path))
            }
            Ok(Some(status)) => self.with_file(episode, path, &full, &status),
            Err(error) => AudioState::Unreadable { path, error: unreadable(&error) },
        }
    }

    /// The recording of an episode as the lock knows it.
    fn locked(&self, episode: &Episode) -> Option<&MeasuredAudio> {
        self.locked_episode(episode)?.measured()
    }

    pub(in crate::engine) fn locked_episode(&self, episode: &Episode) -> Option<&LockedEpisode> {
        self.lock?.episodes.get(&episode.guid)
    }

    fn without_file(&self, episode: &Episode, path: Option<ShowPath>) -> AudioState {
        match self.locked(episode) {
            Some(locked) => from_lock(path, locked),
            None => AudioState::Missing,
        }
    }

    /// A recording that is not there, beside one whose name is nearly the same. Where the lock knows the recording, it must be that one: a copy of a show
    /// without its audio is in order, whatever else lies there.
    fn perhaps_misspelt(&self, episode: &Episode, path: &ShowPath, names: &[String]) {
        let locked = self.locked(episode);
        let may_be_meant = |path: &ShowPath| locked.is_none_or(|locked| self.has_length_of(path, locked));
        let there: Vec<ShowPath> = candidates(episode, names).into_iter().filter(may_be_meant).collect();
        let there: Vec<&str> = there.iter().filter_map(|path| path.as_path().file_name()).collect();
        let wanted = path.as_path().file_name().unwrap_or_default();
        let only = || if let [one] = there.as_slice() { Some(*one) } else { None };
        let Some(near) = nearest(wanted, there.iter().copied()).or_else(only) else { return };
        self.fault(Fault {
            kind: FaultKind::MisspeltPath,
            place: value(&episode.folder.file(EPISODE_FILE), KeyPath::key("audio")),
            message: format!("there is no file `{path}`"),
            help: format!("did you mean `{near}`?"),
        });
    }

    /// Whether a file, or what it is a pointer to, is as long as the recording that the lock knows.
    fn has_length_of(&self, path: &ShowPath, locked: &MeasuredAudio) -> bool {
        let full = self.full(path);
        let Ok(Some(status)) = self.disk.status(&full) else { return false };
        let bytes = self.pointer(&full, &status).map_or(status.bytes, |pointer| pointer.bytes);
        bytes == locked.facts.bytes
    }

    fn with_file(&self, episode: &Episode, path: ShowPath, full: &Utf8Path, status: &FileStatus) -> AudioState {
        if let Some(pointer) = self.pointer(full, status) {
            return match self.locked(episode) {
                Some(locked) if pointer.stands_for(locked.facts.sha256, locked.facts.bytes) => from_lock(Some(path), locked),
                _ => AudioState::UnknownPointer { path, pointer },
            };
        }
        if status.bytes > AUDIO_MAX {
            let error = ProbeError::TooLarge { found: BinarySize(status.bytes), limit: BinarySize(AUDIO_MAX) };
            return AudioState::Unreadable { path, error };
        }
        match self.known_or_measured(episode, &path, full, status) {
            Ok(probe) => AudioState::Present { path, probe: Box::new(probe) },
            Err(error) => AudioState::Unreadable { path, error },
        }
    }

    /// Whether a file is a pointer, though perhaps a damaged one: film is taken by its name alone, and would be published.
    pub(in crate::engine) fn is_pointer(&self, full: &Utf8Path, status: &FileStatus) -> bool {
        status.bytes <= POINTER_LOOK && read_whole(self.disk, full, POINTER_LOOK).is_ok_and(|bytes| begins_as_pointer(&bytes))
    }

    pub(in crate::engine) fn pointer(&self, full: &Utf8Path, status: &FileStatus) -> Option<LfsPointer> {
        if status.bytes.get() >= LFS_POINTER_MAX as u64 {
            return None;
        }
        LfsPointer::parse(&read_whole(self.disk, full, ByteCount::new(LFS_POINTER_MAX as u64)).ok()?)
    }

    fn known_or_measured(
        &self,
        episode: &Episode,
        path: &ShowPath,
        full: &Utf8Path,
        status: &FileStatus,
    ) -> Result<AudioProbe, ProbeError> {
        if let Some(locked) = self.locked(episode) {
            let facts = &locked.facts;
            if facts.bytes == status.bytes && self.hash(path, full, status)? == facts.sha256 {
                let known = remembered(locked, facts.clone());
                return if locked.levels.is_some() { Ok(known) } else { self.completed(known, path, full, status) };
            }
            // Where there are faults, tagging has moved them.
            if locked.faults.is_empty()
                && let Some(sha256) = self.tagged_since(path, status, facts.sha256)
            {
                return Ok(remembered(locked, AudioFacts { bytes: status.bytes, sha256, ..facts.clone() }));
            }
        }
        let file = self.open_files.open(full).map_err(|error| unreadable(&error))?;
        let file_progress = self.progress.file(path.as_path().as_str(), status.bytes);
        let mut found = probe(file.as_ref(), path.as_path().extension(), Depth::Full, &|done| file_progress.advanced(done))?;
        found.facts.loudness = found.facts.loudness.map(|loudness| loudness.rounded());
        self.note(path, status, found.facts.sha256);
        Ok(found)
    }

    /// What podwright 0.1 has left out of the lock. The measures stay as they were published.
    fn completed(
        &self,
        known: AudioProbe,
        path: &ShowPath,
        full: &Utf8Path,
        status: &FileStatus,
    ) -> Result<AudioProbe, ProbeError> {
        let mut known = known;
        let is_known = |fault: &AudioFault| fault.kind == AudioFaultKind::TagsMisread;
        let file = self.open_files.open(full).map_err(|error| unreadable(&error))?;
        if !known.faults.iter().any(is_known) {
            known.faults.extend(misread_tags(file.as_ref(), known.facts.container)?);
        }
        if self.levels == MissingLevels::Measured && known.facts.loudness.is_some() {
            let file_progress = self.progress.file(path.as_path().as_str(), status.bytes);
            let extension = path.as_path().extension();
            let measured = probe(file.as_ref(), extension, Depth::Full, &|done| file_progress.advanced(done))?;
            (known.levels, known.tenths) = (measured.levels, measured.tenths);
        }
        Ok(known)
    }

    /// The hash of a file that podwright has only tagged since the lock knew it by another.
    fn tagged_since(&self, path: &ShowPath, status: &FileStatus, locked: Sha256) -> Option<Sha256> {
        let cache = self.cache.lock().ok()?;
        cache.before_tagging(path.as_path(), status).filter(|before| *before == locked)?;
        cache.hash(path.as_path(), status)
    }

    /// The hash of a file, from the cache where it has not changed.
    pub(in crate::engine) fn hash(&self, path: &ShowPath, full: &Utf8Path, status: &FileStatus) -> Result<Sha256, ProbeError> {
        if let Some(known) = self.cache.lock().ok().and_then(|cache| cache.hash(path.as_path(), status)) {
            return Ok(known);
        }
        let file = self.open_files.open(full).map_err(|error| unreadable(&error))?;
        let file_progress = self.progress.file(path.as_path().as_str(), status.bytes);
        let hash = sha256(file.as_ref(), &|done| file_progress.advanced(done)).map_err(|error| unreadable(&error))?;
        self.note(path, status, hash);
        Ok(hash)
    }

    fn note(&self, path: &ShowPath, status: &FileStatus, hash: Sha256) {
        if let Ok(mut cache) = self.cache.lock() {
            cache.note(path.as_path(), status, hash);
        }
    }
}

/// What the lock remembers of a file that was measured, with the facts as they are now.
fn remembered(locked: &MeasuredAudio, facts: AudioFacts) -> AudioProbe {
    AudioProbe {
        // it was said when the file was measured; the lock keeps what is wrong, not what is right
        encoder_checksum: EncoderChecksum::None,
        facts,
        tags: std::collections::BTreeMap::new(),
        chapters: Vec::new(),
        tag_notes: Vec::new(),
        timeline: None,
        levels: None,
        tenths: Vec::new(),
        faults: locked.faults.clone(),
    }
}

pub(in crate::engine) fn candidates(episode: &Episode, names: &[String]) -> Vec<ShowPath> {
    let is_audio = |name: &&String| {
        let ending = Utf8PathBuf::from(name.as_str()).extension().map(str::to_ascii_lowercase);
        !name.starts_with('.') && ending.is_some_and(|ending| AUDIO_ENDINGS.contains(&ending.as_str()))
    };
    let is_alternate = |path: &ShowPath| episode.alternates.iter().any(|alternate| alternate.file == *path);
    let paths = names.iter().filter(is_audio).filter_map(|name| episode.folder.join(name).ok());
    paths.filter(|path| !is_alternate(path)).collect()
}

fn from_lock(path: Option<ShowPath>, locked: &MeasuredAudio) -> AudioState {
    let facts: Box<AudioFacts> = Box::new(locked.facts.clone());
    let faults: Vec<AudioFault> = locked.faults.clone();
    AudioState::Locked { path, facts, faults }
}

fn unreadable(error: &std::io::Error) -> ProbeError {
    ProbeError::Unreadable { reason: why(error) }
}
