//! The feed, read again by a parser that is not ours, before it replaces the old one.

mod compare;

use std::panic::catch_unwind;

use crate::feed::reread::compare::Comparison;
use crate::seal::Sealed;

/// A field that the second parser reads otherwise than we meant it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a second reader takes {field} of {place} for `{found}`, where `{expected}` is meant")]
pub struct Disagreement {
    /// `the show`, or the episode.
    pub place: String,
    /// Which field.
    pub field: &'static str,
    /// What was meant.
    pub expected: String,
    /// What was read; empty where nothing was.
    pub found: String,
}

/// Whether feed-rs reads the show out of the feed that was written from it.
///
/// # Errors
/// Every field that comes out otherwise; one disagreement where the XML cannot be read at all.
pub fn reread(xml: &[u8], sealed: &Sealed) -> Result<(), Vec<Disagreement>> {
    let unreadable = |reason: String| {
        let place = "the show".to_owned();
        vec![Disagreement { place, field: "the whole feed", expected: "a feed".to_owned(), found: reason }]
    };
    // A parser may panic on bytes that it did not foresee (feed-rs does on some UTF-16); then the old feed stays.
    let feed = match catch_unwind(|| feed_rs::parser::parse(xml)) {
        Ok(Ok(feed)) => feed,
        Ok(Err(error)) => return Err(unreadable(error.to_string())),
        Err(_) => return Err(unreadable("the reader failed".to_owned())),
    };
    let mut comparison = Comparison::default();
    comparison.channel(&feed, sealed);
    for (entry, episode) in feed.entries.iter().zip(sealed.view().in_feed_order()) {
        comparison.item(entry, sealed, episode);
    }
    if comparison.found.is_empty() { Ok(()) } else { Err(comparison.found) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::tests::{feed_of, sealed};

    #[test]
    fn agrees_with_what_was_written() {
        let sealed = sealed();
        assert_eq!(reread(feed_of(&sealed).as_bytes(), &sealed), Ok(()));
    }

    #[track_caller]
    fn disagrees(from: &str, to: &str, expected: &[&str]) {
        let sealed = sealed();
        let xml = feed_of(&sealed);
        assert!(xml.contains(from), "{from}");
        let found = reread(xml.replacen(from, to, 1).as_bytes(), &sealed).expect_err(to);
        assert_eq!(found.iter().map(|found| found.field).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn names_each_field_that_comes_out_otherwise() {
        disagrees("<title>A small show</title>", "<title>A big show</title>", &["the title"]);
        disagrees("<language>en-GB</language>", "", &["the language"]);
        disagrees("length=\"498416\" type=\"audio/mpeg\"/>", "length=\"498417\" type=\"audio/mpeg\"/>", &["the enclosure"]);
        disagrees("<guid isPermaLink=\"false\">", "<guid isPermaLink=\"false\">x", &["the guid"]);
        disagrees("</item>", "</item><item><title>x</title></item>", &["the number of episodes", "the guid"]);
        disagrees("Mon, 04 Jul 2022 07:00:00 +0100</pubDate>", "Mon, 04 Jul 2022 07:00:00 +0000</pubDate>", &["the date"]);
        disagrees("name=\"Beginnings\">1<", "name=\"Beginnings\">2<", &["the season"]);
        disagrees("display=\"Ch.2\">2<", "display=\"Ch.2\">x<", &["the number"]);
        disagrees(">Cleo</podcast:person>", ">Leo</podcast:person>", &["the people"]);
        disagrees("one.srt", "two.srt", &["the transcripts"]);
        disagrees("Who decides?</title>", "Who decided?</title>", &["the title"]);
        disagrees("<rss ", "<rss", &["the whole feed"]);
    }
}
