//! What a count comes to. There is no place in it for an address, a user agent or a referrer.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::impact::stage::Stage;
use crate::impact::time::{DAY, day_text};
use crate::impact::window::CountingWindow;

/// Numbers for one app below this could be a person (spec of `impact`); they are written as "fewer than 5".
pub const FEWEST: u64 = 5;

/// The counts of one or more logs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Counts {
    /// How long one listener's requests are one download.
    pub window: CountingWindow,
    /// Lines of the logs, without remarks.
    pub lines: u64,
    /// How many lines each rule left out.
    pub left_out: BTreeMap<Stage, u64>,
    /// Lines that no rule left out.
    pub requests: u64,
    /// Those whose log names the range.
    pub ranges: u64,
    /// Listeners in a window.
    pub listenings: u64,
    /// Those to whom less than a minute was sent.
    pub too_short: u64,
    /// Downloads by day (days since 1970, UTC), episode and app.
    pub by_day: BTreeMap<(u32, String, String), u64>,
    /// The first and the last second of the logs (seconds since 1970).
    pub span: Option<(u32, u32)>,
}

/// A number, or the fact that it is too small to be told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AppCount(pub u64);

impl std::fmt::Display for AppCount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 < FEWEST { write!(f, "fewer than {FEWEST}") } else { write!(f, "{}", self.0) }
    }
}

impl Counts {
    /// All downloads.
    pub fn downloads(&self) -> u64 {
        self.by_day.values().sum()
    }

    /// Downloads of each episode.
    pub fn by_episode(&self) -> BTreeMap<&str, u64> {
        self.grouped(|(_, episode, _)| episode.as_str())
    }

    /// Downloads by each app.
    pub fn by_app(&self) -> BTreeMap<&str, AppCount> {
        self.grouped(|(_, _, app)| app.as_str()).into_iter().map(|(app, count)| (app, AppCount(count))).collect()
    }

    /// Downloads on each day, such as `2013-12-04`.
    pub fn by_date(&self) -> BTreeMap<String, u64> {
        self.grouped(|(day, _, _)| day_text(*day))
    }

    /// Downloads in each month, such as `2013-12`.
    pub fn by_month(&self) -> BTreeMap<String, u64> {
        self.grouped(|(day, _, _)| day_text(*day).chars().take("2013-12".len()).collect())
    }

    /// Downloads of each episode on each day (days since 1970).
    pub fn by_day_and_episode(&self) -> BTreeMap<(u32, &str), u64> {
        self.grouped(|(day, episode, _)| (*day, episode.as_str()))
    }

    fn grouped<'a, K: Ord>(&'a self, key: impl Fn(&'a (u32, String, String)) -> K) -> BTreeMap<K, u64> {
        let mut groups = BTreeMap::new();
        for (place, count) in &self.by_day {
            *groups.entry(key(place)).or_default() += count;
        }
        groups
    }

    /// Takes days out that were not asked for (days since 1970).
    pub fn keep_days(&mut self, first: Option<u32>, last: Option<u32>) {
        self.by_day.retain(|(day, _, _), _| first.is_none_or(|first| *day >= first) && last.is_none_or(|last| *day <= last));
    }

    /// The days that the logs cover whole: there is a line in the first minute or before it, and one in the last minute or after it.
    pub fn whole_days(&self) -> Range<u32> {
        const MINUTE: u32 = 60;
        let Some((first, last)) = self.span else { return 0..0 };
        let days = (u64::from(last) + u64::from(MINUTE)) / u64::from(DAY);
        first.saturating_sub(MINUTE - 1).div_ceil(DAY)..u32::try_from(days).unwrap_or(u32::MAX)
    }

    /// The days that the logs touch.
    pub fn touched_days(&self) -> Range<u32> {
        self.span.map_or(0..0, |(first, last)| first / DAY..last / DAY + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_whole_from_its_first_to_its_last_minute() {
        let days = |first, last| {
            let counts = Counts {
                window: CountingWindow::Calendar,
                lines: 0,
                left_out: BTreeMap::new(),
                requests: 0,
                ranges: 0,
                listenings: 0,
                too_short: 0,
                by_day: BTreeMap::new(),
                span: Some((first, last)),
            };
            counts.whole_days().collect::<Vec<_>>()
        };
        assert_eq!(days(10 * DAY, 11 * DAY - 1), [10_u32]);
        assert_eq!(days(10 * DAY + 59, 11 * DAY - 60), [10_u32]);
        assert!(days(10 * DAY + 60, 11 * DAY - 1).is_empty());
        assert!(days(10 * DAY, 11 * DAY - 61).is_empty());
        assert_eq!(days(10 * DAY + 500, 13 * DAY + 500), [11_u32, 12]);
        assert!(days(0, 0).is_empty());
        assert!(days(u32::MAX, u32::MAX).is_empty());
    }

    #[test]
    fn small_numbers_of_an_app_are_not_told() {
        assert_eq!([0, 4, 5].map(|count| AppCount(count).to_string()), ["fewer than 5", "fewer than 5", "5"]);
    }
}
