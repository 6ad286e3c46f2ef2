//! Whether Git leaves podcast.lock out.

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::files::byte_count::ByteCount;
use crate::model::files::git_ignore::IgnorePattern;
use crate::model::files::show_files::{IGNORE_FILE, LOCK_FILE, SHOW_FILE};
use crate::model::place::{FilePosition, Place};
use crate::world::disk::{Disk, read_whole};

/// What the top folder of a repository has.
const GIT: &str = ".git";
/// The longest file of patterns that is read. The longest of GitHub's collection has less than 20 kB.
const IGNORE_MAX: ByteCount = ByteCount::kibibytes(256);
/// How many folders above the show are gone through in search of the repository.
const FOLDERS_MAX: usize = 32;

/// The line that keeps podcast.lock out of Git. `None` where there is none, or where Git leaves out the whole show: then it is not kept there.
pub(in crate::engine) fn ignored_lock(disk: &dyn Disk, root: &Utf8Path, real_root: &Utf8Path) -> Option<Place> {
    let files = ignore_files(disk, root, real_root);
    let place = ignoring_line(&files, LOCK_FILE)?;
    ignoring_line(&files, SHOW_FILE).is_none().then_some(place)
}

/// A `.gitignore`.
struct IgnoreFile {
    /// Relative to the show.
    file: Utf8PathBuf,
    /// The show, relative to the folder of the file.
    show: Vec<String>,
    patterns: Vec<IgnorePattern>,
}

/// Those of the show and of the folders above it in the same repository, the outermost first.
fn ignore_files(disk: &dyn Disk, root: &Utf8Path, real_root: &Utf8Path) -> Vec<IgnoreFile> {
    let is_top = |folder: &Utf8Path| disk.list_names(folder).is_ok_and(|names| names.iter().any(|name| name == GIT));
    let above = real_root.ancestors().take(FOLDERS_MAX);
    let top = above.clone().position(is_top).unwrap_or(0);
    let mut files: Vec<IgnoreFile> = above
        .take(top + 1)
        .enumerate()
        .filter_map(|(distance, folder)| {
            let path = if distance == 0 { root.join(IGNORE_FILE) } else { folder.join(IGNORE_FILE) };
            disk.status(&path).ok()??;
            let text = read_whole(disk, &path, IGNORE_MAX).ok()?;
            let show = real_root.strip_prefix(folder).ok()?;
            Some(IgnoreFile {
                file: Utf8PathBuf::from("../".repeat(distance)).join(IGNORE_FILE),
                show: show.components().map(|part| part.as_str().to_owned()).collect(),
                patterns: IgnorePattern::all_of(&String::from_utf8_lossy(&text)),
            })
        })
        .collect();
    files.reverse();
    files
}

/// The line that leaves a file of the show out, or a folder above it: nothing in such a folder can be taken in again.
fn ignoring_line(files: &[IgnoreFile], name: &str) -> Option<Place> {
    let depth = files.iter().map(|file| file.show.len()).max()?;
    (0..=depth).rev().find_map(|above| {
        // of all lines that speak of it the last counts, and the files of inner folders come last
        let (file, last) = files.iter().rev().find_map(|file| {
            let path = path_above(file, above, name)?;
            let speaks = |pattern: &&IgnorePattern| pattern.speaks_of(&path, above > 0);
            Some((file, file.patterns.iter().rfind(speaks)?))
        })?;
        let position = FilePosition::LineColumn { line: last.line, column: 1 };
        (!last.is_negated).then(|| Place { file: file.file.clone(), position })
    })
}

/// The path of a file of the show, or with `above` that of a folder so many above it, as a `.gitignore` sees it; `None` where that lies outside.
fn path_above(file: &IgnoreFile, above: usize, name: &str) -> Option<String> {
    let mut path: Vec<&str> = file.show.iter().map(String::as_str).collect();
    path.push(name);
    let kept = path.len().checked_sub(above).filter(|kept| *kept > 0)?;
    Some(path[..kept].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::real_disk::RealDisk;

    /// Writes files into a folder, and says which line keeps the lock of the show in it out of Git.
    fn found(show: &str, files: &[(&str, &str)]) -> Option<(String, u32)> {
        let folder = tempfile::tempdir().unwrap();
        let top = RealDisk.canonical(Utf8Path::from_path(folder.path()).unwrap()).unwrap();
        let root = if show.is_empty() { top.clone() } else { top.join(show) };
        RealDisk.create_folders(&root).unwrap();
        for (name, text) in files {
            let path = top.join(name);
            RealDisk.create_folders(path.parent().unwrap()).unwrap();
            crate::world::atomic::write(&RealDisk, &path, text.as_bytes()).unwrap();
        }
        let place = ignored_lock(&RealDisk, &root, &root)?;
        let FilePosition::LineColumn { line, .. } = place.position else { panic!("{place:?}") };
        Some((place.file.into_string(), line))
    }

    #[test]
    fn finds_the_line_in_the_shows_own_file() {
        let own = |text: &str| found("", &[(".gitignore", text)]);
        assert_eq!(own("target/\n*.lock\n"), Some((".gitignore".to_owned(), 2)));
        assert_eq!(own("*.lock\n!podcast.lock\n"), None);
        assert_eq!(own("*\n!*.yaml\n!episodes/\n"), Some((".gitignore".to_owned(), 1)));
        assert_eq!(own("*\n"), None, "the show is not kept in Git at all");
        assert_eq!(found("", &[]), None);
    }

    #[test]
    fn finds_the_line_in_the_repository_around_it() {
        let around = |patterns: &str, own: &str| {
            found("shows/a", &[(".git/HEAD", "x"), (".gitignore", patterns), ("shows/a/.gitignore", own)])
        };
        assert_eq!(around("shows/*/podcast.lock\n", ""), Some(("../../.gitignore".to_owned(), 1)));
        assert_eq!(around("*.lock\n", "!podcast.lock\n"), None);
        assert_eq!(around("!podcast.lock\n", "*.lock\n"), Some((".gitignore".to_owned(), 1)));
        assert_eq!(around("shows/\n", "!podcast.lock\n"), None, "the show is not kept in Git at all");
        assert_eq!(found("shows/a", &[(".gitignore", "*.lock\n")]), None, "there is no repository");
    }
}
