//! All that is to be online of a show.

use std::collections::BTreeSet;

use crate::model::identity::guid::ShowGuid;
use crate::publish::local_file::LocalFile;
use crate::publish::remote_path::RemotePath;

/// All that is to be online of a show.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Publication {
    /// The show.
    pub show: ShowGuid,
    /// Its files; the feed is one of them.
    pub files: Vec<LocalFile>,
    /// Recordings that podcast.lock names. They stay, though the feed does not name all of them now.
    pub kept: BTreeSet<RemotePath>,
}
