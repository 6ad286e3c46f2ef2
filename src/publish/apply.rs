//! Does what is planned: takes the lease, sends one wave after the other, then the feed, and keeps the record.

mod holding;
mod record_keeping;
mod sending;
mod state_file;
mod survey;

use chrono::NaiveDate;

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::publish::apply::holding::Holding;
use crate::publish::apply::record_keeping::RecordKeeping;
use crate::publish::apply::sending::Sending;
use crate::publish::apply::survey::survey;
use crate::publish::outcome::{PublishOutcome, UploadedFile};
use crate::publish::publication::Publication;
use crate::publish::publish_error::PublishError;
use crate::publish::record::RemoteRecord;
use crate::publish::remote_path::{RemotePath, RemotePlace};
use crate::publish::remote_plan::{Keeping, RemotePlan, There, Upload, remote_plan};
use crate::publish::target::store::{Conditions, RemoteFile};
use crate::publish::target::stores::Stores;
use crate::publish::wave::Wave;
use crate::world::clock::Clock;
use crate::world::disk::Disk;

/// What is published, and how.
pub struct Job<'a> {
    /// What is to be online.
    pub publication: &'a Publication,
    /// Where.
    pub stores: &'a Stores,
    /// The disk that the files are on.
    pub disk: &'a dyn Disk,
    /// What a producer asks for.
    pub wishes: Wishes,
    /// The day.
    pub today: NaiveDate,
    /// How long files stay that the show no longer has. // days
    pub keep_days: u32,
    /// A new identity, for the lease.
    pub id: &'a str,
    /// The time, and what waits.
    pub clock: &'a dyn Clock,
    /// Whoever watches.
    pub watcher: &'a dyn Watcher,
}

/// What a producer asks for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Wishes {
    /// Nothing is changed.
    pub dry_run: bool,
    /// What becomes of files that are there and are not known.
    pub adopt: Adopt,
    /// Whether a lease of another run is replaced.
    pub take_over: bool,
    /// Whether recordings may be deleted.
    pub prune_media: bool,
}

/// What becomes of files that are there and are not known.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Adopt {
    /// They are in the way.
    #[default]
    Nothing,
    /// Those that are what would be written are taken over.
    Same,
    /// Those that are not are written over.
    Overwrite,
}

/// Whoever watches.
pub trait Watcher: Sync {
    /// The lease is taken, by this word.
    fn holds(&self, who: &str);

    /// So much is to be sent in all.
    fn begins(&self, bytes: ByteCount);

    /// A wave begins.
    fn wave(&self, wave: Wave, files: usize);

    /// So many bytes more are sent.
    fn sent(&self, bytes: u64);

    /// A wave is there.
    fn done(&self, wave: Wave, files: usize, bytes: ByteCount);
}

/// Publishes.
///
/// # Errors
/// If something is in the way, or the target fails. The live feed then names only what is there, and the next run goes on.
pub fn publish(job: &Job<'_>) -> Result<PublishOutcome, PublishError> {
    let mut keeping = RecordKeeping::read(job)?;
    let plan = plan(job, &keeping.record)?;
    if plan.is_empty() && keeping.is_there() {
        return Ok(outcome(&keeping.record, &plan, job));
    }
    if job.wishes.dry_run {
        let sending = survey(job, &plan, &keeping.record, keeping.known_conditions())?;
        return Ok(would(&keeping.record, &plan, &sending, job));
    }
    let holding = Holding::take(job, keeping.conditions()?)?;
    job.watcher.holds(&holding.who());
    let result = holding.while_renewed(|| {
        // somebody may have published between
        let plan = if keeping.read_again(job)? { self::plan(job, &keeping.record)? } else { plan };
        if plan.is_empty() && keeping.is_there() {
            return Ok(outcome(&keeping.record, &plan, job));
        }
        send_all(job, &holding, &mut keeping, &plan)
    });
    // All is published, or there is an error to report already. A lease that stays ends by itself after a quarter of an hour.
    let _ = holding.release();
    result
}

fn plan<'a>(job: &Job<'a>, record: &RemoteRecord) -> Result<RemotePlan<'a>, PublishError> {
    let keeping = Keeping { today: job.today, days: job.keep_days, prune_media: job.wishes.prune_media };
    remote_plan(job.publication, record, keeping)
}

