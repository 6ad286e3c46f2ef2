//! Zones as feeds write them: by offset, by letters, by place.

use chrono::{FixedOffset, LocalResult, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use crate::feed::published::date::is_number;
use crate::model::time::moment::Moment;

/// Zones by name, in minutes east of UTC (RFC 2822, 4.3, and those of Europe, Asia and Oceania that mean one thing only). A single letter
/// of the military zones says nothing (RFC 2822, 4.3), except `z`.
const ZONES: &[(&str, i32)] = &[
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("wet", 0),
    ("ast", -240),
    ("adt", -180),
    ("at", -240),
    ("est", -300),
    ("edt", -240),
    ("et", -300),
    ("cst", -360),
    ("cdt", -300),
    ("ct", -360),
    ("mst", -420),
    ("mdt", -360),
    ("mt", -420),
    ("pst", -480),
    ("pdt", -420),
    ("pt", -480),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("met", 60),
    ("mest", 120),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("bst", 60),
    ("west", 60),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("jst", 540),
    ("kst", 540),
    ("awst", 480),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];

/// A zone.
#[derive(Clone, Copy)]
pub(in crate::feed::published) enum Zone {
    Fixed(FixedOffset),
    /// One of the IANA database, which has a summer time.
    Named(Tz),
}

impl Zone {
    /// `+0100`, `-05:00`, `+1`, `gmt+1`, `est`, `europe/london`; `None` where nobody can tell which zone is meant.
    pub(in crate::feed::published) fn of(word: &str) -> Option<Self> {
        let word = word.strip_prefix("etc/").unwrap_or(word);
        if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == word) {
            return Self::fixed(*minutes);
        }
        let offset = ["gmt", "utc"].iter().find_map(|name| word.strip_prefix(name)).unwrap_or(word);
        if let Some(minutes) = offset_minutes(offset) {
            return Self::fixed(minutes);
        }
        // A zone of four digits without a sign is `0000`, UTC.
        if word == "0000" {
            return Self::fixed(0);
        }
        let is_place = word.contains('/');
        chrono_tz::TZ_VARIANTS.iter().find(|zone| is_place && zone.name().eq_ignore_ascii_case(word)).copied().map(Self::Named)
    }

    fn fixed(minutes: i32) -> Option<Self> {
        FixedOffset::east_opt(minutes * 60).map(Self::Fixed)
    }

    /// The moment at which clocks of this zone show a time; the earlier one where they show it twice.
    pub(in crate::feed::published) fn at(self, time: NaiveDateTime) -> Option<Moment> {
        let found = match self {
            Self::Fixed(offset) => offset.from_local_datetime(&time),
            Self::Named(zone) => match zone.from_local_datetime(&time) {
                LocalResult::Single(one) | LocalResult::Ambiguous(one, _) => LocalResult::Single(one.fixed_offset()),
                LocalResult::None => LocalResult::None,
            },
        };
        found.earliest().map(Moment::from)
    }
}

/// `+0100`, `-05:00`, `+1`.
fn offset_minutes(text: &str) -> Option<i32> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = text[1..].replace(':', "");
    let number = |part: &str| part.parse::<i32>().ok().filter(|_| is_number(part));
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number(&digits)?, 0),
        3 => (number(&digits[..1])?, number(&digits[1..])?),
        4 => (number(&digits[..2])?, number(&digits[2..])?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}
