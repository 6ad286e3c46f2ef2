//! A folder of a server, by the system's own OpenSSH: its keys, its configuration, and the servers that it knows. A wave of files is one process that reads
//! its commands from a pipe (sftp(1), `-b`).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use camino::Utf8PathBuf;

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::publish::publish_error::PublishError;
use crate::publish::record::RemoteTag;
use crate::publish::target::helper_program::{HelperEnd, HelperProgram};
use crate::publish::target::store::{Body, Conditions, Put, PutEnd, PutFault, RemoteFile, Store};
use crate::world::atomic;
use crate::world::disk::{Disk, read_whole};

/// How the name of a file ends that is not there whole.
const PART: &str = ".podwright-part";
/// What the program prints before each command that it read.
const PROMPT: &str = "sftp> ";
/// The longest that it prints for a wave: 10,000 files have 3 MB.
const PRINTED_MAX: ByteCount = ByteCount::mebibytes(64);

/// How a server is reached.
pub struct SftpConnection {
    /// OpenSSH's `sftp`.
    pub program: HelperProgram,
    /// `user@host`.
    pub login: String,
    /// Where that is not 22.
    pub port: Option<u16>,
    /// The disk that files come from.
    pub disk: Arc<dyn Disk>,
    /// A folder of the show for files that are on their way.
    pub between: Utf8PathBuf,
}

/// A folder of a server.
pub struct SftpStore {
    /// How the server is reached.
    pub connection: Arc<SftpConnection>,
    /// The folder.
    pub folder: String,
    /// Where files go that are removed; without one they are deleted.
    pub trash: Option<String>,
}

impl SftpConnection {
    fn run(&self, batch: &str) -> Result<HelperEnd, PublishError> {
        let mut arguments = vec!["-b".to_owned(), "-".to_owned()];
        // no question can be answered, and a server that is gone is noticed
        for option in ["BatchMode=yes", "ConnectTimeout=15", "ServerAliveInterval=15", "ServerAliveCountMax=4"] {
            arguments.extend(["-o".to_owned(), option.to_owned()]);
        }
        if let Some(port) = self.port {
            arguments.extend(["-P".to_owned(), port.to_string()]);
        }
        arguments.push(self.login.clone());
        self.program.run(&arguments, batch.as_bytes(), PRINTED_MAX)
    }

    /// Where podwright keeps its state for a folder that is served: beside it, where that can be written, so that nobody is served it; else in it.
    ///
    /// # Errors
    /// If the server does not answer.
    pub fn state_folder(&self, served: &str, state_name: &str, record: &str, may_make: bool) -> Result<String, PublishError> {
        let inside = format!("{served}/{state_name}");
        let Some((above, name)) = served.rsplit_once('/').filter(|(above, _)| !above.is_empty()) else { return Ok(inside) };
        let beside = format!("{above}/{state_name}/{name}");
        let sizes = self.sizes(&[format!("{beside}/{record}"), format!("{inside}/{record}")])?;
        match (sizes[0], sizes[1]) {
            (Some(_), _) => return Ok(beside),
            (None, Some(_)) => return Ok(inside),
            (None, None) if !may_make => return Ok(beside),
            (None, None) => {}
        }
        let made = self.run(&format!(
            "-mkdir {}\n-mkdir {}\ncd {}\n",
            quoted(&format!("{above}/{state_name}")),
            quoted(&beside),
            quoted(&beside)
        ))?;
        if made.is_success { Ok(beside) } else { Ok(inside) }
    }

    /// The sizes of files; `None` for each that is not there.
    fn sizes(&self, paths: &[String]) -> Result<Vec<Option<u64>>, PublishError> {
        let mut batch = String::new();
        for path in paths {
            let _infallible = writeln!(batch, "-ls -ln {}", quoted(path));
        }
        let end = self.run(&batch)?;
        if !end.is_success {
            return Err(end.fault("look at the target"));
        }
        let mut sizes = listed(&end.printed);
        sizes.resize(paths.len(), None);
        Ok(sizes)
    }
}

