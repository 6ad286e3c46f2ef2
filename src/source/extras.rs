//! What a feed can say beside the necessary.

use crate::model::artwork::{Artwork, FurtherImage};
use crate::model::chat::Chat;
use crate::model::extras::{
    ContentLink, Elsewhere, EpisodeExtras, SeasonName, ShowExtras, SignLanguage, Soundbite, Spotify, Txt,
};
use crate::model::location::{Location, PlaceRelation};
use crate::model::medium::Medium;
use crate::model::other_feed::OtherFeed;
use crate::model::recurrence::UpdateFrequency;
use crate::model::services::{Blocked, Service, ServiceBlocks};
use crate::model::social::{Comments, SocialPost};
use crate::source::alternate::MIRRORS;
use crate::source::chapter::Start;
use crate::source::keys::{Keys, Record, from_keys};
use crate::source::node::{Node, Value};
use crate::source::reader::{FromYaml, Reader};
use crate::source::shape::{Key, Shape};

from_keys!(
    Chat,
    ContentLink,
    Elsewhere,
    FurtherImage,
    Location,
    OtherFeed,
    SeasonName,
    SignLanguage,
    SocialPost,
    Soundbite,
    Spotify,
    Txt,
    UpdateFrequency
);

/// The extras of a show, which stand among its other keys.
pub(crate) fn show_extras(keys: &mut Keys<'_, '_>) -> ShowExtras {
    let key = |name, doc, example| Key { name, doc, example };
    ShowExtras {
        medium: keys.or(key("medium", "what kind of thing the show is", "podcast"), Medium::default()),
        locations: keys.list(LOCATIONS),
        txt: keys.list(TXT),
        social: keys.optional(SOCIAL).unwrap_or_default(),
        chat: keys.optional(CHAT),
        value: keys.list(VALUE),
        images: keys.list(IMAGES),
        updates: keys.optional(key("updates", "how often episodes come", "{text: every Monday, rule: FREQ=WEEKLY;BYDAY=MO}")),
        podroll: keys.list(key(
            "podroll",
            "shows that this one recommends",
            "[{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, url: https://example.org/other.xml}]",
        )),
        publisher: keys.optional(key(
            "publisher",
            "the feed of who publishes the show; it has to name this show too",
            "{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, url: https://example.org/publisher.xml}",
        )),
        seasons: keys.list(key("seasons", "names of seasons", "[{number: 1, name: Beginnings}]")),
        new_feed_url: keys.optional(key(
            "new_feed_url",
            "where the feed has moved to, so that apps follow",
            "https://example.org/new/feed.xml",
        )),
        hub: keys.optional(key("hub", "the WebSub hub that is told of each change", "https://hub.example.org/")),
        podping: keys.or(key("podping", "`true` says that a podping tells of each change", "true"), false),
        complete: keys.or(key("complete", "`true` says that no episode will come any more", "true"), false),
        block: keys.or(key("block", "`true` keeps the show out of Apple Podcasts", "true"), false),
        listen: keys.list(key(
            "listen",
            "where else the show can be heard; the page about subscribing leads there",
            "[{name: Spotify, url: https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk}]",
        )),
        theme: keys
            .optional(key("theme", "colours and fonts of the pages", "{light: {link: \"#00449e\"}, font: wide}"))
            .unwrap_or_default(),
        services: ServiceBlocks {
            blocked: keys
                .optional(key(
                    "block_services",
                    "who may not show the show: `all`, or short names of the Podcast Namespace's list",
                    "[amazon]",
                ))
                .unwrap_or_default(),
            allowed: keys.list(key("allow_services", "who may although `block_services` says `all`", "[podcastindex]")),
        },
        spotify: keys.optional(key("spotify", "what Spotify alone is told", "{countries: [GB], recent: 20}")).unwrap_or_default(),
    }
}

/// The extras of an episode, which stand among its other keys.
pub(crate) fn episode_extras(keys: &mut Keys<'_, '_>) -> EpisodeExtras {
    let key = |name, doc, example| Key { name, doc, example };
    EpisodeExtras {
        locations: keys.list(LOCATIONS),
        txt: keys.list(TXT),
        social: keys.optional(SOCIAL).unwrap_or_default(),
        chat: keys.optional(CHAT),
        value: keys.list(VALUE),
        funding: keys.list(key(
            "funding",
            "where listeners can give for this episode",
            "[{url: https://example.org/give, text: Give for this episode}]",
        )),
        license: keys.optional(key("license", "what others may do with it, where that is not what the show says", "CC-BY-4.0")),
        images: keys.list(IMAGES),
        alternates: keys.list(key(
            "alternates",
            "the same episode in other files, such as a smaller one",
            "[{file: audio.opus, title: Small file}]",
        )),
        remote_alternates: keys.list(key(
            "remote_alternates",
            "the same episode in files that are served elsewhere, such as a video",
            "[{url: https://video.example.org/one.mp4, type: video/mp4}]",
        )),
        mirrors: keys.list(MIRRORS),
        content_links: keys.list(key(
            "content_links",
            "pages where one can hear or see the episode without an app",
            "[{url: https://video.example.org/one, text: With sign language}]",
        )),
        soundbites: keys.list(key(
            "soundbites",
            "stretches of 15 to 120 seconds that make one want to hear the rest",
            "[{start: 1:10, length: 30, title: Who decides?}]",
        )),
        display_number: keys.optional(key("display_number", "what apps show in place of the number", "Ch.3")),
        block: keys.or(key("block", "`true` keeps the episode out of Apple Podcasts", "true"), false),
        sign_language: keys.optional(key(
            "sign_language",
            "the episode as a video in sign language",
            "{name: BSL, url: https://example.org/what-is-co-production-in-bsl}",
        )),
    }
}

