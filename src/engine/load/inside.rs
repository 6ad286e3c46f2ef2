//! What a show may read: files of its own, below no hidden folder. [`Disk::for_show`] refuses everything else when it is opened; here the same is
//! found out beforehand, so that it is a fault with a place.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::fault::{Fault, FaultKind};
use crate::model::files::show_path::ShowPath;
use crate::model::place::{FilePosition, Place};
use crate::world::disk::Disk;
use crate::world::disk::path_refusal::PathRefusal;

/// Stands in a listed name for bytes that are not UTF-8.
const NOT_UTF8: char = '\u{fffd}';

/// What to do about a file that the system does not give.
pub(in crate::engine) const CHECK_PERMISSIONS: &str = "check the file and its permissions";

/// Why the file at a path of the show may not be read, links followed. `None` if it may, and if nothing is there.
pub(in crate::engine) fn refusal(disk: &dyn Disk, root: &Utf8Path, real_root: &Utf8Path, path: &Utf8Path) -> Option<PathRefusal> {
    let real = disk.canonical(&root.join(path)).ok()?;
    let Ok(inside) = real.strip_prefix(real_root) else { return Some(PathRefusal::Outside) };
    hidden_part(path).or_else(|| hidden_part(inside)).map(|path| PathRefusal::Hidden { path })
}

/// A path up to its first hidden part.
fn hidden_part(path: &Utf8Path) -> Option<Utf8PathBuf> {
    let is_hidden = |part: &&Utf8Path| part.file_name().is_some_and(|name| name.starts_with('.'));
    path.ancestors().filter(is_hidden).last().map(Utf8Path::to_owned)
}

/// A path that may not be read, as a fault.
pub(in crate::engine) fn refused_fault(path: &Utf8Path, refusal: &PathRefusal, place: Place) -> Fault {
    let message = match refusal {
        PathRefusal::Outside => format!("`{path}` is a link that leads out of the show"),
        PathRefusal::Hidden { path: hidden } => {
            format!("`{path}` leads to `{hidden}`, and hidden files are not part of the show")
        }
        refusal => format!("`{path}` cannot be read: {refusal}"),
    };
    Fault { kind: FaultKind::PathOutside, place, message, help: refusal.help().to_owned() }
}

/// A file as a whole that could not be read.
pub(in crate::engine) fn unreadable_fault(file: &Utf8Path, error: &io::Error) -> Fault {
    match PathRefusal::of(error) {
        Some(refusal @ (PathRefusal::Outside | PathRefusal::Hidden { .. })) => refused_fault(file, refusal, whole(file)),
        Some(refusal) => unreadable_because(file, &refusal.to_string(), refusal.help()),
        None => unreadable_because(file, &error.kind().to_string(), CHECK_PERMISSIONS),
    }
}

/// A file as a whole that could not be read, in words.
pub(in crate::engine) fn unreadable_because(file: &Utf8Path, reason: &str, help: &str) -> Fault {
    let message = format!("`{file}` cannot be read: {reason}");
    Fault { kind: FaultKind::UnreadableFile, place: whole(file), message, help: help.to_owned() }
}

fn whole(file: &Utf8Path) -> Place {
    Place { file: file.to_owned(), position: FilePosition::File }
}

/// Names in a folder that are not UTF-8, as faults: what has such a name cannot be found by it.
pub(in crate::engine) fn names_not_utf8<'a>(
    disk: &'a dyn Disk,
    root: &'a Utf8Path,
    folder: &'a ShowPath,
    names: &'a [String],
) -> impl Iterator<Item = Fault> + 'a {
    let full = root.join(folder.as_path());
    let cannot_be_found = move |name: &&String| {
        !name.starts_with('.') && name.contains(NOT_UTF8) && disk.status(&full.join(name)).is_ok_and(|status| status.is_none())
    };
    names.iter().filter(cannot_be_found).map(move |name| Fault {
        kind: FaultKind::UnreadableFile,
        place: Place { file: folder.file(name), position: FilePosition::File },
        message: format!("the name `{name}` in `{folder}` is not UTF-8, so the file or folder cannot be read"),
        help: "rename it, with plain letters, digits and hyphens".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_hidden_part_is_named() {
        for (path, expected) in [
            ("episodes/one/audio.mp3", None),
            (".git/config", Some(".git")),
            ("episodes/.drafts/one/.x", Some("episodes/.drafts")),
            ("episodes/one/.env", Some("episodes/one/.env")),
        ] {
            assert_eq!(hidden_part(Utf8Path::new(path)).as_deref().map(Utf8Path::as_str), expected, "{path}");
        }
    }
}
