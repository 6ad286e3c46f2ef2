//! What the feed is made of: each element with the key that it comes from, who reads it, and how it is written. The feed and docs/feed.md
//! are made of this list, and a test holds it to the feed of a show that uses everything.

use crate::feed::alternates;
use crate::feed::chapters;
use crate::feed::element::Element;
use crate::feed::payment::value;
use crate::feed::people::{people, person};
use crate::feed::pictures::{further_image, image, remote_image};
use crate::feed::remote_item::remote_item;
use crate::feed::shown::Shown;
use crate::feed::transcripts;
use crate::feed::values::{
    blocks, chat, comments, content_link, funding, license, location, locked, soundbite, trailer, txt, update_frequency,
};
use crate::feed::wording::line;
use crate::layout::TranscriptForm;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::show::Show;
use crate::model::web::http_url::HttpUrl;
use crate::seal::{Sealed, SealedEpisode};

/// Where an element stands, the key that it comes from, and who reads it.
#[cfg_attr(not(any(test, feature = "test-support")), expect(dead_code, reason = "docs/feed.md is written by a test"))]
pub struct ElementEntry {
    /// Its name, such as `podcast:chat`.
    pub name: &'static str,
    /// The channel, an item, or another element.
    pub within: Within,
    /// The keys of podcast.yaml or episode.yaml; without any, it is measured or made.
    pub keys: &'static [&'static str],
    /// Who reads it.
    pub readers: Readers,
    /// What it has of its keys.
    pub shown: Shown,
    /// Other programs that do not hand its values on, of those that the tests read feeds with: `feedsmith`; `badpod@rel` where it is an
    /// attribute; `partytime+` where it is every element but the first.
    pub unread: &'static [&'static str],
    /// How it is written.
    writer: Writer,
}

impl ElementEntry {
    /// With what it has of its keys, where that is not the value of the first one.
    const fn shown(mut self, shown: Shown) -> Self {
        self.shown = shown;
        self
    }

    /// With the programs that do not hand it on.
    const fn unread(mut self, unread: &'static [&'static str]) -> Self {
        self.unread = unread;
        self
    }
}

/// How an element is written: as often as there is a value for it.
#[derive(Clone, Copy)]
enum Writer {
    /// By the types of the rss crate, in `channel` and `item`.
    Rss,
    /// From the show.
    OfChannel(fn(&Sealed) -> Vec<Element>),
    /// From an episode of the show.
    OfItem(fn(&Show, &SealedEpisode) -> Vec<Element>),
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
    #[cfg(any(test, feature = "test-support"))]
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

/// The elements of the channel that the rss crate has no types for.
pub(super) fn of_channel(sealed: &Sealed) -> Vec<Element> {
    let written = |entry: &ElementEntry| match entry.writer {
        Writer::OfChannel(write) => write(sealed).into_iter().map(|element| element.named(entry.name)).collect(),
        Writer::Rss | Writer::OfItem(_) => Vec::new(),
    };
    ELEMENTS.iter().flat_map(written).collect()
}

/// The elements of an item that the rss crate has no types for.
pub(super) fn of_item(show: &Show, sealed: &SealedEpisode) -> Vec<Element> {
    let written = |entry: &ElementEntry| match entry.writer {
        Writer::OfItem(write) => write(show, sealed).into_iter().map(|element| element.named(entry.name)).collect(),
        Writer::Rss | Writer::OfChannel(_) => Vec::new(),
    };
    ELEMENTS.iter().flat_map(written).collect()
}

type YamlKeys = &'static [&'static str];

const fn entry(name: &'static str, within: Within, keys: YamlKeys, readers: Readers, writer: Writer) -> ElementEntry {
    ElementEntry { name, within, keys, readers, shown: Shown::Key, unread: &[], writer }
}

const fn channel(name: &'static str, keys: YamlKeys, readers: Readers, write: fn(&Sealed) -> Vec<Element>) -> ElementEntry {
    entry(name, Within::Channel, keys, readers, Writer::OfChannel(write))
}

const fn rss_channel(name: &'static str, keys: YamlKeys, readers: Readers) -> ElementEntry {
    entry(name, Within::Channel, keys, readers, Writer::Rss)
}

const fn item(
    name: &'static str,
    keys: YamlKeys,
    readers: Readers,
    write: fn(&Show, &SealedEpisode) -> Vec<Element>,
) -> ElementEntry {
    entry(name, Within::Item, keys, readers, Writer::OfItem(write))
}

