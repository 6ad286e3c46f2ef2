//! The plan for an MP4 file: a new `moov`, its chapters beside it, and every other box as it is. Boxes may move; the places of the
//! samples move along (ISO/IEC 14496-12).

pub mod chapters;
pub mod found;
pub mod items;
pub mod layout;
pub mod movie;
pub mod offsets;
mod priming;
mod rivals;
#[cfg(test)]
mod tests;

use crate::media::tags::early_form::misread;
use crate::media::tags::mp4::atom::{Atom, Holds};
use crate::media::tags::mp4::items::has_keys;
use crate::media::tags::mp4::tracks::{chapter_ids, handler, track_id, tracks};
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;
use crate::model::time::timestamp::Timestamp;
use crate::tag::change::{Change, ChangeKind, TagValue};
use crate::tag::error::TagError;
use crate::tag::id3v2::write::aligned;
use crate::tag::mp4::chapters::{LINK_MAX, NewChapters, packed_language, unpacked_language};
use crate::tag::mp4::found::FoundChapters;
use crate::tag::mp4::items::{COVER, ITEMS, OurItems, cover_with_others, name, our_items, value};
use crate::tag::mp4::layout::{FileBox, file_boxes};
use crate::tag::mp4::movie::{Movie, language_place};
use crate::tag::mp4::offsets::{Moved, move_offsets};
use crate::tag::recipe::{Guard, Piece, read_range};
use crate::tag::tag_plan::{AudioPlace, TagPlan};
use crate::tag::wanted::{Wanted, WantedChapter};

/// Largest `moov` that is read (bytes): a hundred hours of sound need 40 MiB.
const MOOV_MAX: u64 = 64 << 20;

/// Room to grow that a new `moov` gets at least, and at most may keep (bytes).
const ROOM_MIN: u64 = 1024;
const ROOM_MAX: u64 = 64 << 10;

/// The head of a box (bytes).
const HEAD: u64 = 8;

/// What becomes of an MP4 file.
///
/// # Errors
/// As [`plan`](crate::tag::plan::plan).
pub fn plan(file: &dyn ByteSource, wanted: &Wanted) -> Result<TagPlan, TagError> {
    let boxes = file_boxes(file)?;
    let place = moov_place(&boxes)?;
    let old = &boxes[place];
    let guard = Guard::of(file, [0..boxes[0].span.end, old.span.clone()])?;
    let mut moov = Atom::parse(old.kind, &read_range(file, old.body..old.span.end)?);
    let movie = Movie::of(&moov)?;
    let found = FoundChapters::of(&moov, file);
    // What podwright 0.1 put between the sound and the note is no choice of the producer's program.
    let is_ours = || misread(file, Container::Mp4).map(|words| words.is_some());
    let is_passed_over =
        priming::is_passed_over(&moov) && !is_ours().map_err(|error| TagError::Unreadable { reason: error.to_string() })?;
    let mut changes = vec![set_language(&mut moov, wanted)?];
    changes.extend(set_items(&mut moov, wanted)?);
    let new = set_chapters(&mut moov, wanted, &found, movie)?;
    changes.extend(chapter_changes(&found, wanted));
    if is_passed_over {
        priming::keep_passed_over(&mut moov);
    }
    let gone = |one: &FileBox| replaces(&found, wanted) && one.kind == *b"mdat" && found.fill(&(one.body..one.span.end));
    let pieces = lay_out(&boxes, place, moov, new, gone)?;
    let writes = changes.iter().any(|change| change.kind.writes());
    if !writes && !same(&pieces, file)? {
        let form = TagValue::Text("MP4".to_owned());
        let kind = ChangeKind::Changed { from: form.clone(), to: form };
        changes.insert(0, Change { entry: "tag".to_owned(), frames: "moov".to_owned(), kind });
    }
    Ok(TagPlan { changes, warnings: Vec::new(), pieces, guard, audio: AudioPlace::Samples })
}

fn moov_place(boxes: &[FileBox]) -> Result<usize, TagError> {
    let damaged = |reason: &str| TagError::Damaged { offset: 0, reason: reason.to_owned() };
    if boxes.iter().any(|one| matches!(&one.kind, b"moof" | b"sidx" | b"mfra")) {
        return Err(TagError::Fragments);
    }
    let mut places = boxes.iter().enumerate().filter(|(_, one)| one.kind == *b"moov").map(|(place, _)| place);
    let place = places.next().ok_or_else(|| damaged("it has no box `moov`: the recording was not finished"))?;
    if places.next().is_some() {
        return Err(damaged("it has two boxes `moov`"));
    }
    let length = boxes[place].span.end - boxes[place].span.start;
    if length > MOOV_MAX {
        return Err(TagError::TooMuch { what: "bytes in the box `moov`", found: length, limit: MOOV_MAX });
    }
    Ok(place)
}

