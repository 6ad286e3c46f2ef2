//! What a server shows where there is no page. It is shown at any depth, so its links begin at the server's root, and its style stands
//! in it.

use maud::html;

use crate::model::output_file::OutputFile;
use crate::site::frame::{INDEX_FILE, Page, SUBSCRIBE_FILE, StyleFrom};
use crate::site::here::Here;
use crate::site::media_type;
use crate::site::whole::{Site, file};

/// The page's file, where GitHub Pages, Netlify and others look for it.
const NOT_FOUND_FILE: &str = "404.html";

impl Site<'_> {
    /// The page for missing pages.
    pub(crate) fn not_found_page(&self) -> OutputFile {
        let (words, lang) = (self.locale.words, self.locale.content_language());
        let here = Here::anywhere(NOT_FOUND_FILE, &self.sealed.show.url);
        let main = html! {
            div.band {
                p.label lang=[lang] { (self.sealed.show.title) }
                h1 { (words.not_found) }
                p.lead { (words.not_found_help) }
                ul.buttons {
                    li { a.button.main href=(here.to(INDEX_FILE)) { (words.all_episodes) } }
                    li { a.button href=(here.to(SUBSCRIBE_FILE)) { (words.subscribe) } }
                }
            }
        };
        let head = html! { meta name="robots" content="noindex"; };
        let page = Page { here, title: Some(words.not_found.to_owned()), address: None, head, script: None, class: "lost", main };
        file(NOT_FOUND_FILE, self.bare(&page, StyleFrom::Page), media_type::HTML)
    }
}
