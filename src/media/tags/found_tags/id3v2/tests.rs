//! Tags of other writers, byte by byte.

use id3::Content;
use id3::Frame;
use id3::TagLike;
use id3::frame::Chapter;
use id3::frame::ExtendedLink;

use super::*;

fn found(tag: &id3::Tag, version: id3::Version) -> FoundTags {
    let mut bytes = Vec::new();
    tag.write_to(&mut bytes, version).unwrap();
    let mut found = FoundTags::default();
    read(&bytes, 0, &mut found).unwrap();
    found.finish();
    found
}

fn example() -> id3::Tag {
    let mut tag = id3::Tag::new();
    tag.set_title("Driving the train");
    tag.set_album("Co-production for beginners");
    tag.set_text("TYER", "2022");
    tag.set_text("TDAT", "0507");
    tag.set_text("TIME", "0700");
    let mut title = id3::Tag::new();
    title.set_title("Who decides?");
    let link = ExtendedLink { description: String::new(), link: "https://example.org/".to_owned() };
    title.add_frame(Frame::with_content("WXXX", Content::ExtendedLink(link)));
    tag.add_frame(Chapter {
        element_id: "chp1".to_owned(),
        start_time: 45_500,
        end_time: 90_000,
        start_offset: u32::MAX,
        end_offset: u32::MAX,
        frames: title.frames().cloned().collect(),
    });
    tag
}

#[test]
fn reads_texts_day_and_chapters_of_both_versions() {
    for version in [id3::Version::Id3v23, id3::Version::Id3v24] {
        let found = found(&example(), version);
        assert_eq!(found.tags.get("title").map(String::as_str), Some("Driving the train"));
        assert_eq!(found.tags.get("date").map(String::as_str), Some("2022-07-05T07:00"));
        let chapter = FoundChapter {
            start: Timestamp::from_millis(45_500),
            end: Some(Timestamp::from_millis(90_000)),
            title: "Who decides?".to_owned(),
            url: Some("https://example.org/".to_owned()),
            ..FoundChapter::default()
        };
        assert_eq!(found.chapters, [chapter]);
    }
}

#[test]
fn what_is_no_tag_adds_nothing() {
    let mut found = FoundTags::default();
    read(&b"TIT2".to_vec(), 0, &mut found).unwrap();
    read(&Vec::new(), 0, &mut found).unwrap();
    assert_eq!(found, FoundTags::default());
}

/// A tag of these frames, each with its flags, in the way of the version.
fn tag(version: u8, flags: u8, body: &[u8]) -> Vec<u8> {
    let size = crate::media::tags::id3v2::header::to_syncsafe(u32::try_from(body.len()).unwrap()).unwrap();
    [b"ID3".as_slice(), &[version, 0, flags], &size, body].concat()
}

fn frame(id: &[u8; 4], flags: u8, body: &[u8]) -> Vec<u8> {
    [id.as_slice(), &u32::try_from(body.len()).unwrap().to_be_bytes(), &[0, flags], body].concat()
}

fn chapter(id: &str, start: u32, inner: &[u8]) -> Vec<u8> {
    let times = [start.to_be_bytes(), u32::MAX.to_be_bytes(), u32::MAX.to_be_bytes(), u32::MAX.to_be_bytes()].concat();
    frame(b"CHAP", 0, &[id.as_bytes(), b"\0", &times, inner].concat())
}

#[track_caller]
fn told(bytes: &Vec<u8>) -> FoundTags {
    let mut found = FoundTags::default();
    read(bytes, 0, &mut found).unwrap();
    found.finish();
    found
}

/// What stands in the middle hides nothing that stands around it.
#[track_caller]
fn hides_nothing(version: u8, flags: u8, before: &[u8], odd: &[u8]) {
    let around = [
        before.to_vec(),
        frame(b"TIT2", 0, b"\0Real title"),
        odd.to_vec(),
        frame(b"TALB", 0, b"\0Album"),
        chapter("a", 0, &frame(b"TIT2", 0, b"\0One")),
        chapter("b", 5000, &frame(b"TIT2", 0, b"\0Two")),
        vec![0; 40],
    ];
    let found = told(&tag(version, flags, &around.concat()));
    assert_eq!(found.tags.get("title").map(String::as_str), Some("Real title"), "{odd:?}");
    assert_eq!(found.tags.get("album").map(String::as_str), Some("Album"), "{odd:?}");
    assert_eq!(found.chapters.iter().map(|chapter| chapter.title.as_str()).collect::<Vec<_>>(), ["One", "Two"], "{odd:?}");
}

