//! What a server should say of the files below `feed/`. `_headers`, the manifest and the preview take it from here, and docs/serving.md is
//! held to it.

use crate::layout::{INDEX_FILE, MANIFEST_FILE, NOT_FOUND_FILE, ROBOTS_FILE, RSS, SITEMAP_FILE, STYLE_FILE, TranscriptForm};
use crate::model::files::show_files::FEED_FILE;
use crate::model::web::feed_file::FeedFile;

/// What is said of the files that a pattern fits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Serving {
    /// A path below `feed/`, with at most one `*` for anything; that of the feed for shows that give it no other name. It is also what is asked for: a page is asked for by its folder.
    pub pattern: &'static str,
    /// The media type, where a server may guess it wrong.
    pub media_type: Option<&'static str>,
    /// For how long a copy may be kept (RFC 9111, `Cache-Control`).
    pub cache: &'static str,
    /// Whether pages on other sites may read it: web players read chapters, transcripts and the feed itself only then.
    pub is_for_all: bool,
    /// Whether players jump in it, by byte ranges.
    pub has_ranges: bool,
}

/// Apps look at a feed each hour or less often, and a reload of a page shows what is new.
const QUARTER_OF_AN_HOUR: &str = "public, max-age=900";

/// A name without a sum, for what is sometimes corrected.
const HOUR: &str = "public, max-age=3600";

/// A name without a sum, for what is hardly ever replaced, and dear to send again.
const DAY: &str = "public, max-age=86400";

/// A name with a sum: the file never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Every rule. Netlify and Cloudflare put together what all rules say that fit a path, so no two fit the same.
pub const SERVING: [Serving; 23] = [
    text(FEED_FILE, RSS, QUARTER_OF_AN_HOUR),
    text("chapters/*", "application/json+chapters; charset=utf-8", HOUR),
    text("transcripts/*.vtt", TranscriptForm::Vtt.content_type(), HOUR),
    text("transcripts/*.srt", TranscriptForm::Srt.content_type(), HOUR),
    text("transcripts/*.json", TranscriptForm::Json.content_type(), HOUR),
    text("transcripts/*.html", TranscriptForm::Html.content_type(), HOUR),
    Serving { pattern: "artwork/*", media_type: None, cache: FOREVER, is_for_all: true, has_ranges: false },
    Serving { pattern: "media/*", media_type: None, cache: DAY, is_for_all: true, has_ranges: true },
    page(""),
    page(INDEX_FILE),
    page(NOT_FOUND_FILE),
    page("embed/*"),
    page("episodes/*"),
    page("impact/*"),
    page("oembed/*"),
    page("page/*"),
    page("season/*"),
    page("subscribe/*"),
    page("year/*"),
    page(STYLE_FILE),
    page(ROBOTS_FILE),
    page(SITEMAP_FILE),
    page(MANIFEST_FILE),
];

const fn text(pattern: &'static str, media_type: &'static str, cache: &'static str) -> Serving {
    Serving { pattern, media_type: Some(media_type), cache, is_for_all: true, has_ranges: false }
}

/// A page, or what belongs to the pages: servers know its type.
const fn page(pattern: &'static str) -> Serving {
    Serving { pattern, media_type: None, cache: QUARTER_OF_AN_HOUR, is_for_all: false, has_ranges: false }
}

impl Serving {
    /// What is said of a file, by its path below `feed/`, in a show whose feed has this name. What no rule names is treated like a page.
    pub fn of(path: &str, feed: &FeedFile) -> Self {
        let path = if path == feed.as_str() { FEED_FILE } else { path };
        SERVING.into_iter().find(|rule| rule.fits(path)).unwrap_or(page("*"))
    }

    /// The pattern in a show whose feed has this name.
    pub fn pattern_in<'a>(&self, feed: &'a FeedFile) -> &'a str {
        if self.pattern == FEED_FILE { feed.as_str() } else { self.pattern }
    }

    /// Whether the pattern fits a path.
    pub fn fits(&self, path: &str) -> bool {
        match self.pattern.split_once('*') {
            Some((before, after)) => {
                path.len() >= before.len() + after.len() && path.starts_with(before) && path.ends_with(after)
            }
            None => path == self.pattern,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_what_servers_fit_to_it() {
        let case = |path: &str, media_type, is_for_all| {
            let rule = Serving::of(path, &FeedFile::default());
            assert_eq!((rule.media_type, rule.is_for_all), (media_type, is_for_all), "{path}");
        };
        case("feed.xml", Some("application/rss+xml; charset=utf-8"), true);
        case("transcripts/a.srt", Some("application/x-subrip; charset=utf-8"), true);
        case("media/a.mp3", None, true);
        case("episodes/a/index.html", None, false);
        case("old/feed.xml", None, false);
    }

    #[test]
    fn no_two_rules_fit_one_path() {
        for path in SERVING.iter().map(|rule| rule.pattern.replace('*', "a/b")) {
            assert_eq!(SERVING.iter().filter(|rule| rule.fits(&path)).count(), 1, "{path}");
        }
    }
}
