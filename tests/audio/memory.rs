//! How much memory long recordings take: as much as short ones.

use std::path::Path;
use std::process::Command;

use camino::Utf8Path;
use podwright::media::probe::Depth;
use podwright::media::probe::probe;
use podwright::world::disk::Disk as _;
use podwright::world::real_disk::RealDisk;

use crate::alone::{alone, is_alone, most_memory};
use crate::support::file;

/// The most memory that a recording may take, of any length. // bytes; the program promises 48 MiB, of which it needs more for itself than this test
const MEMORY_MAX: u64 = 40 << 20;

/// Some minutes of a recording of the series in stereo.
fn made(path: &Path, options: &[&str]) {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-stream_loop", "2", "-i"])
        .arg(file("episodes/words-we-use/audio.mp3"))
        .args(["-t", "200", "-map", "0:a", "-ac", "2", "-ar", "48000"])
        .args(options)
        .arg(path)
        .output()
        .expect("ffmpeg is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn long_recordings_of_every_container_take_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    for (name, options) in [
        ("deep.wav", &["-c:a", "pcm_s24le"][..]),
        ("a.wav", &["-c:a", "pcm_s16le"]),
        ("a.flac", &["-c:a", "flac", "-compression_level", "0"]),
        ("a.m4a", &["-c:a", "aac"]),
        ("a.ogg", &["-c:a", "libvorbis"]),
        ("a.mp3", &["-c:a", "libmp3lame"]),
    ] {
        let path = folder.path().join(name);
        if !is_alone() {
            made(&path, options);
        }
        alone("memory::long_recordings_of_every_container_take_little_memory", path.to_str().unwrap(), |path| {
            let source = RealDisk.open(Utf8Path::new(path)).unwrap();
            let extension = Utf8Path::new(path).extension();
            let found = probe(&*source, extension, Depth::Full, &|_| ()).unwrap();
            assert!(found.facts.loudness.is_some() && found.facts.length.seconds() > 190.0, "{found:?}");
            let most = most_memory();
            assert!(most < MEMORY_MAX, "{path}: {most} bytes of memory");
        });
        if is_alone() {
            break;
        }
    }
}
