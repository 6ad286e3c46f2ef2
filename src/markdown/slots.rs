//! HTML of our own that comes in after the rest was sanitised.

use pulldown_cmark::Event;

use crate::model::identity::digest::Sha256;

/// HTML that is kept aside. In the text, a word keeps the place of each.
#[derive(Debug)]
pub(in crate::markdown) struct Slots {
    mark: String,
    kept: Vec<String>,
}

impl Slots {
    /// For a text. The word holds a hash of the whole text, so no text can hold it.
    pub(in crate::markdown) fn of(markdown: &str) -> Self {
        Self { mark: format!("slot{}n", Sha256::of(markdown.as_bytes()).short(32)), kept: Vec::new() }
    }

    /// How each word begins.
    pub(in crate::markdown) fn mark(&self) -> &str {
        &self.mark
    }

    /// Keeps HTML aside, and gives the word for its place.
    pub(in crate::markdown) fn keep(&mut self, html: String) -> Event<'static> {
        self.kept.push(html);
        Event::Text(format!("{}{}n", self.mark, self.kept.len() - 1).into())
    }

    /// The HTML, with what was kept aside in its places.
    pub(in crate::markdown) fn fill(&self, html: &str) -> String {
        let mut parts = html.split(self.mark.as_str());
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (number, rest) = part.split_once('n').unwrap_or(("", part));
            let kept = number.parse().ok().and_then(|number: usize| self.kept.get(number));
            filled.push_str(kept.map_or("", String::as_str));
            filled.push_str(rest);
        }
        filled
    }
}
