//! Whatever rclone is set up for (<https://rclone.org/>): Google's and Microsoft's stores, WebDAV, FTP, and seventy more. Files of one type and cache rule go in
//! one process.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use serde::Deserialize;

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::publish::publish_error::PublishError;
use crate::publish::record::RemoteTag;
use crate::publish::target::helper_program::{HelperEnd, HelperProgram};
use crate::publish::target::store::{Body, Conditions, Put, PutEnd, PutFault, RemoteFile, Store};

/// The longest that it prints: 10,000 files have 3 MB.
const PRINTED_MAX: ByteCount = ByteCount::mebibytes(64);

/// A folder of a remote.
pub struct RcloneStore {
    /// rclone.
    pub program: Arc<HelperProgram>,
    /// What rclone calls the remote.
    pub remote: String,
    /// The folder there.
    pub folder: String,
    /// How many files are sent at once.
    pub jobs: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListedFile {
    path: String,
    size: i64,
    #[serde(default)]
    is_dir: bool,
    #[serde(default)]
    hashes: BTreeMap<String, String>,
}

/// Files that one process sends: from one folder, with one type and one cache rule.
type Groups<'p> = BTreeMap<(Utf8PathBuf, &'p str, &'p str), Vec<usize>>;

impl RcloneStore {
    fn place(&self) -> String {
        format!("{}:{}", self.remote, self.folder)
    }

    fn path(&self, path: &str) -> String {
        let slash = if self.folder.is_empty() || self.folder.ends_with('/') { "" } else { "/" };
        format!("{}{slash}{path}", self.place())
    }

    fn run(&self, words: &[&str], input: &[u8]) -> Result<HelperEnd, PublishError> {
        let arguments: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        self.program.run(&arguments, input, PRINTED_MAX)
    }

    /// Files that stand in a folder as they are called on the target go together; others, such as a recording that is not in `feed/`, one by one.
    fn groups<'p>(puts: &'p [Put<'p>]) -> (Groups<'p>, Vec<usize>) {
        let (mut groups, mut single) = (Groups::new(), Vec::new());
        for (index, put) in puts.iter().enumerate() {
            let folder = match put.body {
                Body::File(path) => path.as_str().strip_suffix(put.path).and_then(|folder| folder.strip_suffix('/')),
                Body::Bytes(_) => None,
            };
            match folder {
                Some(folder) => groups.entry((folder.into(), put.media_type, put.cache)).or_default().push(index),
                None => single.push(index),
            }
        }
        (groups, single)
    }

    fn send_group(&self, (folder, media_type, cache): (&str, &str, &str), paths: &[&str]) -> Result<(), PublishError> {
        let (media_type, cache) = (format!("Content-Type: {media_type}"), format!("Cache-Control: {cache}"));
        let (jobs, place) = (self.jobs.to_string(), self.place());
        let list = paths.join("\n") + "\n";
        let end = self.run(
            &[
                "copy",
                "--files-from-raw",
                "-",
                "--no-traverse",
                "--no-check-dest",
                "--transfers",
                &jobs,
                "--header-upload",
                &media_type,
                "--header-upload",
                &cache,
                folder,
                &place,
            ],
            list.as_bytes(),
        )?;
        if end.is_success { Ok(()) } else { Err(end.fault(&format!("write `{}`", paths.first().unwrap_or(&"")))) }
    }

    fn send_one(&self, put: &Put<'_>) -> Result<(), PublishError> {
        let to = self.path(put.path);
        let (media_type, cache) = (format!("Content-Type: {}", put.media_type), format!("Cache-Control: {}", put.cache));
        let headers = ["--header-upload", &media_type, "--header-upload", &cache];
        let end = match put.body {
            Body::Bytes(bytes) => self.run(&[&["rcat"], headers.as_slice(), &[to.as_str()]].concat(), bytes)?,
            Body::File(path) => {
                self.run(&[&["copyto", "--no-check-dest"], headers.as_slice(), &[path.as_str(), to.as_str()]].concat(), b"")?
            }
        };
        if end.is_success { Ok(()) } else { Err(end.fault(&format!("write `{}`", put.path))) }
    }

    fn listed(&self, paths: &[&str]) -> Result<BTreeMap<String, ListedFile>, PublishError> {
        let list = paths.join("\n") + "\n";
        let place = self.place();
        let words = ["lsjson", "--recursive", "--no-modtime", "--no-mimetype", "--hash", "--files-from-raw", "-", &place];
        let end = self.run(&words, list.as_bytes())?;
        if !end.is_success {
            return if is_absent(&end) { Ok(BTreeMap::new()) } else { Err(end.fault("look at the target")) };
        }
        let files: Vec<ListedFile> = serde_json::from_slice(&end.printed)
            .map_err(|error| PublishError::Failed { what: "look at the target".to_owned(), reason: error.to_string() })?;
        Ok(files.into_iter().filter(|file| !file.is_dir).map(|file| (file.path.clone(), file)).collect())
    }
}

/// Whether what was asked for is not there. rclone says so in one of these ways, by the kind of store.
fn is_absent(end: &HelperEnd) -> bool {
    ["directory not found", "object not found", "file not found", "no such file"]
        .iter()
        .any(|words| end.said.to_lowercase().contains(words))
}

impl ListedFile {
    fn found(&self) -> Option<RemoteFile> {
        let bytes = u64::try_from(self.size).ok()?;
        Some(RemoteFile {
            tag: RemoteTag::new(&format!("size-{bytes}"))?,
            bytes: ByteCount::new(bytes),
            sha256: self.hashes.get("sha256").and_then(|sum| sum.parse().ok()),
            media_type: None,
            cache: None,
        })
    }
}

impl Store for RcloneStore {
    fn conditions(&self) -> Conditions {
        Conditions::None
    }

