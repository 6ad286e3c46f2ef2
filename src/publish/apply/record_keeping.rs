//! The record of a target: read, and written before and after the files.

use std::collections::BTreeMap;

use crate::publish::apply::Job;
use crate::publish::apply::sending::Sending;
use crate::publish::apply::state_file::state_put;
use crate::publish::local_file::LocalFile;
use crate::publish::publish_error::PublishError;
use crate::publish::record::{RECORD_FILE, RECORD_MAX, RemoteEntry, RemoteRecord, RemoteTag, RetiredEntry};
use crate::publish::remote_path::{RemotePath, RemotePlace};
use crate::publish::remote_plan::RemotePlan;
use crate::publish::target::store::{Condition, Conditions, PutFault, Store};
use crate::publish::target::stores::Stores;

const PROBE_FILE: &str = "probe";

/// The record, and its state on the target.
pub(in crate::publish::apply) struct RecordKeeping<'j> {
    stores: &'j Stores,
    pub(in crate::publish::apply) record: RemoteRecord,
    tag: Option<RemoteTag>,
    conditions: Option<Conditions>,
}

impl<'j> RecordKeeping<'j> {
    /// Reads the record.
    ///
    /// # Errors
    /// If the target fails, the record is of another show, or it cannot be believed.
    pub(in crate::publish::apply) fn read(job: &'j Job<'j>) -> Result<Self, PublishError> {
        let (record, tag) = read(job)?;
        Ok(Self { stores: job.stores, record, tag, conditions: None })
    }

    /// Whether there is a record on the target.
    pub(in crate::publish::apply) fn is_there(&self) -> bool {
        self.tag.is_some()
    }

    /// Reads it again; whether it has changed.
    ///
    /// # Errors
    /// As [`RecordKeeping::read`].
    pub(in crate::publish::apply) fn read_again(&mut self, job: &Job<'_>) -> Result<bool, PublishError> {
        let (mut record, tag) = read(job)?;
        if tag == self.tag {
            return Ok(false);
        }
        record.conditions = record.conditions.or(self.record.conditions);
        (self.record, self.tag) = (record, tag);
        Ok(true)
    }

    /// Whether the place of the record refuses what has a condition that does not hold. It is tried once for each target.
    ///
    /// # Errors
    /// If the target fails.
    pub(in crate::publish::apply) fn conditions(&mut self) -> Result<Conditions, PublishError> {
        if self.stated_conditions() == Conditions::Unknown {
            self.record.conditions = Some(probe(self.store())?);
        }
        let conditions = self.stated_conditions();
        self.conditions = Some(conditions);
        Ok(conditions)
    }

    /// What the place of the record says, or the record where it was tried.
    fn stated_conditions(&self) -> Conditions {
        match (self.store().conditions(), self.record.conditions) {
            (Conditions::Unknown, Some(true)) => Conditions::Held,
            (Conditions::Unknown, Some(false)) => Conditions::None,
            (stated, _) => stated,
        }
    }

    /// Whether conditions of files can be relied on, at all places that have some.
    pub(in crate::publish::apply) fn known_conditions(&self) -> Conditions {
        let is_held = |store: &dyn Store| match (store.conditions(), self.store().conditions()) {
            // what was tried at the place of the record
            (Conditions::Unknown, Conditions::Unknown) => self.stated_conditions() == Conditions::Held,
            (stated, _) => stated == Conditions::Held,
        };
        let Stores { site, media, state: _, targets: _ } = self.stores;
        let are_held = is_held(site.as_ref()) && media.as_ref().is_none_or(|media| is_held(media.as_ref()));
        if are_held { Conditions::Held } else { Conditions::None }
    }

