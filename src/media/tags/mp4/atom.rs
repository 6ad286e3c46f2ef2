//! Boxes of an MP4 file in memory, or atoms, as `QuickTime` calls them (ISO/IEC 14496-12, section 4.2):
//!
//! ```text
//! size, 4 bytes, head included   kind, 4 bytes   [size, 8 bytes, where the first is 1]   what it holds
//! ```
//!
//! Only the boxes on the way to what tagging changes are taken apart; everything else is kept as bytes.

/// Four letters that name a box.
pub(crate) type Kind = [u8; 4];

/// A box.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Atom {
    /// Its name.
    pub(crate) kind: Kind,
    /// What it holds.
    pub(crate) holds: Holds,
}

/// What a box holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Holds {
    /// Bytes.
    Bytes(Vec<u8>),
    /// Boxes.
    Atoms {
        /// What stands before them: version and flags of `meta`.
        head: Vec<u8>,
        /// The boxes.
        atoms: Vec<Atom>,
        /// What stands after them: `QuickTime` ends `udta` with four zeros.
        tail: Vec<u8>,
    },
}

/// Boxes within boxes that are taken apart; deeper ones are bytes. A moov with an item list has five.
const DEPTH_MAX: usize = 8;

impl Atom {
    /// A box of bytes.
    pub(crate) fn of_bytes(kind: &Kind, bytes: impl Into<Vec<u8>>) -> Self {
        Self { kind: *kind, holds: Holds::Bytes(bytes.into()) }
    }

    /// A box of boxes.
    pub(crate) fn of_atoms(kind: &Kind, atoms: Vec<Self>) -> Self {
        Self { kind: *kind, holds: Holds::Atoms { head: Vec::new(), atoms, tail: Vec::new() } }
    }

    /// Takes a box apart that holds `bytes`.
    pub(crate) fn parse(kind: Kind, bytes: &[u8]) -> Self {
        Self::parse_within(kind, bytes, 0, children)
    }

    /// Takes a box apart that is only read: a box in it that claims to be longer than this one ends with it, as ffmpeg reads it.
    pub(crate) fn parse_damaged(kind: Kind, bytes: &[u8]) -> Self {
        Self::parse_within(kind, bytes, 0, |bytes, make| {
            let (mut atoms, rest) = children_before_damage(bytes, make);
            atoms.extend(overlong_box(&rest).map(|(kind, body)| make(kind, body)));
            Some((atoms, Vec::new()))
        })
    }

    fn parse_within(kind: Kind, bytes: &[u8], depth: usize, children: Children) -> Self {
        let head = match &kind {
            b"moov" | b"trak" | b"mdia" | b"minf" | b"stbl" | b"udta" | b"ilst" | b"tref" => Some(0),
            // QuickTime's `meta` has no version and flags: its first box begins at once.
            b"meta" if matches!(bytes.get(4..8), Some(b"hdlr" | b"ilst" | b"keys" | b"free")) => Some(0),
            b"meta" if bytes.len() >= 4 => Some(4),
            _ => None,
        };
        let taken_apart = head.filter(|_| depth < DEPTH_MAX).and_then(|head| {
            let (atoms, tail) = children(&bytes[head..], &mut |inner, bytes| match &kind {
                // What the items of a list hold is theirs.
                b"ilst" => Self::of_bytes(&inner, bytes),
                _ => Self::parse_within(inner, bytes, depth + 1, children),
            })?;
            Some(Holds::Atoms { head: bytes[..head].to_vec(), atoms, tail })
        });
        Self { kind, holds: taken_apart.unwrap_or_else(|| Holds::Bytes(bytes.to_vec())) }
    }

    /// The box as bytes.
    ///
    /// # Errors
    /// Where it has grown past 4 GiB.
    pub(crate) fn write(&self, to: &mut Vec<u8>) -> Result<(), BoxTooLong> {
        let start = to.len();
        to.extend([0; 4]);
        to.extend(self.kind);
        match &self.holds {
            Holds::Bytes(bytes) => to.extend(bytes),
            Holds::Atoms { head, atoms, tail } => {
                to.extend(head);
                for atom in atoms {
                    atom.write(to)?;
                }
                to.extend(tail);
            }
        }
        let length = (to.len() - start) as u64;
        let size = u32::try_from(length).map_err(|_| BoxTooLong(length))?;
        to[start..start + 4].copy_from_slice(&size.to_be_bytes());
        Ok(())
    }

