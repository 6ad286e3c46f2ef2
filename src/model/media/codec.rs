//! How audio is coded.

use crate::model::keywords::keywords;

keywords! {
    /// How the sound is coded.
    pub enum Codec {
        /// MPEG audio layer III.
        Mp3 = "mp3",
        /// MPEG-4 AAC, low complexity.
        AacLc = "aac-lc",
        /// MPEG-4 AAC with spectral band replication; its loudness is not measured.
        HeAac = "he-aac",
        /// Apple Lossless.
        Alac = "alac",
        /// Free Lossless Audio Codec.
        Flac = "flac",
        /// Vorbis.
        Vorbis = "vorbis",
        /// Opus; its loudness is not measured.
        Opus = "opus",
        /// Uncompressed samples.
        Pcm = "pcm",
        /// Something else.
        Other = "other",
    }
}
