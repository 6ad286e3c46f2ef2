//! Chapters that are in an MP4 file already.

use std::ops::Range;

use crate::model::files::byte_source::ByteSource;
use crate::model::time::timestamp::Timestamp;
use crate::tag::change::TagValue;
use crate::tag::mp4::atom::Atom;
use crate::tag::mp4::chapters::HANDLER;
use crate::tag::mp4::movie::{chapter_ids, handler, track_id, tracks, word};
use crate::tag::recipe::read_range;

/// Chapters that were found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FoundChapters {
    /// The tracks of text that hold them.
    pub track_ids: Vec<u32>,
    /// Whether podwright wrote them.
    pub ours: bool,
    /// What they say, by the track, else by the list.
    pub values: Vec<TagValue>,
    /// Where the samples of their tracks are in the file, by place (bytes).
    pub samples: Vec<Range<u64>>,
}

/// Samples of a chapter track that are looked at; more are not chapters.
const SAMPLES_MAX: usize = 4096;

/// Bytes of a title that are read.
const TITLE_MAX: u64 = 1024;

impl FoundChapters {
    /// The chapters of a movie. What is damaged of them is passed over: they are for showing, and for making room.
    pub fn of(moov: &Atom, source: &dyn ByteSource) -> Self {
        let ids: Vec<u32> = tracks(moov).flat_map(chapter_ids).collect();
        let mut found = Self::default();
        for trak in tracks(moov).filter(|trak| ids.contains(&track_id(trak)) && is_text(trak)) {
            found.track_ids.push(track_id(trak));
            found.ours |= trak.find(&[b"mdia", b"hdlr"]).is_some_and(|atom| contains(atom.bytes(), HANDLER.as_bytes()));
            let samples = samples(trak).unwrap_or_default();
            if found.values.is_empty() {
                found.values = samples.iter().map(|(start, span)| chapter(*start, &title(source, span))).collect();
            }
            found.samples.extend(samples.into_iter().map(|(_, span)| span));
        }
        found.samples.sort_by_key(|span| span.start);
        if found.values.is_empty() {
            found.values = moov.find(&[b"udta", b"chpl"]).and_then(|atom| listed(atom.bytes())).unwrap_or_default();
        }
        found
    }

    /// Whether a stretch of the file holds nothing but the samples of these chapters.
    pub fn fill(&self, body: &Range<u64>) -> bool {
        let mut at = body.start;
        for span in self.samples.iter().filter(|span| span.start >= body.start && span.end <= body.end) {
            if span.start != at {
                return false;
            }
            at = span.end;
        }
        at == body.end && !body.is_empty()
    }
}

fn is_text(trak: &Atom) -> bool {
    matches!(handler(trak).as_ref(), Some(b"text" | b"sbtl"))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn chapter(start: Timestamp, title: &str) -> TagValue {
    TagValue::Chapter { start, end: None, title: title.to_owned(), url: None, picture: None }
}

/// The samples of a track: when each starts, and where it is.
fn samples(trak: &Atom) -> Option<Vec<(Timestamp, Range<u64>)>> {
    let tables = trak.find(&[b"mdia", b"minf", b"stbl"])?;
    let clock = trak.find(&[b"mdia", b"mdhd"]).map(Atom::bytes)?;
    let timescale = word(clock, if clock.first() == Some(&1) { 20 } else { 12 }).filter(|ticks| *ticks > 0)?;
    let sizes = tables.find(&[b"stsz"])?.bytes();
    let count = usize::try_from(word(sizes, 8)?).ok()?.min(SAMPLES_MAX);
    let size = |index: usize| match word(sizes, 4)? {
        0 => word(sizes, 12 + index * 4),
        all => Some(all),
    };
    let chunks = chunks(tables)?;
    let in_chunks = tables.find(&[b"stsc"])?.bytes();
    let mut times = durations(tables.find(&[b"stts"])?.bytes());
    let (mut found, mut index, mut time) = (Vec::new(), 0, 0u64);
    for (chunk, place) in chunks.into_iter().enumerate() {
        let mut at = place;
        for _ in 0..samples_in(in_chunks, chunk) {
            if index >= count {
                return Some(found);
            }
            let end = at.checked_add(size(index)?.into())?;
            found.push((Timestamp::from_millis(time.checked_mul(1000)? / u64::from(timescale)), at..end));
            time = time.checked_add(times.next().unwrap_or_default().into())?;
            (at, index) = (end, index + 1);
        }
    }
    Some(found)
}

/// Where the chunks are; `stco` or `co64`.
fn chunks(tables: &Atom) -> Option<Vec<u64>> {
    if let Some(table) = tables.find(&[b"stco"]) {
        let entries = table.bytes().get(8..)?;
        return Some(entries.chunks_exact(4).take(SAMPLES_MAX).filter_map(|entry| word(entry, 0).map(u64::from)).collect());
    }
    let entries = tables.find(&[b"co64"])?.bytes().get(8..)?;
    Some(
        entries
            .chunks_exact(8)
            .take(SAMPLES_MAX)
            .filter_map(|entry| entry.first_chunk::<8>().map(|long| u64::from_be_bytes(*long)))
            .collect(),
    )
}

/// How many samples a chunk has: entries say from which chunk on, counted from 1, and how many.
fn samples_in(table: &[u8], chunk: usize) -> u32 {
    let entries = table.get(8..).unwrap_or_default().chunks_exact(12).take(SAMPLES_MAX);
    let from = |entry: &[u8]| word(entry, 0).and_then(|first| usize::try_from(first).ok());
    entries
        .take_while(|entry| from(entry).is_some_and(|first| first <= chunk + 1))
        .last()
        .and_then(|entry| word(entry, 4))
        .unwrap_or_default()
}

/// How long each sample lasts: entries say for how many samples, and how long.
fn durations(table: &[u8]) -> impl Iterator<Item = u32> {
    table.get(8..).unwrap_or_default().chunks_exact(8).flat_map(|entry| {
        let count = word(entry, 0).and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
        std::iter::repeat_n(word(entry, 4).unwrap_or_default(), count.min(SAMPLES_MAX))
    })
}

/// The title in a sample: its length, and UTF-8, or UTF-16 behind a byte order mark.
fn title(source: &dyn ByteSource, span: &Range<u64>) -> String {
    let end = span.end.min(span.start.saturating_add(TITLE_MAX)).min(source.len());
    let bytes = read_range(source, span.start.min(end)..end).unwrap_or_default();
    let Some((length, text)) = bytes.split_first_chunk::<2>() else { return String::new() };
    match &text[..text.len().min(u16::from_be_bytes(*length).into())] {
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        text => String::from_utf8_lossy(text).into_owned(),
    }
}

fn utf_16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The chapters of a list `chpl`, of version 0 or 1.
fn listed(bytes: &[u8]) -> Option<Vec<TagValue>> {
    let head = if bytes.first() == Some(&1) { 9 } else { 5 };
    let (count, mut rest) = (*bytes.get(head - 1)?, bytes.get(head..)?);
    let mut found = Vec::new();
    for _ in 0..count {
        let (start, after) = rest.split_first_chunk::<8>()?;
        let (length, after) = after.split_first()?;
        let (title, after) = after.split_at_checked((*length).into())?;
        let start = Timestamp::from_millis(u64::from_be_bytes(*start) / 10_000);
        found.push(chapter(start, &String::from_utf8_lossy(title)));
        rest = after;
    }
    Some(found)
}
