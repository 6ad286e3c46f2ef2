//! Plans for small files, of which every byte is known.

use crate::media::bytes::numbers::be32;
use crate::media::tags::mp4::atom::Atom;
use crate::model::files::byte_count::ByteCount;
use crate::tag::change::ChangeKind;
use crate::tag::error::TagError;
use crate::tag::mp4::layout::file_boxes;
use crate::tag::mp4::plan;
use crate::tag::tag_plan::TagPlan;
use crate::tag::testing::{boxed, made, mp4, wanted};
use crate::tag::wanted::Wanted;

/// The boxes of a file by name, and its `moov`.
fn taken_apart(file: &Vec<u8>) -> (Vec<String>, Atom) {
    let boxes = file_boxes(file).unwrap();
    let moov = boxes.iter().find(|one| one.kind == *b"moov").unwrap();
    let span = usize::try_from(moov.body).unwrap()..usize::try_from(moov.span.end).unwrap();
    (boxes.iter().map(|one| String::from_utf8(one.kind.to_vec()).unwrap()).collect(), Atom::parse(*b"moov", &file[span]))
}

/// What the sound's table points to.
#[track_caller]
fn audio_of(file: &Vec<u8>) -> &[u8] {
    let (_, moov) = taken_apart(file);
    let table = moov.find(&[b"trak", b"mdia", b"minf", b"stbl", b"stco"]).unwrap();
    let place = usize::try_from(be32(table.bytes(), 8).unwrap()).unwrap();
    &file[place..place + 11]
}

fn list(items: &[Vec<u8>]) -> Vec<u8> {
    let handler = [[0; 8].as_slice(), b"mdirappl", &[0; 9]].concat();
    let meta = [vec![0; 4], boxed(b"hdlr", &handler), boxed(b"ilst", &items.concat())].concat();
    boxed(b"udta", &[boxed(b"name", b"kept"), boxed(b"meta", &meta)].concat())
}

fn text(kind: &[u8; 4], words: &str) -> Vec<u8> {
    boxed(kind, &boxed(b"data", &[b"\0\0\0\x01\0\0\0\0".as_slice(), words.as_bytes()].concat()))
}

#[track_caller]
fn kind(plan: &TagPlan, entry: &str) -> &'static str {
    plan.changes().iter().find(|change| change.entry == entry).map_or("none", |change| change.kind.as_str())
}

#[test]
fn a_bare_file_gets_everything_and_then_nothing_more() {
    let bare = mp4(b"", b"");
    assert_eq!(audio_of(&bare), b"eleven byte", "the sample is sound itself");
    let first = plan(&bare, &wanted()).unwrap();
    let news = first.changes().iter().filter(|change| change.entry != "language");
    assert!(news.clone().count() > 15 && news.clone().all(|change| change.kind.as_str() == "added"), "{:#?}", first.changes());
    let new = made(&first, &bare);
    assert_eq!(ByteCount::of(&new), first.new_length());
    assert_eq!(taken_apart(&new).0, ["ftyp", "moov", "free", "mdat", "mdat"]);
    assert_eq!(audio_of(&new), b"eleven byte");
    // ffmpeg applies `iTunSMPB` to the stream that it read last, and takes chapters and covers for streams
    let moov = taken_apart(&new).1;
    let order: Vec<&[u8; 4]> = moov.atoms().iter().map(|atom| &atom.kind).collect();
    assert!(order.ends_with(&[b"udta", b"trak"]), "{order:?}");
    assert_eq!(moov.find(&[b"udta", b"meta", b"ilst"]).unwrap().atoms().last().unwrap().kind, *b"covr");
    let second = plan(&new, &wanted()).unwrap();
    assert!(second.is_empty(), "{:#?}", second.changes());
}

#[test]
fn what_is_not_ours_stays_byte_for_byte_and_in_order() {
    let theirs = [boxed(b"----", b"anything"), text(b"\xa9too", "Studio 2"), boxed(b"tmpo", b"broken")];
    let items = [theirs[0].clone(), text(b"\xa9nam", "Old"), theirs[1].clone(), theirs[2].clone()];
    let file = mp4(&[list(&items), boxed(b"iods", b"kept too")].concat(), &boxed(b"uuid", b"and this"));
    let plan = plan(&file, &wanted()).unwrap();
    assert_eq!((kind(&plan, "title"), kind(&plan, "©too"), kind(&plan, "tmpo")), ("changed", "kept-foreign", "kept-foreign"));
    let new = made(&plan, &file);
    let (_, moov) = taken_apart(&new);
    let list = moov.find(&[b"udta", b"meta", b"ilst"]).unwrap().atoms();
    let (cover, items) = list.split_last().unwrap();
    let foreign: Vec<Vec<u8>> = items[items.len() - 3..].iter().map(|item| boxed(&item.kind, item.bytes())).collect();
    assert_eq!(foreign, theirs);
    assert_eq!(cover.kind, *b"covr", "the cover comes last");
    assert_eq!(moov.find(&[b"udta", b"name"]).unwrap().bytes(), b"kept");
    assert_eq!(moov.find(&[b"iods"]).unwrap().bytes(), b"kept too");
    assert!(new.windows(8).any(|window| window == b"and this"));
    assert_eq!(audio_of(&new), b"eleven byte");
}

