//! What a server shows where there is no page. It is shown at any depth, so its links begin at the server's root, and its style stands
//! in it.

use minijinja::Value;

use crate::model::output_file::OutputFile;
use crate::site::context::{Site, file};
use crate::site::error::SiteError;
use crate::site::frame::{Page, StyleFrom};
use crate::site::media_type;
use crate::site::page_path::PagePath;

/// The page's file, where GitHub Pages, Netlify and others look for it.
const NOT_FOUND_FILE: &str = "404.html";

impl Site<'_> {
    /// The page for missing pages.
    pub(crate) fn not_found_page(&self) -> Result<OutputFile, SiteError> {
        let page = Page {
            path: PagePath::anywhere(NOT_FOUND_FILE, &self.sealed.show.url),
            title: Some(self.locale.words.not_found.to_owned()),
            address: None,
            preview: None,
            script: None,
            style: StyleFrom::Page,
            class: "lost",
        };
        Ok(file(NOT_FOUND_FILE, self.page(page, "404.html", ("missing", Value::from(true)))?, media_type::HTML))
    }
}
