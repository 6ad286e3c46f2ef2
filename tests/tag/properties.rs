//! Whatever is wanted and whatever is there: after tagging nothing is left to do, the sound is the same, and what is not ours is kept.

use podwright::media::container::span::audio_sha256;
use podwright::model::settings::tag_version::TagVersion;
use podwright::tag::plan::plan;
use podwright::tag::wanted::{Wanted, WantedChapter};
use podwright::world::real_disk::RealDisk;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::samples::{Folder, picture, silence, tag, wanted};
use crate::support::count;

fn chapters() -> impl Strategy<Value = Vec<WantedChapter>> {
    let one = ("\\PC{0,300}", option::of("https://[a-z]{1,9}\\.example/[!-~]{0,40}"), any::<bool>(), 0u32..100_000);
    vec(one, 0..20).prop_map(|written| {
        let mut start = 0;
        let pictures = [picture(1), picture(2)];
        let made = written.into_iter().enumerate().map(|(index, (title, url, has_picture, length))| {
            let chapter = WantedChapter {
                start,
                end: start + length,
                title,
                url,
                picture: has_picture.then(|| pictures[index % 2].clone()),
            };
            start += length;
            chapter
        });
        made.collect()
    })
}

prop_compose! {
    fn anything_wanted()(
        version in prop_oneof![Just(TagVersion::V23), Just(TagVersion::V24)],
        texts in vec("[^\\x00]{0,60}", 5),
        track in option::of(1u32..65_536),
        disc in option::of(1u32..65_536),
        language in "[a-z]{3}",
        has_cover in any::<bool>(),
        chapters in chapters(),
    ) -> Wanted {
        let [title, album, artist, summary, guid] = <[String; 5]>::try_from(texts).unwrap();
        let cover = has_cover.then(|| picture(3));
        Wanted { version, title, album, artist, track, disc, summary, language, cover, chapters, guid, ..wanted() }
    }
}

/// How a tag is written: its version, and the tricks it plays.
#[derive(Clone, Copy, Debug)]
struct Form {
    major: u8,
    unsynchronised: bool,
    extended: bool,
    footer: bool,
    padding: usize,
}

fn form() -> impl Strategy<Value = Form> {
    (2u8..5, any::<bool>(), any::<bool>(), any::<bool>(), 0usize..40).prop_map(
        |(major, unsynchronised, extended, footer, padding)| {
            let footer = footer && major == 4;
            // A footer and padding exclude each other (ID3v2.4.0, section 3.3).
            Form { major, unsynchronised, extended: extended && major > 2, footer, padding: if footer { 0 } else { padding } }
        },
    )
}

/// Frames that may stand in a tag of this form, well-formed or not inside.
fn frames(form: Form) -> impl Strategy<Value = Vec<u8>> {
    let known = if form.major == 2 {
        vec!["TT2", "COM", "PIC", "TXX", "UFI", "TYE", "ULT", "TP1"]
    } else {
        vec!["TIT2", "COMM", "APIC", "CHAP", "CTOC", "TXXX", "PRIV", "TYER", "USLT"]
    };
    let unknown = "[A-Z][A-Z0-9]{3}".prop_map(move |id| if form.major == 2 { "POP".to_owned() } else { id });
    let id = prop_oneof![unknown, prop::sample::select(known).prop_map(str::to_owned)];
    vec((id, vec(any::<u8>(), 0..200)), 0..12).prop_map(move |frames| {
        let mut bytes = Vec::new();
        for (id, body) in frames {
            // ID3v2.4 undoes it frame by frame, and the size is that of what stands there.
            let body = if form.unsynchronised && form.major == 4 { unsynchronised(&body) } else { body };
            let size = u32::try_from(body.len()).unwrap();
            bytes.extend(id.as_bytes());
            match form.major {
                2 => bytes.extend(&size.to_be_bytes()[1..]),
                3 => bytes.extend(size.to_be_bytes()),
                _ => bytes.extend(syncsafe(size)),
            }
            if form.major > 2 {
                bytes.extend([0, if form.unsynchronised && form.major == 4 { 2 } else { 0 }]);
            }
            bytes.extend(body);
        }
        bytes
    })
}

fn syncsafe(size: u32) -> [u8; 4] {
    [21, 14, 7, 0].map(|shift| u8::try_from(size >> shift & 0x7F).unwrap())
}

/// A zero behind each FF.
fn unsynchronised(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| std::iter::once(*byte).chain((*byte == 0xFF).then_some(0))).collect()
}

