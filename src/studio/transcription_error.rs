//! Why there is no draft of a transcript.

use std::io;

use camino::Utf8PathBuf;

use crate::media::probe::probe_error::ProbeError;
use crate::studio::resampling::ResamplingError;

/// Why there is no draft of a transcript. Nothing was written into the show.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TranscriptionError {
    /// The command has no words.
    #[error("the command of `--with` is empty")]
    Empty,
    /// The command cannot be split.
    #[error("a quote in the command of `--with` is not closed")]
    Quote,
    /// The command does not say where the sound goes.
    #[error("the command of `--with` has no `{{wav}}` among its arguments")]
    NoPlace,
    /// There is no such program.
    #[error("there is no program `{program}` on this computer")]
    NotFound {
        /// Its name.
        program: String,
    },
    /// The recording cannot be decoded.
    #[error("the recording cannot be decoded: {0}")]
    Recording(ProbeError),
    /// Its sample rate is not one.
    #[error(transparent)]
    Resampling(#[from] ResamplingError),
    /// The program could not be run.
    #[error("cannot run `{program}`")]
    Start {
        /// Its name.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// The program failed.
    #[error("`{program}` failed{}", if .said.is_empty() { String::new() } else { format!(": {}", .said) })]
    Failed {
        /// Its name.
        program: String,
        /// The end of what it said.
        said: String,
    },
    /// The program wrote nothing.
    #[error("`{program}` wrote no words: there is no .vtt, .srt or .json file with any")]
    NoOutput {
        /// Its name.
        program: String,
    },
    /// What the program wrote is no transcript.
    #[error("what `{program}` wrote cannot be read: {reason}")]
    Unreadable {
        /// Its name.
        program: String,
        /// Where and why.
        reason: String,
    },
    /// The disk failed.
    #[error("cannot {step} `{path}`")]
    Disk {
        /// What was to be done.
        step: &'static str,
        /// The file.
        path: Utf8PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl TranscriptionError {
    /// Whether the command line asks for what cannot be.
    pub(crate) fn is_of_usage(&self) -> bool {
        matches!(self, Self::Empty | Self::Quote | Self::NoPlace)
    }
}
