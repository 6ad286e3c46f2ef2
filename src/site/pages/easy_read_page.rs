//! An Easy Read summary on a page of its own: one idea a line, large text, wide spaces, room for pictures
//! ("Making written information easier to understand for people with learning disabilities", Department of Health, 2010).

use minijinja::context;

use crate::layout::output_file::OutputFile;
use crate::markdown::easy_read::faults_in;
use crate::seal::SealedEpisode;
use crate::site::context::{Site, easy_read_page, episode_page};
use crate::site::error::SiteError;
use crate::site::links::page_path::PagePath;
use crate::site::look::picture::Picture;
use crate::site::pages::frame::{Page, StyleFrom};
use crate::site::pages::notes::Notes;
use crate::site::templates::template_environment::value;
use crate::site::view;

/// How wide the style shows a picture beside an idea.
const PICTURE_SIZES: &str = "(min-width: 640px) 260px, 290px";

impl Site<'_> {
    /// The Easy Read page of an episode; none where there is no summary.
    pub(crate) fn easy_read_page(&self, sealed: &SealedEpisode) -> Result<Option<OutputFile>, SiteError> {
        let Some(easy) = &sealed.easy_read else { return Ok(None) };
        let episode = &sealed.episode;
        let page_path = PagePath::at(easy_read_page(sealed));
        let notes = Notes { locale: &self.locale, top_heading: 2, end_of_sound: None };
        let address = page_path.page().url(&self.sealed.show);
        let title = format!("{}{} {}", self.locale.words.easy_read, self.locale.words.colon, episode.title);
        let html = notes.render_with(&easy.text, |shown| {
            let Some(image) = easy.pictures.get(&shown.target) else { return Ok(None) };
            let picture =
                self.picture(&page_path, &Picture { image, alt: &shown.alt, sizes: PICTURE_SIZES, seen_at_once: false });
            self.environment.print("picture.html", context! { image => value(picture) }).map(Some)
        })?;
        let is_english = self.sealed.show.language.primary() == "en";
        let is_easy = faults_in(&easy.text, episode, is_english).is_empty();
        let easy =
            view::EasyRead { title: episode.title.to_string(), html, is_easy, episode: page_path.to(&episode_page(sealed)) };
        let page = Page {
            path: page_path,
            preview: Some(self.plain_preview(&title, self.summary(sealed), &address)),
            title: Some(title),
            address: Some(address),
            script: None,
            style: StyleFrom::File,
            class: "easy",
        };
        let text = self.page(page, "easy-read.html", ("easy", value(easy)))?;
        Ok(Some(OutputFile::text(easy_read_page(sealed), text)))
    }
}