/// A file with this tag before its sound.
fn tagged(form: Form, frames: &[u8]) -> Vec<u8> {
    let mut body = match (form.extended, form.major) {
        (false, _) => Vec::new(),
        (true, 4) => b"\0\0\0\x06\x01\0".to_vec(),
        (true, _) => b"\0\0\0\x06\0\0\0\0\0\0".to_vec(),
    };
    body.extend(frames);
    body.resize(body.len() + form.padding, 0);
    if form.unsynchronised && form.major < 4 {
        body = unsynchronised(&body);
    }
    let flags = [(form.unsynchronised, 0x80), (form.extended, 0x40), (form.footer, 0x10)];
    let flags = flags.iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum();
    let fields = [[form.major, 0, flags].as_slice(), &syncsafe(u32::try_from(body.len()).unwrap())].concat();
    let footer = if form.footer { [b"3DI".as_slice(), &fields].concat() } else { Vec::new() };
    [b"ID3".as_slice(), &fields, &body, &footer, &silence(20)].concat()
}

prop_compose! {
    fn any_tag()(form in form())(form in Just(form), frames in frames(form)) -> Vec<u8> {
        tagged(form, &frames)
    }
}

const M4A: &str = "episodes/how-to-start-well/audio.m4a";

proptest! {
    #![proptest_config(count::properties(64))]

    #[test]
    fn after_tagging_an_mp3_nothing_is_left_to_do(first in anything_wanted(), second in anything_wanted(), before in any_tag()) {
        let folder = Folder::new();
        let path = folder.write("a.mp3", &before);
        for wanted in [&first, &second] {
            match plan(&std::fs::read(&path).unwrap(), wanted) {
                Ok(_) => {
                    let told = tag(&RealDisk, &path, wanted).unwrap();
                    let bytes = std::fs::read(&path).unwrap();
                    prop_assert!(bytes.ends_with(&silence(20)));
                    prop_assert_eq!(told.audio_sha256, audio_sha256(&before).unwrap());
                    let again = plan(&bytes, wanted).unwrap();
                    prop_assert!(again.is_empty(), "{:#?}", again.changes());
                }
                // Chapters of others, and pictures of ID3v2.2, that are damaged cannot be carried into another version; nothing else is refused.
                Err(error) => {
                    let words = error.to_string();
                    prop_assert!(["damaged frame", "a picture of ID3v2.2 that is cut short"].iter().any(|part| words.contains(part)), "{}", words);
                }
            }
        }
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in vec(any::<u8>(), 0..400), at in 0usize..40, version in 2u8..5, flags in any::<u8>()) {
        let plain = Form { major: version, unsynchronised: false, extended: false, footer: false, padding: 0 };
        let mut file = tagged(plain, &bytes);
        file[5] = flags;
        let place = 10 + at.min(bytes.len());
        file.insert(place, 0xFF);
        let answer = plan(&file, &wanted());
        prop_assert!(answer.map_or_else(|error| !error.to_string().is_empty(), |plan| plan.new_length().get() > 0));
    }
}

proptest! {
    #![proptest_config(count::properties(12))]

    #[test]
    fn after_tagging_an_m4a_nothing_is_left_to_do(first in anything_wanted(), second in anything_wanted()) {
        let folder = Folder::new();
        let path = folder.copy(M4A, "a.m4a");
        let sound = audio_sha256(&std::fs::read(&path).unwrap()).unwrap();
        for wanted in [&first, &second, &first] {
            let told = tag(&RealDisk, &path, wanted).unwrap();
            prop_assert_eq!(told.audio_sha256, sound);
            let again = plan(&std::fs::read(&path).unwrap(), wanted).unwrap();
            prop_assert!(again.is_empty(), "{:#?}", again.changes());
        }
    }

    #[test]
    fn a_damaged_m4a_gets_an_answer(flips in vec((0usize..39_000, any::<u8>()), 1..20), cut in option::of(0usize..60_000)) {
        let mut bytes = std::fs::read(std::path::Path::new(crate::support::show::REPOSITORY).join(M4A)).unwrap();
        for (place, byte) in flips {
            bytes[place] = byte;
        }
        bytes.truncate(cut.unwrap_or(bytes.len()));
        let answer = plan(&bytes, &wanted());
        prop_assert!(answer.map_or_else(|error| !error.to_string().is_empty(), |plan| plan.new_length().get() > 0));
    }
}
