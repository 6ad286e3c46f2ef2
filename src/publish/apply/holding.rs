//! The lease, held while files are sent.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use crate::publish::apply::Job;
use crate::publish::apply::state_file::state_put;
use crate::publish::lease::{LEASE_MAX, Lease};
use crate::publish::publish_error::PublishError;
use crate::publish::record::RemoteTag;
use crate::publish::target::store::{Condition, Conditions, PutFault};

const LEASE_FILE: &str = "lease.json";
/// How often the lease is renewed: twice may fail.
const RENEWED: Duration = Duration::from_mins(5);
/// After which a lease is read back on a target without conditions: another run that has read none before ours was there has written its own by then.
const SETTLES: Duration = Duration::from_secs(2);

/// The lease.
pub(in crate::publish::apply) struct Holding<'j> {
    job: &'j Job<'j>,
    held: Mutex<(Lease, RemoteTag)>,
    conditions: Conditions,
    is_lost: AtomicBool,
}

impl<'j> Holding<'j> {
    /// Takes the lease.
    ///
    /// # Errors
    /// If another run has it.
    pub(in crate::publish::apply) fn take(job: &'j Job<'j>, conditions: Conditions) -> Result<Self, PublishError> {
        let now = seconds(job);
        let store = job.stores.state.as_ref();
        let there = store.read(LEASE_FILE, LEASE_MAX)?;
        let condition = match &there {
            _ if conditions == Conditions::None => Condition::Any,
            None => Condition::Nothing,
            Some((_, tag)) => Condition::Same(tag.clone()),
        };
        if let Some(held) =
            there.and_then(|(json, _)| Lease::read(&json)).filter(|lease| lease.holds_at(now) && !job.wishes.take_over)
        {
            return Err(PublishError::LeaseHeld { until: held.until_text(), who: held.who });
        }
        let lease = Lease::beginning(job.id, now);
        let tag = match state_put(store, LEASE_FILE, &lease.text(), condition) {
            Ok(tag) => tag,
            Err(PutFault::Failed(error)) => return Err(error),
            // another run was faster, or the answer to our own request was lost
            Err(PutFault::Refused) => ours(job, &lease)?,
        };
        if conditions == Conditions::None {
            job.clock.sleep(SETTLES);
            ours(job, &lease)?;
        }
        Ok(Self { job, held: Mutex::new((lease, tag)), conditions, is_lost: AtomicBool::new(false) })
    }

    /// The word that the run prints.
    pub(in crate::publish::apply) fn who(&self) -> String {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).0.who.clone()
    }

    /// Does something, and renews the lease meanwhile.
    pub(in crate::publish::apply) fn while_renewed<T>(&self, work: impl FnOnce() -> T) -> T {
        let (working, end) = channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                while end.recv_timeout(RENEWED) == Err(RecvTimeoutError::Timeout) {
                    self.renew();
                }
            });
            let done = work();
            drop(working);
            done
        })
    }

    /// A target that does not answer is asked again the next time: the lease holds three times as long.
    fn renew(&self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let renewed = held.0.renewed(seconds(self.job));
        let condition = if self.conditions == Conditions::None { Condition::Any } else { Condition::Same(held.1.clone()) };
        match state_put(self.job.stores.state.as_ref(), LEASE_FILE, &renewed.text(), condition) {
            Ok(tag) => *held = (renewed, tag),
            Err(PutFault::Refused) => self.is_lost.store(true, Ordering::SeqCst),
            Err(PutFault::Failed(_)) => {}
        }
    }

    /// Whether the lease is still ours: another run may have taken it over.
    ///
    /// # Errors
    /// If it is not, or the target fails.
    pub(in crate::publish::apply) fn check(&self) -> Result<(), PublishError> {
        if self.is_lost.load(Ordering::SeqCst) {
            return Err(PublishError::FeedChangedMeanwhile);
        }
        let id = self.held.lock().unwrap_or_else(PoisonError::into_inner).0.id.clone();
        match self.job.stores.state.read(LEASE_FILE, LEASE_MAX)? {
            Some((json, _)) if Lease::read(&json).is_some_and(|lease| lease.id == id) => Ok(()),
            _ => {
                self.is_lost.store(true, Ordering::SeqCst);
                Err(PublishError::FeedChangedMeanwhile)
            }
        }
    }

    /// Gives the lease back, where it is ours.
    ///
    /// # Errors
    /// If the target fails.
    pub(in crate::publish::apply) fn release(&self) -> Result<(), PublishError> {
        match self.check() {
            Ok(()) => self.job.stores.state.remove(&[LEASE_FILE]),
            Err(PublishError::FeedChangedMeanwhile) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// The tag of the lease, where it is this one.
fn ours(job: &Job<'_>, lease: &Lease) -> Result<RemoteTag, PublishError> {
    let there = job.stores.state.read(LEASE_FILE, LEASE_MAX)?;
    let read = there.and_then(|(json, tag)| Some((Lease::read(&json)?, tag)));
    match read {
        Some((read, tag)) if read.id == lease.id => Ok(tag),
        Some((read, _)) => Err(PublishError::LeaseHeld { until: read.until_text(), who: read.who }),
        None => Err(PublishError::LeaseHeld { until: lease.until_text(), who: "another run".to_owned() }),
    }
}

fn seconds(job: &Job<'_>) -> i64 {
    let since = job.clock.now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
