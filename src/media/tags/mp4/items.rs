//! Lists of items: iTunes' `udta/meta/ilst`, `QuickTime`'s `meta` with keys (handler `mdta`), and its classic texts in `udta`
//! (`QuickTime` File Format, "Metadata" and "User Data Text Strings").

use crate::media::bytes::numbers::be32;
use crate::media::tags::id3v2::text::decode;
use crate::media::tags::id3v2::text::latin_1;
use crate::media::tags::mp4::atom::Atom;
use crate::media::tags::mp4::atom::Kind;
use crate::media::tags::mp4::atom::children_before_damage;

/// An item of a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Item {
    /// What it is.
    pub(crate) name: ItemName,
    /// What it says.
    pub(crate) values: Vec<ItemValue>,
}

/// What an item is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum ItemName {
    /// Four letters.
    Letters(Kind),
    /// A word: of an item `----`, or of a list with keys.
    Word(String),
}

/// What an item says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum ItemValue {
    /// Text.
    Text(String),
    /// A picture.
    Picture(Vec<u8>),
    /// Anything else.
    Data(Vec<u8>),
}

/// Whether a box `meta` has keys, and not iTunes' items.
pub(crate) fn has_keys(meta: &Atom) -> bool {
    let handler = meta.find(&[b"hdlr"]).and_then(|atom| atom.bytes().get(8..12));
    handler == Some(b"mdta") || (handler.is_none() && meta.find(&[b"keys"]).is_some())
}

/// The lists of items of a movie, in the order in which they count: iTunes' before those with keys, each in the order of the file.
pub(crate) fn lists(moov: &Atom) -> impl Iterator<Item = &Atom> {
    let user_data = moov.atoms().iter().filter(|atom| atom.kind == *b"udta").flat_map(Atom::atoms);
    let metas = user_data.chain(moov.atoms()).filter(|atom| atom.kind == *b"meta");
    let (keyed, plain): (Vec<&Atom>, Vec<&Atom>) = metas.partition(|meta| has_keys(meta));
    plain.into_iter().chain(keyed)
}

/// The keys of such a box; the first has the number 1.
pub(crate) fn keys(meta: &Atom) -> Vec<String> {
    let mut rest = meta.find(&[b"keys"]).and_then(|atom| atom.bytes().get(8..)).unwrap_or_default();
    let mut found = Vec::new();
    while let Some(length) = be32(rest, 0).and_then(|length| usize::try_from(length).ok()).filter(|length| *length >= 8) {
        let Some((entry, after)) = rest.split_at_checked(length) else { break };
        found.push(String::from_utf8_lossy(&entry[8..]).into_owned());
        rest = after;
    }
    found
}

/// What an item means by its key, as iTunes' items are called.
pub(crate) fn letters_of(key: &str) -> Option<&'static Kind> {
    let short = key.strip_prefix("com.apple.quicktime.").unwrap_or(key).to_ascii_lowercase();
    Some(match short.as_str() {
        "title" | "displayname" => b"\xa9nam",
        "album" => b"\xa9alb",
        "artist" => b"\xa9ART",
        "album_artist" => b"aART",
        "date" | "year" | "creationdate" => b"\xa9day",
        "genre" => b"\xa9gen",
        "comment" => b"\xa9cmt",
        "description" => b"desc",
        "copyright" => b"cprt",
        "encoder" | "software" => b"\xa9too",
        "composer" => b"\xa9wrt",
        "artwork" => b"covr",
        _ => return None,
    })
}

/// The items of a box `meta`, of either kind.
pub(crate) fn items(meta: &Atom) -> Vec<Item> {
    let keys = if has_keys(meta) { Some(keys(meta)) } else { None };
    let list = meta.find(&[b"ilst"]).map(Atom::atoms).unwrap_or_default();
    list.iter().filter_map(|item| of_item(item, keys.as_deref())).collect()
}

fn of_item(item: &Atom, keys: Option<&[String]>) -> Option<Item> {
    let (boxes, _) = children_before_damage(item.bytes(), &mut |kind, bytes| Atom::of_bytes(&kind, bytes));
    let name = match keys {
        Some(keys) => {
            let number = usize::try_from(u32::from_be_bytes(item.kind)).ok()?;
            let key = keys.get(number.checked_sub(1)?)?;
            letters_of(key).map_or_else(|| ItemName::Word(key.clone()), |letters| ItemName::Letters(*letters))
        }
        None if item.kind == *b"----" => {
            let name = boxes.iter().find(|one| one.kind == *b"name")?.bytes().get(4..)?;
            ItemName::Word(String::from_utf8_lossy(name).into_owned())
        }
        None => ItemName::Letters(item.kind),
    };
    let values = boxes.iter().filter(|one| one.kind == *b"data").filter_map(|one| value(&name, one.bytes())).collect();
    Some(Item { name, values })
}

/// A value stands behind its type and a place for a language ("Well-known types").
fn value(name: &ItemName, data: &[u8]) -> Option<ItemValue> {
    let ([_, _, _, kind, _, _, _, _], value) = data.split_first_chunk::<8>()?;
    let is_cover = *name == ItemName::Letters(*b"covr");
    Some(match kind {
        _ if is_cover => ItemValue::Picture(value.to_vec()),
        1 | 4 => ItemValue::Text(decode(value, 3)?),
        2 | 5 => ItemValue::Text(decode(value, 2)?),
        13 | 14 | 27 => ItemValue::Picture(value.to_vec()),
        // texts whose writers left the type out
        0 if matches!(name, ItemName::Letters([0xA9, ..])) => ItemValue::Text(decode(value, 3)?),
        _ => ItemValue::Data(value.to_vec()),
    })
}

/// The classic texts in `udta`: a name that begins with ©, a length and a language of two bytes each, the text; and those of 3GPP, which have version,
/// flags and a language before the text (3GPP TS 26.244, section 8).
pub(crate) fn classic_texts(udta: &Atom) -> Vec<Item> {
    udta.atoms().iter().filter_map(classic_text).collect()
}

fn classic_text(atom: &Atom) -> Option<Item> {
    let bytes = atom.bytes();
    let (letters, text) = match &atom.kind {
        [0xA9, ..] => {
            let ([a, b, _, _], rest) = bytes.split_first_chunk::<4>()?;
            (atom.kind, rest.get(..usize::from(u16::from_be_bytes([*a, *b])))?)
        }
        b"titl" => (*b"\xa9nam", bytes.get(6..)?),
        b"perf" | b"auth" => (*b"\xa9ART", bytes.get(6..)?),
        b"albm" => (*b"\xa9alb", bytes.get(6..)?),
        b"dscp" => (*b"desc", bytes.get(6..)?),
        _ => return None,
    };
    let encoding = if text.starts_with(&[0xFE, 0xFF]) { 1 } else { 3 };
    let text = decode(text, encoding)?.split('\0').next()?.to_owned();
    Some(Item { name: ItemName::Letters(letters), values: vec![ItemValue::Text(text)] })
}

/// The letters of an item, for people: they are Latin-1, in which © is A9.
pub(crate) fn letters(kind: &Kind) -> String {
    latin_1(kind)
}
