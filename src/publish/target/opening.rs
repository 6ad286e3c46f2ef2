//! Opens the places that podcast.yaml, or the command line, names.

use std::cell::OnceCell;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use camino::Utf8PathBuf;
use chrono::NaiveDate;

use crate::model::files::show_files::{RESUME_FOLDER, STATE_FOLDER};
use crate::model::identity::digest::Sha256;
use crate::model::settings::publish_settings::PublishSettings;
use crate::model::settings::target_address::{TargetAddress, TargetKind};
use crate::publish::publish_error::PublishError;
use crate::publish::record::{RECORD_FILE, Targets};
use crate::publish::target::folder::{FolderStore, state_folder};
use crate::publish::target::helper_program::HelperProgram;
use crate::publish::target::rclone::RcloneStore;
use crate::publish::target::s3::credentials::find_keys;
use crate::publish::target::s3::keys::S3Credentials;
use crate::publish::target::s3::{ResumeNotes, S3Client, S3Place, S3Store};
use crate::publish::target::sftp::{SftpConnection, SftpStore};
use crate::publish::target::store::Store;
use crate::publish::target::stores::Stores;
use crate::world::World;
use crate::world::disk::Disk;

/// What places are opened with.
pub struct Opening<'a> {
    /// Everything outside. Its disk is that of the show.
    pub world: &'a World,
    /// The disk without the bounds of the show, for targets that are folders.
    pub machine: Arc<dyn Disk>,
    /// What podcast.yaml says, or the command line.
    pub settings: &'a PublishSettings,
    /// The folder of the show.
    pub root: Utf8PathBuf,
    /// How many files are sent at once.
    pub jobs: usize,
    /// The pause before a request is sent again.
    pub first_pause: Duration,
    /// Whether nothing may be changed.
    pub is_dry: bool,
    /// The day, which the trash is sorted by.
    pub today: NaiveDate,
}

/// What is found out once for all places.
#[derive(Default)]
struct KnownOnce {
    keys: OnceCell<S3Credentials>,
    /// Where podwright keeps its state for folders of servers: to ask takes a connection.
    state_folders: RefCell<BTreeMap<String, String>>,
}

