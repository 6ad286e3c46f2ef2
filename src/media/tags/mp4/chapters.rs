//! Chapters in an MP4 file: a track of text that the track of the sound names as its chapters, with links in it or beside it and pictures in another
//! track (the chapter lists of the `QuickTime` file format), or a list `chpl` (Nero's, undocumented).

use std::collections::BTreeMap;

use crate::media::tags::id3v2::text::decode;
use crate::media::tags::mp4::atom::Atom;
use crate::media::tags::mp4::atom::children_before_damage;
use crate::media::tags::mp4::samples::Sample;
use crate::media::tags::mp4::samples::samples;
use crate::media::tags::mp4::tracks::behind_times;
use crate::media::tags::mp4::tracks::chapter_ids;
use crate::media::tags::mp4::tracks::handler;
use crate::media::tags::mp4::tracks::track_id;
use crate::media::tags::mp4::tracks::tracks;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;
use crate::model::media::chapter::FoundChapter;
use crate::model::media::found_picture::FoundPicture;
use crate::model::time::timestamp::Timestamp;

/// Bytes of a sample of text that are read: a title of any use, and a link.
const TEXT_MAX: u64 = 4096;

/// Larger pictures, covers too, are passed over. // bytes; covers have up to 3 MB
pub(crate) const PICTURE_MAX: u64 = 12 << 20;

/// Pictures are read up to this sum. // bytes; those of podcasts have 10 to 20 MiB
pub(crate) const PICTURES_MAX: u64 = 64 << 20;

/// The name of our track of chapters, by which it is told from those of others.
pub(crate) const OUR_CHAPTERS: &str = "podwright chapters";

/// A track that the sound names as its chapters.
pub(crate) struct ChapterTrack<'a> {
    /// The track.
    pub(crate) trak: &'a Atom,
    /// Whether it holds titles or links, and not pictures.
    pub(crate) is_text: bool,
    /// Its samples.
    pub(crate) samples: Vec<Sample>,
}

/// The tracks that the sound names as its chapters, in their order.
pub(crate) fn chapter_tracks(moov: &Atom) -> Vec<ChapterTrack<'_>> {
    let named: Vec<u32> = tracks(moov).flat_map(chapter_ids).collect();
    let clock = moov.find(&[b"mvhd"]).map(Atom::bytes).unwrap_or_default();
    let timescale = behind_times(clock).unwrap_or_default();
    let of = |trak| match handler(trak).as_ref() {
        Some(b"text" | b"sbtl") => Some(ChapterTrack { trak, is_text: true, samples: samples(trak, timescale) }),
        Some(b"vide") => Some(ChapterTrack { trak, is_text: false, samples: samples(trak, timescale) }),
        _ => None,
    };
    tracks(moov).filter(|trak| named.contains(&track_id(trak))).filter_map(of).collect()
}

/// The chapters of a movie: of the first track of titles, else of the list.
pub(crate) fn chapters(moov: &Atom, source: &dyn ByteSource) -> Vec<FoundChapter> {
    let tracks = chapter_tracks(moov);
    let mut texts: Vec<Vec<FoundChapter>> =
        tracks.iter().filter(|track| track.is_text).map(|track| of_text(track, source)).collect();
    let titled = texts.iter().position(|track| track.iter().any(|chapter| !chapter.title.is_empty()));
    let first = if texts.is_empty() { Vec::new() } else { texts.swap_remove(titled.unwrap_or(0)) };
    let links: BTreeMap<Timestamp, String> =
        texts.into_iter().flatten().filter_map(|chapter| Some((chapter.start, chapter.url?))).collect();
    let list = moov.find(&[b"udta", b"chpl"]).map(|atom| listed(atom.bytes()));
    let mut chapters = if first.is_empty() { list.unwrap_or_default() } else { first };
    let mut pictures = BTreeMap::new();
    for track in tracks.iter().filter(|track| !track.is_text) {
        pictures.extend(pictures_of(track, source));
    }
    for chapter in &mut chapters {
        chapter.url = chapter.url.take().or_else(|| links.get(&chapter.start).cloned());
        chapter.picture = pictures.remove(&chapter.start);
    }
    chapters
}

fn of_text(track: &ChapterTrack<'_>, source: &dyn ByteSource) -> Vec<FoundChapter> {
    let one = |sample: &Sample| {
        let bytes = read(source, sample, TEXT_MAX);
        let (title, rest) = title(&bytes);
        FoundChapter { end: Some(sample.end), url: link(rest), ..FoundChapter::new(sample.start, &title) }
    };
    track.samples.iter().map(one).collect()
}

