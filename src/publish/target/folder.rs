//! A folder of this computer, such as one that a web server serves.

use std::io::{self, Write as _};
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use sha2::Digest as _;

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::publish::publish_error::PublishError;
use crate::publish::record::RemoteTag;
use crate::publish::target::store::{Body, Condition, Conditions, Put, PutEnd, PutFault, RemoteFile, Store};
use crate::world::atomic::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX};
use crate::world::disk::{Disk, FileKind, OpenFile, each_piece, read_whole};

/// A folder. The tag of a file is its hash.
pub struct FolderStore {
    /// The disk that the files come from: the show's.
    pub from: Arc<dyn Disk>,
    /// The disk that the folder is on.
    pub to: Arc<dyn Disk>,
    /// The folder.
    pub folder: Utf8PathBuf,
    /// Where files go that are removed; without one they are deleted.
    pub trash: Option<Utf8PathBuf>,
}

/// Where podwright keeps its state for a folder that is served: beside it, where that can be written, so that nobody is served it; else in it.
pub fn state_folder(disk: &dyn Disk, served: &Utf8Path, state_name: &str) -> Utf8PathBuf {
    let inside = served.join(state_name);
    let (Some(above), Some(name)) = (served.parent(), served.file_name()) else { return inside };
    let beside = above.join(state_name).join(name);
    let is_there = |path: &Utf8Path| disk.status(path).is_ok_and(|status| status.is_some());
    if !is_there(&beside) && is_there(&inside) {
        return inside;
    }
    // of folders that are not there yet, the nearest one that is decides
    let nearest = beside.ancestors().find(|path| is_there(path));
    if nearest.is_some_and(|folder| disk.may_write(folder).is_ok()) { beside } else { inside }
}

impl FolderStore {
    fn path(&self, path: &str) -> Utf8PathBuf {
        self.folder.join(path)
    }

    fn found(&self, path: &str) -> io::Result<Option<RemoteFile>> {
        let path = self.path(path);
        match self.to.status(&path)? {
            Some(status) if status.kind == FileKind::File => {
                let sha256 = hash(self.to.open(&path)?.as_ref())?;
                let tag = tag(sha256);
                Ok(Some(RemoteFile { tag, bytes: status.bytes, sha256: Some(sha256), media_type: None, cache: None }))
            }
            Some(_) => Err(io::ErrorKind::IsADirectory.into()),
            None => Ok(None),
        }
    }