    /// The boxes in it; none where it holds bytes.
    pub(crate) fn atoms(&self) -> &[Self] {
        match &self.holds {
            Holds::Atoms { atoms, .. } => atoms,
            Holds::Bytes(_) => &[],
        }
    }

    /// The boxes in it, to be changed; `None` where it holds bytes.
    pub(crate) fn atoms_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.holds {
            Holds::Atoms { atoms, .. } => Some(atoms),
            Holds::Bytes(_) => None,
        }
    }

    /// The bytes in it; none where it holds boxes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.holds {
            Holds::Bytes(bytes) => bytes,
            Holds::Atoms { .. } => &[],
        }
    }

    /// The bytes in it, to be changed; `None` where it holds boxes.
    pub(crate) fn bytes_mut(&mut self) -> Option<&mut Vec<u8>> {
        match &mut self.holds {
            Holds::Bytes(bytes) => Some(bytes),
            Holds::Atoms { .. } => None,
        }
    }

    /// The first box at the end of a path: `[b"mdia", b"hdlr"]`.
    pub(crate) fn find(&self, path: &[&Kind]) -> Option<&Self> {
        path.iter().try_fold(self, |atom, kind| atom.atoms().iter().find(|inner| inner.kind == **kind))
    }

    /// The first box at the end of a path, to be changed.
    pub(crate) fn find_mut(&mut self, path: &[&Kind]) -> Option<&mut Self> {
        path.iter().try_fold(self, |atom, kind| atom.atoms_mut()?.iter_mut().find(|inner| inner.kind == **kind))
    }

    /// Drops what stands after the boxes: `QuickTime`'s zeros at the end of `udta`, which some readers cannot pass.
    pub(crate) fn drop_tail(&mut self) {
        if let Holds::Atoms { tail, .. } = &mut self.holds {
            tail.clear();
        }
    }

    /// The first box of a kind within this one, made by `make` and put last where there is none; `None` where this one holds bytes.
    pub(crate) fn find_or_insert(&mut self, kind: &Kind, make: impl FnOnce() -> Self) -> Option<&mut Self> {
        let atoms = self.atoms_mut()?;
        let at = atoms.iter().position(|atom| atom.kind == *kind).unwrap_or_else(|| {
            atoms.push(make());
            atoms.len() - 1
        });
        atoms.get_mut(at)
    }
}

/// A box that is longer than its size can say: its length (bytes).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct BoxTooLong(pub(crate) u64);

/// What makes a box of its name and what it holds.
type Make<'a> = &'a mut dyn FnMut(Kind, &[u8]) -> Atom;

