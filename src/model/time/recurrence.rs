//! How often episodes come.

use std::fmt;
use std::str::FromStr;

use crate::model::key::keys;
use crate::model::time::moment::Moment;
use crate::model::wording::text::Text;

keys! {
    /// `podcast:updateFrequency` (Podcast Namespace, `docs/tags/update-frequency.md`).
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct UpdateFrequency {
        required {
            text: Text, "how often, in words", "every Monday";
        }
        optional {
            rule: Option<Recurrence>, "how often, as calendars write it (RFC 5545); where it counts, a group of keys", "FREQ=WEEKLY;BYDAY=MO";
        }
    }
}

/// When episodes come, as programs read it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Recurrence {
    /// Again and again.
    Endless(RecurrenceRule),
    /// From a first day on.
    From {
        /// How often.
        rule: CountedRule,
        /// The first time.
        start: Moment,
    },
}

/// A recurrence rule of RFC 5545, section 3.3.10, kept as it was written. `COUNT` is refused: it counts from a first date, which the
/// rule itself cannot hold.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct RecurrenceRule(String);

/// A recurrence rule that may have a `COUNT`, since its first date stands beside it.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct CountedRule(String);

/// Why a rule was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RecurrenceRuleError {
    /// No `FREQ=` with a word that is known.
    #[error("the rule does not begin with how often, such as `FREQ=WEEKLY`")]
    Frequency,
    /// A part that the standard does not know, or that is empty.
    #[error("`{part}` is not a part of a rule such as `FREQ=WEEKLY;BYDAY=MO`")]
    Part {
        /// The first such part.
        part: String,
    },
}

/// Words for `FREQ`.
const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

/// Other parts of a rule.
const PARTS: [&str; 12] = [
    "UNTIL",
    "INTERVAL",
    "BYSECOND",
    "BYMINUTE",
    "BYHOUR",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];

impl FromStr for RecurrenceRule {
    type Err = RecurrenceRuleError;

    fn from_str(input: &str) -> Result<Self, RecurrenceRuleError> {
        parts(input, &PARTS)?;
        Ok(Self(input.to_owned()))
    }
}

impl FromStr for CountedRule {
    type Err = RecurrenceRuleError;

    fn from_str(input: &str) -> Result<Self, RecurrenceRuleError> {
        let known: Vec<&str> = PARTS.into_iter().chain(["COUNT"]).collect();
        parts(input, &known)?;
        Ok(Self(input.to_owned()))
    }
}

/// Refuses a rule that does not begin with how often, or has other parts than these.
fn parts(input: &str, known_parts: &[&str]) -> Result<(), RecurrenceRuleError> {
    let mut parts = input.split(';');
    let frequency = parts.next().and_then(|first| first.strip_prefix("FREQ="));
    if !frequency.is_some_and(|word| FREQUENCIES.contains(&word)) {
        return Err(RecurrenceRuleError::Frequency);
    }
    for part in parts {
        let known = part.split_once('=').is_some_and(|(name, value)| {
            let plain = value.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b",+-".contains(&b));
            known_parts.contains(&name) && !value.is_empty() && plain
        });
        if !known {
            return Err(RecurrenceRuleError::Part { part: part.to_owned() });
        }
    }
    Ok(())
}

impl fmt::Display for RecurrenceRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for CountedRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_rule_with_a_first_date_counts() {
        let rule = "FREQ=WEEKLY;COUNT=10";
        assert_eq!(rule.parse::<CountedRule>().unwrap().to_string(), rule);
        assert!(rule.parse::<RecurrenceRule>().is_err());
    }

    #[test]
    fn reads_the_rules_of_calendars() {
        for good in
            ["FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TU", "FREQ=DAILY;UNTIL=20301231T000000Z"]
        {
            assert_eq!(good.parse::<RecurrenceRule>().unwrap().to_string(), good);
        }
        for bad in ["", "WEEKLY", "FREQ=weekly", "BYDAY=MO;FREQ=WEEKLY"] {
            assert_eq!(bad.parse::<RecurrenceRule>(), Err(RecurrenceRuleError::Frequency), "{bad}");
        }
        for (bad, part) in [
            ("FREQ=WEEKLY;", ""),
            ("FREQ=DAILY;COUNT=3", "COUNT=3"),
            ("FREQ=DAILY;BYDAY=", "BYDAY="),
            ("FREQ=DAILY;WKST=M O", "WKST=M O"),
        ] {
            assert_eq!(bad.parse::<RecurrenceRule>(), Err(RecurrenceRuleError::Part { part: part.to_owned() }), "{bad}");
        }
    }
}
