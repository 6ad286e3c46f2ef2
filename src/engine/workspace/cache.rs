//! The untracked cache of hashes: a file whose size, time of change and number on the disk are as before is not hashed again. Losing it costs
//! time and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{SystemTime, UNIX_EPOCH};

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::CACHE_FILE;
use crate::model::identity::digest::Sha256;
use crate::world::atomic;
use crate::world::disk::{Disk, FileStatus, TICK, read_whole};

/// The longest cache that is read: about 300,000 files.
const CACHE_MAX: ByteCount = ByteCount::mebibytes(64);
/// Most pictures that are noted; more are begun again. // a show of a thousand episodes has a few of each
const PICTURES_MAX: usize = 10_000;
/// Raised whenever the meaning of an entry changes.
const VERSION: u32 = 2;

/// Hashes by path.
#[derive(Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Cache {
    version: u32,
    entries: BTreeMap<String, CacheEntry>,
    /// Hashes of pictures that were decoded to their end.
    #[serde(default)]
    whole_pictures: BTreeSet<String>,
    /// Files that have changed since, or shortly before, may change once more without getting another time.
    #[serde(skip)]
    certain_until: Option<SystemTime>,
    /// Whether it differs from the file.
    #[serde(skip)]
    is_changed: bool,
}

#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
struct CacheEntry {
    bytes: ByteCount,
    modified_nanoseconds: u64,
    inode: u64,
    sha256: String,
    /// Hash of the file that podcast.lock knows, where only tags have changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before_tagging: Option<String>,
}

