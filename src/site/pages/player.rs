//! The player: the browser's own, and what a script makes of it.

use crate::model::time::timestamp::Timestamp;
use crate::seal::SealedEpisode;
use crate::site::context::{Site, episode_page};
use crate::site::links::page_path::PagePath;
use crate::site::locale::{clock, fragment_seconds};
use crate::site::look::waveform::waveform;
use crate::site::view;

/// Speeds to choose from, and what a browser is told.
const SPEEDS: &[&str] = &["0.75", "1", "1.25", "1.5", "1.75", "2"];

/// Width of the picture that a phone shows on its locked screen (pixels).
const SCREEN_WIDTH: u32 = 640;

impl Site<'_> {
    /// The link to the sound, from a page.
    pub(crate) fn sound(&self, page_path: &PagePath, sealed: &SealedEpisode) -> String {
        page_path.to_url(&sealed.enclosure.url, &self.sealed.show.url)
    }

    /// The player of an episode, with its waveform and chapters.
    pub(crate) fn player(&self, page_path: &PagePath, sealed: &SealedEpisode) -> view::Player {
        let sound = self.sound(page_path, sealed);
        let chapter = |start: Timestamp, title: String| view::PlayerChapter {
            title,
            time: clock(start),
            link: format!("{sound}#t={}", fragment_seconds(start)),
        };
        let chapters = sealed.chapters.iter().map(|sealed| chapter(sealed.chapter.start, sealed.chapter.title.to_string()));
        view::Player {
            wave: sealed.enclosure.levels.as_ref().map(waveform),
            chapters: chapters.collect(),
            ..self.listed_player(page_path, sealed)
        }
    }

    /// The same for a list, where many stand together: without waveform and chapters.
    pub(crate) fn listed_player(&self, page_path: &PagePath, sealed: &SealedEpisode) -> view::Player {
        let (image, _) = self.artwork(sealed);
        let form = self.gallery.forms(image).jpeg.iter().rfind(|form| form.width <= SCREEN_WIDTH);
        // As everywhere else, to the nearest second.
        let length = sealed.enclosure.length.map(|length| Timestamp::from_millis(length.whole_seconds() * 1000));
        view::Player {
            title: sealed.episode.title.to_string(),
            page: page_path.to(&episode_page(sealed)),
            sound: self.sound(page_path, sealed),
            guid: sealed.episode.guid.to_string(),
            seconds: length.map(fragment_seconds),
            time: length.map(clock),
            picture: form.map_or_else(|| page_path.to(&image.output()), |form| page_path.to(&form.output)),
            has_transcript: sealed.transcript.is_some(),
            speeds: SPEEDS,
            wave: None,
            chapters: Vec::new(),
        }
    }
}