    fn read(&self, path: &str, limit: ByteCount) -> Result<Option<(Vec<u8>, RemoteTag)>, PublishError> {
        let what = format!("read `{path}`");
        // a file that is not there is no output for some stores, and an error for others
        let Some(there) = self.listed(&[path])?.remove(path) else { return Ok(None) };
        if u64::try_from(there.size).is_ok_and(|size| size > limit.get()) {
            return Err(PublishError::Failed { what, reason: "it is too long to be podwright's".to_owned() });
        }
        let end = self.program.run(&["cat".to_owned(), self.path(path)], b"", limit)?;
        if !end.is_success {
            return if is_absent(&end) { Ok(None) } else { Err(end.fault(&what)) };
        }
        let tag = RemoteTag::new(&Sha256::of(&end.printed).to_string()).expect("hexadecimal digits can be sent");
        Ok(Some((end.printed, tag)))
    }

    fn look(&self, paths: &[&str]) -> Result<Vec<Option<RemoteFile>>, PublishError> {
        let there = self.listed(paths)?;
        Ok(paths.iter().map(|path| there.get(*path).and_then(ListedFile::found)).collect())
    }

    fn put(&self, puts: &[Put<'_>], sent: &(dyn Fn(u64) + Sync)) -> Vec<PutEnd> {
        let (groups, single) = Self::groups(puts);
        let mut fault = None;
        let mut tried = Vec::new();
        for ((folder, media_type, cache), indexes) in &groups {
            let paths: Vec<&str> = indexes.iter().map(|index| puts[*index].path).collect();
            tried.extend(indexes);
            if let Err(error) = self.send_group((folder.as_str(), media_type, cache), &paths) {
                fault = Some(error);
                break;
            }
        }
        for index in single {
            if fault.is_some() {
                break;
            }
            tried.push(index);
            fault = self.send_one(&puts[index]).err();
        }
        // what is there counts, also after a fault
        let there = match self.look(&tried.iter().map(|index| puts[*index].path).collect::<Vec<_>>()) {
            Ok(there) => there,
            Err(error) => {
                let error = fault.unwrap_or(error);
                return vec![PutEnd { index: tried.first().copied().unwrap_or(0), result: Err(PutFault::Failed(error)) }];
            }
        };
        let end = |(index, found): (usize, Option<RemoteFile>)| {
            let put = &puts[index];
            let result = match found {
                Some(found)
                    if fault.is_none() && found.bytes == put.bytes && found.sha256.is_none_or(|sum| sum == put.sha256) =>
                {
                    sent(put.bytes.get());
                    Ok(found.tag)
                }
                _ => {
                    let what = format!("write `{}`", put.path);
                    let other =
                        PublishError::Failed { what, reason: "rclone has sent it, and something else is there".to_owned() };
                    Err(PutFault::Failed(fault.clone().unwrap_or(other)))
                }
            };
            PutEnd { index, result }
        };
        tried.into_iter().zip(there).map(end).collect()
    }

    fn remove(&self, paths: &[&str]) -> Result<(), PublishError> {
        let list = paths.join("\n") + "\n";
        let end = self.run(&["delete", "--files-from-raw", "-", &self.place()], list.as_bytes())?;
        if end.is_success || is_absent(&end) { Ok(()) } else { Err(end.fault("delete files")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::target::store::Condition;

    #[test]
    fn what_is_alike_goes_together() {
        let put = |path, body, media_type| Put {
            path,
            body,
            bytes: ByteCount::new(1),
            sha256: Sha256::of(b"a"),
            media_type,
            cache: "public, max-age=900",
            condition: Condition::Any,
            modified: None,
        };
        let puts = [
            put("index.html", Body::File("/show/feed/index.html".into()), "text/html"),
            put("media/a.mp3", Body::File("/show/episodes/a/audio.mp3".into()), "audio/mpeg"),
            put("subscribe/index.html", Body::File("/show/feed/subscribe/index.html".into()), "text/html"),
            put("lease.json", Body::Bytes(b"{}"), "application/json"),
        ];
        let (groups, single) = RcloneStore::groups(&puts);
        assert_eq!(groups.values().collect::<Vec<_>>(), [&vec![0, 2]]);
        assert_eq!(single, [1, 3]);
    }
}
