//! Dates as old feeds write them. RFC 2822 is what RSS asks for; feed readers also take swapped days and months, names of months in
//! full, zones by name, wrong weekdays, ISO 8601, the output of `date`, and a few national forms.

mod time_of_day;
mod zone;

use chrono::{FixedOffset, NaiveDate};
use chrono_tz::Tz;

use crate::feed::published::date::time_of_day::{TimeOfDay, is_clock};
use crate::feed::published::date::zone::Zone;
use crate::model::time::moment::Moment;

/// The longest text that is read as a date (bytes).
const DATE_MAX: usize = 100;

/// A date as a feed writes it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WrittenDate {
    /// The text.
    pub text: String,
    /// What it means; `None` where nobody can tell.
    pub moment: Option<Moment>,
}

impl WrittenDate {
    /// Reads a date. One without a zone is in UTC, as for feed readers.
    pub fn new(text: &str) -> Self {
        Self::in_zone(text, Tz::UTC)
    }

    /// Reads a date. One without a zone is in this one.
    pub fn in_zone(text: &str, zone: Tz) -> Self {
        Self { text: text.to_owned(), moment: if text.len() > DATE_MAX { None } else { moment(text, Zone::Named(zone)) } }
    }

    /// Whether the text says in which zone it is.
    pub fn has_zone(&self) -> bool {
        Self::in_zone(&self.text, Tz::Asia__Tokyo).moment == self.moment
    }
}

/// Names of months in Greek and Hungarian feeds, by their first letters, and of ours.
const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("ιαν", 1),
    ("φεβ", 2),
    ("μάώ", 3),
    ("μαώ", 3),
    ("μαρ", 3),
    ("μάρ", 3),
    ("απρ", 4),
    ("μάι", 5),
    ("μαϊ", 5),
    ("μαι", 5),
    ("ιούν", 6),
    ("ιον", 6),
    ("ιουν", 6),
    ("ιούλ", 7),
    ("ιολ", 7),
    ("ιουλ", 7),
    ("αύγ", 8),
    ("αυγ", 8),
    ("σεπ", 9),
    ("οκτ", 10),
    ("νοέ", 11),
    ("νοε", 11),
    ("δεκ", 12),
    ("janu", 1),
    ("febru", 2),
    ("márc", 3),
    ("ápr", 4),
    ("máj", 5),
    ("jún", 6),
    ("júl", 7),
    ("szept", 9),
    ("okt", 10),
];

/// Days of the week. Which one is written does not count: the date does.
const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun", "κυρ", "δευ", "τρι", "τετ", "πεμ", "παρ", "σαβ"];

fn moment(text: &str, zone: Zone) -> Option<Moment> {
    let text = text.trim().to_lowercase();
    let words = words(&text);
    let first = words.iter().position(|word| !is_day(word))?;
    let words = &words[first..];
    if let Some(moment) = iso(words, zone).or_else(|| korean(words)) {
        return Some(moment);
    }
    with_month_name(words, zone)
}

