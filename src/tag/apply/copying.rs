//! Writes a copy, piece by piece.

use std::io::{self, Write};
use std::ops::Range;

use crate::tag::apply::reach::{STEP, Writing};
use crate::tag::recipe::{BLOCK, Piece, copy_range};
use crate::world::disk::OpenFile;
use crate::world::replace::Unfinished;

/// Writes the new file. Stretches of the old one begin where the file system's blocks do, so that it can share them instead of copying.
///
/// # Errors
/// Where the disk is full or fails.
pub(super) fn write_pieces(
    pieces: &[Piece],
    source: &dyn OpenFile,
    copy: &mut Unfinished<'_>,
    writing: &Writing<'_>,
) -> io::Result<()> {
    let mut done = 0;
    for piece in pieces {
        match piece {
            Piece::New(bytes) => {
                copy.write_all(bytes)?;
                done += bytes.len() as u64;
            }
            Piece::Old(range) => {
                let mut rest = range.clone();
                while !rest.is_empty() {
                    let stretch = rest.start..rest.end.min(next_stop(rest.start));
                    append(source, stretch.clone(), copy)?;
                    done += stretch.end - stretch.start;
                    rest.start = stretch.end;
                    writing.wrote(done);
                }
            }
        }
    }
    Ok(())
}

/// Where the stretch that begins here ends at most: at the next border of blocks, and from there on by steps.
fn next_stop(start: u64) -> u64 {
    let block = BLOCK as u64;
    if start.is_multiple_of(block) { start + STEP } else { start.next_multiple_of(block) }
}

/// Lets the system take over what it can, and copies the rest.
fn append(source: &dyn OpenFile, stretch: Range<u64>, copy: &mut Unfinished<'_>) -> io::Result<()> {
    let taken = copy.append_from(source, stretch.clone())?;
    let rest = stretch.start + taken..stretch.end;
    copy_range(source, rest, &mut |bytes| copy.write_all(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_begin_at_blocks_but_for_the_first() {
        let block = BLOCK as u64;
        assert_eq!((next_stop(0), next_stop(1), next_stop(block - 1)), (STEP, block, block));
        assert_eq!(next_stop(block), block + STEP);
    }
}
