//! What every step needs beside the catalog.

pub(in crate::engine) mod cache;
pub(in crate::engine) mod exclusion;
pub(in crate::engine) mod lock_file;
pub(in crate::engine) mod open_files;
pub(in crate::engine) mod picture_bytes;
use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::engine::tagging::{TagPictures, Tagging};
use crate::engine::workspace::cache::Cache;
use crate::engine::workspace::picture_bytes::PictureBytes;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::site::templates::Templates;
use crate::tag::change::Warning;
use crate::world::disk::Disk;

/// What every step needs beside the catalog.
pub(in crate::engine) struct Workspace {
    /// Where the show is.
    pub(in crate::engine) disk: Arc<dyn Disk>,
    /// The show's folder.
    pub(in crate::engine) root: Utf8PathBuf,
    /// Texts that were read, by their path in the show, from which the line of a finding is shown.
    pub(in crate::engine) texts: BTreeMap<Utf8PathBuf, String>,
    /// podcast.lock as it was read; `None` if there was none.
    pub(in crate::engine) lock_text: Option<String>,
    /// Known hashes of files.
    pub(in crate::engine) cache: Cache,
    /// The show's own templates.
    pub(in crate::engine) templates: Templates,
    /// Pictures as they were read.
    pub(in crate::engine) picture_bytes: PictureBytes,
    /// Pictures made ready for tags.
    pub(in crate::engine) tag_pictures: TagPictures,
    /// What tagging would do to each recording that is here.
    pub(in crate::engine) taggings: BTreeMap<Slug, Tagging>,
}

impl Workspace {
    /// The disk.
    pub(in crate::engine) fn disk(&self) -> &dyn Disk {
        self.disk.as_ref()
    }

    /// Episodes whose tags do not say what the YAML says.
    pub(in crate::engine) fn stale(&self) -> Vec<Slug> {
        self.taggings.iter().filter(|(_, tagging)| tagging.pending().is_some()).map(|(slug, _)| slug.clone()).collect()
    }

    /// What the producer should know of the recordings that have a plan.
    pub(in crate::engine) fn tag_warnings(&self) -> impl Iterator<Item = (&ShowPath, &Warning)> {
        self.taggings.values().flat_map(|tagging| tagging.warnings().map(|warning| (&tagging.path, warning)))
    }

    /// Keeps the hashes for the next run.
    pub(in crate::engine) fn keep_cache(&mut self) {
        let disk = Arc::clone(&self.disk);
        self.cache.write(disk.as_ref(), &self.root);
    }

    /// The full path of a file of the show.
    pub(in crate::engine) fn full(&self, path: impl AsRef<Utf8Path>) -> Utf8PathBuf {
        self.root.join(path.as_ref())
    }
}