    fn store(&self) -> &'j dyn Store {
        self.stores.state.as_ref()
    }

    /// Notes what is about to be written, so that the next run knows it should this one be killed.
    ///
    /// # Errors
    /// If the target fails, or somebody else has written the record.
    pub(in crate::publish::apply) fn begin(&mut self, sending: &Sending<'_>, plan: &RemotePlan<'_>) -> Result<(), PublishError> {
        if sending.items.is_empty() && plan.deletions.is_empty() {
            return Ok(());
        }
        for item in &sending.items {
            self.record.begun.entry(item.file.path.clone()).or_default().insert(item.file.sha256);
        }
        self.write()
    }

    /// Notes what is there now.
    ///
    /// # Errors
    /// As [`RecordKeeping::begin`].
    pub(in crate::publish::apply) fn complete(
        &mut self,
        job: &Job<'_>,
        plan: &RemotePlan<'_>,
        sending: &Sending<'_>,
        tags: &[(RemotePath, RemoteTag)],
    ) -> Result<(), PublishError> {
        let record = &mut self.record;
        record.generation += 1;
        let local: BTreeMap<&RemotePath, &LocalFile> = job.publication.files.iter().map(|file| (&file.path, file)).collect();
        for (path, entry) in &plan.revived {
            record.retired.remove(path);
            record.files.insert(path.clone(), entry.clone());
        }
        for (path, retired) in &plan.retired {
            record.files.remove(path);
            record.retired.insert(path.clone(), retired.clone());
        }
        for (path, tag) in tags {
            let Some(file) = local.get(path) else { continue };
            let before = record.files.get(path).or(record.retired.get(path).map(|retired| &retired.entry));
            let since = before.filter(|entry| entry.sha256 == file.sha256).map_or(job.today, |entry| entry.since);
            let entry = RemoteEntry {
                bytes: file.bytes,
                sha256: file.sha256,
                tag: tag.clone(),
                media_type: file.media_type.clone(),
                cache: file.cache.clone(),
                since,
            };
            record.retired.remove(path);
            record.files.insert(path.clone(), entry);
        }
        for (path, entry) in &sending.leftovers {
            let retired = RetiredEntry { entry: entry.clone(), on: job.today, generation: record.generation };
            record.retired.insert(path.clone(), retired);
        }
        record.begun.clear();
        self.write()
    }

    /// Notes that files are deleted.
    ///
    /// # Errors
    /// As [`RecordKeeping::begin`].
    pub(in crate::publish::apply) fn forget(&mut self, deleted: &[RemotePath]) -> Result<(), PublishError> {
        for path in deleted {
            self.record.retired.remove(path);
        }
        self.write()
    }

    fn write(&mut self) -> Result<(), PublishError> {
        let condition = match (&self.tag, self.conditions) {
            (_, Some(Conditions::None)) => Condition::Any,
            (Some(tag), _) => Condition::Same(tag.clone()),
            (None, _) => Condition::Nothing,
        };
        let text = self.record.text();
        let tag = match state_put(self.store(), RECORD_FILE, &text, condition) {
            Ok(tag) => tag,
            Err(PutFault::Failed(error)) => return Err(error),
            // somebody else has written it, or the answer to our own request was lost
            Err(PutFault::Refused) => match self.store().read(RECORD_FILE, RECORD_MAX)? {
                Some((there, tag)) if there == text.as_bytes() => tag,
                _ => return Err(PublishError::FeedChangedMeanwhile),
            },
        };
        self.tag = Some(tag);
        Ok(())
    }
}

fn read(job: &Job<'_>) -> Result<(RemoteRecord, Option<RemoteTag>), PublishError> {
    let (show, targets) = (job.publication.show, job.stores.targets);
    let Some((json, tag)) = job.stores.state.read(RECORD_FILE, RECORD_MAX)? else {
        return Ok((RemoteRecord::empty(show, targets), None));
    };
    let mut record = RemoteRecord::read(&json).map_err(|error| PublishError::BadRecord { reason: error.to_string() })?;
    if record.show != show {
        return Err(PublishError::NotThisShow { guid: record.show.to_string() });
    }
    if record.targets.site != targets.site {
        // the record of another address says nothing of this one
        return Ok((RemoteRecord::empty(show, targets), Some(tag)));
    }
    if record.targets.media != targets.media {
        let is_site = |path: &RemotePath| path.place == RemotePlace::Site;
        record.files.retain(|path, _| is_site(path));
        record.retired.retain(|path, _| is_site(path));
        record.begun.retain(|path, _| is_site(path));
        record.targets = targets;
    }
    Ok((record, Some(tag)))
}

/// Whether a place refuses what has a condition that does not hold. Some that speak S3 pass conditions over, and some do with one of the two.
fn probe(store: &dyn Store) -> Result<bool, PublishError> {
    let put = |condition| match state_put(store, PROBE_FILE, "podwright\n", condition) {
        Ok(tag) => Ok(Some(tag)),
        Err(PutFault::Refused) => Ok(None),
        Err(PutFault::Failed(error)) => Err(error),
    };
    // what a killed run has left
    store.remove(&[PROBE_FILE])?;
    let Some(tag) = put(Condition::Nothing)? else { return Ok(false) };
    let other = RemoteTag::new("\"00000000000000000000000000000000\"").expect("it can be sent");
    let is_held =
        put(Condition::Nothing)?.is_none() && put(Condition::Same(other))?.is_none() && put(Condition::Same(tag))?.is_some();
    store.remove(&[PROBE_FILE])?;
    Ok(is_held)
}