/// Sets the language of the sound's track.
fn set_language(moov: &mut Atom, wanted: &Wanted) -> Result<Change, TagError> {
    let damaged = || TagError::Damaged { offset: 0, reason: "it has no track of sound".to_owned() };
    let sound = moov.atoms_mut().into_iter().flatten().find(|atom| handler(atom) == Some(*b"soun")).ok_or_else(damaged)?;
    let header = sound.find_mut(&[b"mdia", b"mdhd"]).and_then(Atom::bytes_mut).ok_or_else(damaged)?;
    let place = language_place(header);
    let bytes = header.get_mut(place..).and_then(|rest| rest.first_chunk_mut::<2>()).ok_or_else(damaged)?;
    let from = TagValue::Text(unpacked_language(*bytes));
    *bytes = packed_language(&wanted.language);
    let to = TagValue::Text(unpacked_language(*bytes));
    let kind = if from == to { ChangeKind::Kept { value: to } } else { ChangeKind::Changed { from, to } };
    Ok(Change { entry: "language".to_owned(), frames: "mdhd".to_owned(), kind })
}

/// Puts our items first in the list, keeps those of others behind them in their order, and puts the cover last: ffmpeg takes each picture for a track,
/// and applies the note on priming in `iTunSMPB` to the track that it read last.
fn set_items(moov: &mut Atom, wanted: &Wanted) -> Result<Vec<Change>, TagError> {
    let OurItems { items: ours, meta } = our_items(wanted)?;
    let damaged = || TagError::Damaged { offset: 0, reason: "its list of items cannot be taken apart".to_owned() };
    let empty = || Atom::of_atoms(b"ilst", Vec::new());
    let mut changes = rivals::adapt(moov, &ours, wanted.cover.is_some());
    let user_data = moov.find_or_insert(b"udta", || Atom::of_atoms(b"udta", Vec::new())).ok_or_else(damaged)?;
    user_data.drop_tail();
    let lists = user_data.atoms_mut().ok_or_else(damaged)?;
    let place = lists.iter().position(|atom| atom.kind == *b"meta" && !has_keys(atom)).unwrap_or_else(|| {
        // before a list with keys: mutagen reads the first list only
        let place = lists.iter().position(|atom| atom.kind == *b"meta").unwrap_or(lists.len());
        lists.insert(place, meta);
        place
    });
    let list = lists
        .get_mut(place)
        .and_then(|found| found.find_or_insert(b"ilst", empty))
        .and_then(Atom::atoms_mut)
        .ok_or_else(damaged)?;
    let found = std::mem::take(list);
    let (mut new, mut used, mut cover) = (Vec::new(), Vec::new(), None);
    let slots = ITEMS.iter().map(|(entry, kinds)| (*entry, *kinds));
    for (entry, kinds) in slots.chain(wanted.cover.is_some().then_some((COVER.0, [COVER.1].as_slice()))) {
        let old: Vec<&Atom> = found.iter().filter(|item| kinds.contains(&&item.kind)).collect();
        let mut item = ours.iter().find(|item| kinds.contains(&&item.kind)).cloned();
        if entry == COVER.0
            && let (Some(ours), Some(old)) = (&item, old.first())
        {
            item = Some(cover_with_others(ours, old)?);
        }
        changes.extend(item_change(
            entry,
            kinds.iter().map(|kind| name(kind)).collect::<Vec<_>>().join(" "),
            &old,
            item.as_ref(),
        ));
        if entry == COVER.0 {
            cover = item;
        } else {
            new.extend(item);
        }
        used.extend(kinds.iter().map(|kind| **kind));
    }
    for foreign in found.into_iter().filter(|item| !used.contains(&item.kind)) {
        let name = name(&foreign.kind);
        let kind = ChangeKind::KeptForeign { value: value(&foreign) };
        changes.push(Change { entry: name.clone(), frames: name, kind });
        if foreign.kind == *COVER.1 {
            cover = Some(foreign);
        } else {
            new.push(foreign);
        }
    }
    new.extend(cover);
    *list = new;
    Ok(changes)
}

fn item_change(entry: &str, frames: String, old: &[&Atom], new: Option<&Atom>) -> Option<Change> {
    let kind = match (old, new) {
        ([], None) => return None,
        ([], Some(new)) => ChangeKind::Added { to: value(new) },
        ([from, ..], None) => ChangeKind::Removed { from: value(from) },
        ([only], Some(new)) if *only == new => ChangeKind::Kept { value: value(new) },
        ([from, ..], Some(new)) => ChangeKind::Changed { from: value(from), to: value(new) },
    };
    Some(Change { entry: entry.to_owned(), frames, kind })
}

