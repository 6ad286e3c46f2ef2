//! Which item of an old feed is which item of a new one: by guid, else by enclosure, else by title and date together. A guess would be
//! worse than none, so two items agree only if no other agrees as well.

use std::collections::BTreeMap;

use crate::feed::published::PublishedItem;
use crate::feed::published::address::comparable;
use crate::feed::published::words;

/// How the items of two feeds belong together, by their indices.
#[derive(Debug, Default, Eq, PartialEq)]
pub(in crate::feed) struct Matching {
    /// An old item and the new one that it became.
    pub(in crate::feed) pairs: Vec<(usize, usize)>,
    /// Old items that are gone.
    pub(in crate::feed) gone: Vec<usize>,
    /// New items.
    pub(in crate::feed) new: Vec<usize>,
    /// Old items whose guid an earlier or a better item has too.
    pub(in crate::feed) doubled: Vec<usize>,
}

/// Matches the items of two feeds.
pub(in crate::feed) fn matching(old: &[PublishedItem], new: &[PublishedItem]) -> Matching {
    let mut state = Candidates {
        old,
        new,
        new_of: vec![None; old.len()],
        is_taken: vec![false; new.len()],
        is_doubled: vec![false; old.len()],
    };
    state.by_guid();
    state.by(enclosure_key);
    state.by(title_and_date);
    state.finish()
}

struct Candidates<'a> {
    old: &'a [PublishedItem],
    new: &'a [PublishedItem],
    new_of: Vec<Option<usize>>,
    is_taken: Vec<bool>,
    is_doubled: Vec<bool>,
}

impl Candidates<'_> {
    fn by_guid(&mut self) {
        let mut old_by_guid: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, item) in self.old.iter().enumerate() {
            if let Some(guid) = &item.guid {
                old_by_guid.entry(guid).or_default().push(index);
            }
        }
        let mut new_by_guid: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, item) in self.new.iter().enumerate() {
            if let Some(guid) = &item.guid {
                new_by_guid.entry(guid).or_insert(index);
            }
        }
        for (guid, candidates) in &old_by_guid {
            let same = new_by_guid.get(guid).copied();
            // Of several items with one guid, apps have one: it is the one that looks most like the episode.
            let likeness = |index: usize| same.map_or(0, |new| likeness(&self.old[index], &self.new[new]));
            let Some(best) = candidates.iter().copied().rev().max_by_key(|index| likeness(*index)) else { continue };
            if let Some(new) = same {
                self.new_of[best] = Some(new);
                self.is_taken[new] = true;
            }
            for other in candidates.iter().filter(|index| **index != best) {
                self.is_doubled[*other] = true;
            }
        }
    }

    fn by(&mut self, key: fn(&PublishedItem) -> Option<String>) {
        let mut keys: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (index, item) in
            self.old.iter().enumerate().filter(|(index, _)| self.new_of[*index].is_none() && !self.is_doubled[*index])
        {
            if let Some(key) = key(item) {
                keys.entry(key).or_default().0.push(index);
            }
        }
        for (index, item) in self.new.iter().enumerate().filter(|(index, _)| !self.is_taken[*index]) {
            if let Some(key) = key(item) {
                keys.entry(key).or_default().1.push(index);
            }
        }
        for (old, new) in keys.values() {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                self.new_of[*old] = Some(*new);
                self.is_taken[*new] = true;
            }
        }
    }

    fn finish(self) -> Matching {
        let mut found = Matching::default();
        for (index, new) in self.new_of.iter().enumerate() {
            match new {
                Some(new) => found.pairs.push((index, *new)),
                None if self.is_doubled[index] => found.doubled.push(index),
                None => found.gone.push(index),
            }
        }
        found.new = (0..self.new.len()).filter(|index| !self.is_taken[*index]).collect();
        found
    }
}

fn likeness(old: &PublishedItem, new: &PublishedItem) -> usize {
    let agree = |key: fn(&PublishedItem) -> Option<String>| usize::from(key(old).is_some() && key(old) == key(new));
    agree(enclosure_key) * 2 + agree(title_key) + agree(date_key)
}

fn enclosure_key(item: &PublishedItem) -> Option<String> {
    item.enclosure.as_ref().map(|enclosure| comparable(&enclosure.url)).filter(|url| !url.is_empty())
}

fn title_key(item: &PublishedItem) -> Option<String> {
    item.title.as_deref().map(|title| words::read(title).words.to_lowercase())
}

fn date_key(item: &PublishedItem) -> Option<String> {
    let date = item.date.as_ref()?;
    Some(date.moment.map_or_else(|| date.text.clone(), |moment| moment.unix_seconds().to_string()))
}

fn title_and_date(item: &PublishedItem) -> Option<String> {
    Some(format!("{}\n{}", title_key(item)?, date_key(item)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::published::PublishedEnclosure;
    use crate::feed::published::date::WrittenDate;

    fn item(guid: &str, file: &str, title: &str, day: u32) -> PublishedItem {
        PublishedItem {
            guid: Some(guid.to_owned()).filter(|guid| !guid.is_empty()),
            title: Some(title.to_owned()),
            date: Some(WrittenDate::new(&format!("{day} Mar 2026 07:00:00 GMT"))),
            enclosure: Some(PublishedEnclosure { url: format!("https://a.example/{file}.mp3"), ..PublishedEnclosure::default() }),
            ..PublishedItem::default()
        }
    }

    fn found(old: &[PublishedItem], new: &[PublishedItem]) -> Matching {
        matching(old, new)
    }

    #[test]
    fn the_guid_comes_first_then_the_enclosure_then_title_and_date() {
        let old = [item("a", "1", "A", 1), item("", "2", "B", 2), item("c", "3", "C", 3), item("d", "4", "D", 4)];
        let new = [item("x", "2", "Other", 9), item("a", "9", "Z", 8), item("y", "8", "C", 3), item("e", "7", "D", 5)];
        let expected = Matching { pairs: vec![(0, 1), (1, 0), (2, 2)], gone: vec![3], new: vec![3], doubled: vec![] };
        assert_eq!(found(&old, &new), expected);
    }

    #[test]
    fn what_agrees_with_two_is_matched_with_none() {
        let old = [item("", "", "Trailer", 1), item("", "", "Trailer", 1)];
        let new = [item("x", "5", "Trailer", 1)];
        assert_eq!(found(&old, &new), Matching { pairs: vec![], gone: vec![0, 1], new: vec![0], doubled: vec![] });
    }

    #[test]
    fn of_two_items_with_one_guid_the_like_one_is_compared() {
        let old = [item("a", "1", "Another", 1), item("a", "2", "Mine", 2), item("b", "3", "B", 3), item("b", "4", "B", 3)];
        let new = [item("a", "2", "Mine", 2)];
        assert_eq!(found(&old, &new), Matching { pairs: vec![(1, 0)], gone: vec![2], new: vec![], doubled: vec![0, 3] });
    }
}
