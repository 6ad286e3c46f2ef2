//! What of a release is to be online, and where it is on this disk.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use camino::Utf8Path;
use camino::Utf8PathBuf;

use crate::engine::difference::file_difference;
use crate::engine::release::{Release, outputs};
use crate::error::Error;
use crate::layout::output::Output;
use crate::layout::output_file::Content;
use crate::layout::{INDEX_FILE, MANIFEST_FILE, MEDIA_FOLDER};
use crate::lock::Lock;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::show::Show;
use crate::output::manifest::{MANIFEST_MAX, ManifestEntry, entries};
use crate::publish::local_file::LocalFile;
use crate::publish::publication::Publication;
use crate::publish::publish_error::PublishError;
use crate::publish::remote_path::{RemotePath, RemotePlace};
use crate::publish::wave::Wave;
use crate::world::disk::{Disk, FileKind, read_whole};

impl Release {
    /// What is to be online: every file of `feed/`, which has to be what a build would write, and the recordings, also those that are served from another
    /// place.
    ///
    /// # Errors
    /// If `feed/` is something else, or cannot be read.
    pub(crate) fn publication(&self) -> Result<Publication, Error> {
        let rendered = outputs::render(&self.workspace, &self.feed, &self.pictures)?;
        let mut files = self.recordings_and_pictures();
        for file in &rendered {
            if let Content::Bytes(bytes) = &file.content {
                let found = FileHere { bytes: ByteCount::of(bytes), sha256: Sha256::of(bytes), source: None };
                files.insert(file.output.clone(), found);
            }
        }
        self.refuse_difference(rendered)?;
        let show = self.sealed().show();
        let local = |(output, found): (Output, FileHere)| {
            let original = || found.source.as_ref().map(|source| self.workspace.full(source.as_path()));
            let source = self.served(&output, found.bytes).or_else(original);
            local_file(&output, show, found, (source, None))
        };
        let mut files: Vec<LocalFile> = files.into_iter().filter_map(local).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Publication { show: show.guid, files, kept: kept(&self.lock, show) })
    }

    /// A locked build writes nothing that is not there already.
    fn refuse_difference(&self, rendered: Vec<crate::layout::output_file::OutputFile>) -> Result<(), Error> {
        let plan = outputs::plan_writes(&self.workspace, &self.feed, rendered)?;
        let feed = self.workspace.full(FEED_FOLDER);
        let written = plan.writes.iter().filter_map(|output| file_difference(self.workspace.disk(), &feed, output));
        let first = written.map(|difference| difference.to_string()).next();
        let unwanted = || plan.removals.first().map(|path| format!("{FEED_FOLDER}/{path}: no longer wanted"));
        match first.or_else(unwanted) {
            Some(how) => Err(PublishError::NotBuilt { how }.into()),
            None => Ok(()),
        }
    }

    fn recordings_and_pictures(&self) -> BTreeMap<Output, FileHere> {
        let sealed = self.sealed();
        let served = sealed.served_files().into_iter().map(|(output, file)| {
            let found = FileHere { bytes: file.bytes, sha256: file.sha256, source: file.source.cloned() };
            (output, found)
        });
        let mut files: BTreeMap<Output, FileHere> = served.collect();
        // those that `media_url` serves are in no folder of feed/, but have the same names
        for episode in sealed.episodes() {
            let enclosure = &episode.enclosure;
            if let (Some(output), Some(facts)) = (media_output(sealed.show(), enclosure.url.as_str()), &enclosure.facts) {
                let source = enclosure.source.clone();
                files.entry(output).or_insert(FileHere { bytes: facts.bytes, sha256: facts.sha256, source });
            }
            for alternate in &episode.alternates {
                if let Some(output) = media_output(sealed.show(), alternate.url.as_str()) {
                    let (facts, source) = (&alternate.facts, alternate.source.clone());
                    files.entry(output).or_insert(FileHere { bytes: facts.bytes, sha256: facts.sha256, source });
                }
            }
        }
        files
    }

    /// The file below `feed/`, where it is there with its whole length: a pointer of Git LFS has another.
    fn served(&self, output: &Output, bytes: ByteCount) -> Option<Utf8PathBuf> {
        let path = self.workspace.full(FEED_FOLDER).join(output.path().as_path());
        let status = self.workspace.disk().status(&path).ok().flatten()?;
        (status.kind == FileKind::File && status.bytes == bytes).then_some(path)
    }
}