/// The words of a date: comments in brackets and commas are no part of it, and `02-mar-2026` is three words.
fn words(text: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let outside = text.chars().filter(|letter| {
        let was_outside = depth == 0;
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        was_outside && depth == 0
    });
    let text: String = outside.map(|letter| if letter == ',' { ' ' } else { letter }).collect();
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let parts: Vec<&str> = word.split('-').collect();
        match parts.as_slice() {
            [day, name, year] if month(name).is_some() && is_number(day) && is_number(year) && day.len() <= 2 => {
                words.extend([*day, *name, *year].map(str::to_owned));
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day(word: &str) -> bool {
    let is_name = word.trim_end_matches('.').chars().all(char::is_alphabetic);
    is_name && DAYS.iter().any(|day| word.starts_with(day)) && month(word).is_none()
}

fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    if word.is_empty() || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    MONTHS.iter().find(|(name, _)| word.starts_with(name)).map(|(_, number)| *number)
}

/// `2 march 2026 7:00:00 gmt`, `mar 02 2026 07:00`, `mar 2 07:00:00 2026`, and with a zone before the year.
fn with_month_name(words: &[String], default: Zone) -> Option<Moment> {
    let named = words.iter().position(|word| month(word).is_some())?;
    let mut numbers = Vec::new();
    let mut clock = TimeOfDay::default();
    let mut zone = None;
    for (index, word) in words.iter().enumerate() {
        if index == named || clock.take(word) {
            continue;
        }
        let number = if numbers.is_empty() { without_ordinal(word) } else { word.as_str() };
        if is_number(number) && numbers.len() < 2 {
            numbers.push(number);
        } else if numbers.is_empty() && index < named {
            // The day of the week in another language.
            if !word.trim_end_matches('.').chars().all(char::is_alphabetic) {
                return None;
            }
        } else {
            let found = Zone::of(word)?;
            zone.get_or_insert(found);
        }
    }
    let [day, year] = numbers.as_slice() else { return None };
    let date = NaiveDate::from_ymd_opt(full_year(year)?, month(&words[named])?, day.parse().ok()?)?;
    zone.unwrap_or(default).at(clock.on(date)?)
}

/// `2nd` is 2.
fn without_ordinal(word: &str) -> &str {
    ["st", "nd", "rd", "th", "."].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

/// Two digits are a year of the century in which there are feeds.
fn full_year(word: &str) -> Option<i32> {
    let year: i32 = word.parse().ok()?;
    match word.len() {
        4 => Some(year),
        2 if year < 90 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// `2026-03-02t07:00:00z`, `2026-03-02 07:00`, `20260302`, `2026-061`, `2026/03/02 07:00:00 est`, `2026-március-2t7:00+01:00`
/// (ISO 8601, and what is near it).
fn iso(words: &[String], default: Zone) -> Option<Moment> {
    let first = words.first()?;
    if !first.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let (date, rest) = first
        .char_indices()
        .find(|(at, letter)| *letter == 't' && is_clock(&first[at + 1..]))
        .map_or((first.as_str(), None), |(at, _)| (&first[..at], Some(&first[at + 1..])));
    let date = calendar_date(date.trim_end_matches('z'))?;
    let mut clock = TimeOfDay::default();
    let mut zone = None;
    for word in rest.into_iter().chain(words[1..].iter().map(String::as_str)) {
        let (time, offset) = split_offset(word);
        if clock.take(time) {
            if let Some(offset) = offset {
                zone = Some(Zone::of(offset)?);
            }
        } else {
            let found = Zone::of(word)?;
            zone.get_or_insert(found);
        }
    }
    zone.unwrap_or(default).at(clock.on(date)?)
}

/// `07:00:00+01:00` is a time and an offset.
fn split_offset(word: &str) -> (&str, Option<&str>) {
    match word.find(['+', '-', 'z']) {
        Some(at) if at > 0 && is_clock(word) => (&word[..at], Some(&word[at..])),
        _ => (word, None),
    }
}

fn calendar_date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| is_number(part));
    let year = |part: &str| part.parse::<i32>().ok().filter(|_| is_number(part) && part.len() == 4);
    match parts.as_slice() {
        [all] if is_number(all) => match all.len() {
            4 => NaiveDate::from_ymd_opt(year(all)?, 1, 1),
            7 => NaiveDate::from_yo_opt(year(&all[..4])?, number(&all[4..])?),
            8 => NaiveDate::from_ymd_opt(year(&all[..4])?, number(&all[4..6])?, number(&all[6..])?),
            _ => None,
        },
        [first, ordinal] if ordinal.len() == 3 => NaiveDate::from_yo_opt(year(first)?, number(ordinal)?),
        [first, second] => NaiveDate::from_ymd_opt(year(first)?, number(second)?, 1),
        [first, second, third] => {
            let month = number(second).or_else(|| month(second))?;
            NaiveDate::from_ymd_opt(year(first)?, month, number(third)?)
        }
        _ => None,
    }
}

/// `2004년 05월 28일 01:31:15`, and `2004-05-25 오후 11:23:17`: blogs in Korea write no zone and mean their own.
fn korean(words: &[String]) -> Option<Moment> {
    let zone = Zone::Fixed(FixedOffset::east_opt(9 * 3600)?);
    match words {
        [year, month, day, time] => {
            let part = |word: &str, mark: char| word.strip_suffix(mark)?.parse::<u32>().ok();
            let year = i32::try_from(part(year, '년')?).ok()?;
            let date = NaiveDate::from_ymd_opt(year, part(month, '월')?, part(day, '일')?)?;
            let mut clock = TimeOfDay::default();
            clock.take(time).then_some(())?;
            zone.at(clock.on(date)?)
        }
        [date, half, time] if matches!(half.as_str(), "오전" | "오후") => {
            let mut clock = TimeOfDay::default();
            clock.is_afternoon = Some(half == "오후");
            clock.take(time).then_some(())?;
            zone.at(clock.on(calendar_date(date)?)?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(text: &str, expected: &str) {
        let found = WrittenDate::new(text).moment;
        assert_eq!(found.map(|moment| moment.as_date_time().to_utc().to_rfc3339()), Some(expected.to_owned()), "{text}");
    }

    #[test]
    fn reads_dates_as_feed_readers_do() {
        let expected = "2026-03-01T07:00:00+00:00";
        for text in [
            "Sun, 01 Mar 2026 07:00:00 +0000",
            "Sun, 1 March 2026 07:00:00 +0000",
            "Sun, 01 Mar 2026 7:00:00 +0000",
            "Sun, 01 Mar 2026 07:00:00 UTC",
            "Sun, 01 Mar 2026 07:00:00 GMT",
            "Sun, 01 Mar 2026 07:00:00 Z",
            "Sun, 01 Mar 2026 07:00:00",
            "Sun, 01 Mar 2026 07:00 GMT",
            "Mon, 01 Mar 2026 07:00:00 +0000",
            "01 Mar 2026 07:00:00 +0000",
            "Sun,01 Mar 2026 07:00:00 +0000",
            "Sun, 01 Mar 26 07:00:00 +0000",
            "Sun, Mar 01 2026 07:00:00 GMT",
            "March 1, 2026 7:00 AM",
            "Sun Mar  1 07:00:00 2026",
            "Sun Mar 01 07:00:00 +0000 2026",
            "Sun Mar 01 07:00:00 UTC 2026",
            "Sunday, 01-Mar-26 07:00:00 GMT",
            "1-Mar-2026 07:00:00 GMT",
            "Sun, 01 Mar 2026 08:00:00 +01:00",
            "Sun, 01 Mar 2026 02:00:00 EST",
            "Sun, 01 Mar 2026 02:00:00 GMT-05:00",
            "Sun, 01 Mar 2026 08:00:00 GMT+1",
            "Sun, 01 Mar 2026 08:00:00 CET",
            "Sun, 01 Mar 2026 08:00:00 Europe/Paris",
            "Sun, 01 Mar 2026 02:00:00 America/New_York",
            "Sun, 01 Mar 2026 07:00:00 Etc/GMT",
            "Sun, 01 Mar 2026 08:00:00 +0100 (CET)",
            "Sun, 01 Mar 2026 08:00:00 +0100 CET",
            "dim., 01 mars 2026 07:00:00 +0000",
            "Sun, 1st Mar 2026 07:00:00 +0000",
            "2026-03-01T07:00:00Z",
            "2026-03-01T07:00:00+00:00",
            "2026-03-01T08:00+01:00",
            "2026-03-01T07:00:00",
            "2026-03-01 07:00:00",
            "2026-03-01 07:00:00 UTC",
            "2026-03-01 07:00:00 +0000",
            "2026-03-01T07:00:00.000Z",
            "20260301T07:00:00Z",
            "2026-060T07:00:00Z",
            "Sun, 2026/03/01 02:00:00 EST",
            "2026/03/01 07:00:00",
            "2026-03-01 02:00:00 PM +0700",
            "2026-március-1T8:00+01:00",
            "Κυρ, 01 Μάρ 2026 09:00:00 EET",
            "2026년 03월 01일 16:00:00",
            "2026-03-01 오후 4:00:00",
            "  Sun, 01 Mar 2026\n07:00:00 +0000 ",
        ] {
            same(text, expected);
        }
        same("2026-03-01", "2026-03-01T00:00:00+00:00");
        same("01 Mar 2026", "2026-03-01T00:00:00+00:00");
        same("Sun, 01 Mar 99 12:30:00 PST", "1999-03-01T20:30:00+00:00");
        same("Mon, 06 Jul 2026 12:00:00 am Europe/London", "2026-07-05T23:00:00+00:00");
    }

    #[test]
    fn a_date_that_means_nothing_or_two_things_is_not_guessed() {
        for text in [
            "",
            "soon",
            "01/03/2026",
            "1772434800",
            "Sun, 32 Mar 2026 07:00:00 +0000",
            "Sun, 01 Mar 2026 25:00:00 +0000",
            "Mar 2026",
            "Sun, 01 Mar 2026 07:00:00 XYZ",
            "Sun, 01 Mar 2026 13:00 PM",
            "2026-13-01",
            "2026-03-01T",
            "Sun, 01 Foo 2026 07:00:00 GMT",
            "Sun, 01 Mar 20026 07:00:00 GMT",
            "Sun, 01 Mar 2026 07:00:00 +9900",
            "2026-W10-1",
            "ساعة",
            "1 mar 2026 é:é",
            "١ mar 2026",
        ] {
            assert_eq!(WrittenDate::new(text).moment, None, "{text}");
        }
        assert_eq!(WrittenDate::new(&"1 Mar 2026 ".repeat(100)).moment, None);
    }
}
