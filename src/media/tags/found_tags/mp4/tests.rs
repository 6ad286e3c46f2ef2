//! Lists of items of other writers, byte by byte.

use super::*;
use crate::media::tags::mp4::atom::Atom;

fn boxed(kind: &[u8; 4], bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    Atom::of_bytes(kind, bytes).write(&mut whole).unwrap();
    whole
}

fn data(kind: u8, bytes: &[u8]) -> Vec<u8> {
    boxed(b"data", &[[0, 0, 0, kind, 0, 0, 0, 0].as_slice(), bytes].concat())
}

fn handler(kind: &[u8; 4]) -> Vec<u8> {
    boxed(b"hdlr", &[[0; 8].as_slice(), kind, &[0; 13]].concat())
}

fn itunes(items: &[Vec<u8>]) -> Vec<u8> {
    boxed(b"meta", &[vec![0; 4], handler(b"mdir"), boxed(b"ilst", &items.concat())].concat())
}

fn title(words: &[u8]) -> Vec<u8> {
    boxed(b"\xa9nam", &data(1, words))
}

#[track_caller]
fn told(in_moov: &[u8]) -> FoundTags {
    let file = [boxed(b"ftyp", b"M4A "), boxed(b"moov", in_moov), boxed(b"mdat", b"sound")].concat();
    let mut found = FoundTags::default();
    read(&file, &mut found).unwrap();
    found.finish();
    found
}

#[track_caller]
fn tags(in_moov: &[u8], expected: &[(&str, &str)]) {
    let found = told(in_moov);
    let tags: Vec<_> = found.tags.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(tags, expected);
}

#[test]
fn reads_texts_numbers_pictures_and_items_of_others() {
    let freeform = [boxed(b"mean", b"\0\0\0\0com.apple.iTunes"), boxed(b"name", b"\0\0\0\0MOOD"), data(1, b"calm")].concat();
    let items = [
        title(b"Title"),
        boxed(b"\xa9ART", &[data(1, b"One"), data(0, b"Two")].concat()),
        boxed(b"trkn", &data(0, &[0, 0, 0, 3, 0, 12, 0, 0])),
        boxed(b"gnre", &data(0, &[0, 187 - 170])),
        boxed(b"----", &freeform),
        boxed(b"cpil", b"damaged"),
        boxed(b"covr", &data(13, b"\xff\xd8\xff")),
    ];
    let expected = [
        ("MOOD", "calm"),
        ("artist", "One; Two"),
        ("genre", "Reggae"),
        ("picture", "image/jpeg"),
        ("title", "Title"),
        ("track", "3/12"),
    ];
    tags(&boxed(b"udta", &itunes(&items)), &expected);
}

#[test]
fn a_list_is_found_wherever_it_stands() {
    let list = itunes(&[title(b"Title")]);
    for in_moov in [
        boxed(b"udta", &[list.clone(), vec![0; 4]].concat()),
        boxed(b"udta", &[list.clone(), vec![0; 64]].concat()),
        boxed(b"udta", &[list.clone(), b"\0\0\xff\xffcut ".to_vec()].concat()),
        boxed(b"udta", &boxed(b"meta", &[handler(b"mdir"), boxed(b"ilst", &title(b"Title"))].concat())),
        boxed(b"udta", &boxed(b"meta", &boxed(b"ilst", &title(b"Title")))),
        list,
    ] {
        tags(&in_moov, &[("title", "Title")]);
    }
}

#[test]
fn keys_are_named_and_come_after_the_items_of_itunes() {
    let key = |name: &[u8]| boxed(b"mdta", name);
    let keys = boxed(b"keys", &[vec![0, 0, 0, 0, 0, 0, 0, 2], key(b"com.apple.quicktime.title"), key(b"mood")].concat());
    let items = [boxed(&[0, 0, 0, 1], &data(1, b"Memo")), boxed(&[0, 0, 0, 2], &data(1, b"calm")), boxed(&[0, 0, 0, 9], b"")];
    let list = boxed(b"meta", &[vec![0; 4], handler(b"mdta"), keys, boxed(b"ilst", &items.concat())].concat());
    tags(&boxed(b"udta", &list), &[("mood", "calm"), ("title", "Memo")]);
    tags(&list, &[("mood", "calm"), ("title", "Memo")]);
    tags(&[list.clone(), boxed(b"udta", &itunes(&[title(b"Title")]))].concat(), &[("mood", "calm"), ("title", "Title")]);
}

#[test]
fn classic_texts_are_read_last() {
    let classic = [boxed(b"\xa9nam", b"\0\x03\x15\xc7Old"), boxed(b"\xa9ART", b"\0\x07\x15\xc7Someone"), vec![0; 4]].concat();
    tags(&boxed(b"udta", &classic), &[("artist", "Someone"), ("title", "Old")]);
    tags(&boxed(b"udta", &[itunes(&[title(b"New")]), classic].concat()), &[("artist", "Someone"), ("title", "New")]);
}

/// A track of titles: three samples in two chunks, at places in the file.
fn titles(place: u32) -> Vec<u8> {
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    let tables = [
        boxed(b"stts", &words(&[0, 1, 3, 4000])),
        boxed(b"stsc", &words(&[0, 2, 1, 2, 1, 2, 1, 1])),
        boxed(b"stsz", &words(&[0, 0, 3, 5, 5, 2])),
        boxed(b"stco", &words(&[0, 2, place, place + 10])),
    ];
    let media = [
        boxed(b"mdhd", &words(&[0, 0, 0, 1000, 12_000, 0])),
        handler(b"text"),
        boxed(b"minf", &boxed(b"stbl", &tables.concat())),
    ];
    let edits = boxed(b"edts", &boxed(b"elst", &words(&[0, 2, 500, u32::MAX, 0x1_0000, 12_000, 0, 0x1_0000])));
    boxed(b"trak", &[boxed(b"tkhd", &words(&[0, 0, 0, 2, 0, 0])), edits, boxed(b"mdia", &media.concat())].concat())
}

#[test]
fn samples_of_titles_may_share_chunks() {
    let sound = boxed(
        b"trak",
        &[boxed(b"tkhd", &[0; 24]), boxed(b"tref", &boxed(b"chap", &[0, 0, 0, 2])), boxed(b"mdia", &handler(b"soun"))].concat(),
    );
    let header = boxed(b"mvhd", &[[0; 12].as_slice(), &1000u32.to_be_bytes(), &[0; 84]].concat());
    let build = |place| {
        let moov = boxed(b"moov", &[header.clone(), sound.clone(), titles(place)].concat());
        [moov, boxed(b"mdat", b"\0\x03One\0\x03Two\0\0")].concat()
    };
    let place = u32::try_from(build(0).len() - 12).unwrap();
    let file = build(place);
    let mut found = FoundTags::default();
    read(&file, &mut found).unwrap();
    let told: Vec<_> = found.chapters.iter().map(|chapter| (chapter.start.as_millis(), chapter.title.as_str())).collect();
    assert_eq!(told, [(500, "One"), (4500, "Two"), (8500, "")]);
    for length in 0..file.len() {
        read(&file[..length].to_vec(), &mut FoundTags::default()).unwrap();
    }
}
