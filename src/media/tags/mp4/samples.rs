//! The samples of a track of text or pictures: when each starts, and where it is (ISO/IEC 14496-12, section 8.6 and 8.7).

use std::ops::Range;

use crate::media::bytes::numbers::be32;
use crate::media::tags::mp4::atom::Atom;
use crate::media::tags::mp4::tracks::behind_times;
use crate::model::time::timestamp::Timestamp;

/// Samples of a chapter track that are read; more are not chapters.
const SAMPLES_MAX: usize = 4096;

/// A sample.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Sample {
    /// When it starts in the movie.
    pub(crate) start: Timestamp,
    /// When it ends.
    pub(crate) end: Timestamp,
    /// Where it is, from the start of the file (bytes).
    pub(crate) span: Range<u64>,
}

/// The samples of a track, as far as its tables go.
pub(crate) fn samples(trak: &Atom, movie_timescale: u32) -> Vec<Sample> {
    SampleTables::of(trak).map(|tables| tables.samples(delay(trak, movie_timescale))).unwrap_or_default()
}

/// The tables of a track.
struct SampleTables<'a> {
    /// Ticks a second.
    timescale: u64,
    sizes: &'a [u8],
    chunks: Vec<u64>,
    in_chunks: &'a [u8],
    times: &'a [u8],
}

impl<'a> SampleTables<'a> {
    fn of(trak: &'a Atom) -> Option<Self> {
        let tables = trak.find(&[b"mdia", b"minf", b"stbl"])?;
        let clock = trak.find(&[b"mdia", b"mdhd"]).map(Atom::bytes)?;
        let timescale = behind_times(clock).filter(|ticks| *ticks > 0)?;
        Some(Self {
            timescale: timescale.into(),
            sizes: tables.find(&[b"stsz"])?.bytes(),
            chunks: chunks(tables)?,
            in_chunks: tables.find(&[b"stsc"])?.bytes(),
            times: tables.find(&[b"stts"])?.bytes(),
        })
    }

    /// The samples; `delay` is by how many milliseconds the track starts later than the movie, or earlier.
    fn samples(&self, delay: i64) -> Vec<Sample> {
        let count = be32(self.sizes, 8).and_then(|count| usize::try_from(count).ok()).unwrap_or(0).min(SAMPLES_MAX);
        let mut times = durations(self.times);
        let mut places = InChunks::new(self.in_chunks);
        let (mut found, mut time) = (Vec::new(), 0u64);
        for (chunk, place) in self.chunks.iter().enumerate() {
            let mut at = *place;
            for _ in 0..places.samples_in(chunk) {
                if found.len() >= count {
                    return found;
                }
                let Some(end) = self.size(found.len()).and_then(|size| at.checked_add(size.into())) else { return found };
                let next = time.saturating_add(times.next().unwrap_or_default().into());
                found.push(Sample { start: self.moment(time, delay), end: self.moment(next, delay), span: at..end });
                (at, time) = (end, next);
            }
        }
        found
    }

    /// The size of a sample (bytes); all have one size, or each its own.
    fn size(&self, index: usize) -> Option<u32> {
        match be32(self.sizes, 4)? {
            0 => be32(self.sizes, 12 + index * 4),
            all => Some(all),
        }
    }

    fn moment(&self, ticks: u64, delay: i64) -> Timestamp {
        let millis = ticks.saturating_mul(1000) / self.timescale;
        Timestamp::from_millis(millis.saturating_add_signed(delay))
    }
}

/// By how many milliseconds a track starts later than the movie: an empty edit at the start puts it off, and an edit that begins within the track
/// cuts its start (the same, section 8.6.6).
fn delay(trak: &Atom, movie_timescale: u32) -> i64 {
    let edits = trak.find(&[b"edts"]).map(Atom::bytes).unwrap_or_default();
    // `edts` holds one box, `elst`, and is not taken apart: size, name, version and flags, count, entries
    let is_long = edits.get(8) == Some(&1);
    let first = || {
        let (duration, media) = if is_long { (be32(edits, 20)?, be32(edits, 28)?) } else { (be32(edits, 16)?, be32(edits, 20)?) };
        (edits.get(4..8)? == b"elst" && media == u32::MAX && movie_timescale > 0)
            .then(|| i64::from(duration) * 1000 / i64::from(movie_timescale))
    };
    first().unwrap_or(0)
}

/// Where the chunks are; `stco` or `co64`.
fn chunks(tables: &Atom) -> Option<Vec<u64>> {
    if let Some(table) = tables.find(&[b"stco"]) {
        let entries = table.bytes().get(8..)?;
        return Some(entries.chunks_exact(4).take(SAMPLES_MAX).filter_map(|entry| be32(entry, 0).map(u64::from)).collect());
    }
    let entries = tables.find(&[b"co64"])?.bytes().get(8..)?;
    let long = |entry: &[u8]| entry.first_chunk::<8>().map(|long| u64::from_be_bytes(*long));
    Some(entries.chunks_exact(8).take(SAMPLES_MAX).filter_map(long).collect())
}

/// How many samples chunks have: entries say from which chunk on, counted from 1, and how many. Asked in the order of the chunks.
struct InChunks<'a> {
    rest: &'a [u8],
    count: u32,
}

impl<'a> InChunks<'a> {
    fn new(table: &'a [u8]) -> Self {
        Self { rest: table.get(8..).unwrap_or_default(), count: 0 }
    }

    fn samples_in(&mut self, chunk: usize) -> u32 {
        while let Some((entry, rest)) = self.rest.split_first_chunk::<12>() {
            let from = be32(entry, 0).and_then(|first| usize::try_from(first).ok());
            if from.is_none_or(|from| from > chunk + 1) {
                break;
            }
            (self.rest, self.count) = (rest, be32(entry, 4).unwrap_or_default());
        }
        self.count
    }
}

/// How long each sample lasts: entries say for how many samples, and how long.
fn durations(table: &[u8]) -> impl Iterator<Item = u32> {
    table.get(8..).unwrap_or_default().chunks_exact(8).flat_map(|entry| {
        let count = be32(entry, 0).and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
        std::iter::repeat_n(be32(entry, 4).unwrap_or_default(), count.min(SAMPLES_MAX))
    })
}
