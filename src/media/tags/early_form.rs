//! Tags as podwright 0.1 wrote them, where some players misread that form.

use std::io;

use crate::media::tags::id3v2::content::OUR_COMMENT;
use crate::media::tags::id3v2::content::PictureFrame;
use crate::media::tags::id3v2::read::tags_at;
use crate::media::tags::id3v2::tag::OpenFrame;
use crate::media::tags::mp4::atom::Atom;
use crate::media::tags::mp4::atom::Kind;
use crate::media::tags::mp4::chapters::OUR_CHAPTERS;
use crate::media::tags::mp4::items::Item;
use crate::media::tags::mp4::items::ItemName;
use crate::media::tags::mp4::items::ItemValue;
use crate::media::tags::mp4::items::classic_texts;
use crate::media::tags::mp4::items::has_keys;
use crate::media::tags::mp4::items::items;
use crate::media::tags::mp4::items::lists;
use crate::media::tags::mp4::moov::tags_of;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;

/// Our items, in the order in which every version has written them in front of all others; the numbers of season and episode may be missing.
const OUR_ITEMS: [&Kind; 12] = [
    b"\xa9nam", b"\xa9alb", b"\xa9ART", b"aART", b"\xa9day", b"\xa9gen", b"\xa9cmt", b"pcst", b"egid", b"purl", b"desc", b"catg",
];

/// The name of an item that says how much silence an encoder has put before the sound.
const PRIMING: &str = "iTunSMPB";

/// Whether an item of iTunes' list says how much silence an encoder has put before the sound.
pub(crate) fn is_priming(item: &Atom) -> bool {
    item.kind == *b"----" && item.bytes().windows(PRIMING.len()).any(|window| window == PRIMING.as_bytes())
}

/// What players misread in tags that podwright 0.1 wrote, in words; `None` for tags of others, and where no player misreads anything.
///
/// # Errors
/// Where the disk fails.
pub(crate) fn misread(source: &dyn ByteSource, container: Container) -> io::Result<Option<&'static str>> {
    Ok(match container {
        Container::Mp3 => misread_id3(source)?,
        Container::Mp4 => tags_of(source)?.and_then(|(moov, _)| misread_mp4(&moov)),
        _ => None,
    })
}

/// Version 0.1 kept a cover of the type "other" beside the new one.
fn misread_id3(source: &dyn ByteSource) -> io::Result<Option<&'static str>> {
    let found = tags_at(source, 0)?;
    let Some(tag) = found.tags.first() else { return Ok(None) };
    let (mut is_ours, mut covers) = (false, 0);
    for frame in tag.frames() {
        is_ours |= is_our_comment(&frame);
        covers += usize::from(frame.picture().as_ref().is_some_and(PictureFrame::is_front_cover));
    }
    Ok((is_ours && covers > 1).then_some("an old cover is still there beside the new one"))
}

/// The comment with our description, in Latin-1, UTF-8 or UTF-16.
pub(in crate::media::tags) fn is_our_comment(frame: &OpenFrame<'_>) -> bool {
    let description = frame.body.get(4..).unwrap_or_default();
    let letters = description.iter().filter(|byte| !matches!(byte, 0 | 0xFE | 0xFF)).take(OUR_COMMENT.len());
    frame.id == *b"COMM" && letters.eq(OUR_COMMENT.as_bytes())
}

fn misread_mp4(moov: &Atom) -> Option<&'static str> {
    let ours = lists(moov).find(|meta| is_ours(meta))?;
    if has_keys(ours) {
        return Some("they are in a list of QuickTime's keys, and ffprobe and MediaInfo show the old title");
    }
    let said = items(ours);
    let title = title_of(&said);
    let user_data = moov.atoms().iter().filter(|atom| atom.kind == *b"udta");
    let others = lists(moov).filter(|meta| has_keys(meta)).map(items).chain(user_data.map(classic_texts));
    if others.filter_map(|other| title_of(&other)).any(|other| Some(other) != title) {
        return Some("an old title is still there beside the new one");
    }
    let has_priming = said.iter().any(|item| item.name == ItemName::Word(PRIMING.to_owned()));
    let moves_priming = cover_before_priming(ours) || chapters_before_tags(moov);
    (has_priming && moves_priming).then_some("ffmpeg plays silence that they ask to leave out")
}

fn is_ours(meta: &Atom) -> bool {
    let list = meta.find(&[b"ilst"]).map(Atom::atoms).unwrap_or_default();
    let kinds = list.iter().map(|item| &item.kind).filter(|kind| !matches!(*kind, b"trkn" | b"disk"));
    kinds.take(OUR_ITEMS.len()).eq(OUR_ITEMS)
}

fn title_of(items: &[Item]) -> Option<String> {
    let title = items.iter().find(|item| item.name == ItemName::Letters(*b"\xa9nam"))?;
    match title.values.first()? {
        ItemValue::Text(text) => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// ffmpeg takes a cover for a track, and applies the note on priming to the track that it read last.
fn cover_before_priming(meta: &Atom) -> bool {
    let list = meta.find(&[b"ilst"]).map(Atom::atoms).unwrap_or_default();
    let place = |is: &dyn Fn(&Atom) -> bool| list.iter().position(is);
    let cover = place(&|item| item.kind == *b"covr");
    let priming = place(&is_priming);
    matches!((cover, priming), (Some(cover), Some(priming)) if cover < priming)
}

fn chapters_before_tags(moov: &Atom) -> bool {
    let is_ours = |atom: &Atom| {
        let name = atom.find(&[b"mdia", b"hdlr"]).map(Atom::bytes).unwrap_or_default();
        atom.kind == *b"trak" && name.windows(OUR_CHAPTERS.len()).any(|window| window == OUR_CHAPTERS.as_bytes())
    };
    let chapters = moov.atoms().iter().position(is_ours);
    let tags = moov.atoms().iter().rposition(|atom| atom.kind == *b"udta");
    matches!((chapters, tags), (Some(chapters), Some(tags)) if chapters < tags)
}
