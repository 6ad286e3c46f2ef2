//! Made-up extras: what a feed can say beside the necessary.

use std::num::NonZeroU32;

use podwright::model::extras::{EpisodeExtras, OtherFeed, SeasonName, ShowExtras, Soundbite, Txt};
use podwright::model::guid::ShowGuid;
use podwright::model::location::Location;
use podwright::model::medium::Medium;
use podwright::model::recurrence::UpdateFrequency;
use podwright::model::social::{SocialPost, SocialProtocol};
use podwright::model::timestamp::Timestamp;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::shows::{text, url};

pub(crate) fn of_show() -> impl Strategy<Value = ShowExtras> {
    let lists = (vec(location(), 0..3), vec(txt(), 0..3), vec(social(), 0..3), vec(other_feed(), 0..3), vec(text(2), 0..3));
    let single =
        (select(Medium::ALL.to_vec()), of(updates()), of(other_feed()), of(url()), of(url()), any::<bool>(), any::<bool>());
    (lists, single).prop_map(|(lists, single)| {
        let (locations, txt, social, podroll, seasons) = lists;
        let (medium, updates, publisher, new_feed_url, hub, complete, block) = single;
        let seasons =
            (1..).zip(seasons).map(|(number, name)| SeasonName { number: NonZeroU32::new(number).unwrap(), name }).collect();
        ShowExtras {
            medium,
            locations,
            txt,
            social,
            updates,
            podroll,
            publisher,
            seasons,
            new_feed_url,
            hub,
            complete,
            block,
            ..ShowExtras::default()
        }
    })
}

pub(crate) fn of_episode() -> impl Strategy<Value = EpisodeExtras> {
    let lists = (vec(location(), 0..3), vec(txt(), 0..3), vec(social(), 0..3), vec(soundbite(), 0..3));
    (lists, of(text(1)), any::<bool>()).prop_map(|((locations, txt, social, soundbites), display_number, block)| EpisodeExtras {
        locations,
        txt,
        social,
        soundbites,
        display_number,
        block,
        ..EpisodeExtras::default()
    })
}

fn location() -> impl Strategy<Value = Location> {
    let geo = of(select(vec!["51.5,-0.1", "-90,180", "0,0"]));
    (text(3), geo, of(select(vec!["R65606", "N1#2"])), of(select(vec!["GB", "DE"]))).prop_map(|(name, geo, osm, country)| {
        Location {
            name,
            geo: geo.map(|geo| geo.parse().unwrap()),
            osm: osm.map(|osm| osm.parse().unwrap()),
            country: country.map(|country| country.parse().unwrap()),
        }
    })
}

fn txt() -> impl Strategy<Value = Txt> {
    (of(text(1)), text(4)).prop_map(|(purpose, text)| Txt { purpose, text })
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

fn updates() -> impl Strategy<Value = UpdateFrequency> {
    (text(2), of(select(vec!["FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TU"])))
        .prop_map(|(text, rule)| UpdateFrequency { text, rule: rule.map(|rule| rule.parse().unwrap()) })
}

fn other_feed() -> impl Strategy<Value = OtherFeed> {
    (any::<u64>(), of(url()), of(text(2))).prop_map(|(guid, url, title)| OtherFeed {
        guid: ShowGuid::of_feed(&guid.to_string()),
        url,
        title,
    })
}

fn soundbite() -> impl Strategy<Value = Soundbite> {
    (0..600_000_u64, 15_000..120_000_u64, of(text(3))).prop_map(|(start, length, title)| Soundbite {
        start: Timestamp::from_millis(start),
        length: Timestamp::from_millis(length),
        title,
    })
}
