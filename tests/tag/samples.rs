//! What these tests tag, and with what.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};
use image::{ImageFormat, RgbImage};
use podwright::media::container::span::audio_sha256;
use podwright::model::files::byte_source::ByteSource;
use podwright::model::identity::digest::Sha256;
use podwright::model::settings::tag_version::TagVersion;
use podwright::tag::apply::{Applied, TagApplyError, apply};
use podwright::tag::cover::tag_picture;
use podwright::tag::picture::TagPicture;
use podwright::tag::plan::plan;
use podwright::tag::tag_plan::TagPlan;
use podwright::tag::wanted::{Wanted, WantedChapter};
use podwright::world::disk::{Disk, OpenFile};
use podwright::world::real_disk::RealDisk;
use tempfile::TempDir;

use crate::support::show::REPOSITORY;

/// The recordings of the series.
pub(crate) const EPISODES: [&str; 6] = [
    "episodes/coming-soon/audio.mp3",
    "episodes/what-is-co-production/audio.mp3",
    "episodes/driving-the-train/audio.mp3",
    "episodes/how-to-start-well/audio.m4a",
    "episodes/what-difference-does-it-make/audio.mp3",
    "episodes/words-we-use/audio.mp3",
];

/// A picture of one colour.
pub(crate) fn picture(grey: u8) -> TagPicture {
    let mut png = Cursor::new(Vec::new());
    RgbImage::from_pixel(64, 64, image::Rgb([grey, 90, 200])).write_to(&mut png, ImageFormat::Png).unwrap();
    tag_picture(&png.into_inner()).unwrap()
}

/// A tag with everything in it, in letters of several scripts.
pub(crate) fn wanted() -> Wanted {
    let chapter =
        |start: u32, end: u32, title: &str| WantedChapter { start, end, title: title.to_owned(), url: None, picture: None };
    Wanted {
        version: TagVersion::V23,
        title: "Sut mae dechrau’n dda 始め方".to_owned(),
        album: "Co-production for beginners".to_owned(),
        artist: "Cynhyrchwyr Ŵy".to_owned(),
        track: Some(3),
        disc: Some(1),
        date: "2022-07-06".to_owned(),
        summary: "Five practical things.\nOne of them is pay.".to_owned(),
        language: "cym".to_owned(),
        cover: Some(picture(10)),
        chapters: vec![
            chapter(0, 1500, "Croeso"),
            WantedChapter {
                url: Some("https://example.org/p%C5%B5er".to_owned()),
                picture: Some(picture(99)),
                ..chapter(1500, 30_000, "Pŵer")
            },
            chapter(30_000, 41_000, "Diwedd"),
        ],
        guid: "0192f0c4-7b1e-7c3d-8a55-2f0f6a1d9e01".to_owned(),
        feed_url: "https://example.org/co-production/feed.xml".to_owned(),
        category: "Education".to_owned(),
    }
}

/// MPEG-1 layer III frames of silence: 128 kbit/s, 44.1 kHz, 417 bytes each.
pub(crate) fn silence(frames: usize) -> Vec<u8> {
    let mut frame = vec![0; 417];
    frame[..4].copy_from_slice(&[0xFF, 0xFB, 0x90, 0x00]);
    frame.repeat(frames)
}

/// A folder that goes away, with copies of files of the repository in it.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// In memory, where syncing costs nothing; on disk where there is no such place.
    pub(crate) fn in_memory() -> Self {
        Self(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> Utf8PathBuf {
        Utf8PathBuf::from_path_buf(self.0.path().canonicalize().unwrap().join(name)).unwrap()
    }

    pub(crate) fn copy(&self, from: &str, name: &str) -> Utf8PathBuf {
        self.write(name, &fs::read(Path::new(REPOSITORY).join(from)).unwrap())
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Utf8PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Every name in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// The plan for a file on the real disk.
pub(crate) fn plan_of(path: &Utf8Path, wanted: &Wanted) -> TagPlan {
    plan(source(&*RealDisk.open(path).unwrap()), wanted).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn source(file: &dyn OpenFile) -> &dyn ByteSource {
    file
}

/// Plans and applies.
pub(crate) fn tag(disk: &dyn Disk, path: &Utf8Path, wanted: &Wanted) -> Result<Applied, TagApplyError> {
    apply(disk, path, &plan_of(path, wanted), None, audio_of(path), &|_| ())
}

/// The sum of the sound of a file on the real disk.
pub(crate) fn audio_of(path: &Utf8Path) -> Sha256 {
    audio_sha256(source(&*RealDisk.open(path).unwrap())).unwrap()
}
