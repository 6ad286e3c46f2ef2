//! Who publishes now. The lease stands on the target, in `.podwright/lease.json`, and names nobody: the holder is a word that its run has printed.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::model::files::byte_count::ByteCount;

/// The longest lease that is read.
pub const LEASE_MAX: ByteCount = ByteCount::kibibytes(16);

/// How long a lease holds from when it was last renewed.
const HOLDS: Duration = Duration::minutes(15);

/// Who publishes now.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Lease {
    /// This run.
    pub id: String,
    /// A word that the run has printed.
    pub who: String,
    /// Since when, in seconds since 1970.
    pub since: i64,
    /// Until when.
    pub until: i64,
}

impl Lease {
    /// A lease that begins now.
    pub fn beginning(id: &str, now: i64) -> Self {
        Self { id: id.to_owned(), who: word(id), since: now, until: now.saturating_add(HOLDS.num_seconds()) }
    }

    /// The same, renewed now.
    #[must_use]
    pub fn renewed(&self, now: i64) -> Self {
        Self { until: now.saturating_add(HOLDS.num_seconds()), ..self.clone() }
    }

    /// Whether it holds at a time. One that says it holds for longer than any does is not believed.
    pub fn holds_at(&self, now: i64) -> bool {
        now < self.until && self.until <= now.saturating_add(2 * HOLDS.num_seconds())
    }

    /// Reads a lease; `None` for what is none, which holds nobody up.
    pub fn read(json: &[u8]) -> Option<Self> {
        let lease: Self = serde_json::from_slice(json).ok()?;
        let is_word = |text: &str| (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (is_word(&lease.id) && is_word(&lease.who)).then_some(lease)
    }

    /// Its text.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("a lease of text and numbers is JSON") + "\n"
    }

    /// Until when it holds, for people.
    pub fn until_text(&self) -> String {
        DateTime::<Utc>::from_timestamp(self.until, 0)
            .map_or_else(|| "an unknown time".to_owned(), |until| until.format("%H:%M:%S UTC").to_string())
    }
}

/// A word that people can say, from what is random in an id: its last digits.
fn word(id: &str) -> String {
    const FIRST: &[u8; 16] = b"bdfghjklmnprstvz";
    const SECOND: &[u8; 4] = b"aeiu";
    let digits = id.bytes().rev().filter_map(|b| char::from(b).to_digit(16)).take(6);
    let mut word = String::new();
    for digit in digits {
        let digit = digit as usize;
        word.push(char::from(FIRST[digit % FIRST.len()]));
        word.push(char::from(SECOND[(digit / 4) % SECOND.len()]));
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lease_holds_for_a_quarter_of_an_hour_and_is_renewed() {
        let lease = Lease::beginning("017f22e2-79b0-7cc3-98c4-dc0c0c07398f", 1000);
        assert_eq!(Lease::read(lease.text().as_bytes()), Some(lease.clone()));
        assert!(lease.holds_at(1000) && lease.holds_at(1899) && !lease.holds_at(1900));
        assert!(lease.renewed(1800).holds_at(2600));
        assert_eq!(lease.who.len(), 12);
    }

    #[test]
    fn what_a_stranger_wrote_holds_nobody_up_for_ever() {
        let forever = Lease { until: i64::MAX, ..Lease::beginning("abc", 0) };
        assert!(!forever.holds_at(0));
        for bad in
            ["", "{}", "[]", r#"{"id":"a\nb","who":"a","since":0,"until":1}"#, r#"{"id":"a","who":"","since":0,"until":1}"#]
        {
            assert_eq!(Lease::read(bad.as_bytes()), None, "{bad}");
        }
    }
}
