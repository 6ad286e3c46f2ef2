//! The files whose requests are counted: recordings of the lock, also at addresses that the show has left.

use std::collections::HashMap;

use memchr::{memchr, memchr2};
use percent_encoding::percent_decode_str;

use crate::impact::log::byte_search::find_special;
use crate::layout::alternates::alternates;
use crate::lock::{Lock, LockedAudio, LockedEpisode};
use crate::model::time::timestamp::Timestamp;

/// How long has to be heard (seconds): section 5.5.3.
const MINUTE: u64 = 60;

/// A file that is served.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CountedRecording {
    /// Index of its episode in [`Recordings::episodes`].
    pub episode: usize,
    /// Size.
    pub bytes: u64,
    /// How many of them have to be sent: the tags and a minute of sound, or the whole file if it is shorter.
    pub threshold: u64,
}

/// All files, by the paths at which they are and were served.
#[derive(Clone, Debug, Default)]
pub struct Recordings {
    episodes: Vec<String>,
    list: Vec<CountedRecording>,
    paths: HashMap<Vec<u8>, u32, foldhash::fast::RandomState>,
    lengths: PathLengths,
}

/// Which lengths paths have: most requests of a site are for none of its recordings, and most of those need no hash to tell.
#[derive(Clone, Copy, Debug, Default)]
struct PathLengths([u64; 4]);

impl PathLengths {
    fn add(&mut self, length: usize) {
        self.0[length / 64 % 4] |= 1 << (length % 64);
    }

    fn may_have(self, length: usize) -> bool {
        self.0[length / 64 % 4] & 1 << (length % 64) != 0
    }
}

impl Recordings {
    /// Those of a lock.
    pub fn of(lock: &Lock) -> Self {
        let mut recordings = Self::default();
        let mut episodes: Vec<&LockedEpisode> = lock.episodes.values().collect();
        episodes.sort_by_key(|episode| &episode.slug);
        for episode in episodes {
            let slug = episode.slug.as_str();
            let (bytes, threshold, length) = main_file(&episode.audio);
            let url = episode.enclosure.url.as_str();
            recordings.add_everywhere(lock, slug, url, bytes, threshold);
            let folder = url.rsplit_once('/').map_or("", |(folder, _)| folder);
            let files = episode.alternates.iter().map(|alternate| (&alternate.file, alternate.facts.form));
            for (alternate, output) in episode.alternates.iter().zip(alternates(&episode.slug, files)) {
                let path = output.path();
                let name = path.as_path().file_name().unwrap_or_default();
                let bytes = alternate.facts.bytes.get();
                let threshold = match (alternate.facts.audio, length) {
                    (Some(audio), Some(millis)) => with_tags(bytes, audio.bitrate, millis),
                    (None, Some(millis)) => share(bytes, millis),
                    (_, None) => bytes,
                };
                recordings.add_everywhere(lock, slug, &format!("{folder}/{slug}/{name}"), bytes, threshold);
            }
        }
        recordings
    }

    /// A file at its address, and at those from before the show moved.
    fn add_everywhere(&mut self, lock: &Lock, episode: &str, url: &str, bytes: u64, threshold: u64) {
        self.add(episode, url, bytes, threshold);
        let Some((base, _)) = lock.feed_url.as_str().rsplit_once('/') else { return };
        if let Some(rest) = url.strip_prefix(base) {
            for left in &lock.moves {
                self.add(episode, &format!("{}{rest}", left.from.as_url().as_str().trim_end_matches('/')), bytes, threshold);
            }
        }
    }

    /// Adds a file. The first file at a path stays.
    pub fn add(&mut self, episode: &str, url: &str, bytes: u64, threshold: u64) {
        let episode = self.episodes.iter().position(|known| known == episode).unwrap_or_else(|| {
            self.episodes.push(episode.to_owned());
            self.episodes.len() - 1
        });
        let recording = CountedRecording { episode, bytes, threshold: threshold.clamp(1, bytes.max(1)) };
        let index = self.list.iter().position(|known| *known == recording).unwrap_or_else(|| {
            self.list.push(recording);
            self.list.len() - 1
        });
        let Ok(index) = u32::try_from(index) else { return };
        let path: Vec<u8> = percent_decode_str(path_of(url)).collect();
        self.lengths.add(path.len());
        self.paths.entry(path).or_insert(index);
    }

