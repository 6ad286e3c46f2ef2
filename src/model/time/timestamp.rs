//! A moment in a recording.

use std::fmt;
use std::str::FromStr;

/// Time from the start of the recording, to the millisecond.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Timestamp(u64);

/// The latest time that can be written. // milliseconds; 1,000 hours, far past any recording
const LATEST: u64 = 1000 * 3_600_000;

/// Why a time was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TimestampError {
    /// Not of the forms `1:23`, `1:02:03` or `1:02:03.500`.
    #[error("not a time: write minutes and seconds as `1:23`, or hours too as `1:02:03.500`")]
    Form,
    /// Seconds or minutes over 59.
    #[error("the {unit} are over 59")]
    Over59 {
        /// `seconds` or `minutes`.
        unit: &'static str,
    },
    /// Past a thousand hours.
    #[error("the time is past 1000 hours")]
    Late,
}

impl Timestamp {
    /// A time of so many milliseconds.
    pub fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds from the start.
    pub fn as_millis(self) -> u64 {
        self.0
    }

    /// Seconds from the start.
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 ms, which is 285,000 years")]
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// `HH:MM:SS.mmm`, as Podlove Simple Chapters and WebVTT want it.
    pub fn full(self) -> String {
        let (h, m, s, ms) = self.parts();
        format!("{h:02}:{m:02}:{s:02}.{ms:03}")
    }

    fn parts(self) -> (u64, u64, u64, u64) {
        (self.0 / 3_600_000, self.0 / 60_000 % 60, self.0 / 1000 % 60, self.0 % 1000)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(input: &str) -> Result<Self, TimestampError> {
        let (clock, fraction) = input.split_once('.').unwrap_or((input, "0"));
        if fraction.is_empty() || fraction.len() > 3 {
            return Err(TimestampError::Form);
        }
        let millis = number(fraction)? * 10u64.pow(3 - u32::try_from(fraction.len()).map_err(|_| TimestampError::Form)?);
        let parts: Vec<&str> = clock.split(':').collect();
        let (hours, minutes, seconds) = match parts.as_slice() {
            [minutes, seconds] => (0, number(minutes)?, two_digits(seconds)?),
            [hours, minutes, seconds] => (number(hours)?, two_digits(minutes)?, two_digits(seconds)?),
            _ => return Err(TimestampError::Form),
        };
        if seconds > 59 {
            return Err(TimestampError::Over59 { unit: "seconds" });
        }
        if parts.len() == 3 && minutes > 59 {
            return Err(TimestampError::Over59 { unit: "minutes" });
        }
        let total = hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + millis;
        if total > LATEST { Err(TimestampError::Late) } else { Ok(Self(total)) }
    }
}

fn number(digits: &str) -> Result<u64, TimestampError> {
    if digits.is_empty() || digits.len() > 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(TimestampError::Form);
    }
    digits.parse().map_err(|_| TimestampError::Form)
}

fn two_digits(digits: &str) -> Result<u64, TimestampError> {
    if digits.len() == 2 { number(digits) } else { Err(TimestampError::Form) }
}

/// `M:SS`, `H:MM:SS`, with `.mmm` where there are milliseconds: reads back as the same time.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (h, m, s, ms) = self.parts();
        if h > 0 {
            write!(f, "{h}:{m:02}:{s:02}")?;
        } else {
            write!(f, "{m}:{s:02}")?;
        }
        if ms > 0 { write!(f, ".{ms:03}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(input: &str, expected: Result<u64, TimestampError>) {
        assert_eq!(input.parse::<Timestamp>().map(Timestamp::as_millis), expected);
    }

    #[test]
    fn reads_the_forms_that_producers_write() {
        case("0:00", Ok(0));
        case("0:45.5", Ok(45_500));
        case("75:00", Ok(4_500_000));
        case("1:02:03.004", Ok(3_723_004));
        case("1:2", Err(TimestampError::Form));
        case("1:60", Err(TimestampError::Over59 { unit: "seconds" }));
        case("1:60:00", Err(TimestampError::Over59 { unit: "minutes" }));
        case("-1:00", Err(TimestampError::Form));
        case("12", Err(TimestampError::Form));
        case("1:00.", Err(TimestampError::Form));
        case("1:00.1234", Err(TimestampError::Form));
        case("999999:00:00", Err(TimestampError::Late));
    }

    #[test]
    fn prints_what_it_reads() {
        for millis in [0, 999, 45_500, 60_000, 3_599_999, 3_600_000, 3_723_004] {
            let time = Timestamp::from_millis(millis);
            assert_eq!(time.to_string().parse(), Ok(time));
        }
        assert_eq!(Timestamp::from_millis(37_000).full(), "00:00:37.000");
    }
}