fn modified(status: &FileStatus) -> Option<u64> {
    u64::try_from(status.modified.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}

impl Cache {
    /// The cache of a show; an empty one where there is none that can be read.
    pub(crate) fn read(disk: &dyn Disk, show: &Utf8Path) -> Self {
        let certain_until = disk.clock().checked_sub(TICK);
        let entries = read_whole(disk, &show.join(CACHE_FILE), CACHE_MAX)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok())
            .filter(|cache| cache.version == VERSION)
            .map(|cache| (cache.entries, cache.whole_pictures));
        let (entries, whole_pictures) = entries.unwrap_or_default();
        Self { version: VERSION, entries, whole_pictures, certain_until, is_changed: false }
    }

    /// The hash of a file that has not changed since it was noted.
    pub(crate) fn hash(&self, path: &Utf8Path, status: &FileStatus) -> Option<Sha256> {
        self.unchanged(path, status)?.sha256.parse().ok()
    }

    /// The hash that the file had before podwright tagged it, the last time that podcast.lock was written; `None` where anything else
    /// may have changed.
    pub(crate) fn before_tagging(&self, path: &Utf8Path, status: &FileStatus) -> Option<Sha256> {
        self.unchanged(path, status)?.before_tagging.as_ref()?.parse().ok()
    }

    fn unchanged(&self, path: &Utf8Path, status: &FileStatus) -> Option<&CacheEntry> {
        let entry = self.entries.get(path.as_str())?;
        let unchanged =
            (entry.bytes, Some(entry.modified_nanoseconds), entry.inode) == (status.bytes, modified(status), status.identity.1);
        unchanged.then_some(entry)
    }

    /// Whether a picture with this hash was decoded to its end before.
    pub(crate) fn is_whole_picture(&self, hash: Sha256) -> bool {
        self.whole_pictures.contains(&hash.to_string())
    }

    /// Notes that a picture was decoded to its end.
    pub(crate) fn note_whole_picture(&mut self, hash: Sha256) {
        if self.whole_pictures.len() >= PICTURES_MAX {
            self.whole_pictures.clear();
        }
        self.is_changed |= self.whole_pictures.insert(hash.to_string());
    }

    /// Notes the hash of a file that was read. One that had only just changed is not noted: it may still have been in the making.
    pub(crate) fn note(&mut self, path: &Utf8Path, status: &FileStatus, sha256: Sha256) {
        if self.certain_until.is_some_and(|certain| status.modified <= certain) {
            self.note_own(path, status, sha256);
        } else {
            self.is_changed |= self.entries.remove(path.as_str()).is_some();
        }
    }

    /// Notes the hash of a file that podwright itself has written and read back.
    fn note_own(&mut self, path: &Utf8Path, status: &FileStatus, sha256: Sha256) {
        if let Some(modified_nanoseconds) = modified(status) {
            let (inode, sha256) = (status.identity.1, sha256.to_string());
            let entry = CacheEntry { bytes: status.bytes, modified_nanoseconds, inode, sha256, before_tagging: None };
            if self.entries.get(path.as_str()) != Some(&entry) {
                self.entries.insert(path.to_string(), entry);
                self.is_changed = true;
            }
        }
    }

    /// Notes the hash of a file that podwright has tagged, and the hash by which podcast.lock knows the same sound.
    pub(crate) fn note_tagged(&mut self, path: &Utf8Path, status: &FileStatus, sha256: Sha256, before: Option<Sha256>) {
        self.note_own(path, status, sha256);
        if let Some(entry) = self.entries.get_mut(path.as_str()) {
            let before = before.map(|hash| hash.to_string());
            self.is_changed |= entry.before_tagging != before;
            entry.before_tagging = before;
        }
    }

    /// Writes the cache, where it differs from what is there. A disk that refuses it costs time on the next run and nothing else.
    pub(crate) fn write(&mut self, disk: &dyn Disk, show: &Utf8Path) {
        if !std::mem::take(&mut self.is_changed) {
            return;
        }
        let path = show.join(CACHE_FILE);
        let json = serde_json::to_vec(self).expect("a cache of text and numbers is JSON");
        let folder = path.parent().expect("the cache's path has a folder");
        let _not_needed = disk.create_folders(folder).and_then(|()| atomic::write(disk, &path, &json));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::real_disk::RealDisk;

    fn cached(status: impl Fn(FileStatus, &Cache) -> FileStatus) -> (Cache, FileStatus) {
        let folder = tempfile::tempdir().unwrap();
        let show = Utf8Path::from_path(folder.path()).unwrap();
        let file = show.join("a.mp3");
        atomic::write(&RealDisk, &file, b"one").unwrap();
        let mut cache = Cache::read(&RealDisk, show);
        let status = status(RealDisk.status(&file).unwrap().unwrap(), &cache);
        assert_eq!(cache.hash(Utf8Path::new("a.mp3"), &status), None);
        cache.note(Utf8Path::new("a.mp3"), &status, Sha256::of(b"one"));
        cache.write(&RealDisk, show);
        (Cache::read(&RealDisk, show), status)
    }

    #[test]
    fn a_changed_file_is_hashed_again() {
        let old = |status, _: &Cache| FileStatus { modified: UNIX_EPOCH + TICK, ..status };
        let (cache, status) = cached(old);
        assert_eq!(cache.hash(Utf8Path::new("a.mp3"), &status), Some(Sha256::of(b"one")));
        let (device, inode) = status.identity;
        for other in [
            FileStatus { bytes: ByteCount::new(4), ..status },
            FileStatus { modified: UNIX_EPOCH, ..status },
            FileStatus { identity: (device, inode + 1), ..status },
        ] {
            assert_eq!(cache.hash(Utf8Path::new("a.mp3"), &other), None, "{other:?}");
        }
    }

    /// Two changes within one step of the clock have one time: the second would not be seen.
    #[test]
    fn a_file_that_has_only_just_changed_is_hashed_again() {
        let (cache, status) = cached(|status, cache| FileStatus { modified: cache.certain_until.unwrap() + TICK, ..status });
        assert_eq!(cache.hash(Utf8Path::new("a.mp3"), &status), None);
        let (cache, status) = cached(|status, cache| FileStatus { modified: cache.certain_until.unwrap(), ..status });
        assert_eq!(cache.hash(Utf8Path::new("a.mp3"), &status), Some(Sha256::of(b"one")));
    }

    #[test]
    fn what_a_tagged_file_was_before_is_known_until_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let show = Utf8Path::from_path(folder.path()).unwrap();
        atomic::write(&RealDisk, &show.join("a.mp3"), b"tagged").unwrap();
        let status = RealDisk.status(&show.join("a.mp3")).unwrap().unwrap();
        let (mut cache, path) = (Cache::default(), Utf8Path::new("a.mp3"));
        cache.note_tagged(path, &status, Sha256::of(b"tagged"), Some(Sha256::of(b"bare")));
        assert_eq!(cache.before_tagging(path, &status), Some(Sha256::of(b"bare")));
        assert_eq!(cache.before_tagging(path, &FileStatus { bytes: ByteCount::new(7), ..status }), None);
        cache.note(path, &status, Sha256::of(b"tagged"));
        assert_eq!(cache.before_tagging(path, &status), None);
    }
}
