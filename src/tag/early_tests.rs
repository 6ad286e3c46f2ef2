//! Files as podwright 0.1 tagged them: what players misread of them is told, and of nothing else.

use crate::media::tags::early_form::misread;
use crate::media::tags::id3v2::content::PictureFrame;
use crate::media::tags::mp4::atom::Atom;
use crate::model::media::container::Container;
use crate::model::media::tag_version::TagVersion;
use crate::tag::id3v2::frame::RawFrame;
use crate::tag::id3v2::ours::our_frames;
use crate::tag::id3v2::write::write_tag;
use crate::tag::mp4::layout::file_boxes;
use crate::tag::plan::plan;
use crate::tag::testing::{boxed, frames, made, mp4, wanted};
use crate::tag::wanted::Wanted;

fn priming() -> Vec<u8> {
    boxed(b"----", &boxed(b"name", b"\0\0\0\0iTunSMPB"))
}

fn list(handler: &[u8; 4], items: &[Vec<u8>]) -> Vec<u8> {
    let handler = boxed(b"hdlr", &[[0; 8].as_slice(), handler, &[0; 13]].concat());
    boxed(b"udta", &boxed(b"meta", &[vec![0; 4], handler, boxed(b"ilst", &items.concat())].concat()))
}

/// A file that is tagged as today, with its `moov` changed into what 0.1 wrote.
fn as_by_0_1(in_moov: &[u8], wanted: &Wanted, change: impl Fn(&mut Vec<Atom>)) -> Vec<u8> {
    let bare = mp4(in_moov, b"");
    let file = made(&plan(&bare, wanted).unwrap(), &bare);
    assert_eq!(misread(&file, Container::Mp4).unwrap(), None, "the form of today");
    let place = file_boxes(&file).unwrap().into_iter().find(|one| one.kind == *b"moov").unwrap();
    let at = |place: u64| usize::try_from(place).unwrap();
    let mut moov = Atom::parse(*b"moov", &file[at(place.body)..at(place.span.end)]);
    change(moov.atoms_mut().unwrap());
    let mut new = file[..at(place.span.start)].to_vec();
    moov.write(&mut new).unwrap();
    [&new, &file[at(place.span.end)..]].concat()
}

fn items(atoms: &mut [Atom]) -> &mut Vec<Atom> {
    let user_data = atoms.iter_mut().find(|atom| atom.kind == *b"udta").unwrap();
    user_data.find_mut(&[b"meta", b"ilst"]).and_then(Atom::atoms_mut).unwrap()
}

/// The cover was the first item behind ours.
fn cover_first(atoms: &mut [Atom]) {
    let items = items(atoms);
    let cover = items.pop().unwrap();
    assert_eq!(cover.kind, *b"covr");
    let place = items.iter().position(|item| item.kind == *b"catg").unwrap() + 1;
    items.insert(place, cover);
}

/// The chapters' track stood before the tags.
fn chapters_first(atoms: &mut Vec<Atom>) {
    let track = atoms.pop().unwrap();
    assert_eq!(track.kind, *b"trak");
    let place = atoms.iter().position(|atom| atom.kind == *b"udta").unwrap();
    atoms.insert(place, track);
}

#[track_caller]
fn told(file: &Vec<u8>) -> &'static str {
    misread(file, Container::Mp4).unwrap().unwrap_or("nothing")
}

#[test]
fn priming_behind_a_cover_or_chapters_is_told() {
    let none = Wanted { chapters: Vec::new(), ..wanted() };
    let with_priming = list(b"mdir", &[priming()]);
    let words = "ffmpeg plays silence that they ask to leave out";
    assert_eq!(told(&as_by_0_1(&with_priming, &none, |atoms| cover_first(atoms))), words);
    assert_eq!(told(&as_by_0_1(&with_priming, &wanted(), chapters_first)), words);
    // Without a note on priming, every player reads both as they are meant.
    assert_eq!(told(&as_by_0_1(b"", &wanted(), chapters_first)), "nothing");
    let other = list(b"mdir", &[boxed(b"----", &boxed(b"name", b"\0\0\0\0replaygain"))]);
    assert_eq!(told(&as_by_0_1(&other, &none, |atoms| cover_first(atoms))), "nothing");
}

