//! The recording of an item.

use std::num::NonZeroU32;

use crate::feed::published::names::Vocabulary::{ITunes, Rss};
use crate::feed::published::tree::FeedNode;
use crate::import::convert::reading::{ItemReader, address, time};
use crate::import::ledger::LedgerKind;
use crate::model::media::media_type::MediaType;
use crate::model::media::remote_audio::RemoteAudio;
use crate::model::time::timestamp::Timestamp;

/// What the end of an address says of a recording, where its type says nothing.
const ENDINGS: &[(&str, MediaType)] = &[
    ("mp3", MediaType::Mpeg),
    ("m4a", MediaType::XM4a),
    ("m4b", MediaType::XM4a),
    ("aac", MediaType::Aac),
    ("ogg", MediaType::Ogg),
    ("oga", MediaType::Ogg),
    ("opus", MediaType::Opus),
    ("flac", MediaType::Flac),
    ("wav", MediaType::Wav),
    ("aif", MediaType::Aiff),
    ("aiff", MediaType::Aiff),
    ("mp4", MediaType::VideoMp4),
    ("m4v", MediaType::VideoM4v),
    ("mov", MediaType::VideoQuicktime),
];

/// The element that apps play: the first recording, else the first of all. Pictures stand in enclosures too.
pub(in crate::import) fn played(item: &FeedNode) -> Option<&FeedNode> {
    let is_media = |node: &&FeedNode| {
        let kind = node.attribute("type").unwrap_or_default().to_ascii_lowercase();
        kind.starts_with("audio/") || kind.starts_with("video/")
    };
    item.all(Rss, "enclosure").find(is_media).or_else(|| item.all(Rss, "enclosure").next())
}

/// The recording; the reason where there is none that apps could play.
pub(in crate::import) fn enclosure(reader: &mut ItemReader<'_>, item: &FeedNode) -> Result<RemoteAudio, String> {
    let Some(node) = played(item) else { return Err("no recording".to_owned()) };
    for further in item.all(Rss, "enclosure").filter(|other| !std::ptr::eq(*other, node)) {
        reader.note_at(LedgerKind::NotCarried, "a further `enclosure`", further);
    }
    let raw = node.attribute("url").unwrap_or_default();
    let Some(url) = address(raw) else { return Err("a recording without a web address".to_owned()) };
    if url.as_str() != raw {
        reader.note_at(LedgerKind::IdentityChanged, "the address of a recording was encoded", node);
    }
    let media_type = media_type(reader, node, url.as_str())?;
    Ok(RemoteAudio { url, media_type, bytes: bytes(reader, node), duration: duration(reader, item) })
}

fn media_type(reader: &mut ItemReader<'_>, node: &FeedNode, url: &str) -> Result<MediaType, String> {
    let written = node.attribute("type").unwrap_or_default();
    if let Ok(media_type) = written.parse() {
        return Ok(media_type);
    }
    let plain = written.split(';').next().unwrap_or_default().trim();
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let of_ending = || ENDINGS.iter().find(|(end, _)| path.strip_suffix(end).is_some_and(|rest| rest.ends_with('.')));
    let found = MediaType::meant_by(plain).or_else(|| of_ending().map(|(_, media_type)| *media_type));
    let Some(found) = found else { return Err(format!("a file of the type `{written}`, which podcast apps do not play")) };
    let written = if written.is_empty() { "no type".to_owned() } else { format!("the type `{written}`") };
    reader.note_at(LedgerKind::Mended, format!("{written} is `{found}`"), node);
    Ok(found)
}

/// The length; unknown is unknown, whatever the host has written for it.
fn bytes(reader: &mut ItemReader<'_>, node: &FeedNode) -> Option<NonZeroU32> {
    let written = node.attribute("length").unwrap_or_default();
    let found = written.parse::<u64>().ok().filter(|bytes| *bytes > 0);
    let bytes = found.and_then(|bytes| u32::try_from(bytes).ok()).and_then(NonZeroU32::new);
    match (found, bytes) {
        (None, _) => reader.note_at(LedgerKind::NotCarried, "a length that the feed does not say: the new feed says 0 too", node),
        (Some(_), None) => reader.note_at(LedgerKind::NotCarried, "a length of more than 4 GiB: the new feed says 0", node),
        (Some(_), Some(_)) => {}
    }
    bytes
}

fn duration(reader: &mut ItemReader<'_>, item: &FeedNode) -> Option<Timestamp> {
    let node = item.all(ITunes, "duration").find(|node| !node.text.trim().is_empty())?;
    let found = time(&node.text);
    if found.is_none() {
        reader.note_at(LedgerKind::NotCarried, "an `itunes:duration` that nobody can read", node);
    }
    found.filter(|time| time.as_millis() > 0)
}
