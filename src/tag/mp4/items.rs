//! The list of items in `moov/udta/meta/ilst`: which are ours, and how they are written. The library mp4ameta writes ours into a file
//! of a few bytes in memory, from which they are taken; those of others are never given to it, and stay byte for byte.

use std::io::Cursor;
use std::panic::catch_unwind;

use mp4ameta::{Data, Fourcc, Img, Userdata, WriteConfig, ident};

use crate::media::tags::mp4::atom::{Atom, Kind, children};
use crate::tag::change::TagValue;
use crate::tag::error::TagError;
use crate::tag::wanted::Wanted;

/// An item that is ours, its name in words, and the names that it may be found under; the order is that of the list.
pub(in crate::tag) const ITEMS: [(&str, &[&Kind]); 14] = [
    ("title", &[b"\xa9nam"]),
    ("album", &[b"\xa9alb"]),
    ("artist", &[b"\xa9ART"]),
    ("album artist", &[b"aART"]),
    ("track", &[b"trkn"]),
    ("disc", &[b"disk"]),
    ("date", &[b"\xa9day"]),
    ("genre", &[b"\xa9gen", b"gnre"]),
    ("comment", &[b"\xa9cmt"]),
    ("podcast flag", &[b"pcst"]),
    ("podcast guid", &[b"egid"]),
    ("podcast feed", &[b"purl"]),
    ("podcast description", &[b"desc"]),
    ("podcast category", &[b"catg"]),
];

/// The name of the front cover in words, and its item. It comes last: it is the largest.
pub(in crate::tag) const COVER: (&str, &Kind) = ("front cover", b"covr");

/// Our items, and what belongs around them.
pub(in crate::tag) struct OurItems {
    /// The items in the order of the list, the cover last.
    pub items: Vec<Atom>,
    /// `meta` with its handler and an empty list, for a file that has none.
    pub meta: Atom,
}

/// Writes our items.
///
/// # Errors
/// Where a number is too large for an item, and where the library fails.
pub(in crate::tag) fn our_items(wanted: &Wanted) -> Result<OurItems, TagError> {
    let failed = |reason: &str| TagError::Encoder { reason: reason.to_owned() };
    let track = small(wanted.track, "the episode's number")?;
    let disc = small(wanted.disc, "the season's number")?;
    let bytes = catch_unwind(|| {
        let mut file = Cursor::new(smallest_file());
        userdata(wanted, track, disc)
            .write_with(&mut file, &WriteConfig { write_meta_items: true, ..WriteConfig::NONE })
            .map(|()| file)
    })
    .map_err(|_| failed("the library for MP4 failed"))?
    .map_err(|error| TagError::Encoder { reason: error.to_string() })?
    .into_inner();
    let (boxes, _) = children(&bytes, &mut |kind, bytes| Atom::parse(kind, bytes))
        .ok_or_else(|| failed("the library for MP4 wrote no boxes"))?;
    let moov = boxes.into_iter().find(|atom| atom.kind == *b"moov");
    let meta = moov.and_then(|mut moov| moov.find_mut(&[b"udta", b"meta"]).cloned());
    let mut meta = meta.ok_or_else(|| failed("the library for MP4 wrote no items"))?;
    let written = meta.find_mut(&[b"ilst"]).and_then(Atom::atoms_mut).map(std::mem::take).unwrap_or_default();
    let order = ITEMS.iter().flat_map(|(_, kinds)| *kinds).chain([&COVER.1]);
    let items: Vec<Atom> = order.flat_map(|kind| written.iter().filter(|item| item.kind == **kind).cloned()).collect();
    if items.len() != written.len() {
        return Err(failed("the library for MP4 wrote an item that nobody asked for"));
    }
    Ok(OurItems { items, meta })
}

fn userdata(wanted: &Wanted, track: Option<u16>, disc: Option<u16>) -> Userdata {
    let mut data = Userdata::default();
    data.set_title(&*wanted.title);
    data.set_album(&*wanted.album);
    data.set_artist(&*wanted.artist);
    data.set_album_artist(&*wanted.artist);
    if let Some(track) = track {
        data.set_track_number(track);
    }
    if let Some(disc) = disc {
        data.set_disc_number(disc);
    }
    data.set_year(&*wanted.date);
    data.set_custom_genre("Podcast");
    if !wanted.summary.is_empty() {
        data.set_comment(&*wanted.summary);
        data.set_data(Fourcc(*b"desc"), Data::Utf8(wanted.summary.clone()));
    }
    data.set_data(ident::PODCAST, Data::BeSigned(vec![1]));
    data.set_data(ident::PODCAST_EPISODE_GLOBAL_UNIQUE_ID, Data::Utf8(wanted.guid.clone()));
    data.set_data(ident::PODCAST_URL, Data::Utf8(wanted.feed_url.clone()));
    data.set_category(&*wanted.category);
    if let Some(cover) = &wanted.cover {
        data.set_artwork(Img::jpeg(cover.bytes().to_vec()));
    }
    data
}