#[test]
fn no_odd_frame_hides_the_others() {
    let odd = [
        frame(b"TIT2", 0, b""),
        frame(b"TPE1", 0, b"\x09unknown encoding"),
        frame(b"TPE1", 0, b"\x03bad \xff\xfe UTF-8"),
        frame(b"PRIV", 0, b"owner without an end"),
        frame(b"POPM", 0, b"mail\0"),
        frame(b"COMM", 0, b"\0engno end of the description"),
        frame(b"COMM", 0, b"\0e"),
        frame(b"APIC", 0, b"\0image/png"),
        frame(b"UFID", 0, b"x"),
        frame(b"RVA2", 0, b""),
        frame(b"TPE1", 0x80, b"\0\0\0\x05not packed"),
        frame(b"TPE1", 0x40, b"\x81encrypted"),
        frame(b"TPE1", 0x20, b""),
        frame(b"XHD3", 0, b"\0\0\0"),
        frame(b"CHAP", 0, b"no end"),
        frame(b"CHAP", 0, b"a\0\0\0"),
        frame(b"CTOC", 0, b"toc\0\x03\x09a\0"),
        frame(b"tlow", 0, b"lower case"),
        frame(b"RGA\0", 0, b"a name of three letters"),
    ];
    for odd in odd {
        hides_nothing(3, 0, b"", &odd);
        hides_nothing(4, 0, b"", &odd);
    }
    hides_nothing(3, 0x40, b"\0\0\0\x06\0\0\0\0\0\0", b"");
    hides_nothing(3, 0x40, b"\0\0\0\x0a\x80\0\0\0\0\x28\x12\x34\x56\x78", b"");
    hides_nothing(3, 0x40, b"", b"");
    hides_nothing(4, 0x40, b"\0\0\0\x06\x01\0", b"");
    hides_nothing(4, 0x40, b"\0\0\0\x0c\x01\x20\x05\x01\x02\x03\x04\x05", b"");
    hides_nothing(3, 0x10, b"", b"");
}

#[test]
fn compressed_and_grouped_frames_are_read() {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(b"\0Packed artist", 6);
    let body = [frame(b"TPE1", 0x80, &[b"\0\0\0\x0e".as_slice(), &packed].concat()), frame(b"TPE2", 0x20, b"\x01\0Grouped")];
    let found = told(&tag(3, 0, &body.concat()));
    assert_eq!((found.tags["artist"].as_str(), found.tags["album_artist"].as_str()), ("Packed artist", "Grouped"));
    let encrypted = told(&tag(3, 0, &frame(b"TPE1", 0x40, b"\x81words")));
    assert_eq!(encrypted.notes, ["1 frames of its ID3v2.3 tag are encrypted or damaged, and were not read"]);
}

#[test]
fn version_2_2_is_read() {
    let body = b"TT2\0\0\x06\0TitleTCM\0\0\x02\0aPIC\0\0\x0e\0JPG\x03\0\xff\xd8\xff12345\0\0\0\0\0\0";
    let found = told(&tag(2, 0, body));
    let tags: Vec<_> = found.tags.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(tags, [("composer", "a"), ("picture", "Front cover, image/jpeg, 8 bytes"), ("title", "Title")]);
}

#[test]
fn a_tag_that_is_cut_gives_what_is_there() {
    let whole = tag(3, 0, &[frame(b"TIT2", 0, b"\0Title"), frame(b"TALB", 0, b"\0Some album")].concat());
    for length in 0..=whole.len() {
        let found = told(&whole[..length].to_vec());
        assert!(found.tags.get("title").is_none_or(|title| "Title".starts_with(title.as_str())));
        assert_eq!(found.tags.contains_key("title") && length >= 26, length >= 26, "{length}");
        assert_eq!(found.notes.is_empty(), length < 10 || length == whole.len(), "{length}: {:?}", found.notes);
    }
}

#[test]
fn chapters_are_in_order_with_their_links_and_pictures() {
    let picture = frame(b"APIC", 0, b"\0image/png\0\0\0\x89PNG\r\n\x1a\nx");
    let body = [
        chapter("a", 9000, &frame(b"TIT2", 0, b"")),
        chapter("b", 0, &[frame(b"TIT2", 0, b"\0One"), frame(b"WXXX", 0, b"\0\0https://a.example/"), picture].concat()),
        chapter("c", 4000, b"TIT2\0\0\x7f\x7f\0\0\0cut"),
    ];
    let found = told(&tag(3, 0, &body.concat()));
    let starts: Vec<u64> = found.chapters.iter().map(|chapter| chapter.start.as_millis()).collect();
    assert_eq!(starts, [0, 4000, 9000]);
    assert_eq!(found.chapters[0].url.as_deref(), Some("https://a.example/"));
    assert_eq!(found.chapters[0].picture.as_ref().map(|picture| picture.bytes.get()), Some(9));
    assert_eq!((found.chapters[1].title.as_str(), found.chapters[2].title.as_str()), ("cut", ""));
}

#[test]
fn of_two_tags_in_a_row_the_first_counts() {
    let first = tag(3, 0, &[frame(b"TIT2", 0, b"\0One"), chapter("a", 0, b"")].concat());
    let second = tag(4, 0, &[frame(b"TIT2", 0, b"\0Two"), frame(b"TALB", 0, b"\0Two"), chapter("b", 7000, b"")].concat());
    let found = told(&[first, second].concat());
    assert_eq!((found.tags["title"].as_str(), found.tags["album"].as_str(), found.chapters.len()), ("One", "Two", 1));
}

#[test]
fn fifty_thousand_chapters_take_linear_time() {
    let body = chapter("a", 0, &frame(b"TIT2", 0, b"\0One")).repeat(50_000);
    assert_eq!(told(&tag(4, 0, &body)).all_notes(), ["there are 48000 more chapters; 2000 are read at most"]);
}
