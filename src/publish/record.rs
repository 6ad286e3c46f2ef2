//! What podwright has put onto a target. The record is kept there, in `.podwright/published.json`, and holds nothing that the site does not show.

mod record_lines;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::identity::guid::ShowGuid;
use crate::publish::record::record_lines::RecordFile;
use crate::publish::remote_path::RemotePath;

/// Its name, in podwright's own folder on a target.
pub const RECORD_FILE: &str = "published.json";

/// The longest record that is read: 10,000 episodes with 20 files each have 60 MB.
pub const RECORD_MAX: ByteCount = ByteCount::mebibytes(128);

/// What podwright has put onto a target.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RemoteRecord {
    /// The show.
    pub show: ShowGuid,
    /// How often something was published.
    pub generation: u64,
    /// Which targets the files are on, as hashes of their addresses: with another address, nothing is known of what is there.
    pub targets: Targets,
    /// Whether the target takes requests with conditions; `None` where that was not asked yet.
    pub conditions: Option<bool>,
    /// What is there.
    pub files: BTreeMap<RemotePath, RemoteEntry>,
    /// What is there still, though the show no longer has it.
    pub retired: BTreeMap<RemotePath, RetiredEntry>,
    /// What a run has set out to write, with the hashes of what may stand there since: a run that was killed leaves it here.
    pub begun: BTreeMap<RemotePath, BTreeSet<Sha256>>,
}

/// The targets of a record, as hashes of their addresses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Targets {
    /// Where the site is.
    pub site: Sha256,
    /// Where the recordings are, where that is another place.
    pub media: Option<Sha256>,
}

/// A file on a target.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RemoteEntry {
    /// Its size.
    pub bytes: ByteCount,
    /// Its hash.
    pub sha256: Sha256,
    /// What the target calls this state of it: an `ETag`.
    pub tag: RemoteTag,
    /// Its media type.
    pub media_type: String,
    /// How long a copy may be kept.
    pub cache: String,
    /// Since when these bytes are there.
    pub since: NaiveDate,
}

/// A file that a show no longer has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RetiredEntry {
    /// The file.
    pub entry: RemoteEntry,
    /// Since when the show does not have it.
    pub on: NaiveDate,
    /// The generation that was the first without it.
    pub generation: u64,
}

/// What a target calls a state of a file, such as an `ETag`. It becomes a field of a request, so it has no control characters.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub struct RemoteTag(String);

impl RemoteTag {
    /// The longest that is believed. // bytes
    const LONGEST: usize = 256;

    /// A tag that can be sent; `None` for anything else.
    pub fn new(text: &str) -> Option<Self> {
        let is_good = (1..=Self::LONGEST).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        is_good.then(|| Self(text.to_owned()))
    }

    /// As the target writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a record is not believed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RecordError {
    /// A newer podwright wrote it.
    #[error("a newer podwright has written it")]
    Version,
    /// It is damaged, or was never a record.
    #[error("it cannot be read: {0}")]
    Damaged(String),
}

impl RemoteRecord {
    /// The record of a show of which nothing is there.
    pub fn empty(show: ShowGuid, targets: Targets) -> Self {
        Self {
            show,
            generation: 0,
            targets,
            conditions: None,
            files: BTreeMap::new(),
            retired: BTreeMap::new(),
            begun: BTreeMap::new(),
        }
    }

    /// Reads a record, which can come from a stranger.
    ///
    /// # Errors
    /// If it is no record, or names files that podwright never writes.
    pub fn read(json: &[u8]) -> Result<Self, RecordError> {
        let damaged = |error: serde_json::Error| RecordError::Damaged(error.to_string());
        let version = serde_json::from_slice::<RecordVersion>(json).map_err(damaged)?.version;
        if version != RecordFile::VERSION {
            return Err(RecordError::Version);
        }
        let file: RecordFile = serde_json::from_slice(json).map_err(damaged)?;
        file.into_record().ok_or_else(|| RecordError::Damaged("it holds a value that podwright does not write".to_owned()))
    }

    /// The text of the record.
    pub fn text(&self) -> String {
        let mut json = serde_json::to_string(&RecordFile::of(self)).expect("a record of text and numbers is JSON");
        json.push('\n');
        json
    }
}

#[derive(serde::Deserialize)]
struct RecordVersion {
    version: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::remote_path::RemotePlace;

    fn record() -> RemoteRecord {
        let targets = Targets { site: Sha256::of(b"a"), media: Some(Sha256::of(b"b")) };
        let mut record = RemoteRecord::empty("917393e3-1b1e-5cef-ace4-edaa54e1f810".parse().unwrap(), targets);
        let path = |place, text| RemotePath::parse(place, text).unwrap();
        let since = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        let entry = RemoteEntry {
            bytes: ByteCount::new(3),
            sha256: Sha256::of(b"abc"),
            tag: RemoteTag::new("\"abc\"").unwrap(),
            media_type: "text/html; charset=utf-8".to_owned(),
            cache: "public, max-age=900".to_owned(),
            since,
        };
        record.files.insert(path(RemotePlace::Site, "index.html"), entry.clone());
        record.files.insert(path(RemotePlace::Media, "a.mp3"), entry.clone());
        record.retired.insert(path(RemotePlace::Site, "old.html"), RetiredEntry { entry, on: since, generation: 3 });
        record.begun.insert(path(RemotePlace::Site, "new.html"), BTreeSet::from([Sha256::of(b"new")]));
        (record.generation, record.conditions) = (4, Some(true));
        record
    }

    #[test]
    fn reads_what_it_writes() {
        assert_eq!(RemoteRecord::read(record().text().as_bytes()), Ok(record()));
    }

    #[test]
    fn keys_that_it_does_not_know_are_passed_over() {
        let with = |more: &str| record().text().replace("{\"version\":1,", &format!("{{\"version\":1,{more},"));
        for more in ["\"notified\":{\"sha256\":\"0\",\"at\":1700000000,\"to\":[\"hub\"]}", "\"later\":[1]"] {
            assert!(with(more).contains(more));
            assert_eq!(RemoteRecord::read(with(more).as_bytes()), Ok(record()), "{more}");
        }
    }

    #[test]
    fn what_a_stranger_wrote_is_not_believed() {
        let text = record().text();
        for (good, bad) in [
            ("\"index.html\"", "\"../index.html\""),
            ("\"index.html\"", "\".podwright/lease.json\""),
            ("\"index.html\"", "\"/etc/passwd\""),
            ("\"a.mp3\"", "\"a//b.mp3\""),
            ("\"new.html\"", "\"..\""),
            ("\\\"abc\\\"", "a\\r\\nX-Evil: 1"),
            ("text/html; charset=utf-8", "text/html\\r\\nx: y"),
            ("2026-01-31", "yesterday"),
            ("\"bytes\":3", "\"bytes\":-3"),
        ] {
            assert!(text.contains(good), "{good} in {text}");
            let read = RemoteRecord::read(text.replace(good, bad).as_bytes());
            assert!(matches!(read, Err(RecordError::Damaged(_))), "{bad}: {read:?}");
        }
        assert_eq!(RemoteRecord::read(text.replace("\"version\":1", "\"version\":2").as_bytes()), Err(RecordError::Version));
        for bad in ["", "[]", "{}", "null"] {
            assert!(RemoteRecord::read(bad.as_bytes()).is_err(), "{bad}");
        }
        let deep = "[".repeat(100_000);
        assert!(RemoteRecord::read(deep.as_bytes()).is_err());
    }
}
