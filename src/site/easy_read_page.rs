//! An Easy Read summary on a page of its own: one idea a line, large text, wide spaces, room for pictures
//! ("Making written information easier to understand for people with learning disabilities", Department of Health, 2010).

use maud::html;

use crate::model::output_file::OutputFile;
use crate::seal::SealedEpisode;
use crate::site::frame::Page;
use crate::site::here::Here;
use crate::site::media_type;
use crate::site::notes::Notes;
use crate::site::whole::{Site, easy_read_file, episode_file, file};

impl Site<'_> {
    /// The Easy Read page of an episode; none where there is no summary.
    pub(crate) fn easy_read_page(&self, sealed: &SealedEpisode) -> Option<OutputFile> {
        let text = sealed.easy_read.as_ref()?;
        let (episode, words, lang) = (&sealed.episode, self.locale.words, self.locale.content_language());
        let here = Here::at(easy_read_file(sealed));
        let notes = Notes { locale: &self.locale, top_heading: 2, end_of_sound: None };
        let address = self.sealed.show.url.join(here.path().trim_end_matches("index.html"));
        let title = format!("{}: {}", words.easy_read, episode.title);
        let main = html! {
            article {
                div.band {
                    p.label { (words.easy_read) }
                    h1 lang=[lang] { (episode.title) }
                    p.lead { (words.easy_read_help) }
                }
                div.page {
                    div.ideas lang=[lang] { (notes.render(text)) }
                    p { a.button.main href=(here.to(&episode_file(sealed))) { (words.back_to_episode) } }
                }
            }
        };
        let head = self.plain_preview(&title, episode.summary.as_str(), &address);
        let path = here.path().to_owned();
        let page =
            self.framed(&Page { here, title: Some(title), address: Some(address), head, script: None, class: "easy", main });
        Some(file(&path, page, media_type::HTML))
    }
}
