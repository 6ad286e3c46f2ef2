//! A recording that is kept elsewhere.

use crate::model::keywords::KeywordError;
use crate::model::media_type::MediaType;
use crate::model::remote_audio::RemoteAudio;
use crate::source::chapter::Start;
use crate::source::keys::{Keys, Record, from_keys};
use crate::source::leaf::Leaf;
use crate::source::shape::{Key, Shape};

from_keys!(RemoteAudio);

impl Record for RemoteAudio {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let url = keys.required(Key {
            name: "url",
            doc: "where apps fetch it; the address of a published episode never changes",
            example: "https://old.example.org/one.mp3",
        });
        let bytes = keys.required(Key { name: "bytes", doc: "its size, the `length` of its old feed", example: "4194304" });
        let media_type = keys.required(Key { name: "type", doc: "its media type", example: "audio/mpeg" });
        let duration = keys.optional(Key { name: "duration", doc: "how long it plays", example: "4:22" });
        Some(Self { url: url?, bytes: bytes?, media_type: media_type?, duration: duration.map(|Start(time)| time) })
    }
}

impl Leaf for MediaType {
    const NEEDED: &'static str = "a media type such as `audio/mpeg`";

    fn shape() -> Shape {
        Shape::words(Self::ALL.iter().map(|known| known.as_str()))
    }

    fn help(found: &str, _error: &KeywordError) -> String {
        match Self::meant_by(found) {
            Some(meant) => format!("write `{meant}`"),
            None => "write `audio/mpeg` for MP3, `audio/x-m4a` for M4A".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::cases::{bad, good};

    #[test]
    fn reads_what_the_old_feed_says() {
        let url = "url: https://old.example.org/1.mp3";
        let enclosure = good(&format!("enclosure: {{{url}, bytes: 9, type: audio/mpeg, duration: 1:02}}")).enclosure.unwrap();
        assert_eq!((enclosure.url.as_str(), enclosure.bytes.get()), ("https://old.example.org/1.mp3", 9));
        assert_eq!(enclosure.length().unwrap().whole_seconds(), 62);
        assert_eq!(good(&format!("enclosure: {{{url}, bytes: 9, type: audio/mpeg}}")).enclosure.unwrap().length(), None);
        let wrong = "5:65 `enclosure.type`: `audio/mp3` is not a media type that podcast apps play | write `audio/mpeg`";
        bad(&format!("enclosure: {{{url}, bytes: 9, type: audio/mp3}}"), wrong);
    }
}