/// Everything from the first wave to the last deletion. The lease is ours.
fn send_all(
    job: &Job<'_>,
    holding: &Holding<'_>,
    keeping: &mut RecordKeeping<'_>,
    plan: &RemotePlan<'_>,
) -> Result<PublishOutcome, PublishError> {
    let sending = survey(job, plan, &keeping.record, keeping.known_conditions())?;
    keeping.begin(&sending, plan)?;
    job.watcher.begins(sending.bytes());
    let mut uploaded = Vec::new();
    let mut tags = sending.there.clone();
    for wave in Wave::ALL {
        let files = sending.wave(wave);
        if files.is_empty() {
            continue;
        }
        if wave == Wave::Feed {
            holding.check()?;
        }
        job.watcher.wave(wave, files.len());
        let done = Sending::send(job, holding, &files)?;
        job.watcher.done(wave, files.len(), files.iter().map(|item| item.file.bytes).sum());
        uploaded.extend(files.iter().map(|item| UploadedFile {
            path: item.file.path.clone(),
            bytes: item.file.bytes,
            sha256: item.file.sha256,
        }));
        tags.extend(done);
    }
    let new_feed = new_feed(plan, &sending);
    keeping.complete(job, plan, &sending, &tags)?;
    let deleted = delete(job, &keeping.record, &plan.deletions)?;
    if !plan.deletions.is_empty() {
        keeping.forget(&plan.deletions)?;
    }
    let mut outcome = outcome(&keeping.record, plan, job);
    (outcome.uploaded, outcome.deleted, outcome.new_feed) = (uploaded, deleted, new_feed);
    outcome.unchanged += sending.there.len();
    Ok(outcome)
}

/// Deletes what is still as podwright wrote it; what was deleted. What somebody else has put there since is theirs.
fn delete(job: &Job<'_>, record: &RemoteRecord, deletions: &[RemotePath]) -> Result<Vec<RemotePath>, PublishError> {
    let mut deleted = Vec::new();
    for place in [RemotePlace::Site, RemotePlace::Media] {
        let here: Vec<&RemotePath> = deletions.iter().filter(|path| path.place == place).collect();
        if here.is_empty() {
            continue;
        }
        let words: Vec<&str> = here.iter().map(|path| path.path().as_path().as_str()).collect();
        let found = job.stores.at(place).look(&words)?;
        let is_ours = |path: &RemotePath, found: &RemoteFile| {
            let known = record.retired.get(path).map(|retired| &retired.entry);
            known.is_some_and(|entry| entry.tag == found.tag || found.sha256 == Some(entry.sha256))
        };
        let ours: Vec<&RemotePath> = here
            .iter()
            .zip(&found)
            .filter(|(path, found)| found.as_ref().is_some_and(|found| is_ours(path, found)))
            .map(|(path, _)| *path)
            .collect();
        let words: Vec<&str> = ours.iter().map(|path| path.path().as_path().as_str()).collect();
        if !words.is_empty() {
            job.stores.at(place).remove(&words)?;
        }
        deleted.extend(ours.into_iter().cloned());
    }
    Ok(deleted)
}

fn outcome(record: &RemoteRecord, plan: &RemotePlan<'_>, job: &Job<'_>) -> PublishOutcome {
    PublishOutcome {
        generation: record.generation,
        unchanged: plan.unchanged,
        kept: plan.kept.clone(),
        lacks_conditions: record.conditions == Some(false) || job.stores.state.conditions() == Conditions::None,
        ..PublishOutcome::default()
    }
}

/// The feed that is new for the world: one that is sent now, or one that a killed run has sent and told nobody of.
fn new_feed(plan: &RemotePlan<'_>, sending: &Sending<'_>) -> Option<Sha256> {
    let is_sent = |upload: &Upload<'_>| sending.items.iter().any(|item| item.file.path == upload.file.path);
    let is_new = |upload: &&Upload<'_>| upload.file.wave == Wave::Feed && (upload.there == There::Unsure || is_sent(upload));
    plan.uploads.iter().find(is_new).map(|upload| upload.file.sha256)
}

fn would(record: &RemoteRecord, plan: &RemotePlan<'_>, sending: &Sending<'_>, job: &Job<'_>) -> PublishOutcome {
    let mut outcome = outcome(record, plan, job);
    outcome.generation += 1;
    let file = |item: &sending::Item<'_>| UploadedFile {
        path: item.file.path.clone(),
        bytes: item.file.bytes,
        sha256: item.file.sha256,
    };
    outcome.uploaded = sending.items.iter().map(file).collect();
    outcome.new_feed = new_feed(plan, sending);
    outcome.deleted.clone_from(&plan.deletions);
    outcome.unchanged += sending.there.len();
    outcome
}
