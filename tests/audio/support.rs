//! Files as sources, and ffmpeg as a judge.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use podwright::media::probe::Depth;
use podwright::media::probe::audio_probe::AudioProbe;
use podwright::media::probe::probe;
use podwright::media::probe::probe_error::ProbeError;

/// A file of the repository.
pub(crate) fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Its bytes.
pub(crate) fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All that can be told of bytes with this extension.
pub(crate) fn measured(bytes: Vec<u8>, extension: &str) -> Result<AudioProbe, ProbeError> {
    probe(&bytes, Some(extension), Depth::Full, &|_| ())
}

/// Seconds of sound that ffmpeg decodes from a file.
pub(crate) fn decoded_by_ffmpeg(path: &Path, sample_rate: u32) -> f64 {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-i"])
        .arg(path)
        .args(["-map", "0:a:0", "-f", "s16le", "-ac", "1", "-ar"])
        .arg(sample_rate.to_string())
        .arg("-")
        .output()
        .expect("ffmpeg is installed");
    f64::from(u32::try_from(output.stdout.len() / 2).unwrap()) / f64::from(sample_rate)
}
