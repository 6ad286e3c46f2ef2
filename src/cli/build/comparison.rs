//! `build --check`: what a build would do, without doing it.

use std::collections::BTreeMap;

use camino::Utf8Path;

use crate::cli::build::outputs::{FEED_FOLDER, feed_plan};
use crate::cli::build::refusals::{lock_differences, stale};
use crate::cli::session::Session;
use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::engine::load::Loaded;
use crate::engine::tagging::Tagging;
use crate::error::{Error, Exit};
use crate::lock::Lock;
use crate::model::output_file::{Content, OutputFile};
use crate::model::slug::Slug;
use crate::seal::Sealed;
use crate::world::disk::{Disk, read_whole};

/// The longest file that is compared line by line (bytes).
const COMPARED_MAX: u64 = 64 * 1024 * 1024;
/// How much of a line is shown (characters).
const SHOWN: usize = 80;

/// Prints what differs, a line each; fine where nothing does.
pub(super) fn compare(
    session: &mut Session,
    root: &Utf8Path,
    loaded: &Loaded,
    taggings: &BTreeMap<Slug, Tagging>,
    (sealed, lock): (&Sealed, &Lock),
) -> Result<Exit, Error> {
    let disk = session.world.disk.as_ref();
    let mut lines: Vec<String> = stale(taggings).iter().map(|slug| format!("the tags of `{slug}` are stale")).collect();
    let plan = feed_plan(disk, root, sealed, &loaded.templates)?;
    let feed = root.join(FEED_FOLDER);
    lines.extend(plan.writes.iter().filter_map(|output| difference(disk, &feed, output)));
    lines.extend(plan.removals.iter().map(|path| format!("feed/{path}: no longer wanted")));
    lines.extend(lock_differences(loaded.catalog.lock.as_ref(), lock).iter().map(|line| format!("podcast.lock: {line}")));
    for line in &lines {
        session.print(&format!("{}\n", Sanitized(line)))?;
    }
    if lines.is_empty() {
        session.say("feed/ and podcast.lock are what a build would write");
        return Ok(Exit::Fine);
    }
    session
        .world
        .console
        .say(&format!("hint: {} between the show and what is there; run `podwright build`", Count(lines.len(), "difference")));
    Ok(Exit::Faults)
}

/// How a file differs. A recording that is not in `feed/media` is no difference: each build puts it there, and it is not committed.
fn difference(disk: &dyn Disk, feed: &Utf8Path, output: &OutputFile) -> Option<String> {
    let path = &output.path;
    let there = read_whole(disk, &feed.join(path.as_path()), COMPARED_MAX);
    match (&output.content, there) {
        (Content::SameAs(_), Err(_)) if path.as_path().starts_with(crate::model::show::MEDIA_FOLDER) => None,
        (_, Err(_)) => Some(format!("feed/{path}: missing")),
        (Content::SameAs(source), Ok(_)) => Some(format!("feed/{path}: not the same as {source}")),
        (Content::Bytes(wanted), Ok(there)) => Some(format!("feed/{path}: {}", first_difference(&there, wanted))),
    }
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
