//! The path below `feed/` that a request asks for.

use camino::{Utf8Path, Utf8PathBuf};
use percent_encoding::percent_decode_str;

use crate::layout::INDEX_FILE;
use crate::layout::output::Output;

/// A path below `feed/`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct RequestPath {
    /// The path of the file; empty for `feed/` itself.
    pub(super) path: Utf8PathBuf,
    /// Whether it ends in a slash, and so means the page of a folder.
    pub(super) is_folder: bool,
}

/// The path below the show's base path that a request names; `None` if it is outside, hidden, or ambiguous on some system, so that no file of a feed
/// can have it.
pub(super) fn request_path(request_path: &str, base: &str) -> Option<RequestPath> {
    let below = request_path.strip_prefix(base)?;
    let decoded = percent_decode_str(below).decode_utf8().ok()?;
    let (names, is_folder) = match decoded.strip_suffix('/') {
        Some(names) => (names, true),
        None => (decoded.as_ref(), decoded.is_empty()),
    };
    let is_plain = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.contains(['\\', '\0', ':']);
    if !names.is_empty() && !names.split('/').all(is_plain) {
        return None;
    }
    // With `/` between the names on every system: outputs are looked up by it.
    Some(RequestPath { path: Utf8PathBuf::from(names), is_folder })
}

impl RequestPath {
    /// The file that is served there.
    pub(super) fn file(&self) -> Utf8PathBuf {
        match (self.is_folder, self.path.as_str()) {
            (true, "") => Utf8PathBuf::from(INDEX_FILE),
            (true, folder) => Utf8PathBuf::from(format!("{folder}/{INDEX_FILE}")),
            (false, _) => self.path.clone(),
        }
    }
}

/// Whether a file is a page for people. Transcripts are for apps, and are sent unchanged.
pub(super) fn is_page(file: &Utf8Path) -> bool {
    // A file that no build writes can be a page of the producer's own.
    Output::of_path(file.as_str()).map_or(file.extension() == Some("html"), |output| output.is_page())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(request: &str, expected: Option<&str>) {
        assert_eq!(
            request_path(request, "/show/").map(|request_path| request_path.file().into_string()).as_deref(),
            expected,
            "{request}"
        );
    }

    #[test]
    fn a_folder_shows_its_page() {
        case("/show/", Some("index.html"));
        case("/show/episodes/a/", Some("episodes/a/index.html"));
        case("/show/feed.xml", Some("feed.xml"));
        case("/show/media/a%20b.mp3", Some("media/a b.mp3"));
        case("/show/media/%C3%A9.mp3", Some("media/é.mp3"));
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for request in [
            "/show/../podcast.yaml",
            "/show/a/../../podcast.yaml",
            "/show/%2e%2e/podcast.yaml",
            "/show/%2E%2E%2Fpodcast.yaml",
            "/show/a%2f..%2f..%2fx",
            "/show//etc/passwd",
            "/show/%2fetc/passwd",
            "/show/..%5cpodcast.yaml",
            "/show/a%00.html",
            "/show/.git/config",
            "/show/C:/x",
            "/show/%ff",
            "/feed.xml",
            "/showfeed.xml",
            "/",
        ] {
            case(request, None);
        }
    }
}
