//! What the bytes of an audio file are wrapped in.

use crate::model::keywords::keywords;

keywords! {
    /// What the bytes are wrapped in.
    pub enum Container {
        /// Bare MPEG audio frames, with or without tags.
        Mp3 = "mp3",
        /// MP4, M4A, M4B.
        Mp4 = "mp4",
        /// Bare AAC frames.
        Adts = "adts",
        /// Ogg.
        Ogg = "ogg",
        /// FLAC.
        Flac = "flac",
        /// RIFF WAVE and RF64.
        Wav = "wav",
        /// AIFF and AIFF-C.
        Aiff = "aiff",
    }
}