/// Chapters that were found go where the episode has its own, and where they were ours; else they stay.
fn replaces(found: &FoundChapters, wanted: &Wanted) -> bool {
    !wanted.chapters.is_empty() || found.ours
}

/// Takes the old chapters out, and puts the list of the new ones in; their track follows when its place is known.
fn set_chapters(moov: &mut Atom, wanted: &Wanted, found: &FoundChapters, movie: Movie) -> Result<Option<NewChapters>, TagError> {
    if !replaces(found, wanted) {
        return Ok(None);
    }
    let damaged = || TagError::Damaged { offset: 0, reason: "its tracks cannot be taken apart".to_owned() };
    let highest = tracks(moov).filter(|trak| !found.track_ids.contains(&track_id(trak))).map(track_id).max().unwrap_or_default();
    let id = found.track_ids.first().copied().filter(|id| *id > highest).unwrap_or(highest.saturating_add(1));
    let atoms = moov.atoms_mut().ok_or_else(damaged)?;
    atoms.retain(|atom| atom.kind != *b"trak" || !found.track_ids.contains(&track_id(atom)));
    let has_new = !wanted.chapters.is_empty();
    let mut first = true;
    for trak in atoms.iter_mut().filter(|atom| atom.kind == *b"trak") {
        let sound = first && handler(trak) == Some(*b"soun");
        first &= !sound;
        set_references(trak, &found.track_ids, (sound && has_new).then_some(id)).ok_or_else(damaged)?;
    }
    let udta = moov.find_mut(&[b"udta"]).and_then(Atom::atoms_mut).ok_or_else(damaged)?;
    udta.retain(|atom| atom.kind != *b"chpl");
    if !has_new {
        return Ok(None);
    }
    let new = NewChapters::new(wanted, id, movie)?;
    moov.find_mut(&[b"udta"]).and_then(Atom::atoms_mut).ok_or_else(damaged)?.push(new.list.clone());
    let header = moov.find_mut(&[b"mvhd"]).and_then(Atom::bytes_mut).ok_or_else(damaged)?;
    if let Some(next) = header.last_chunk_mut::<4>() {
        *next = u32::from_be_bytes(*next).max(id.saturating_add(1)).to_be_bytes();
    }
    Ok(Some(new))
}

/// Drops the references of a track to old chapters, and adds one to the new: references to tracks of pictures stay.
fn set_references(trak: &mut Atom, old: &[u32], new: Option<u32>) -> Option<()> {
    let kept = chapter_ids(trak).into_iter().filter(|id| !old.contains(id));
    let ids: Vec<u8> = new.into_iter().chain(kept).flat_map(u32::to_be_bytes).collect();
    let had = trak.find(&[b"tref", b"chap"]).is_some();
    if ids.is_empty() && !had {
        return Some(());
    }
    let references = trak.find_or_insert(b"tref", || Atom::of_atoms(b"tref", Vec::new()))?;
    if ids.is_empty() {
        references.atoms_mut()?.retain(|atom| atom.kind != *b"chap");
    } else {
        references.find_or_insert(b"chap", || Atom::of_bytes(b"chap", []))?.holds = Holds::Bytes(ids);
    }
    if references.atoms().is_empty() {
        trak.atoms_mut()?.retain(|atom| atom.kind != *b"tref");
    }
    Some(())
}

fn chapter_changes(found: &FoundChapters, wanted: &Wanted) -> Vec<Change> {
    let new: Vec<TagValue> = wanted.chapters.iter().map(said).collect();
    let count = found.values.len().max(new.len());
    let kinds = (0..count).map(|index| match (found.values.get(index).cloned(), new.get(index).cloned()) {
        (Some(value), _) if !replaces(found, wanted) => ChangeKind::KeptForeign { value },
        (Some(from), Some(to)) if from == to => ChangeKind::Kept { value: to },
        (Some(from), Some(to)) => ChangeKind::Changed { from, to },
        (None, Some(to)) => ChangeKind::Added { to },
        (Some(from), None) => ChangeKind::Removed { from },
        (None, None) => ChangeKind::Kept { value: TagValue::Text(String::new()) },
    });
    let named = |(index, kind)| Change { entry: format!("chapter {}", index + 1), frames: "chap chpl".to_owned(), kind };
    kinds.enumerate().map(named).collect()
}

/// A chapter as podwright writes it into MP4: no end, no picture.
fn said(chapter: &WantedChapter) -> TagValue {
    let start = Timestamp::from_millis(chapter.start.into());
    let url = chapter.url.clone().filter(|url| url.len() <= LINK_MAX);
    TagValue::Chapter { start, end: None, title: chapter.title.clone(), url, picture: None }
}

