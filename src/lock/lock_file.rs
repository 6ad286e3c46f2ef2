//! `podcast.lock` as it stands on disk, version 2: YAML made to be read in a diff and merged by git.
//!
//! The measures of a recording stand in one line, beside its sum: so hardly two lines in a row are alike in two entries. Where two branches each
//! add an episode at one place, git then keeps or shows two whole entries. With a measure a line it cuts the two into pieces wherever more than
//! three lines happen to agree, and they agree often: one encoder, one sample rate, one bit rate.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::lock::lock_error::LockError;
use crate::lock::summed::Summed;
use crate::lock::{Accepted, Lock, LockedEpisode, Move};
use crate::model::identity::digest::Sha256;
use crate::model::identity::guid::{Guid, ShowGuid};
use crate::model::identity::slug::Slug;
use crate::model::web::http_url::HttpUrl;

/// The version that is written. Version 1, of podwright 0.1, has neither `out` nor `online`.
const VERSION: u64 = 2;

/// What stands above the YAML.
const HEADER: &str = "\
# Written by podwright; commit it and leave it as it is.
# It keeps what subscribers have: guids, addresses, dates, and the measures of every recording.
";

/// Groups that stand in one line. What is in them are numbers and plain words, which need no quotes there.
const FOLDED: [&str; 2] = ["    audio:", "    loudness:"];

/// The file's text, of its YAML with a line for each value.
pub fn lock_text(yaml: &str) -> String {
    let mut text = String::from(HEADER);
    let (mut is_open, mut is_below) = (false, false);
    for line in yaml.lines() {
        is_below |= line == "episodes:";
        match line.strip_prefix("      ") {
            Some(value) if is_open => {
                text.push_str(if text.ends_with('{') { "" } else { ", " });
                text.push_str(value);
                continue;
            }
            _ if is_open => text.push_str("}\n"),
            _ => {}
        }
        is_open = is_below && FOLDED.contains(&line);
        text.push_str(line);
        text.push_str(if is_open { " {" } else { "\n" });
    }
    text
}

/// The whole file.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LockFile {
    version: u64,
    show: Summed<ShowLines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<Summed<Accepted>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    moves: Vec<Summed<Move>>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    out: BTreeSet<Guid>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    online: BTreeSet<Guid>,
    #[serde(deserialize_with = "once_each")]
    episodes: Entries,
}

type Entries = BTreeMap<Guid, Summed<LockedEpisode>>;

/// Entries by guid. One that comes twice is refused: the merge of two branches can leave two, and neither is more right than the other.
fn once_each<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Entries, D::Error> {
    struct OnceEach;

    impl<'de> Visitor<'de> for OnceEach {
        type Value = Entries;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entries, M::Error> {
            let mut entries = Entries::new();
            while let Some((guid, entry)) = map.next_entry::<Guid, Summed<LockedEpisode>>()? {
                if entries.contains_key(&guid) {
                    return Err(M::Error::custom(format_args!("repeated key `{guid}`")));
                }
                entries.insert(guid, entry);
            }
            Ok(entries)
        }
    }

    deserializer.deserialize_map(OnceEach)
}

/// The version alone, which is read before anything else: what else is in the file is another version's business.
#[derive(Debug, Deserialize)]
pub struct LockVersion {
    version: u64,
}

impl LockVersion {
    /// Refuses what another podwright wrote.
    ///
    /// # Errors
    /// [`LockError::Version`].
    pub fn known(&self) -> Result<(), LockError> {
        if (1..=VERSION).contains(&self.version) {
            Ok(())
        } else {
            Err(LockError::Version { found: self.version, known: VERSION })
        }
    }
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ShowLines {
    guid: ShowGuid,
    feed: HttpUrl,
    #[serde(skip_serializing_if = "Option::is_none")]
    cover_sha256: Option<Sha256>,
}

/// The keys of the entries that have no guid.
const SHOW: &str = "show";
const ACCEPTED: &str = "accepted";
const MOVES: &str = "moves";

impl From<&Lock> for LockFile {
    fn from(lock: &Lock) -> Self {
        let Lock { guid, feed_url, cover, accepted, moves, out, online, episodes } = lock.clone();
        Self {
            version: VERSION,
            show: Summed::of(SHOW, ShowLines { guid, feed: feed_url, cover_sha256: cover }),
            accepted: accepted.into_iter().map(|entry| Summed::of(ACCEPTED, entry)).collect(),
            moves: moves.into_iter().map(|entry| Summed::of(MOVES, entry)).collect(),
            out,
            online,
            episodes: episodes
                .into_iter()
                .map(|(guid, episode)| {
                    let entry = Summed::of(guid.as_str(), episode);
                    (guid, entry)
                })
                .collect(),
        }
    }
}

impl TryFrom<LockFile> for Lock {
    type Error = LockError;

