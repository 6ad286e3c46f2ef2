//! What is compared: each value that apps show, keep or act upon.

use std::str::FromStr;

use crate::feed::published::comparison::likeness::{base, explicit, media_type, same_address, same_text, same_words, seconds};
use crate::feed::published::comparison::{Aspect, FeedComparison, UnreadKind, episode, name};
use crate::feed::published::words;
use crate::feed::published::{Published, PublishedItem};
use crate::model::identity::guid::ShowGuid;

/// By how much two lengths may differ that are rounded differently (seconds).
const DURATION_SLACK: u64 = 1;

/// Compares the show.
pub(in crate::feed) fn of_show(old: &Published, new: &Published, comparison: &mut FeedComparison) {
    if new.is_outline {
        comparison.cannot(UnreadKind::Looks, String::new());
    }
    if let Some(page) = &old.next_page {
        comparison.cannot(UnreadKind::FurtherPages, page.clone());
    }
    show_guid(old, new, comparison);
    match &old.feed_url {
        None => comparison.cannot(UnreadKind::FeedAddress, String::new()),
        Some(url) if new.feed_url.as_ref().is_some_and(|new| !same_address((url, ""), (new, ""))) => {
            comparison.differs(Aspect::FeedAddress, None, Some(url.clone()), new.feed_url.clone());
        }
        Some(_) => {}
    }
    if new.is_outline {
        return;
    }
    let mut text = |aspect: Aspect, old: &Option<String>, new: &Option<String>, same: &dyn Fn(&str, &str) -> bool| {
        let Some(before) = old else { return };
        if new.as_ref().is_none_or(|after| !same(before, after)) {
            comparison.differs(aspect, None, old.clone(), new.clone());
        }
    };
    text(Aspect::Title, &old.title, &new.title, &same_words);
    let tag = |language: &str| language.replace('_', "-").to_lowercase();
    text(Aspect::Language, &old.language, &new.language, &|old, new| tag(old) == tag(new));
    let (old_base, new_base) = bases(old, new);
    text(Aspect::Picture, &old.picture, &new.picture, &|old, new| same_address((old, &old_base), (new, &new_base)));
    text(Aspect::Author, &old.author, &new.author, &same_words);
    let categories = |feed: &Published| feed.categories.iter().map(|names| names.join(" > ")).collect::<Vec<_>>();
    let (before, after) = (categories(old), categories(new));
    if !before.is_empty() && before.join("\n").to_lowercase() != after.join("\n").to_lowercase() {
        comparison.differs(Aspect::Categories, None, Some(before.join(", ")), Some(after.join(", ")));
    }
}

fn show_guid(old: &Published, new: &Published, comparison: &mut FeedComparison) {
    let (Some(before), Some(after)) = (&old.guid, &new.guid) else { return };
    match ShowGuid::from_str(&before.to_lowercase()) {
        Err(_) => comparison.cannot(UnreadKind::ShowGuid, before.clone()),
        Ok(_) if !before.eq_ignore_ascii_case(after) => {
            comparison.differs(Aspect::ShowGuid, None, Some(before.clone()), Some(after.clone()));
        }
        Ok(_) => {}
    }
}

fn bases(old: &Published, new: &Published) -> (String, String) {
    (base(old.feed_url.as_deref()), base(new.feed_url.as_deref()))
}

/// Compares an episode.
pub(in crate::feed) fn of_item(
    (old_feed, old): (&Published, &PublishedItem),
    (new_feed, new): (&Published, &PublishedItem),
    comparison: &mut FeedComparison,
) {
    let pair = ItemPair { old_feed, old, new_feed, new };
    pair.guid(comparison);
    pair.date(comparison);
    pair.enclosure(comparison);
    pair.title(comparison);
    if !new_feed.is_outline {
        pair.looks(comparison);
    }
}

struct ItemPair<'a> {
    old_feed: &'a Published,
    old: &'a PublishedItem,
    new_feed: &'a Published,
    new: &'a PublishedItem,
}

