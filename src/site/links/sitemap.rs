//! What search engines read first: the sitemap (<https://www.sitemaps.org/protocol.html>) and robots.txt (RFC 9309).

use std::fmt::Write;

use crate::layout::output::Output;
use crate::layout::output_file::OutputFile;
use crate::markdown::escape::escaped;
use crate::site::context::{Site, easy_read_page, episode_page};

/// Most addresses of one sitemap, by its protocol.
const ADDRESSES_MAX: usize = 50_000;

impl Site<'_> {
    /// Every page that has an address of its own, with the date of its content.
    pub(crate) fn sitemap(&self) -> OutputFile {
        let last = self.sealed.last_change().map(|moment| moment.rfc_3339());
        let mut pages = vec![(Output::INDEX, last.clone()), (Output::Subscribe, last)];
        if let Some(impact) = &self.sealed.impact {
            // A day, as all other dates are written: with a time, for readers that expect one.
            let date = impact.last_change().map(|date| format!("{date}T00:00:00Z"));
            pages.extend([(Output::Impact, date.clone()), (Output::ImpactEasyRead, date)]);
        }
        for sealed in &self.sealed.episodes {
            let date = Some(sealed.episode.date.rfc_3339());
            pages.push((episode_page(sealed), date.clone()));
            if sealed.easy_read.is_some() {
                pages.push((easy_read_page(sealed), date));
            }
        }
        pages.truncate(ADDRESSES_MAX);
        let mut text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
                .to_owned();
        for (page, date) in &pages {
            let address = page.url(&self.sealed.show);
            let date = date.as_ref().map(|date| format!("<lastmod>{}</lastmod>", escaped(date))).unwrap_or_default();
            write!(text, "<url><loc>{}</loc>{date}</url>", escaped(address.as_str())).expect("a string takes everything");
        }
        text.push_str("</urlset>");
        OutputFile::text(Output::Sitemap, text)
    }

    /// Everything may be read by everyone.
    pub(crate) fn robots(&self) -> OutputFile {
        let text = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", Output::Sitemap.url(&self.sealed.show));
        OutputFile::text(Output::Robots, text)
    }
}