/// What the manifest of the last build names, which is known to be what a build would write. `None` where a file is not here, or recordings are served from
/// another place, which the manifest does not have.
pub(in crate::engine) fn publication_of_build(disk: &dyn Disk, root: &Utf8Path, show: &Show, lock: &Lock) -> Option<Publication> {
    if show.media_url.is_some() {
        return None;
    }
    let folder = root.join(FEED_FOLDER);
    let manifest = read_whole(disk, &folder.join(MANIFEST_FILE), MANIFEST_MAX).ok()?;
    let itself = ManifestEntry { path: Output::Manifest.path(), bytes: ByteCount::of(&manifest), sha256: Sha256::of(&manifest) };
    let feed = Output::feed(show);
    let local = |entry: ManifestEntry| {
        let ManifestEntry { path, bytes, sha256 } = entry;
        let output = if path == feed.path() { feed.clone() } else { Output::of_path(path.as_path().as_str())? };
        let source = folder.join(path.as_path());
        let status = disk.status(&source).ok().flatten()?;
        let is_here = status.kind == FileKind::File && status.bytes == bytes;
        let here = (Some(source), Some(status.modified));
        local_file(&output, show, FileHere { bytes, sha256, source: None }, here).filter(|_| is_here)
    };
    let mut files: Vec<LocalFile> = entries(&manifest).into_iter().chain([itself]).map(local).collect::<Option<_>>()?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Some(Publication { show: show.guid, files, kept: kept(lock, show) })
}

/// Recordings that the lock names: those of episodes that are held back are not in the feed now.
fn kept(lock: &Lock, show: &Show) -> BTreeSet<RemotePath> {
    let urls = lock.episodes.values().map(|episode| episode.enclosure.url.as_str());
    urls.filter_map(|url| place_of(&media_output(show, url)?, show)).collect()
}

/// A file that is to be online; `None` for what has no place there. `source` is where it is on this disk, and since when it has had its hash.
fn local_file(
    output: &Output,
    show: &Show,
    found: FileHere,
    (source, modified): (Option<Utf8PathBuf>, Option<SystemTime>),
) -> Option<LocalFile> {
    let FileHere { bytes, sha256, source: _ } = found;
    let (wave, path) = (Wave::of(output), place_of(output, show)?);
    let (media_type, cache) = (output.content_type().to_owned(), output.serving().cache.to_owned());
    Some(LocalFile { path, bytes, sha256, media_type, cache, wave, source, modified })
}

/// A file that is to be online.
struct FileHere {
    bytes: ByteCount,
    sha256: Sha256,
    /// In the show, where it is here.
    source: Option<ShowPath>,
}

/// The recording that is served at an address; `None` for one that is kept elsewhere.
fn media_output(show: &Show, url: &str) -> Option<Output> {
    let below = match &show.media_url {
        Some(media) => url.strip_prefix(media.as_url().as_str())?,
        None => url.strip_prefix(show.url.as_url().as_str())?.strip_prefix(MEDIA_FOLDER)?.strip_prefix('/')?,
    };
    let output = Output::of_path(&format!("{MEDIA_FOLDER}/{below}"))?;
    (Wave::of(&output) == Wave::Media && output.url(show).as_str() == url).then_some(output)
}

/// Where a file goes.
fn place_of(output: &Output, show: &Show) -> Option<RemotePath> {
    let path = output.path();
    if show.media_url.is_some()
        && let Ok(below) = path.as_path().strip_prefix(MEDIA_FOLDER)
    {
        return RemotePath::new(RemotePlace::Media, below.as_str().parse().ok()?);
    }
    RemotePath::new(RemotePlace::Site, path)
}

/// The file of a build that is at a place; `None` for one that this build does not know.
pub(in crate::engine) fn output_at(path: &RemotePath, show: &Show) -> Option<Output> {
    let text = path.path().as_path().as_str();
    let feed = Output::feed(show);
    match path.place {
        RemotePlace::Media => Output::of_path(&format!("{MEDIA_FOLDER}/{text}")),
        RemotePlace::Site if feed.path() == *path.path() => Some(feed),
        RemotePlace::Site => Output::of_path(text),
    }
}

/// The address at which a file is served.
pub(crate) fn address(path: &RemotePath, show: &Show) -> Option<String> {
    let text = path.path().as_path().as_str();
    if path.place == RemotePlace::Media {
        return show.media_url.as_ref().map(|media| media.join(text).to_string());
    }
    let is_page = text == INDEX_FILE || text.ends_with(&format!("/{INDEX_FILE}"));
    Some(show.url.join(if is_page { text.trim_end_matches(INDEX_FILE) } else { text }).to_string())
}