impl Opening<'_> {
    /// The places.
    ///
    /// # Errors
    /// If keys or a program are missing.
    pub fn open(&self) -> Result<Stores, PublishError> {
        let PublishSettings { to, endpoint: _, region: _, media, keep_days: _, state } = self.settings;
        let media = media.as_ref().filter(|media| *media != to);
        let sum = |address: &TargetAddress| Sha256::of(address.as_str().trim_end_matches('/').as_bytes());
        let known = KnownOnce::default();
        Ok(Stores {
            site: self.site(to, &known)?,
            media: media.map(|media| self.site(media, &known)).transpose()?,
            state: self.state(state.as_ref().unwrap_or(to), &known)?,
            targets: Targets { site: sum(to), media: media.map(sum) },
        })
    }

    fn site(&self, address: &TargetAddress, known: &KnownOnce) -> Result<Box<dyn Store>, PublishError> {
        match &address.kind {
            TargetKind::Folder(folder) => {
                let state = state_folder(self.machine.as_ref(), folder.as_str().into(), STATE_FOLDER);
                let trash = state.join("trash").join(self.today.format("%Y-%m-%d").to_string());
                Ok(self.folder(folder.as_str().into(), Some(trash)))
            }
            TargetKind::S3 { bucket, folder } => self.s3(bucket, folder.clone(), known),
            TargetKind::Sftp { login, port, folder } => {
                let connection = self.sftp(login, *port)?;
                let state = self.sftp_state(address, &connection, folder, known)?;
                let trash = format!("{state}/trash/{}", self.today.format("%Y-%m-%d"));
                Ok(Box::new(SftpStore { connection, folder: folder.clone(), trash: Some(trash) }))
            }
            TargetKind::Rclone { remote, folder } => self.rclone(remote, folder.clone()),
        }
    }

    /// The folder `.podwright` of a place.
    fn state(&self, address: &TargetAddress, known: &KnownOnce) -> Result<Box<dyn Store>, PublishError> {
        match &address.kind {
            TargetKind::Folder(folder) => {
                Ok(self.folder(state_folder(self.machine.as_ref(), folder.as_str().into(), STATE_FOLDER), None))
            }
            TargetKind::S3 { bucket, folder } => self.s3(bucket, below(folder), known),
            TargetKind::Sftp { login, port, folder } => {
                let connection = self.sftp(login, *port)?;
                let folder = self.sftp_state(address, &connection, folder, known)?;
                Ok(Box::new(SftpStore { connection, folder, trash: None }))
            }
            TargetKind::Rclone { remote, folder } => self.rclone(remote, below(folder)),
        }
    }

    fn s3(&self, bucket: &str, folder: String, known: &KnownOnce) -> Result<Box<dyn Store>, PublishError> {
        let PublishSettings { endpoint, region, .. } = self.settings;
        let variables = &self.world.environment.store;
        let place = S3Place {
            bucket: bucket.to_owned(),
            endpoint: endpoint.as_ref().map(|endpoint| endpoint.as_str().to_owned()),
            region: region.as_ref().map(|region| region.as_str().to_owned()).or_else(|| variables.region.clone()),
        };
        let credentials = if let Some(found) = known.keys.get() {
            found.clone()
        } else {
            let found = find_keys(self.world, self.machine.as_ref(), &self.root)?;
            known.keys.get_or_init(|| found).clone()
        };
        let client = S3Client::new(
            self.world.network.store_client(),
            credentials,
            place,
            Arc::clone(&self.world.clock),
            self.first_pause,
        )?;
        let sum = Sha256::of(format!("{endpoint:?} {bucket} {folder}").as_bytes());
        let notes = self.root.join(RESUME_FOLDER).join(format!("{}.json", sum.short(16)));
        Ok(Box::new(S3Store {
            client: Arc::new(client),
            disk: Arc::clone(&self.world.disk),
            folder,
            jobs: self.jobs,
            notes: Arc::new(ResumeNotes::read(Arc::clone(&self.world.disk), notes)),
        }))
    }

    fn sftp(&self, login: &str, port: Option<u16>) -> Result<Arc<SftpConnection>, PublishError> {
        Ok(Arc::new(SftpConnection {
            program: HelperProgram::find(self.world, self.machine.as_ref(), "sftp", &self.root)?,
            login: login.to_owned(),
            port,
            disk: Arc::clone(&self.world.disk),
            between: self.root.join(RESUME_FOLDER),
        }))
    }

    fn sftp_state(
        &self,
        address: &TargetAddress,
        connection: &SftpConnection,
        folder: &str,
        known: &KnownOnce,
    ) -> Result<String, PublishError> {
        if let Some(found) = known.state_folders.borrow().get(address.as_str()) {
            return Ok(found.clone());
        }
        let found = connection.state_folder(folder, STATE_FOLDER, RECORD_FILE, !self.is_dry)?;
        known.state_folders.borrow_mut().insert(address.as_str().to_owned(), found.clone());
        Ok(found)
    }

    fn rclone(&self, remote: &str, folder: String) -> Result<Box<dyn Store>, PublishError> {
        let program = Arc::new(HelperProgram::find(self.world, self.machine.as_ref(), "rclone", &self.root)?);
        Ok(Box::new(RcloneStore { program, remote: remote.to_owned(), folder, jobs: self.jobs }))
    }

    fn folder(&self, folder: Utf8PathBuf, trash: Option<Utf8PathBuf>) -> Box<dyn Store> {
        Box::new(FolderStore { from: Arc::clone(&self.world.disk), to: Arc::clone(&self.machine), folder, trash })
    }
}

/// The folder of podwright's own state in a folder.
fn below(folder: &str) -> String {
    match folder.strip_suffix('/').unwrap_or(folder) {
        "" if folder.starts_with('/') => format!("/{STATE_FOLDER}"),
        "" => STATE_FOLDER.to_owned(),
        folder => format!("{folder}/{STATE_FOLDER}"),
    }
}
