//! What is wrong with a recording.

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
    }
}
