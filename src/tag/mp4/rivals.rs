//! Other lists that say the title, the cover and the like beside iTunes' items: `QuickTime`'s lists with keys (handler `mdta`), and its classic texts in
//! `udta`. ffprobe, MediaInfo and exiftool show what these say, so what is ours in them says the same as our items, or goes; the rest stays.

use crate::media::tags::mp4::atom::{Atom, Holds, Kind};
use crate::media::tags::mp4::items::{ItemName, ItemValue, classic_texts, has_keys, keys, letters_of};
use crate::tag::change::{Change, ChangeKind, TagValue};
use crate::tag::mp4::items::{COVER, ITEMS, name, value};

/// Makes the other lists of a movie agree with our items.
pub(super) fn adapt(moov: &mut Atom, ours: &[Atom], has_cover: bool) -> Vec<Change> {
    let mut changes = Vec::new();
    let Some(boxes) = moov.atoms_mut() else { return changes };
    for one in boxes {
        match &one.kind {
            b"meta" if has_keys(one) => set_keys(one, ours, has_cover, &mut changes),
            b"udta" => {
                drop_classic(one, &mut changes);
                for meta in one.atoms_mut().into_iter().flatten().filter(|inner| inner.kind == *b"meta" && has_keys(inner)) {
                    set_keys(meta, ours, has_cover, &mut changes);
                }
            }
            _ => {}
        }
    }
    changes
}

/// The entry that an item is, in words; `None` where it is not ours.
fn entry(kind: Kind, has_cover: bool) -> Option<&'static str> {
    let known = ITEMS.iter().find(|(_, kinds)| kinds.contains(&&kind)).map(|(entry, _)| *entry);
    known.or_else(|| (has_cover && kind == *COVER.1).then_some(COVER.0))
}

/// Sets what is ours in a list with keys. Its items are numbered by their keys, and hold `data` boxes as iTunes' items do.
fn set_keys(meta: &mut Atom, ours: &[Atom], has_cover: bool, changes: &mut Vec<Change>) {
    let keys = keys(meta);
    let Some(list) = meta.find_mut(&[b"ilst"]).and_then(Atom::atoms_mut) else { return };
    let mut kept = Vec::new();
    for mut item in std::mem::take(list) {
        let key = usize::try_from(u32::from_be_bytes(item.kind)).ok().and_then(|number| keys.get(number.checked_sub(1)?));
        let known =
            key.and_then(|key| Some((key, *letters_of(key)?))).and_then(|(key, kind)| Some((key, kind, entry(kind, has_cover)?)));
        let Some((key, kind, entry)) = known else {
            kept.push(item);
            continue;
        };
        let from = value(&item);
        let frames = format!("mdta {key}");
        let Some(ours) = ours.iter().find(|one| one.kind == kind) else {
            changes.push(Change { entry: entry.to_owned(), frames, kind: ChangeKind::Removed { from } });
            continue;
        };
        let to = value(ours);
        if from == to {
            changes.push(Change { entry: entry.to_owned(), frames, kind: ChangeKind::Kept { value: to } });
        } else {
            item.holds = Holds::Bytes(ours.bytes().to_vec());
            changes.push(Change { entry: entry.to_owned(), frames, kind: ChangeKind::Changed { from, to } });
        }
        kept.push(item);
    }
    *list = kept;
}

/// Takes out the classic texts that are ours: the items say the same.
fn drop_classic(udta: &mut Atom, changes: &mut Vec<Change>) {
    let of = |atom: &Atom| {
        let item = classic_texts(&Atom::of_atoms(b"udta", vec![atom.clone()])).pop()?;
        match (item.name, item.values.into_iter().next()) {
            (ItemName::Letters(kind), Some(ItemValue::Text(text))) => Some((entry(kind, false)?, text)),
            _ => None,
        }
    };
    let Some(atoms) = udta.atoms_mut() else { return };
    atoms.retain(|atom| {
        let Some((entry, text)) = of(atom) else { return true };
        let frames = format!("udta {}", name(&atom.kind));
        let kind = ChangeKind::Removed { from: TagValue::Text(text) };
        changes.push(Change { entry: entry.to_owned(), frames, kind });
        false
    });
}
