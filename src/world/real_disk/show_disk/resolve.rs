//! The way to a path of the show, part by part.

use std::collections::VecDeque;
use std::io;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use crate::model::files::show_files::{FEED_FOLDER, IGNORE_FILE};
use crate::world::atomic::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX};
use crate::world::disk::feed_link::FeedLink;
use crate::world::disk::path_refusal::PathRefusal;
use crate::world::real_disk::show_disk::entry_kind::EntryKind;
use crate::world::real_disk::show_disk::{ShowDisk, SystemFolder, is_output};

/// How many links may be followed to one file, as many as Linux follows (`path_resolution(7)`).
const LINKS_MAX: usize = 40;

/// What a path is wanted for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PathUse {
    /// Its file is opened: a link at its end is followed, or refused.
    Read,
    /// Its folder is opened, to lock or to list it.
    Folder,
    /// Something is made, moved or removed there. A link at its end is then the thing itself, and is not followed.
    Change,
}

/// Where a path leads: a name in an open folder.
#[derive(Debug)]
pub(super) struct ResolvedPath {
    pub(super) folder: SystemFolder,
    /// `None` if the folder itself is meant.
    pub(super) name: Option<String>,
}

/// A part of a path that is still to be resolved.
struct PathPart {
    name: String,
    /// Whether a link says it, not the program.
    is_from_link: bool,
}

/// The folders that were opened on the way.
struct FolderChain {
    /// The folders below the show's own, with their names.
    folders: Vec<(String, SystemFolder)>,
    root: SystemFolder,
}

impl FolderChain {
    fn folder(&self) -> &SystemFolder {
        self.folders.last().map_or(&self.root, |(_, folder)| folder)
    }

    /// The path of a name here, relative to the show.
    fn path(&self, name: &str) -> Utf8PathBuf {
        self.folders.iter().map(|(name, _)| name.as_str()).chain([name]).collect()
    }

    fn into_folder(mut self) -> SystemFolder {
        self.folders.pop().map_or(self.root, |(_, folder)| folder)
    }
}

impl ShowDisk {
    /// Resolves a path below the show.
    ///
    /// # Errors
    /// [`PathRefusal`] inside the error where the way is not allowed; `NotFound` where a folder on it is missing; and as the system says.
    pub(super) fn resolve(&self, below: &Utf8Path, path_use: PathUse) -> io::Result<ResolvedPath> {
        let is_ours = is_output(below);
        let mut chain = FolderChain { folders: Vec::new(), root: SystemFolder::open(&self.real_root)? };
        let mut parts: VecDeque<PathPart> = parts_of(below, false).collect();
        let mut links = 0;
        while let Some(PathPart { name, is_from_link }) = parts.pop_front() {
            let is_last = parts.is_empty();
            if name == ".." {
                chain.folders.pop().ok_or(PathRefusal::Outside)?;
                continue;
            }
            // Whether Git leaves podcast.lock out stands in a hidden file; no link leads to it.
            let is_patterns = below == IGNORE_FILE && !is_from_link;
            if is_hidden(&name, is_last) && !is_patterns && !is_ours && (is_from_link || path_use == PathUse::Read) {
                return Err(PathRefusal::Hidden { path: chain.path(&name) }.into());
            }
            match chain.folder().kind(&name)? {
                EntryKind::Link if is_ours && chain.folders.is_empty() && name == FEED_FOLDER => {
                    if self.feed_link == FeedLink::Refused {
                        return Err(PathRefusal::FeedLink.into());
                    }
                    let feed = SystemFolder::open(&self.real_root.join(FEED_FOLDER))?;
                    chain.folders.push((name, feed));
                }
                EntryKind::Link if is_last && path_use == PathUse::Change => {
                    return Ok(ResolvedPath { folder: chain.into_folder(), name: Some(name) });
                }
                EntryKind::Link if is_ours => return Err(PathRefusal::Link { link: chain.path(&name) }.into()),
                EntryKind::Link => {
                    links += 1;
                    if links > LINKS_MAX {
                        return Err(io::Error::other("too many links lead to one another"));
                    }
                    for part in self.target(&mut chain, &name)?.into_iter().rev() {
                        parts.push_front(part);
                    }
                }
                _ if is_last => return Ok(ResolvedPath { folder: chain.into_folder(), name: Some(name) }),
                EntryKind::Folder => {
                    let folder = chain.folder().folder(&name)?;
                    chain.folders.push((name, folder));
                }
                EntryKind::Absent => return Err(io::ErrorKind::NotFound.into()),
                EntryKind::Other => return Err(io::ErrorKind::NotADirectory.into()),
            }
        }
        Ok(ResolvedPath { folder: chain.into_folder(), name: None })
    }

    /// Makes the folder at a path below the show, and those above it.
    ///
    /// # Errors
    /// As [`ShowDisk::resolve`].
    pub(super) fn make_folders(&self, below: &Utf8Path) -> io::Result<()> {
        let mut folder = Utf8PathBuf::new();
        for part in below.components() {
            folder.push(part);
            let ResolvedPath { folder: parent, name } = self.resolve(&folder, PathUse::Folder)?;
            let Some(name) = name else { continue };
            match parent.make_folder(&name) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => made?,
            }
            parent.folder(&name)?;
        }
        Ok(())
    }

    /// The parts of what a link says. An absolute one leads back to the show's folder, or out of it.
    fn target(&self, chain: &mut FolderChain, name: &str) -> io::Result<Vec<PathPart>> {
        let target = chain.folder().link(name)?;
        if !target.is_absolute() {
            return Ok(parts_of(&target, true).collect());
        }
        let inside = target.strip_prefix(&self.real_root).or_else(|_| target.strip_prefix(&self.root));
        let inside = inside.map_err(|_| PathRefusal::Outside)?;
        chain.folders.clear();
        Ok(parts_of(inside, true).collect())
    }
}

/// Whether a name is hidden. The files that podwright is writing are not: it reads them back.
fn is_hidden(name: &str, is_last: bool) -> bool {
    let is_own = is_last && name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX);
    name.starts_with('.') && !is_own
}

fn parts_of(path: &Utf8Path, is_from_link: bool) -> impl Iterator<Item = PathPart> + '_ {
    path.components().filter(|part| !matches!(part, Utf8Component::CurDir)).map(move |part| match part {
        Utf8Component::ParentDir => PathPart { name: "..".to_owned(), is_from_link },
        part => PathPart { name: part.as_str().to_owned(), is_from_link },
    })
}
