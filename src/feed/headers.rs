//! What a server should say about the files: `_headers`, which Netlify and Cloudflare Pages read
//! (<https://developers.cloudflare.com/pages/configuration/headers/>).

use crate::layout::serving::SERVING;
use crate::seal::Sealed;

/// The file. Its paths begin where the show's address does, since servers match what is asked for.
pub(super) fn file(sealed: &Sealed) -> String {
    let base = url::Url::parse(sealed.show().url.as_url().as_str()).map_or_else(|_| "/".to_owned(), |url| url.path().to_owned());
    let mut out = String::new();
    for rule in SERVING {
        out.extend([&base, rule.pattern_in(&sealed.show().feed_file), "\n"]);
        if let Some(media_type) = rule.media_type {
            out.extend(["  Content-Type: ", media_type, "\n"]);
        }
        if rule.is_for_all {
            out.push_str("  Access-Control-Allow-Origin: *\n");
        }
        if rule.has_ranges {
            out.push_str("  Accept-Ranges: bytes\n");
        }
        out.extend(["  Cache-Control: ", rule.cache, "\n"]);
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::feed::tests::sealed;

    #[test]
    fn paths_begin_where_the_show_is_served() {
        let file = super::file(&sealed());
        let feed = "/show/feed.xml\n  Content-Type: application/rss+xml; charset=utf-8\n  Access-Control-Allow-Origin: *\n  Cache-Control: public, max-age=900\n";
        assert!(file.starts_with(feed), "{file}");
        assert!(file.contains(
            "\n/show/artwork/*\n  Access-Control-Allow-Origin: *\n  Cache-Control: public, max-age=31536000, immutable\n"
        ));
        assert!(file.contains("\n/show/\n  Cache-Control: public, max-age=900\n"), "{file}");
    }
}
