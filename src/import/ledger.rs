//! What became of a feed on its way into the show, where that is worth a word.

use std::collections::BTreeMap;
use std::sync::Arc;

/// How many examples are kept of each.
pub const EXAMPLES_MAX: usize = 3;

/// The longest title that a place is called by. // characters
const TITLE_MAX: usize = 200;

/// What was left out, changed, asked for or not carried, each with its count.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Ledger {
    entries: BTreeMap<(LedgerKind, String), Mentions>,
}

/// A kind of thing that happened, the gravest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum LedgerKind {
    /// An item that does not become a published episode.
    LeftOut,
    /// A guid or an address that is not letter by letter what it was.
    IdentityChanged,
    /// A wrong value that was put right.
    Mended,
    /// A value that the feed lacks and the producer gave.
    Asked,
    /// A file that could not be fetched.
    NotFetched,
    /// Words that are not letter by letter what they were.
    WordsChanged,
    /// An element for which a show has no key.
    NotCarried,
}

impl LedgerKind {
    /// As a heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::LeftOut => "left out",
            Self::IdentityChanged => "identity changed",
            Self::Mended => "mended",
            Self::Asked => "asked for",
            Self::NotFetched => "not fetched",
            Self::WordsChanged => "words changed",
            Self::NotCarried => "not carried",
        }
    }
}

/// How often something happened, and where first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Mentions {
    /// How often.
    pub count: usize,
    /// The first few.
    pub examples: Vec<Spot>,
}

/// A place of the old feed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Spot {
    /// The title of the item, or of the show; a long one is cut.
    pub title: Arc<str>,
    /// The line of the feed, from 1.
    pub line: u32,
}

impl Ledger {
    /// Notes that something happened.
    pub fn add(&mut self, kind: LedgerKind, what: impl Into<String>, spot: &Spot) {
        let mentions = self.entries.entry((kind, what.into())).or_default();
        mentions.count += 1;
        if mentions.examples.len() < EXAMPLES_MAX {
            mentions.examples.push(spot.clone());
        }
    }

    /// Everything, the gravest kind first.
    pub fn entries(&self) -> impl Iterator<Item = (LedgerKind, &str, &Mentions)> {
        self.entries.iter().map(|((kind, what), mentions)| (*kind, what.as_str(), mentions))
    }
}

impl Spot {
    /// A place by its title. Every element may note it, so it is short, and copying it costs nothing.
    pub fn new(title: &str, line: u32) -> Self {
        let title = match title.char_indices().nth(TITLE_MAX) {
            Some((end, _)) => format!("{}…", &title[..end]).into(),
            None => title.into(),
        };
        Self { title, line }
    }

    /// The same at another line.
    #[must_use]
    pub fn at(&self, line: u32) -> Self {
        Self { title: Arc::clone(&self.title), line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_counted_and_the_first_three_are_named() {
        let mut ledger = Ledger::default();
        for line in 1..=5 {
            ledger.add(LedgerKind::NotCarried, "`x`", &Spot::new(&format!("T{line}"), line));
        }
        ledger.add(LedgerKind::LeftOut, "no recording", &Spot::new("A", 9));
        let found: Vec<_> =
            ledger.entries().map(|(kind, what, mentions)| (kind, what, mentions.count, mentions.examples.len())).collect();
        assert_eq!(found, [(LedgerKind::LeftOut, "no recording", 1, 1), (LedgerKind::NotCarried, "`x`", 5, 3)]);
    }
    #[test]
    fn a_long_title_is_cut_between_letters() {
        assert_eq!(Spot::new("é", 1).title.as_ref(), "é");
        assert_eq!(Spot::new(&"é".repeat(TITLE_MAX + 1), 1).title.as_ref(), "é".repeat(TITLE_MAX) + "…");
    }
}