const LOCATIONS: Key =
    Key { name: "locations", doc: "places that are spoken of", example: "[{name: London, geo: \"51.5,-0.1\", country: GB}]" };

const TXT: Key = Key {
    name: "txt",
    doc: "words for machines, such as the proof that a show is one's own",
    example: "[{purpose: applepodcastsverify, text: abc123}]",
};

const SOCIAL: Key = Key {
    name: "social",
    doc: "posts under which people comment, on a network such as Mastodon (`activitypub`); `disabled` where apps shall show no comments",
    example: "[{protocol: activitypub, url: https://example.social/@show/1}]",
};

const CHAT: Key = Key {
    name: "chat",
    doc: "where listeners talk with each other",
    example: "{server: irc.example.org, protocol: irc, space: \"#show\"}",
};

const VALUE: Key = Key {
    name: "value",
    doc: "how listeners can pay while they listen (value for value)",
    example: "[{method: lnaddress, recipients: [{address: ada@example.org, split: 100}]}]",
};

const IMAGES: Key = Key {
    name: "images",
    doc: "further pictures, and what each is good for",
    example: "[{file: banner.jpg, alt: A train in a station, purposes: [banner]}]",
};

impl FromYaml for Comments {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::words(["disabled"]), <Vec<SocialPost>>::shape()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(word) if word == "disabled" => Some(Self::Disabled),
            _ => Vec::read(node, reader).map(Self::Posts),
        }
    }
}

impl FromYaml for Blocked {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::words(["all"]), <Vec<Service>>::shape()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(word) if word == "all" => Some(Self::All),
            _ => Vec::read(node, reader).map(Self::These),
        }
    }
}

impl Record for Chat {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let server = keys.required(Key { name: "server", doc: "the server to connect to", example: "irc.example.org" });
        let protocol = keys.required(Key { name: "protocol", doc: "what it speaks", example: "irc" });
        let account = keys.optional(Key { name: "account", doc: "the show's account there", example: "\"@show\"" });
        let space = keys.optional(Key { name: "space", doc: "the room", example: "\"#show\"" });
        Some(Self { server: server?, protocol: protocol?, account, space })
    }
}

impl Record for ContentLink {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let url = keys.required(Key { name: "url", doc: "the page", example: "https://video.example.org/one" });
        let text = keys.required(Key { name: "text", doc: "what it is", example: "With sign language" });
        Some(Self { url: url?, text: text? })
    }
}

impl Record for FurtherImage {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let file = keys.required(Key { name: "file", doc: "a JPEG or PNG", example: "banner.jpg" });
        let alt = keys.optional(Key {
            name: "alt",
            doc: "what the picture shows, for those who do not see it",
            example: "A train in a station",
        });
        let purposes = keys.list(Key { name: "purposes", doc: "what it is good for", example: "[banner]" });
        Some(Self { artwork: Artwork { file: file?, alt }, purposes })
    }
}

impl Record for Spotify {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let countries = keys.list(Key {
            name: "countries",
            doc: "where the show is made for, the most important country first",
            example: "[GB]",
        });
        let recent = keys.optional(Key { name: "recent", doc: "how many of the newest episodes Spotify shows", example: "20" });
        Some(Self { countries, recent })
    }
}

impl Record for Location {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let name = keys.required(Key { name: "name", doc: "what people call the place", example: "London" });
        let geo = keys.optional(Key { name: "geo", doc: "degrees north and east", example: "\"51.5,-0.1\"" });
        let osm = keys.optional(Key { name: "osm", doc: "the node, way or relation of OpenStreetMap", example: "R65606" });
        let country = keys.optional(Key { name: "country", doc: "the country, in two capital letters", example: "GB" });
        let rel = keys.or(
            Key { name: "rel", doc: "`subject`: spoken of there; `creator`: made there", example: "creator" },
            PlaceRelation::default(),
        );
        Some(Self { name: name?, geo, osm, country, rel })
    }
}

