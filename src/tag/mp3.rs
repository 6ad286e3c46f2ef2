//! The plan for an MP3 file: the tags at its start are replaced by one, everything after them stays as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::media::container::span::{TagSpan, audio_span};
use crate::media::tags::found_tags;
use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::id3v2::header::FoundVersion;
use crate::model::files::byte_source::ByteSource;
use crate::model::settings::tag_version::TagVersion;
use crate::tag::change::{Change, ChangeKind, TagValue, Warning};
use crate::tag::error::TagError;
use crate::tag::id3v2::convert::convert;
use crate::tag::id3v2::frame::RawFrame;
use crate::tag::id3v2::ours::{CHAPTER_ID, Slot, our_frames};
use crate::tag::id3v2::read::{FoundTag, LeadingTags, leading_tags};
use crate::tag::id3v2::value::{element_id, value};
use crate::tag::id3v2::write::write_tag;
use crate::tag::recipe::{Guard, Piece};
use crate::tag::tag_plan::{AudioPlace, TagPlan};
use crate::tag::trailing::contradictions;
use crate::tag::wanted::Wanted;

/// What becomes of an MP3 file.
///
/// # Errors
/// As [`plan`](crate::tag::plan::plan).
pub fn plan(file: &dyn ByteSource, wanted: &Wanted) -> Result<TagPlan, TagError> {
    let found = leading_tags(file)?;
    let span = audio_span(file).map_err(TagError::Audio)?;
    if span.payload.start < found.end {
        let reason = "the sound begins inside the tag, by the length that the tag gives itself".to_owned();
        return Err(TagError::Damaged { offset: 0, reason });
    }
    let guard = Guard::of(file, std::iter::once(0..found.end))?;
    let rest = found.end..file.len();
    let Sorted { ours, theirs } = sorted(found.clone(), wanted)?;
    let lost = lost_chapters(file, &ours, wanted)?;
    let new = our_frames(wanted)?;
    let mut changes = vec![form(&found, wanted.version)];
    changes.extend(our_changes(&ours, &new, wanted));
    changes.extend(theirs.iter().map(|frame| kept_foreign(frame, wanted.version)));
    let frames = new.into_iter().chain(theirs).collect::<Vec<_>>();
    let tag = write_tag(wanted.version, &frames, found.end)?;
    let mut warnings = contradictions(file, &span.tail, wanted)?;
    warnings.extend(lost);
    warnings.extend(span.inner.iter().map(in_the_middle));
    let moved = |range: &Range<u64>| {
        let place = |old: u64| old - found.end + tag.len() as u64;
        place(range.start)..place(range.end)
    };
    let audio = AudioPlace::Stretch { payload: moved(&span.payload), ends: moved(&span.ends) };
    Ok(TagPlan { changes, warnings, pieces: vec![Piece::New(tag), Piece::Old(rest)], guard, audio })
}

/// A tag between two frames of sound belongs to neither end of the file: it is left where it is, as the sound around it.
fn in_the_middle(tag: &TagSpan) -> Warning {
    let at = tag.span.start;
    let message = format!(
        "a tag stands in the middle of the sound, at byte {at}, where recordings were joined; podwright leaves it: export the recording as one piece to be rid of it"
    );
    Warning { message }
}

/// What is lost where the episode's chapters take the place of those of another program.
fn lost_chapters(file: &dyn ByteSource, ours: &BTreeMap<Slot, Vec<RawFrame>>, wanted: &Wanted) -> Result<Vec<Warning>, TagError> {
    let replaced = ours.get(&Slot::Chapters).into_iter().flatten();
    if wanted.chapters.is_empty() || !replaced.into_iter().any(|frame| !element_id(frame).starts_with(CHAPTER_ID)) {
        return Ok(Vec::new());
    }
    let mut found = FoundTags::default();
    found_tags::id3v2::read(file, 0, &mut found)?;
    found.finish();
    let keeps = |start: u64| wanted.chapters.iter().any(|new| u64::from(new.start) == start && new.picture.is_some());
    let lost = found.chapters.iter().filter(|chapter| chapter.picture.is_some() && !keeps(chapter.start.as_millis()));
    let starts: Vec<String> = lost.map(|chapter| chapter.start.to_string()).collect();
    let pictures = (!starts.is_empty()).then(|| {
        format!(
            "the recording has pictures of the chapters at {}, and the episode has none for them: tagging takes them out; to keep them, write each under `image:`, as `podwright new` does",
            starts.join(", ")
        )
    });
    let others = found.chapter_notes.into_iter().map(|note| format!("tagging replaces the recording's chapters: {note}"));
    Ok(pictures.into_iter().chain(others).map(|message| Warning { message }).collect())
}

