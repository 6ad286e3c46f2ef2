//! Names of files and folders that have one place in the code: those of a show in `model::files::show_files`, those below `feed/` in `layout`.

use crate::code;
use crate::tree;

/// Files and folders of a show.
const OF_SHOW: &[&str] = &["podcast.yaml", "podcast.lock", "episode.yaml", "episodes", "templates", ".podwright"];
/// Files of `feed/`.
const OF_FEED: &[&str] = &["feed.xml", "manifest.json", "_headers", "robots.txt", "sitemap.xml"];
/// How the path of another file of `feed/` begins.
const FOLDERS_OF_FEED: &[&str] =
    &["artwork/", "chapters/", "embed/", "media/", "oembed/", "season/", "subscribe/", "transcripts/", "year/"];

/// Where such a text is something else, or has its place.
const ELSEWHERE: &[(&str, &str)] = &[
    ("src/check/rules/history.rs", "a key of podcast.lock"),
    ("src/cli/init.rs", "patterns of .gitignore"),
    ("src/engine/located.rs", "a key of podcast.lock"),
    ("src/layout", "the place of paths below feed/"),
    ("src/lock/lock_file.rs", "keys of podcast.lock"),
    ("src/model/files/show_files.rs", "the place of the names of a show"),
    ("src/model/web/feed_file.rs", "names that a feed cannot have"),
    ("src/seal/fixtures.rs", "a show for tests"),
    ("src/feed/published/channel.rs", "names of elements in XML"),
    ("src/site/assets.rs", "files of the source that are compiled in"),
    ("src/site/templates.rs", "files of the source that are compiled in"),
];

/// Every text outside tests that is a path which only its own place may spell. A text with blanks is a sentence for people.
pub(crate) fn misplaced(path: &str, text: &str) -> Vec<String> {
    if ELSEWHERE.iter().any(|(place, _)| path.starts_with(place)) {
        return Vec::new();
    }
    let found = code::strings_of(text).into_iter().filter(|(_, text)| is_spelt_out(text));
    found
        .map(|(line, text)| format!("{path}:{line}: \"{text}\" is spelt out: `model::files::show_files` or `layout` has it"))
        .collect()
}

fn is_spelt_out(text: &str) -> bool {
    if text.contains([' ', '`']) || text.contains("://") {
        return false;
    }
    let is_known = |part: &str| OF_SHOW.contains(&part) || OF_FEED.contains(&part);
    let begins = text.strip_prefix('{').and_then(|text| text.split_once('}')).map_or(text, |(_, after)| after);
    text.split(['/', '{', '}']).any(is_known)
        || text == "feed"
        || text.starts_with("feed/")
        || FOLDERS_OF_FEED.iter().any(|folder| text.starts_with(folder) || begins.starts_with(folder))
}

/// The exceptions that fit no file any more.
pub(crate) fn stale_exceptions() -> Vec<String> {
    let there = tree::all_files("rs");
    let is_there = |place: &str| there.iter().any(|(path, _)| path.starts_with(place));
    ELSEWHERE
        .iter()
        .filter(|(place, _)| !is_there(place))
        .map(|(place, _)| format!("{place} is gone: take it off the list"))
        .collect()
}