    fn try_from(file: LockFile) -> Result<Self, LockError> {
        let LockFile { version, show, accepted, moves, out, online, episodes } = file;
        LockVersion { version }.known()?;
        refuse_same_slug(&episodes)?;
        let ShowLines { guid, feed, cover_sha256 } = show.checked(SHOW)?;
        let checked = |(guid, entry): (Guid, Summed<LockedEpisode>)| {
            let episode = entry.checked(guid.as_str())?;
            Ok((guid, episode))
        };
        Ok(Self {
            guid,
            feed_url: feed,
            cover: cover_sha256,
            accepted: accepted.into_iter().map(|entry| entry.checked(ACCEPTED)).collect::<Result<_, _>>()?,
            moves: moves.into_iter().map(|entry| entry.checked(MOVES)).collect::<Result<_, _>>()?,
            out,
            online,
            episodes: episodes.into_iter().map(checked).collect::<Result<_, _>>()?,
        })
    }
}

fn refuse_same_slug(episodes: &Entries) -> Result<(), LockError> {
    let mut guids: BTreeMap<&Slug, &Guid> = BTreeMap::new();
    for (guid, entry) in episodes {
        let slug = &entry.unchecked().slug;
        if let Some(first) = guids.insert(slug, guid) {
            return Err(LockError::SameSlug { slug: slug.to_string(), first: first.to_string(), second: guid.to_string() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::lock_error::LockError;

    const GUID: &str = "6485077a-cede-5e86-a3de-f0e7ae9997ef";

    fn read(lines: &serde_json::Value) -> Result<Lock, String> {
        let file: LockFile = serde_json::from_str(&lines.to_string()).map_err(|error| error.to_string())?;
        Lock::try_from(file).map_err(|error| error.to_string())
    }

    fn lock() -> Lock {
        let guids = |names: &[&str]| names.iter().map(|name| name.parse().unwrap()).collect();
        Lock {
            guid: GUID.parse().unwrap(),
            feed_url: "https://example.org/feed.xml".parse().unwrap(),
            cover: None,
            accepted: Vec::new(),
            moves: Vec::new(),
            out: guids(&["b", "a"]),
            online: guids(&["a"]),
            episodes: BTreeMap::new(),
        }
    }

    #[test]
    fn what_is_out_and_online_stands_in_lists_of_its_own_which_may_be_missing() {
        let mut lines = serde_json::to_value(LockFile::from(&lock())).unwrap();
        assert_eq!((&lines["version"], &lines["out"], &lines["online"]), (&2.into(), &["a", "b"][..].into(), &["a"][..].into()));
        assert_eq!(read(&lines), Ok(lock()));
        // A merge keeps the lines of both sides, in any order, and perhaps twice.
        lines["out"] = ["b", "a", "b"][..].into();
        assert_eq!(read(&lines), Ok(lock()));
        lines["version"] = 1.into();
        for list in ["out", "online"] {
            lines.as_object_mut().unwrap().remove(list);
        }
        assert_eq!(read(&lines), Ok(Lock { out: BTreeSet::new(), online: BTreeSet::new(), ..lock() }));
        lines["version"] = 3.into();
        assert_eq!(read(&lines), Err(LockError::Version { found: 3, known: 2 }.to_string()));
        lines["version"] = 2.into();
        lines["out"] = [""][..].into();
        assert!(read(&lines).unwrap_err().starts_with("`` cannot be read"));
    }

    #[test]
    fn a_value_that_was_changed_by_hand_does_not_agree_with_its_sum() {
        let mut lines = serde_json::to_value(LockFile::from(&lock())).unwrap();
        lines["show"]["feed"] = "https://example.org/other.xml".into();
        assert_eq!(read(&lines), Err(LockError::Edited { entry: "show".to_owned() }.to_string()));
        lines["show"]["note"] = "x".into();
        assert!(read(&lines).unwrap_err().starts_with("unknown field `note`"));
        lines["show"] = serde_json::json!({"guid": GUID, "feed": "https://example.org/feed.xml"});
        assert!(read(&lines).unwrap_err().starts_with("missing field `sum`"));
    }

    #[test]
    fn the_measures_of_a_recording_stand_in_one_line() {
        let yaml = "version: 1\nepisodes:\n  a:\n    title: |-\n      audio:\n    audio:\n      a: 1\n      b: x\n    loudness:\n      c: -1.5\n    sum: 7\n";
        let folded = "version: 1\nepisodes:\n  a:\n    title: |-\n      audio:\n    audio: {a: 1, b: x}\n    loudness: {c: -1.5}\n    sum: 7\n";
        assert_eq!(lock_text(yaml), format!("{HEADER}{folded}"));
    }
}