/// What takes boxes apart that follow one another: them, and the bytes after them.
type Children = fn(&[u8], Make<'_>) -> Option<(Vec<Atom>, Vec<u8>)>;

/// Boxes one after the other, and zeros after them, with which `QuickTime` ends a list; `None` where the bytes are anything else.
pub(crate) fn children(bytes: &[u8], make: Make<'_>) -> Option<(Vec<Atom>, Vec<u8>)> {
    let (atoms, rest) = children_before_damage(bytes, make);
    rest.iter().all(|byte| *byte == 0).then_some((atoms, rest))
}

/// Boxes one after the other as far as they go, and the bytes that are none.
pub(crate) fn children_before_damage(bytes: &[u8], make: Make<'_>) -> (Vec<Atom>, Vec<u8>) {
    let (mut atoms, mut rest) = (Vec::new(), bytes);
    while let Some((kind, body, after)) = first_box(rest) {
        atoms.push(make(kind, body));
        rest = after;
    }
    (atoms, rest.to_vec())
}

/// A box whose size is beyond the bytes there are: its name, and what there is of it.
fn overlong_box(bytes: &[u8]) -> Option<(Kind, &[u8])> {
    let ([a, b, c, d, kind @ ..], body) = bytes.split_first_chunk::<8>()?;
    let size = u32::from_be_bytes([*a, *b, *c, *d]);
    (usize::try_from(size).is_ok_and(|size| size > bytes.len())).then_some((*kind, body))
}

/// The first box: its name, what it holds, and the bytes after it.
fn first_box(bytes: &[u8]) -> Option<(Kind, &[u8], &[u8])> {
    let ([a, b, c, d, kind @ ..], after) = bytes.split_first_chunk::<8>()?;
    let (length, after) = match u32::from_be_bytes([*a, *b, *c, *d]) {
        1 => {
            let (long, after) = after.split_first_chunk::<8>()?;
            (usize::try_from(u64::from_be_bytes(*long).checked_sub(16)?).ok()?, after)
        }
        size => (usize::try_from(size.checked_sub(8)?).ok()?, after),
    };
    let (body, after) = after.split_at_checked(length)?;
    Some((*kind, body, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes_of(atom: &Atom) -> Vec<u8> {
        let mut bytes = Vec::new();
        atom.write(&mut bytes).unwrap();
        bytes
    }

    fn sample() -> Atom {
        let mut udta = Atom::of_atoms(b"udta", vec![]);
        let items = Atom::of_atoms(b"ilst", vec![Atom::of_bytes(b"\xa9nam", b"moov".as_slice())]);
        let meta = Holds::Atoms { head: vec![0; 4], atoms: vec![Atom::of_bytes(b"hdlr", [7; 25]), items], tail: Vec::new() };
        udta.holds = Holds::Atoms { head: Vec::new(), atoms: vec![Atom { kind: *b"meta", holds: meta }], tail: vec![0; 4] };
        Atom::of_atoms(b"moov", vec![Atom::of_bytes(b"mvhd", [1, 2, 3]), udta])
    }

    #[test]
    fn what_is_taken_apart_goes_together_again() {
        let bytes = bytes_of(&sample());
        let read = Atom::parse(*b"moov", &bytes[8..]);
        assert_eq!(read, sample());
        assert_eq!(read.find(&[b"udta", b"meta", b"ilst", b"\xa9nam"]).unwrap().bytes(), b"moov");
        assert_eq!(bytes_of(&read), bytes);
    }

    #[test]
    fn a_box_that_lies_about_its_size_stays_bytes() {
        for size in [0u32, 7, 9, 1, u32::MAX] {
            let bytes = [size.to_be_bytes().as_slice(), b"trak"].concat();
            assert_eq!(Atom::parse(*b"moov", &bytes).bytes(), bytes);
        }
        let endless = [1u32.to_be_bytes().as_slice(), b"trak", &u64::MAX.to_be_bytes()].concat();
        assert_eq!(Atom::parse(*b"moov", &endless).bytes(), endless);
    }

    #[test]
    fn zeros_end_a_list_and_damage_ends_it_for_who_only_reads() {
        let name = b"\0\0\0\x0cname\0\0\0\0".as_slice();
        for zeros in [4, 8, 100] {
            let udta = Atom::parse(*b"udta", &[name, &vec![0; zeros]].concat());
            assert_eq!(udta.find(&[b"name"]).map(Atom::bytes), Some([0; 4].as_slice()));
        }
        let damaged = [name, b"\0\0\x7f\xffmeta"].concat();
        assert!(Atom::parse(*b"udta", &damaged).find(&[b"name"]).is_none());
        assert!(Atom::parse_damaged(*b"udta", &damaged).find(&[b"name"]).is_some());
        let (item, lie) = (b"\0\0\0\x0a\xa9nam-1", b"\0\0\x7f\xff\xa9ART-2");
        let list = [b"\0\0\x7f\xffilst".as_slice(), item, lie].concat();
        let clamped = Atom::parse_damaged(*b"meta", &[&[0; 4], b"\0\0\0\x08hdlr".as_slice(), &list].concat());
        assert_eq!(clamped.find(&[b"ilst", b"\xa9nam"]).map(Atom::bytes), Some(b"-1".as_slice()), "{clamped:?}");
        assert_eq!(clamped.find(&[b"ilst", b"\xa9ART"]).map(Atom::bytes), Some(b"-2".as_slice()), "{clamped:?}");
        let bare = Atom::parse(*b"meta", b"\0\0\0\x08ilst");
        assert!(bare.find(&[b"ilst"]).is_some(), "without version and flags");
    }

    #[test]
    fn depth_is_bounded() {
        let mut bytes = Vec::new();
        for _ in 0..2000 {
            bytes = [(u32::try_from(bytes.len()).unwrap() + 8).to_be_bytes().as_slice(), b"trak", &bytes].concat();
        }
        assert_eq!(bytes_of(&Atom::parse(*b"moov", &bytes))[8..], bytes);
    }
}
