//! Object stores that speak S3 (<https://docs.aws.amazon.com/AmazonS3/latest/API/>): Amazon's own, R2, B2, Spaces, Hetzner, Wasabi, MinIO, `SeaweedFS`.
//! `rusty-s3` signs, and the network's own client sends. No checksum is sent but `Content-MD5`: some stores refuse the newer ones.

mod answers;
mod client;
pub mod credentials;
pub mod keys;
mod listing;
mod object_body;
mod parts;
mod profile;
mod resume_notes;
mod token_service;

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusty_s3::Method;

use crate::model::files::byte_count::ByteCount;
use crate::publish::lower_hex::lower_hex;
use crate::publish::publish_error::PublishError;
use crate::publish::record::RemoteTag;
use crate::publish::target::s3::answers::{fault_of, is_refusal};
use crate::publish::target::s3::client::{Call, Payload};
pub use crate::publish::target::s3::client::{S3Client, S3Place};
use crate::publish::target::s3::object_body::ObjectBody;
pub use crate::publish::target::s3::resume_notes::ResumeNotes;
use crate::publish::target::store::{Condition, Conditions, Put, PutEnd, PutFault, RemoteFile, Store};
use crate::world::disk::Disk;
use crate::world::network::store_client::StoreAnswer;

/// The longest answer in XML.
const XML_MAX: ByteCount = ByteCount::mebibytes(4);
/// The field in which the hash of an object is kept.
const HASH_FIELD: &str = "x-amz-meta-sha256";
/// The store is asked for a list where so many objects are looked for.
const LISTED_ABOVE: usize = 8;
/// Objects above it are sent in parts.
const PARTS_ABOVE: u64 = 64 * 1024 * 1024;

/// A folder of a bucket.
pub struct S3Store {
    /// Whoever signs and sends.
    pub client: Arc<S3Client>,
    /// The disk that the files come from.
    pub disk: Arc<dyn Disk>,
    /// The folder in the bucket, without slashes around it.
    pub folder: String,
    /// How many objects are sent at once.
    pub jobs: usize,
    /// What is known of objects that were sent in part.
    pub notes: Arc<ResumeNotes>,
}

impl S3Store {
    fn key(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }

    fn look_at(&self, path: &str) -> Result<Option<RemoteFile>, PublishError> {
        let key = self.key(path);
        let what = format!("read `{path}`");
        let answer = self.client.call(&Call::new(Method::Head, &key), XML_MAX, &what)?;
        match answer.status {
            200 => Ok(found(&answer)),
            404 => Ok(None),
            _ => Err(fault_of(&answer, &what, self.client.bucket())),
        }
    }

    fn put_one(&self, put: &Put<'_>, sent: &(dyn Fn(u64) + Sync)) -> Result<RemoteTag, PutFault> {
        let body = ObjectBody::open(self.disk.as_ref(), put).map_err(PutFault::Failed)?;
        if put.bytes.get() > PARTS_ABOVE {
            return parts::put(self, put, &body, sent);
        }
        let md5 = body.checked_md5(self.disk.as_ref(), put).map_err(PutFault::Failed)?;
        let key = self.key(put.path);
        let mut call = Call::new(Method::Put, &key);
        call.headers = object_headers(put);
        call.headers.push(("content-md5", STANDARD.encode(md5)));
        call.headers.extend(condition_header(&put.condition));
        call.payload = Payload::Piece(&body, 0..put.bytes.get());
        call.sent = Some(sent);
        let what = format!("write `{}`", put.path);
        let answer = self.client.call(&call, XML_MAX, &what).map_err(PutFault::Failed)?;
        if is_refusal(&answer, &put.condition) {
            return Err(PutFault::Refused);
        }
        if answer.status != 200 {
            return Err(PutFault::Failed(fault_of(&answer, &what, self.client.bucket())));
        }
        let tag = answer.header("etag").and_then(RemoteTag::new);
        let wanted = lower_hex(&md5);
        match tag {
            Some(tag) if tag.as_str().trim_matches('"') == wanted => Ok(tag),
            _ => self.proved(put),
        }
    }

    /// An object whose tag is no MD5, as where the store encrypts, is looked at.
    fn proved(&self, put: &Put<'_>) -> Result<RemoteTag, PutFault> {
        let found = self.look_at(put.path).map_err(PutFault::Failed)?;
        match found {
            Some(found) if found.bytes == put.bytes && found.sha256.is_none_or(|sha256| sha256 == put.sha256) => Ok(found.tag),
            _ => Err(PutFault::Failed(PublishError::Failed {
                what: format!("write `{}`", put.path),
                reason: "the object store has taken it, and has something else there".to_owned(),
            })),
        }
    }

