//! Why a recording was not mastered.

use std::io;

use camino::Utf8PathBuf;

use crate::media::probe::probe_error::ProbeError;
use crate::model::media::loudness::{Loudness, TruePeak};
use crate::studio::resampling::ResamplingError;
use crate::studio::wanted::Encoding;

/// Why a recording was not mastered, or what belongs beside it was not written. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MasterError {
    /// The recording cannot be decoded.
    #[error("{0}")]
    Recording(ProbeError),
    /// There is nothing to hear.
    #[error("it is silent, or too short to have a loudness")]
    Silent,
    /// Its sample rate is not one.
    #[error(transparent)]
    Resampling(#[from] ResamplingError),
    /// More channels than the meter knows.
    #[error("it has {0} channels; podwright mixes down up to 8")]
    Channels(usize),
    /// The loudness cannot be reached.
    #[error("after four rounds it is at {loudness:.1} with a true peak of {peak:.1}, instead of {wanted:.1} below {ceiling:.1}")]
    OutOfReach {
        /// What came closest.
        loudness: Loudness,
        /// Its true peak.
        peak: TruePeak,
        /// What was wanted by the meter.
        wanted: Loudness,
        /// The highest true peak that was wanted.
        ceiling: TruePeak,
    },
    /// What the encoder made is not the recording.
    #[error("`{program}` made a file that is not what it was given: {reason}")]
    Proof {
        /// The encoder.
        program: String,
        /// What is wrong with the file.
        reason: String,
    },
    /// A WAV file cannot be so long.
    #[error("it is too long for a WAV file, which holds 4 GiB")]
    TooLongForWav,
    /// Something stands where the result belongs.
    #[error("`{path}` is there already, and no file is replaced")]
    Exists {
        /// Where.
        path: Utf8PathBuf,
    },
    /// Something stands where a picture or a copy beside the result belongs.
    #[error("`{path}` is there already, and no file is replaced")]
    ExistsBeside {
        /// Where.
        path: Utf8PathBuf,
    },
    /// The result would take the place of the recording.
    #[error("`{path}` is the recording itself, which is never changed")]
    Itself {
        /// Where.
        path: Utf8PathBuf,
    },
    /// No program is there that encodes.
    #[error("no program that makes {encoding} is installed")]
    NoEncoder {
        /// What was to be made.
        encoding: Encoding,
    },
    /// The encoder failed.
    #[error("`{program}` failed{}", if .said.is_empty() { String::new() } else { format!(": {}", .said) })]
    Encoder {
        /// The encoder.
        program: String,
        /// The end of what it said.
        said: String,
    },
    /// The encoder could not be run.
    #[error("cannot run `{program}`")]
    Start {
        /// The encoder.
        program: String,
        /// Why.
        source: io::Error,
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

impl MasterError {
    /// Whether the recording is at fault, and not this machine.
    pub(crate) fn is_of_recording(&self) -> bool {
        matches!(
            self,
            Self::Recording(_)
                | Self::Silent
                | Self::Resampling(_)
                | Self::Channels(_)
                | Self::OutOfReach { .. }
                | Self::TooLongForWav
        )
    }

    /// Whether the command line asks for what cannot be.
    pub(crate) fn is_of_usage(&self) -> bool {
        matches!(self, Self::Exists { .. } | Self::ExistsBeside { .. } | Self::Itself { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_says_what_is_wrong_and_what_is_at_fault() {
        let (path, program) = (|| Utf8PathBuf::from("a.mp3"), || "lame".to_owned());
        let silence = || io::Error::from(io::ErrorKind::NotFound);
        let resampling = || MasterError::Resampling(ResamplingError::of("no ratio"));
        let out_of_reach = MasterError::OutOfReach {
            loudness: Loudness::from_lufs(-18.0),
            peak: TruePeak::from_dbtp(-1.5),
            wanted: Loudness::from_lufs(-16.0),
            ceiling: TruePeak::from_dbtp(-1.0),
        };
        let of_recording = [
            (MasterError::Recording(ProbeError::Empty), "the file is empty: it has no bytes at all"),
            (MasterError::Silent, "it is silent, or too short to have a loudness"),
            (resampling(), "the sample rate cannot be changed: no ratio"),
            (MasterError::Channels(9), "it has 9 channels; podwright mixes down up to 8"),
            (
                out_of_reach,
                "after four rounds it is at -18.0 LUFS with a true peak of -1.5 dBTP, instead of -16.0 LUFS below -1.0 dBTP",
            ),
            (MasterError::TooLongForWav, "it is too long for a WAV file, which holds 4 GiB"),
        ];
        let of_usage = [
            (MasterError::Exists { path: path() }, "`a.mp3` is there already, and no file is replaced"),
            (MasterError::ExistsBeside { path: path() }, "`a.mp3` is there already, and no file is replaced"),
            (MasterError::Itself { path: path() }, "`a.mp3` is the recording itself, which is never changed"),
        ];
        let of_machine = [
            (
                MasterError::Proof { program: program(), reason: "it is shorter".to_owned() },
                "`lame` made a file that is not what it was given: it is shorter",
            ),
            (MasterError::NoEncoder { encoding: Encoding::Mp3 }, "no program that makes mp3 is installed"),
            (MasterError::Encoder { program: program(), said: String::new() }, "`lame` failed"),
            (MasterError::Encoder { program: program(), said: "no room".to_owned() }, "`lame` failed: no room"),
            (MasterError::Start { program: program(), source: silence() }, "cannot run `lame`"),
            (MasterError::Disk { step: "write", path: path(), source: silence() }, "cannot write `a.mp3`"),
        ];
        let told = |errors: &[(MasterError, &str)], is_of_recording: bool, is_of_usage: bool| {
            for (error, expected) in errors {
                assert_eq!(error.to_string(), *expected);
                assert_eq!((error.is_of_recording(), error.is_of_usage()), (is_of_recording, is_of_usage), "{expected}");
            }
        };
        told(&of_recording, true, false);
        told(&of_usage, false, true);
        told(&of_machine, false, false);
    }
}