/// Puts the boxes one after the other: where `moov` was, the new one, room to grow, and the samples of the chapters.
fn lay_out(
    boxes: &[FileBox],
    place: usize,
    mut moov: Atom,
    mut chapters: Option<NewChapters>,
    gone: impl Fn(&FileBox) -> bool,
) -> Result<Vec<Piece>, TagError> {
    let length = |atom: &Atom| written(atom).map(|bytes| bytes.len() as u64);
    let needed = length(&moov)? + chapters.as_ref().map_or(Ok(0), |new| length(&new.trak))?;
    let is_room = |index: usize| index == place + 1 && matches!(&boxes[index].kind, b"free" | b"skip");
    let old_room = boxes.get(place + 1).filter(|_| is_room(place + 1)).map_or(boxes[place].span.end, |room| room.span.end);
    let is_kept = |index: usize| !is_room(index) && !gone(&boxes[index]);
    let start: u64 =
        (0..place).filter(|index| is_kept(*index)).map(|index| boxes[index].span.end - boxes[index].span.start).sum();
    let fixed = start + chapters.as_ref().map_or(Ok(0), |new| length(&new.samples))?;
    let next = (place + 1..boxes.len()).find(|index| is_kept(*index)).map(|index| boxes[index].span.start);
    let room = room_for(needed, old_room - boxes[place].span.start, fixed, next);
    let mut at = 0;
    let (mut moved, mut before, mut after) = (Vec::new(), Vec::new(), Vec::new());
    for (index, one) in boxes.iter().enumerate() {
        if index == place {
            at += room;
            if let Some(new) = &mut chapters {
                new.set_place(at + HEAD)?;
                at += length(&new.samples)?;
            }
        } else if is_kept(index) {
            moved.push(Moved { old: one.span.clone(), new: at });
            at += one.span.end - one.span.start;
            let side = if index < place { &mut before } else { &mut after };
            side.push(Piece::Old(one.span.clone()));
        }
    }
    move_offsets(&mut moov, &moved)?;
    let mut new = Vec::new();
    if let Some(NewChapters { trak, samples, list: _ }) = chapters {
        put_last_track(&mut moov, trak);
        moov.write(&mut new)?;
        fill_room(&mut new, room)?;
        samples.write(&mut new)?;
    } else {
        moov.write(&mut new)?;
        fill_room(&mut new, room)?;
    }
    Ok(before.into_iter().chain([Piece::New(new)]).chain(after).collect())
}

/// How much room the new `moov` gets (bytes): that of the old one, with the free space behind it, where it fits; else it gets room to grow.
/// `next` is where the box behind it began, of which `fixed` bytes stand before beside the room: it moves by whole blocks of the file
/// system, so that the copy can share them.
fn room_for(needed: u64, old: u64, fixed: u64, next: Option<u64>) -> u64 {
    let in_blocks = |room: u64| next.map_or(room, |next| aligned(fixed + room, next) - fixed);
    let fits = |room: u64| room == needed || (needed + HEAD <= room && room - needed <= ROOM_MAX);
    if fits(old) && fits(in_blocks(old)) { in_blocks(old) } else { in_blocks(needed + HEAD + ROOM_MIN) }
}

fn fill_room(new: &mut Vec<u8>, room: u64) -> Result<(), TagError> {
    let free = usize::try_from(room.saturating_sub(new.len() as u64)).unwrap_or_default();
    if free > 0 {
        Atom::of_bytes(b"free", vec![0; free.saturating_sub(8)]).write(new)?;
    }
    Ok(())
}

/// Behind the other tracks, and behind the tags: ffmpeg applies the note on priming in the tags (`iTunSMPB`) to the track that it read last, which
/// must be the sound.
fn put_last_track(moov: &mut Atom, trak: Atom) {
    if let Some(atoms) = moov.atoms_mut() {
        let before = |atom: &Atom| matches!(&atom.kind, b"trak" | b"udta" | b"meta");
        let place = atoms.iter().rposition(before).map_or(atoms.len(), |last| last + 1);
        atoms.insert(place, trak);
    }
}

fn written(atom: &Atom) -> Result<Vec<u8>, TagError> {
    let mut bytes = Vec::new();
    atom.write(&mut bytes)?;
    Ok(bytes)
}

/// Whether the pieces make the file that is there.
fn same(pieces: &[Piece], file: &dyn ByteSource) -> Result<bool, TagError> {
    let mut at = 0;
    for piece in pieces {
        let equal = match piece {
            Piece::Old(range) => range.start == at,
            Piece::New(new) => at + new.len() as u64 <= file.len() && read_range(file, at..at + new.len() as u64)? == *new,
        };
        if !equal {
            return Ok(false);
        }
        at += piece.bytes();
    }
    Ok(at == file.len())
}