impl ItemPair<'_> {
    fn differs(&self, comparison: &mut FeedComparison, aspect: Aspect, old: Option<&str>, new: Option<&str>) {
        let episode = episode(self.old, Some(self.new));
        comparison.differs(aspect, Some(episode), old.map(str::to_owned), new.map(str::to_owned));
    }

    /// Apps know an episode without a guid by the address of its recording.
    fn guid(&self, comparison: &mut FeedComparison) {
        let enclosure = self.old.enclosure.as_ref().map(|enclosure| enclosure.url.as_str()).filter(|url| !url.is_empty());
        let (Some(before), after) = (self.old.guid.as_deref().or(enclosure), self.new.guid.as_deref()) else { return };
        if Some(before) != after {
            self.differs(comparison, Aspect::Guid, Some(before), after);
        }
    }

    fn date(&self, comparison: &mut FeedComparison) {
        let Some(before) = &self.old.date else {
            comparison.cannot(UnreadKind::NoDate, name(self.old));
            return;
        };
        let Some(moment) = before.moment else {
            comparison.cannot(UnreadKind::Date, format!("{} (`{}`)", name(self.old), before.text));
            return;
        };
        let after = self.new.date.as_ref();
        if after.is_none_or(|after| after.moment != Some(moment)) {
            let text = after.map(|after| after.text.as_str());
            self.differs(comparison, Aspect::Date, Some(&before.text), text);
        }
    }

    fn enclosure(&self, comparison: &mut FeedComparison) {
        let Some(before) = self.old.enclosure.as_ref().filter(|enclosure| !enclosure.url.is_empty()) else {
            comparison.cannot(UnreadKind::NoEnclosure, name(self.old));
            return;
        };
        let (old_base, new_base) = bases(self.old_feed, self.new_feed);
        let after = self.new.enclosure.as_ref();
        // A show with errors may have a recording whose address nobody knows yet.
        if after.is_none() && self.new_feed.is_outline {
            return;
        }
        if after.is_none_or(|after| !same_address((&before.url, &old_base), (&after.url, &new_base))) {
            self.differs(comparison, Aspect::Enclosure, Some(&before.url), after.map(|after| after.url.as_str()));
        }
        let Some(after) = after.filter(|_| !self.new_feed.is_outline) else { return };
        let bytes = |text: &str| text.trim().parse::<u64>().ok().filter(|bytes| *bytes > 0);
        if bytes(&before.length).is_some() && bytes(&before.length) != bytes(&after.length) {
            self.differs(comparison, Aspect::Bytes, Some(&before.length), Some(&after.length));
        }
        if !before.media_type.is_empty() && media_type(&before.media_type) != media_type(&after.media_type) {
            self.differs(comparison, Aspect::MediaType, Some(&before.media_type), Some(&after.media_type));
        }
    }

    fn title(&self, comparison: &mut FeedComparison) {
        let Some(before) = self.old.title.as_deref() else {
            comparison.cannot(UnreadKind::NoTitle, name(self.old));
            return;
        };
        if self.new.title.as_deref().is_none_or(|after| !same_words(before, after)) {
            self.differs(comparison, Aspect::Title, Some(before), self.new.title.as_deref());
        }
    }

    fn looks(&self, comparison: &mut FeedComparison) {
        self.duration(comparison);
        let (old_base, new_base) = bases(self.old_feed, self.new_feed);
        let same_place = |old: &str, new: &str| same_address((old, &old_base), (new, &new_base));
        let number = |text: &str| text.trim().trim_start_matches('0').to_owned();
        let same_number = |old: &str, new: &str| number(old) == number(new);
        let same_explicit = |old: &str, new: &str| explicit(old).unwrap_or_default() == explicit(new).unwrap_or_default();
        let shown = |item: &PublishedItem| {
            [&item.content, &item.description, &item.summary]
                .into_iter()
                .find_map(|text| text.as_ref().filter(|text| has_words(text)))
                .cloned()
        };
        let or = |own: &Option<String>, of_feed: &Option<String>| own.clone().or_else(|| of_feed.clone());
        let (old, new) = (self.old, self.new);
        let (notes, new_notes) = (shown(old), shown(new));
        let before_and_after: [(Aspect, Option<String>, Option<String>, SameValue<'_>); 8] = [
            (Aspect::Notes, notes.clone(), new_notes, &same_text),
            (
                Aspect::Description,
                old.description.clone().filter(|_| old.content.is_some()),
                new.description.clone(),
                &same_words,
            ),
            (Aspect::Picture, or(&old.picture, &self.old_feed.picture), or(&new.picture, &self.new_feed.picture), &same_place),
            (Aspect::Season, old.season.clone(), new.season.clone(), &same_number),
            (Aspect::Number, old.number.clone(), new.number.clone(), &same_number),
            (
                Aspect::Explicit,
                or(&old.explicit, &self.old_feed.explicit),
                or(&new.explicit, &self.new_feed.explicit),
                &same_explicit,
            ),
            (Aspect::Author, or(&old.author, &self.old_feed.author), or(&new.author, &self.new_feed.author), &same_words),
            (Aspect::Link, old.link.clone(), new.link.clone(), &same_place),
        ];
        // A picture and an author of the whole show are told once, with the show.
        let is_of_show = |aspect: Aspect| match aspect {
            Aspect::Picture => old.picture.is_none() && new.picture.is_none(),
            Aspect::Author => old.author.is_none() && new.author.is_none(),
            _ => false,
        };
        for (aspect, before, after, same) in before_and_after {
            // What the old feed leaves out, no app has shown, but for a season and a number: they sort the list.
            let appears = before.is_none() && after.is_some() && matches!(aspect, Aspect::Season | Aspect::Number);
            let differs = before.as_deref().is_some_and(|before| after.as_deref().is_none_or(|after| !same(before, after)));
            if (appears || differs) && !is_of_show(aspect) {
                self.differs(comparison, aspect, before.as_deref(), after.as_deref());
            }
        }
    }

    fn duration(&self, comparison: &mut FeedComparison) {
        let Some(before) = self.old.duration.as_deref() else { return };
        let Some(length) = seconds(before) else {
            comparison.cannot(UnreadKind::Duration, format!("{} (`{before}`)", name(self.old)));
            return;
        };
        let after = self.new.duration.as_deref();
        if after.and_then(seconds).is_none_or(|after| after.abs_diff(length) > DURATION_SLACK) {
            self.differs(comparison, Aspect::Duration, Some(before), after);
        }
    }
}

/// When two values mean the same.
type SameValue<'a> = &'a dyn Fn(&str, &str) -> bool;

fn has_words(text: &str) -> bool {
    !words::read(text).words.is_empty()
}
