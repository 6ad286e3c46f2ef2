//! The name and the media type under which sound is served.

use crate::model::audio_facts::{AudioFacts, Codec, Container};

/// The end of the file's name and the media type. For MP3 and MP4 they are the pair of Apple's "A Podcaster's Guide to RSS"
/// (`enclosure`): other spellings, such as `audio/mp3` or `audio/m4a`, are refused by some readers. Apple shows no episode whose name
/// ends otherwise; the others are named truthfully all the same.
pub(super) fn naming(facts: &AudioFacts) -> (&'static str, &'static str) {
    match (facts.container, facts.codec) {
        (Container::Mp3, _) => ("mp3", "audio/mpeg"),
        (Container::Mp4, _) => ("m4a", "audio/x-m4a"),
        (Container::Adts, _) => ("aac", "audio/aac"),
        (Container::Ogg, Codec::Opus) => ("opus", "audio/opus"),
        (Container::Ogg, _) => ("ogg", "audio/ogg"),
        (Container::Flac, _) => ("flac", "audio/flac"),
        (Container::Wav, _) => ("wav", "audio/wav"),
        (Container::Aiff, _) => ("aiff", "audio/aiff"),
    }
}