impl Record for Elsewhere {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let name = keys.required(Key { name: "name", doc: "what the place is called", example: "Spotify" });
        let url = keys.required(Key {
            name: "url",
            doc: "the show's address there",
            example: "https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk",
        });
        Some(Self { name: name?, url: url? })
    }
}

impl Record for SignLanguage {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let name = keys.required(Key { name: "name", doc: "the sign language, as its speakers call it", example: "BSL" });
        let url = keys.required(Key {
            name: "url",
            doc: "where the video is",
            example: "https://example.org/what-is-co-production-in-bsl",
        });
        Some(Self { name: name?, url: url? })
    }
}

impl Record for Txt {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let purpose = keys.optional(Key { name: "purpose", doc: "what the words are for", example: "applepodcastsverify" });
        let text = keys.required(Key { name: "text", doc: "the words", example: "abc123" });
        Some(Self { purpose, text: text? })
    }
}

impl Record for SocialPost {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let protocol = keys.required(Key { name: "protocol", doc: "the network", example: "activitypub" });
        let url = keys.required(Key { name: "url", doc: "the post", example: "https://example.social/@show/1" });
        let account = keys.optional(Key { name: "account", doc: "who posted it", example: "\"@show\"" });
        let account_url =
            keys.optional(Key { name: "account_url", doc: "the page of who posted it", example: "https://example.social/@show" });
        let priority = keys.optional(Key { name: "priority", doc: "which post comes first, from 1", example: "1" });
        Some(Self { protocol: protocol?, url: url?, account, account_url, priority })
    }
}

impl Record for UpdateFrequency {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let text = keys.required(Key { name: "text", doc: "how often, in words", example: "every Monday" });
        let rule = keys.optional(Key {
            name: "rule",
            doc: "how often, as calendars write it (RFC 5545); where it counts, a group of keys",
            example: "FREQ=WEEKLY;BYDAY=MO",
        });
        Some(Self { text: text?, rule })
    }
}

impl Record for OtherFeed {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let guid = keys.required(Key {
            name: "guid",
            doc: "the other show's `podcast:guid`",
            example: "917393e3-1b1e-5cef-ace4-edaa54e1f810",
        });
        let url = keys.optional(Key { name: "url", doc: "the address of its feed", example: "https://example.org/other.xml" });
        let item = keys.optional(Key { name: "item", doc: "the guid of one of its episodes", example: "a-song" });
        let medium = keys.optional(Key { name: "medium", doc: "what kind of thing it is", example: "music" });
        let title = keys.optional(Key { name: "title", doc: "its title", example: "Another show" });
        Some(Self { guid: guid?, url, item, medium, title })
    }
}

impl Record for SeasonName {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let number = keys.required(Key { name: "number", doc: "which season", example: "1" });
        let name = keys.required(Key { name: "name", doc: "what it is called", example: "Beginnings" });
        Some(Self { number: number?, name: name? })
    }
}

impl Record for Soundbite {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let start: Option<Start> =
            keys.required(Key { name: "start", doc: "when it starts, as a time or in seconds", example: "1:10" });
        let length: Option<Start> =
            keys.required(Key { name: "length", doc: "how long it is, as a time or in seconds", example: "30" });
        let title = keys.optional(Key { name: "title", doc: "what it is called", example: "Who decides?" });
        Some(Self { start: start?.0, length: length?.0, title })
    }
}

#[cfg(test)]
mod tests {
    use super::Comments;
    use crate::source::cases::good;

    #[test]
    fn reads_the_extras_of_an_episode() {
        let episode = good(
            "locations: [{name: London, geo: '51.5,-0.1', osm: R65606, country: GB}]\ntxt: [{purpose: verify, text: abc}]\n\
             social: [{protocol: activitypub, url: 'https://example.social/1', account: '@show', priority: 1}]\n\
             soundbites: [{start: '1:10', length: 30, title: A}]\nnumber: 3\ndisplay_number: Ch.3\nblock: true",
        );
        let extras = episode.extras;
        let place = &extras.locations[0];
        assert_eq!(place.geo.as_ref().map(ToString::to_string).as_deref(), Some("51.5,-0.1"));
        assert_eq!(place.osm.as_ref().map(ToString::to_string).as_deref(), Some("R65606"));
        assert_eq!(place.country.as_ref().map(ToString::to_string).as_deref(), Some("GB"));
        assert_eq!(extras.txt[0].text.as_str(), "abc");
        let Comments::Posts(posts) = extras.social else { panic!("posts") };
        assert_eq!(posts[0].protocol.as_str(), "activitypub");
        assert_eq!((extras.soundbites[0].start.as_millis(), extras.soundbites[0].length.as_millis()), (70_000, 30_000));
        assert_eq!(extras.display_number.unwrap().as_str(), "Ch.3");
        assert!(extras.block);
    }
}
