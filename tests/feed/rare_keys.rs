//! Made-up values of keys whose examples say too little: groups, lists and choices. The other keys have their examples (`examples.rs`).

use std::num::NonZeroU32;

use podwright::model::episode::Episode;
use podwright::model::identity::guid::ShowGuid;
use podwright::model::kind::feed_medium::FeedMedium;
use podwright::model::kind::medium::Medium;
use podwright::model::kind::season_name::SeasonName;
use podwright::model::media::alternate::{Alternate, AlternateLabels, RemoteAlternate};
use podwright::model::media::artwork::{FurtherImage, ImagePurpose};
use podwright::model::media::soundbite::Soundbite;
use podwright::model::people::chat::{Chat, ChatProtocol};
use podwright::model::people::funding::Funding;
use podwright::model::people::location::{Location, PlaceRelation};
use podwright::model::people::social::{Comments, SocialPost, SocialProtocol};
use podwright::model::people::value::{PaymentMethod, Recipient, SplitTo, TimeSplit, Value};
use podwright::model::settings::services::{Blocked, Service};
use podwright::model::settings::spotify::Spotify;
use podwright::model::show::Show;
use podwright::model::time::moment::Moment;
use podwright::model::time::recurrence::{Recurrence, UpdateFrequency};
use podwright::model::time::timestamp::Timestamp;
use podwright::model::web::content_link::ContentLink;
use podwright::model::web::other_feed::OtherFeed;
use podwright::model::wording::license::{LICENSES, Terms};
use podwright::model::wording::txt::Txt;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::examples;
use crate::shows::{text, url};

/// A show.
pub(crate) fn of_show() -> impl Strategy<Value = Show> {
    let lists = (vec(location(), 0..3), vec(txt(), 0..3), comments(), vec(other_feed(), 0..3), vec(text(2), 0..3));
    let single = (select(Medium::ALL.to_vec()), of(updates()), of(other_feed()), of(url()), of(url()), examples::some_show());
    let newer = (of(chat()), vec(value(), 0..2), services(), spotify());
    (lists, single, newer).prop_map(|(lists, single, newer)| {
        let (locations, txt, social, podroll, seasons) = lists;
        let (medium, updates, publisher, new_feed_url, hub, some) = single;
        let (chat, value, (block_services, allow_services), spotify) = newer;
        let seasons =
            (1..).zip(seasons).map(|(number, name)| SeasonName { number: NonZeroU32::new(number).unwrap(), name }).collect();
        Show {
            medium,
            locations,
            txt,
            social,
            chat,
            value,
            images: Vec::new(),
            updates,
            podroll,
            publisher,
            seasons,
            new_feed_url,
            hub,
            block_services,
            allow_services,
            spotify,
            ..some
        }
    })
}

/// An episode.
pub(crate) fn of_episode() -> impl Strategy<Value = Episode> {
    let lists = (vec(location(), 0..3), vec(txt(), 0..3), comments(), vec(soundbite(), 0..3));
    let newer = (of(chat()), vec(value(), 0..2), vec(funding(), 0..3), of(terms()), vec(funding(), 0..3));
    let mirror = select(vec!["https://mirror.example.org/a.mp3?b&c", "ipfs://bafy/a.mp3", "magnet:?xt=urn:btih:00&dn=a"]);
    let other = (vec(mirror.prop_map(|uri| uri.parse().unwrap()), 0..3), vec(remote_alternate(), 0..3));
    (lists, newer, other, examples::some_episode()).prop_map(|(lists, newer, other, some)| {
        let (locations, txt, social, soundbites) = lists;
        let (chat, value, funding, license, links) = newer;
        let (mirrors, remote_alternates) = other;
        Episode {
            locations,
            txt,
            social,
            chat,
            value,
            funding,
            license,
            images: Vec::new(),
            alternates: Vec::new(),
            remote_alternates,
            mirrors,
            content_links: links.into_iter().map(|Funding { url, text }| ContentLink { url, text }).collect(),
            soundbites,
            ..some
        }
    })
}

