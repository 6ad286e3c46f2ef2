//! A file that is to be online.

use std::time::SystemTime;

use camino::Utf8PathBuf;

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::publish::remote_path::RemotePath;
use crate::publish::wave::Wave;

/// A file that is to be online.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LocalFile {
    /// Where it goes.
    pub path: RemotePath,
    /// Its size.
    pub bytes: ByteCount,
    /// Its hash.
    pub sha256: Sha256,
    /// Its media type, as a server should name it.
    pub media_type: String,
    /// How long a copy may be kept.
    pub cache: String,
    /// When it goes.
    pub wave: Wave,
    /// Where it is on this disk; `None` for a recording that is not here.
    pub source: Option<Utf8PathBuf>,
    /// When that was last changed, where it is known to have had its hash since.
    pub modified: Option<SystemTime>,
}