/// The pictures of a track, by their start.
fn pictures_of(track: &ChapterTrack<'_>, source: &dyn ByteSource) -> BTreeMap<Timestamp, FoundPicture> {
    let (mut found, mut sum) = (BTreeMap::new(), 0);
    for sample in &track.samples {
        let length = sample.span.end - sample.span.start;
        sum = length.saturating_add(sum);
        if length > PICTURE_MAX || sum > PICTURES_MAX {
            continue;
        }
        let bytes = read(source, sample, PICTURE_MAX);
        let media_type = match bytes.as_slice() {
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            // frames of a film
            _ => continue,
        };
        found.insert(sample.start, FoundPicture::of(media_type, &bytes));
    }
    found
}

/// The bytes of a sample, up to a limit; none where the file ends before.
pub(crate) fn read(source: &dyn ByteSource, sample: &Sample, limit: u64) -> Vec<u8> {
    let length = (sample.span.end - sample.span.start).min(limit).min(source.len().saturating_sub(sample.span.start));
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
    let filled = fill(source, sample.span.start, &mut bytes).unwrap_or(0);
    bytes.truncate(filled);
    bytes
}

/// The title in a sample, and the bytes after it: its length, and UTF-8, or UTF-16 behind a byte order mark.
fn title(bytes: &[u8]) -> (String, &[u8]) {
    let Some((length, rest)) = bytes.split_first_chunk::<2>() else { return (String::new(), &[]) };
    let (text, rest) = rest.split_at(rest.len().min(u16::from_be_bytes(*length).into()));
    let encoding = if matches!(text, [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..]) { 1 } else { 3 };
    (decode(text, encoding).unwrap_or_default().trim_end().to_owned(), rest)
}

/// The link in the boxes after a title: `href` has the letters from and to that it is on, 2 bytes each, and behind its length the address.
fn link(bytes: &[u8]) -> Option<String> {
    let (boxes, _) = children_before_damage(bytes, &mut |kind, bytes| Atom::of_bytes(&kind, bytes));
    let link = boxes.iter().find(|one| one.kind == *b"href")?.bytes();
    let length = usize::from(*link.get(4)?);
    decode(link.get(5..5 + length)?, 3).filter(|address| !address.is_empty())
}

/// The chapters of a list, of version 0 or 1, as far as it goes.
///
/// ```text
/// version 0, flags   entries, 1 byte                 [start, 8 bytes in 100 ns   length of the title, 1 byte   title] ...
/// version 1, flags   0, 1 byte   entries, 4 bytes    the same
/// ```
fn listed(bytes: &[u8]) -> Vec<FoundChapter> {
    let (count, mut rest) = match (bytes.first(), bytes.get(5..9).and_then(|four| four.first_chunk::<4>()), bytes.get(4)) {
        (Some(1), Some(count), _) => (u32::from_be_bytes(*count), &bytes[9..]),
        (Some(0), _, Some(count)) => (u32::from(*count), &bytes[5..]),
        _ => return Vec::new(),
    };
    let mut found: Vec<FoundChapter> = Vec::new();
    for _ in 0..count {
        let Some((start, [length, after @ ..])) = rest.split_first_chunk::<8>() else { break };
        let Some((title, after)) = after.split_at_checked(usize::from(*length)) else { break };
        let start = Timestamp::from_millis(u64::from_be_bytes(*start) / 10_000);
        found.push(FoundChapter::new(start, decode(title, 3).unwrap_or_default().trim_end()));
        rest = after;
    }
    let ends: Vec<Timestamp> = found.iter().skip(1).map(|next| next.start).collect();
    for (chapter, end) in found.iter_mut().zip(ends) {
        chapter.end = Some(end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_titles_and_links_of_samples() {
        let sample = b"\0\x05Intro\0\0\0\x0cencd\0\0\x01\0\0\0\0\x1bhref\0\0\0\x05\x0dhttp://a.test\0".as_slice();
        let (text, rest) = title(sample);
        assert_eq!((text.as_str(), link(rest).as_deref()), ("Intro", Some("http://a.test")));
        assert_eq!(title(b"\0\x06\xfe\xff\0a\0b").0, "ab");
        assert_eq!(title(b"\0\xffcut").0, "cut");
        assert_eq!((title(b"").0, link(b"\0\0\0\x09href\0")), (String::new(), None));
        for cut in 0..sample.len() {
            link(title(&sample[..cut]).1);
        }
    }

    #[test]
    fn reads_lists_of_both_versions() {
        let entry = b"\0\0\0\0\0\x98\x96\x80\x03Two";
        let starts = |bytes: &[u8]| {
            listed(bytes).iter().map(|chapter| (chapter.start.as_millis(), chapter.title.clone())).collect::<Vec<_>>()
        };
        let expected = vec![(1000, "Two".to_owned())];
        assert_eq!(starts(&[b"\0\0\0\0\x01".as_slice(), entry].concat()), expected);
        assert_eq!(starts(&[b"\x01\0\0\0\0\0\0\0\x01".as_slice(), entry].concat()), expected);
        assert_eq!(starts(&[b"\x01\0\0\0\0\0\0\0\x09".as_slice(), entry].concat()), expected, "cut");
        assert_eq!(starts(b"\x01\0\0"), []);
    }
}