/// What each `ls` of a batch told: the size of the one file that it was asked for.
fn listed(printed: &[u8]) -> Vec<Option<u64>> {
    let text = String::from_utf8_lossy(printed);
    let mut sizes: Vec<Option<u64>> = Vec::new();
    let mut is_asked = false;
    for line in text.lines() {
        if let Some(command) = line.strip_prefix(PROMPT) {
            is_asked = command.trim_start_matches('-').starts_with("ls ");
            if is_asked {
                sizes.push(None);
            }
        } else if is_asked
            && let Some(last) = sizes.last_mut()
            && line.starts_with('-')
        {
            *last = line.split_whitespace().nth(4).and_then(|size| size.parse().ok());
        }
    }
    sizes
}

/// A path as a batch takes it. Inside quotes no character stands for others.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

impl SftpStore {
    fn path(&self, path: &str) -> String {
        format!("{}/{path}", self.folder)
    }

    /// Commands that make the folders of these files. A folder that is there is no fault.
    fn folders(paths: &[String]) -> String {
        let mut folders = BTreeSet::new();
        for path in paths {
            let mut at = path.as_str();
            while let Some((folder, _)) = at.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
                folders.insert(folder.to_owned());
                at = folder;
            }
        }
        // a folder stands before those in it
        folders.iter().fold(String::new(), |mut batch, folder| {
            let _infallible = writeln!(batch, "-mkdir {}", quoted(folder));
            batch
        })
    }

    /// The file that is sent: a small one of podwright's own is put onto the disk first.
    fn source(&self, index: usize, put: &Put<'_>) -> Result<Utf8PathBuf, PublishError> {
        match put.body {
            Body::File(path) => Ok(path.to_owned()),
            Body::Bytes(bytes) => {
                let SftpConnection { disk, between, .. } = self.connection.as_ref();
                let path = between.join(format!("send-{index}"));
                let written = disk.create_folders(between).and_then(|()| atomic::write(disk.as_ref(), &path, bytes));
                written.map_err(|error| PublishError::Failed { what: format!("write `{path}`"), reason: error.to_string() })?;
                Ok(path)
            }
        }
    }
}

impl Store for SftpStore {
    fn conditions(&self) -> Conditions {
        Conditions::None
    }

    fn read(&self, path: &str, limit: ByteCount) -> Result<Option<(Vec<u8>, RemoteTag)>, PublishError> {
        let what = format!("read `{path}`");
        let SftpConnection { disk, between, .. } = self.connection.as_ref();
        let failed = |error: std::io::Error| PublishError::Failed { what: what.clone(), reason: error.to_string() };
        let remote = self.path(path);
        if self.connection.sizes(std::slice::from_ref(&remote))?[0].is_none() {
            return Ok(None);
        }
        disk.create_folders(between).map_err(failed)?;
        let local = between.join("received");
        let end = self.connection.run(&format!("get {} {}\n", quoted(&remote), quoted(local.as_str())))?;
        if !end.is_success {
            return Err(end.fault(&what));
        }
        let bytes = read_whole(disk.as_ref(), &local, limit).map_err(failed)?;
        disk.remove(&local).map_err(failed)?;
        let tag = RemoteTag::new(&Sha256::of(&bytes).to_string()).expect("hexadecimal digits can be sent");
        Ok(Some((bytes, tag)))
    }

    fn look(&self, paths: &[&str]) -> Result<Vec<Option<RemoteFile>>, PublishError> {
        let sizes = self.connection.sizes(&paths.iter().map(|path| self.path(path)).collect::<Vec<_>>())?;
        let found = |bytes: u64| RemoteFile {
            tag: size_tag(bytes),
            bytes: ByteCount::new(bytes),
            sha256: None,
            media_type: None,
            cache: None,
        };
        Ok(sizes.into_iter().map(|size| size.map(found)).collect())
    }

