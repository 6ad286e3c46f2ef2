//! The time now.

use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

use crate::model::time::moment::Moment;

/// A clock. It can be wrong, and can jump in either direction between two readings.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> SystemTime;

    /// Waits.
    fn sleep(&self, time: Duration);
}

/// The computer's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the door through which time comes in")]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }
}

/// Why the time now is not known.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TimeError {
    /// `SOURCE_DATE_EPOCH` is not a number of seconds.
    #[error("the variable `SOURCE_DATE_EPOCH` is not a number of seconds")]
    SourceDateEpoch,
    /// The clock shows a time at which there was no podwright.
    #[error("this computer's clock is wrong: it shows a time before 2020")]
    TooEarly,
    /// The clock shows a time that no calendar has.
    #[error("this computer's clock is wrong: it shows a time too far in the future")]
    TooLate,
}

/// 1 January 2020, 00:00 UTC, since 1970. No podwright is older. A computer that has lost the time shows 1970, 2000 or the year of its
/// firmware, and a build at that time would hold back every episode.
const EARLIEST: Duration = Duration::from_hours(438_288);

/// The moment that a clock shows.
///
/// # Errors
/// If it is before 2020, or after the last year that can be written.
pub fn moment(shown: SystemTime) -> Result<Moment, TimeError> {
    let since_1970 = shown.duration_since(UNIX_EPOCH).map_err(|_| TimeError::TooEarly)?;
    if since_1970 < EARLIEST {
        return Err(TimeError::TooEarly);
    }
    let seconds = i64::try_from(since_1970.as_secs()).map_err(|_| TimeError::TooLate)?;
    let utc = DateTime::<Utc>::from_timestamp(seconds, 0).ok_or(TimeError::TooLate)?;
    Ok(Moment::from(utc.fixed_offset()))
}

/// The moment that `SOURCE_DATE_EPOCH` names (<https://reproducible-builds.org/specs/source-date-epoch/>).
///
/// # Errors
/// If it is not a number of seconds since 1970.
pub fn source_date_epoch(text: &str) -> Result<Moment, TimeError> {
    let seconds = text.trim().parse().map_err(|_| TimeError::SourceDateEpoch)?;
    let utc = DateTime::<Utc>::from_timestamp(seconds, 0).ok_or(TimeError::SourceDateEpoch)?;
    Ok(Moment::from(utc.fixed_offset()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impossible_time_is_an_error() {
        assert_eq!(moment(UNIX_EPOCH + EARLIEST).map(|moment| moment.rfc_3339()), Ok("2020-01-01T00:00:00Z".to_owned()));
        assert_eq!(moment(UNIX_EPOCH + EARLIEST - Duration::from_nanos(1)), Err(TimeError::TooEarly));
        assert_eq!(moment(UNIX_EPOCH), Err(TimeError::TooEarly));
        assert_eq!(moment(UNIX_EPOCH - Duration::from_secs(1)), Err(TimeError::TooEarly));
        assert_eq!(moment(UNIX_EPOCH + Duration::from_secs(1 << 60)), Err(TimeError::TooLate));
    }

    #[test]
    fn source_date_epoch_is_a_number_of_seconds() {
        assert_eq!(source_date_epoch(" 1672531200\n").map(|moment| moment.unix_seconds()), Ok(1_672_531_200));
        assert_eq!(source_date_epoch("-1").map(|moment| moment.unix_seconds()), Ok(-1));
        for text in ["", "tomorrow", "1672531200.5", "9223372036854775807"] {
            assert_eq!(source_date_epoch(text), Err(TimeError::SourceDateEpoch), "{text}");
        }
    }
}
