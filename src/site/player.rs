//! The player: the browser's own, and the tools that a script adds to it.

use crate::seal::SealedEpisode;
use crate::site::here::Here;
use crate::site::view;
use crate::site::whole::Site;

/// Speeds to choose from, and what a browser is told.
const SPEEDS: &[&str] = &["0.75", "1", "1.25", "1.5", "1.75", "2"];

impl Site<'_> {
    /// The link to the sound, from a page.
    pub(crate) fn sound(&self, here: &Here, sealed: &SealedEpisode) -> String {
        here.to_url(&sealed.enclosure.url, &self.sealed.show.url)
    }

    /// The player of an episode.
    pub(crate) fn player(&self, here: &Here, sealed: &SealedEpisode) -> view::Player {
        view::Player {
            title: sealed.episode.title.to_string(),
            sound: self.sound(here, sealed),
            guid: sealed.episode.guid.to_string(),
            has_transcript: sealed.transcript.is_some(),
            speeds: SPEEDS,
        }
    }
}
