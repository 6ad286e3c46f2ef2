//! Does what is planned: takes the lease, sends one wave after the other, then the feed, and keeps the record.

mod holding;
mod record_keeping;
mod sending;
mod state_file;
mod survey;

use std::time::Duration;

use chrono::NaiveDate;

use crate::publish::apply::holding::Holding;
use crate::publish::apply::record_keeping::RecordKeeping;
use crate::publish::apply::sending::Sending;
use crate::publish::apply::survey::survey;
use crate::publish::outcome::{PublishOutcome, UploadedFile};
use crate::publish::publication::Publication;
use crate::publish::publish_error::PublishError;
use crate::publish::record::RemoteRecord;
use crate::publish::remote_path::{RemotePath, RemotePlace};
use crate::publish::remote_plan::{Keeping, RemotePlan, remote_plan};
use crate::publish::target::store::Conditions;
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
    /// The time.
    pub clock: &'a dyn Clock,
    /// Waits.
    pub pause: &'a (dyn Fn(Duration) + Sync),
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
    fn begins(&self, files: usize, bytes: u64);

    /// A wave begins.
    fn wave(&self, wave: Wave, files: usize, bytes: u64);

    /// So many bytes more are sent.
    fn sent(&self, bytes: u64);

    /// A wave is there.
    fn done(&self, wave: Wave);
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
        let sending = survey(job, &plan, &keeping.record, Conditions::Held)?;
        return Ok(would(&keeping.record, &plan, &sending, job));
    }
    let holding = Holding::take(job, keeping.conditions(job)?)?;
    job.watcher.holds(&holding.who());
    let result = holding.while_renewed(|| {
        // somebody may have published between
        let plan = if keeping.read_again(job)? { self::plan(job, &keeping.record)? } else { plan };
        if plan.is_empty() && keeping.is_there() {
            return Ok(outcome(&keeping.record, &plan, job));
        }
        send_all(job, &holding, &mut keeping, &plan)
    });
    let released = holding.release();
    let outcome = result?;
    released?;
    Ok(outcome)
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
    job.watcher.begins(sending.count(), sending.bytes());
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
        job.watcher.wave(wave, files.len(), files.iter().map(|item| item.file.bytes.get()).sum());
        let done = sending.send(job, holding, &files)?;
        job.watcher.done(wave);
        uploaded.extend(files.iter().map(|item| UploadedFile {
            path: item.file.path.clone(),
            bytes: item.file.bytes,
            sha256: item.file.sha256,
        }));
        tags.extend(done);
    }
    let feed = |file: &&UploadedFile| sending.is_feed(&file.path);
    let new_feed = uploaded.iter().find(feed).map(|file| file.sha256);
    keeping.complete(job, plan, &sending, &tags)?;
    delete(job, &plan.deletions)?;
    if !plan.deletions.is_empty() {
        keeping.forget(&plan.deletions)?;
    }
    let mut outcome = outcome(&keeping.record, plan, job);
    (outcome.uploaded, outcome.deleted, outcome.new_feed) = (uploaded, plan.deletions.clone(), new_feed);
    outcome.unchanged += sending.there.len();
    Ok(outcome)
}

fn delete(job: &Job<'_>, deletions: &[RemotePath]) -> Result<(), PublishError> {
    for place in [RemotePlace::Site, RemotePlace::Media] {
        let paths: Vec<&str> =
            deletions.iter().filter(|path| path.place == place).map(|path| path.path().as_path().as_str()).collect();
        if !paths.is_empty() {
            job.stores.at(place).remove(&paths)?;
        }
    }
    Ok(())
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

fn would(record: &RemoteRecord, plan: &RemotePlan<'_>, sending: &Sending<'_>, job: &Job<'_>) -> PublishOutcome {
    let mut outcome = outcome(record, plan, job);
    outcome.generation += 1;
    let file = |item: &sending::Item<'_>| UploadedFile {
        path: item.file.path.clone(),
        bytes: item.file.bytes,
        sha256: item.file.sha256,
    };
    outcome.uploaded = sending.items.iter().map(file).collect();
    outcome.new_feed = outcome.uploaded.iter().find(|file| sending.is_feed(&file.path)).map(|file| file.sha256);
    outcome.deleted.clone_from(&plan.deletions);
    outcome.unchanged += sending.there.len();
    outcome
}
