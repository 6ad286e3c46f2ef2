//! Download counts: which files are logs, and where the counts are kept.

use std::collections::BTreeSet;
use std::io::{self, Read};

use camino::{Utf8Path, Utf8PathBuf};

use crate::error::Error;
use crate::impact::counter::Counter;
use crate::impact::downloads_file::{DOWNLOADS_MAX, DownloadsFile};
use crate::impact::log::format::LogFormat;
use crate::impact::log::log_error::LogError;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::DOWNLOADS_FILE;
use crate::output::apply::put;
use crate::world::disk::{Disk, FileKind, OpenFile, read_whole};

/// What stands for standard input.
const STDIN: &str = "-";

/// Reads a file from its beginning to its end.
struct FromStart {
    file: Box<dyn OpenFile>,
    place: u64,
}

impl Read for FromStart {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read_at(self.place, buffer)?;
        self.place += count as u64;
        Ok(count)
    }
}

/// Counts logs: files, the files of folders, and `-` for `input`. Returns the format of each log.
///
/// # Errors
/// At the first log that cannot be read or is of no format that is known.
pub(crate) fn count_logs(
    disk: &dyn Disk,
    here: &Utf8Path,
    logs: &[Utf8PathBuf],
    input: &mut dyn Read,
    format: Option<&LogFormat>,
    counter: &mut Counter<'_>,
) -> Result<Vec<(String, &'static str)>, Error> {
    let mut formats = Vec::new();
    let mut known = BTreeSet::new();
    for log in logs {
        if log == STDIN {
            let found = counter.read(Box::new(&mut *input), format).map_err(|error| refused(log, error))?;
            formats.push((log.to_string(), found.unwrap_or("empty")));
            continue;
        }
        for path in files(disk, here, log)? {
            let full: Utf8PathBuf = here.join(&path).components().collect();
            // a folder and a file in it, or one file twice: its bytes were sent once
            if !known.insert(full.clone()) {
                continue;
            }
            let file = disk.open(&full).map_err(|source| Error::Disk { step: "read", path: path.clone(), source })?;
            let found = counter.read(Box::new(FromStart { file, place: 0 }), format).map_err(|error| refused(&path, error))?;
            formats.push((path.to_string(), found.unwrap_or("empty")));
        }
    }
    Ok(formats)
}

/// A file itself, or the files of a folder, sorted.
fn files(disk: &dyn Disk, here: &Utf8Path, log: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Error> {
    let failed = |source| Error::Disk { step: "read", path: log.to_owned(), source };
    let status = disk.status(&here.join(log)).map_err(failed)?.ok_or_else(|| failed(io::ErrorKind::NotFound.into()))?;
    if status.kind != FileKind::Folder {
        return Ok(vec![log.to_owned()]);
    }
    let mut files = Vec::new();
    for name in disk.list(&here.join(log)).map_err(failed)? {
        let path = log.join(&name);
        let is_file = disk.status(&here.join(&path)).map_err(failed)?.is_some_and(|status| status.kind == FileKind::File);
        if is_file && !name.starts_with('.') {
            files.push(path);
        }
    }
    Ok(files)
}

fn refused(log: &Utf8Path, error: LogError) -> Error {
    let message = format!("`{log}` cannot be counted: {error}");
    match error {
        LogError::Read(source) => Error::Disk { step: "read", path: log.to_owned(), source },
        LogError::UnknownFormat { .. } => {
            let help = "name the format with `--log-format`, or the fields of a JSON log with `--log-fields`; see docs/impact.md";
            Error::Usage { message, help: help.to_owned() }
        }
        LogError::Packed { command, .. } => Error::Usage { message, help: format!("unpack it first: {command}") },
    }
}

/// A text file of addresses or field names.
///
/// # Errors
/// If it cannot be read, or is not text.
pub(crate) fn read_list(disk: &dyn Disk, here: &Utf8Path, path: &Utf8Path) -> Result<String, Error> {
    let failed = |source| Error::Disk { step: "read", path: path.to_owned(), source };
    let bytes = read_whole(disk, &here.join(path), ByteCount::mebibytes(16)).map_err(failed)?;
    String::from_utf8(bytes).map_err(|_| failed(io::Error::new(io::ErrorKind::InvalidData, "it is not text in UTF-8")))
}

/// The counts that are kept; none where there is no file yet.
///
/// # Errors
/// If the file cannot be read, or is not one of ours.
pub(crate) fn read_downloads(disk: &dyn Disk, root: &Utf8Path) -> Result<DownloadsFile, Error> {
    let path = root.join(DOWNLOADS_FILE);
    let failed = |source| Error::Disk { step: "read", path: path.clone(), source };
    if disk.status(&path).map_err(failed)?.is_none() {
        return Ok(DownloadsFile::default());
    }
    let bytes = read_whole(disk, &path, ByteCount::new(DOWNLOADS_MAX)).map_err(failed)?;
    let text = String::from_utf8_lossy(&bytes);
    DownloadsFile::parse(&text).map_err(|error| Error::Usage {
        message: format!("cannot read `{DOWNLOADS_FILE}`: {error}"),
        help: "restore the file from git; podwright alone writes it".to_owned(),
    })
}

/// Writes the counts if they differ from `known`; whether they were written.
///
/// # Errors
/// If the disk fails.
pub(crate) fn write_downloads(
    disk: &dyn Disk,
    root: &Utf8Path,
    file: &DownloadsFile,
    known: &DownloadsFile,
) -> Result<bool, Error> {
    if file == known {
        return Ok(false);
    }
    put(disk, &root.join(DOWNLOADS_FILE), file.text().as_bytes())?;
    Ok(true)
}
