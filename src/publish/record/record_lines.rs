//! The record as JSON. What is read comes from a server, so each path, hash and tag goes through its own door again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::files::byte_count::ByteCount;
use crate::publish::record::{RemoteEntry, RemoteRecord, RemoteTag, RetiredEntry, Targets};
use crate::publish::remote_path::{RemotePath, RemotePlace};

/// How days are written.
const DAY: &str = "%Y-%m-%d";

/// The longest media type and cache rule that are believed. // bytes
const FIELD_MAX: usize = 200;

#[derive(Deserialize, Serialize)]
pub(in crate::publish::record) struct RecordFile {
    version: u32,
    show: String,
    generation: u64,
    site: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    media: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    conditions: Option<bool>,
    files: Vec<EntryLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    retired: Vec<RetiredLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    begun: Vec<BegunLine>,
}

#[derive(Deserialize, Serialize)]
struct EntryLine {
    path: String,
    #[serde(default, skip_serializing_if = "is_site")]
    place: PlaceWord,
    bytes: ByteCount,
    sha256: String,
    etag: String,
    #[serde(rename = "type")]
    media_type: String,
    cache: String,
    since: String,
}

#[derive(Clone, Copy, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum PlaceWord {
    #[default]
    Site,
    Media,
}

#[derive(Deserialize, Serialize)]
struct RetiredLine {
    #[serde(flatten)]
    entry: EntryLine,
    retired: String,
    generation: u64,
}

#[derive(Deserialize, Serialize)]
struct BegunLine {
    path: String,
    #[serde(default, skip_serializing_if = "is_site")]
    place: PlaceWord,
    sha256: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out a reference")]
fn is_site(word: &PlaceWord) -> bool {
    *word == PlaceWord::Site
}

impl From<RemotePlace> for PlaceWord {
    fn from(place: RemotePlace) -> Self {
        match place {
            RemotePlace::Site => Self::Site,
            RemotePlace::Media => Self::Media,
        }
    }
}

impl From<PlaceWord> for RemotePlace {
    fn from(word: PlaceWord) -> Self {
        match word {
            PlaceWord::Site => Self::Site,
            PlaceWord::Media => Self::Media,
        }
    }
}

impl EntryLine {
    fn of(path: &RemotePath, entry: &RemoteEntry) -> Self {
        let RemoteEntry { bytes, sha256, tag, media_type, cache, since } = entry;
        Self {
            path: path.path().to_string(),
            place: path.place.into(),
            bytes: *bytes,
            sha256: sha256.to_string(),
            etag: tag.as_str().to_owned(),
            media_type: media_type.clone(),
            cache: cache.clone(),
            since: since.format(DAY).to_string(),
        }
    }

    fn into_entry(self) -> Option<(RemotePath, RemoteEntry)> {
        let is_field = |text: &str| text.len() <= FIELD_MAX && !text.contains(char::is_control);
        let path = RemotePath::parse(self.place.into(), &self.path)?;
        let entry = RemoteEntry {
            bytes: self.bytes,
            sha256: self.sha256.parse().ok()?,
            tag: RemoteTag::new(&self.etag)?,
            media_type: Some(self.media_type).filter(|text| is_field(text))?,
            cache: Some(self.cache).filter(|text| is_field(text))?,
            since: day(&self.since)?,
        };
        Some((path, entry))
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, DAY).ok()
}

impl RecordFile {
    /// The only version so far.
    pub(in crate::publish::record) const VERSION: u32 = 1;

    pub(in crate::publish::record) fn of(record: &RemoteRecord) -> Self {
        let RemoteRecord { show, generation, targets, conditions, files, retired, begun } = record;
        let retired_line = |(path, retired): (&RemotePath, &RetiredEntry)| RetiredLine {
            entry: EntryLine::of(path, &retired.entry),
            retired: retired.on.format(DAY).to_string(),
            generation: retired.generation,
        };
        Self {
            version: Self::VERSION,
            show: show.to_string(),
            generation: *generation,
            site: targets.site.to_string(),
            media: targets.media.map(|sum| sum.to_string()),
            conditions: *conditions,
            files: files.iter().map(|(path, entry)| EntryLine::of(path, entry)).collect(),
            retired: retired.iter().map(retired_line).collect(),
            begun: begun
                .iter()
                .map(|(path, sums)| BegunLine {
                    path: path.path().to_string(),
                    place: path.place.into(),
                    sha256: sums.iter().map(ToString::to_string).collect(),
                })
                .collect(),
        }
    }

    /// The record; `None` where a value is none that podwright writes.
    pub(in crate::publish::record) fn into_record(self) -> Option<RemoteRecord> {
        let retired = |line: RetiredLine| {
            let (path, entry) = line.entry.into_entry()?;
            Some((path, RetiredEntry { entry, on: day(&line.retired)?, generation: line.generation }))
        };
        let begun = |line: BegunLine| {
            let sums = line.sha256.iter().map(|sum| sum.parse().ok()).collect::<Option<_>>()?;
            Some((RemotePath::parse(line.place.into(), &line.path)?, sums))
        };
        Some(RemoteRecord {
            show: self.show.parse().ok()?,
            generation: self.generation,
            targets: Targets {
                site: self.site.parse().ok()?,
                media: match self.media {
                    Some(sum) => Some(sum.parse().ok()?),
                    None => None,
                },
            },
            conditions: self.conditions,
            files: self.files.into_iter().map(EntryLine::into_entry).collect::<Option<BTreeMap<_, _>>>()?,
            retired: self.retired.into_iter().map(retired).collect::<Option<_>>()?,
            begun: self.begun.into_iter().map(begun).collect::<Option<_>>()?,
        })
    }
}
