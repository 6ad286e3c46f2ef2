//! What search engines read first: the sitemap (<https://www.sitemaps.org/protocol.html>) and robots.txt (RFC 9309).

use std::fmt::Write;

use crate::model::output_file::OutputFile;
use crate::site::context::{Site, easy_read_file, file};
use crate::site::escape::escaped;
use crate::site::media_type;

/// Most addresses of one sitemap, by its protocol.
const ADDRESSES_MAX: usize = 50_000;

impl Site<'_> {
    /// Every page that has an address of its own, with the date of its content.
    pub(crate) fn sitemap(&self) -> OutputFile {
        let base = &self.sealed.show.url;
        let last = self.sealed.last_change().map(|moment| moment.rfc_3339());
        let mut pages = vec![(base.as_url().to_string(), last.clone()), (base.join("subscribe/").to_string(), last)];
        for sealed in &self.sealed.episodes {
            let date = Some(sealed.episode.date.rfc_3339());
            pages.push((sealed.page_url.to_string(), date.clone()));
            if sealed.easy_read.is_some() {
                pages.push((base.join(easy_read_file(sealed).trim_end_matches("index.html")).to_string(), date));
            }
        }
        pages.truncate(ADDRESSES_MAX);
        let mut text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
                .to_owned();
        for (address, date) in &pages {
            let date = date.as_ref().map(|date| format!("<lastmod>{}</lastmod>", escaped(date))).unwrap_or_default();
            write!(text, "<url><loc>{}</loc>{date}</url>", escaped(address)).expect("a string takes everything");
        }
        text.push_str("</urlset>");
        file("sitemap.xml", text, media_type::XML)
    }

    /// Everything may be read by everyone.
    pub(crate) fn robots(&self) -> OutputFile {
        let text = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", self.sealed.show.url.join("sitemap.xml"));
        file("robots.txt", text, media_type::PLAIN)
    }
}
