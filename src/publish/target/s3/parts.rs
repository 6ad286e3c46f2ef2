//! Large objects, sent in parts (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html>).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::UNIX_EPOCH;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusty_s3::Method;
use sha2::Digest as _;

use crate::model::identity::digest::Sha256;
use crate::publish::lower_hex::lower_hex;
use crate::publish::publish_error::PublishError;
use crate::publish::record::RemoteTag;
use crate::publish::target::s3::answers::{fault_of, is_refusal, text_of, texts_of};
use crate::publish::target::s3::client::{Call, Payload};
use crate::publish::target::s3::object_body::ObjectBody;
use crate::publish::target::s3::{S3Store, XML_MAX, condition_header, object_headers};
use crate::publish::target::store::{Put, PutFault};

/// The size of a part. // bytes; what is lost at most where a run is cut off
const PART: u64 = 16 * 1024 * 1024;
/// The most parts of an object.
const PARTS_MAX: u64 = 10_000;

/// Sends an object in parts, those alone that are not there.
///
/// # Errors
/// As [`crate::publish::target::store::Store::put`].
pub(in crate::publish::target::s3) fn put(
    store: &S3Store,
    put: &Put<'_>,
    body: &ObjectBody<'_>,
    sent: &(dyn Fn(u64) + Sync),
) -> Result<RemoteTag, PutFault> {
    let key = store.key(put.path);
    let parts = PartSender { store, put, key: &key, what: format!("write `{}`", put.path) };
    parts.abort_stale();
    let (upload, mut there) = parts.begin().map_err(PutFault::Failed)?;
    let size = PART.max(put.bytes.get().div_ceil(PARTS_MAX));
    let mut tags = Vec::new();
    let mut sum = sha2::Sha256::new();
    for (number, from) in (1_u32..).zip((0..put.bytes.get()).step_by(usize::try_from(size).unwrap_or(usize::MAX))) {
        let piece = from..(from + size).min(put.bytes.get());
        let md5 = body.md5_of(piece.clone(), put, &mut |bytes| sum.update(bytes)).map_err(PutFault::Failed)?;
        let known = lower_hex(&md5);
        let tag = match there.remove(&number).filter(|tag| tag.trim_matches('"') == known) {
            Some(tag) => {
                sent(piece.end - piece.start);
                tag
            }
            None => parts.send(&upload, number, md5, (body, piece), sent).map_err(PutFault::Failed)?,
        };
        tags.push((number, tag));
    }
    if Sha256::from(<[u8; 32]>::from(sum.finalize())) != put.sha256 {
        parts.abort(&upload);
        return Err(PutFault::Failed(PublishError::ChangedHere { path: put.path.to_owned() }));
    }
    parts.complete(&upload, &tags)
}

struct PartSender<'p> {
    store: &'p S3Store,
    put: &'p Put<'p>,
    key: &'p str,
    what: String,
}

