//! What a page brings to its texts: words, headings and times.

use crate::markdown::escape::escaped;
use crate::model::time::timestamp::Timestamp;

/// How texts stand in a page. A page holds one text with footnotes at most: the ids count from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageText<'a> {
    pub(crate) words: PageWords<'a>,
    /// The level of the first heading, 2 to 6: one below the heading that the text stands under.
    pub(crate) top_heading: u8,
    /// Times up to this one become links; `None` where the page has no audio.
    pub(crate) end_of_audio: Option<Timestamp>,
    /// A time as seconds of a media fragment.
    pub(crate) fragment_seconds: fn(Timestamp) -> String,
}

/// The page's own words. `{}` stands for a host or a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageWords<'a> {
    /// Their language, where it is not the text's.
    pub(crate) lang: Option<&'a str>,
    pub(crate) leads_to: &'a str,
    pub(crate) footnotes: &'a str,
    pub(crate) footnote: &'a str,
    pub(crate) back_to_text: &'a str,
}

impl PageText<'_> {
    /// The attribute that names the language of the page's own words.
    pub(in crate::markdown) fn lang(&self) -> String {
        self.words.lang.map(|lang| format!(" lang=\"{}\"", escaped(lang))).unwrap_or_default()
    }
}

/// A template with its gap filled.
pub(in crate::markdown) fn filled(template: &str, value: &str) -> String {
    template.replacen("{}", value, 1)
}
