//! A tag of a page.

use crate::site::trial::trace::MARK;

/// Where a tag is written.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::site::trial) struct Origin {
    /// Index of the template in the list of all names.
    pub(in crate::site::trial) template: usize,
    /// From 1.
    pub(in crate::site::trial) line: u32,
    /// From 1. // characters
    pub(in crate::site::trial) column: u32,
}

impl Origin {
    /// The mark that stands before the tag.
    pub(in crate::site::trial) fn to_mark(self) -> String {
        format!("{MARK}{},{},{}{MARK}", self.template, self.line, self.column)
    }

    /// What such a mark says, without the signs around it.
    pub(in crate::site::trial) fn of_mark(text: &str) -> Option<Self> {
        let mut numbers = text.splitn(3, ',');
        Some(Self {
            template: numbers.next()?.parse().ok()?,
            line: numbers.next()?.parse().ok()?,
            column: numbers.next()?.parse().ok()?,
        })
    }
}

/// A tag of a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::site::trial) struct PageTag {
    /// The element, in small letters; `!--` for a remark.
    pub(in crate::site::trial) name: String,
    pub(in crate::site::trial) kind: TagKind,
    /// Names in small letters, and values without marks.
    pub(in crate::site::trial) attributes: Vec<(String, String)>,
    /// What stands in an element that can hold no other, such as a script.
    pub(in crate::site::trial) text: String,
    /// Where it is written, if that is in a template of the show.
    pub(in crate::site::trial) origin: Option<Origin>,
}

/// What a tag does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::site::trial) enum TagKind {
    Start,
    /// `<path/>`: only drawings and formulas have such elements.
    SelfClosing,
    End,
    /// It goes on to the end of the page: a quotation mark or `>` is missing.
    Endless,
}

impl PageTag {
    /// Whether it opens an element of this name.
    pub(in crate::site::trial) fn is_start(&self, name: &str) -> bool {
        self.name == name && matches!(self.kind, TagKind::Start | TagKind::SelfClosing)
    }

    /// The value of an attribute; empty where it has none.
    pub(in crate::site::trial) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether it tells programs where the feed is (RSS autodiscovery, <https://www.rssboard.org/rss-autodiscovery>).
    pub(in crate::site::trial) fn is_feed_link(&self) -> bool {
        let has = |name, word: &str| {
            self.attribute(name).is_some_and(|value| value.split_whitespace().any(|one| one.eq_ignore_ascii_case(word)))
        };
        let is_feed = has("type", "application/rss+xml") || has("type", "application/atom+xml");
        self.is_start("link")
            && has("rel", "alternate")
            && is_feed
            && self.attribute("href").is_some_and(|href| !href.trim().is_empty())
    }
}
