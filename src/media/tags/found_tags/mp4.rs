//! iTunes' metadata items, chapter tracks and `chpl` lists of MP4, read by mp4ameta.

use std::io::BufReader;

use mp4ameta::Data;
use mp4ameta::ReadConfig;
use mp4ameta::ident::DataIdent;
use mp4ameta::ident::Ident;

use crate::media::sound::decode::guard::guarded;
use crate::media::sound::decode::media_source::PartReader;
use crate::media::tags::found_tags::FoundTags;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::chapter::FoundChapter;
use crate::model::time::timestamp::Timestamp;

/// Names for items; others go by their four letters.
const NAMES: [(&[u8; 4], &str); 15] = [
    (b"\xa9nam", "title"),
    (b"\xa9alb", "album"),
    (b"\xa9ART", "artist"),
    (b"aART", "album_artist"),
    (b"\xa9day", "date"),
    (b"\xa9gen", "genre"),
    (b"\xa9cmt", "comment"),
    (b"\xa9too", "encoder"),
    (b"\xa9wrt", "composer"),
    (b"\xa9lyr", "lyrics"),
    (b"\xa9grp", "grouping"),
    (b"cprt", "copyright"),
    (b"desc", "description"),
    (b"purl", "podcast_url"),
    (b"egid", "podcast_id"),
];

/// The tags of a file, added to what was found already. What cannot be read adds nothing.
pub(crate) fn read(source: &dyn ByteSource, found: &mut FoundTags) {
    let config = ReadConfig { read_image_data: false, read_audio_info: false, ..ReadConfig::DEFAULT };
    let read = guarded(|| mp4ameta::Tag::read_with(&mut BufReader::new(PartReader::whole(source)), &config));
    let Ok(Ok(tag)) = read else { return };
    for (ident, data) in tag.data() {
        let name = name_of(ident);
        match data {
            Data::Utf8(text) | Data::Utf16(text) => found.add(&name, text),
            Data::Jpeg(_) => found.add("picture", "image/jpeg"),
            Data::Png(_) => found.add("picture", "image/png"),
            Data::Reserved(bytes) => add_pair(&name, bytes, found),
            _ => {}
        }
    }
    if let Some(genre) = tag.genre() {
        found.tags.insert("genre".to_owned(), genre.to_owned());
    }
    // a chapter track is what Apple's players show; a list may stand beside it and say the same
    let chapters = if tag.chapter_track().is_empty() { tag.chapter_list() } else { tag.chapter_track() };
    for (index, chapter) in chapters.iter().enumerate() {
        let time =
            |duration: std::time::Duration| Timestamp::from_millis(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
        found.add_chapter(FoundChapter {
            start: time(chapter.start),
            end: chapters.get(index + 1).map(|next| time(next.start)),
            title: chapter.title.clone(),
            url: None,
        });
    }
}

fn name_of(ident: &DataIdent) -> String {
    match ident.fourcc() {
        Some(fourcc) => {
            let known = NAMES.iter().find(|(id, _)| **id == fourcc.0).map(|(_, name)| *name);
            // the letters are Latin-1: © is 0xA9
            known.map_or_else(|| fourcc.0.iter().map(|byte| char::from(*byte)).collect(), str::to_owned)
        }
        None => match ident {
            DataIdent::Freeform { name, .. } => name.to_string(),
            DataIdent::Fourcc(_) => String::new(),
        },
    }
}

/// Track and disc: two bytes of nothing, the number, the total.
fn add_pair(name: &str, bytes: &[u8], found: &mut FoundTags) {
    let name = match name {
        "trkn" => "track",
        "disk" => "disc",
        _ => return,
    };
    let &[_, _, n0, n1, t0, t1, ..] = bytes else { return };
    let (number, total) = (u16::from_be_bytes([n0, n1]), u16::from_be_bytes([t0, t1]));
    match (number, total) {
        (0, _) => {}
        (number, 0) => found.add(name, &number.to_string()),
        (number, total) => found.add(name, &format!("{number}/{total}")),
    }
}
