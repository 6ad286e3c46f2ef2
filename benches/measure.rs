//! One measurement for `benches/against`: `measure walk|hash|no-loudness|full FILE...` does the work on each file and prints the
//! seconds of sound that it went through. For `benches/tagging`: `measure tag|copy FILE...` tags each file anew, with a title that no run had
//! before, or copies it beside itself and syncs the copy.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used, reason = "bench code")]

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use camino::Utf8Path;
use podwright::media::hashing::sha256;
use podwright::media::probe::Depth;
use podwright::media::probe::probe;
use podwright::media::span::audio_span;
use podwright::model::byte_source::ByteSource;
use podwright::model::tag_version::TagVersion;
use podwright::tag::apply::apply;
use podwright::tag::plan::plan;
use podwright::tag::wanted::Wanted;
use podwright::world::real_disk::RealDisk;
use rayon::prelude::*;

struct Disk(File, u64);

impl ByteSource for Disk {
    fn len(&self) -> u64 {
        self.1
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read_at(buffer, offset)
    }
}

fn tag(path: &Utf8Path, source: &Disk) -> f64 {
    let wanted = Wanted {
        version: TagVersion::V23,
        title: format!("{:?}", std::time::SystemTime::now()),
        album: "A show".to_owned(),
        artist: "Somebody".to_owned(),
        track: Some(1),
        disc: None,
        date: "2022-07-06".to_owned(),
        summary: "x".repeat(300),
        language: "eng".to_owned(),
        cover: None,
        chapters: Vec::new(),
        guid: "0192f0c4-7b1e-7c3d-8a55-2f0f6a1d9e01".to_owned(),
        feed_url: "https://example.org/feed.xml".to_owned(),
        category: "Education".to_owned(),
    };
    let plan = plan(source, &wanted).unwrap();
    assert!(apply(&RealDisk, path, &plan, &|_| ()).unwrap().written);
    0.0
}

fn copy(path: &str) -> f64 {
    let to = format!("{path}.copy");
    let (mut from, mut copy) = (File::open(path).unwrap(), File::create(&to).unwrap());
    io::copy(&mut from, &mut copy).unwrap();
    copy.sync_all().unwrap();
    std::fs::rename(&to, format!("{path}.copied")).unwrap();
    0.0
}

fn main() {
    // cargo adds `--bench`
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some((work, files)) = arguments.split_first() else { return };
    let seconds: f64 = files
        .par_iter()
        .map(|path| {
            let file = File::open(path).unwrap();
            let len = file.metadata().unwrap().len();
            let source = Disk(file, len);
            let length = |depth| probe(&source, None, depth, &|_| ()).unwrap().facts.length.seconds();
            match work.as_str() {
                "walk" => f64::from(u32::from(audio_span(&source).is_ok())),
                "hash" => f64::from(sha256(&source, &|_| ()).unwrap().as_bytes()[0]) * 0.0,
                "no-loudness" => length(Depth::NoLoudness),
                "full" => length(Depth::Full),
                "tag" => tag(Utf8Path::new(path), &source),
                "copy" => copy(path),
                other => panic!("no such work: {other}"),
            }
        })
        .sum();
    println!("{seconds:.3}");
}