fn handler(kind: &[u8; 4]) -> Vec<u8> {
    boxed(b"hdlr", &[[0; 8].as_slice(), kind, &[0; 13]].concat())
}

/// A list with two keys, a title and a mood.
fn keyed_list(title: &[u8]) -> Vec<u8> {
    let key = |name: &[u8]| boxed(b"mdta", name);
    let keys = boxed(b"keys", &[vec![0, 0, 0, 0, 0, 0, 0, 2], key(b"title"), key(b"mood")].concat());
    let data = |words: &[u8]| boxed(b"data", &[b"\0\0\0\x01\0\0\0\0".as_slice(), words].concat());
    let items = [boxed(&[0, 0, 0, 1], &data(title)), boxed(&[0, 0, 0, 2], &data(b"calm"))].concat();
    boxed(b"meta", &[vec![0; 4], handler(b"mdta"), keys, boxed(b"ilst", &items)].concat())
}

#[test]
fn a_list_with_keys_says_the_same_as_the_list_of_itunes_beside_it() {
    for in_user_data in [true, false] {
        let list = keyed_list(b"Memo");
        let file = mp4(&if in_user_data { boxed(b"udta", &list) } else { list }, b"");
        let first = plan(&file, &wanted()).unwrap();
        let new = made(&first, &file);
        let (_, moov) = taken_apart(&new);
        let lists = |moov: &Atom| moov.atoms().iter().filter(|atom| atom.kind == *b"meta").cloned().collect::<Vec<_>>();
        let all = [lists(moov.find(&[b"udta"]).unwrap()), lists(&moov)].concat();
        let kinds: Vec<usize> = all.iter().map(|list| list.find(&[b"ilst"]).unwrap().atoms().len()).collect();
        assert_eq!(kinds, [15, 2], "ours first, which mutagen reads alone");
        let calm = boxed(b"data", b"\0\0\0\x01\0\0\0\0calm");
        assert!(!new.windows(4).any(|window| window == b"Memo"));
        assert!(new.windows(calm.len()).any(|window| window == calm), "what is not ours stays");
        let second = plan(&new, &wanted()).unwrap();
        assert!(second.is_empty(), "{:#?}", second.changes());
    }
}

#[test]
fn classic_texts_and_the_end_of_the_list_go() {
    let classic = [boxed(b"\xa9nam", b"\0\x03\x15\xc7Old"), boxed(b"\xa9swr", b"\0\x02\x15\xc7by"), vec![0; 4]].concat();
    let file = mp4(&boxed(b"udta", &classic), b"");
    let first = plan(&file, &wanted()).unwrap();
    assert_eq!(kind(&first, "title"), "removed", "{:#?}", first.changes());
    let new = made(&first, &file);
    let (_, moov) = taken_apart(&new);
    let names: Vec<_> = moov.find(&[b"udta"]).unwrap().atoms().iter().map(|atom| atom.kind).collect();
    assert_eq!(names, [*b"\xa9swr", *b"meta", *b"chpl"]);
    let order: Vec<_> = moov.atoms().iter().map(|atom| atom.kind).collect();
    assert_eq!(order, [*b"mvhd", *b"trak", *b"udta", *b"trak"], "the chapters' track comes after the tags");
    assert!(plan(&new, &wanted()).unwrap().is_empty());
}

#[test]
fn links_of_chapters_are_written_and_read_back() {
    let bare = mp4(b"", b"");
    let new = made(&plan(&bare, &wanted()).unwrap(), &bare);
    let again = plan(&new, &wanted()).unwrap();
    let second = again.changes().iter().find(|change| change.entry == "chapter 2").unwrap();
    assert!(
        matches!(&second.kind, ChangeKind::Kept { value } if value.to_string().contains("<https://example.org/power>")),
        "{second}"
    );
}

#[test]
fn free_space_behind_moov_is_used_before_the_sound_moves() {
    let file = mp4(b"", &boxed(b"free", &[0; 9000]));
    let none = Wanted { chapters: Vec::new(), ..wanted() };
    let new = made(&plan(&file, &none).unwrap(), &file);
    assert_eq!(new.len(), file.len());
    assert_eq!(taken_apart(&new).0, ["ftyp", "moov", "free", "mdat"]);
    let longer = Wanted { summary: "x".repeat(2000), ..none };
    let again = made(&plan(&new, &longer).unwrap(), &new);
    assert_eq!(again.len(), file.len());
    assert_eq!(audio_of(&again), b"eleven byte");
}

