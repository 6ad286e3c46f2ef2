//! How much a difference between two feeds matters to those who listen.

use crate::feed::published::comparison::Aspect;

/// What subscribers notice, the gravest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Weight {
    /// Apps fetch the recording once more, or cannot play it.
    DownloadsAgain,
    /// Something old comes up as new.
    AppearsAsNew,
    /// Something is gone from apps.
    Disappears,
    /// Apps show other words or pictures.
    LooksDifferent,
    /// Only programs notice.
    Invisible,
}

impl Weight {
    /// Every weight, the gravest first.
    pub const ALL: [Self; 5] =
        [Self::DownloadsAgain, Self::AppearsAsNew, Self::Disappears, Self::LooksDifferent, Self::Invisible];
}

impl Aspect {
    /// How much a difference in this matters.
    pub fn weight(self) -> Weight {
        match self {
            Self::Enclosure => Weight::DownloadsAgain,
            Self::Guid | Self::ShowGuid | Self::NewEpisode | Self::Date => Weight::AppearsAsNew,
            Self::GoneEpisode | Self::FeedAddress => Weight::Disappears,
            Self::Title
            | Self::Notes
            | Self::Description
            | Self::Picture
            | Self::Duration
            | Self::Season
            | Self::Number
            | Self::Explicit
            | Self::Author
            | Self::Link
            | Self::Language
            | Self::Categories => Weight::LooksDifferent,
            Self::Bytes | Self::MediaType => Weight::Invisible,
        }
    }
}