    fn put_one(&self, put: &Put<'_>, sent: &(dyn Fn(u64) + Sync)) -> Result<RemoteTag, PutFault> {
        let failed = |error: io::Error| PutFault::Failed(fault("write", put.path, &error));
        let there = match put.condition {
            Condition::Any => None,
            Condition::Nothing | Condition::Same(_) => self.found(put.path).map_err(failed)?,
        };
        let holds = match (&put.condition, &there) {
            (Condition::Any, _) | (Condition::Nothing, None) => true,
            (Condition::Same(tag), Some(found)) => *tag == found.tag,
            (Condition::Nothing, Some(_)) | (Condition::Same(_), None) => false,
        };
        if !holds {
            return Err(PutFault::Refused);
        }
        let path = self.path(put.path);
        let folder = path.parent().unwrap_or(&self.folder).to_owned();
        self.to.create_folders(&folder).map_err(failed)?;
        let name = path.file_name().unwrap_or_default();
        let beside = folder.join(format!("{TEMPORARY_PREFIX}{name}{TEMPORARY_SUFFIX}"));
        match self.to.remove(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        let result = self.copy(put, &beside, sent).and_then(|()| self.give_name(put, &beside, &path));
        if result.is_err() {
            // The first error is the one to report. The next run overwrites what is left.
            let _ = self.to.remove(&beside);
        }
        result?;
        self.to.sync_folder(&folder).map_err(failed)?;
        Ok(tag(put.sha256))
    }

    /// Two runs that both find nothing there cannot both give the name.
    fn give_name(&self, put: &Put<'_>, beside: &Utf8Path, path: &Utf8Path) -> Result<(), PutFault> {
        let failed = |error: io::Error| PutFault::Failed(fault("write", put.path, &error));
        if put.condition == Condition::Nothing {
            match self.to.hard_link(beside, path) {
                Ok(()) => return self.to.remove(beside).map_err(failed),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(PutFault::Refused),
                // a disk without second names
                Err(_) => {}
            }
        }
        self.to.rename(beside, path).map_err(failed)
    }

    fn copy(&self, put: &Put<'_>, beside: &Utf8Path, sent: &(dyn Fn(u64) + Sync)) -> Result<(), PutFault> {
        let failed = |error: io::Error| PutFault::Failed(fault("write", put.path, &error));
        let mut file = self.to.create_new(beside).map_err(failed)?;
        match put.body {
            Body::Bytes(bytes) => {
                file.write_all(bytes).map_err(failed)?;
                sent(bytes.len() as u64);
            }
            Body::File(source) => {
                let unread = |error: io::Error| PutFault::Failed(fault("read", source.as_str(), &error));
                let source = self.from.open(source).map_err(unread)?;
                let (mut sum, mut unwritten) = (sha2::Sha256::new(), None);
                let copied = each_piece(source.as_ref(), 0..source.len(), &mut |piece| {
                    sum.update(piece);
                    file.write_all(piece).map_err(|error| {
                        let kind = error.kind();
                        unwritten = Some(failed(error));
                        kind
                    })?;
                    sent(piece.len() as u64);
                    Ok(())
                });
                if let Some(fault) = unwritten {
                    return Err(fault);
                }
                copied.map_err(unread)?;
                if Sha256::from(<[u8; 32]>::from(sum.finalize())) != put.sha256 {
                    return Err(PutFault::Failed(PublishError::ChangedHere { path: put.path.to_owned() }));
                }
            }
        }
        file.sync().map_err(failed)
    }

    fn remove_one(&self, path: &str) -> io::Result<()> {
        let file = self.path(path);
        if self.to.status(&file)?.is_none_or(|status| status.kind != FileKind::File) {
            return Ok(());
        }
        match &self.trash {
            Some(trash) => {
                let kept = trash.join(path);
                if let Some(folder) = kept.parent() {
                    self.to.create_folders(folder)?;
                }
                self.to.rename(&file, &kept)?;
            }
            None => self.to.remove(&file)?,
        }
        let mut folder = file.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.folder && folder.starts_with(&self.folder)) {
            if !self.to.list(empty)?.is_empty() {
                break;
            }
            self.to.remove(empty)?;
            folder = empty.parent();
        }
        Ok(())
    }
}

impl Store for FolderStore {
    fn conditions(&self) -> Conditions {
        Conditions::Held
    }

    fn read(&self, path: &str, limit: ByteCount) -> Result<Option<(Vec<u8>, RemoteTag)>, PublishError> {
        match read_whole(self.to.as_ref(), &self.path(path), limit) {
            Ok(bytes) => {
                let tag = tag(Sha256::of(&bytes));
                Ok(Some((bytes, tag)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault("read", path, &error)),
        }
    }

    fn look(&self, paths: &[&str]) -> Result<Vec<Option<RemoteFile>>, PublishError> {
        paths.iter().map(|path| self.found(path).map_err(|error| fault("read", path, &error))).collect()
    }

    fn put(&self, puts: &[Put<'_>], sent: &(dyn Fn(u64) + Sync)) -> Vec<PutEnd> {
        let mut ends = Vec::new();
        for (index, put) in puts.iter().enumerate() {
            let result = self.put_one(put, sent);
            let is_over = result.is_err();
            ends.push(PutEnd { index, result });
            if is_over {
                break;
            }
        }
        ends
    }

    fn remove(&self, paths: &[&str]) -> Result<(), PublishError> {
        paths.iter().try_for_each(|path| self.remove_one(path).map_err(|error| fault("remove", path, &error)))
    }
}

fn tag(sha256: Sha256) -> RemoteTag {
    RemoteTag::new(&sha256.to_string()).expect("hexadecimal digits can be sent")
}

fn hash(file: &dyn OpenFile) -> io::Result<Sha256> {
    let mut sum = sha2::Sha256::new();
    each_piece(file, 0..file.len(), &mut |piece| {
        sum.update(piece);
        Ok(())
    })?;
    Ok(Sha256::from(<[u8; 32]>::from(sum.finalize())))
}

fn fault(step: &str, path: &str, error: &io::Error) -> PublishError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => PublishError::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            PublishError::Denied { what: format!("to {step} `{path}`"), reason: error.to_string() }
        }
        _ => PublishError::Failed { what: format!("{step} `{path}`"), reason: error.to_string() },
    }
}
