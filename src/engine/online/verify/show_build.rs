//! What the last build of a show wrote, as it should be served.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::Catalog;
use crate::check::live::live_build::{BuiltFile, LiveBuild};
use crate::check::live::{FEED_MAX, PART, middle};
use crate::error::Error;
use crate::feed::published;
use crate::layout::MANIFEST_FILE;
use crate::layout::output::Output;
use crate::model::files::show_files::{EPISODE_FILE, FEED_FOLDER, LOCK_FILE, NO_OP_FILE, SHOW_FILE, episode_folder};
use crate::model::show::Show;
use crate::output::manifest::{MANIFEST_MAX, entries};
use crate::world::disk::{Disk, read_whole};

/// A file of git that names the repository's address, and shows that all of it is served.
const GIT_CONFIG: &str = ".git/config";

/// A page that no show has.
const NOTHING: &str = "podwright-verify-nothing/";

/// What the last build wrote.
pub(crate) struct ShowBuild {
    /// What is compared.
    pub(crate) live: LiveBuild,
    /// The show's own page.
    pub(crate) page: String,
    /// Where each file is on this disk.
    paths: BTreeMap<String, Utf8PathBuf>,
    disk: Arc<dyn Disk>,
}

impl ShowBuild {
    /// Reads what the last build in `root` wrote. What recordings are served is known from the manifest also where they are not here.
    ///
    /// # Errors
    /// If there is none.
    pub(crate) fn read(disk: Arc<dyn Disk>, root: &Utf8Path, catalog: &Catalog, show: &Show) -> Result<Self, Error> {
        let folder = root.join(FEED_FOLDER);
        let read = |name: &str, limit| {
            let path = folder.join(name);
            read_whole(disk.as_ref(), &path, limit).map_err(|source| Error::Disk { step: "read", path, source })
        };
        let manifest = read(MANIFEST_FILE, MANIFEST_MAX).map_err(|error| match error {
            Error::Disk { source, .. } if source.kind() == std::io::ErrorKind::NotFound => Error::Usage {
                message: format!("nothing was built yet that can be compared: there is no `{FEED_FOLDER}/{MANIFEST_FILE}`"),
                help: "run `podwright build`, or name the address of the feed".to_owned(),
            },
            other => other,
        })?;
        let entries = entries(&manifest);
        let feed = read(Output::feed(show).path().as_path().as_str(), FEED_MAX).ok().and_then(|feed| published::read(&feed).ok());
        let mut live = LiveBuild {
            guids: feed.into_iter().flat_map(|feed| feed.items).filter_map(|item| item.guid).collect(),
            nothing: show.url.join(NOTHING).to_string(),
            ..LiveBuild::default()
        };
        let mut paths = BTreeMap::new();
        for entry in entries {
            let path = entry.path.as_path();
            let feed = Some(Output::feed(show)).filter(|feed| feed.path().as_path() == path);
            let Some(output) = feed.or_else(|| Output::of_path(path.as_str())) else { continue };
            let url = output.url(show).to_string();
            paths.insert(url.clone(), folder.join(path));
            live.files.insert(url, BuiltFile { bytes: entry.bytes, sha256: entry.sha256, middle: None, last: None });
        }
        let episode = catalog.episodes.first().map(|entry| episode_folder(&entry.episode.slug));
        let of_episode = episode.map(|folder| format!("{folder}/{EPISODE_FILE}"));
        let private = [SHOW_FILE, LOCK_FILE, GIT_CONFIG, NO_OP_FILE].map(str::to_owned).into_iter().chain(of_episode);
        live.private = private.map(|path| show.url.join(&path).to_string()).collect();
        let drafts = catalog.episodes.iter().filter(|entry| entry.episode.draft).take(1);
        live.drafts = drafts.map(|entry| Output::Episode(entry.episode.slug.clone()).url(show).to_string()).collect();
        Ok(Self { live, page: show.url.to_string(), paths, disk })
    }

    /// Keeps bytes of these recordings, where they are here, and forgets those of others.
    pub(in crate::engine::online::verify) fn keep_parts_of<'a>(&mut self, urls: impl Iterator<Item = &'a str>) {
        for file in self.live.files.values_mut() {
            (file.middle, file.last) = (None, None);
        }
        for url in urls {
            let (Some(path), Some(file)) = (self.paths.get(url), self.live.files.get_mut(url)) else { continue };
            let length = file.bytes.get();
            let Ok(Some(status)) = self.disk.status(path) else { continue };
            // a pointer of Git LFS, or a file of another build
            if status.bytes != file.bytes {
                continue;
            }
            let (from, count) = middle(length);
            let last = PART.min(length);
            file.middle = part(self.disk.as_ref(), path, from, count);
            file.last = part(self.disk.as_ref(), path, length - last, last);
        }
    }
}

/// Bytes of a file; `None` where the disk does not give them all.
fn part(disk: &dyn Disk, path: &Utf8Path, from: u64, count: u64) -> Option<Vec<u8>> {
    let file = disk.open(path).ok()?;
    let mut bytes = vec![0; usize::try_from(count).ok()?];
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read_at(from + filled as u64, &mut bytes[filled..]).ok()? {
            0 => return None,
            read => filled += read,
        }
    }
    Some(bytes)
}
