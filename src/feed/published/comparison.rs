//! Two feeds of one show, compared as subscribers' apps would: what they would download again, take for new, lose, or show differently.

mod aspects;
mod likeness;
pub mod weight;

use crate::feed::published::address::comparable;
use crate::feed::published::comparison::aspects::{of_item, of_show};
use crate::feed::published::comparison::weight::Weight;
use crate::feed::published::matching::{Matching, matching};
use crate::feed::published::{Published, PublishedItem};

/// What two feeds differ in, and what could not be compared.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FeedComparison {
    /// The differences, the gravest first, then in the order of the old feed.
    pub changes: Vec<FeedChange>,
    /// What could not be compared.
    pub unread: Vec<Unread>,
    /// The items that both feeds have, by their indices: the old one and the new one.
    pub pairs: Vec<(usize, usize)>,
}

/// A difference.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedChange {
    /// In what.
    pub aspect: Aspect,
    /// The episode; `None` for the show.
    pub episode: Option<ChangedEpisode>,
    /// What the old feed says, as it says it.
    pub old: Option<String>,
    /// What the new feed says.
    pub new: Option<String>,
}

/// An episode of one feed, or of both.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChangedEpisode {
    /// The title that subscribers know, else the new one.
    pub title: String,
    /// The guid in the new feed.
    pub new_guid: Option<String>,
    /// The guid in the old feed.
    pub old_guid: Option<String>,
}

/// In what two feeds differ.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Aspect {
    /// The address of an episode's recording.
    Enclosure,
    /// An episode's guid, or that which apps use in its place.
    Guid,
    /// The show's guid.
    ShowGuid,
    /// An episode that the old feed does not have.
    NewEpisode,
    /// An episode's date.
    Date,
    /// An episode that the new feed does not have.
    GoneEpisode,
    /// The feed's address.
    FeedAddress,
    /// A title.
    Title,
    /// The notes that apps show.
    Notes,
    /// The short description.
    Description,
    /// A picture.
    Picture,
    /// The length that apps show.
    Duration,
    /// The season.
    Season,
    /// The number.
    Number,
    /// Whether there are explicit words.
    Explicit,
    /// Who made it.
    Author,
    /// The page that apps link to.
    Link,
    /// The language.
    Language,
    /// The categories.
    Categories,
    /// The size of the recording that the feed states.
    Bytes,
    /// The media type of the recording.
    MediaType,
}

/// What could not be compared, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unread {
    /// What.
    pub kind: UnreadKind,
    /// The episodes, or other details, in the order of the feed.
    pub examples: Vec<String>,
}

/// What could not be compared.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum UnreadKind {
    /// Everything but what identifies episodes, because the show has errors.
    Looks,
    /// Pages on which the old feed goes on.
    FurtherPages,
    /// The old feed does not say where it is.
    FeedAddress,
    /// The show's guid is no guid.
    ShowGuid,
    /// Items whose guid another item of the old feed has.
    DoubleGuid,
    /// Dates that nobody can read.
    Date,
    /// Episodes without a date.
    NoDate,
    /// Items without a recording.
    NoEnclosure,
    /// Episodes without a title.
    NoTitle,
    /// Lengths that nobody can read.
    Duration,
}

/// Compares the feed that subscribers have with the one that they would get.
pub fn compare(old: &Published, new: &Published) -> FeedComparison {
    let found = matching(&old.items, &new.items);
    let mut comparison = FeedComparison { pairs: found.pairs.clone(), ..FeedComparison::default() };
    of_show(old, new, &mut comparison);
    items(old, new, &found, &mut comparison);
    comparison.changes.sort_by_key(|change| (change.aspect.weight(), change.aspect));
    comparison.unread.sort_by_key(|unread| unread.kind);
    comparison
}

fn items(old: &Published, new: &Published, found: &Matching, comparison: &mut FeedComparison) {
    for &(before, after) in &found.pairs {
        of_item((old, &old.items[before]), (new, &new.items[after]), comparison);
    }
    for &gone in &found.gone {
        let item = &old.items[gone];
        if item.enclosure.as_ref().is_none_or(|enclosure| enclosure.url.is_empty()) {
            comparison.cannot(UnreadKind::NoEnclosure, name(item));
            continue;
        }
        comparison.differs(Aspect::GoneEpisode, Some(episode(item, None)), None, None);
    }
    for &added in &found.new {
        comparison.differs(Aspect::NewEpisode, Some(episode(&new.items[added], Some(&new.items[added]))), None, None);
    }
    for &doubled in &found.doubled {
        comparison.cannot(UnreadKind::DoubleGuid, name(&old.items[doubled]));
    }
}

impl FeedComparison {
    /// Whether subscribers would see no change at all.
    pub fn is_equal(&self) -> bool {
        self.changes.is_empty()
    }

    /// The differences of a weight.
    pub fn of_weight(&self, weight: Weight) -> impl Iterator<Item = &FeedChange> {
        self.changes.iter().filter(move |change| change.aspect.weight() == weight)
    }

    /// Notes that something could not be compared.
    pub fn cannot(&mut self, kind: UnreadKind, example: String) {
        match self.unread.iter_mut().find(|unread| unread.kind == kind) {
            Some(unread) => unread.examples.push(example),
            None => self.unread.push(Unread { kind, examples: vec![example] }),
        }
    }

    fn differs(&mut self, aspect: Aspect, episode: Option<ChangedEpisode>, old: Option<String>, new: Option<String>) {
        self.changes.push(FeedChange { aspect, episode, old, new });
    }
}

fn episode(old: &PublishedItem, new: Option<&PublishedItem>) -> ChangedEpisode {
    ChangedEpisode {
        title: old.title.clone().or_else(|| new.and_then(|item| item.title.clone())).unwrap_or_else(|| name(old)),
        new_guid: new.and_then(|item| item.guid.clone()),
        old_guid: old.guid.clone(),
    }
}

/// What to call an item: its title, else its recording, else its place.
pub(crate) fn name(item: &PublishedItem) -> String {
    let url = item.enclosure.as_ref().map(|enclosure| comparable(&enclosure.url)).filter(|url| !url.is_empty());
    item.title.clone().or(url).unwrap_or_else(|| format!("the item in line {}", item.line))
}

#[cfg(test)]
mod tests;