/// The frames that were found.
#[derive(Default)]
struct Sorted {
    ours: BTreeMap<Slot, Vec<RawFrame>>,
    theirs: Vec<RawFrame>,
}

/// Frames of all tags, as the wanted version writes them: ours by their slots, and those of others in their order. A frame that a
/// later tag repeats byte for byte is kept once.
fn sorted(found: LeadingTags, wanted: &Wanted) -> Result<Sorted, TagError> {
    let Sorted { mut ours, mut theirs } = Sorted::default();
    for (index, tag) in found.tags.into_iter().enumerate() {
        let earlier = theirs.len();
        for frame in tag.frames {
            let frame = convert(frame, tag.version, wanted.version)?;
            match Slot::of(&frame, wanted) {
                Some(slot) => ours.entry(slot).or_default().push(frame),
                None if index > 0 && theirs[..earlier].contains(&frame) => {}
                None => theirs.push(frame),
            }
        }
    }
    Ok(Sorted { ours, theirs })
}

/// The tag as a whole: its version, and whatever is unusual about it.
fn form(found: &LeadingTags, version: TagVersion) -> Change {
    let to = TagValue::Text(FoundVersion::from(version).to_string());
    let said = found.tags.iter().map(described).collect::<Vec<_>>().join("; then ");
    let kind = match TagValue::Text(said) {
        _ if found.tags.is_empty() => ChangeKind::Added { to },
        from if from == to => ChangeKind::Kept { value: to },
        from => ChangeKind::Changed { from, to },
    };
    Change { entry: "tag".to_owned(), frames: "ID3".to_owned(), kind }
}

fn described(tag: &FoundTag) -> String {
    std::iter::once(tag.version.to_string()).chain(tag.oddities.iter().cloned()).collect::<Vec<_>>().join(", ")
}

fn our_changes(found: &BTreeMap<Slot, Vec<RawFrame>>, new: &[RawFrame], wanted: &Wanted) -> Vec<Change> {
    let mut changes = Vec::new();
    for slot in Slot::ALL {
        let old = found.get(&slot).map(Vec::as_slice).unwrap_or_default();
        let new: Vec<&RawFrame> = new.iter().filter(|frame| Slot::of(frame, wanted) == Some(slot)).collect();
        if slot == Slot::Chapters {
            let pairs = (0..old.len().max(new.len())).map(|index| (old.get(index..=index), new.get(index..=index)));
            for (index, (old, new)) in pairs.enumerate() {
                let entry = format!("{} {}", slot.as_str(), index + 1);
                changes.extend(change(entry, old.unwrap_or_default(), new.unwrap_or_default(), wanted.version));
            }
        } else {
            changes.extend(change(slot.as_str().to_owned(), old, &new, wanted.version));
        }
    }
    changes
}

fn change(entry: String, old: &[RawFrame], new: &[&RawFrame], version: TagVersion) -> Option<Change> {
    let from = said(old.iter(), version);
    let to = said(new.iter().copied(), version);
    let kind = match (from, to) {
        (None, None) => return None,
        (None, Some(to)) => ChangeKind::Added { to },
        (Some(from), None) => ChangeKind::Removed { from },
        (Some(_), Some(value)) if old.iter().eq(new.iter().copied()) => ChangeKind::Kept { value },
        (Some(from), Some(to)) => ChangeKind::Changed { from, to },
    };
    let mut names: Vec<String> = old.iter().chain(new.iter().copied()).map(RawFrame::name).collect();
    names.dedup();
    names.sort();
    names.dedup();
    Some(Change { entry, frames: names.join(" "), kind })
}

/// What one or several frames say; several only where a slot has several (the date), or where the file repeats one.
fn said<'a>(frames: impl Iterator<Item = &'a RawFrame>, version: TagVersion) -> Option<TagValue> {
    let mut values: Vec<TagValue> = frames.map(|frame| value(frame, version)).collect();
    match values.len() {
        0 | 1 => values.pop(),
        _ => Some(TagValue::Text(values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))),
    }
}

