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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_says_what_is_wrong_and_whether_the_command_line_is() {
        let program = || "whisper".to_owned();
        let refused = || io::Error::from(io::ErrorKind::PermissionDenied);
        for (error, expected, is_of_usage) in [
            (TranscriptionError::Empty, "the command of `--with` is empty", true),
            (TranscriptionError::Quote, "a quote in the command of `--with` is not closed", true),
            (TranscriptionError::NoPlace, "the command of `--with` has no `{wav}` among its arguments", true),
            (TranscriptionError::NotFound { program: program() }, "there is no program `whisper` on this computer", false),
            (
                TranscriptionError::Recording(ProbeError::Empty),
                "the recording cannot be decoded: the file is empty: it has no bytes at all",
                false,
            ),
            (
                TranscriptionError::Resampling(ResamplingError::of("no ratio")),
                "the sample rate cannot be changed: no ratio",
                false,
            ),
            (TranscriptionError::Start { program: program(), source: refused() }, "cannot run `whisper`", false),
            (TranscriptionError::Failed { program: program(), said: String::new() }, "`whisper` failed", false),
            (
                TranscriptionError::NoOutput { program: program() },
                "`whisper` wrote no words: there is no .vtt, .srt or .json file with any",
                false,
            ),
            (
                TranscriptionError::Unreadable { program: program(), reason: "line 2".to_owned() },
                "what `whisper` wrote cannot be read: line 2",
                false,
            ),
            (TranscriptionError::Disk { step: "read", path: "a.vtt".into(), source: refused() }, "cannot read `a.vtt`", false),
        ] {
            assert_eq!((error.to_string().as_str(), error.is_of_usage()), (expected, is_of_usage));
        }
    }
}
