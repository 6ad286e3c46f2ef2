//! When an item was published.

use chrono::{TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::feed::published::date::WrittenDate;
use crate::feed::published::names::Vocabulary::Rss;
use crate::feed::published::tree::FeedNode;
use crate::model::time::moment::Moment;

/// The dates of items, in their order, and one that names no zone, if there is one.
pub(in crate::import) struct ItemDates {
    pub(in crate::import) dates: Vec<ItemDate>,
    pub(in crate::import) without_zone: Option<String>,
}

/// The date of an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::import) enum ItemDate {
    /// As the feed says.
    Said(Moment),
    /// As the feed says, in the zone that the producer named.
    InZone(Moment),
    /// The feed says none that can be read: that of the nearest item that has one.
    Neighbour(Moment),
    /// Nobody knows.
    Unknown,
}

impl ItemDate {
    /// The moment.
    pub(in crate::import) fn moment(self) -> Option<Moment> {
        match self {
            Self::Said(moment) | Self::InZone(moment) | Self::Neighbour(moment) => Some(moment),
            Self::Unknown => None,
        }
    }
}

/// A date on the clocks of a zone. One that they skip when summer time begins is an hour later, as they then show it.
fn in_zone(text: &str, zone: Tz) -> Option<Moment> {
    WrittenDate::in_zone(text, zone).moment.or_else(|| {
        let as_utc = WrittenDate::new(text).moment?.as_date_time().naive_utc() + TimeDelta::hours(1);
        Some(Moment::from(zone.from_local_datetime(&as_utc).earliest()?.fixed_offset()))
    })
}

/// Reads the dates of items.
pub(in crate::import) fn dates(channel: &FeedNode, items: &[FeedNode], zone: Option<Tz>) -> ItemDates {
    let mut without_zone = None;
    let read = |item: &FeedNode| {
        let text = item.value(Rss, "pubdate")?;
        let date = WrittenDate::new(text);
        if date.has_zone() {
            return date.moment.map(ItemDate::Said);
        }
        let _first = without_zone.get_or_insert_with(|| text.to_owned());
        in_zone(text, zone.unwrap_or(Tz::UTC)).map(ItemDate::InZone)
    };
    let mut dates: Vec<Option<ItemDate>> = items.iter().map(read).collect();
    let of_channel = ["lastbuilddate", "pubdate"].iter().find_map(|name| WrittenDate::new(channel.value(Rss, name)?).moment);
    for pass in 0..2 {
        let mut last: Option<Moment> = None;
        let order: Vec<usize> = if pass == 0 { (0..dates.len()).collect() } else { (0..dates.len()).rev().collect() };
        for index in order {
            match dates[index] {
                Some(date) => last = date.moment(),
                None => dates[index] = last.map(ItemDate::Neighbour),
            }
        }
    }
    let known = |date: Option<ItemDate>| date.or(of_channel.map(ItemDate::Neighbour)).unwrap_or(ItemDate::Unknown);
    ItemDates { dates: dates.into_iter().map(known).collect(), without_zone }
}
