//! Recordings at a place of their own, which has no conditions, though the site's has them.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use podwright::model::files::byte_count::ByteCount;
use podwright::model::identity::digest::Sha256;
use podwright::publish::publish_error::PublishError;
use podwright::publish::record::{RemoteTag, Targets};
use podwright::publish::remote_path::{RemotePath, RemotePlace};
use podwright::publish::target::folder::FolderStore;
use podwright::publish::target::store::{Condition, Conditions, Put, PutEnd, RemoteFile, Store};
use podwright::publish::target::stores::Stores;
use podwright::world::real_disk::RealDisk;

use crate::publisher::{Files, Publisher, with_feed};

/// A folder that takes whatever it is sent.
struct Careless(FolderStore);

impl Store for Careless {
    fn conditions(&self) -> Conditions {
        Conditions::None
    }

    fn read(&self, path: &str, limit: ByteCount) -> Result<Option<(Vec<u8>, RemoteTag)>, PublishError> {
        self.0.read(path, limit)
    }

    fn look(&self, paths: &[&str]) -> Result<Vec<Option<RemoteFile>>, PublishError> {
        self.0.look(paths)
    }

    fn put(&self, puts: &[Put<'_>], sent: &(dyn Fn(u64) + Sync)) -> Vec<PutEnd> {
        let puts: Vec<Put<'_>> = puts.iter().map(|put| Put { condition: Condition::Any, ..put.clone() }).collect();
        self.0.put(&puts, sent)
    }

    fn remove(&self, paths: &[&str]) -> Result<(), PublishError> {
        self.0.remove(paths)
    }
}

fn folder(folder: Utf8PathBuf) -> FolderStore {
    FolderStore { from: Arc::new(RealDisk), to: Arc::new(RealDisk), folder, trash: None }
}

#[test]
fn a_recording_that_somebody_changed_at_a_place_without_conditions_is_not_written_over() {
    let kept = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(kept.path()).unwrap();
    let stores = Stores {
        site: Box::new(folder(root.join("site"))),
        media: Some(Box::new(Careless(folder(root.join("media"))))),
        state: Box::new(folder(root.join("state"))),
        targets: Targets { site: Sha256::of(b"site"), media: Some(Sha256::of(b"media")) },
    };
    let publisher = Publisher::new();
    let publish = |sound: &str| {
        let files = with_feed(Files::from([("a.mp3".to_owned(), sound.as_bytes().to_vec())]));
        let mut publication = publisher.publication(&files);
        for file in &mut publication.files {
            if file.media_type == "audio/mpeg" {
                file.path = RemotePath::parse(RemotePlace::Media, "a.mp3").unwrap();
            }
        }
        publisher.publish(&stores, &publication)
    };
    publish("one").unwrap();
    publish("two").unwrap();
    let recording = root.join("media/a.mp3");
    std::fs::write(&recording, "theirs").unwrap();
    let paths = vec![RemotePath::parse(RemotePlace::Media, "a.mp3").unwrap().to_string()];
    assert_eq!(publish("three").unwrap_err(), PublishError::ForeignFiles { paths });
    assert_eq!(std::fs::read_to_string(&recording).unwrap(), "theirs");
}
