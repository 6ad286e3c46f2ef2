//! Sends files, and finds out what a refusal means.

use std::collections::BTreeMap;

use crate::model::files::byte_count::ByteCount;
use crate::publish::apply::holding::Holding;
use crate::publish::apply::{Adopt, Job};
use crate::publish::local_file::LocalFile;
use crate::publish::publish_error::PublishError;
use crate::publish::record::{RemoteEntry, RemoteTag};
use crate::publish::remote_path::{RemotePath, RemotePlace};
use crate::publish::target::store::{Body, Condition, Put, PutFault, Store};
use crate::publish::wave::Wave;

/// How often a refusal of one file is looked into: its answer may be lost, and somebody may delete the file between.
const REFUSALS_MAX: usize = 3;

/// What is to be sent, after the target was looked at.
#[derive(Debug, Default)]
pub(in crate::publish::apply) struct Sending<'p> {
    /// Files to send, in the order of their waves.
    pub(in crate::publish::apply) items: Vec<Item<'p>>,
    /// Files that are there already, though the record does not know it.
    pub(in crate::publish::apply) there: Vec<(RemotePath, RemoteTag)>,
    /// Files that a killed run has written and that the show does not have now.
    pub(in crate::publish::apply) leftovers: Vec<(RemotePath, RemoteEntry)>,
}

/// A file to send.
#[derive(Clone, Debug)]
pub(in crate::publish::apply) struct Item<'p> {
    pub(in crate::publish::apply) file: &'p LocalFile,
    pub(in crate::publish::apply) condition: Condition,
}

impl<'p> Sending<'p> {
    pub(in crate::publish::apply) fn bytes(&self) -> ByteCount {
        self.items.iter().map(|item| item.file.bytes).sum()
    }

    pub(in crate::publish::apply) fn wave(&self, wave: Wave) -> Vec<Item<'p>> {
        self.items.iter().filter(|item| item.file.wave == wave).cloned().collect()
    }

    /// Sends the files of a wave; the tags of all of them.
    ///
    /// # Errors
    /// The first that could not be sent. Others of the wave may be there.
    pub(in crate::publish::apply) fn send(
        job: &Job<'_>,
        holding: &Holding<'_>,
        wave: &[Item<'p>],
    ) -> Result<Vec<(RemotePath, RemoteTag)>, PublishError> {
        let mut tags = Vec::new();
        for place in [RemotePlace::Site, RemotePlace::Media] {
            let items: Vec<Item<'p>> = wave.iter().filter(|item| item.file.path.place == place).cloned().collect();
            tags.extend(send_to(job, holding, job.stores.at(place), items)?);
        }
        Ok(tags)
    }
}

fn send_to(
    job: &Job<'_>,
    holding: &Holding<'_>,
    store: &dyn Store,
    mut items: Vec<Item<'_>>,
) -> Result<Vec<(RemotePath, RemoteTag)>, PublishError> {
    let mut tags = Vec::new();
    let mut refusals: BTreeMap<RemotePath, usize> = BTreeMap::new();
    while !items.is_empty() {
        let puts: Vec<Put<'_>> = items.iter().map(put_of).collect::<Result<_, _>>()?;
        let ends = store.put(&puts, &|bytes| job.watcher.sent(bytes));
        if ends.is_empty() {
            let reason = "the target took none of them".to_owned();
            return Err(PublishError::Failed { what: format!("write `{}`", items[0].file.path), reason });
        }
        let mut left: Vec<Option<Item<'_>>> = items.into_iter().map(Some).collect();
        let mut failed = None;
        for end in ends {
            let Some(item) = left.get_mut(end.index).and_then(Option::take) else { continue };
            match end.result {
                Ok(tag) => tags.push((item.file.path.clone(), tag)),
                Err(PutFault::Failed(error)) => failed = failed.or(Some(error)),
                Err(PutFault::Refused) => {
                    let count = refusals.entry(item.file.path.clone()).or_default();
                    *count += 1;
                    match after_refusal(job, holding, store, &item, *count)? {
                        After::There(tag) => tags.push((item.file.path.clone(), tag)),
                        After::Again(condition) => left[end.index] = Some(Item { condition, ..item }),
                    }
                }
            }
        }
        if let Some(error) = failed {
            return Err(error);
        }
        items = left.into_iter().flatten().collect();
    }
    Ok(tags)
}

/// What follows from a refusal.
enum After {
    /// It is there.
    There(RemoteTag),
    /// It is sent again.
    Again(Condition),
}

fn after_refusal(
    job: &Job<'_>,
    holding: &Holding<'_>,
    store: &dyn Store,
    item: &Item<'_>,
    count: usize,
) -> Result<After, PublishError> {
    let path = item.file.path.path().as_path().as_str();
    let found = store.look(&[path])?.pop().flatten();
    if let Some(found) = &found
        && found.sha256 == Some(item.file.sha256)
        && found.bytes == item.file.bytes
    {
        // the answer to our own request was lost
        return Ok(After::There(found.tag.clone()));
    }
    holding.check()?;
    match found {
        _ if count > REFUSALS_MAX => Err(PublishError::FeedChangedMeanwhile),
        None => Ok(After::Again(Condition::Nothing)),
        Some(found) if job.wishes.adopt == Adopt::Overwrite => Ok(After::Again(Condition::Same(found.tag))),
        Some(_) if item.file.wave == Wave::Feed => Err(PublishError::FeedChangedMeanwhile),
        Some(_) => Err(PublishError::ForeignFiles { paths: vec![item.file.path.to_string()] }),
    }
}

fn put_of<'i>(item: &'i Item<'_>) -> Result<Put<'i>, PublishError> {
    let LocalFile { path, bytes, sha256, media_type, cache, wave: _, source, modified } = item.file;
    let source = source.as_deref().ok_or_else(|| PublishError::RecordingNowhere { paths: vec![path.to_string()] })?;
    Ok(Put {
        path: path.path().as_path().as_str(),
        body: Body::File(source),
        bytes: *bytes,
        sha256: *sha256,
        media_type,
        cache,
        condition: item.condition.clone(),
        modified: *modified,
    })
}
