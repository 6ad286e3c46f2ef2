//! Recordings of the kinds that bug reports speak of, and what is right for each. Their tags and tables are in `tests/audio/cases`; the sound is made here.

use podwright::media::probe::Depth;
use podwright::media::probe::audio_probe::AudioProbe;
use podwright::media::probe::probe;
use podwright::media::tags::embedded_cover::chapter_pictures;
use podwright::media::tags::embedded_cover::embedded_cover;
use podwright::model::media::audio_fault::AudioFaultKind;
use podwright::model::media::codec::Codec;
use podwright::model::media::container::Container;

use crate::support::bytes;

/// Three seconds of sound behind the tags, without the empty tag that ffmpeg puts before them.
const EMPTY_TAG: usize = 20;

/// An MP3 file with these tags.
fn tagged(tags: &[u8]) -> Vec<u8> {
    [tags, &bytes("tests/audio/files/mp3-vbr.mp3")[EMPTY_TAG..]].concat()
}

fn mp3(name: &str) -> Vec<u8> {
    tagged(&bytes(&format!("tests/audio/cases/{name}.id3")))
}

/// Where the sound of an MP4 case begins, and the length of it with its head; the tables count on both.
const SOUND: usize = 36;
const SOUND_LENGTH: usize = 168_591;

fn boxed(name: &[u8; 4], size: usize, content: &[u8]) -> Vec<u8> {
    [&u32::try_from(size).unwrap().to_be_bytes(), &name[..], content].concat()
}

/// The boxes before the sound.
fn head(brand: &[u8; 4], length: usize) -> Vec<u8> {
    let file_type = boxed(b"ftyp", 20, &[brand, &[0, 0, 2, 0][..], brand].concat());
    let room = boxed(b"free", length - file_type.len(), &vec![0; length - file_type.len() - 8]);
    [file_type, room].concat()
}

/// An MP4 file with the tables of a case: `sound` bytes of silence with texts at some places, the tables, and what is behind them.
fn mp4_of(name: &str, before: Vec<u8>, sound: usize, texts: &[(usize, &str)], behind: &[u8]) -> Vec<u8> {
    let mut file = [before, boxed(b"mdat", sound, &vec![0; sound - 8])].concat();
    for (place, text) in texts {
        let sample = [&u16::try_from(text.len()).unwrap().to_be_bytes(), text.as_bytes()].concat();
        file[*place..place + sample.len()].copy_from_slice(&sample);
    }
    file.extend(bytes(&format!("tests/audio/cases/{name}.moov")));
    file.extend(behind);
    file
}

fn mp4(name: &str) -> Vec<u8> {
    mp4_of(name, head(b"M4A ", SOUND), SOUND_LENGTH, &[], b"")
}

fn found(file: &Vec<u8>, ending: &str) -> AudioProbe {
    probe(file, Some(ending), Depth::NoLoudness, &|_| ()).unwrap()
}

fn tag<'a>(found: &'a AudioProbe, name: &str) -> &'a str {
    found.tags.get(name).map_or("", String::as_str)
}

/// Start (milliseconds) and title of each chapter.
fn chapters(found: &AudioProbe) -> Vec<(u64, &str)> {
    found.chapters.iter().map(|chapter| (chapter.start.as_millis(), chapter.title.as_str())).collect()
}

const PARTS: [(u64, &str); 3] = [(0, "Part 1"), (4000, "Part 2"), (8000, "Part 3")];

#[test]
fn odd_frames_hide_neither_the_texts_nor_the_chapters_beside_them() {
    for (name, title, artist, album) in [
        ("id3v23-extended-header", "Old title", "Someone", ""),
        ("id3v23-extended-header-crc", "Old title", "Someone", ""),
        ("id3-priv-without-owner-end", "Real title", "", "Album"),
        ("id3-comment-without-description-end", "Real title", "", "Album"),
        ("id3-empty-frame", "", "", "Album"),
        ("id3-utf16-without-bom", "Old title", "Someone Ü", ""),
        ("id3-two-tags", "Old title", "Someone", ""),
        ("id3-two-tags-different", "Old title", "Someone", ""),
    ] {
        let found = found(&mp3(name), "mp3");
        let texts = ["title", "artist", "album"].map(|name| tag(&found, name));
        assert_eq!(texts, [title, artist, album], "{name}");
        assert_eq!(chapters(&found), PARTS, "{name}");
    }
}