    /// The slugs of the episodes.
    pub fn episodes(&self) -> &[String] {
        &self.episodes
    }

    /// The files.
    pub fn list(&self) -> &[CountedRecording] {
        &self.list
    }

    /// Every path, with the index of its file; sorted.
    pub fn paths(&self) -> Vec<(String, usize)> {
        let mut paths: Vec<_> =
            self.paths.iter().map(|(path, index)| (String::from_utf8_lossy(path).into_owned(), *index as usize)).collect();
        paths.sort();
        paths
    }

    /// The index of the file that a request is for.
    pub(in crate::impact) fn find(&self, target: &[u8]) -> Option<u32> {
        let special = find_special(target);
        let path = match special {
            Some(_) => memchr2(b'?', b'#', target).map_or(target, |end| &target[..end]),
            None => target,
        };
        let path = if path.starts_with(b"/") { path } else { path_of_absolute(path)? };
        if special.is_some() && memchr(b'%', path).is_some() {
            let decoded: Vec<u8> = percent_encoding::percent_decode(path).collect();
            return self.paths.get(&decoded).copied();
        }
        if !self.lengths.may_have(path.len()) {
            return None;
        }
        self.paths.get(path).copied()
    }
}

/// A proxy may be asked for the whole address.
fn path_of_absolute(target: &[u8]) -> Option<&[u8]> {
    let start = target.windows(3).position(|three| three == b"://")? + 3;
    let slash = target[start..].iter().position(|byte| *byte == b'/')?;
    Some(&target[start + slash..])
}

fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("/", |slash| &rest[slash..]));
    rest.split(['?', '#']).next().unwrap_or_default()
}

/// Size, threshold and length (milliseconds) of an episode's recording.
fn main_file(audio: &LockedAudio) -> (u64, u64, Option<u64>) {
    match audio {
        LockedAudio::Measured(measured) => {
            let (bytes, millis) = (measured.facts.bytes.get(), measured.facts.length.millis());
            (bytes, with_tags(bytes, measured.facts.bitrate, millis), Some(millis))
        }
        LockedAudio::Remote { bytes, duration } => {
            let millis = duration.map(Timestamp::as_millis);
            (bytes.get(), millis.map_or(bytes.get(), |millis| share(bytes.get(), millis)), millis)
        }
    }
}

/// Everything that is not sound, and a minute of it.
fn with_tags(bytes: u64, bitrate: u32, millis: u64) -> u64 {
    if millis < MINUTE * 1000 {
        return bytes;
    }
    let sound = u128::from(bitrate) * u128::from(millis) / 8000;
    let tags = bytes.saturating_sub(u64::try_from(sound).unwrap_or(u64::MAX));
    tags.saturating_add(u64::from(bitrate) * MINUTE / 8).min(bytes)
}

/// A minute's share of a file of which no more is known than its length.
fn share(bytes: u64, millis: u64) -> u64 {
    if millis < MINUTE * 1000 {
        return bytes;
    }
    u64::try_from(u128::from(bytes) * u128::from(MINUTE * 1000) / u128::from(millis)).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_is_the_tags_and_a_minute() {
        assert_eq!(with_tags(37_000_000, 64_000, 4_600_000), 480_000 + 200_000);
        assert_eq!(with_tags(400_000, 64_000, 50_000), 400_000, "under a minute: the whole file");
        assert_eq!(with_tags(480_000, 64_000, 60_000), 480_000);
        assert_eq!(share(4_800_000, 600_000), 480_000);
        assert_eq!(share(9, 1), 9);
    }

    #[test]
    fn finds_a_path_however_it_is_asked_for() {
        let mut recordings = Recordings::default();
        recordings.add("one", "https://example.org/a/caf%C3%A9.mp3?x=1", 9, 9);
        for target in ["/a/caf%c3%a9.mp3", "/a/café.mp3?source=app", "https://example.org/a/caf%C3%A9.mp3", "/%61/café.mp3#t=1"]
        {
            assert_eq!(recordings.find(target.as_bytes()), Some(0), "{target}");
        }
        for target in ["/a/other.mp3", "", "*", "example.org:443", "http://"] {
            assert_eq!(recordings.find(target.as_bytes()), None, "{target}");
        }
    }
}
