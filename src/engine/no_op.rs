//! The up-to-date check of `build`: nothing that the last build read has changed, so there is nothing to do.
//!
//! After a build, the paths that it read are noted with a hash of their sizes, times and names. While the hash stays the same, and the date of no
//! held-back episode has come, the next build would do nothing. Losing the note costs time and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::UNIX_EPOCH;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};

use crate::display::printable::Printable;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::{IGNORE_FILE, NO_OP_FILE, STATE_FOLDER};
use crate::model::identity::digest::Sha256;
use crate::model::time::moment::Moment;
use crate::output::apply::is_unfinished;
use crate::seal::Sealed;
use crate::world::atomic;
use crate::world::disk::{Disk, FileKind, FileStatus, read_whole};
use crate::world::recording_disk::RecordingDisk;
use crate::world::replace::is_leftover;

/// The longest note that is read: about 1,000,000 files.
const NOTE_MAX: ByteCount = ByteCount::mebibytes(256);

/// What a build has read, after which there is nothing to do.
#[derive(Debug, Deserialize, Serialize)]
struct Note {
    /// How the output was asked for.
    output_options: OutputOptions,
    /// A build prints the same at any time from here on (seconds since 1970) ...
    from: i64,
    /// ... until here.
    until: i64,
    /// What it prints.
    printed: PrintedOutput,
    /// The disk with the show's folder, and the folder's number on it: the note is of no use in a copy.
    show: (u64, u64),
    /// What was read, relative to the show.
    paths: Vec<Utf8PathBuf>,
    /// What was listed, relative to the show.
    folders: Vec<Utf8PathBuf>,
    hash: String,
}

/// What a build prints.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PrintedOutput {
    /// Its findings, as they were printed.
    pub(crate) report: String,
    /// What it did.
    pub(crate) summary: String,
}

/// What decides how the same is printed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct OutputOptions {
    /// Which podwright it is.
    pub(crate) program: String,
    /// Format, colours and width.
    pub(crate) format: String,
}

/// What a build would print, if it has nothing to do.
pub(crate) fn no_op_build(
    disk: &dyn Disk,
    root: &Utf8Path,
    output_options: &OutputOptions,
    now: Moment,
) -> Option<PrintedOutput> {
    let PrintedOutput { report, summary } = note_that_holds(disk, root, now, &|of| of == output_options)?.printed;
    Some(PrintedOutput { report: Printable(&report).to_string(), summary: Printable(&summary).to_string() })
}

/// Whether a build of this program would have nothing to do, as far as that can be told without building: `feed/` is then what it would write.
pub(in crate::engine) fn is_built(disk: &dyn Disk, root: &Utf8Path, program: &str, now: Moment) -> bool {
    note_that_holds(disk, root, now, &|of| of.program == program).is_some()
}

fn note_that_holds(disk: &dyn Disk, root: &Utf8Path, now: Moment, is_wanted: &dyn Fn(&OutputOptions) -> bool) -> Option<Note> {
    if is_unfinished(disk, root) {
        return None;
    }
    let note: Note = serde_json::from_slice(&read_whole(disk, &root.join(NO_OP_FILE), NOTE_MAX).ok()?).ok()?;
    let in_time = (note.from..note.until).contains(&now.unix_seconds());
    if !is_wanted(&note.output_options) || !in_time || note.show != identity(disk, root)? {
        return None;
    }
    let is_inside = |path: &Utf8PathBuf| path.components().all(|part| matches!(part, Utf8Component::Normal(_)));
    let is_sound =
        note.paths.iter().all(|path| is_inside(path) || folders_above(path).is_some()) && note.folders.iter().all(is_inside);
    (is_sound && hash(disk, root, &note.paths, &note.folders)? == note.hash).then_some(note)
}

/// The numbers of the show's folder. A copy, a restored backup and a cache of CI have others.
fn identity(disk: &dyn Disk, root: &Utf8Path) -> Option<(u64, u64)> {
    disk.status(root).ok()?.map(|status| status.identity)
}

