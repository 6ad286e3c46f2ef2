//! Applies a plan to the disk.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::layout::MANIFEST_FILE;
use crate::layout::output::Output;
use crate::layout::output_file::{Content, OutputFile};
use crate::media::bytes::hashing::sha256;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::{JOURNAL_FILE, STATE_FOLDER};
use crate::model::files::show_path::ShowPath;
use crate::output::manifest;
use crate::output::plan::{ExistingFile, WritePlan};
use crate::seal::ServedFile;
use crate::world::atomic;
use crate::world::disk::{Disk, FileKind, read_whole};

/// The longest file that is compared in memory; nothing that podwright renders comes near.
const COMPARED_MAX: ByteCount = ByteCount::mebibytes(256);

/// A step that failed, with the file at which it did.
#[derive(Debug, thiserror::Error)]
#[error("cannot {step} `{path}`")]
pub struct WriteError {
    /// What was to be done: `write`, `read`, `remove`.
    pub step: &'static str,
    /// The file.
    pub path: Utf8PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// The folders that a build works on.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The show.
    pub show: &'a Utf8Path,
    /// Where the feed goes: `<show>/feed`.
    pub feed: &'a Utf8Path,
}

/// How far the files have come that are copied, not rendered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Copying<'a> {
    /// The size of all of them.
    All(ByteCount),
    /// One file begins.
    File {
        /// Where it goes.
        path: &'a ShowPath,
        /// Its size.
        bytes: ByteCount,
    },
    /// So many bytes more of it stand.
    Bytes(u64),
}

fn failed(step: &'static str, path: &Utf8Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError { step, path, source }
}

/// Whether a build had begun to write to `feed/` and was killed.
pub fn is_unfinished(disk: &dyn Disk, show: &Utf8Path) -> bool {
    disk.status(&show.join(JOURNAL_FILE)).is_ok_and(|status| status.is_some())
}

/// Checks, before anything is changed, that the folders of these files below `feed/` can be written to, and those of the show itself. Of a folder
/// that is not there yet, it is the one in which it will be made.
///
/// # Errors
/// Where a folder may not be written to, or a link is in the way.
pub fn check_writable(disk: &dyn Disk, target: Target, written: &BTreeSet<ShowPath>) -> Result<(), WriteError> {
    let of_files = written.iter().filter_map(|path| path.as_path().parent()).map(|folder| target.feed.join(folder));
    let own = [target.show.to_owned(), target.show.join(STATE_FOLDER), target.feed.to_owned()];
    let folders: BTreeSet<Utf8PathBuf> = own.into_iter().chain(of_files).collect();
    let mut checked = BTreeSet::new();
    for folder in &folders {
        for path in folder.ancestors() {
            let status = disk.status(path).map_err(failed("read", path))?;
            let Some(status) = status else { continue };
            if checked.insert(path.to_owned()) {
                let allowed = match status.kind {
                    FileKind::Folder => disk.may_write(path),
                    FileKind::File | FileKind::Other => Err(io::ErrorKind::NotADirectory.into()),
                };
                allowed.map_err(failed("write to", path))?;
            }
            break;
        }
    }
    Ok(())
}

/// How much room the files of a plan need. A recording that can have a second name needs none.
pub fn room_for(disk: &dyn Disk, target: Target, plan: &WritePlan) -> ByteCount {
    let status = |path: &Utf8Path| disk.status(path).ok().flatten();
    let disk_of_feed = status(target.feed).or_else(|| status(target.show)).map(|status| status.identity.0);
    let room = |file: &OutputFile| match &file.content {
        Content::Bytes(bytes) => ByteCount::of(bytes),
        Content::SameAs(source) => {
            let source = status(&target.show.join(source.as_path()));
            source.filter(|source| Some(source.identity.0) != disk_of_feed).map_or(ByteCount::ZERO, |source| source.bytes)
        }
    };
    plan.writes.iter().map(room).sum()
}

/// What earlier builds wrote: the files of the manifest, and of a build that was killed. Both lists can come from a stranger, with the show. What is
/// behind a link, or is one, was not written by podwright, whatever they say.
///
/// # Errors
/// Where the disk fails.
pub fn owned(disk: &dyn Disk, target: Target) -> Result<BTreeSet<ShowPath>, WriteError> {
    let mut owned = BTreeSet::new();
    let manifest = target.feed.join(MANIFEST_FILE);
    if let Some(json) = read_if_there(disk, &manifest).map_err(failed("read", &manifest))? {
        owned.extend(manifest::owned(&json));
    }
    owned.extend(unfinished(disk, target.show)?);
    let is_file = |path: &ShowPath| {
        let status = disk.status(&target.feed.join(path.as_path()));
        status.is_ok_and(|status| status.is_none_or(|status| status.kind == FileKind::File))
    };
    owned.retain(is_file);
    Ok(owned)
}

