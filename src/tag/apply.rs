//! Carries a plan out so that no harm is done: into a copy, which is read back and compared before it takes the file's place.

use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};
use sha2::{Digest, Sha256 as Hasher};

use crate::media::probe_error::ProbeError;
use crate::media::span::audio_sha256;
use crate::model::byte_source::ByteSource;
use crate::model::digest::Sha256;
use crate::tag::plan::Plan;
use crate::tag::recipe::{Piece, copy_range};
use crate::world::disk::{Disk, OpenFile};
use crate::world::replace::{ReplaceError, Replacement};

pub use crate::world::replace::clean_litter;

/// The file as it is after tagging.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Applied {
    /// Size of the file (bytes).
    pub bytes: u64,
    /// Sum of the file.
    pub sha256: Sha256,
    /// Sum of the audio alone; the same as before tagging.
    pub audio_sha256: Sha256,
    /// Whether the file was written at all.
    pub written: bool,
}

/// Why a plan was not carried out. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
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
    Sound {
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
    SoundDiffers {
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

/// Carries a plan out, or does nothing where there is nothing to do. `progress` is told of the bytes done so far, of about three times
/// the file's length.
///
/// # Errors
/// Where the file was changed meanwhile, is read-only, or the disk is full or fails, and where the copy's sound is not the
/// original's. The file is as it was then, and nothing is left behind.
pub fn apply(disk: &dyn Disk, path: &Utf8Path, plan: &Plan, progress: &(dyn Fn(u64) + Sync)) -> Result<Applied, ApplyError> {
    if plan.is_empty() {
        return untouched(disk, path, plan, progress);
    }
    let replacement = Replacement::begin(disk, path)?;
    let target = replacement.target().to_owned();
    let source = replacement.open()?;
    check_plan(plan, &*source, &target)?;
    let audio_sha256 = sound(&*source, &target)?;
    let mut done = source.len();
    progress(done);

    let mut copy = replacement.create(plan.new_length())?;
    let mut hasher = Hasher::new();
    write_pieces(&plan.pieces, &*source, &mut |block| {
        copy.write_all(block)?;
        hasher.update(block);
        done += block.len() as u64;
        progress(done);
        Ok(())
    })
    .map_err(|error| ApplyError::Io { path: target.clone(), error })?;
    let sha256 = Sha256::from(<[u8; 32]>::from(hasher.finalize()));

    let copy = copy.finish()?;
    prove(&*copy.open()?, &target, sha256, audio_sha256)?;
    done += plan.new_length();
    progress(done);
    copy.commit()?;
    Ok(Applied { bytes: plan.new_length(), sha256, audio_sha256, written: true })
}

fn untouched(disk: &dyn Disk, path: &Utf8Path, plan: &Plan, progress: &(dyn Fn(u64) + Sync)) -> Result<Applied, ApplyError> {
    let io = |error| ApplyError::Io { path: path.to_owned(), error };
    let file = disk.open(path).map_err(io)?;
    check_plan(plan, &*file, path)?;
    let sha256 = whole_sum(&*file).map_err(io)?;
    progress(file.len());
    Ok(Applied { bytes: file.len(), sha256, audio_sha256: sound(&*file, path)?, written: false })
}

fn check_plan(plan: &Plan, source: &dyn OpenFile, path: &Utf8Path) -> Result<(), ApplyError> {
    match plan.guard.holds(source) {
        Ok(true) => Ok(()),
        Ok(false) => Err(ApplyError::Stale { path: path.to_owned() }),
        Err(error) => Err(ApplyError::Io { path: path.to_owned(), error }),
    }
}

fn write_pieces(pieces: &[Piece], source: &dyn ByteSource, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    for piece in pieces {
        match piece {
            Piece::New(bytes) => take(bytes)?,
            Piece::Old(range) => copy_range(source, range.clone(), take)?,
        }
    }
    Ok(())
}

/// The copy read back is what was written, and its sound is the original's.
fn prove(copy: &dyn OpenFile, path: &Utf8Path, written: Sha256, sound_before: Sha256) -> Result<(), ApplyError> {
    let read = whole_sum(copy).map_err(|error| ApplyError::Io { path: path.to_owned(), error })?;
    if read != written {
        return Err(ReplaceError::ReadBack { path: path.to_owned() }.into());
    }
    if sound(copy, path)? == sound_before { Ok(()) } else { Err(ApplyError::SoundDiffers { path: path.to_owned() }) }
}

fn sound(source: &dyn ByteSource, path: &Utf8Path) -> Result<Sha256, ApplyError> {
    audio_sha256(source).map_err(|error| ApplyError::Sound { path: path.to_owned(), error })
}

fn whole_sum(source: &dyn ByteSource) -> io::Result<Sha256> {
    let mut hasher = Hasher::new();
    copy_range(source, 0..source.len(), &mut |block| {
        hasher.update(block);
        Ok(())
    })?;
    Ok(Sha256::from(<[u8; 32]>::from(hasher.finalize())))
}