fn location() -> impl Strategy<Value = Location> {
    let geo = of(select(vec!["51.5,-0.1", "-90,180", "0,0"]));
    let rel = select(PlaceRelation::ALL.to_vec());
    (text(3), geo, of(select(vec!["R65606", "N1#2"])), of(select(vec!["GB", "DE"])), rel).prop_map(
        |(name, geo, osm, country, rel)| Location {
            name,
            geo: geo.map(|geo| geo.parse().unwrap()),
            osm: osm.map(|osm| osm.parse().unwrap()),
            country: country.map(|country| country.parse().unwrap()),
            rel,
        },
    )
}

fn txt() -> impl Strategy<Value = Txt> {
    (of(text(1)), text(4)).prop_map(|(purpose, text)| Txt { purpose, text })
}

fn comments() -> impl Strategy<Value = Comments> {
    prop_oneof![4 => vec(social(), 0..3).prop_map(Comments::Posts), 1 => Just(Comments::Disabled)]
}

fn social() -> impl Strategy<Value = SocialPost> {
    (select(SocialProtocol::ALL.to_vec()), url(), of(text(1)), of(url()), 0..3_u32).prop_map(
        |(protocol, url, account, account_url, priority)| SocialPost {
            protocol,
            url,
            account,
            account_url,
            priority: NonZeroU32::new(priority),
        },
    )
}

fn chat() -> impl Strategy<Value = Chat> {
    let server = select(vec!["irc.example.org", "chat.xn--bcher-kva.example"]);
    (server, select(ChatProtocol::ALL.to_vec()), of(text(1)), of(text(1))).prop_map(|(server, protocol, account, space)| Chat {
        server: server.parse().unwrap(),
        protocol,
        account,
        space,
    })
}

pub(crate) fn funding() -> impl Strategy<Value = Funding> {
    (url(), text(4)).prop_map(|(url, text)| Funding { url, text })
}

/// A licence of the list, or terms of one's own.
pub(crate) fn terms() -> impl Strategy<Value = Terms> {
    prop_oneof![
        select(LICENSES.to_vec()).prop_map(|(name, _)| Terms::Listed(name.parse().unwrap())),
        (text(2), url()).prop_map(|(name, url)| Terms::Own { name, url }),
    ]
}

fn recipient() -> impl Strategy<Value = Recipient> {
    let node = format!("02{}", "d5".repeat(32));
    let address = select(vec![node, "ann+1@pay.example.org".to_owned()]);
    (of(text(2)), address, 1..1000_u32, of(text(1)), of(text(1)), any::<bool>()).prop_map(
        |(name, address, split, custom_key, custom_value, fee)| Recipient {
            name,
            address: address.parse().unwrap(),
            split: NonZeroU32::new(split).unwrap(),
            custom_key,
            custom_value,
            fee,
        },
    )
}

fn value() -> impl Strategy<Value = Value> {
    let amount = of(select(vec!["0.500", "5", "0.25"]));
    let splits = vec(time_split(), 0..3);
    (select(PaymentMethod::ALL.to_vec()), amount, vec(recipient(), 1..4), splits).prop_map(
        |(method, suggested, recipients, splits)| Value {
            method,
            suggested: suggested.map(|amount| amount.parse().unwrap()),
            recipients,
            splits,
        },
    )
}

fn time_split() -> impl Strategy<Value = TimeSplit> {
    let remote = (other_feed(), of(0..60_000_u64), 0..=100_u32).prop_map(|(feed, start, percentage)| SplitTo::Remote {
        feed,
        start: start.map(Timestamp::from_millis),
        percentage: percentage.try_into().ok(),
    });
    let to = prop_oneof![vec(recipient(), 1..3).prop_map(SplitTo::Recipients), remote];
    (0..600_000_u64, 1..600_000_u64, to).prop_map(|(start, length, to)| TimeSplit {
        start: Timestamp::from_millis(start),
        length: Timestamp::from_millis(length),
        to,
    })
}

/// Purposes of one further picture.
pub(crate) fn purposes() -> impl Strategy<Value = Vec<ImagePurpose>> {
    subsequence(ImagePurpose::ALL.to_vec(), 0..4)
}

