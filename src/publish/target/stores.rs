//! The places of one show.

use crate::publish::record::Targets;
use crate::publish::remote_path::RemotePlace;
use crate::publish::target::store::Store;

/// The places of one show.
pub struct Stores {
    /// Where the site is.
    pub site: Box<dyn Store>,
    /// Where the recordings are, where that is another place.
    pub media: Option<Box<dyn Store>>,
    /// Where the record and the lease are: the folder `.podwright`.
    pub state: Box<dyn Store>,
    /// The hashes of their addresses.
    pub targets: Targets,
}

impl Stores {
    /// A place. What has no place of its own is on the site.
    pub fn at(&self, place: RemotePlace) -> &dyn Store {
        match (place, &self.media) {
            (RemotePlace::Media, Some(media)) => media.as_ref(),
            _ => self.site.as_ref(),
        }
    }
}
