//! What a feed can say beside the necessary.

use crate::display::list::List;
use crate::model::extras::{Elsewhere, EpisodeExtras, OtherFeed, SeasonName, ShowExtras, SignLanguage, Soundbite, Txt};
use crate::model::location::{Country, GeoPoint, Location, LocationError, OsmObject};
use crate::model::medium::{Medium, MediumError};
use crate::model::recurrence::{RecurrenceRule, RecurrenceRuleError, UpdateFrequency};
use crate::model::social::{SocialPost, SocialProtocol, SocialProtocolError};
use crate::source::chapter::Start;
use crate::source::keys::{Keys, Record, from_keys};
use crate::source::leaf::Leaf;
use crate::source::shape::{Key, Shape};

from_keys!(Elsewhere, Location, OtherFeed, SeasonName, SignLanguage, SocialPost, Soundbite, Txt, UpdateFrequency);

/// The extras of a show, which stand among its other keys.
pub(crate) fn show_extras(keys: &mut Keys<'_, '_>) -> ShowExtras {
    let key = |name, doc, example| Key { name, doc, example };
    ShowExtras {
        medium: keys.or(key("medium", "what kind of thing the show is", "podcast"), Medium::default()),
        locations: keys.list(LOCATIONS),
        txt: keys.list(TXT),
        social: keys.list(SOCIAL),
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
    }
}

/// The extras of an episode, which stand among its other keys.
pub(crate) fn episode_extras(keys: &mut Keys<'_, '_>) -> EpisodeExtras {
    let key = |name, doc, example| Key { name, doc, example };
    EpisodeExtras {
        locations: keys.list(LOCATIONS),
        txt: keys.list(TXT),
        social: keys.list(SOCIAL),
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
    doc: "posts under which people comment, on a network such as Mastodon (`activitypub`)",
    example: "[{protocol: activitypub, url: https://example.social/@show/1}]",
};

impl Record for Location {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let name = keys.required(Key { name: "name", doc: "what people call the place", example: "London" });
        let geo = keys.optional(Key { name: "geo", doc: "degrees north and east", example: "\"51.5,-0.1\"" });
        let osm = keys.optional(Key { name: "osm", doc: "the node, way or relation of OpenStreetMap", example: "R65606" });
        let country = keys.optional(Key { name: "country", doc: "the country, in two capital letters", example: "GB" });
        Some(Self { name: name?, geo, osm, country })
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
        let rule = keys.optional(Key { name: "rule", doc: "how often, as calendars write it", example: "FREQ=WEEKLY;BYDAY=MO" });
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
        let title = keys.optional(Key { name: "title", doc: "its title", example: "Another show" });
        Some(Self { guid: guid?, url, title })
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

/// Words of a list, and texts of a form.
macro_rules! leaves {
    ($($name:ident, $error:ident, $needed:literal, $shape:expr, $help:expr;)+) => { $(
        impl Leaf for $name {
            const NEEDED: &'static str = $needed;

            fn shape() -> Shape {
                $shape
            }

            fn help(_found: &str, _error: &$error) -> String {
                $help
            }
        }
    )+ };
}

leaves! {
    Medium, MediumError, "a kind of show", Shape::words(Medium::ALL.iter().map(|word| word.as_str())),
        format!("allowed are {}", List::and(&Medium::ALL.map(Medium::as_str)));
    SocialProtocol, SocialProtocolError, "a network", Shape::words(SocialProtocol::ALL.iter().map(|word| word.as_str())),
        format!("allowed are {}", List::and(&SocialProtocol::ALL.map(SocialProtocol::as_str)));
    GeoPoint, LocationError, "degrees north and east", Shape::pattern(GEO.to_owned()),
        "write two numbers with a comma and no blank between them, such as `\"51.5,-0.1\"`".to_owned();
    OsmObject, LocationError, "an object of OpenStreetMap", Shape::pattern("^[NWR][0-9]{1,19}(#[0-9]{1,19})?$".to_owned()),
        "write N, W or R and the number that openstreetmap.org shows, such as `R65606`".to_owned();
    Country, LocationError, "a country", Shape::pattern("^[A-Z]{2}$".to_owned()),
        "write the two capital letters of ISO 3166, such as `GB`".to_owned();
    RecurrenceRule, RecurrenceRuleError, "a rule", Shape::pattern("^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-A-Z0-9,+]+)*$".to_owned()),
        "write it as calendars do (RFC 5545), such as `FREQ=WEEKLY;BYDAY=MO`, or remove it and keep `text`".to_owned();
}

/// Two decimal numbers.
const GEO: &str = r"^-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?$";

#[cfg(test)]
mod tests {
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
        assert_eq!(extras.social[0].protocol.as_str(), "activitypub");
        assert_eq!((extras.soundbites[0].start.as_millis(), extras.soundbites[0].length.as_millis()), (70_000, 30_000));
        assert_eq!(extras.display_number.unwrap().as_str(), "Ch.3");
        assert!(extras.block);
    }
}
