//! A published show of six short recordings that is about to be published anew, under another title: each recording is to be tagged, and
//! feed, pages and lock are to change.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use image::RgbImage;
use podwright::error::Exit;
use podwright::world::disk::Disk;
use podwright::world::real_disk::RealDisk;

use crate::samples::silence;
use crate::support::TestShow;
use crate::support::in_process::run_on;
use crate::support::wait::settled;

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The show, as it is published, and as it becomes.
pub(crate) struct Publication {
    pub(crate) show: TestShow,
    pub(crate) old: Files,
    pub(crate) new: Files,
}

/// What a build said at its end.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) exit: Exit,
    pub(crate) said: String,
}

/// The recordings: five MP3 files and an M4A file.
pub(crate) const RECORDINGS: [&str; 6] = [
    "episodes/one/audio.mp3",
    "episodes/two/audio.mp3",
    "episodes/three/audio.mp3",
    "episodes/four/audio.mp3",
    "episodes/five/audio.mp3",
    "episodes/six/audio.m4a",
];

const SHOW: &str = "\
title: Plain tales
url: https://example.org/show/
guid: 0495cb90-b9d0-50ba-b94b-a40da5f73898
language: en-GB
description: Six short tales in plain words, for whoever likes to listen.
author: The tellers
categories: [History]
explicit: false
artwork: {file: cover.png, alt: A red door in a white wall.}
checks: {allow: [silent-audio, artwork-wrong-size]}
";

/// The files of an episode; everything that listeners get of it names the thing.
fn write_episode(show: &TestShow, recording: &str, number: usize, thing: &str) {
    let folder = Path::new(recording).parent().unwrap().to_str().unwrap();
    let yaml = format!(
        "title: Tale number {number}\n\
         guid: 7d1a9c52-0000-4000-8000-00000000000{number}\n\
         date: 2022-07-0{number}T07:00:00+01:00\n\
         summary: A tale of a {thing} that was shut for years.\n\
         easy_read: easy-read.md\n\
         chapters:\n  - 0:00 Start\n  - 0:00.500 The {thing}\n"
    );
    show.write(&format!("{folder}/episode.yaml"), yaml);
    show.write(&format!("{folder}/transcript.vtt"), format!("WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>This is a {thing}.\n"));
    show.write(&format!("{folder}/easy-read.md"), format!("There is a {thing}.\n\nIt is shut.\n"));
}

impl Publication {
    pub(crate) fn new() -> Self {
        Self::with_sound(40)
    }

    /// With recordings of so many frames, of 417 bytes each.
    pub(crate) fn with_sound(frames: usize) -> Self {
        let show = TestShow::empty_in_memory();
        show.write("podcast.yaml", SHOW);
        let cover = show.path("cover.png");
        RgbImage::from_pixel(64, 64, image::Rgb([9, 90, 200])).save(cover).unwrap();
        for (index, recording) in RECORDINGS.iter().enumerate() {
            write_episode(&show, recording, index + 1, "door");
            // Each has another length, so that no two are the same file.
            let sound = if recording.ends_with("mp3") {
                silence(frames + index)
            } else {
                fs::read("tests/audio/files/aac-moov-first.m4a").unwrap()
            };
            show.write(recording, sound);
        }
        let build = |show: &TestShow| {
            let Ended { exit, said } = build(show, Arc::new(RealDisk));
            assert_eq!(exit, Exit::Fine, "{said}");
        };
        build(&show);
        show.edit("podcast.yaml", "title: Plain tales", "title: Tall tales");
        RECORDINGS.iter().enumerate().for_each(|(index, recording)| write_episode(&show, recording, index + 1, "gate"));
        let old = show.files();
        build(&show);
        let new = show.files();
        let changed: Vec<&str> = RECORDINGS.into_iter().filter(|path| old[*path] != new[*path]).collect();
        assert_eq!(changed, RECORDINGS, "the build tags six files");
        for path in ["feed/feed.xml", "podcast.lock"] {
            assert_ne!(old[path], new[path], "{path}");
        }
        Self { show, old, new }
    }