/// Notes what a build has read, after which there is nothing to do until the date `next`. A disk that refuses the note costs time on the next
/// run and nothing else.
pub(crate) fn note_no_op(
    root: &Utf8Path,
    output_options: &OutputOptions,
    disk: &RecordingDisk,
    sealed: &Sealed,
    next: Option<Moment>,
    printed: PrintedOutput,
) {
    disk.wait_past_last_write();
    let seen = disk.seen();
    if seen.is_uncertain() {
        return;
    }
    let (Some(show), Ok(real_root)) = (identity(disk, root), disk.canonical(root)) else { return };
    // What was read or written by the folder's other path comes last, because what is written is reached by its path without links.
    let relative = |path: &Utf8Path| {
        let below = path.strip_prefix(root).or_else(|_| path.strip_prefix(&real_root)).ok();
        below.map(Utf8Path::to_owned).or_else(|| ignore_file_above(path, &real_root))
    };
    let is_direct = |path: &&Utf8PathBuf| path.starts_with(root);
    // Our own notes are not part of the show, and files in the making are gone.
    let counts = |path: &Utf8Path| !path.starts_with(STATE_FOLDER) && !path.file_name().is_some_and(is_leftover);
    let mut files: BTreeMap<Utf8PathBuf, Option<FileStatus>> = BTreeMap::new();
    let (direct, real): (Vec<_>, Vec<_>) = seen.files.keys().partition(is_direct);
    for path in direct.into_iter().chain(real) {
        // What is outside the show cannot be named in a way that outlasts its moving.
        let Some(below) = relative(path) else { return };
        if counts(&below) {
            files.insert(below, seen.files.get(path).copied().flatten());
        }
    }
    let mut listed: BTreeMap<Utf8PathBuf, &Vec<String>> = BTreeMap::new();
    for (path, names) in &seen.folders {
        let Some(below) = relative(path) else { return };
        if counts(&below) {
            listed.insert(below, names);
        }
    }
    let before = describe(files.iter().map(|(path, status)| (path, *status)));
    let (paths, folders): (Vec<Utf8PathBuf>, Vec<Utf8PathBuf>) =
        (files.keys().cloned().collect(), listed.keys().cloned().collect());
    // What has changed since it was read was not part of the build: such a build is not noted.
    let Some(hash_now) = hash(disk, root, &paths, &folders) else { return };
    let listed: Vec<(&Utf8PathBuf, Vec<String>)> = listed.iter().map(|(folder, names)| (folder, (*names).clone())).collect();
    if hash_of(before, &listed) != hash_now {
        return;
    }
    let note = Note {
        output_options: output_options.clone(),
        from: sealed.last_change().map_or(i64::MIN, |moment| moment.unix_seconds()),
        until: next.map_or(i64::MAX, |moment| moment.unix_seconds()),
        printed,
        show,
        paths,
        folders,
        hash: hash_now,
    };
    let json = serde_json::to_vec(&note).expect("a note of text and numbers is JSON");
    let _not_needed = atomic::write(disk, &root.join(NO_OP_FILE), &json);
}

/// A `.gitignore` of a folder above the show, relative to the show: a repository can have several shows, and its files say whether podcast.lock is kept.
fn ignore_file_above(path: &Utf8Path, real_root: &Utf8Path) -> Option<Utf8PathBuf> {
    let folder = path.parent().filter(|_| path.file_name() == Some(IGNORE_FILE))?;
    let between = real_root.strip_prefix(folder).ok()?;
    Some(Utf8PathBuf::from("../".repeat(between.components().count())).join(IGNORE_FILE))
}

/// How many folders above the show such a file is; `None` for any other path.
fn folders_above(path: &Utf8Path) -> Option<usize> {
    let count = path.components().take_while(|part| *part == Utf8Component::ParentDir).count();
    let rest: Vec<Utf8Component<'_>> = path.components().skip(count).collect();
    (count > 0 && rest == [Utf8Component::Normal(IGNORE_FILE)]).then_some(count)
}

/// A hash of the present state of these paths and folders of the show; `None` if the disk fails.
fn hash(disk: &dyn Disk, root: &Utf8Path, paths: &[Utf8PathBuf], folders: &[Utf8PathBuf]) -> Option<String> {
    let real_root = disk.canonical(root).ok()?;
    let status = |path: &Utf8PathBuf| match folders_above(path) {
        Some(count) => disk.status(&real_root.ancestors().nth(count).unwrap_or(&real_root).join(IGNORE_FILE)),
        None => disk.status(&root.join(path)),
    };
    let statuses: Vec<Option<FileStatus>> = paths.par_iter().map(status).collect::<Result<_, _>>().ok()?;
    let list = |folder| disk.list(&root.join(folder)).map(|names| (folder, names));
    let listed: Vec<(&Utf8PathBuf, Vec<String>)> = folders.par_iter().map(list).collect::<Result<_, _>>().ok()?;
    Some(hash_of(describe(paths.iter().zip(statuses)), &listed))
}

fn hash_of(mut text: String, listed: &[(&Utf8PathBuf, Vec<String>)]) -> String {
    for (folder, names) in listed {
        let _infallible = writeln!(text, "{folder}\0{}", names.join("\0"));
    }
    Sha256::of(text.as_bytes()).to_string()
}

fn describe<'a>(statuses: impl Iterator<Item = (&'a Utf8PathBuf, Option<FileStatus>)>) -> String {
    let mut text = String::new();
    for (path, status) in statuses {
        let _infallible = match status {
            None => writeln!(text, "{path}\0-"),
            // A folder's time changes with whatever is put into it; what a build reads of it is its names.
            Some(status) if status.kind == FileKind::Folder => writeln!(text, "{path}\0{:?}\0{:?}", status.kind, status.identity),
            Some(status) => {
                let modified = status.modified.duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
                writeln!(text, "{path}\0{:?}\0{}\0{modified}\0{:?}", status.kind, status.bytes.get(), status.identity)
            }
        };
    }
    text
}