impl PartSender<'_> {
    fn now(&self) -> i64 {
        let since = self.store.client.now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }

    /// The upload that was begun, with its parts, or a new one.
    fn begin(&self) -> Result<(String, BTreeMap<u32, String>), PublishError> {
        if let Some(upload) = self.store.notes.of(self.key, self.put.sha256) {
            if let Some(parts) = self.listed(&upload)? {
                return Ok((upload, parts));
            }
            self.store.notes.end(&upload);
        }
        let mut call = Call::new(Method::Post, self.key);
        call.query = vec![("uploads", String::new())];
        call.headers = object_headers(self.put);
        let answer = self.store.client.call(&call, XML_MAX, &self.what)?;
        let upload = text_of(&answer.body, "UploadId").filter(|_| answer.status == 200);
        let upload = upload.ok_or_else(|| fault_of(&answer, &self.what, self.store.client.bucket()))?;
        self.store.notes.begin(self.key, self.put.sha256, &upload, self.now());
        Ok((upload, BTreeMap::new()))
    }

    /// The parts that are there; `None` where the store has forgotten the upload.
    fn listed(&self, upload: &str) -> Result<Option<BTreeMap<u32, String>>, PublishError> {
        let (mut parts, mut after) = (BTreeMap::new(), 0);
        loop {
            let mut call = Call::new(Method::Get, self.key);
            call.query = vec![("part-number-marker", after.to_string()), ("uploadId", upload.to_owned())];
            let answer = self.store.client.call(&call, XML_MAX, &self.what)?;
            match answer.status {
                200 => {}
                404 => return Ok(None),
                _ => return Err(fault_of(&answer, &self.what, self.store.client.bucket())),
            }
            let numbers = texts_of(&answer.body, "PartNumber").into_iter().filter_map(|text| text.parse::<u32>().ok());
            let page: Vec<(u32, String)> = numbers.zip(texts_of(&answer.body, "ETag")).collect();
            let last = page.iter().map(|(number, _)| *number).max().unwrap_or(after);
            parts.extend(page);
            let is_cut = text_of(&answer.body, "IsTruncated").is_some_and(|text| text == "true");
            if !is_cut || last <= after {
                return Ok(Some(parts));
            }
            after = last;
        }
    }

    fn send(
        &self,
        upload: &str,
        number: u32,
        md5: [u8; 16],
        (body, piece): (&ObjectBody<'_>, std::ops::Range<u64>),
        sent: &(dyn Fn(u64) + Sync),
    ) -> Result<String, PublishError> {
        let mut call = Call::new(Method::Put, self.key);
        call.query = vec![("partNumber", number.to_string()), ("uploadId", upload.to_owned())];
        call.headers = vec![("content-md5", STANDARD.encode(md5))];
        call.payload = Payload::Piece(body, piece);
        call.sent = Some(sent);
        let answer = self.store.client.call(&call, XML_MAX, &self.what)?;
        let tag = answer.header("etag").filter(|_| answer.status == 200);
        tag.map(str::to_owned).ok_or_else(|| fault_of(&answer, &self.what, self.store.client.bucket()))
    }

    fn complete(&self, upload: &str, tags: &[(u32, String)]) -> Result<RemoteTag, PutFault> {
        let mut xml = "<CompleteMultipartUpload>".to_owned();
        for (number, tag) in tags {
            let tag = tag.replace('&', "&amp;").replace('<', "&lt;");
            let _infallible = write!(xml, "<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>");
        }
        xml.push_str("</CompleteMultipartUpload>");
        let mut call = Call::new(Method::Post, self.key);
        call.query = vec![("uploadId", upload.to_owned())];
        call.headers = vec![("content-type", "application/xml".to_owned())];
        call.headers.extend(condition_header(&self.put.condition));
        call.payload = Payload::Text(xml);
        let answer = self.store.client.call(&call, XML_MAX, &self.what).map_err(PutFault::Failed)?;
        if is_refusal(&answer, &self.put.condition) {
            // an upload that is gone was completed before, and its answer was lost: whoever asked looks at what is there
            return Err(PutFault::Refused);
        }
        // some stores say 200 before they know how it ends
        let has_failed = answer.status != 200 || text_of(&answer.body, "Code").is_some();
        if has_failed {
            let fault = fault_of(&answer, &self.what, self.store.client.bucket());
            return match self.store.look_at(self.put.path) {
                // the hash alone tells that it is ours: an object of somebody else can have the same size
                Ok(Some(found)) if found.bytes == self.put.bytes && found.sha256 == Some(self.put.sha256) => {
                    self.store.notes.end(upload);
                    Ok(found.tag)
                }
                _ => Err(PutFault::Failed(fault)),
            };
        }
        self.store.notes.end(upload);
        self.store.proved(self.put)
    }

    /// Parts that nobody will complete cost money.
    fn abort_stale(&self) {
        for note in self.store.notes.stale(self.key, self.put.sha256, self.now()) {
            self.abort_of(&note.key, &note.upload);
        }
    }

    fn abort(&self, upload: &str) {
        self.abort_of(self.key, upload);
    }

    /// A store that refuses forgets them by itself, or never; neither keeps anything from being published.
    fn abort_of(&self, key: &str, upload: &str) {
        let mut call = Call::new(Method::Delete, key);
        call.query = vec![("uploadId", upload.to_owned())];
        if self.store.client.call(&call, XML_MAX, &self.what).is_ok() {
            self.store.notes.end(upload);
        }
    }
}
