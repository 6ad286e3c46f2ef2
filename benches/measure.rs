//! One measurement for `benches/against`: `measure walk|hash|no-loudness|full FILE...` does the work on each file and prints the
//! seconds of audio that it went through.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used, reason = "bench code")]

use std::fs::File;
use std::io;

use podwright::media::bytes::hashing::sha256;
use podwright::media::container::span::audio_span;
use podwright::media::probe::Depth;
use podwright::media::probe::probe;
use podwright::model::files::byte_source::ByteSource;
use rayon::prelude::*;

struct Disk(File, u64);

impl ByteSource for Disk {
    fn len(&self) -> u64 {
        self.1
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        read_at(&self.0, buffer, offset)
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}

fn main() {
    // cargo adds `--bench`
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some((work, files)) = arguments.split_first() else { return };
    let done = |path: &String| done(work, path);
    // threads that have nothing to do look for work, which takes time from the one that has
    let seconds: f64 = if let [file] = files { done(file) } else { files.par_iter().map(done).sum() };
    println!("{seconds:.3}");
}

fn done(work: &str, path: &str) -> f64 {
    let file = File::open(path).unwrap();
    let len = file.metadata().unwrap().len();
    let source = Disk(file, len);
    let length = |depth| probe(&source, None, depth, &|_| ()).unwrap().facts.length.seconds();
    match work {
        "walk" => f64::from(u32::from(audio_span(&source).is_ok())),
        "hash" => f64::from(sha256(&source, &|_| ()).unwrap().as_bytes()[0]) * 0.0,
        "no-loudness" => length(Depth::NoLoudness),
        "full" => length(Depth::Full),
        other => panic!("no such work: {other}"),
    }
}
