//! What a published feed names that can be asked for.

use std::collections::BTreeMap;

use url::Url;

use crate::check::live::live_feed::{LiveFeed, LiveFile, LiveItem};
use crate::feed::published::{Published, PublishedFile, PublishedItem};
use crate::model::identity::slug::Slug;

/// The addresses in a feed that is at `address`, to which relative ones are joined. `guids` are the episodes of the show, where it is here.
pub(in crate::engine::online::verify) fn live_feed(feed: &Published, address: &str, guids: &BTreeMap<String, Slug>) -> LiveFeed {
    let base = Url::parse(address).ok();
    let whole = |url: &String| web_address(base.as_ref(), url);
    LiveFeed {
        self_link: feed.feed_url.clone(),
        picture: feed.picture.as_ref().and_then(whole),
        items: feed.items.iter().map(|item| live_item(item, guids, &whole)).collect(),
    }
}

fn live_item(item: &PublishedItem, guids: &BTreeMap<String, Slug>, whole: &dyn Fn(&String) -> Option<String>) -> LiveItem {
    let file = |file: &PublishedFile| {
        Some(LiveFile { url: whole(&file.url)?, media_type: file.media_type.clone(), length: String::new() })
    };
    LiveItem {
        episode: item.guid.as_ref().and_then(|guid| guids.get(guid)).cloned(),
        guid: item.guid.clone(),
        date: item.date.as_ref().and_then(|date| date.moment),
        recording: item.enclosure.as_ref().and_then(|enclosure| {
            let url = whole(&enclosure.url)?;
            Some(LiveFile { url, media_type: enclosure.media_type.clone(), length: enclosure.length.clone() })
        }),
        chapters: item.chapters.as_ref().and_then(file),
        transcripts: item.transcripts.iter().filter_map(file).collect(),
        picture: item.picture.as_ref().and_then(whole),
        page: item.link.as_ref().and_then(whole),
    }
}

/// An address that can be asked: nothing else than http and https, and without a password, which is nobody's business here.
fn web_address(base: Option<&Url>, url: &str) -> Option<String> {
    let joined = match base {
        Some(base) => base.join(url).ok()?,
        None => Url::parse(url).ok()?,
    };
    let is_web = matches!(joined.scheme(), "http" | "https") && joined.username().is_empty() && joined.password().is_none();
    // An address is asked as it is written, as apps do; one with spaces or other letters they have to encode.
    let is_whole = Url::parse(url).is_ok() && joined.fragment().is_none() && url.bytes().all(|byte| byte.is_ascii_graphic());
    is_web.then(|| if is_whole { url.to_owned() } else { without_anchor(joined) })
}

fn without_anchor(mut url: Url) -> String {
    url.set_fragment(None);
    url.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_asked() {
        let base = Url::parse("https://a.example/show/feed.xml").unwrap();
        let case = |url: &str, expected: Option<&str>| assert_eq!(web_address(Some(&base), url).as_deref(), expected, "{url}");
        case("https://b.example/m.mp3?x=1", Some("https://b.example/m.mp3?x=1"));
        case("media/a.mp3", Some("https://a.example/show/media/a.mp3"));
        case("https://b.example/m.mp3#t=1", Some("https://b.example/m.mp3"));
        case("https://b.example/our show/é.mp3", Some("https://b.example/our%20show/%C3%A9.mp3"));
        case(" https://bücher.example/m.mp3\n", Some("https://xn--bcher-kva.example/m.mp3"));
        case("our show.mp3", Some("https://a.example/show/our%20show.mp3"));
        case("file:///etc/passwd", None);
        case("ftp://b.example/m.mp3", None);
        case("https://user:secret@b.example/m.mp3", None);
    }
}
