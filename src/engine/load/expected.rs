//! How much of the recordings has to be read, so that a bar knows the whole before it begins.

use crate::engine::load::Loader;
use crate::engine::load::audio::candidates;
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;

impl Loader<'_> {
    /// Size of an episode's recording that will be read: none where it is known already.
    pub(in crate::engine) fn expected(&self, episode: &Episode) -> ByteCount {
        let found = candidates(episode, &self.names(&episode.folder));
        let path = match (&episode.audio, found.as_slice()) {
            (Some(path), _) | (None, [path]) if episode.enclosure.is_none() => path,
            _ => return ByteCount::ZERO,
        };
        let full = self.root.join(path.as_path());
        let Ok(Some(status)) = self.disk.status(&full) else { return ByteCount::ZERO };
        let locked = self.locked_episode(episode).and_then(|locked| Some(locked.measured()?.facts.sha256));
        let cached = self.cache.lock().ok().and_then(|cache| cache.hash(path.as_path(), &status));
        let is_known = (locked.is_some() && cached == locked) || self.pointer(&full, &status).is_some();
        if is_known { ByteCount::ZERO } else { status.bytes }
    }
}
