//! Everything that an import will write, decided before anything is written.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::feed::published::date::WrittenDate;
use crate::feed::published::names::Vocabulary::{ITunes, Podcast, Rss};
use crate::feed::published::tree::FeedNode;
use crate::import::answers::ImportAnswers;
use crate::import::convert::enclosure::played;
use crate::import::convert::item::{self, Settled};
use crate::import::convert::reading::ItemReader;
use crate::import::convert::show::{self, FoundShow};
use crate::import::convert::slugs::slug;
use crate::import::convert::when::{ItemDate, ItemDates, dates};
use crate::import::known_episodes::KnownEpisodes;
use crate::import::ledger::{Ledger, LedgerKind, Spot};
use crate::import::old_feed::OldFeed;
use crate::import::planned_episode::PlannedEpisode;
use crate::import::question::Question;
use crate::import::wanted_file::WantedFile;
use crate::layout::output::Output;
use crate::lock::Lock;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::kind::season_name::SeasonName;
use crate::model::kind::show_type::FeedOrder;
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::model::wording::language::Language;

/// A show made of a feed.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// What podcast.yaml will say.
    pub show: Show,
    /// Files of the show at the old host: the cover first.
    pub wanted: Vec<WantedFile>,
    /// Its episodes, in the order of the feed.
    pub episodes: Vec<PlannedEpisode>,
    /// What became of the feed.
    pub ledger: Ledger,
    /// The items, from 0, whose guid, date or address is not what the feed says, or that are no published episode: each is in the ledger.
    pub told: BTreeSet<usize>,
}

/// The plan for a feed; what only the producer can say, where the feed leaves it open.
///
/// # Errors
/// The questions, all at once.
pub fn plan(feed: &OldFeed, answers: &ImportAnswers, known: &KnownEpisodes) -> Result<ImportPlan, Vec<Question>> {
    let mut ledger = Ledger::default();
    let spot = feed.spot();
    let dates = dates(&feed.channel, &feed.items, answers.time_zone);
    let found = show::show(feed, answers, &mut ItemReader::new(&mut ledger, spot.clone()));
    let (found, mut asked) = match found {
        Ok(found) => (Some(found), Vec::new()),
        Err(asked) => (None, asked),
    };
    if let (Some(example), None) = (&dates.without_zone, answers.time_zone) {
        asked.push(Question::TimeZone(example.clone()));
    }
    let mut told = BTreeSet::new();
    let guids = guids(feed, answers, &mut ledger, &mut told, &mut asked);
    let Some(FoundShow { mut show, wanted }) = found.filter(|_| asked.is_empty()) else { return Err(asked) };
    show.order = order_of(&dates);
    show.seasons = seasons(feed, &mut ledger);
    let places = places(&dates, show.order);
    let slugs = slugs(feed, (answers, &show.language), &dates, &guids, known);
    let left_out = older(answers, &dates, &places);
    let mut episodes = Vec::new();
    for (index, node) in feed.items.iter().enumerate() {
        let spot = spot_of(node);
        let Some(guid) = guids[index].clone() else { continue };
        let Some(date) = dates.dates[index].moment() else {
            ledger.add(LedgerKind::LeftOut, "no date, nor any beside it", &spot);
            told.insert(index);
            continue;
        };
        if left_out.contains(&index) {
            ledger.add(LedgerKind::LeftOut, "older than what `--only` takes", &spot);
            told.insert(index);
            continue;
        }
        if matches!(dates.dates[index], ItemDate::Neighbour(_)) {
            ledger.add(
                LedgerKind::IdentityChanged,
                "no date that can be read: that of the item before it, or after it for the first ones",
                &spot,
            );
            told.insert(index);
        }
        if matches!(dates.dates[index], ItemDate::InZone(_)) {
            ledger.add(LedgerKind::Asked, "the time zone of dates that name none", &spot);
            // Readers take such a date for one in UTC.
            if node.value(Rss, "pubdate").and_then(|text| WrittenDate::new(text).moment) != Some(date) {
                told.insert(index);
            }
        }
        let (slug, order, markdown) = (slugs[&index].clone(), places[index], answers.markdown);
        let settled = Settled { index, guid, date, slug, order, markdown };
        let mut reader = ItemReader::new(&mut ledger, spot);
        episodes.push(item::episode(&mut reader, &show, node, settled));
        if reader.is_told {
            told.insert(index);
        }
    }
    Ok(ImportPlan { show, wanted, episodes, ledger, told })
}

