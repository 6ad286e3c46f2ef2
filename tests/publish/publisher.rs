//! A small made-up show, and whoever publishes it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};
use chrono::NaiveDate;
use podwright::model::files::byte_count::ByteCount;
use podwright::model::identity::digest::Sha256;
use podwright::publish::apply::{Adopt, Job, Watcher, Wishes, publish};
use podwright::publish::local_file::LocalFile;
use podwright::publish::outcome::PublishOutcome;
use podwright::publish::publication::Publication;
use podwright::publish::publish_error::PublishError;
use podwright::publish::record::Targets;
use podwright::publish::remote_path::{RemotePath, RemotePlace};
use podwright::publish::target::folder::{FolderStore, state_folder};
use podwright::publish::target::s3::keys::S3Credentials;
use podwright::publish::target::s3::{ResumeNotes, S3Client, S3Place, S3Store};
use podwright::publish::target::store::Store;
use podwright::publish::target::stores::Stores;
use podwright::publish::wave::Wave;
use podwright::world::clock::Clock;
use podwright::world::clock::SystemClock;
use podwright::world::environment::secret::Secret;
use podwright::world::network::{HttpNetwork, Network};
use podwright::world::real_disk::RealDisk;
use tempfile::TempDir;

pub(crate) const GUID: &str = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
/// The bucket of the tests, and the folder in it.
pub(crate) const SHOW: &str = "show";
/// What no output may hold.
pub(crate) const KEY: &str = "wJalrXUtnFEMI/K7MDENG";

/// A show: what is in each of its files.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A show with these files, and a feed that names all of them.
pub(crate) fn show(files: &[(&str, &str)]) -> Files {
    with_feed(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
}

pub(crate) fn with_feed(mut files: Files) -> Files {
    files.remove("feed.xml");
    let named = files.iter().filter(|(path, _)| !path.ends_with("manifest.json"));
    let lines: Vec<String> = named.map(|(path, bytes)| format!("{path} {}\n", Sha256::of(bytes))).collect();
    files.insert("feed.xml".to_owned(), lines.concat().into_bytes());
    files
}

/// Whoever publishes: a folder with the files, and what the command line says.
pub(crate) struct Publisher {
    pub(crate) folder: TempDir,
    pub(crate) wishes: Wishes,
    pub(crate) today: NaiveDate,
    pub(crate) keep_days: u32,
    pub(crate) jobs: usize,
    pub(crate) id: String,
}

struct Nobody;

impl Watcher for Nobody {
    fn holds(&self, _who: &str) {}
    fn begins(&self, _bytes: ByteCount) {}
    fn wave(&self, _wave: Wave, _files: usize) {}
    fn sent(&self, _bytes: u64) {}
    fn done(&self, _wave: Wave, _files: usize, _bytes: ByteCount) {}
}

/// A clock that tells the time and waits for nothing.
struct Hurried;

impl Clock for Hurried {
    fn now(&self) -> SystemTime {
        SystemClock.now()
    }

    fn sleep(&self, _time: Duration) {}
}

impl Publisher {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        let id = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f".to_owned();
        Self { folder, wishes: Wishes::default(), today, keep_days: 30, jobs: 2, id }
    }

    fn root(&self) -> Utf8PathBuf {
        Utf8PathBuf::from_path_buf(self.folder.path().to_path_buf()).unwrap()
    }

    /// Publishes to an object store on the loopback.
    pub(crate) fn to_s3(&self, host: &str, files: &Files) -> Result<PublishOutcome, PublishError> {
        let stores = Stores {
            site: self.s3(host, SHOW),
            media: None,
            state: self.s3(host, "show/.podwright"),
            targets: Targets { site: Sha256::of(b"s3"), media: None },
        };
        self.run(&stores, files)
    }

    fn s3(&self, host: &str, folder: &str) -> Box<dyn Store> {
        let keys = S3Credentials { key_id: Secret::new("AKIATEST"), key: Secret::new(KEY), token: None };
        let place = S3Place { bucket: "bucket".to_owned(), endpoint: Some(format!("http://{host}")), region: None };
        let client =
            S3Client::new(HttpNetwork.store_client(), keys, place, Arc::new(SystemClock), Duration::from_millis(1)).unwrap();
        let notes = self.root().join(format!("notes-{}.json", folder.len()));
        Box::new(S3Store {
            client: Arc::new(client),
            disk: Arc::new(RealDisk),
            folder: folder.to_owned(),
            jobs: self.jobs,
            notes: Arc::new(ResumeNotes::read(Arc::new(RealDisk), notes)),
        })
    }

    /// Publishes to a folder.
    pub(crate) fn to_folder(&self, to: &Utf8Path, files: &Files) -> Result<PublishOutcome, PublishError> {
        let state = state_folder(&RealDisk, to, ".podwright");
        let store = |folder: Utf8PathBuf, trash| -> Box<dyn Store> {
            Box::new(FolderStore { from: Arc::new(RealDisk), to: Arc::new(RealDisk), folder, trash })
        };
        let stores = Stores {
            site: store(to.to_owned(), Some(state.join("trash"))),
            media: None,
            state: store(state, None),
            targets: Targets { site: Sha256::of(b"dir"), media: None },
        };
        self.run(&stores, files)
    }

    fn run(&self, stores: &Stores, files: &Files) -> Result<PublishOutcome, PublishError> {
        self.publish(stores, &self.publication(files))
    }

    pub(crate) fn publish(&self, stores: &Stores, publication: &Publication) -> Result<PublishOutcome, PublishError> {
        publish(&Job {
            publication,
            stores,
            disk: &RealDisk,
            wishes: self.wishes,
            today: self.today,
            keep_days: self.keep_days,
            id: &self.id,
            clock: &Hurried,
            watcher: &Nobody,
        })
    }

    pub(crate) fn publication(&self, files: &Files) -> Publication {
        let local = |(path, bytes): (&String, &Vec<u8>)| {
            let source = self.root().join("feed").join(path);
            std::fs::create_dir_all(source.parent().unwrap()).unwrap();
            std::fs::write(&source, bytes).unwrap();
            LocalFile {
                path: RemotePath::parse(RemotePlace::Site, path).unwrap(),
                bytes: ByteCount::of(bytes),
                sha256: Sha256::of(bytes),
                media_type: media_type(path).to_owned(),
                cache: "public, max-age=900".to_owned(),
                wave: wave(path),
                source: Some(source),
                modified: None,
            }
        };
        Publication { show: GUID.parse().unwrap(), files: files.iter().map(local).collect(), kept: BTreeSet::new() }
    }

    pub(crate) fn adopting(mut self, adopt: Adopt) -> Self {
        self.wishes.adopt = adopt;
        self
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').unwrap().1 {
        "mp3" => "audio/mpeg",
        "xml" => "application/rss+xml; charset=utf-8",
        "jpg" => "image/jpeg",
        "vtt" => "text/vtt; charset=utf-8",
        _ => "text/html; charset=utf-8",
    }
}

fn wave(path: &str) -> Wave {
    match path.rsplit_once('.').unwrap().1 {
        "mp3" => Wave::Media,
        "jpg" => Wave::Pictures,
        "vtt" => Wave::Texts,
        "json" => Wave::Site,
        "xml" => Wave::Feed,
        _ => Wave::Pages,
    }
}
