//! Carries a plan out so that no harm is done: into a copy, which is read back and compared before it takes the file's place.

use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};
use sha2::{Digest, Sha256 as Hasher};

use crate::media::probe_error::ProbeError;
use crate::media::span::audio_sha256;
use crate::model::byte_source::ByteSource;
use crate::model::digest::Sha256;
use crate::tag::plan::Plan;
use crate::tag::recipe::{BLOCK, Piece, copy_range};
use crate::world::disk::{Disk, OpenFile};
use crate::world::replace::{ReplaceError, Replacement, Unfinished};

pub use crate::world::replace::{Intended, check_all, clean_litter};

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

/// Carries a plan out, or does nothing where there is nothing to do. `progress` is told of the bytes done so far, of the
/// file's length.
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
    // The sound is read, copied, and read back: three parts of the work, told as one file's length.
    let length = source.len();
    progress(length / 3);

    let mut copy = replacement.create(plan.new_length())?;
    let told = |copied| progress(length / 3 + share(length / 3, copied, plan.new_length()));
    let copied = write_pieces(&plan.pieces, &*source, &mut copy, &told);
    let sha256 = copied.map_err(|error| ApplyError::Io { path: target.clone(), error })?;

    let copy = copy.finish()?;
    prove(&*copy.open()?, &target, sha256, audio_sha256)?;
    copy.commit()?;
    progress(length);
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

/// Writes the new file, and sums it by what it is to hold: what it does hold is seen when it is read back. Blocks begin where the file
/// system's do, so that it can share them with the old file instead of copying.
fn write_pieces(pieces: &[Piece], source: &dyn OpenFile, copy: &mut Unfinished<'_>, told: &dyn Fn(u64)) -> io::Result<Sha256> {
    let (mut hasher, mut done) = (Hasher::new(), 0);
    for piece in pieces {
        match piece {
            Piece::New(bytes) => {
                copy.write_all(bytes)?;
                hasher.update(bytes);
                done += bytes.len() as u64;
            }
            Piece::Old(range) => {
                let mut next = range.start;
                while next < range.end {
                    let block = next..range.end.min((next + 1).next_multiple_of(BLOCK as u64));
                    next = block.end;
                    // How much of the block the system has taken over by itself.
                    let mut taken = copy.append_from(source, block.clone())?;
                    copy_range(source, block.clone(), &mut |bytes| {
                        let skip = bytes.len().min(usize::try_from(taken).unwrap_or(usize::MAX));
                        taken -= skip as u64;
                        hasher.update(bytes);
                        copy.write_all(&bytes[skip..])
                    })?;
                    done += block.end - block.start;
                    told(done);
                }
            }
        }
    }
    Ok(Sha256::from(<[u8; 32]>::from(hasher.finalize())))
}

/// `part` of `whole`, as a share of `length`.
fn share(length: u64, part: u64, whole: u64) -> u64 {
    u64::try_from(u128::from(length) * u128::from(part) / u128::from(whole.max(1))).unwrap_or(length)
}

/// The copy read back is what was written, and its sound is the original's.
fn prove(copy: &dyn OpenFile, path: &Utf8Path, written: Sha256, sound_before: Sha256) -> Result<(), ApplyError> {
    // Two sums over the same bytes, each by a reading of its own: on two cores they take the time of one.
    let (read, sound_after) = rayon::join(|| whole_sum(copy), || sound(copy, path));
    if read.map_err(|error| ApplyError::Io { path: path.to_owned(), error })? != written {
        return Err(ReplaceError::ReadBack { path: path.to_owned() }.into());
    }
    if sound_after? == sound_before { Ok(()) } else { Err(ApplyError::SoundDiffers { path: path.to_owned() }) }
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