/// What builds that were killed had set out to write or remove.
fn unfinished(disk: &dyn Disk, show: &Utf8Path) -> Result<BTreeSet<ShowPath>, WriteError> {
    let journal = show.join(JOURNAL_FILE);
    let lines = read_if_there(disk, &journal).map_err(failed("read", &journal))?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&lines).lines().filter_map(|line| line.parse().ok()).collect())
}

/// What stands in the feed's folder at the place of each output. `served` has the hashes of the files that are served as they are.
///
/// # Errors
/// Where the disk fails.
pub fn survey(
    disk: &dyn Disk,
    target: Target,
    outputs: &[OutputFile],
    served: &BTreeMap<Output, ServedFile<'_>>,
) -> Result<BTreeMap<ShowPath, ExistingFile>, WriteError> {
    let existing = |output: &OutputFile| {
        let file = output.path();
        let path = target.feed.join(file.as_path());
        let existing = match &output.content {
            Content::Bytes(bytes) => existing_bytes(disk, &path, bytes),
            Content::SameAs(source) => {
                existing_copy(disk, &path, &target.show.join(source.as_path()), served.get(&output.output))
            }
        };
        Ok((file, existing.map_err(failed("read", &path))?))
    };
    outputs.iter().map(existing).collect()
}

/// Writes and removes what the plan says, in its order. `copying` is told of what is copied.
///
/// # Errors
/// The first step that failed. Every file is then the old or the new one, whole.
pub fn apply(disk: &dyn Disk, target: Target, plan: &WritePlan, copying: &mut dyn FnMut(Copying)) -> Result<(), WriteError> {
    let journal = target.show.join(JOURNAL_FILE);
    if plan.is_empty() {
        return if is_unfinished(disk, target.show) { disk.remove(&journal).map_err(failed("remove", &journal)) } else { Ok(()) };
    }
    // A build may be killed after one that was killed: what the first had written is in no manifest yet.
    let mut paths = unfinished(disk, target.show)?;
    paths.extend(plan.writes.iter().map(OutputFile::path));
    paths.extend(plan.removals.iter().cloned());
    let lines: Vec<String> = paths.iter().map(ToString::to_string).collect();
    put(disk, &journal, (lines.join("\n") + "\n").as_bytes())?;
    let size = |source: &ShowPath| {
        disk.status(&target.show.join(source.as_path())).ok().flatten().map_or(ByteCount::ZERO, |status| status.bytes)
    };
    let copied = plan.writes.iter().filter_map(|write| match &write.content {
        Content::SameAs(source) => Some(size(source)),
        Content::Bytes(_) => None,
    });
    copying(Copying::All(copied.sum()));
    for OutputFile { output, content } in &plan.writes {
        let path = &output.path();
        let to = target.feed.join(path.as_path());
        match content {
            Content::Bytes(bytes) => put(disk, &to, bytes)?,
            Content::SameAs(source) => {
                make_folder(disk, &to)?;
                let (from, bytes) = (target.show.join(source.as_path()), size(source));
                copying(Copying::File { path, bytes });
                let mut done = 0;
                let mut copied = |more| {
                    done += more;
                    copying(Copying::Bytes(more));
                };
                atomic::link_or_copy(disk, &from, &to, &mut copied).map_err(failed("write", &to))?;
                // A second name is given at once.
                copying(Copying::Bytes(bytes.get().saturating_sub(done)));
            }
        }
    }
    for path in &plan.removals {
        remove(disk, target.feed, path)?;
    }
    disk.remove(&journal).map_err(failed("remove", &journal))
}

/// Puts bytes at a path, whole or not at all; folders above it are made.
///
/// # Errors
/// Where the disk fails.
pub fn put(disk: &dyn Disk, path: &Utf8Path, bytes: &[u8]) -> Result<(), WriteError> {
    make_folder(disk, path)?;
    atomic::write(disk, path, bytes).map_err(failed("write", path))
}

/// As [`put`], but what is written may be lost in a power cut until [`Disk::sync_files`] is done.
///
/// # Errors
/// Where the disk fails.
pub fn put_unsynced(disk: &dyn Disk, path: &Utf8Path, bytes: &[u8]) -> Result<(), WriteError> {
    make_folder(disk, path)?;
    atomic::write_unsynced(disk, path, bytes).map_err(failed("write", path))
}

