//! What is wrong with a recording.

use std::fmt;
use std::str::FromStr;

use crate::model::keywords::keywords;

/// Something wrong in an audio file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AudioFault {
    /// What kind of fault it is; each kind is a rule of the same name.
    pub kind: AudioFaultKind,
    /// What was found, in words and numbers: "the file ends inside a frame: 87.3 s of 187.9 s are missing".
    pub message: String,
    /// Where, from the start of the file (bytes).
    pub offset: Option<u64>,
}

/// A line that is no fault.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a fault of a recording, such as `reservoir-gap at 1234: what was found`")]
pub struct AudioFaultError;

/// In one line, as podcast.lock keeps it: `reservoir-gap at 1234: what was found`. A line for each of its values would be alike in many entries.
impl fmt::Display for AudioFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, message, offset } = self;
        f.write_str(kind.as_str())?;
        if let Some(offset) = offset {
            write!(f, " at {offset}")?;
        }
        write!(f, ": {message}")
    }
}

impl FromStr for AudioFault {
    type Err = AudioFaultError;

    fn from_str(line: &str) -> Result<Self, AudioFaultError> {
        let (head, message) = line.split_once(": ").ok_or(AudioFaultError)?;
        let (kind, offset) = match head.split_once(" at ") {
            Some((kind, offset)) => (kind, Some(offset.parse().map_err(|_| AudioFaultError)?)),
            None => (head, None),
        };
        Ok(Self { kind: kind.parse().map_err(|_| AudioFaultError)?, message: message.to_owned(), offset })
    }
}

keywords! {
    /// The kinds of fault that measuring finds; the keyword is the id of the rule of the same name.
    pub enum AudioFaultKind {
        /// The file has no bytes.
        EmptyAudio = "empty-audio",
        /// Nothing in the file is audio that podwright knows.
        NotAudio = "not-audio",
        /// The bytes are of another format than the file's name says.
        WrongExtension = "wrong-extension",
        /// The file ends before its sound does.
        TruncatedAudio = "truncated-audio",
        /// Bytes between frames that are no frames.
        GarbageInAudio = "garbage-in-audio",
        /// Frames that cannot be decoded.
        UnreadableFrames = "unreadable-frames",
        /// A Xing, Info, VBRI or `mvhd` header that disagrees with the frames.
        LyingHeader = "lying-header",
        /// Variable bit rate without a table to seek by.
        NoSeekTable = "no-seek-table",
        /// The frame scanner and the decoder counted different lengths.
        CountsDisagree = "counts-disagree",
        /// The encoder's checksum over the music does not match.
        ChecksumMismatch = "checksum-mismatch",
        /// Two files joined: a second header in the middle.
        JoinedFiles = "joined-files",
        /// Sample rate or channels change on the way.
        FormatChange = "format-change",
        /// Frames that need bytes of earlier frames which are not there.
        ReservoirGap = "reservoir-gap",
        /// A codec that podwright recognises and does not decode.
        NotMeasured = "not-measured",
        /// A library failed on these bytes.
        DecoderPanic = "decoder-panic",
        /// More tracks of sound than apps play.
        SecondAudioTrack = "second-audio-track",
        /// Moving pictures beside the sound.
        VideoTrack = "video-track",
        /// Tags that podwright 0.1 wrote in a form that some players misread.
        TagsMisread = "tags-misread",
        /// Tags with a path or an address of the person who edited the recording.
        PrivateTags = "private-tags",
        /// One of two channels has nothing to hear.
        SilentChannel = "silent-channel",
        /// Two channels that cancel each other out.
        OppositePhase = "opposite-phase",
        /// One of two channels is much quieter.
        ChannelImbalance = "channel-imbalance",
        /// Sound that stops and goes on within a word.
        Dropout = "dropout",
        /// A part that is much louder or quieter than the one before it.
        LevelJump = "level-jump",
        /// Nothing but a tone or a noise that never changes.
        ToneNotSpeech = "tone-not-speech",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_one_line_reads_back() {
        let kind = AudioFaultKind::ReservoirGap;
        for offset in [None, Some(7)] {
            let fault = AudioFault { kind, message: "one: two at 3".to_owned(), offset };
            assert_eq!(fault.to_string().parse(), Ok(fault));
        }
        for wrong in ["", "reservoir-gap", "no-such-fault: x", "reservoir-gap at x: y"] {
            assert_eq!(wrong.parse::<AudioFault>(), Err(AudioFaultError), "{wrong}");
        }
    }
}
