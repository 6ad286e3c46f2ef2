//! Times of day as feeds write them.

use chrono::{NaiveDate, NaiveDateTime};

use crate::feed::published::date::is_number;

/// A time of day, as far as it was read.
#[derive(Default)]
pub(in crate::feed::published) struct TimeOfDay {
    /// Hours, minutes, seconds.
    time: Option<(u32, u32, u32)>,
    pub(in crate::feed::published) is_afternoon: Option<bool>,
}

impl TimeOfDay {
    /// Whether the word is a time of day, or a half of the day.
    pub(in crate::feed::published) fn take(&mut self, word: &str) -> bool {
        let half = |text: &str| match text {
            "am" | "a.m." => Some(false),
            "pm" | "p.m." => Some(true),
            _ => None,
        };
        if let Some(is_afternoon) = half(word) {
            self.is_afternoon = Some(is_afternoon);
            return true;
        }
        if self.time.is_some() || !word.contains(':') || !is_clock(word) {
            return false;
        }
        let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.');
        if digits.len() < word.len() {
            let Some(is_afternoon) = half(&word[digits.len()..]) else { return false };
            self.is_afternoon = Some(is_afternoon);
        }
        let whole = digits.split('.').next().unwrap_or_default();
        let parts: Option<Vec<u32>> = whole.split(':').map(|part| part.parse().ok().filter(|_| is_number(part))).collect();
        self.time = match parts.as_deref() {
            Some([hours, minutes]) => Some((*hours, *minutes, 0)),
            Some([hours, minutes, seconds]) => Some((*hours, *minutes, *seconds)),
            _ => return false,
        };
        true
    }

    /// That time on a day; midnight where none was read.
    pub(in crate::feed::published) fn on(&self, date: NaiveDate) -> Option<NaiveDateTime> {
        let (hours, minutes, seconds) = self.time.unwrap_or_default();
        let hours = match self.is_afternoon {
            None => hours,
            Some(_) if !(1..=12).contains(&hours) => return None,
            Some(is_afternoon) => hours % 12 + if is_afternoon { 12 } else { 0 },
        };
        date.and_hms_opt(hours, minutes, seconds)
    }
}

/// Whether a word begins like a time.
pub(in crate::feed::published) fn is_clock(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit())
}
