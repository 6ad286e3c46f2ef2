//! A place that takes files: what all kinds of it can do.

use std::time::SystemTime;

use camino::Utf8Path;

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::publish::publish_error::PublishError;
use crate::publish::record::RemoteTag;

/// A place that takes files. Paths are relative to its folder.
pub trait Store: Send + Sync {
    /// Whether it refuses a file whose condition does not hold.
    fn conditions(&self) -> Conditions;

    /// A small file and its tag; `None` if it is not there.
    ///
    /// # Errors
    /// If the place does not answer, or the file is longer than `limit`.
    fn read(&self, path: &str, limit: ByteCount) -> Result<Option<(Vec<u8>, RemoteTag)>, PublishError>;

    /// What stands at these paths, in their order.
    ///
    /// # Errors
    /// If the place does not answer.
    fn look(&self, paths: &[&str]) -> Result<Vec<Option<RemoteFile>>, PublishError>;

    /// Sends files, several at once, and tells how each went that was tried. After the first that fails no other begins. Where a file went well, it was
    /// proved to be there whole.
    fn put(&self, puts: &[Put<'_>], sent: &(dyn Fn(u64) + Sync)) -> Vec<PutEnd>;

    /// Removes files; those that are not there are no fault.
    ///
    /// # Errors
    /// If the place does not answer, or refuses.
    fn remove(&self, paths: &[&str]) -> Result<(), PublishError>;
}

/// Whether a place refuses a file whose condition does not hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Conditions {
    /// It does.
    Held,
    /// It has none.
    None,
    /// It has to be tried.
    Unknown,
}

/// A file to send.
#[derive(Clone, Debug)]
pub struct Put<'a> {
    /// Where it goes.
    pub path: &'a str,
    /// What is in it.
    pub body: Body<'a>,
    /// Its size.
    pub bytes: ByteCount,
    /// Its hash.
    pub sha256: Sha256,
    /// Its media type.
    pub media_type: &'a str,
    /// How long a copy may be kept.
    pub cache: &'a str,
    /// What has to be there now.
    pub condition: Condition,
    /// When the file was last changed, where it is known to have had its hash since.
    pub modified: Option<SystemTime>,
}

/// What is in a file.
#[derive(Clone, Copy, Debug)]
pub enum Body<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// Those of a file of this disk.
    File(&'a Utf8Path),
}

/// What has to be there when a file arrives.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Condition {
    /// Whatever it is.
    Any,
    /// Nothing.
    Nothing,
    /// This state of it.
    Same(RemoteTag),
}

/// How the sending of a file ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PutEnd {
    /// Its place among those that were to be sent.
    pub index: usize,
    /// Its tag.
    pub result: Result<RemoteTag, PutFault>,
}

/// Why a file was not sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PutFault {
    /// The condition does not hold.
    Refused,
    /// Anything else.
    Failed(PublishError),
}

/// What stands at a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RemoteFile {
    /// Its tag.
    pub tag: RemoteTag,
    /// Its size.
    pub bytes: ByteCount,
    /// Its hash, where the place knows it.
    pub sha256: Option<Sha256>,
    /// Its media type, where the place keeps one.
    pub media_type: Option<String>,
    /// Its cache rule, where the place keeps one.
    pub cache: Option<String>,
}