#[test]
fn sizes_of_another_version_cut_nothing() {
    let itunes = found(&mp3("id3v24-itunes-sizes"), "mp3");
    assert!(tag(&itunes, "picture").contains("2881 bytes"), "{:?}", itunes.tags);
    assert_eq!((tag(&itunes, "title"), tag(&itunes, "comment").len()), ("Old title", 300));
    assert_eq!(chapters(&itunes), PARTS);
    let long = found(&mp3("ffmpeg-long-chapter-titles"), "mp3");
    assert_eq!(long.chapters.iter().map(|chapter| chapter.title.len()).collect::<Vec<_>>(), [252; 3]);
    assert_eq!(found(&mp3("ffmpeg-61-chapters"), "mp3").chapters.len(), 61);
}

#[test]
fn chapters_are_complete_and_in_order() {
    let bad = found(&mp3("id3-bad-chapter"), "mp3");
    assert_eq!((bad.chapters.len(), bad.chapters.iter().filter(|chapter| chapter.title.is_empty()).count()), (4, 1));
    let unsorted = found(&mp3("id3-chapters-unsorted"), "mp3");
    assert_eq!(unsorted.chapters.len(), 12);
    assert!(unsorted.chapters.is_sorted_by_key(|chapter| chapter.start));
    let file = mp3("id3-chapter-pictures");
    let with_cover = found(&file, "mp3");
    assert!(with_cover.chapters.iter().all(|chapter| chapter.url.is_some() && chapter.picture.is_some()), "{with_cover:?}");
    let pictures = chapter_pictures(&file, Container::Mp3).unwrap();
    assert!(with_cover.chapters.iter().all(|chapter| pictures.contains_key(&chapter.picture.as_ref().unwrap().sha256)));
}

/// A frame of ID3v2.3.
fn frame(id: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&id[..], &u32::try_from(body.len()).unwrap().to_be_bytes(), &[0, 0], body].concat()
}

#[test]
fn a_tag_with_a_large_picture_in_each_of_eleven_chapters_is_read() {
    let chapter = |number: u32| {
        let picture = [&b"\0image/jpeg\0\0\0\xff\xd8\xff"[..], &vec![u8::try_from(number).unwrap(); 1_200_000]].concat();
        let times = [(number * 1000).to_be_bytes(), (number * 1000 + 1000).to_be_bytes(), [0xFF; 4], [0xFF; 4]].concat();
        frame(
            b"CHAP",
            &[format!("c{number}\0").as_bytes(), &times, &frame(b"TIT2", b"\0Part"), &frame(b"APIC", &picture)].concat(),
        )
    };
    let mut body = frame(b"TIT2", b"\0Old title");
    (0..11).for_each(|number| body.extend(chapter(number)));
    assert!(body.len() > 13_000_000);
    let size = [21, 14, 7, 0].map(|shift| u8::try_from(body.len() >> shift & 0x7F).unwrap());
    let file = tagged(&[b"ID3\x03\0\0", &size[..], &body].concat());
    let found = found(&file, "mp3");
    assert_eq!((tag(&found, "title"), found.chapters.len()), ("Old title", 11));
    assert_eq!(chapter_pictures(&file, Container::Mp3).unwrap().len(), 11);
}

#[test]
fn a_cover_in_an_unsynchronised_tag_is_the_picture_that_was_put_in() {
    let cover = embedded_cover(&mp3("id3v23-unsync-cover"), Container::Mp3).unwrap();
    let picture = image::load_from_memory(&cover).unwrap();
    assert_eq!((picture.width(), picture.height()), (1400, 1400));
}