fn small(number: Option<u32>, what: &'static str) -> Result<Option<u16>, TagError> {
    let too_much = |found: u32| TagError::TooMuch { what, found: found.into(), limit: u16::MAX.into() };
    number.map(|number| u16::try_from(number).map_err(|_| too_much(number))).transpose()
}

/// The least that the library takes for an MP4 file.
fn smallest_file() -> Vec<u8> {
    let mut movie_header = vec![0; 100];
    movie_header[15] = 1;
    let boxes = [
        Atom::of_bytes(b"ftyp", b"M4A \0\0\0\0M4A ".as_slice()),
        Atom::of_atoms(b"moov", vec![Atom::of_bytes(b"mvhd", movie_header)]),
        Atom::of_bytes(b"mdat", []),
    ];
    let mut bytes = Vec::new();
    for one in boxes {
        // A box of a hundred bytes is never too large.
        let _ = one.write(&mut bytes);
    }
    bytes
}

/// What an item says. Each value stands in a `data` box: its type, a place for a language, the value.
pub(in crate::tag) fn value(item: &Atom) -> TagValue {
    let whole = || TagValue::data(item.bytes());
    let Some((boxes, _)) = children(item.bytes(), &mut |kind, bytes| Atom::of_bytes(&kind, bytes)) else { return whole() };
    let values: Vec<TagValue> =
        boxes.iter().filter(|one| one.kind == *b"data").filter_map(|one| said(item.kind, one.bytes())).collect();
    match values.as_slice() {
        [] => whole(),
        [one] => one.clone(),
        [picture @ TagValue::Picture { .. }, ..] => picture.clone(),
        several => TagValue::Text(several.iter().map(ToString::to_string).collect::<Vec<_>>().join(" / ")),
    }
}

fn said(item: Kind, data: &[u8]) -> Option<TagValue> {
    let ([_, _, _, kind, _, _, _, _], value) = data.split_first_chunk::<8>()?;
    // Types: "QuickTime File Format Specification", "Well-known data types".
    Some(match (kind, &item) {
        (1, _) => TagValue::Text(String::from_utf8_lossy(value).into_owned()),
        (13, _) => TagValue::picture("image/jpeg", value),
        (14, _) => TagValue::picture("image/png", value),
        (_, b"trkn" | b"disk") => TagValue::Text(u16::from_be_bytes([*value.get(2)?, *value.get(3)?]).to_string()),
        (21, _) if value.len() == 1 => TagValue::Text(value.first()?.to_string()),
        _ => TagValue::data(value),
    })
}

/// The name of an item, for people.
pub(in crate::tag) fn name(kind: &Kind) -> String {
    kind.iter().map(|byte| char::from(*byte)).collect()
}

/// Our cover, with the further pictures of the cover that was found.
///
/// # Errors
/// Where the item grows past 4 GiB.
pub(in crate::tag) fn cover_with_others(ours: &Atom, found: &Atom) -> Result<Atom, TagError> {
    let mut bytes = ours.bytes().to_vec();
    if let Some((boxes, _)) = children(found.bytes(), &mut |kind, bytes| Atom::of_bytes(&kind, bytes)) {
        for other in boxes.iter().skip(1) {
            other.write(&mut bytes)?;
        }
    }
    Ok(Atom::of_bytes(COVER.1, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::testing::wanted;

    #[test]
    fn every_item_is_written_in_order() {
        let ours = our_items(&wanted()).unwrap();
        let names: Vec<String> = ours.items.iter().map(|item| name(&item.kind)).collect();
        let expected = "©nam ©alb ©ART aART trkn disk ©day ©gen ©cmt pcst egid purl desc catg covr";
        assert_eq!(names.join(" "), expected);
        assert_eq!(value(&ours.items[0]).to_string(), "Sut mae dechrau’n dda");
        assert_eq!(value(&ours.items[4]).to_string(), "3");
        assert!(matches!(value(&ours.items[14]), TagValue::Picture { bytes, .. } if bytes.get() == 6));
        assert!(ours.meta.find(&[b"hdlr"]).is_some());
    }

    #[test]
    fn refuses_a_number_that_does_not_fit() {
        let wanted = Wanted { track: Some(70_000), ..wanted() };
        assert!(matches!(our_items(&wanted), Err(TagError::TooMuch { found: 70_000, .. })));
    }
}
