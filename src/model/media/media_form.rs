//! Kinds of media files, with the names and media types under which they are served.

use crate::model::keywords::keywords;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;

keywords! {
    /// A kind of sound or film, by the end of the name under which it is served.
    pub enum MediaForm {
        /// MP3.
        Mp3 = "mp3",
        /// AAC in MP4.
        M4a = "m4a",
        /// AAC alone.
        Aac = "aac",
        /// Opus in Ogg.
        Opus = "opus",
        /// Vorbis in Ogg.
        Ogg = "ogg",
        /// FLAC.
        Flac = "flac",
        /// WAV.
        Wav = "wav",
        /// AIFF.
        Aiff = "aiff",
        /// Film in MP4.
        Mp4 = "mp4",
        /// Film in MP4, as Apple names it.
        M4v = "m4v",
        /// Film in `QuickTime`.
        Mov = "mov",
        /// Film in `WebM`.
        Webm = "webm",
    }
}

impl MediaForm {
    /// The media type: for MP3, MP4 and `QuickTime` that of Apple's "A Podcaster's Guide to RSS" (`enclosure`). Other spellings, such as
    /// `audio/mp3` or `audio/m4a`, are refused by some readers.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/x-m4a",
            Self::Aac => "audio/aac",
            Self::Opus => "audio/opus",
            Self::Ogg => "audio/ogg",
            Self::Flac => "audio/flac",
            Self::Wav => "audio/wav",
            Self::Aiff => "audio/aiff",
            Self::Mp4 => "video/mp4",
            Self::M4v => "video/x-m4v",
            Self::Mov => "video/quicktime",
            Self::Webm => "video/webm",
        }
    }

    /// The kind that measured sound is. Apple shows no episode whose main file is none of the first two; the others are named truthfully all
    /// the same.
    pub fn of(container: Container, codec: Codec) -> Self {
        match (container, codec) {
            (Container::Mp3, _) => Self::Mp3,
            (Container::Mp4, _) => Self::M4a,
            (Container::Adts, _) => Self::Aac,
            (Container::Ogg, Codec::Opus) => Self::Opus,
            (Container::Ogg, _) => Self::Ogg,
            (Container::Flac, _) => Self::Flac,
            (Container::Wav, _) => Self::Wav,
            (Container::Aiff, _) => Self::Aiff,
        }
    }

    /// Whether an episode's main file may be of this kind: apps play no other everywhere.
    pub fn is_main(self) -> bool {
        matches!(self, Self::Mp3 | Self::M4a)
    }

    /// Whether it holds pictures too.
    pub fn is_film(self) -> bool {
        matches!(self, Self::Mp4 | Self::M4v | Self::Mov | Self::Webm)
    }
}
