//! The samples of the sound track in order, wherever in the file they lie (ISO/IEC 14496-12, 8.6 to 8.7).

use std::io;
use std::ops::Range;

use sha2::Digest;

use crate::media::bytes::hashing::each_block;
use crate::media::bytes::window::Window;
use crate::media::container::mp4::track::AudioTrack;
use crate::media::container::mp4::track::NoTrack;
use crate::media::container::mp4::track::SampleSizes;
use crate::media::container::mp4::track::audio_track;
use crate::media::container::mp4::track::number;
use crate::media::probe::probe_error::ProbeError;
use crate::model::files::byte_source::ByteSource;
use crate::model::identity::digest::Sha256;
use crate::model::media::audio_fault::AudioFaultKind;

/// Samples that lie side by side.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Chunk {
    /// Where they lie (bytes from the start of the file); may pass its end.
    pub(crate) span: Range<u64>,
    /// How many samples.
    pub(crate) samples: u64,
}

/// Goes through the chunks in order.
pub(crate) struct Chunks<'a> {
    track: &'a AudioTrack,
    offsets: Window<'a>,
    counts: Window<'a>,
    sizes: Window<'a>,
    chunk: u64,
    group: u64,
    sample: u64,
}

impl<'a> Chunks<'a> {
    /// All chunks of the track.
    pub(crate) fn new(source: &'a dyn ByteSource, track: &'a AudioTrack) -> Self {
        let window = || Window::new(source);
        Self { track, offsets: window(), counts: window(), sizes: window(), chunk: 0, group: 0, sample: 0 }
    }

    /// The next chunk; `None` after the last.
    pub(crate) fn next(&mut self) -> io::Result<Option<Chunk>> {
        if self.chunk >= self.track.chunks.count {
            return Ok(None);
        }
        let offset = number(self.track.chunks.entry(&mut self.offsets, self.chunk)?);
        let wanted = self.samples_in_chunk()?;
        let mut length = 0u64;
        let mut samples = 0;
        match self.track.sizes {
            SampleSizes::Same { len, count } => {
                samples = u64::from(wanted).min(count.saturating_sub(self.sample));
                length = samples.saturating_mul(u64::from(len));
                self.sample += samples;
            }
            SampleSizes::Each(table) => {
                while samples < u64::from(wanted) && self.sample < table.count {
                    length = length.saturating_add(number(table.entry(&mut self.sizes, self.sample)?));
                    self.sample += 1;
                    samples += 1;
                }
            }
        }
        self.chunk += 1;
        Ok(Some(Chunk { span: offset..offset.saturating_add(length), samples }))
    }

    /// `stsc` has an entry where the number changes: first chunk (from 1), samples in a chunk, description.
    fn samples_in_chunk(&mut self) -> io::Result<u32> {
        let table = self.track.per_chunk;
        if table.count == 0 {
            return Ok(0);
        }
        while self.group + 1 < table.count {
            let first = number(&table.entry(&mut self.counts, self.group + 1)?[..4.min(table.width)]);
            if first > self.chunk + 1 {
                break;
            }
            self.group += 1;
        }
        let entry = table.entry(&mut self.counts, self.group)?;
        Ok(entry.get(4..).and_then(|rest| rest.first_chunk::<4>()).map_or(0, |bytes| u32::from_be_bytes(*bytes)))
    }
}

/// How much of the track's sound the file holds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Extent {
    /// Samples of the table: frames of AAC, packets of ALAC.
    pub(crate) samples: u64,
    /// Those of them that lie in the file.
    pub(crate) present: u64,
    /// Bytes of those.
    pub(crate) bytes: u64,
    /// Length of the track by its table of durations (ticks of the track).
    pub(crate) ticks: u64,
}

/// Compares the tables with the length of the file.
pub(crate) fn extent(source: &dyn ByteSource, track: &AudioTrack) -> io::Result<Extent> {
    let mut extent = Extent { ticks: ticks(source, track)?, ..Extent::default() };
    let mut chunks = Chunks::new(source, track);
    while let Some(Chunk { span, samples }) = chunks.next()? {
        let length = span.end - span.start;
        let present = source.len().saturating_sub(span.start).min(length);
        extent.samples += samples;
        extent.bytes = extent.bytes.saturating_add(present);
        let share = u128::from(samples) * u128::from(present) / u128::from(length.max(1));
        extent.present += u64::try_from(share).unwrap_or(samples);
    }
    Ok(extent)
}

fn ticks(source: &dyn ByteSource, track: &AudioTrack) -> io::Result<u64> {
    let mut window = Window::new(source);
    let mut total = 0u64;
    for index in 0..track.times.count {
        let entry = number(track.times.entry(&mut window, index)?);
        total = total.saturating_add((entry >> 32).saturating_mul(entry & 0xFFFF_FFFF));
    }
    Ok(total)
}

/// The hash over the samples of the sound track in order: the same wherever `mdat` lies.
///
/// # Errors
/// Where the disk fails, and where there is no sound track.
pub(crate) fn samples_sha256(source: &dyn ByteSource) -> Result<Sha256, ProbeError> {
    let track = audio_track(&mut Window::new(source), source.len())
        .map_err(|error| ProbeError::unreadable(&error))?
        .map_err(|none| no_track_error(source, none))?;
    hash_of(source, &track).map_err(|error| ProbeError::unreadable(&error))
}

/// The hash over the samples of this track.
pub(crate) fn hash_of(source: &dyn ByteSource, track: &AudioTrack) -> io::Result<Sha256> {
    let mut hasher = sha2::Sha256::new();
    let mut chunks = Chunks::new(source, track);
    let mut work = 0u64;
    while let Some(chunk) = chunks.next()? {
        each_block(source, chunk.span.clone(), &mut |block| hasher.update(block))?;
        // chunks that overlap could make a small file endless work
        work = work.saturating_add(chunk.span.end - chunk.span.start);
        if work > source.len().saturating_mul(2) {
            break;
        }
    }
    Ok(Sha256::from(<[u8; 32]>::from(hasher.finalize())))
}

/// Where in the file that byte of the sound lies, counted over all samples in order.
pub(crate) fn place_of(source: &dyn ByteSource, track: &AudioTrack, byte: u64) -> io::Result<Option<u64>> {
    let mut chunks = Chunks::new(source, track);
    let mut before = 0u64;
    while let Some(Chunk { span, .. }) = chunks.next()? {
        let within = byte - before;
        if within < span.end - span.start {
            // a table that lies about an earlier chunk can lead anywhere
            return Ok(Some(span.start.saturating_add(within)).filter(|place| *place < source.len()));
        }
        before += span.end - span.start;
    }
    Ok(None)
}

/// Why an MP4 without a sound track cannot be measured.
pub(crate) fn no_track_error(source: &dyn ByteSource, none: NoTrack) -> ProbeError {
    match none {
        NoTrack::NoMovie => ProbeError::Damaged {
            kind: AudioFaultKind::TruncatedAudio,
            message: "the file ends before its table of contents (`moov`): it was cut, or its recording was never finished"
                .to_owned(),
            offset: Some(source.len()),
        },
        NoTrack::NoAudio => ProbeError::NotAudio { reason: "it is an MP4 file without a sound track".to_owned() },
    }
}
