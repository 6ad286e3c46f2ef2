//! When two written values mean the same to apps.

use crate::feed::published::address::comparable;
use crate::feed::published::words;

/// Two texts with the same words, in HTML or not, and links to the same places.
pub(in crate::feed) fn same_text(old: &str, new: &str) -> bool {
    old == new || words::read(old) == words::read(new)
}

/// Two texts with the same words.
pub(in crate::feed) fn same_words(old: &str, new: &str) -> bool {
    old == new || words::read(old).words == words::read(new).words
}

/// Two addresses of one thing, each below the base of its own feed: a show that moves as a whole is told once.
pub(in crate::feed) fn same_address((old, old_base): (&str, &str), (new, new_base): (&str, &str)) -> bool {
    let (old, new) = (comparable(old), comparable(new));
    let below = |url: &str, base: &str| {
        let path = (!base.is_empty()).then(|| url.strip_prefix(base)).flatten();
        path.map(str::to_owned)
    };
    old == new || below(&old, old_base).is_some_and(|path| below(&new, new_base) == Some(path))
}

/// The folder in which a feed is: `https://a.example/show/` for `https://a.example/show/feed.xml`.
pub(in crate::feed) fn base(feed: Option<&str>) -> String {
    let Some(feed) = feed.map(comparable) else { return String::new() };
    let start = feed.find("://").map_or(0, |at| at + "://".len());
    feed[start..].rfind('/').map(|slash| feed[..=start + slash].to_owned()).unwrap_or_default()
}

/// `1:02:03`, `62:03`, `3723` and `3723.5` in seconds.
pub(in crate::feed) fn seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let parts: Option<Vec<u64>> = whole.split(':').map(|part| part.trim().parse().ok()).collect();
    let parts = parts.filter(|parts| (1..=3).contains(&parts.len()))?;
    parts.iter().try_fold(0_u64, |sum, part| sum.checked_mul(60)?.checked_add(*part))
}

/// Whether the words are called explicit; `None` where nobody can tell.
pub(in crate::feed) fn explicit(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" | "explicit" => Some(true),
        "no" | "false" | "clean" => Some(false),
        _ => None,
    }
}

/// A media type by the name that apps treat alike.
pub(in crate::feed) fn media_type(text: &str) -> String {
    let essence = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "audio/mp3" | "audio/mpeg3" | "audio/x-mp3" | "audio/x-mpeg" | "audio/mpg" => "audio/mpeg".to_owned(),
        "audio/m4a" | "audio/x-m4a" | "audio/mp4a-latm" => "audio/mp4".to_owned(),
        _ => essence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_value_are_alike() {
        assert!(same_text("<p>A &amp; B</p>", "A & B"));
        assert!(!same_text("<a href='https://a.example/1'>A</a>", "<a href='https://a.example/2'>A</a>"));
        assert!(same_words("<a href='https://a.example/1'>A</a>", "A"));
        assert_eq!(
            ["1:02:03", "62:03", "3723", "3723.5", "0"].map(seconds),
            [Some(3723), Some(3723), Some(3723), Some(3723), Some(0)]
        );
        assert_eq!(["", "soon", "1:2:3:4", "-5", "1.", "99999999999999999999"].map(seconds), [None; 6]);
        assert_eq!([explicit("Yes"), explicit("clean"), explicit("maybe")], [Some(true), Some(false), None]);
        assert_eq!(media_type("Audio/MP3; charset=x"), "audio/mpeg");
    }

    #[test]
    fn what_lies_below_the_feed_moves_with_it() {
        let (old, new) = (base(Some("https://a.example/old/feed.xml")), base(Some("https://b.example/feed.xml")));
        assert_eq!((old.as_str(), new.as_str(), base(None).as_str()), ("https://a.example/old/", "https://b.example/", ""));
        assert!(same_address(("https://a.example/old/media/1.mp3", &old), ("https://b.example/media/1.mp3", &new)));
        assert!(same_address(("https://c.example/1.mp3", &old), ("https://c.example/1.mp3", &new)));
        assert!(!same_address(("https://a.example/media/1.mp3", &old), ("https://b.example/media/1.mp3", &new)));
        assert!(!same_address(("https://c.example/1.mp3", &old), ("https://c.example/2.mp3", &new)));
        assert!(!same_address(("https://a.example/old/1.mp3", &old), ("https://b.example/2.mp3", &new)));
    }
}
