//! The untracked cache of sums: a file whose size and time of change are as before is not hashed again. Losing it costs time and nothing else.

use std::collections::BTreeMap;
use std::time::UNIX_EPOCH;

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use crate::model::digest::Sha256;
use crate::world::atomic;
use crate::world::disk::{Disk, FileStatus, read_whole};

/// The cache's file in the show.
const CACHE: &str = ".podwright/cache.json";
/// The longest cache that is read (bytes): about 300,000 files.
const CACHE_MAX: u64 = 64 * 1024 * 1024;
/// Raised whenever the meaning of an entry changes.
const VERSION: u32 = 1;

/// Sums by path.
#[derive(Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Cache {
    version: u32,
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
struct Entry {
    bytes: u64,
    modified_nanoseconds: u64,
    sha256: String,
}

fn modified(status: &FileStatus) -> Option<u64> {
    u64::try_from(status.modified.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}

impl Cache {
    /// The cache of a show; an empty one where there is none that can be read.
    pub(crate) fn read(disk: &dyn Disk, show: &Utf8Path) -> Self {
        read_whole(disk, &show.join(CACHE), CACHE_MAX)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok())
            .filter(|cache| cache.version == VERSION)
            .unwrap_or(Self { version: VERSION, entries: BTreeMap::new() })
    }

    /// The sum of a file that has not changed since it was noted.
    pub(crate) fn sum(&self, path: &Utf8Path, status: &FileStatus) -> Option<Sha256> {
        let entry = self.entries.get(path.as_str())?;
        let unchanged = entry.bytes == status.bytes && Some(entry.modified_nanoseconds) == modified(status);
        entry.sha256.parse().ok().filter(|_| unchanged)
    }

    /// Notes the sum of a file.
    pub(crate) fn note(&mut self, path: &Utf8Path, status: &FileStatus, sha256: Sha256) {
        if let Some(modified_nanoseconds) = modified(status) {
            let entry = Entry { bytes: status.bytes, modified_nanoseconds, sha256: sha256.to_string() };
            self.entries.insert(path.to_string(), entry);
        }
    }

    /// Writes the cache, where it differs from what is there. A disk that refuses it costs time on the next run and nothing else.
    pub(crate) fn write(&self, disk: &dyn Disk, show: &Utf8Path) {
        if *self == Self::read(disk, show) {
            return;
        }
        let path = show.join(CACHE);
        let json = serde_json::to_vec(self).expect("a cache of text and numbers is JSON");
        let folder = path.parent().expect("the cache's path has a folder");
        let _not_needed = disk.create_folders(folder).and_then(|()| atomic::write(disk, &path, &json));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::real_disk::RealDisk;

    #[test]
    fn a_changed_file_is_hashed_again() {
        let folder = tempfile::tempdir().unwrap();
        let show = Utf8Path::from_path(folder.path()).unwrap();
        let file = show.join("a.mp3");
        atomic::write(&RealDisk, &file, b"one").unwrap();
        let status = RealDisk.status(&file).unwrap().unwrap();
        let mut cache = Cache::read(&RealDisk, show);
        assert_eq!(cache.sum(Utf8Path::new("a.mp3"), &status), None);
        cache.note(Utf8Path::new("a.mp3"), &status, Sha256::of(b"one"));
        cache.write(&RealDisk, show);
        let cache = Cache::read(&RealDisk, show);
        assert_eq!(cache.sum(Utf8Path::new("a.mp3"), &status), Some(Sha256::of(b"one")));
        let longer = FileStatus { bytes: 4, ..status };
        assert_eq!(cache.sum(Utf8Path::new("a.mp3"), &longer), None);
    }
}
