//! The order in which files go out.

use crate::layout::output::Output;

/// Files of an earlier wave are there, and proved to be, before those of a later one begin.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Wave {
    /// Recordings.
    Media,
    /// Pictures, and the style of all pages.
    Pictures,
    /// Chapters and transcripts.
    Texts,
    /// Pages, and what other sites embed.
    Pages,
    /// What search engines and servers read, the page for missing pages, and the manifest.
    Site,
    /// The feed, alone: it makes the others public.
    Feed,
}

impl Wave {
    /// Every wave, in its order.
    pub const ALL: [Self; 6] = [Self::Media, Self::Pictures, Self::Texts, Self::Pages, Self::Site, Self::Feed];

    /// The wave of a file.
    pub fn of(output: &Output) -> Self {
        match output {
            Output::Media(..) | Output::Alternate(..) => Self::Media,
            Output::Artwork(_) | Output::Rendition(..) | Output::Icon(..) | Output::Style => Self::Pictures,
            Output::Chapters(_) | Output::Transcript(..) => Self::Texts,
            Output::Subscribe
            | Output::Impact
            | Output::ImpactEasyRead
            | Output::List(..)
            | Output::Episode(_)
            | Output::EasyRead(_)
            | Output::TranscriptPage(..)
            | Output::Embed(_)
            | Output::Oembed(_) => Self::Pages,
            Output::Sitemap | Output::Robots | Output::Headers | Output::NotFound | Output::Manifest => Self::Site,
            Output::Feed(_) => Self::Feed,
        }
    }

    /// What it is called: `2 of 3 recordings`.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Media => ("recording", "recordings"),
            Self::Pictures => ("picture", "pictures"),
            Self::Texts => ("transcript or chapter file", "transcripts and chapter files"),
            Self::Pages => ("page", "pages"),
            Self::Site => ("file for servers", "files for servers"),
            Self::Feed => ("RSS feed", "RSS feeds"),
        }
    }
}
