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
        /// xHE-AAC: Unified Speech and Audio Coding (USAC).
        XheAac = "xhe-aac",
        /// MPEG-4 AAC Main.
        AacMain = "aac-main",
        /// MPEG-4 AAC, low delay.
        AacLd = "aac-ld",
        /// MPEG-4 AAC, enhanced low delay.
        AacEld = "aac-eld",
        /// MPEG-4 Audio Lossless Coding.
        Als = "mpeg4-als",
        /// MPEG audio layer I.
        Mp1 = "mp1",
        /// MPEG audio layer II.
        Mp2 = "mp2",
        /// Dolby Digital (AC-3).
        Ac3 = "ac-3",
        /// Dolby Digital Plus (E-AC-3).
        Eac3 = "e-ac-3",
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

impl Codec {
    /// What people call it where podwright recognises it and cannot decode it; `None` for what it decodes, and for what it does not know.
    pub fn undecoded_name(self) -> Option<&'static str> {
        Some(match self {
            Self::HeAac => "AAC with spectral band replication (HE-AAC)",
            Self::XheAac => "xHE-AAC (USAC)",
            Self::AacMain => "AAC Main",
            Self::AacLd => "AAC Low Delay (AAC-LD)",
            Self::AacEld => "AAC Enhanced Low Delay (AAC-ELD)",
            Self::Als => "MPEG-4 Audio Lossless Coding (ALS)",
            Self::Mp1 => "MPEG audio of layer I (MP1)",
            Self::Mp2 => "MPEG audio of layer II (MP2)",
            Self::Ac3 => "Dolby Digital (AC-3)",
            Self::Eac3 => "Dolby Digital Plus (E-AC-3)",
            Self::Opus => "Opus",
            Self::Mp3 | Self::AacLc | Self::Alac | Self::Flac | Self::Vorbis | Self::Pcm | Self::Other => return None,
        })
    }
}