const fn rss_item(name: &'static str, keys: YamlKeys, readers: Readers) -> ElementEntry {
    entry(name, Within::Item, keys, readers, Writer::Rss)
}

/// An element for each value.
fn each<'a, T: 'a>(values: impl IntoIterator<Item = &'a T>, write: impl Fn(&T) -> Element) -> Vec<Element> {
    values.into_iter().map(write).collect()
}

fn one_if(is_there: bool, element: impl FnOnce() -> Element) -> Vec<Element> {
    is_there.then(element).into_iter().collect()
}

use Shown::{Group, Made};

use Readers::{All, Apple, AppleAndNamespace, Namespace, Podlove, Rss, Spotify};

const CHAT: Shown = Group(&[("server", "server"), ("protocol", "protocol"), ("accountId", "account"), ("space", "space")]);
const FUNDING: Shown = Group(&[("", "text"), ("url", "url")]);
const TXT: Shown = Group(&[("", "text"), ("purpose", "purpose")]);

/// Every element, those of the channel first, each group by name.
pub const ELEMENTS: &[ElementEntry] =
    &[
        channel("atom:link", &["url", "feed_file", "hub"], All, |sealed| {
            let link =
                Element::empty().with("href", sealed.feed_url().as_str()).with("rel", "self").with("type", "application/rss+xml");
            let hub = each(&sealed.show().hub, |hub| Element::empty().with("href", hub.as_str()).with("rel", "hub"));
            std::iter::once(link).chain(hub).collect()
        })
        .shown(Made)
        .unread(&["feedparser@type", "partytime@rel", "partytime@type"]),
        rss_channel("copyright", &["copyright"], Rss).unread(&["podcastparser"]),
        rss_channel("description", &["description"], All).shown(Made),
        rss_channel("docs", &[], Rss).shown(Made).unread(&["badpod", "partytime", "podcastparser"]),
        rss_channel("generator", &[], Rss).shown(Made),
        rss_channel("image", &["artwork"], All).shown(Made).unread(&["badpod", "feedparser", "podcastparser"]),
        rss_channel("itunes:author", &["author"], Apple).unread(&["feedparser"]),
        rss_channel("itunes:block", &["block"], Apple).unread(&["feedparser", "podcastparser"]),
        rss_channel("itunes:category", &["categories"], Apple).shown(Made).unread(&["feedparser"]),
        rss_channel("itunes:complete", &["complete"], Apple).unread(&["podcastparser"]),
        rss_channel("itunes:explicit", &["explicit"], Apple).unread(&["feedparser"]),
        rss_channel("itunes:image", &["artwork"], All).shown(Made),
        rss_channel("itunes:new-feed-url", &["new_feed_url"], Apple),
        rss_channel("itunes:owner", &["owner"], Apple).shown(Group(&[("name", "name"), ("email", "email")])),
        rss_channel("itunes:type", &["type"], Apple),
        rss_channel("language", &["language"], All),
        rss_channel("lastBuildDate", &[], Rss).shown(Made).unread(&["podcastparser"]),
        rss_channel("link", &["link", "url"], All).shown(Made),
        channel("podcast:block", &["block_services", "allow_services"], Namespace, |sealed| {
            blocks(&sealed.show().block_services, &sealed.show().allow_services)
        })
        .shown(Made)
        .unread(&["partytime"]),
        channel("podcast:chat", &["chat"], Namespace, |sealed| each(&sealed.show().chat, chat)).shown(CHAT).unread(&["badpod"]),
        channel("podcast:funding", &["funding"], Namespace, |sealed| each(&sealed.show().funding, funding)).shown(FUNDING),
        channel("podcast:guid", &["guid"], Namespace, |sealed| vec![Element::text(sealed.show().guid.to_string())]),
        channel("podcast:image", &["artwork", "images"], Namespace, |sealed| {
            std::iter::once(image(sealed.cover())).chain(sealed.images().iter().map(further_image)).collect()
        })
        .shown(Made)
        .unread(&["badpod", "partytime"]),
        channel("podcast:license", &["license"], Namespace, |sealed| each(&sealed.show().license, license)).shown(Made),
        channel("podcast:location", &["locations"], Namespace, |sealed| each(&sealed.show().locations, location))
            .shown(Made)
            .unread(&["badpod@country", "badpod@rel", "partytime"]),
        channel("podcast:locked", &["locked", "owner"], Namespace, |sealed| vec![locked(sealed.show())]).shown(Made),
        channel("podcast:medium", &["medium"], Namespace, |sealed| vec![Element::text(sealed.show().medium.as_str())]),
        channel("podcast:person", &["people"], Namespace, |sealed| each(&sealed.show().people, person)).shown(Made),
        channel("podcast:podping", &["podping"], Namespace, |sealed| {
            one_if(sealed.show().podping, || Element::empty().with("usesPodping", "true"))
        })
        .shown(Group(&[("usesPodping", "")]))
        .unread(&["badpod", "partytime"]),
        channel("podcast:podroll", &["podroll"], Namespace, |sealed| {
            let roll = &sealed.show().podroll;
            one_if(!roll.is_empty(), || {
                roll.iter().fold(Element::empty(), |all, feed| all.holding("podcast:remoteItem", remote_item(feed)))
            })
        })
        .shown(Made)
        .unread(&["badpod"]),
        channel("podcast:publisher", &["publisher"], Namespace, |sealed| {
            each(&sealed.show().publisher, |publisher| {
                // Without this word the link counts for nothing (`publisher.md`).
                Element::empty().holding("podcast:remoteItem", remote_item(publisher).with("medium", "publisher"))
            })
        })
        .shown(Made)
        .unread(&["badpod", "partytime"]),
        channel("podcast:socialInteract", &["social"], Namespace, |sealed| comments(&sealed.show().social))
            .shown(Made)
            .unread(&["badpod", "feedsmith", "partytime"]),
        channel("podcast:trailer", &["kind"], Namespace, |sealed| {
            each(sealed.episodes().iter().filter(|sealed| sealed.episode.kind == EpisodeKind::Trailer), trailer)
        })
        .shown(Made),
        channel("podcast:txt", &["txt"], AppleAndNamespace, |sealed| each(&sealed.show().txt, txt)).shown(TXT),
        channel("podcast:updateFrequency", &["updates", "complete"], Namespace, |sealed| {
            each(&sealed.show().updates, |updates| update_frequency(updates, sealed.show().complete))
        })
        .shown(Made)
        .unread(&["badpod", "partytime"]),
        channel("podcast:value", &["value"], Namespace, |sealed| each(&sealed.show().value, value))
            .shown(Made)
            .unread(&["badpod", "partytime+"]),
        channel("spotify:countryOfOrigin", &["spotify.countries"], Spotify, |sealed| {
            let countries = &sealed.show().spotify.countries;
            let names: Vec<String> = countries.iter().map(|country| country.to_string().to_lowercase()).collect();
            one_if(!names.is_empty(), || Element::text(names.join(" ")))
        })
        .shown(Made),
        channel("spotify:limit", &["spotify.recent"], Spotify, |sealed| {
            each(&sealed.show().spotify.recent, |recent| Element::empty().with("recentCount", recent.to_string()))
        })
        .shown(Group(&[("recentCount", "")])),
        rss_channel("title", &["title"], All),
        rss_item("content:encoded", &["content_html", "content_note", "summary", "notes", "chapters"], All).shown(Made),
        rss_item("description", &["description", "content_html", "content_note", "summary", "notes", "chapters"], All)
            .shown(Made)
            .unread(&["podcastparser"]),
        rss_item("enclosure", &["audio", "enclosure", "media_url"], All).shown(Made),
        rss_item("guid", &["guid"], All),
        item("itunes:author", &["author"], Apple, |_, sealed| {
            // Not RSS's own `author`, which has to be a mail address.
            each(&sealed.episode.author, |author| Element::text(line(author)))
        })
        .unread(&["badpod", "feedparser", "podcastparser"]),
        rss_item("itunes:block", &["block"], Apple).unread(&["feedparser", "partytime", "podcastparser"]),
        rss_item("itunes:duration", &[], All).shown(Made),
        rss_item("itunes:episode", &["number"], Apple),
        rss_item("itunes:episodeType", &["kind"], Apple),
        rss_item("itunes:explicit", &["explicit"], Apple).shown(Made).unread(&["feedparser"]),
        item("itunes:image", &["artwork"], All, |_, sealed| {
            // Not through the crate's own type, which breaks the line inside the empty element.
            let address = |url: &HttpUrl| Element::empty().with("href", url.as_str());
            let own = sealed.artwork.as_ref().map(|artwork| &artwork.url);
            each(own.or(sealed.elsewhere().artwork.map(|artwork| &artwork.url)), address)
        })
        .shown(Made),
        rss_item("itunes:season", &["season"], Apple),
        item("itunes:title", &["itunes_title"], Apple, |_, sealed| {
            each(&sealed.episode.itunes_title, |title| Element::text(line(title)))
        })
        .unread(&["partytime", "podcastparser", "rss"]),
        rss_item("link", &["link"], All).shown(Made),
        item("podcast:alternateEnclosure", &["alternates", "remote_alternates", "mirrors"], Namespace, |_, sealed| {
            alternates::elements(sealed)
        })
        .shown(Made)
        .unread(&["badpod"]),
        item("podcast:chapters", &["chapters"], AppleAndNamespace, |show, sealed| {
            chapters::podcast(show, sealed).into_iter().collect()
        })
        .shown(Made),
        item("podcast:chat", &["chat"], Namespace, |_, sealed| each(&sealed.episode.chat, chat)).shown(CHAT).unread(&["badpod"]),
        item("podcast:contentLink", &["content_links"], Namespace, |_, sealed| each(&sealed.episode.content_links, content_link))
            .shown(Group(&[("", "text"), ("href", "url")]))
            .unread(&["badpod", "feedsmith", "partytime"]),
        item("podcast:episode", &["number", "display_number"], Namespace, |_, sealed| {
            let display = sealed.episode.display_number.as_ref().map(line);
            each(&sealed.episode.number, |number| Element::text(number.to_string()).with_some("display", display.clone()))
        })
        .shown(Made),
        item("podcast:funding", &["funding"], Namespace, |_, sealed| each(&sealed.episode.funding, funding))
            .shown(FUNDING)
            .unread(&["badpod", "feedsmith", "partytime"]),
        item("podcast:image", &["artwork", "images"], Namespace, |_, sealed| {
            let own = sealed.artwork.iter().map(image).chain(sealed.elsewhere().artwork.map(remote_image));
            own.chain(sealed.images.iter().map(further_image)).collect()
        })
        .shown(Made)
        .unread(&["badpod", "partytime"]),
        item("podcast:license", &["license"], Namespace, |_, sealed| each(&sealed.episode.license, license)).shown(Made),
        item("podcast:location", &["locations"], Namespace, |_, sealed| each(&sealed.episode.locations, location))
            .shown(Made)
            .unread(&["badpod@country", "badpod@rel", "partytime"]),
        item("podcast:person", &["people"], Namespace, |show, sealed| {
            people(show, &sealed.episode.people).into_iter().map(person).collect()
        })
        .shown(Made),
        item("podcast:season", &["season", "seasons.name"], Namespace, |show, sealed| {
            // Both spellings of season and number: some apps read Apple's alone, some the namespace's.
            each(&sealed.episode.season, |season| {
                let name = show.seasons.iter().find(|known| known.number.get() == *season).map(|known| line(&known.name));
                Element::text(season.to_string()).with_some("name", name)
            })
        })
        .shown(Made),
        item("podcast:socialInteract", &["social"], Namespace, |_, sealed| comments(&sealed.episode.social))
            .shown(Made)
            .unread(&["partytime"]),
        item("podcast:soundbite", &["soundbites"], Namespace, |_, sealed| each(&sealed.episode.soundbites, soundbite))
            .shown(Made)
            .unread(&["partytime"]),
        item("podcast:transcript", &["transcript"], AppleAndNamespace, |show, sealed| {
            let forms = |transcript| TranscriptForm::ALL.map(|form| transcripts::element(form, transcript, &show.language));
            let elsewhere = sealed.elsewhere().transcripts.iter().map(transcripts::remote);
            sealed.transcript.iter().flat_map(forms).chain(elsewhere).collect()
        })
        .shown(Made),
        item("podcast:txt", &["txt"], Namespace, |_, sealed| each(&sealed.episode.txt, txt)).shown(TXT),
        item("podcast:value", &["value"], Namespace, |_, sealed| each(&sealed.episode.value, value))
            .shown(Made)
            .unread(&["badpod", "partytime"]),
        item("psc:chapters", &["chapters"], Podlove, |_, sealed| chapters::podlove(sealed).into_iter().collect())
            .shown(Made)
            .unread(&["feedsmith@version"]),
        rss_item("pubDate", &["date"], All),
        rss_item("title", &["title"], All),
    ];

/// The list as a Markdown table.
#[cfg(any(test, feature = "test-support"))]
pub fn table() -> String {
    let mut text = "| element | of | YAML key | who reads it |\n|---|---|---|---|\n".to_owned();
    for ElementEntry { name, within, keys, readers, .. } in ELEMENTS {
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
