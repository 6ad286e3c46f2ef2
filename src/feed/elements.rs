//! What the feed is made of: each element with the key that it comes from and who reads it. docs/feed.md is made of this list, and a test holds
//! it to the feed of a show that uses everything.

/// Where an element stands, the key that it comes from, and who reads it.
pub struct ElementEntry {
    /// Its name, such as `podcast:chat`.
    pub name: &'static str,
    /// The channel, an item, or another element.
    pub within: Within,
    /// The keys of podcast.yaml or episode.yaml; without any, it is measured or made.
    pub keys: &'static [&'static str],
    /// Who reads it.
    pub readers: Readers,
}

/// Where an element stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub enum Within {
    /// What is said of the show.
    Channel,
    /// What is said of an episode.
    Item,
}

/// Who reads an element.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Readers {
    /// Every app and directory.
    All,
    /// Apple Podcasts, and whoever follows it.
    Apple,
    /// Apple Podcasts, and apps that know the Podcast Namespace.
    AppleAndNamespace,
    /// Apps that know the Podcast Namespace, such as `AntennaPod`, Podverse or Fountain.
    Namespace,
    /// Spotify alone.
    Spotify,
    /// Spotify, AntennaPod and gPodder.
    Podlove,
    /// Readers of RSS in general.
    Rss,
}

impl Readers {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::All => "every app",
            Self::Apple => "Apple Podcasts, Spotify, and apps that follow Apple",
            Self::AppleAndNamespace => "Apple Podcasts, and apps with Podcasting 2.0",
            Self::Namespace => "apps with Podcasting 2.0",
            Self::Spotify => "Spotify",
            Self::Podlove => "Spotify, AntennaPod, gPodder",
            Self::Rss => "readers of RSS",
        }
    }
}

const fn channel(name: &'static str, keys: &'static [&'static str], readers: Readers) -> ElementEntry {
    ElementEntry { name, within: Within::Channel, keys, readers }
}

const fn item(name: &'static str, keys: &'static [&'static str], readers: Readers) -> ElementEntry {
    ElementEntry { name, within: Within::Item, keys, readers }
}

use Readers::{All, Apple, AppleAndNamespace, Namespace, Podlove, Rss, Spotify};

/// Every element, those of the channel first, each group by name.
pub const ELEMENTS: &[ElementEntry] = &[
    channel("atom:link", &["url", "hub"], All),
    channel("copyright", &["copyright"], Rss),
    channel("description", &["description"], All),
    channel("docs", &[], Rss),
    channel("generator", &[], Rss),
    channel("image", &["artwork"], All),
    channel("itunes:author", &["author"], Apple),
    channel("itunes:block", &["block"], Apple),
    channel("itunes:category", &["categories"], Apple),
    channel("itunes:complete", &["complete"], Apple),
    channel("itunes:explicit", &["explicit"], Apple),
    channel("itunes:image", &["artwork"], All),
    channel("itunes:new-feed-url", &["new_feed_url"], Apple),
    channel("itunes:owner", &["owner"], Apple),
    channel("itunes:type", &["type"], Apple),
    channel("language", &["language"], All),
    channel("lastBuildDate", &[], Rss),
    channel("link", &["link", "url"], All),
    channel("podcast:block", &["block_services", "allow_services"], Namespace),
    channel("podcast:chat", &["chat"], Namespace),
    channel("podcast:funding", &["funding"], Namespace),
    channel("podcast:guid", &["guid"], Namespace),
    channel("podcast:image", &["artwork", "images"], Namespace),
    channel("podcast:license", &["license"], Namespace),
    channel("podcast:location", &["locations"], Namespace),
    channel("podcast:locked", &["locked", "owner"], Namespace),
    channel("podcast:medium", &["medium"], Namespace),
    channel("podcast:person", &["people"], Namespace),
    channel("podcast:podping", &["podping"], Namespace),
    channel("podcast:podroll", &["podroll"], Namespace),
    channel("podcast:publisher", &["publisher"], Namespace),
    channel("podcast:socialInteract", &["social"], Namespace),
    channel("podcast:trailer", &["kind"], Namespace),
    channel("podcast:txt", &["txt"], AppleAndNamespace),
    channel("podcast:updateFrequency", &["updates", "complete"], Namespace),
    channel("podcast:value", &["value"], Namespace),
    channel("spotify:countryOfOrigin", &["spotify.countries"], Spotify),
    channel("spotify:limit", &["spotify.recent"], Spotify),
    channel("title", &["title"], All),
    item("content:encoded", &["content_note", "summary", "notes", "chapters"], All),
    item("description", &["content_note", "summary", "notes", "chapters"], All),
    item("enclosure", &["audio", "enclosure", "media_url"], All),
    item("guid", &["guid"], All),
    item("itunes:block", &["block"], Apple),
    item("itunes:duration", &[], All),
    item("itunes:episode", &["number"], Apple),
    item("itunes:episodeType", &["kind"], Apple),
    item("itunes:explicit", &["explicit"], Apple),
    item("itunes:image", &["artwork"], All),
    item("itunes:season", &["season"], Apple),
    item("link", &[], All),
    item("podcast:alternateEnclosure", &["alternates", "remote_alternates", "mirrors"], Namespace),
    item("podcast:chapters", &["chapters"], AppleAndNamespace),
    item("podcast:chat", &["chat"], Namespace),
    item("podcast:contentLink", &["content_links"], Namespace),
    item("podcast:episode", &["number", "display_number"], Namespace),
    item("podcast:funding", &["funding"], Namespace),
    item("podcast:image", &["artwork", "images"], Namespace),
    item("podcast:license", &["license"], Namespace),
    item("podcast:location", &["locations"], Namespace),
    item("podcast:person", &["people"], Namespace),
    item("podcast:season", &["season", "seasons.name"], Namespace),
    item("podcast:socialInteract", &["social"], Namespace),
    item("podcast:soundbite", &["soundbites"], Namespace),
    item("podcast:transcript", &["transcript"], AppleAndNamespace),
    item("podcast:txt", &["txt"], Namespace),
    item("podcast:value", &["value"], Namespace),
    item("psc:chapters", &["chapters"], Podlove),
    item("pubDate", &["date"], All),
    item("title", &["title"], All),
];

/// The list as a Markdown table.
pub fn table() -> String {
    let mut text = "| element | of | YAML key | who reads it |\n|---|---|---|---|\n".to_owned();
    for ElementEntry { name, within, keys, readers } in ELEMENTS {
        let of = match within {
            Within::Channel => "the show",
            Within::Item => "an episode",
        };
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        let keys = if keys.is_empty() { "made by podwright".to_owned() } else { keys.join(", ") };
        text.extend(["| `", name, "` | ", of, " | ", &keys, " | ", readers.words(), " |\n"]);
    }
    text
}