impl ImportPlan {
    /// Whether the show's address is one on which nobody can subscribe: the producer has named none yet.
    pub fn has_placeholder(&self) -> bool {
        show::has_placeholder(&self.show)
    }

    /// What podcast.lock will say: what subscribers have.
    pub fn lock(&self) -> Lock {
        let episodes: BTreeMap<_, _> =
            self.episodes.iter().filter_map(|planned| Some((planned.episode.guid.clone(), planned.locked()?))).collect();
        Lock {
            guid: self.show.guid,
            feed_url: Output::feed(&self.show).url(&self.show),
            cover: None,
            accepted: Vec::new(),
            moves: Vec::new(),
            out: episodes.keys().cloned().collect(),
            online: BTreeSet::new(),
            episodes,
        }
    }
}

fn title_of(item: &FeedNode) -> Option<&str> {
    item.value(Rss, "title").or(item.value(ITunes, "title"))
}

/// Where an item stands, and what it is called.
pub(in crate::import) fn spot_of(item: &FeedNode) -> Spot {
    let title = title_of(item).or_else(|| played(item)?.attribute("url"));
    Spot::new(title.unwrap_or("an item without a title"), item.line)
}

/// The guid of each item; `None` for one that is left out.
fn guids(
    feed: &OldFeed,
    answers: &ImportAnswers,
    ledger: &mut Ledger,
    told: &mut BTreeSet<usize>,
    asked: &mut Vec<Question>,
) -> Vec<Option<Guid>> {
    let mut guids: Vec<Option<Guid>> = Vec::new();
    let mut first: BTreeMap<Guid, usize> = BTreeMap::new();
    let mut doubled: BTreeMap<Guid, Vec<usize>> = BTreeMap::new();
    let mut fresh = answers.guids.clone();
    for (index, item) in feed.items.iter().enumerate() {
        let spot = spot_of(item);
        let own = item.value(Rss, "guid").map(one_line).and_then(|guid| guid.parse::<Guid>().ok());
        let guid = own.or_else(|| {
            let refused = item.value(Rss, "guid").is_some();
            let lacks = if refused { "a guid with a control character" } else { "no guid" };
            let (guid, what) = stand_in(item)?;
            ledger.add(
                LedgerKind::IdentityChanged,
                format!("{lacks}: apps know the item by {what}, which is its guid now"),
                &spot,
            );
            told.insert(index);
            Some(guid)
        });
        let Some(guid) = guid else {
            ledger.add(LedgerKind::LeftOut, "nothing by which apps could know it", &spot);
            told.insert(index);
            guids.push(None);
            continue;
        };
        if item.value(Rss, "guid").is_some_and(|raw| raw.contains(['\n', '\r'])) {
            ledger.add(LedgerKind::IdentityChanged, "a line break inside a guid became a space", &spot);
            told.insert(index);
        }
        let Some(before) = first.get(&guid).copied() else {
            first.insert(guid.clone(), index);
            guids.push(Some(guid));
            continue;
        };
        told.insert(index);
        if let Some(at) = fresh.iter().position(|(old, new)| old == guid.as_str() && !first.contains_key(new)) {
            let (_, new) = fresh.remove(at);
            ledger.add(LedgerKind::IdentityChanged, format!("the guid `{guid}` stands twice: this item has `{new}` now"), &spot);
            first.insert(new.clone(), index);
            guids.push(Some(new));
        } else {
            if answers.drops.iter().any(|drop| drop == guid.as_str()) {
                ledger.add(LedgerKind::LeftOut, format!("the guid `{guid}` stands twice, and the first item keeps it"), &spot);
            } else {
                doubled.entry(guid).or_insert_with(|| vec![before]).push(index);
            }
            guids.push(None);
        }
    }
    asked.extend(doubled.into_iter().map(|(guid, items)| Question::SameGuid {
        guid: guid.to_string(),
        items: items.into_iter().map(|index| spot_of(&feed.items[index])).collect(),
    }));
    guids
}

