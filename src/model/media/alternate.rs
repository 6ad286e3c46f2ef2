//! The same episode in another form: a smaller file, another format, a video (Podcast Namespace,
//! `docs/tags/alternate-enclosure.md`).

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use crate::model::files::show_path::ShowPath;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::language::Language;
use crate::model::wording::text::Text;

/// A file of the show that is served beside the main one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Alternate {
    /// The file.
    pub file: ShowPath,
    /// Where else the same bytes can be had.
    pub mirrors: Vec<MediaUri>,
    /// What apps call it, and what belongs with it.
    pub labels: AlternateLabels,
}

/// Sound or film that is served elsewhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RemoteAlternate {
    /// Where it is.
    pub url: HttpUrl,
    /// Where else the same bytes can be had.
    pub mirrors: Vec<MediaUri>,
    /// Its media type.
    pub media_type: AlternateMediaType,
    /// Size of the file (bytes); `None` for a stream.
    pub bytes: Option<NonZeroU32>,
    /// Average rate (bit/s).
    pub bitrate: Option<NonZeroU32>,
    /// The codecs in it (RFC 6381).
    pub codecs: Option<Text>,
    /// Hash of the bytes.
    pub integrity: Option<Integrity>,
    /// What apps call it, and what belongs with it.
    pub labels: AlternateLabels,
}

/// What apps call another form, and what belongs with it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AlternateLabels {
    /// What apps call it; at most 32 characters in the feed.
    pub title: Option<Text>,
    /// Forms of the same content have the same word here; at most 32 characters in the feed.
    pub rel: Option<Text>,
    /// The language, where it is not the show's.
    pub language: Option<Language>,
    /// Height of the picture (pixels).
    pub height: Option<NonZeroU32>,
}

/// Longest title or group of another form (characters). Podcast Namespace, `docs/tags/alternate-enclosure.md`.
pub const LABEL_MAX: usize = 32;

/// A media type of sound, film or a playlist of streams, such as `audio/opus`.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct AlternateMediaType(String);

/// Where bytes can be had: on the web, on IPFS, or by a magnet link.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct MediaUri(String);

/// A hash as Subresource Integrity writes it (<https://www.w3.org/TR/SRI/>, section 3.5), such as `sha256-…=`.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Integrity(String);

/// Why a value was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AlternateError {
    /// Not a media type.
    #[error("not a media type of sound or film, such as `audio/opus` or `video/mp4`")]
    MediaType,
    /// Not an address.
    #[error("not an address that begins with `https:`, `http:`, `ipfs:` or `magnet:`")]
    Uri,
    /// Not a hash.
    #[error("not a sum such as `sha256-` and 44 characters of base 64")]
    Integrity,
}

/// Media types of playlists of streams, which name neither sound nor film.
const PLAYLISTS: [&str; 2] = ["application/x-mpegURL", "application/vnd.apple.mpegurl"];

impl FromStr for AlternateMediaType {
    type Err = AlternateError;

    fn from_str(input: &str) -> Result<Self, AlternateError> {
        let name = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".+-".contains(&b));
        let fits =
            ["audio/", "video/"].iter().any(|kind| input.strip_prefix(kind).is_some_and(name)) || PLAYLISTS.contains(&input);
        if fits { Ok(Self(input.to_owned())) } else { Err(AlternateError::MediaType) }
    }
}

impl FromStr for MediaUri {
    type Err = AlternateError;

    fn from_str(input: &str) -> Result<Self, AlternateError> {
        if input.parse::<HttpUrl>().is_ok() {
            return Ok(Self(input.to_owned()));
        }
        let rest = ["ipfs://", "magnet:?"].iter().find_map(|start| input.strip_prefix(start)).ok_or(AlternateError::Uri)?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b);
        if !rest.is_empty() && rest.bytes().all(plain) { Ok(Self(input.to_owned())) } else { Err(AlternateError::Uri) }
    }
}

/// The kinds of hash, with the characters of base 64 that each has, and how many `=` end them.
const HASHES: [(&str, usize, &str); 3] = [("sha256-", 43, "="), ("sha384-", 64, ""), ("sha512-", 86, "==")];

impl FromStr for Integrity {
    type Err = AlternateError;

    fn from_str(input: &str) -> Result<Self, AlternateError> {
        let of_kind = |(kind, letters, end): &(&str, usize, &str)| {
            let hash = input.strip_prefix(kind).and_then(|rest| rest.strip_suffix(end));
            hash.is_some_and(|hash| {
                hash.len() == *letters && hash.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/".contains(&b))
            })
        };
        if HASHES.iter().any(of_kind) { Ok(Self(input.to_owned())) } else { Err(AlternateError::Integrity) }
    }
}

macro_rules! shown {
    ($($name:ident),+) => { $(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+ };
}

shown!(AlternateMediaType, MediaUri, Integrity);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_is_of_sound_or_film() {
        for good in ["audio/opus", "video/mp4", "audio/x-m4a", "application/x-mpegURL"] {
            assert_eq!(good.parse::<AlternateMediaType>().unwrap().to_string(), good);
        }
        for bad in ["", "audio", "audio/", "text/html", "audio/ogg; codecs=opus", "application/x-mpegurl"] {
            assert_eq!(bad.parse::<AlternateMediaType>(), Err(AlternateError::MediaType), "{bad}");
        }
    }

    #[test]
    fn a_mirror_is_on_the_web_or_beside_it() {
        for good in ["https://example.org/a.mp3", "http://a.onion/a.mp3", "ipfs://bafy/a.mp3", "magnet:?xt=urn:btih:00&dn=a"] {
            assert_eq!(good.parse::<MediaUri>().unwrap().to_string(), good);
        }
        for bad in ["", "ipfs://", "magnet:a", "javascript:alert(1)", "ftp://example.org/a", "ipfs://a b", "ipfs://é"] {
            assert_eq!(bad.parse::<MediaUri>(), Err(AlternateError::Uri), "{bad}");
        }
    }

    #[test]
    fn a_sum_has_the_length_of_its_kind() {
        let hash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(hash.parse::<Integrity>().unwrap().to_string(), hash);
        for bad in ["", "47DEQ=", &hash[..hash.len() - 1], &hash.replace("256", "512"), &hash.replace('+', "-")] {
            assert_eq!(bad.parse::<Integrity>(), Err(AlternateError::Integrity), "{bad}");
        }
    }
}
