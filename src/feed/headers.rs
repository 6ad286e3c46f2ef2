//! What a server should say about the files: `_headers`, which Netlify and Cloudflare Pages read
//! (<https://developers.cloudflare.com/pages/configuration/headers/>).

use crate::seal::Sealed;

/// Fresh for a quarter of an hour: apps look each hour or less often.
const FEED: &str = "public, max-age=900";

/// A name without a sum: the file may change.
const SHORT: &str = "public, max-age=3600";

/// A name with a sum: the file never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Path, media type where the server may guess it wrong, how long it stays fresh.
const RULES: [(&str, Option<&str>, &str); 8] = [
    ("feed.xml", Some("application/rss+xml; charset=utf-8"), FEED),
    ("chapters/*", Some("application/json+chapters; charset=utf-8"), SHORT),
    ("transcripts/*.vtt", Some("text/vtt; charset=utf-8"), SHORT),
    ("transcripts/*.srt", Some("application/x-subrip; charset=utf-8"), SHORT),
    ("transcripts/*.json", Some("application/json; charset=utf-8"), SHORT),
    ("transcripts/*.html", Some("text/html; charset=utf-8"), SHORT),
    ("artwork/*", None, FOREVER),
    ("media/*", None, SHORT),
];

/// What a server should say of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Spoken {
    /// Its media type, where a server may guess it wrong.
    pub(crate) media_type: Option<&'static str>,
    /// Whether pages on other sites may read it.
    pub(crate) is_for_all: bool,
}

/// What [`file()`] asks of servers for a file below `feed/`, for the preview to say the same.
pub(crate) fn spoken_of(path: &str) -> Spoken {
    let fits = |pattern: &str| match pattern.split_once('*') {
        Some((before, after)) => path.len() >= pattern.len() - 1 && path.starts_with(before) && path.ends_with(after),
        None => path == pattern,
    };
    let rule = RULES.iter().find(|(pattern, _, _)| fits(pattern));
    Spoken { media_type: rule.and_then(|(_, media_type, _)| *media_type), is_for_all: rule.is_some() }
}

/// The file. Its paths begin where the show's address does, since servers match what is asked for.
pub(super) fn file(sealed: &Sealed) -> String {
    let base = url::Url::parse(sealed.show.url.as_url().as_str()).map_or_else(|_| "/".to_owned(), |url| url.path().to_owned());
    let mut out = String::new();
    for (path, media_type, cache) in RULES {
        out.extend([&base, path, "\n"]);
        if let Some(media_type) = media_type {
            out.extend(["  Content-Type: ", media_type, "\n"]);
        }
        // Web players on other sites read chapters, transcripts and the feed itself only with this.
        out.push_str("  Access-Control-Allow-Origin: *\n");
        out.extend(["  Cache-Control: ", cache, "\n"]);
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::feed::tests::sealed;

    #[test]
    fn a_pattern_fits_what_servers_fit_to_it() {
        let case = |path: &str, media_type, is_for_all| {
            assert_eq!(super::spoken_of(path), super::Spoken { media_type, is_for_all }, "{path}");
        };
        case("feed.xml", Some("application/rss+xml; charset=utf-8"), true);
        case("transcripts/a.srt", Some("application/x-subrip; charset=utf-8"), true);
        case("media/a.mp3", None, true);
        case("episodes/a/index.html", None, false);
        case("old/feed.xml", None, false);
    }

    #[test]
    fn paths_begin_where_the_show_is_served() {
        let file = super::file(&sealed());
        let feed = "/show/feed.xml\n  Content-Type: application/rss+xml; charset=utf-8\n  Access-Control-Allow-Origin: *\n  Cache-Control: public, max-age=900\n";
        assert!(file.starts_with(feed), "{file}");
        assert!(file.contains(
            "\n/show/artwork/*\n  Access-Control-Allow-Origin: *\n  Cache-Control: public, max-age=31536000, immutable\n"
        ));
    }
}
