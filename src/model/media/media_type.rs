//! Media types of sound, as enclosures name them.

use crate::model::keywords::keywords;

keywords! {
    /// A media type under which podcast apps play audio, the most usual first (Apple, "Podcast requirements"; the rest plays in most apps).
    pub enum MediaType else "not a media type that podcast apps play" {
        /// MP3.
        Mpeg = "audio/mpeg",
        /// AAC in MP4, as Apple names it.
        XM4a = "audio/x-m4a",
        /// AAC in MP4.
        Mp4 = "audio/mp4",
        /// AAC alone.
        Aac = "audio/aac",
        /// Ogg.
        Ogg = "audio/ogg",
        /// Opus.
        Opus = "audio/opus",
        /// FLAC.
        Flac = "audio/flac",
        /// WAV.
        Wav = "audio/wav",
        /// AIFF.
        Aiff = "audio/aiff",
    }
}

impl MediaType {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mpeg => "MP3",
            Self::XM4a | Self::Mp4 => "M4A",
            other => other.as_str().strip_prefix("audio/").unwrap_or(other.as_str()),
        }
    }

    /// The one that is meant by a wrong name in common use.
    pub fn meant_by(found: &str) -> Option<Self> {
        match found.to_ascii_lowercase().as_str() {
            "audio/mp3" | "audio/mpeg3" | "audio/x-mpeg" | "audio/x-mp3" | "audio/mpg" | "mp3" => Some(Self::Mpeg),
            "audio/m4a" | "audio/mp4a-latm" | "m4a" => Some(Self::XM4a),
            "audio/x-wav" | "audio/wave" => Some(Self::Wav),
            other => other.parse().ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_wrong_names() {
        assert_eq!("audio/mpeg".parse::<MediaType>().unwrap().name(), "MP3");
        assert!("audio/mp3".parse::<MediaType>().is_err());
        assert_eq!(MediaType::meant_by("audio/mp3").unwrap().as_str(), "audio/mpeg");
        assert_eq!(MediaType::meant_by("Audio/OGG").unwrap().as_str(), "audio/ogg");
        assert_eq!(MediaType::meant_by("text/html"), None);
    }
}
