//! The rules that leave requests out, in the order in which they are applied.

/// A rule, with its clause of the guidelines.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Stage {
    /// Not a request that can be read.
    Malformed,
    /// Not a request for a recording of the show.
    NotAnEpisode,
    /// HEAD and everything that is not GET.
    Method,
    /// Neither 200 nor 206.
    Status,
    /// The Apple Watch.
    Watch,
    /// podwright's own look at the site.
    Own,
    /// Bots, monitors, tests.
    Bot,
    /// A range of at most two bytes, or at most two bytes sent.
    TwoBytes,
    /// Addresses that the producer excluded.
    Excluded,
    /// Addresses with too many requests.
    Busy,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Self; 10] = [
        Self::Malformed,
        Self::NotAnEpisode,
        Self::Method,
        Self::Status,
        Self::Watch,
        Self::Own,
        Self::Bot,
        Self::TwoBytes,
        Self::Excluded,
        Self::Busy,
    ];

    /// What is left out, after a number.
    pub fn words(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::NotAnEpisode => "not an episode",
            Self::Method => "HEAD or another method than GET",
            Self::Status => "with a status other than 200 and 206",
            Self::Watch => "from an Apple Watch",
            Self::Own => "from podwright itself",
            Self::Bot => "from bots",
            Self::TwoBytes => "of at most 2 bytes",
            Self::Excluded => "from excluded addresses",
            Self::Busy => "from addresses with over 500 requests a day for one episode",
        }
    }

    /// A name for JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::NotAnEpisode => "not_an_episode",
            Self::Method => "method",
            Self::Status => "status",
            Self::Watch => "watch",
            Self::Own => "own",
            Self::Bot => "bots",
            Self::TwoBytes => "two_bytes",
            Self::Excluded => "excluded",
            Self::Busy => "busy",
        }
    }

    /// The section of the IAB's guidelines, version 2.3, that asks for it.
    pub fn clause(self) -> &'static str {
        match self {
            Self::Malformed | Self::NotAnEpisode => "5.5",
            Self::Method | Self::Status => "5.5.2 (1.3)",
            Self::Watch | Self::Own | Self::Bot | Self::TwoBytes | Self::Excluded | Self::Busy => "5.5.2 (1.2)",
        }
    }
}
