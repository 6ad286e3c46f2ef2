//! A recording that is kept elsewhere.

use crate::model::keywords::KeywordError;
use crate::model::media::media_type::MediaType;
use crate::source::reading::leaf::Leaf;
use crate::source::reading::shape::Shape;

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