/// What the YAML says of a further picture.
pub(crate) fn further(purposes: &[ImagePurpose]) -> FurtherImage {
    let artwork = podwright::model::media::artwork::Artwork { file: "banner.jpg".parse().unwrap(), alt: None };
    FurtherImage { artwork, purposes: purposes.to_vec() }
}

fn labels() -> impl Strategy<Value = AlternateLabels> {
    (of(text(1)), of(text(1)), of(select(vec!["en", "cy", "pt-BR"])), of(1..4320_u32)).prop_map(
        |(title, rel, language, height)| AlternateLabels {
            title,
            rel,
            language: language.map(|language| language.parse().unwrap()),
            height: height.and_then(NonZeroU32::new),
        },
    )
}

/// What the YAML says of another form.
pub(crate) fn alternate() -> impl Strategy<Value = Alternate> {
    labels().prop_map(|labels| Alternate { file: "small.opus".parse().unwrap(), mirrors: Vec::new(), labels })
}

fn remote_alternate() -> impl Strategy<Value = RemoteAlternate> {
    let media_type = select(vec!["audio/opus", "video/mp4", "application/x-mpegURL"]);
    let numbers = (of(any::<NonZeroU32>()), of(any::<NonZeroU32>()));
    let sum = of(Just("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
    (url(), media_type, numbers, of(Just("avc1.42E01E, mp4a.40.2")), sum, labels()).prop_map(
        |(url, media_type, (bytes, bitrate), codecs, integrity, labels)| RemoteAlternate {
            url,
            mirrors: Vec::new(),
            media_type: media_type.parse().unwrap(),
            bytes,
            bitrate,
            codecs: codecs.map(|codecs| codecs.parse().unwrap()),
            integrity: integrity.map(|sum| sum.parse().unwrap()),
            labels,
        },
    )
}

fn services() -> impl Strategy<Value = (Blocked, Vec<Service>)> {
    let names = |range| vec(select(vec!["amazon", "spotify", "podchaser"]).prop_map(|name| name.parse().unwrap()), range);
    let blocked = prop_oneof![1 => Just(Blocked::All), 2 => names(0..2).prop_map(Blocked::These)];
    (blocked, names(0..2))
}

fn spotify() -> impl Strategy<Value = Spotify> {
    let countries = subsequence(vec!["GB", "IE", "DE"], 0..=3);
    (countries, of(1..50_u32)).prop_map(|(countries, recent)| Spotify {
        countries: countries.into_iter().map(|country| country.parse().unwrap()).collect(),
        recent: recent.and_then(NonZeroU32::new),
    })
}

fn updates() -> impl Strategy<Value = UpdateFrequency> {
    let endless = select(vec!["FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TU"])
        .prop_map(|rule| Recurrence::Endless(rule.parse().unwrap()));
    let from = Just("2022-06-27T07:00:00+01:00").prop_map(|start| Recurrence::From {
        rule: "FREQ=WEEKLY;COUNT=10".parse().unwrap(),
        start: start.parse::<Moment>().unwrap(),
    });
    (text(2), of(prop_oneof![endless, from])).prop_map(|(text, rule)| UpdateFrequency { text, rule })
}

fn other_feed() -> impl Strategy<Value = OtherFeed> {
    let item = of(select(vec!["a-song", "https://example.org/?p=1&b"]));
    (any::<u64>(), of(url()), item, of(select(FeedMedium::ALL.to_vec())), of(text(2))).prop_map(
        |(guid, url, item, medium, title)| OtherFeed {
            guid: ShowGuid::of_feed(&guid.to_string()),
            url,
            item: item.map(|item| item.parse().unwrap()),
            medium,
            title,
        },
    )
}

fn soundbite() -> impl Strategy<Value = Soundbite> {
    (0..600_000_u64, 15_000..120_000_u64, of(text(3))).prop_map(|(start, length, title)| Soundbite {
        start: Timestamp::from_millis(start),
        length: Timestamp::from_millis(length),
        title,
    })
}
