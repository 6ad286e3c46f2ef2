//! The same episode in another form.

use crate::model::key::Key;
use crate::model::media::alternate::{
    Alternate, AlternateError, AlternateLabels, AlternateMediaType, Integrity, MediaUri, RemoteAlternate,
};
use crate::source::reading::keys::{Keys, Record, from_keys};
use crate::source::reading::leaf::Leaf;
use crate::source::reading::leaves::leaves;
use crate::source::reading::shape::Shape;

from_keys!(Alternate, RemoteAlternate);

/// What both kinds have.
fn labels(keys: &mut Keys<'_, '_>) -> AlternateLabels {
    AlternateLabels {
        title: keys.optional(Key { name: "title", doc: "what apps call this form", example: "Small file" }),
        rel: keys.optional(Key {
            name: "rel",
            doc: "forms of the same content have the same word here",
            example: "sign-language",
        }),
        language: keys.optional(Key { name: "language", doc: "its language, where that is not the show's", example: "cy" }),
        height: keys.optional(Key { name: "height", doc: "height of the picture, in pixels", example: "1080" }),
    }
}

/// Where else the same bytes can be had.
const MIRRORS: Key = Key {
    name: "mirrors",
    doc: "where else the very same bytes can be had: web addresses, `ipfs:` or `magnet:`",
    example: "[https://mirror.example.org/one.mp3]",
};

impl Record for Alternate {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let file = keys.required(Key { name: "file", doc: "the file, in the episode's folder", example: "audio.opus" });
        let mirrors = keys.list(MIRRORS);
        let labels = labels(keys);
        Some(Self { file: file?, mirrors, labels })
    }
}

impl Record for RemoteAlternate {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let url = keys.required(Key { name: "url", doc: "where it is", example: "https://video.example.org/one.mp4" });
        let media_type = keys.required(Key { name: "type", doc: "its media type", example: "video/mp4" });
        let mirrors = keys.list(MIRRORS);
        let bytes = keys.optional(Key { name: "bytes", doc: "the size of the file; a stream has none", example: "10562995" });
        let bitrate = keys.optional(Key { name: "bitrate", doc: "the average rate, in bits per second", example: "681483" });
        let codecs = keys.optional(Key { name: "codecs", doc: "the codecs in it (RFC 6381)", example: "avc1.42E01E" });
        let integrity = keys.optional(Key {
            name: "integrity",
            doc: "the sum of its bytes (Subresource Integrity)",
            example: "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        });
        let labels = labels(keys);
        Some(Self { url: url?, mirrors, media_type: media_type?, bytes, bitrate, codecs, integrity, labels })
    }
}

leaves! {
    AlternateMediaType, AlternateError, "a media type",
        Shape::pattern(r"^((audio|video)/[-A-Za-z0-9.+]+|application/x-mpegURL|application/vnd\.apple\.mpegurl)$".to_owned()),
        "write it as servers do, such as `audio/opus`, `video/mp4` or `application/x-mpegURL`".to_owned();
    MediaUri, AlternateError, "an address",
        crate::source::values::address::web_or(r"ipfs://[-A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%]+|magnet:\?[-A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%]+"),
        "write the whole address, such as `https://mirror.example.org/one.mp3`".to_owned();
    Integrity, AlternateError, "a sum",
        Shape::pattern("^(sha256-[A-Za-z0-9+/]{43}=|sha384-[A-Za-z0-9+/]{64}|sha512-[A-Za-z0-9+/]{86}==)$".to_owned()),
        "copy it from whoever serves the file, or remove it".to_owned();
}
