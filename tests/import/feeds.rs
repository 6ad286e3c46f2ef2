//! Feeds in the style of hosts, and a web on which they lie.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::fakes::FakeNetwork;

use crate::support::TestShow;
use crate::support::in_process::run_in;
use crate::support::show::REPOSITORY;

/// The address of the old feed.
pub(crate) const OLD: &str = "https://feeds.zug.example/zug.rss";

/// The host of recordings and of everything else.
pub(crate) const HOST: &str = "https://media.zug.example";

/// A day after every date here.
pub(crate) const NOW: &str = "2026-04-01T00:00:00Z";

/// The namespaces, as careless hosts write them.
pub(crate) const RSS: &str = "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/DTDs/Podcast-1.0.dtd\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
    xmlns:podcast=\"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md\" \
    xmlns:psc=\"http://podlove.org/simple-chapters\" xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:x=\"https://x.example/\">";

/// What every channel here says.
pub(crate) const CHANNEL: &str = "<title>Zug &amp; Zeit</title><link>https://zug.example/</link><description>Trains, and how to drive one together.</description>\
    <language>en-GB</language><atom:link rel=\"self\" href=\"https://feeds.zug.example/zug.rss\"/><itunes:author>Zug team</itunes:author>\
    <itunes:category text=\"Society &amp; Culture\"/><itunes:explicit>false</itunes:explicit><itunes:image href=\"https://zug.example/cover.jpg\"/>";

/// A feed of a channel and items.
pub(crate) fn feed(channel: &str, items: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{RSS}<channel>{channel}\n{items}</channel></rss>\n")
}

/// An item with what nearly every host writes.
pub(crate) fn item(title: &str, guid: &str, date: &str, more: &str) -> String {
    let file = guid.replace([' ', '<', '>', '&'], "-");
    format!(
        "<item><title>{title}</title><guid isPermaLink=\"false\">{guid}</guid><pubDate>{date}</pubDate>\
         <enclosure url=\"https://media.zug.example/{file}.mp3\" length=\"4194304\" type=\"audio/mpeg\"/>\
         <itunes:duration>4:22</itunes:duration><description>About {title}.</description>{more}</item>\n"
    )
}

/// A feed with so many items, the newest first.
pub(crate) fn long_feed(count: usize) -> String {
    let mut items = String::new();
    for number in (1..=count).rev() {
        let (day, month) = (number % 28 + 1, ["Jan", "Feb", "Mar", "Apr", "May", "Jun"][(number / 28) % 6]);
        let date = format!("{day:02} {month} {} 07:00:00 +0100", 2005 + number / 168);
        let more = format!("<itunes:episode>{number}</itunes:episode><link>https://zug.example/{number}</link>");
        let _infallible =
            write!(items, "{}", item(&format!("Ep. {number}: stop {number}"), &format!("zug-{number}"), &date, &more));
    }
    feed(CHANNEL, &items)
}

/// What lies on the web, and what was asked for.
#[derive(Clone, Default)]
pub(crate) struct Web {
    files: BTreeMap<String, Vec<u8>>,
    pub(crate) asked: Arc<Mutex<Vec<String>>>,
}

impl Web {
    /// The cover alone.
    pub(crate) fn new() -> Self {
        let cover = std::fs::read(format!("{REPOSITORY}/episodes/cover.jpg")).unwrap();
        Self::default().with("https://zug.example/cover.jpg", cover)
    }

    pub(crate) fn with(mut self, url: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(url.to_owned(), bytes.into());
        self
    }

    pub(crate) fn network(&self) -> FakeNetwork {
        let web = self.clone();
        FakeNetwork::answering(move |url| {
            web.asked.lock().unwrap().push(url.to_owned());
            web.files.get(url).cloned().ok_or_else(|| io::Error::other("the server answers with 404"))
        })
    }
}

/// Runs the program in the show's folder with this web.
pub(crate) fn podwright(show: &TestShow, web: &Web, words: &[&str]) -> (Exit, String) {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    run_in(&root, &[words, &["--now", NOW]].concat(), |world| World { network: Arc::new(web.network()), ..world })
}

/// Imports the feed at [`OLD`] into the show's folder.
#[track_caller]
pub(crate) fn imported(show: &TestShow, web: &Web, feed: &str, more: &[&str]) -> String {
    let web = web.clone().with(OLD, feed);
    let (exit, text) = podwright(show, &web, &[&["import", OLD], more].concat());
    assert_eq!(exit, Exit::Fine, "{text}");
    text
}
