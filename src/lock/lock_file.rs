//! `podcast.lock` as it stands on disk, version 1: YAML made to be read in a diff and merged by git.
//!
//! The measures of a recording stand in one line, beside its sum: so hardly two lines in a row are alike in two entries. Where two branches each
//! add an episode at one place, git then keeps or shows two whole entries. With a measure a line it cuts the two into pieces wherever more than
//! three lines happen to agree, and they agree often: one encoder, one sample rate, one bit rate.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::lock::entry_sum::{agree, entry_sum};
use crate::lock::episode_lines::EpisodeLines;
use crate::lock::lock_error::LockError;
use crate::lock::record_lines::{AcceptedLines, MoveLines};
use crate::lock::value::value;
use crate::lock::{Lock, LockedEpisode};
use crate::model::identity::guid::Guid;

/// The only version so far.
const VERSION: u64 = 1;

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
    show: ShowLines,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<AcceptedLines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    moves: Vec<MoveLines>,
    #[serde(deserialize_with = "once_each")]
    episodes: BTreeMap<String, EpisodeLines>,
}

/// Entries by guid. One that comes twice is refused: the merge of two branches can leave two, and neither is more right than the other.
fn once_each<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, EpisodeLines>, D::Error> {
    struct Entries;

    impl<'de> Visitor<'de> for Entries {
        type Value = BTreeMap<String, EpisodeLines>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut entries = BTreeMap::new();
            while let Some((guid, lines)) = map.next_entry::<String, EpisodeLines>()? {
                if entries.contains_key(&guid) {
                    return Err(M::Error::custom(format!("repeated key `{guid}`")));
                }
                entries.insert(guid, lines);
            }
            Ok(entries)
        }
    }

    deserializer.deserialize_map(Entries)
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
        if self.version == VERSION { Ok(()) } else { Err(LockError::Version { found: self.version, known: VERSION }) }
    }
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ShowLines {
    guid: String,
    feed: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cover_sha256: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    sum: String,
}

impl From<&Lock> for LockFile {
    fn from(lock: &Lock) -> Self {
        let Lock { guid, feed_url, cover, accepted, moves, episodes } = lock;
        let mut show = ShowLines {
            guid: guid.to_string(),
            feed: feed_url.to_string(),
            cover_sha256: cover.map(|sum| sum.to_string()),
            sum: String::new(),
        };
        show.sum = entry_sum("show", &show);
        Self {
            version: VERSION,
            show,
            accepted: accepted.iter().map(AcceptedLines::from).collect(),
            moves: moves.iter().map(MoveLines::from).collect(),
            episodes: episodes.iter().map(|(guid, episode)| (guid.to_string(), EpisodeLines::of(guid, episode))).collect(),
        }
    }
}

impl TryFrom<LockFile> for Lock {
    type Error = LockError;

    fn try_from(file: LockFile) -> Result<Self, LockError> {
        let LockFile { version, mut show, accepted, moves, episodes } = file;
        LockVersion { version }.known()?;
        let sum = std::mem::take(&mut show.sum);
        let lock = Self {
            guid: value(&show.guid, "show", "guid")?,
            feed_url: value(&show.feed, "show", "feed")?,
            cover: show.cover_sha256.as_ref().map(|sum| value(sum, "show", "cover_sha256")).transpose()?,
            accepted: accepted.into_iter().map(AcceptedLines::read).collect::<Result<_, _>>()?,
            moves: moves.into_iter().map(MoveLines::read).collect::<Result<_, _>>()?,
            episodes: read_episodes(episodes)?,
        };
        agree("show", &show, &sum)?;
        Ok(lock)
    }
}

fn read_episodes(lines: BTreeMap<String, EpisodeLines>) -> Result<BTreeMap<Guid, LockedEpisode>, LockError> {
    let mut guids: BTreeMap<&str, &String> = BTreeMap::new();
    for (guid, lines) in &lines {
        if let Some(first) = guids.insert(lines.slug(), guid) {
            return Err(LockError::SameSlug { slug: lines.slug().to_owned(), first: first.clone(), second: guid.clone() });
        }
    }
    lines.into_iter().map(|(guid, lines)| Ok((value(&guid, &guid, "guid")?, lines.read(&guid)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measures_of_a_recording_stand_in_one_line() {
        let yaml = "version: 1\nepisodes:\n  a:\n    title: |-\n      audio:\n    audio:\n      a: 1\n      b: x\n    loudness:\n      c: -1.5\n    sum: 7\n";
        let folded = "version: 1\nepisodes:\n  a:\n    title: |-\n      audio:\n    audio: {a: 1, b: x}\n    loudness: {c: -1.5}\n    sum: 7\n";
        assert_eq!(lock_text(yaml), format!("{HEADER}{folded}"));
    }
}
