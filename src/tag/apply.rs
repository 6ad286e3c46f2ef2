//! Carries a plan out so that no harm is done: into a copy, which is read back and compared before it takes the file's place.

mod copying;
mod proof;
mod reach;

use std::io;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, ScopedJoinHandle};

use camino::{Utf8Path, Utf8PathBuf};

use crate::media::bytes::hashing::sha256;
use crate::media::container::span::audio_sha256;
use crate::media::probe::probe_error::ProbeError;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::byte_source::ByteSource;
use crate::model::identity::digest::Sha256;
use crate::tag::apply::copying::write_pieces;
use crate::tag::apply::proof::{audio_hash, whole_hash};
use crate::tag::apply::reach::{Growing, Reach};
use crate::tag::tag_plan::TagPlan;
use crate::world::disk::{Disk, OpenFile, Ownership};
use crate::world::replace::{FileReplacement, Finished, ReplaceError, Unfinished};

#[cfg(any(test, feature = "test-support"))]
pub use crate::world::replace::remove_leftovers;
pub use crate::world::replace::{Intended, check_room};

/// The file as it is after tagging.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Applied {
    /// Size of the file.
    pub bytes: ByteCount,
    /// Hash of the file.
    pub sha256: Sha256,
    /// Hash of the audio alone; the same as before tagging.
    pub audio_sha256: Sha256,
    /// Whether the file was written at all.
    pub written: bool,
    /// Whether it has the owner that it had before; else it belongs to whoever runs podwright.
    pub owner_kept: bool,
}

/// Why a plan was not carried out. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum TagApplyError {
    /// The file could not be replaced.
    #[error(transparent)]
    Replace(#[from] ReplaceError),
    /// The file is no longer the one that the plan was made for.
    #[error("`{path}` was changed by another program after podwright had read it; run podwright again")]
    Stale {
        /// The file.
        path: Utf8PathBuf,
    },
    /// The sound cannot be made out, before or after.
    #[error("the sound of `{path}` cannot be made out")]
    Audio {
        /// The file, or the copy.
        path: Utf8PathBuf,
        /// Why.
        #[source]
        error: ProbeError,
    },
    /// The copy's sound is another.
    #[error(
        "the sound of the tagged copy of `{path}` differs from the original's, so the copy was thrown away: report this as a fault of podwright"
    )]
    AudioDiffers {
        /// The file.
        path: Utf8PathBuf,
    },
    /// The disk failed on the way.
    #[error("cannot copy `{path}`")]
    Io {
        /// The file.
        path: Utf8PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
}