fn make_folder(disk: &dyn Disk, path: &Utf8Path) -> Result<(), WriteError> {
    match path.parent() {
        Some(folder) => disk.create_folders(folder).map_err(failed("make the folder of", path)),
        None => Ok(()),
    }
}

/// Removes a file, and the folders that it leaves empty.
fn remove(disk: &dyn Disk, feed: &Utf8Path, path: &ShowPath) -> Result<(), WriteError> {
    let file = feed.join(path.as_path());
    match disk.remove(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed("remove", &file)(error)),
        _ => {}
    }
    for folder in path.as_path().ancestors().skip(1).filter(|folder| !folder.as_str().is_empty()) {
        let folder = feed.join(folder);
        if !disk.list(&folder).is_ok_and(|names| names.is_empty()) {
            break;
        }
        disk.remove(&folder).map_err(failed("remove", &folder))?;
    }
    Ok(())
}

fn read_if_there(disk: &dyn Disk, path: &Utf8Path) -> io::Result<Option<Vec<u8>>> {
    match disk.status(path)? {
        Some(status) if status.kind == FileKind::File => read_whole(disk, path, COMPARED_MAX).map(Some),
        _ => Ok(None),
    }
}

fn existing_bytes(disk: &dyn Disk, path: &Utf8Path, bytes: &[u8]) -> io::Result<ExistingFile> {
    match disk.status(path)? {
        None => Ok(ExistingFile::Absent),
        Some(status) if status.kind != FileKind::File || status.bytes != ByteCount::of(bytes) => Ok(ExistingFile::Different),
        Some(_) if read_whole(disk, path, COMPARED_MAX)? == bytes => Ok(ExistingFile::Same),
        Some(_) => Ok(ExistingFile::Different),
    }
}

/// Whether a copy is there, by its hash: the file that it is a copy of was read when the show was loaded, and is not opened again.
fn existing_copy(
    disk: &dyn Disk,
    path: &Utf8Path,
    source: &Utf8Path,
    wanted: Option<&ServedFile<'_>>,
) -> io::Result<ExistingFile> {
    let (Some(there), Some(original)) = (disk.status(path)?, disk.status(source)?) else {
        return Ok(ExistingFile::Absent);
    };
    if there.identity == original.identity {
        return Ok(ExistingFile::Same);
    }
    let Some(wanted) = wanted.filter(|wanted| there.kind == FileKind::File && there.bytes == wanted.bytes) else {
        return Ok(ExistingFile::Different);
    };
    let is_same = sha256(disk.open(path)?.as_ref(), &|_| ())? == wanted.sha256;
    Ok(if is_same { ExistingFile::Same } else { ExistingFile::Different })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::real_disk::RealDisk;

    fn bytes(path: &str, content: &str) -> OutputFile {
        OutputFile::text(crate::layout::output::Output::of_path(path).unwrap(), content.to_owned())
    }

    #[test]
    fn writes_removes_and_leaves_no_journal() {
        let folder = tempfile::tempdir().unwrap();
        let show = Utf8Path::from_path(folder.path()).unwrap();
        let feed = show.join("feed");
        let target = Target { show, feed: &feed };
        let outputs = vec![bytes("feed.xml", "<rss/>"), bytes("episodes/a/index.html", "page")];
        apply(&RealDisk, target, &WritePlan { writes: outputs.clone(), removals: vec![] }, &mut |_| ()).unwrap();
        let existing = survey(&RealDisk, target, &outputs, &BTreeMap::new()).unwrap();
        assert!(existing.values().all(|existing| *existing == ExistingFile::Same));
        let gone = WritePlan { writes: vec![], removals: vec!["episodes/a/index.html".parse().unwrap()] };
        apply(&RealDisk, target, &gone, &mut |_| ()).unwrap();
        assert_eq!(RealDisk.list(&feed).unwrap(), ["feed.xml"]);
        assert!(RealDisk.list(&show.join(".podwright")).unwrap().is_empty());
    }

    #[test]
    fn a_killed_build_is_remembered_by_its_journal() {
        let folder = tempfile::tempdir().unwrap();
        let show = Utf8Path::from_path(folder.path()).unwrap();
        let feed = show.join("feed");
        put(&RealDisk, &show.join(JOURNAL_FILE), b"index.html\n").unwrap();
        let owned = owned(&RealDisk, Target { show, feed: &feed }).unwrap();
        assert_eq!(owned, BTreeSet::from(["index.html".parse().unwrap()]));
    }
}
