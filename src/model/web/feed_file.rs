//! The name of the feed's file, which is the end of the address that subscribers have.

use std::fmt;
use std::str::FromStr;

use crate::model::files::show_files::FEED_FILE;

/// The longest name. // characters; every disk and every server takes an address of this length
const LONGEST: usize = 200;

/// What `feed/` has in its top folder already, and what a host looks for there. A feed below such a name would stand in a folder of another kind
/// of file, or in the place of one.
pub const TAKEN: [&str; 22] = [
    "404",
    "404.html",
    "artwork",
    "chapters",
    "cname",
    "easy-read",
    "embed",
    "episodes",
    "impact",
    "index",
    "index.html",
    "manifest.json",
    "media",
    "oembed",
    "page",
    "robots.txt",
    "season",
    "sitemap.xml",
    "style.css",
    "subscribe",
    "transcripts",
    "year",
];

/// A path below `feed/`: `feed.xml`, or what the feed of an older show is called (`rss`, `podcast.rss`, `feed/index.xml`). The name of the file has one of
/// the endings that servers and apps take for a feed, or none; capitals stay, because addresses have them.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct FeedFile(String);

/// Why a text cannot be the name of the feed's file.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum FeedFileError {
    /// Nothing there.
    #[error("the name is empty")]
    Empty,
    /// A whole address.
    #[error("`{0}` is a web address, where the name of a file is needed")]
    Address(String),
    /// A path that does not lead below `feed/`, step by step.
    #[error("`{0}` does not lead to a file below feed/")]
    NotBelow(String),
    /// Characters that an address would have in another form.
    #[error("`{0}` has other characters than the letters A to Z, digits, `.`, `_`, `-`, and `/` between folders")]
    Characters(String),
    /// A name that some hosts do not serve.
    #[error("`{0}` begins or ends with a character that some servers do not serve")]
    Edge(String),
    /// An ending of another kind of file.
    #[error("`{0}` has the ending of another kind of file")]
    Ending(String),
    /// The name of something else.
    #[error("`{0}` is the name of something else in feed/")]
    Taken(String),
    /// Too long.
    #[error("the name has more than {LONGEST} characters")]
    TooLong,
}

impl FeedFile {
    /// The path below `feed/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of the folder in which this file is the feed with the address `feed_url`; `None` where it is none of that name.
    pub fn base_of<'a>(&self, feed_url: &'a str) -> Option<&'a str> {
        feed_url.strip_suffix(self.as_str()).filter(|base| base.ends_with('/'))
    }
}

impl Default for FeedFile {
    fn default() -> Self {
        Self(FEED_FILE.to_owned())
    }
}

impl FromStr for FeedFile {
    type Err = FeedFileError;

    fn from_str(input: &str) -> Result<Self, FeedFileError> {
        let found = || input.to_owned();
        if input.is_empty() {
            return Err(FeedFileError::Empty);
        }
        if input.len() > LONGEST {
            return Err(FeedFileError::TooLong);
        }
        if input.contains("://") {
            return Err(FeedFileError::Address(found()));
        }
        if input.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err(FeedFileError::NotBelow(found()));
        }
        if !input.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b)) {
            return Err(FeedFileError::Characters(found()));
        }
        let is_edge = |part: &str| part.starts_with(['.', '_', '-']) || part.ends_with('.');
        if let Some(part) = input.split('/').find(|part| is_edge(part)) {
            return Err(FeedFileError::Edge(part.to_owned()));
        }
        let first = input.split('/').next().unwrap_or_default();
        // Disks of Windows and macOS make no difference between small letters and capitals.
        if TAKEN.iter().any(|taken| taken.eq_ignore_ascii_case(first)) {
            return Err(FeedFileError::Taken(first.to_owned()));
        }
        let name = input.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.') {
            Some((_, ending)) if !["xml", "rss"].iter().any(|known| known.eq_ignore_ascii_case(ending)) => {
                Err(FeedFileError::Ending(name.to_owned()))
            }
            _ => Ok(Self(found())),
        }
    }
}

impl fmt::Display for FeedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_what_feeds_of_old_shows_are_called() {
        for good in ["feed.xml", "rss", "podcast.rss", "feed/index.xml", "Feed.XML", "a/b/c-d_e.v2.xml", "feed", "f", "index.xml"]
        {
            assert_eq!(good.parse::<FeedFile>().map(|file| file.to_string()).as_deref(), Ok(good));
        }
        assert_eq!(FeedFile::default(), FEED_FILE.parse().unwrap());
        assert!("a".repeat(200).parse::<FeedFile>().is_ok());
    }

    #[test]
    fn is_nothing_that_another_file_or_another_server_would_take() {
        type Refused = fn(String) -> FeedFileError;
        let cases: [(&str, Refused); 24] = [
            ("https://example.org/feed.xml", FeedFileError::Address),
            ("/rss", FeedFileError::NotBelow),
            ("../rss", FeedFileError::NotBelow),
            ("a/../rss", FeedFileError::NotBelow),
            ("./rss", FeedFileError::NotBelow),
            ("feed/", FeedFileError::NotBelow),
            ("a//b", FeedFileError::NotBelow),
            ("a b.xml", FeedFileError::Characters),
            ("a\\b.xml", FeedFileError::Characters),
            ("füd.xml", FeedFileError::Characters),
            ("feed.xml?format=rss", FeedFileError::Characters),
            ("*.xml", FeedFileError::Characters),
            ("a%20b", FeedFileError::Characters),
            (".rss", FeedFileError::Edge),
            ("_headers", FeedFileError::Edge),
            ("rss.", FeedFileError::Edge),
            ("feed.html", FeedFileError::Ending),
            ("feed.php", FeedFileError::Ending),
            ("feed.json", FeedFileError::Ending),
            ("sitemap.xml", FeedFileError::Taken),
            ("Sitemap.XML", FeedFileError::Taken),
            ("CNAME", FeedFileError::Taken),
            ("index", FeedFileError::Taken),
            ("404", FeedFileError::Taken),
        ];
        for (bad, error) in cases {
            assert_eq!(bad.parse::<FeedFile>(), Err(error(bad.to_owned())));
        }
        for taken in ["media/feed.xml", "Media/feed.xml", "sitemap.xml/feed"] {
            assert!(matches!(taken.parse::<FeedFile>(), Err(FeedFileError::Taken(_))), "{taken}");
        }
        assert_eq!("".parse::<FeedFile>(), Err(FeedFileError::Empty));
        assert_eq!("a".repeat(201).parse::<FeedFile>(), Err(FeedFileError::TooLong));
    }

    #[test]
    fn says_where_its_folder_is_served() {
        let file: FeedFile = "feed/index.xml".parse().unwrap();
        assert_eq!(file.base_of("https://example.org/a/feed/index.xml"), Some("https://example.org/a/"));
        assert_eq!(file.base_of("https://example.org/a/oldfeed/index.xml"), None);
        assert_eq!(file.base_of("https://example.org/rss"), None);
    }
}
