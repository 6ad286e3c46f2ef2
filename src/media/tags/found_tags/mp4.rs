//! What the items and chapters of MP4 say, by names that people know.

use std::io;

use mp4ameta::STANDARD_GENRES;

use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::mp4::atom::Kind;
use crate::media::tags::mp4::chapters::chapters;
use crate::media::tags::mp4::items::Item;
use crate::media::tags::mp4::items::ItemName;
use crate::media::tags::mp4::items::ItemValue;
use crate::media::tags::mp4::items::classic_texts;
use crate::media::tags::mp4::items::items;
use crate::media::tags::mp4::items::letters;
use crate::media::tags::mp4::items::lists;
use crate::media::tags::mp4::moov::TAGS_MAX;
use crate::media::tags::mp4::moov::tags_of;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::byte_source::ByteSource;

/// Names for items; others go by their four letters.
const NAMES: [(&Kind, &str); 15] = [
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

/// The tags of a file, added to what was found already: of several lists of items the first counts, iTunes' before those with keys, and the classic
/// texts come last.
///
/// # Errors
/// Where the disk fails.
pub(crate) fn read(source: &dyn ByteSource, found: &mut FoundTags) -> io::Result<()> {
    let Some((moov, too_long)) = tags_of(source)? else { return Ok(()) };
    for meta in lists(&moov) {
        found.merge(said(&items(meta)));
    }
    for udta in moov.atoms().iter().filter(|atom| atom.kind == *b"udta") {
        found.merge(said(&classic_texts(udta)));
    }
    for chapter in chapters(&moov, source) {
        found.add_chapter(chapter);
    }
    if too_long > 0 {
        let limit = ByteCount::new(TAGS_MAX);
        found.notes.push(format!("its tags are not read, because they are longer than {limit}"));
    }
    Ok(())
}

fn said(items: &[Item]) -> FoundTags {
    let mut found = FoundTags::default();
    for Item { name, values } in items {
        let known = match name {
            ItemName::Letters(kind) => NAMES.iter().find(|(id, _)| *id == kind).map(|(_, name)| *name),
            ItemName::Word(_) => None,
        };
        let name_said = match name {
            ItemName::Letters(kind) => known.map_or_else(|| letters(kind), str::to_owned),
            ItemName::Word(word) => word.clone(),
        };
        for value in values {
            match value {
                ItemValue::Text(text) => found.add(&name_said, text),
                ItemValue::Picture(bytes) => found.add("picture", media_type(bytes)),
                ItemValue::Data(bytes) => add_numbers(name, bytes, &mut found),
            }
        }
    }
    found
}

fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xFF, 0xD8, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'B', b'M', ..] => "image/bmp",
        [b'G', b'I', b'F', ..] => "image/gif",
        _ => "of an unknown kind",
    }
}

/// Track and disc: two bytes of nothing, the number, the total. A genre: its number in ID3v1, from 1.
fn add_numbers(name: &ItemName, bytes: &[u8], found: &mut FoundTags) {
    let name = match name {
        ItemName::Letters([b't', b'r', b'k', b'n']) => "track",
        ItemName::Letters([b'd', b'i', b's', b'k']) => "disc",
        ItemName::Letters([b'g', b'n', b'r', b'e']) => {
            let &[high, low] = bytes else { return };
            let genre = STANDARD_GENRES.get(usize::from(u16::from_be_bytes([high, low])).wrapping_sub(1));
            found.add("genre", genre.copied().unwrap_or_default());
            return;
        }
        _ => return,
    };
    let &[_, _, n0, n1, ref total @ ..] = bytes else { return };
    let number = u16::from_be_bytes([n0, n1]);
    let total = total.first_chunk::<2>().map_or(0, |total| u16::from_be_bytes(*total));
    match (number, total) {
        (0, _) => {}
        (number, 0) => found.add(name, &number.to_string()),
        (number, total) => found.add(name, &format!("{number}/{total}")),
    }
}

#[cfg(test)]
mod tests;