/// Carries a plan out, or does nothing where there is nothing to do. `audio` is the hash of the audio as it was measured before.
/// `held` is the file, if it is still open from planning. `progress` receives the bytes done so far, of the file's length.
///
/// The copy is written, synced and read back side by side: every byte is read back after the sync that made sure of it, and the whole takes
/// little longer than the copying. The old file is read once.
///
/// # Errors
/// Where the file was changed meanwhile, is read-only, or the disk is full or fails, and where the copy's sound is not the
/// original's. The file is as it was then, and nothing is left behind.
pub fn apply(
    disk: &dyn Disk,
    path: &Utf8Path,
    plan: &TagPlan,
    held: Option<Arc<dyn OpenFile>>,
    audio: Sha256,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Applied, TagApplyError> {
    if plan.is_empty() {
        return untouched(disk, path, plan, audio, progress);
    }
    let replacement = FileReplacement::begin(disk, path)?;
    let target = replacement.target().to_owned();
    let source = replacement.open(held)?;
    check_plan(plan, &*source, &target)?;
    let copy = replacement.create(plan.new_length())?;
    let owner_kept = copy.ownership() == Ownership::Kept;
    let length = source.len();
    let told = |read| progress(share(length, read, plan.new_length().get()));
    let (copy, hashes) = copied(plan, &*source, copy, &target, &told)?;

    let Some(sha256) = hashes.whole.map_err(|error| io_error(&target, error))? else {
        return Err(ReplaceError::ReadBack { path: target }.into());
    };
    if hashes.audio.map_err(|error| TagApplyError::Audio { path: target.clone(), error })? != Some(audio) {
        return Err(differing(&*source, audio, target));
    }
    // Windows puts no file in the place of one that is open.
    drop(source);
    copy.commit()?;
    progress(length);
    Ok(Applied { bytes: plan.new_length(), sha256, audio_sha256: audio, written: true, owner_kept })
}

fn untouched(
    disk: &dyn Disk,
    path: &Utf8Path,
    plan: &TagPlan,
    audio: Sha256,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Applied, TagApplyError> {
    let file = disk.open(path).map_err(|error| io_error(path, error))?;
    check_plan(plan, &*file, path)?;
    let sha256 = sha256(&*file, &|_| ()).map_err(|error| io_error(path, error))?;
    progress(file.len());
    Ok(Applied { bytes: ByteCount::new(file.len()), sha256, audio_sha256: audio, written: false, owner_kept: true })
}

fn check_plan(plan: &TagPlan, source: &dyn OpenFile, path: &Utf8Path) -> Result<(), TagApplyError> {
    match plan.guard.holds(source) {
        Ok(true) => Ok(()),
        Ok(false) => Err(TagApplyError::Stale { path: path.to_owned() }),
        Err(error) => Err(io_error(path, error)),
    }
}

/// What was read back of a copy.
struct CopyHashes {
    whole: io::Result<Option<Sha256>>,
    audio: Result<Option<Sha256>, ProbeError>,
}

/// Writes the copy, syncs it, and reads it back, by four threads: on two cores both hashes are made while the disk is at work.
fn copied<'a>(
    plan: &TagPlan,
    source: &dyn OpenFile,
    mut copy: Unfinished<'a>,
    target: &Utf8Path,
    told: &(dyn Fn(u64) + Sync),
) -> Result<(Finished<'a>, CopyHashes), TagApplyError> {
    let (syncer, file, reach) = (copy.syncer()?, copy.open()?, Reach::default());
    let growing = Growing::new(&*file, plan.new_length().get(), &reach);
    thread::scope(|scope| {
        let writing = reach.writing();
        let along = &reach;
        let syncing = scope.spawn(move || along.sync_along(&*syncer));
        let whole = scope.spawn(|| whole_hash(&growing, source, plan, told));
        let audio = scope.spawn(|| audio_hash(&growing, plan));
        write_pieces(&plan.pieces, source, &mut copy, &writing).map_err(|error| io_error(target, error))?;
        // An error of the disk is told once: to whoever synced first after it.
        writing.complete();
        joined(syncing).map_err(|error| io_error(target, error))?;
        let copy = copy.finish()?;
        writing.synced();
        Ok((copy, CopyHashes { whole: joined(whole), audio: joined(audio) }))
    })
}

/// What a thread has found; a panic goes on here.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// Why the copy's sound is another than was measured: the old file's is another by now, or the copying is at fault.
fn differing(source: &dyn ByteSource, measured: Sha256, path: Utf8PathBuf) -> TagApplyError {
    match audio_sha256(source) {
        Ok(now) if now == measured => TagApplyError::AudioDiffers { path },
        _ => TagApplyError::Stale { path },
    }
}

/// `part` of `whole`, as a share of `length`.
fn share(length: u64, part: u64, whole: u64) -> u64 {
    u64::try_from(u128::from(length) * u128::from(part) / u128::from(whole.max(1))).unwrap_or(length)
}

fn io_error(path: &Utf8Path, error: io::Error) -> TagApplyError {
    TagApplyError::Io { path: path.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_that_cannot_be_made_out_or_that_differs_is_told_with_its_file() {
        let path = || Utf8PathBuf::from("a.mp3");
        for (error, expected) in [
            (TagApplyError::Audio { path: path(), error: ProbeError::Empty }, "the sound of `a.mp3` cannot be made out"),
            (
                TagApplyError::AudioDiffers { path: path() },
                "the sound of the tagged copy of `a.mp3` differs from the original's, so the copy was thrown away: report this as a fault \
                 of podwright",
            ),
        ] {
            assert_eq!(error.to_string(), expected);
        }
    }
}