    fn remove_one(&self, path: &str) -> Result<(), PublishError> {
        let key = self.key(path);
        let what = format!("delete `{path}`");
        let answer = self.client.call(&Call::new(Method::Delete, &key), XML_MAX, &what)?;
        match answer.status {
            200 | 204 => Ok(()),
            404 if !fault_of(&answer, &what, self.client.bucket()).is_no_bucket() => Ok(()),
            _ => Err(fault_of(&answer, &what, self.client.bucket())),
        }
    }

    /// Does something for each of these, several at once, until one fails.
    fn each<T: Send>(&self, count: usize, work: &(dyn Fn(usize) -> (T, bool) + Sync)) -> Vec<(usize, T)> {
        let (next, is_over, done) = (AtomicUsize::new(0), AtomicBool::new(false), Mutex::new(Vec::new()));
        let run = || {
            while !is_over.load(Ordering::SeqCst) {
                let index = next.fetch_add(1, Ordering::SeqCst);
                if index >= count {
                    break;
                }
                let (result, goes_on) = work(index);
                if !goes_on {
                    is_over.store(true, Ordering::SeqCst);
                }
                done.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
            }
        };
        thread::scope(|scope| {
            // this thread is one of them
            for _ in 1..self.jobs.clamp(1, count.max(1)) {
                scope.spawn(run);
            }
            run();
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|(index, _)| *index);
        done
    }
}

impl Store for S3Store {
    fn conditions(&self) -> Conditions {
        Conditions::Unknown
    }

    fn read(&self, path: &str, limit: ByteCount) -> Result<Option<(Vec<u8>, RemoteTag)>, PublishError> {
        let key = self.key(path);
        let what = format!("read `{path}`");
        let answer = self.client.call(&Call::new(Method::Get, &key), limit.max(XML_MAX), &what)?;
        match answer.status {
            200 if ByteCount::of(&answer.body) > limit => {
                Err(PublishError::Failed { what, reason: "it is too long to be podwright's".to_owned() })
            }
            200 => {
                let tag = answer.header("etag").and_then(RemoteTag::new);
                let tag =
                    tag.ok_or_else(|| PublishError::Failed { what, reason: "the object store tells no ETag".to_owned() })?;
                Ok(Some((answer.body, tag)))
            }
            404 if !fault_of(&answer, &what, self.client.bucket()).is_no_bucket() => Ok(None),
            _ => Err(fault_of(&answer, &what, self.client.bucket())),
        }
    }

    fn look(&self, paths: &[&str]) -> Result<Vec<Option<RemoteFile>>, PublishError> {
        // of files that are not listed nothing more is to be asked
        let listed = if paths.len() > LISTED_ABOVE { listing::listed(self, paths.len()) } else { None };
        let is_absent = |path: &str| listed.as_ref().is_some_and(|listed| !listed.contains(&self.key(path)));
        let looked = self.each(paths.len(), &|index| {
            let found = if is_absent(paths[index]) { Ok(None) } else { self.look_at(paths[index]) };
            let goes_on = found.is_ok();
            (found, goes_on)
        });
        looked.into_iter().map(|(_, found)| found).collect()
    }

    fn put(&self, puts: &[Put<'_>], sent: &(dyn Fn(u64) + Sync)) -> Vec<PutEnd> {
        let ends = self.each(puts.len(), &|index| {
            let result = self.put_one(&puts[index], sent);
            // a refusal is looked into, and keeps nothing else from being sent
            let goes_on = !matches!(result, Err(PutFault::Failed(_)));
            (result, goes_on)
        });
        ends.into_iter().map(|(index, result)| PutEnd { index, result }).collect()
    }

    fn remove(&self, paths: &[&str]) -> Result<(), PublishError> {
        let removed = self.each(paths.len(), &|index| {
            let removed = self.remove_one(paths[index]);
            let goes_on = removed.is_ok();
            (removed, goes_on)
        });
        removed.into_iter().try_for_each(|(_, removed)| removed)
    }
}

/// What is said of an object when it is made.
fn object_headers(put: &Put<'_>) -> Vec<(&'static str, String)> {
    vec![
        ("cache-control", put.cache.to_owned()),
        ("content-type", put.media_type.to_owned()),
        (HASH_FIELD, put.sha256.to_string()),
    ]
}

fn condition_header(condition: &Condition) -> Option<(&'static str, String)> {
    match condition {
        Condition::Any => None,
        Condition::Nothing => Some(("if-none-match", "*".to_owned())),
        Condition::Same(tag) => Some(("if-match", tag.as_str().to_owned())),
    }
}

fn found(answer: &StoreAnswer) -> Option<RemoteFile> {
    Some(RemoteFile {
        tag: answer.header("etag").and_then(RemoteTag::new)?,
        bytes: ByteCount::new(answer.header("content-length")?.parse().ok()?),
        sha256: answer.header(HASH_FIELD).and_then(|text| text.parse().ok()),
        media_type: answer.header("content-type").map(str::to_owned),
        cache: answer.header("cache-control").map(str::to_owned),
    })
}
