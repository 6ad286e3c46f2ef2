//! What publishing did.

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::publish::remote_path::RemotePath;
use crate::publish::remote_plan::KeptFile;

/// What publishing did, or would do.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PublishOutcome {
    /// How often something was published to the target.
    pub generation: u64,
    /// Files that were sent.
    pub uploaded: Vec<UploadedFile>,
    /// How many files were there already.
    pub unchanged: usize,
    /// Files that were deleted.
    pub deleted: Vec<RemotePath>,
    /// Files that the show no longer has, and that stay for now.
    pub kept: Vec<KeptFile>,
    /// The feed that is online now, where it was changed.
    pub new_feed: Option<Sha256>,
    /// Whether the target takes no requests with conditions.
    pub lacks_conditions: bool,
}

/// A file that was sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UploadedFile {
    /// Where it is.
    pub path: RemotePath,
    /// Its size.
    pub bytes: ByteCount,
    /// Its hash.
    pub sha256: Sha256,
}

impl PublishOutcome {
    /// Whether there was nothing to do.
    pub fn is_nothing(&self) -> bool {
        self.uploaded.is_empty() && self.deleted.is_empty() && self.new_feed.is_none()
    }
}
