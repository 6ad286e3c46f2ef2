//! Reads a copy back, and compares it with what it should be.

use std::io;
use std::ops::Range;

use sha2::{Digest, Sha256 as Hasher};

use crate::media::container::span::{audio_ends, audio_sha256, sha256_of};
use crate::media::probe::probe_error::ProbeError;
use crate::model::files::byte_source::ByteSource;
use crate::model::identity::digest::Sha256;
use crate::tag::recipe::{Piece, copy_range, read_range};
use crate::tag::tag_plan::{AudioPlace, TagPlan};

/// The hash of the copy; `None` where it is not what was to be written. Bytes of the sound are not compared here, because their hash is: see
/// [`audio_hash`].
///
/// # Errors
/// Where the disk fails.
pub(super) fn whole_hash(
    copy: &dyn ByteSource,
    source: &dyn ByteSource,
    plan: &TagPlan,
    told: &dyn Fn(u64),
) -> io::Result<Option<Sha256>> {
    let audio = match &plan.audio {
        AudioPlace::Stretch { payload, .. } => payload.clone(),
        AudioPlace::Samples => 0..0,
    };
    let (mut hasher, mut at, mut equal) = (Hasher::new(), 0, true);
    for piece in &plan.pieces {
        let start = at;
        copy_range(copy, start..start + piece.bytes(), &mut |bytes| {
            hasher.update(bytes);
            for part in outside(&audio, at..at + bytes.len() as u64) {
                let found = &bytes[index(part.start - at)..index(part.end - at)];
                equal = equal && is_written(piece, source, part.start - start..part.end - start, found)?;
            }
            at += bytes.len() as u64;
            told(at);
            Ok(())
        })?;
    }
    Ok(equal.then(|| Sha256::from(<[u8; 32]>::from(hasher.finalize()))))
}

/// The hash of the copy's sound; `None` where the sound does not begin and end where it should.
///
/// # Errors
/// Where the disk fails, and where the copy is no recording.
pub(super) fn audio_hash(copy: &dyn ByteSource, plan: &TagPlan) -> Result<Option<Sha256>, ProbeError> {
    match &plan.audio {
        AudioPlace::Stretch { payload, ends } => {
            let hash = sha256_of(copy, payload.clone())?;
            // Between the same two ends the same bytes are the same frames: they need not be scanned again.
            Ok((audio_ends(copy)? == *ends).then_some(hash))
        }
        AudioPlace::Samples => audio_sha256(copy).map(Some),
    }
}

/// The parts of a stretch that lie before and behind another.
fn outside(inner: &Range<u64>, stretch: Range<u64>) -> impl Iterator<Item = Range<u64>> {
    let before = stretch.start..stretch.end.min(inner.start);
    let behind = stretch.start.max(inner.end)..stretch.end;
    [before, behind].into_iter().filter(|part| !part.is_empty())
}

/// Whether these bytes are those of a stretch of the piece.
fn is_written(piece: &Piece, source: &dyn ByteSource, stretch: Range<u64>, found: &[u8]) -> io::Result<bool> {
    match piece {
        Piece::New(bytes) => Ok(bytes.get(index(stretch.start)..index(stretch.end)) == Some(found)),
        Piece::Old(range) => Ok(read_range(source, range.start + stretch.start..range.start + stretch.end)? == found),
    }
}

/// A place within bytes that are in memory.
fn index(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::plan::plan;
    use crate::tag::testing::{frames, made, wanted};

    const M4A: &[u8] = include_bytes!("../../../tests/audio/files/aac-moov-first.m4a");

    fn mp3() -> Vec<u8> {
        let mut file = frames(40);
        file.extend([0; 9]);
        file.extend(b"TAGTake 7");
        file.resize(40 * 417 + 9 + 128, 0);
        file
    }

    /// What the two proofs say of a copy in which one byte is another.
    fn spoilt(source: &Vec<u8>, place: usize) -> (bool, bool) {
        let plan = plan(source, &wanted()).unwrap();
        let mut copy = made(&plan, source);
        copy[place] ^= 1;
        let whole = whole_hash(&copy, source, &plan, &|_| ()).unwrap();
        let sound = audio_hash(&copy, &plan).ok().flatten();
        (whole.is_some(), sound.is_some() && sound == audio_sha256(source).ok())
    }

    #[test]
    fn a_copy_that_is_right_has_both_sums() {
        for source in [mp3(), frames(40), M4A.to_vec()] {
            let plan = plan(&source, &wanted()).unwrap();
            let copy = made(&plan, &source);
            assert_eq!(whole_hash(&copy, &source, &plan, &|_| ()).unwrap(), Some(Sha256::of(&copy)));
            assert_eq!(audio_hash(&copy, &plan), Ok(audio_sha256(&source).ok()));
        }
    }

    #[test]
    fn no_byte_of_a_copy_can_be_another_unseen() {
        for source in [mp3(), M4A.to_vec()] {
            let length = made(&plan(&source, &wanted()).unwrap(), &source).len();
            for place in (0..length).step_by(length / 200).chain(length - 140..length) {
                let (whole, sound) = spoilt(&source, place);
                assert!(!whole || !sound, "byte {place} of {length}");
            }
        }
    }

    #[test]
    fn a_copy_that_is_cut_short_is_no_copy() {
        let source = mp3();
        let plan = plan(&source, &wanted()).unwrap();
        let copy = made(&plan, &source);
        let short = copy[..copy.len() - 1].to_vec();
        assert!(whole_hash(&short, &source, &plan, &|_| ()).is_err());
    }
}
