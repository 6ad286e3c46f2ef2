//! Places of samples in the file (`stco` and `co64`; ISO/IEC 14496-12, section 8.7.5), moved along when the boxes before them grow.

use std::ops::Range;

use crate::media::tags::mp4::atom::Atom;
use crate::tag::error::TagError;

/// A stretch of the old file and where it begins in the new one (bytes).
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::tag) struct Moved {
    /// In the old file.
    pub old: Range<u64>,
    /// Where it begins in the new file.
    pub new: u64,
}

impl Moved {
    fn place(&self, old: u64) -> Option<u64> {
        self.old.contains(&old).then(|| self.new + (old - self.old.start))
    }
}

/// Moves every place in every track along.
///
/// # Errors
/// Where a place is in no stretch that is kept, or no longer fits into its four bytes.
pub(in crate::tag) fn move_offsets(moov: &mut Atom, moved: &[Moved]) -> Result<(), TagError> {
    for trak in moov.atoms_mut().into_iter().flatten().filter(|atom| atom.kind == *b"trak") {
        let tables = trak.find_mut(&[b"mdia", b"minf", b"stbl"]).and_then(Atom::atoms_mut);
        for table in tables.into_iter().flatten() {
            match &table.kind {
                b"stco" => move_table::<4>(table, moved)?,
                b"co64" => move_table::<8>(table, moved)?,
                b"saio" => return Err(TagError::CannotKeep { what: "the keys of an encrypted recording".to_owned() }),
                _ => {}
            }
        }
    }
    Ok(())
}

/// A table: version and flags, the number of entries, the entries of `N` bytes each.
fn move_table<const N: usize>(table: &mut Atom, moved: &[Moved]) -> Result<(), TagError> {
    let damaged = |reason: String| TagError::Damaged { offset: 0, reason };
    let entries = table
        .bytes_mut()
        .and_then(|bytes| bytes.get_mut(8..))
        .ok_or_else(|| damaged("a table of places is cut short".to_owned()))?;
    for entry in entries.chunks_exact_mut(N) {
        let old = entry.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        let new = moved.iter().find_map(|stretch| stretch.place(old));
        let new = new.ok_or_else(|| damaged(format!("its tables look for sound at byte {old}, where none is")))?;
        let bytes = new.to_be_bytes();
        if bytes[..8 - N].iter().any(|byte| *byte != 0) {
            return Err(TagError::TooMuch { what: "bytes before the sound", found: new, limit: u32::MAX.into() });
        }
        entry.copy_from_slice(&bytes[8 - N..]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moov(kind: [u8; 4], entries: &[u8]) -> Atom {
        let table = Atom::of_bytes(&kind, [&[0, 0, 0, 0, 0, 0, 0, 1], entries].concat());
        let nested = [b"stbl", b"minf", b"mdia", b"trak", b"moov"];
        nested.into_iter().fold(table, |inner, kind| Atom::of_atoms(kind, vec![inner]))
    }

    fn moved(old: Range<u64>, new: u64) -> Vec<Moved> {
        vec![Moved { old, new }]
    }

    #[test]
    fn places_move_with_their_stretch() {
        let mut short = moov(*b"stco", &[0, 0, 1, 0, 0, 0, 1, 9]);
        move_offsets(&mut short, &moved(0x100..0x200, 0x1100)).unwrap();
        assert_eq!(short, moov(*b"stco", &[0, 0, 0x11, 0, 0, 0, 0x11, 9]));
        let mut long = moov(*b"co64", &[0, 0, 0, 1, 0, 0, 0, 5]);
        move_offsets(&mut long, &moved(0x1_0000_0000..0x2_0000_0000, 0)).unwrap();
        assert_eq!(long, moov(*b"co64", &[0, 0, 0, 0, 0, 0, 0, 5]));
    }

    #[test]
    fn refuses_places_that_are_nowhere_or_too_far() {
        let refused =
            |kind, entries: &[u8], stretches: Vec<Moved>| move_offsets(&mut moov(kind, entries), &stretches).unwrap_err();
        assert!(matches!(refused(*b"stco", &[0, 0, 0, 1], moved(2..9, 0)), TagError::Damaged { .. }));
        assert!(matches!(refused(*b"stco", &[0, 0, 0, 2], moved(2..9, 1 << 32)), TagError::TooMuch { .. }));
        assert!(matches!(refused(*b"saio", &[], moved(2..9, 0)), TagError::CannotKeep { .. }));
    }
}
