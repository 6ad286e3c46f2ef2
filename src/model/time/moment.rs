//! The date and time of a publication.

use std::fmt;

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

/// A moment with the offset that it was written with. Two moments are equal when they are the same instant.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    /// Later than any date that a show may have.
    pub fn last() -> Self {
        Self(DateTime::<Utc>::MAX_UTC.fixed_offset())
    }

    /// The moment with its offset.
    pub fn as_date_time(&self) -> DateTime<FixedOffset> {
        self.0
    }

    /// Earlier than any date that a show may have.
    pub fn first() -> Self {
        Self(DateTime::<Utc>::UNIX_EPOCH.fixed_offset())
    }

    /// Seconds since 1970, UTC.
    pub fn unix_seconds(&self) -> i64 {
        self.0.timestamp()
    }

    /// As RSS wants it: RFC 2822 with a numeric zone, such as `Mon, 04 Jul 2022 07:00:00 +0100`.
    pub fn rfc_2822(&self) -> String {
        self.0.format("%a, %d %b %Y %H:%M:%S %z").to_string()
    }

    /// The same in UTC, such as `2022-07-04T06:00:00Z`.
    pub fn rfc_3339_utc(&self) -> String {
        self.0.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// As the lock and JSON want it: RFC 3339, to the second, such as `2022-07-04T07:00:00+01:00`.
    pub fn rfc_3339(&self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

impl From<DateTime<FixedOffset>> for Moment {
    /// Fractions of a second are cut off: no feed can carry them.
    fn from(date_time: DateTime<FixedOffset>) -> Self {
        let whole = DateTime::<Utc>::from_timestamp(date_time.timestamp(), 0).map(|utc| utc.with_timezone(date_time.offset()));
        Self(whole.unwrap_or(date_time))
    }
}

impl std::str::FromStr for Moment {
    type Err = chrono::ParseError;

    /// RFC 3339, with an offset or `Z`.
    fn from_str(input: &str) -> Result<Self, chrono::ParseError> {
        DateTime::parse_from_rfc3339(input).map(Self::from)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc_3339())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_weekday_that_the_date_has() {
        let moment: Moment = "2022-07-04T07:00:00+01:00".parse().unwrap();
        assert_eq!(moment.rfc_2822(), "Mon, 04 Jul 2022 07:00:00 +0100");
        assert_eq!(moment.rfc_3339(), "2022-07-04T07:00:00+01:00");
    }

    #[test]
    fn the_same_instant_is_the_same_moment() {
        let here: Moment = "2022-07-04T07:00:00+01:00".parse().unwrap();
        let there: Moment = "2022-07-04T06:00:00.7Z".parse().unwrap();
        assert_eq!(here, there);
        assert_eq!(there.rfc_2822(), "Mon, 04 Jul 2022 06:00:00 +0000");
    }
}
