//! Which episodes are asked about.

use std::collections::BTreeSet;

use crate::check::live::live_feed::LiveItem;
use crate::model::identity::digest::Sha256;

/// How many episodes are asked about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SampleSize {
    /// So many: the newest two, the oldest, and others that the feed's own hash chooses.
    Some(usize),
    /// All, and of recordings every byte.
    All,
}

/// The episodes that are asked about, by their place in the feed. The same feed gives the same ones, so that a second run asks again what was wrong.
pub(crate) fn sample(items: &[LiveItem], sample: SampleSize, feed: &Sha256) -> Vec<usize> {
    let mut by_date: Vec<usize> = (0..items.len()).collect();
    // the newest first; without dates as they stand in the feed
    by_date.sort_by_key(|index| std::cmp::Reverse(items[*index].date));
    let count = match sample {
        SampleSize::Some(count) if count < items.len() => count,
        _ => return by_date,
    };
    let firsts = by_date.iter().take(2).chain(by_date.last()).copied();
    let mut chosen: Vec<usize> = Vec::new();
    for index in firsts {
        if chosen.len() < count && !chosen.contains(&index) {
            chosen.push(index);
        }
    }
    let mut known: BTreeSet<usize> = chosen.iter().copied().collect();
    let mut seed = u64::from_le_bytes(*feed.as_bytes().first_chunk().expect("a hash has 32 bytes"));
    while chosen.len() < count {
        // the next of an order that the hash begins (Knuth's MMIX generator), and from there the next that is free
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let start = usize::try_from(seed >> 33).unwrap_or(0) % items.len();
        let free = (start..items.len()).chain(0..start).find(|index| !known.contains(index));
        let Some(index) = free else { break };
        known.insert(index);
        chosen.push(index);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(count: usize) -> Vec<LiveItem> {
        let date = |index: usize| format!("2022-{:02}-01T07:00:00Z", 1 + index % 12).parse().ok();
        (0..count).map(|index| LiveItem { date: date(index), ..LiveItem::default() }).collect()
    }

    #[test]
    fn the_newest_two_and_the_oldest_are_always_asked_about() {
        let feed = Sha256::of(b"feed");
        let chosen = sample(&items(12), SampleSize::Some(5), &feed);
        assert_eq!((chosen.len(), &chosen[..3]), (5, [11, 10, 0].as_slice()));
        assert_eq!(chosen, sample(&items(12), SampleSize::Some(5), &feed), "a second run asks the same");
        assert_eq!(chosen.iter().collect::<BTreeSet<_>>().len(), 5);
        assert_ne!(chosen[3..], sample(&items(12), SampleSize::Some(5), &Sha256::of(b"other"))[3..]);
    }

    #[test]
    fn small_feeds_and_small_samples_have_no_more_than_there_is() {
        let feed = Sha256::of(b"");
        assert_eq!(sample(&items(0), SampleSize::Some(5), &feed), Vec::<usize>::new());
        assert_eq!(sample(&items(1), SampleSize::Some(5), &feed), [0]);
        assert_eq!(sample(&items(3), SampleSize::Some(1), &feed), [2]);
        assert_eq!(sample(&items(3), SampleSize::Some(0), &feed), Vec::<usize>::new());
        assert_eq!(sample(&items(3), SampleSize::All, &feed), [2, 1, 0]);
        assert_eq!(sample(&items(10), SampleSize::Some(400), &feed).len(), 10);
    }

    #[test]
    fn without_dates_the_order_of_the_feed_counts() {
        let items = vec![LiveItem::default(); 4];
        assert_eq!(sample(&items, SampleSize::Some(3), &Sha256::of(b"")), [0, 1, 3]);
    }
}
