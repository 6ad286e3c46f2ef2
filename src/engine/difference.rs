//! How what is there differs from what a build would write.

use std::collections::BTreeSet;
use std::fmt;

use camino::Utf8Path;

use crate::display::count::Count;
use crate::engine::workspace::lock_file::lock_text;
use crate::layout::WriteStep;
use crate::layout::output_file::{Content, OutputFile};
use crate::lock::Lock;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::world::disk::{Disk, read_whole};

/// The longest file that is compared line by line.
const COMPARED_MAX: ByteCount = ByteCount::mebibytes(64);
/// How much of a line is shown (characters).
const SHOWN: usize = 80;

/// A difference between what is there and what a build would write.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Difference {
    /// The tags of this episode's recording.
    Tags(Slug),
    /// A file of `feed/`.
    File {
        /// Its path below `feed/`.
        path: ShowPath,
        /// How it differs.
        how: String,
    },
    /// A file of an earlier build that is no longer wanted.
    Unwanted(ShowPath),
    /// podcast.lock.
    Lock(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tags(slug) => write!(f, "the tags of `{slug}` are stale"),
            Self::File { path, how } => write!(f, "{FEED_FOLDER}/{path}: {how}"),
            Self::Unwanted(path) => write!(f, "{FEED_FOLDER}/{path}: no longer wanted"),
            Self::Lock(how) => write!(f, "podcast.lock: {how}"),
        }
    }
}

/// How the lock would change; nothing if it would not.
pub(in crate::engine) fn lock_differences(old: Option<&Lock>, new: &Lock) -> Vec<String> {
    let Some(old) = old else { return vec!["there is no podcast.lock".to_owned()] };
    if lock_text(old) == lock_text(new) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let guids: BTreeSet<_> = old.episodes.keys().chain(new.episodes.keys()).collect();
    for guid in guids {
        let line = match (old.episodes.get(guid), new.episodes.get(guid)) {
            (None, Some(episode)) => format!("`{}` is not in it", episode.slug),
            (Some(episode), None) => format!("`{}` is in it, and is not in the show", episode.slug),
            (Some(was), Some(is)) if was != is => format!("`{}` has changed since it was written", is.slug),
            _ => continue,
        };
        lines.push(line);
    }
    if (old.guid, &old.feed_url, old.cover) != (new.guid, &new.feed_url, new.cover) {
        lines.push("the show itself has changed since it was written".to_owned());
    }
    let name = |guid: &Guid| [new, old].iter().find_map(|lock| Some(lock.episodes.get(guid)?.slug.to_string()));
    for (list, was, is) in [("out", &old.out, &new.out), ("online", &old.online, &new.online)] {
        for guid in was.symmetric_difference(is) {
            let how = if is.contains(guid) { "is not in its list" } else { "is no longer wanted in its list" };
            lines.push(format!("`{}` {how} `{list}`", name(guid).unwrap_or_else(|| guid.to_string())));
        }
    }
    if (&old.accepted, &old.moves) != (&new.accepted, &new.moves) {
        lines.push("what you accept is not in it".to_owned());
    }
    lines
}

/// How a file differs. A recording that is not in `feed/media` is no difference: each build puts it there, and it is not committed.
pub(in crate::engine) fn file_difference(disk: &dyn Disk, feed: &Utf8Path, output: &OutputFile) -> Option<Difference> {
    let path = output.path();
    let there = read_whole(disk, &feed.join(path.as_path()), COMPARED_MAX);
    let how = match (&output.content, there) {
        (Content::SameAs(_), Err(_)) if output.output.write_step() == WriteStep::Media => return None,
        (_, Err(_)) => "missing".to_owned(),
        (Content::SameAs(source), Ok(_)) => format!("not the same as {source}"),
        (Content::Bytes(wanted), Ok(there)) => first_difference(&there, wanted),
    };
    Some(Difference::File { path, how })
}

fn first_difference(there: &[u8], wanted: &[u8]) -> String {
    let (Ok(there), Ok(wanted)) = (std::str::from_utf8(there), std::str::from_utf8(wanted)) else {
        return format!("{} there, {} wanted", Count(there.len(), "byte"), Count(wanted.len(), "byte"));
    };
    let (mut there, mut wanted) = (there.lines(), wanted.lines());
    for line in 1_usize.. {
        match (there.next(), wanted.next()) {
            (None, None) => break,
            (one, two) if one == two => {}
            (one, two) => return format!("line {line} is {}, and should be {}", shown(one, two), shown(two, one)),
        }
    }
    "other line ends".to_owned()
}

/// The part of a line in which it differs from another one.
fn shown(line: Option<&str>, other: Option<&str>) -> String {
    let Some(line) = line else { return "missing".to_owned() };
    let same = line.chars().zip(other.unwrap_or_default().chars()).take_while(|(one, two)| one == two).count();
    let skipped = if line.chars().count() > SHOWN { same.saturating_sub(SHOWN / 4) } else { 0 };
    let part: String = line.chars().skip(skipped).take(SHOWN).collect();
    format!("`{}`", part.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_where_a_line_differs() {
        let long = "a".repeat(300);
        assert_eq!(first_difference(b"x\ny\n", b"x\nz\n"), "line 2 is `y`, and should be `z`");
        assert_eq!(first_difference(b"x\n", b"x\nz\n"), "line 2 is missing, and should be `z`");
        assert_eq!(first_difference(b"x\r\n", b"x\n"), "other line ends");
        assert_eq!(first_difference(&[255, 0], b"x"), "2 bytes there, 1 byte wanted");
        let told = first_difference(format!("{long}one").as_bytes(), format!("{long}two").as_bytes());
        assert_eq!(told, format!("line 1 is `{0}one`, and should be `{0}two`", "a".repeat(20)));
    }
}
