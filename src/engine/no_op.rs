//! The up-to-date check of `build`: nothing that the last build read has changed, so there is nothing to do.
//!
//! After a build, the paths that it read are noted with a hash of their sizes, times and names. While the hash stays the same, and the date of no
//! held-back episode has come, the next build would do nothing. Losing the note costs time and nothing else.

use std::fmt::Write as _;
use std::time::UNIX_EPOCH;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};

use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::{NO_OP_FILE, STATE_FOLDER};
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
    paths: Vec<Utf8PathBuf>,
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
    if is_unfinished(disk, root) {
        return None;
    }
    let note: Note = serde_json::from_slice(&read_whole(disk, &root.join(NO_OP_FILE), NOTE_MAX).ok()?).ok()?;
    let in_time = (note.from..note.until).contains(&now.unix_seconds());
    if note.output_options != *output_options || !in_time {
        return None;
    }
    (hash(disk, &note.paths, &note.folders)? == note.hash).then_some(note.printed)
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
    // Our own notes are not part of the show, and files in the making are gone.
    let ours = root.join(STATE_FOLDER);
    let counts = |path: &&Utf8PathBuf| !path.starts_with(&ours) && !path.file_name().is_some_and(is_leftover);
    let paths: Vec<Utf8PathBuf> = seen.files.keys().filter(counts).cloned().collect();
    let folders: Vec<Utf8PathBuf> = seen.folders.keys().filter(counts).cloned().collect();
    let before = describe(paths.iter().map(|path| (path, seen.files.get(path).copied().flatten())));
    // What has changed since it was read was not part of the build: such a build is not noted.
    let Some(hash_now) = hash(disk, &paths, &folders) else { return };
    let listed: Vec<(&Utf8PathBuf, Vec<String>)> =
        folders.iter().map(|folder| (folder, seen.folders.get(folder).cloned().unwrap_or_default())).collect();
    if hash_of(before, &listed) != hash_now {
        return;
    }
    let note = Note {
        output_options: output_options.clone(),
        from: sealed.last_change().map_or(i64::MIN, |moment| moment.unix_seconds()),
        until: next.map_or(i64::MAX, |moment| moment.unix_seconds()),
        printed,
        paths,
        folders,
        hash: hash_now,
    };
    let json = serde_json::to_vec(&note).expect("a note of text and numbers is JSON");
    let _not_needed = atomic::write(disk, &root.join(NO_OP_FILE), &json);
}

/// A hash of the present state of these paths and folders; `None` if the disk fails.
fn hash(disk: &dyn Disk, paths: &[Utf8PathBuf], folders: &[Utf8PathBuf]) -> Option<String> {
    let statuses: Vec<Option<FileStatus>> = paths.par_iter().map(|path| disk.status(path)).collect::<Result<_, _>>().ok()?;
    let listed: Vec<(&Utf8PathBuf, Vec<String>)> =
        folders.par_iter().map(|folder| disk.list(folder).map(|names| (folder, names))).collect::<Result<_, _>>().ok()?;
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