#[test]
fn tags_of_mp4_are_read_wherever_programs_put_them() {
    let parts = [(0, "Part 1 é"), PARTS[1], PARTS[2]];
    let texts = [(44, parts[0].1), (67, parts[1].1), (87, parts[2].1)];
    let behind = boxed(b"mdat", 32, b"\0\x06Part 1\0\x06Part 2\0\x06Part 3");
    let shared = mp4_of("m4a-chapters-two-per-chunk", head(b"M4A ", SOUND), SOUND_LENGTH + 63, &[], &behind);
    let closed = mp4_of("m4a-udta-terminator", head(b"M4A ", SOUND), SOUND_LENGTH + 63, &texts, b"");
    for (file, expected) in [(shared, &PARTS[..]), (closed, &parts), (mp4("m4a-qt-user-data-text"), &[])] {
        let found = found(&file, "m4a");
        assert_eq!((tag(&found, "title"), tag(&found, "artist")), ("Old title", "Someone"));
        assert_eq!(chapters(&found), expected);
    }
    let keyed = mp4_of("m4a-meta-mdta-keys", head(b"qt  ", 28), SOUND_LENGTH, &[], b"");
    assert_eq!(tag(&found(&keyed, "m4a"), "title"), "Memo");
}

#[test]
fn lengths_and_rates_of_mp4_are_those_that_players_play() {
    let open = [head(b"M4A ", 28), bytes("tests/audio/cases/m4a-mdat-size-zero.moov"), boxed(b"free", 8, b"")].concat();
    let open = [open, boxed(b"mdat", 0, &vec![0; SOUND_LENGTH - 8])].concat();
    let fast = mp4_of("m4a-96-khz", head(b"M4A ", SOUND), 225_334, &[], b"");
    for (file, seconds, rate) in [(open, 14.0, 44_100), (mp4("m4a-edit-list-two-segments"), 6.0, 44_100), (fast, 14.0, 96_000)] {
        let found = found(&file, "m4a");
        let length = found.facts.length;
        assert!((length.seconds() - seconds).abs() < 0.001, "{} s, and not {seconds}", length.seconds());
        assert_eq!(length.sample_rate.get(), rate);
        let wrong = |fault: AudioFaultKind| matches!(fault, AudioFaultKind::LyingHeader | AudioFaultKind::TruncatedAudio);
        assert!(!found.faults.iter().any(|fault| wrong(fault.kind)), "{:?}", found.faults);
    }
}

#[test]
fn forms_of_aac_that_few_apps_play_have_their_own_names() {
    for (name, codec) in [("m4a-xhe-aac", Codec::XheAac), ("m4a-aac-eld", Codec::AacEld)] {
        assert_eq!(found(&mp4(name), "m4a").facts.codec, codec, "{name}");
    }
}

#[test]
fn what_only_looks_like_an_mp3_is_named() {
    let sound = bytes("tests/audio/files/mp3-vbr.mp3");
    let format = [
        &[0x55, 0, 1, 0][..],
        &44_100u32.to_le_bytes(),
        &12_000u32.to_le_bytes(),
        &[0x80, 4, 0, 0, 12, 0],
        &[1, 0, 2, 0, 0, 0, 0x80, 4, 1, 0, 0x71, 5],
    ]
    .concat();
    let chunk =
        |name: &[u8; 4], content: &[u8]| [&name[..], &u32::try_from(content.len()).unwrap().to_le_bytes(), content].concat();
    let inside = [b"WAVE".to_vec(), chunk(b"fmt ", &format), chunk(b"data", &sound[EMPTY_TAG..])].concat();
    // 48 kHz, 192 kbit/s: frames of 576 bytes
    let mut frame = vec![0; 576];
    frame[..4].copy_from_slice(b"\xff\xfd\xa4\xc4");
    for (file, words) in [(chunk(b"RIFF", &inside), "MP3 audio"), (frame.repeat(200), "MPEG audio of layer II (MP2)")] {
        let error = probe(&file, Some("mp3"), Depth::NoLoudness, &|_| ()).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}
