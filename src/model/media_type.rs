//! Media types of sound, as enclosures name them.

use std::fmt;
use std::str::FromStr;

/// A media type under which podcast apps play sound.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MediaType(&'static str);

/// A type that no app plays.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not a media type that podcast apps play")]
pub struct MediaTypeError {
    /// What was found.
    pub found: String,
}

impl MediaType {
    /// Every one, the most usual first (Apple, "Podcast requirements"; the rest plays in most apps).
    pub const ALL: [Self; 9] = [
        Self("audio/mpeg"),
        Self("audio/x-m4a"),
        Self("audio/mp4"),
        Self("audio/aac"),
        Self("audio/ogg"),
        Self("audio/opus"),
        Self("audio/flac"),
        Self("audio/wav"),
        Self("audio/aiff"),
    ];

    /// The word for it in YAML and in the feed.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self.0 {
            "audio/mpeg" => "MP3",
            "audio/x-m4a" | "audio/mp4" => "M4A",
            other => other.strip_prefix("audio/").unwrap_or(other),
        }
    }

    /// The one that is meant by a wrong name in common use.
    pub fn meant_by(found: &str) -> Option<Self> {
        let right = match found.to_ascii_lowercase().as_str() {
            "audio/mp3" | "audio/mpeg3" | "audio/x-mpeg" | "audio/x-mp3" | "audio/mpg" | "mp3" => "audio/mpeg",
            "audio/m4a" | "audio/mp4a-latm" | "m4a" => "audio/x-m4a",
            "audio/x-wav" | "audio/wave" => "audio/wav",
            other => return Self::ALL.into_iter().find(|known| known.0 == other),
        };
        Some(Self(right))
    }
}

impl FromStr for MediaType {
    type Err = MediaTypeError;

    fn from_str(input: &str) -> Result<Self, MediaTypeError> {
        Self::ALL.into_iter().find(|known| known.0 == input).ok_or_else(|| MediaTypeError { found: input.to_owned() })
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
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