#[test]
fn our_chapters_go_with_the_yaml_and_leave_nothing() {
    let bare = mp4(b"", b"");
    let none = Wanted { chapters: Vec::new(), ..wanted() };
    let with = made(&plan(&bare, &wanted()).unwrap(), &bare);
    let (_, moov) = taken_apart(&with);
    assert_eq!(moov.find(&[b"trak", b"tref", b"chap"]).unwrap().bytes(), [0, 0, 0, 2]);
    let away = plan(&with, &none).unwrap();
    assert_eq!((kind(&away, "chapter 1"), kind(&away, "chapter 2")), ("removed", "removed"));
    let without = made(&away, &with);
    let (names, moov) = taken_apart(&without);
    assert_eq!(names, ["ftyp", "moov", "free", "mdat"], "the titles are gone from the file");
    assert_eq!(moov.atoms().iter().filter(|atom| atom.kind == *b"trak").count(), 1);
    assert!(moov.find(&[b"trak", b"tref"]).is_none() && moov.find(&[b"udta", b"chpl"]).is_none());
    assert_eq!(audio_of(&without), b"eleven byte");
    assert!(plan(&without, &none).unwrap().is_empty());
}

#[test]
fn chapters_of_others_stay_where_the_episode_has_none_and_go_where_it_has() {
    let old = boxed(b"chpl", b"\x01\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\x05Intro");
    let file = mp4(&boxed(b"udta", &old), b"");
    let none = Wanted { chapters: Vec::new(), ..wanted() };
    let kept = plan(&file, &none).unwrap();
    assert_eq!(kind(&kept, "chapter 1"), "kept-foreign");
    assert!(made(&kept, &file).windows(old.len()).any(|window| window == old));
    let replaced = plan(&file, &wanted()).unwrap();
    let first = replaced.changes().iter().find(|change| change.entry == "chapter 1").unwrap();
    assert!(matches!(&first.kind, ChangeKind::Changed { from, .. } if from.to_string() == "0:00 Intro"), "{first}");
    assert!(!made(&replaced, &file).windows(5).any(|window| window == b"Intro"));
}

#[test]
fn a_further_picture_behind_the_cover_stays() {
    let data = |kind: u8, bytes: &[u8]| boxed(b"data", &[[0, 0, 0, kind, 0, 0, 0, 0].as_slice(), bytes].concat());
    let covers = boxed(b"covr", &[data(14, b"old front"), data(13, b"the back")].concat());
    let file = mp4(&list(&[covers]), b"");
    let first = plan(&file, &wanted()).unwrap();
    assert_eq!(kind(&first, "front cover"), "changed");
    let new = made(&first, &file);
    assert!(new.windows(8).any(|window| window == b"the back") && !new.windows(9).any(|window| window == b"old front"));
    assert!(plan(&new, &wanted()).unwrap().is_empty());
}

#[test]
fn refuses_what_it_could_only_damage() {
    let refused = |file: Vec<u8>| plan(&file, &wanted()).unwrap_err();
    let whole = mp4(b"", b"");
    assert!(matches!(refused([whole.clone(), boxed(b"moof", b"")].concat()), TagError::Fragments));
    assert!(matches!(refused([whole.clone(), boxed(b"moov", b"")].concat()), TagError::Damaged { .. }));
    assert!(matches!(refused(boxed(b"ftyp", b"M4A ")), TagError::Damaged { .. }));
    assert!(matches!(refused(whole[..whole.len() - 1].to_vec()), TagError::Damaged { .. }));
    let mut mute = whole.clone();
    let place = mute.windows(4).position(|window| window == b"soun").unwrap();
    mute[place..place + 4].copy_from_slice(b"vide");
    assert!(refused(mute).to_string().contains("no track of sound"));
    let mut astray = whole;
    let place = astray.windows(4).position(|window| window == b"stco").unwrap() + 12;
    astray[place] = 0x7F;
    assert!(refused(astray).to_string().contains("where none is"));
}

#[test]
fn the_sound_moves_by_whole_blocks_of_the_file_system() {
    let place = |file: &Vec<u8>| file.windows(11).position(|window| window == b"eleven byte").unwrap();
    for before in [vec![], boxed(b"free", &[0; 100]), boxed(b"free", &[0; 5000]), boxed(b"uuid", &[7; 3001])] {
        let mut file = mp4(b"", &before);
        for words in [3, 900, 5000, 70_000, 40] {
            for chapters in [wanted().chapters, Vec::new()] {
                let wanted = Wanted { summary: "x".repeat(words), chapters, ..wanted() };
                let new = made(&plan(&file, &wanted).unwrap(), &file);
                assert_eq!(place(&new) % 4096, place(&file) % 4096, "{} bytes before, {words} letters", before.len());
                assert_eq!(audio_of(&new), b"eleven byte");
                assert!(plan(&new, &wanted).unwrap().is_empty());
                file = new;
            }
        }
    }
}