/// What ffmpeg plays of a file depends on what it has read before the note on priming.
#[test]
fn a_note_on_priming_that_ffmpeg_passes_over_is_passed_over_afterwards() {
    let order = |file: &Vec<u8>| {
        let place = file_boxes(file).unwrap().into_iter().find(|one| one.kind == *b"moov").unwrap();
        let at = |place: u64| usize::try_from(place).unwrap();
        let moov = Atom::parse(*b"moov", &file[at(place.body)..at(place.span.end)]);
        moov.atoms().iter().map(|atom| atom.kind).filter(|kind| matches!(kind, b"trak" | b"udta")).collect::<Vec<_>>()
    };
    let chapters = boxed(b"trak", &boxed(b"mdia", &boxed(b"hdlr", b"\0\0\0\0\0\0\0\0text\0")));
    let applied = mp4(&list(b"mdir", &[priming()]), b"");
    let behind_chapters = mp4(&[chapters.clone(), list(b"mdir", &[priming()])].concat(), b"");
    let cover = boxed(b"covr", &boxed(b"data", b"\0\0\0\x0d\0\0\0\0\xff\xd8\xff"));
    let behind_cover = mp4(&list(b"mdir", &[cover, priming()]), b"");
    let no_note = mp4(&[chapters, list(b"mdir", &[])].concat(), b"");
    for (file, is_passed_over) in [(applied, false), (behind_chapters, true), (behind_cover, true), (no_note, false)] {
        let new = made(&plan(&file, &wanted()).unwrap(), &file);
        let order_of_new = order(&new);
        assert_eq!(order_of_new.first() == Some(b"udta"), is_passed_over, "{order_of_new:?}");
        assert_eq!(order_of_new.last(), Some(b"trak"), "{order_of_new:?}");
        assert_eq!(misread(&new, Container::Mp4).unwrap(), None);
        assert_eq!(made(&plan(&new, &wanted()).unwrap(), &new), new, "nothing more is to do");
    }
}

#[test]
fn our_items_in_a_list_with_keys_are_told() {
    let file = as_by_0_1(b"", &wanted(), |atoms| {
        let user_data = atoms.iter_mut().find(|atom| atom.kind == *b"udta").unwrap();
        let meta = user_data.find_mut(&[b"meta"]).unwrap();
        let handler = meta.find_mut(&[b"hdlr"]).and_then(Atom::bytes_mut).unwrap();
        handler[8..12].copy_from_slice(b"mdta");
    });
    assert!(told(&file).contains("QuickTime's keys"), "{}", told(&file));
}

#[test]
fn an_old_classic_title_is_told() {
    let file = as_by_0_1(b"", &wanted(), |atoms| {
        let user_data = atoms.iter_mut().find(|atom| atom.kind == *b"udta").unwrap();
        user_data.atoms_mut().unwrap().push(Atom::of_bytes(b"\xa9nam", b"\0\x03\x15\xc7Old".as_slice()));
    });
    assert!(told(&file).contains("an old title"), "{}", told(&file));
}

#[test]
fn tags_of_others_are_not_ours_to_tell_of() {
    let text = |kind: &[u8; 4]| boxed(kind, &boxed(b"data", b"\0\0\0\x01\0\0\0\0Old"));
    let theirs =
        [text(b"\xa9nam"), text(b"\xa9ART"), boxed(b"covr", &boxed(b"data", b"\0\0\0\x0d\0\0\0\0\xff\xd8\xff")), priming()];
    for handler in [b"mdir", b"mdta"] {
        assert_eq!(told(&mp4(&list(handler, &theirs), b"")), "nothing");
    }
}

#[test]
fn two_covers_are_told_where_we_wrote_one() {
    let old = RawFrame { id: *b"APIC", flags: [0, 0], body: b"\0image/jpeg\0\0\0\xff\xd8\xffold cover".to_vec() };
    let back = RawFrame { id: *b"APIC", flags: [0, 0], body: b"\0image/png\0\x04\0\x89PNG\r\n\x1a\nback".to_vec() };
    assert!(PictureFrame::parse(&old.body).unwrap().is_front_cover());
    for version in TagVersion::ALL {
        let wanted = Wanted { version, ..wanted() };
        let ours = our_frames(&wanted).unwrap();
        let told = |tag: &[RawFrame]| {
            let file = [write_tag(version, tag, 0).unwrap(), frames(8)].concat();
            misread(&file, Container::Mp3).unwrap()
        };
        let with = |more: &[RawFrame]| [ours.as_slice(), more].concat();
        assert_eq!(told(&with(std::slice::from_ref(&old))), Some("an old cover is still there beside the new one"));
        assert_eq!(told(&with(std::slice::from_ref(&back))), None);
        assert_eq!(told(&[old.clone(), old.clone()]), None, "a tag that is not ours");
        // What today's planner makes of it is in order.
        let file = [write_tag(version, &with(std::slice::from_ref(&old)), 0).unwrap(), frames(8)].concat();
        let new = made(&plan(&file, &wanted).unwrap(), &file);
        assert_eq!(misread(&new, Container::Mp3).unwrap(), None);
    }
}
