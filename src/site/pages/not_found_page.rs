//! What a server shows where there is no page. It is shown at any depth, so its links begin at the server's root, and its style stands
//! in it.

use minijinja::Value;

use crate::layout::output::Output;
use crate::layout::output_file::OutputFile;
use crate::site::context::Site;
use crate::site::error::SiteError;
use crate::site::links::page_path::PagePath;
use crate::site::pages::frame::{Page, StyleFrom};

impl Site<'_> {
    /// The page for missing pages.
    pub(crate) fn not_found_page(&self) -> Result<OutputFile, SiteError> {
        let page = Page {
            path: PagePath::anywhere(Output::NotFound, &self.sealed.show.url),
            title: Some(self.locale.words.not_found.to_owned()),
            address: None,
            preview: None,
            script: None,
            style: StyleFrom::Page,
            class: "lost",
        };
        Ok(OutputFile::text(Output::NotFound, self.page(page, "404.html", ("missing", Value::from(true)))?))
    }
}
