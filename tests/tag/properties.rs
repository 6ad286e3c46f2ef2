//! Whatever is wanted and whatever is there: after tagging nothing is left to do, the sound is the same, and what is not ours is kept.

use podwright::media::span::audio_sha256;
use podwright::model::tag_version::TagVersion;
use podwright::tag::plan::plan;
use podwright::tag::wanted::{Wanted, WantedChapter};
use podwright::world::real_disk::RealDisk;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::samples::{Folder, picture, silence, tag, wanted};

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

/// Frames that may stand in a tag, well-formed or not inside.
fn frames() -> impl Strategy<Value = Vec<u8>> {
    let id = prop_oneof![
        "[A-Z][A-Z0-9]{3}",
        prop::sample::select(vec!["TIT2", "COMM", "APIC", "CHAP", "CTOC", "TXXX", "PRIV", "TYER", "USLT"])
            .prop_map(str::to_owned),
    ];
    vec((id, vec(any::<u8>(), 0..200)), 0..12).prop_map(|frames| {
        let mut bytes = Vec::new();
        for (id, body) in frames {
            bytes.extend(id.as_bytes());
            bytes.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
            bytes.extend([0, 0]);
            bytes.extend(body);
        }
        bytes
    })
}

fn tagged(major: u8, frames: &[u8], padding: usize) -> Vec<u8> {
    let size = u32::try_from(frames.len() + padding).unwrap();
    let mut file = vec![b'I', b'D', b'3', major, 0, 0];
    file.extend([21, 14, 7, 0].map(|shift| u8::try_from(size >> shift & 0x7F).unwrap()));
    file.extend(frames);
    file.resize(file.len() + padding, 0);
    file.extend(silence(20));
    file
}

const M4A: &str = "episodes/how-to-start-well/audio.m4a";

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn after_tagging_an_mp3_nothing_is_left_to_do(first in anything_wanted(), second in anything_wanted(), found in frames()) {
        let before = tagged(3, &found, 30);
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
                // Chapters of others that are damaged cannot be carried into the other version; nothing else is refused.
                Err(error) => prop_assert!(error.to_string().contains("damaged frame"), "{}", error),
            }
        }
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in vec(any::<u8>(), 0..400), at in 0usize..40, version in 2u8..5, flags in any::<u8>()) {
        let mut file = tagged(version, &bytes, 0);
        file[5] = flags;
        let place = 10 + at.min(bytes.len());
        file.insert(place, 0xFF);
        let answer = plan(&file, &wanted());
        prop_assert!(answer.map_or_else(|error| !error.to_string().is_empty(), |plan| plan.new_length() > 0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

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
        prop_assert!(answer.map_or_else(|error| !error.to_string().is_empty(), |plan| plan.new_length() > 0));
    }
}
