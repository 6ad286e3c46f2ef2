//! What was told, remembered beside the show. Losing it costs nothing but a second message.

use camino::Utf8Path;
use chrono::DateTime;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::NOTIFIED_FILE;
use crate::model::time::moment::Moment;
use crate::model::web::notified::Notified;
use crate::output::apply;
use crate::world::disk::{Disk, read_whole};

/// The longest file that is read.
const MEMORY_MAX: ByteCount = ByteCount::kibibytes(64);

/// The file, as it is written.
#[derive(Debug, Deserialize, Serialize)]
struct NotifiedFile {
    feed: String,
    sha256: String,
    at: String,
    to: Vec<String>,
}

/// What was told the last time; `None` where nobody knows.
pub(crate) fn read_notified(disk: &dyn Disk, root: &Utf8Path) -> Option<Notified> {
    let bytes = read_whole(disk, &root.join(NOTIFIED_FILE), MEMORY_MAX).ok()?;
    let NotifiedFile { feed, sha256, at, to } = serde_json::from_slice(&bytes).ok()?;
    Some(Notified {
        feed: feed.parse().ok()?,
        sha256: sha256.parse().ok()?,
        at: Moment::from(DateTime::parse_from_rfc3339(&at).ok()?),
        // a later podwright may tell others as well
        to: to.iter().filter_map(|target| target.parse().ok()).collect(),
    })
}

/// Remembers what was told.
///
/// # Errors
/// If the disk fails.
pub(crate) fn write_notified(disk: &dyn Disk, root: &Utf8Path, notified: &Notified) -> Result<(), Error> {
    let Notified { feed, sha256, at, to } = notified;
    let file = NotifiedFile {
        feed: feed.to_string(),
        sha256: sha256.to_string(),
        at: at.rfc_3339_utc(),
        to: to.iter().map(ToString::to_string).collect(),
    };
    let text = serde_json::to_string_pretty(&file).expect("plain texts can be written");
    Ok(apply::put(disk, &root.join(NOTIFIED_FILE), format!("{text}\n").as_bytes())?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::identity::digest::Sha256;
    use crate::model::web::notified::NotifyTarget;
    use crate::world::real_disk::RealDisk;

    #[test]
    fn what_was_told_is_remembered_and_what_is_broken_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        assert_eq!(read_notified(&RealDisk, root), None);
        let notified = Notified {
            feed: "https://a.example/feed.xml".parse().unwrap(),
            sha256: Sha256::of(b"<rss/>"),
            at: Moment::from(DateTime::parse_from_rfc3339("2023-01-01T00:00:00Z").unwrap()),
            to: BTreeSet::from([NotifyTarget::PodcastIndex, NotifyTarget::Hub]),
        };
        write_notified(&RealDisk, root, &notified).unwrap();
        assert_eq!(read_notified(&RealDisk, root), Some(notified));
        let path = root.join(NOTIFIED_FILE);
        let text = std::fs::read_to_string(&path).unwrap();
        for (old, new) in [("https:", "ftp:"), ("\"at\": \"2", "\"at\": \"x"), ("{", "")] {
            std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
            assert_eq!(read_notified(&RealDisk, root), None, "{new}");
        }
        std::fs::write(&path, text.replacen("websub", "carrier pigeons", 1)).unwrap();
        assert_eq!(read_notified(&RealDisk, root).unwrap().to, BTreeSet::from([NotifyTarget::PodcastIndex]));
    }
}