/// What apps know an item by that has no guid, and what that is.
fn stand_in(item: &FeedNode) -> Option<(Guid, &'static str)> {
    let named = [
        (played(item).and_then(|node| node.attribute("url")), "the address of its recording"),
        (item.value(Rss, "link"), "its link"),
        (title_of(item), "its title"),
    ];
    named.into_iter().find_map(|(text, what)| Some((text?.parse().ok()?, what)))
}

/// A guid of one line; readers make one blank of a line break with the blanks around it.
fn one_line(guid: &str) -> String {
    if guid.contains(['\n', '\r']) {
        guid.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    } else {
        guid.to_owned()
    }
}

/// Whether the feed has its oldest item first.
fn order_of(found: &ItemDates) -> FeedOrder {
    let said: Vec<Moment> = found.dates.iter().filter_map(|date| date.moment()).collect();
    let rising = said.windows(2).filter(|pair| pair[0] < pair[1]).count();
    let falling = said.windows(2).filter(|pair| pair[0] > pair[1]).count();
    if rising > falling { FeedOrder::OldestFirst } else { FeedOrder::NewestFirst }
}

/// The place of each item among those of the same moment, counted from the newest.
fn places(found: &ItemDates, order: FeedOrder) -> Vec<Option<u32>> {
    let mut of_moment: BTreeMap<Moment, Vec<usize>> = BTreeMap::new();
    for (index, date) in found.dates.iter().enumerate() {
        if let Some(moment) = date.moment() {
            of_moment.entry(moment).or_default().push(index);
        }
    }
    let mut places = vec![None; found.dates.len()];
    for mut group in of_moment.into_values().filter(|group| group.len() > 1) {
        if order == FeedOrder::OldestFirst {
            group.reverse();
        }
        for (place, index) in (1..).zip(group) {
            places[index] = Some(place);
        }
    }
    places
}

/// The items that are not among so many of the newest.
fn older(answers: &ImportAnswers, found: &ItemDates, places: &[Option<u32>]) -> BTreeSet<usize> {
    let Some(only) = answers.only else { return BTreeSet::new() };
    let dated = found.dates.iter().enumerate().filter_map(|(index, date)| Some((Reverse(date.moment()?), places[index], index)));
    let mut newest_first: Vec<_> = dated.collect();
    newest_first.sort_unstable();
    newest_first.into_iter().skip(only.get()).map(|(_, _, index)| index).collect()
}

/// The folder of each item. The oldest choose first, so that a newer feed changes no name.
fn slugs(
    feed: &OldFeed,
    (answers, language): (&ImportAnswers, &Language),
    found: &ItemDates,
    guids: &[Option<Guid>],
    known: &KnownEpisodes,
) -> BTreeMap<usize, Slug> {
    let mut known = known.clone();
    let mut oldest_first: Vec<(Moment, usize)> =
        found.dates.iter().enumerate().filter_map(|(index, date)| Some((date.moment()?, index))).collect();
    oldest_first.sort_by_key(|(moment, index)| (*moment, Reverse(*index)));
    let mut slugs = BTreeMap::new();
    for (date, index) in oldest_first {
        let Some(guid) = &guids[index] else { continue };
        let name = match known.by_guid.get(guid) {
            Some(name) => name.clone(),
            None => slug(&feed.items[index], date, (answers.slugs, language), &mut known),
        };
        slugs.insert(index, name);
    }
    slugs
}

/// Names of seasons, which stand with each episode.
fn seasons(feed: &OldFeed, ledger: &mut Ledger) -> Vec<SeasonName> {
    let mut names: BTreeMap<_, _> = BTreeMap::new();
    for item in feed.items.iter().filter(|item| item.all(Podcast, "season").next().is_some()) {
        let mut reader = ItemReader::new(ledger, spot_of(item));
        for node in item.all(Podcast, "season") {
            let Some(name) = reader.text_attribute(node, "name") else { continue };
            match node.text.trim().parse() {
                Ok(number) => {
                    names.entry(number).or_insert(name);
                }
                Err(_) => reader.note_at(LedgerKind::NotCarried, "the name of a season whose number is no number from 1", node),
            }
        }
    }
    names.into_iter().map(|(number, name)| SeasonName { number, name }).collect()
}