    fn put(&self, puts: &[Put<'_>], sent: &(dyn Fn(u64) + Sync)) -> Vec<PutEnd> {
        let failed = |index, error| vec![PutEnd { index, result: Err(PutFault::Failed(error)) }];
        let paths: Vec<String> = puts.iter().map(|put| self.path(put.path)).collect();
        let mut batch = Self::folders(&paths);
        for (index, (put, path)) in puts.iter().zip(&paths).enumerate() {
            let source = match self.source(index, put) {
                Ok(source) => source,
                Err(error) => return failed(index, error),
            };
            let (part, path) = (quoted(&format!("{path}{PART}")), quoted(path));
            let _infallible = writeln!(batch, "put {} {part}\nrename {part} {path}\nls -ln {path}", quoted(source.as_str()));
        }
        let end = match self.connection.run(&batch) {
            Ok(end) => end,
            Err(error) => return failed(0, error),
        };
        let mut ends = Vec::new();
        let mut sizes = listed(&end.printed).into_iter();
        for (index, put) in puts.iter().enumerate() {
            match sizes.next().flatten() {
                Some(size) if size == put.bytes.get() => {
                    sent(size);
                    ends.push(PutEnd { index, result: Ok(size_tag(size)) });
                }
                size => {
                    let what = format!("write `{}`", put.path);
                    let error = match size {
                        Some(size) => {
                            PublishError::Failed { what, reason: format!("{size} bytes arrived, of {}", put.bytes.get()) }
                        }
                        None => end.fault(&what),
                    };
                    ends.push(PutEnd { index, result: Err(PutFault::Failed(error)) });
                    break;
                }
            }
        }
        ends
    }

    fn remove(&self, paths: &[&str]) -> Result<(), PublishError> {
        let mut batch = String::new();
        if let Some(trash) = &self.trash {
            batch.push_str(&Self::folders(&paths.iter().map(|path| format!("{trash}/{path}")).collect::<Vec<_>>()));
        }
        for path in paths {
            let _infallible = match &self.trash {
                Some(trash) => writeln!(batch, "-rename {} {}", quoted(&self.path(path)), quoted(&format!("{trash}/{path}"))),
                None => writeln!(batch, "-rm {}", quoted(&self.path(path))),
            };
            // the folders that it leaves empty
            let mut at = *path;
            while let Some((folder, _)) = at.rsplit_once('/') {
                let _infallible = writeln!(batch, "-rmdir {}", quoted(&self.path(folder)));
                at = folder;
            }
        }
        let end = self.connection.run(&batch)?;
        if !end.is_success {
            return Err(end.fault("remove files"));
        }
        let left = self.look(paths)?;
        match paths.iter().zip(left).find(|(_, found)| found.is_some()) {
            Some((path, _)) => Err(end.fault(&format!("remove `{path}`"))),
            None => Ok(()),
        }
    }
}

/// All that a server tells of a file without reading it.
fn size_tag(bytes: u64) -> RemoteTag {
    RemoteTag::new(&format!("size-{bytes}")).expect("digits can be sent")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_ls_prints() {
        let printed = b"sftp> -ls -ln \"/a/b\"\n-rw-r--r--    1 0        0             123 Nov 30 18:17 /a/b\n\
            sftp> -ls -ln \"/a/c\"\nsftp> put \"x\" \"y\"\nsftp> ls -ln \"/a/d\"\ndrwxr-xr-x    2 0        0            4096 Nov 30 18:17 /a/d\n";
        assert_eq!(listed(printed), [Some(123), None, None]);
        assert_eq!(listed(b"sftp> ls -ln \"a\"\n-rw? what\n"), [None]);
    }

    #[test]
    fn no_name_ends_its_quotes() {
        assert_eq!(quoted("a \"b\\c"), "\"a \\\"b\\\\c\"");
    }

    #[test]
    fn folders_are_made_from_the_top() {
        let made = SftpStore::folders(&["/srv/a/b/c.html".to_owned(), "/srv/a/d.html".to_owned()]);
        assert_eq!(made, "-mkdir \"/srv\"\n-mkdir \"/srv/a\"\n-mkdir \"/srv/a/b\"\n");
    }
}
