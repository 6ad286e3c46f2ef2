//! Episodes that a show has already: a second import adds to them and changes none.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;

/// Episodes that a show has already.
#[derive(Clone, Debug, Default)]
pub struct KnownEpisodes {
    /// Their folders.
    pub by_guid: BTreeMap<Guid, Slug>,
    /// Names of folders that are taken.
    pub taken: BTreeSet<Slug>,
    /// The number that a further folder of a name would get.
    pub(in crate::import) next: BTreeMap<Slug, u32>,
}

impl KnownEpisodes {
    /// Notes an episode.
    pub fn add(&mut self, guid: Guid, slug: Slug) {
        self.taken.insert(slug.clone());
        self.by_guid.insert(guid, slug);
    }
}