    /// Puts the old show in place; what `feed/media` holds is again a second name of the recording.
    pub(crate) fn restore(&self) {
        fs::remove_dir_all(self.show.path("")).unwrap();
        for (path, bytes) in &self.old {
            if let Some(name) = path.strip_prefix("feed/media/") {
                let slug = name.split('.').next().unwrap();
                let recording = RECORDINGS.iter().find(|recording| recording.contains(&format!("/{slug}/"))).unwrap();
                fs::create_dir_all(self.show.path("feed/media")).unwrap();
                fs::hard_link(self.show.path(recording), self.show.path(path)).unwrap();
            } else {
                self.show.write(path, bytes);
            }
        }
        settled(&self.show);
    }

    pub(crate) fn build(&self, disk: Arc<dyn Disk>) -> Ended {
        build(&self.show, disk)
    }

    /// Every recording, the feed, the lock, and every other file is the old or the new one, whole; and nothing speaks of what is not there
    /// yet. How many recordings are new, and whether the feed is.
    #[track_caller]
    pub(crate) fn whole(&self, told: &str) -> (usize, bool) {
        self.are_whole(&self.show.files(), told)
    }

    /// The same of files that stand elsewhere.
    #[track_caller]
    pub(crate) fn are_whole(&self, found: &Files, told: &str) -> (usize, bool) {
        let is_temporary = |path: &str| Path::new(path).file_name().unwrap().to_str().unwrap().starts_with(".podwright-");
        for (path, bytes) in found.iter().filter(|(path, _)| !is_temporary(path)) {
            let (old, new) = (self.old.get(path) == Some(bytes), self.new.get(path) == Some(bytes));
            assert!(old || new, "{told}: {path} is neither the old file nor the new one");
        }
        let had_feed = found.contains_key("feed/feed.xml");
        let gone = self.old.keys().filter(|path| had_feed || !path.starts_with("feed/"));
        let gone = gone.into_iter().find(|path| self.new.contains_key(*path) && !found.contains_key(*path));
        assert_eq!(gone, None, "{told}: this file is gone");
        let is_new = |path: &str| found.get(path) == self.new.get(path);
        let tagged = RECORDINGS.iter().filter(|path| is_new(path)).count();
        let published = is_new("feed/feed.xml");
        if published {
            let early = self.new.keys().find(|path| path.starts_with("feed/") && !is_new(path));
            assert_eq!((early, tagged), (None, 6), "{told}: the feed speaks of what is not there yet");
        }
        assert!(published || !is_new("podcast.lock"), "{told}: the lock speaks of a feed that is not there yet");
        (tagged, published)
    }

    /// The next run finishes the work and leaves nothing behind.
    #[track_caller]
    pub(crate) fn finishes(&self, told: &str) {
        let ended = self.build(Arc::new(RealDisk));
        assert_eq!(ended.exit, Exit::Fine, "{told}: {}", ended.said);
        self.finished(told);
    }

    /// All is new, and nothing is left behind.
    #[track_caller]
    pub(crate) fn finished(&self, told: &str) {
        self.are_finished(&self.show.files(), told);
        let pictures = fs::read_dir(self.show.path(".podwright/pictures")).into_iter().flatten();
        let unfinished = pictures.filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with('.')).count();
        assert_eq!(unfinished, 0, "{told}: pictures in .podwright");
        for entry in fs::read_dir(self.show.path(".podwright")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(
                ["busy", "cache.json", "pictures", "unchanged.json"].contains(&name.as_str()),
                "{told}: .podwright/{name} is left behind"
            );
        }
    }

    /// The same of files that stand elsewhere.
    #[track_caller]
    pub(crate) fn are_finished(&self, found: &Files, told: &str) {
        let differing: Vec<&String> =
            found.keys().chain(self.new.keys()).filter(|path| found.get(*path) != self.new.get(*path)).collect();
        assert_eq!(differing, Vec::<&String>::new(), "{told}: these files are not as an undisturbed build leaves them");
    }
}

/// `podwright build` in this process, with files on this disk.
pub(crate) fn build(show: &TestShow, disk: Arc<dyn Disk>) -> Ended {
    let (exit, said) = run_on(disk, show, &["build"]);
    Ended { exit, said }
}