fn kept_foreign(frame: &RawFrame, version: TagVersion) -> Change {
    let name = frame.name();
    Change { entry: name.clone(), frames: name, kind: ChangeKind::KeptForeign { value: value(frame, version) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::testing::{frames, made, wanted};

    fn raw(id: [u8; 4], body: &[u8]) -> RawFrame {
        RawFrame { id, flags: [0, 0], body: body.to_vec() }
    }

    fn tagged(version: TagVersion, found: &[RawFrame]) -> Vec<u8> {
        let mut file = write_tag(version, found, 0).unwrap();
        file.extend(frames(8));
        file
    }

    fn foreign(file: &[u8]) -> Vec<RawFrame> {
        let found = leading_tags(&file.to_vec()).unwrap();
        found.tags.into_iter().flat_map(|tag| tag.frames).filter(|frame| Slot::of(frame, &wanted()).is_none()).collect()
    }

    #[track_caller]
    fn kinds(plan: &TagPlan, entry: &str) -> &'static str {
        plan.changes().iter().find(|change| change.entry == entry).map_or("none", |change| change.kind.as_str())
    }

    #[test]
    fn a_file_without_a_tag_gets_every_entry_and_then_nothing_more() {
        for version in TagVersion::ALL {
            let wanted = Wanted { version, ..wanted() };
            let bare = frames(8);
            let first = plan(&bare, &wanted).unwrap();
            assert!(!first.is_empty());
            assert!(first.changes().iter().all(|change| change.kind.as_str() == "added"), "{:?}", first.changes());
            let new = made(&first, &bare);
            assert_eq!(crate::model::files::byte_count::ByteCount::of(&new), first.new_length());
            assert!(new.ends_with(&bare), "the sound is the same");
            let second = plan(&new, &wanted).unwrap();
            assert!(second.is_empty(), "{:?}", second.changes());
            assert_eq!(made(&second, &new), new);
        }
    }

    #[test]
    fn what_is_not_ours_stays_byte_for_byte_and_in_order() {
        let theirs = [
            raw(*b"PRIV", b"owner\0\xff\xe0\0"),
            raw(*b"COMM", b"\0engmixed on\0Tuesday"),
            raw(*b"APIC", b"\0image/png\0\x04\0back"),
            raw(*b"XYZW", b""),
            raw(*b"USLT", b"\0eng\0Words of the song"),
            raw(*b"USLT", b"\0cym\0Geiriau'r g\xe2n"),
            raw(*b"COMM", b"\0cym\0Sylw"),
            raw(*b"RVA2", b"track\0\x01\xfe\x00\x10\x7f\xff"),
            raw(*b"TXXX", b"\0replaygain_track_gain\0-6.20 dB"),
            raw(*b"TXXX", b"\x09an encoding that nobody knows"),
            RawFrame { id: *b"POPM", flags: [0x80, 0x20], body: b"gmail\0\0\0".to_vec() },
        ];
        let mut found = theirs.to_vec();
        found.insert(2, raw(*b"TIT2", b"\0Old title"));
        found.insert(4, raw(*b"APIC", b"\0image/png\0\x03\0old cover"));
        let file = tagged(TagVersion::V23, &found);
        let plan = plan(&file, &wanted()).unwrap();
        assert_eq!(kinds(&plan, "title"), "changed");
        assert_eq!(kinds(&plan, "front cover"), "changed");
        assert_eq!(foreign(&made(&plan, &file)), theirs);
        let kept: Vec<_> = plan.changes().iter().filter(|change| change.kind.as_str() == "kept-foreign").collect();
        assert_eq!(kept.len(), theirs.len());
    }

    #[test]
    fn a_cover_of_the_type_other_is_replaced_and_other_pictures_stay() {
        let found = [
            raw(*b"APIC", b"\0image/jpeg\0\0\0\xff\xd8\xffold cover"),
            raw(*b"APIC", b"\0image/png\0\0a plan\0\x89PNG\r\n\x1a\nplan"),
            raw(*b"APIC", b"\0image/png\0\x04\0\x89PNG\r\n\x1a\nback"),
        ];
        let file = tagged(TagVersion::V23, &found);
        let plan = plan(&file, &wanted()).unwrap();
        assert_eq!(kinds(&plan, "front cover"), "changed");
        assert_eq!(foreign(&made(&plan, &file)), found[1..]);
    }

    #[test]
    fn pictures_and_hidden_chapters_that_would_go_are_told_before() {
        let chapter = |id: &str, start: u32, inner: &[u8]| {
            let times = [start.to_be_bytes(), [0xFF; 4], [0xFF; 4], [0xFF; 4]].concat();
            raw(*b"CHAP", &[id.as_bytes(), b"\0", &times, inner].concat())
        };
        let picture = b"APIC\0\0\0\x11\0\0\0image/jpeg\0\0\0\xff\xd8\xff";
        let contents = raw(*b"CTOC", b"toc\0\x03\x01a\0");
        let file = tagged(TagVersion::V23, &[contents, chapter("a", 0, picture), chapter("b", 1000, b"")]);
        let told = |wanted: &Wanted| {
            plan(&file, wanted).unwrap().warnings().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        let words = told(&wanted());
        assert!(words.contains("pictures of the chapters at 0:00, and the episode has none for them"), "{words}");
        assert!(words.contains("the chapters at 0:01 are hidden"), "{words}");
        assert_eq!(told(&Wanted { chapters: Vec::new(), ..wanted() }), "", "nothing is replaced");
    }

    #[test]
    fn several_tags_become_one_and_lose_nothing() {
        let mut file = write_tag(TagVersion::V24, &[raw(*b"PRIV", b"a\0x"), raw(*b"UFID", b"b\0y")], 0).unwrap();
        file.extend(tagged(TagVersion::V23, &[raw(*b"UFID", b"b\0y"), raw(*b"PRIV", b"c\0z")]));
        let plan = plan(&file, &wanted()).unwrap();
        assert_eq!(kinds(&plan, "tag"), "changed");
        let new = made(&plan, &file);
        assert_eq!(foreign(&new), [raw(*b"PRIV", b"a\0x"), raw(*b"UFID", b"b\0y"), raw(*b"PRIV", b"c\0z")]);
        assert!(new.ends_with(&frames(8)));
        assert_eq!(leading_tags(&new).unwrap().tags.len(), 1);
    }

    #[test]
    fn a_number_that_went_takes_its_frame_along() {
        let file = tagged(TagVersion::V23, &[raw(*b"TRCK", b"\x003"), raw(*b"TIME", b"\x000700")]);
        let wanted = Wanted { track: None, ..wanted() };
        let plan = plan(&file, &wanted).unwrap();
        assert_eq!(kinds(&plan, "track"), "removed");
        assert_eq!(kinds(&plan, "date"), "changed");
        let left = leading_tags(&made(&plan, &file)).unwrap();
        assert!(left.tags[0].frames.iter().all(|frame| frame.id != *b"TRCK" && frame.id != *b"TIME"));
    }

    #[test]
    fn chapters_of_others_go_only_where_the_episode_has_its_own() {
        let theirs = raw(*b"CHAP", b"chp1\0\0\0\0\0\0\0\x03\xe8\xff\xff\xff\xff\xff\xff\xff\xff");
        let file = tagged(TagVersion::V23, std::slice::from_ref(&theirs));
        let none = Wanted { chapters: Vec::new(), ..wanted() };
        assert_eq!(foreign(&made(&plan(&file, &none).unwrap(), &file)), []);
        let kept = made(&plan(&file, &none).unwrap(), &file);
        assert!(leading_tags(&kept).unwrap().tags[0].frames.contains(&theirs));
        let replaced = plan(&file, &wanted()).unwrap();
        assert_eq!((kinds(&replaced, "chapter 1"), kinds(&replaced, "chapter 2")), ("changed", "added"));
        let new = made(&replaced, &file);
        let removed = plan(&new, &none).unwrap();
        assert_eq!((kinds(&removed, "chapter 2"), kinds(&removed, "table of contents")), ("removed", "removed"));
        assert!(leading_tags(&made(&removed, &new)).unwrap().tags[0].frames.iter().all(|frame| frame.id != *b"CHAP"));
    }

    #[test]
    fn refuses_more_chapters_than_fit_and_what_is_no_sound() {
        let chapter = wanted().chapters[0].clone();
        let many = Wanted { chapters: vec![chapter; 256], ..wanted() };
        assert!(matches!(plan(&frames(8), &many), Err(TagError::TooMuch { what: "chapters", found: 256, limit: 255 })));
        assert!(matches!(plan(&b"words, not sound".to_vec(), &wanted()), Err(TagError::Audio(_))));
    }

    #[test]
    fn an_old_tag_at_the_end_stays_and_is_spoken_of() {
        let mut file = frames(8);
        file.extend(b"TAGTake 7");
        file.resize(8 * 417 + 128, 0);
        let plan = plan(&file, &wanted()).unwrap();
        assert_eq!(plan.warnings().len(), 1);
        assert!(made(&plan, &file).ends_with(&file));
    }

    #[test]
    fn a_tag_in_the_middle_stays_where_it_is_and_is_spoken_of() {
        let middle = write_tag(TagVersion::V23, &[raw(*b"TIT2", b"\0Part two")], 0).unwrap();
        let file = [frames(8), middle.clone(), frames(9)].concat();
        let plan = plan(&file, &wanted()).unwrap();
        let words: Vec<String> = plan.warnings().iter().map(ToString::to_string).collect();
        assert_eq!(words.len(), 1, "{words:?}");
        assert!(
            words[0].starts_with("a tag stands in the middle of the sound, at byte 3336, where recordings were joined"),
            "{words:?}"
        );
        assert!(made(&plan, &file).ends_with(&file), "everything behind the new tag is as it was");
    }

    #[test]
    fn messages_show_both_sides() {
        let file = tagged(TagVersion::V23, &[raw(*b"TIT2", b"\0Old title")]);
        let plan = plan(&file, &wanted()).unwrap();
        let words: Vec<String> = plan.changes().iter().map(ToString::to_string).collect();
        assert!(words.contains(&"changed title: from Old title to Sut mae dechrau’n dda".to_owned()), "{words:#?}");
        assert!(words.contains(&"added date: 2022, 0607".to_owned()), "{words:#?}");
    }
}
