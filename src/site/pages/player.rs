//! The player: the browser's own, and the tools that a script adds to it.

use crate::seal::SealedEpisode;
use crate::site::context::Site;
use crate::site::links::page_path::PagePath;
use crate::site::view;

/// Speeds to choose from, and what a browser is told.
const SPEEDS: &[&str] = &["0.75", "1", "1.25", "1.5", "1.75", "2"];

impl Site<'_> {
    /// The link to the sound, from a page.
    pub(crate) fn sound(&self, page_path: &PagePath, sealed: &SealedEpisode) -> String {
        page_path.to_url(&sealed.enclosure.url, &self.sealed.show.url)
    }

    /// The player of an episode.
    pub(crate) fn player(&self, page_path: &PagePath, sealed: &SealedEpisode) -> view::Player {
        view::Player {
            title: sealed.episode.title.to_string(),
            sound: self.sound(page_path, sealed),
            guid: sealed.episode.guid.to_string(),
            has_transcript: sealed.transcript.is_some(),
            speeds: SPEEDS,
        }
    }
}
