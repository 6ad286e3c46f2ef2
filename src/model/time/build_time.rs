//! The time of a build, and where it comes from.

use std::fmt;

use crate::model::time::moment::Moment;

/// The time that decides which episodes are held back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BuildTime {
    /// The time.
    pub now: Moment,
    /// Where it comes from.
    pub clock: ClockSource,
}

/// Where the time of a build comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ClockSource {
    /// The computer's clock.
    System,
    /// The variable `SOURCE_DATE_EPOCH`.
    SourceDateEpoch,
    /// The option `--now`.
    Option,
}

impl ClockSource {
    /// What sets a wrong clock right.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::System => "set this computer's clock, or give the right time with `--now`",
            Self::SourceDateEpoch => "unset `SOURCE_DATE_EPOCH`, or give the right time with `--now`",
            Self::Option => "leave `--now` out, or give the right time with it",
        }
    }
}

impl fmt::Display for ClockSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::System => "this computer's clock",
            Self::SourceDateEpoch => "`SOURCE_DATE_EPOCH`",
            Self::Option => "`--now`",
        })
    }
}

impl From<Moment> for BuildTime {
    fn from(now: Moment) -> Self {
        Self { now, clock: ClockSource::System }
    }
}
