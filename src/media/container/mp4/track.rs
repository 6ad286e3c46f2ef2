//! The sound track of an MP4: how it is coded, and where its tables lie.

use std::io;
use std::num::NonZeroU32;
use std::ops::Range;

use crate::media::bytes::window::Window;
use crate::media::container::mp4::aac_config::AacConfig;
use crate::media::container::mp4::aac_config::codec_of_esds;
use crate::media::container::mp4::boxes::FourCc;
use crate::media::container::mp4::boxes::boxes_in;
use crate::media::container::mp4::boxes::find;
use crate::media::container::mp4::boxes::find_box;
use crate::media::container::mp4::edits::Edit;
use crate::media::container::mp4::edits::edits_in;
use crate::media::container::mp4::numbers::u32_at;
use crate::media::container::mp4::numbers::u64_at;
use crate::model::media::codec::Codec;

/// A table of equal entries in the file, read where it lies, so that a long recording takes no more memory than a short one.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Table {
    /// Its first entry (bytes from the start of the file).
    pub(crate) at: u64,
    /// How many entries.
    pub(crate) count: u64,
    /// Length of an entry (bytes).
    pub(crate) width: usize,
}

impl Table {
    /// Entries that fit into the box are believed, however many it claims.
    fn new(at: u64, claimed: u32, width: usize, end: u64) -> Self {
        Self { at, count: u64::from(claimed).min(end.saturating_sub(at) / width as u64), width }
    }

    /// An entry's bytes.
    pub(crate) fn entry<'w>(&self, window: &'w mut Window<'_>, index: u64) -> io::Result<&'w [u8]> {
        window.at(self.at + index * self.width as u64, self.width)
    }
}

/// How long each sample is (bytes).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SampleSizes {
    /// All alike.
    Same {
        /// The length of each (bytes).
        len: u32,
        /// How many.
        count: u64,
    },
    /// Each its own, of four bytes.
    Each(Table),
}

/// The sound track.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct AudioTrack {
    /// The sample entry's four letters: `mp4a`, `alac`, …
    pub(crate) entry: FourCc,
    /// What the sample entry says (Hz); `None` where the field is too small for it.
    pub(crate) entry_rate: Option<NonZeroU32>,
    /// What the sample entry says.
    pub(crate) entry_channels: u16,
    /// How it is coded, where the sample entry says it; AAC with spectral band replication that is announced nowhere is AAC here.
    pub(crate) codec: Option<Codec>,
    /// The configuration of AAC.
    pub(crate) aac: Option<AacConfig>,
    /// Ticks of the track in a second.
    pub(crate) timescale: u32,
    /// The length that the track claims (ticks of the track).
    pub(crate) claimed: u64,
    /// Where `mdhd` begins, which claims it (bytes).
    pub(crate) header_at: u64,
    /// The length that the movie claims (ticks, ticks in a second).
    pub(crate) movie: (u64, u32),
    /// Where `mvhd` begins, which claims it (bytes).
    pub(crate) movie_at: u64,
    /// What is played, in order; empty where all of it is.
    pub(crate) edits: Vec<Edit>,
    /// Lengths of samples.
    pub(crate) sizes: SampleSizes,
    /// Offsets of chunks.
    pub(crate) chunks: Table,
    /// Samples in each chunk.
    pub(crate) per_chunk: Table,
    /// Durations of samples.
    pub(crate) times: Table,
    /// Tracks of sound in the file, this one too.
    pub(crate) audio_tracks: u32,
    /// Tracks of moving pictures.
    pub(crate) video_tracks: u32,
    /// Whether the samples lie in fragments, for which the tables are empty.
    pub(crate) is_fragmented: bool,
}

/// What was found instead of a sound track.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NoTrack {
    /// There is no `moov`: the file was cut, or never finished.
    NoMovie,
    /// There is a `moov`, and no sound in it.
    NoAudio,
}

/// Finds the first sound track.
pub(crate) fn audio_track(window: &mut Window<'_>, len: u64) -> io::Result<Result<AudioTrack, NoTrack>> {
    let top = boxes_in(window, 0..len)?;
    let Some(moov) = top.iter().find(|found| &found.name == b"moov" && found.content.end <= len) else {
        return Ok(Err(NoTrack::NoMovie));
    };
    let (movie, movie_at) = match find_box(window, moov.content.clone(), b"mvhd")? {
        Some(header) => (duration(window, header.content)?.unwrap_or_default(), header.at),
        None => Default::default(),
    };
    let is_fragmented = top.iter().any(|found| &found.name == b"moof");
    let (mut audio_tracks, mut video_tracks) = (0, 0);
    let tracks = boxes_in(window, moov.content.clone())?;
    for trak in tracks.iter().filter(|found| &found.name == b"trak") {
        match played_kind(window, trak.content.clone())? {
            Some(PlayedKind::Audio) => audio_tracks += 1,
            Some(PlayedKind::Video) => video_tracks += 1,
            None => {}
        }
    }
    for trak in tracks {
        if &trak.name != b"trak" {
            continue;
        }
        if let Some(track) = track_of(window, trak.content, (movie, movie_at), is_fragmented)? {
            return Ok(Ok(AudioTrack { audio_tracks, video_tracks, ..track }));
        }
    }
    Ok(Err(NoTrack::NoAudio))
}

impl AudioTrack {
    /// Whether no other track of the file is heard or seen on its own.
    pub(crate) fn is_alone(&self) -> bool {
        self.audio_tracks == 1 && self.video_tracks == 0
    }
}

/// What is heard or seen on its own, unlike the texts of chapters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum PlayedKind {
    Audio,
    Video,
}

/// What kind of track it is. Still pictures are those of chapters, and no film.
fn played_kind(window: &mut Window<'_>, trak: Range<u64>) -> io::Result<Option<PlayedKind>> {
    let Some(media) = find(window, trak, &[b"mdia"])? else { return Ok(None) };
    let Some(handler) = find(window, media.clone(), &[b"hdlr"])? else { return Ok(None) };
    match window.at(handler.start + 8, 4)? {
        b"soun" => Ok(Some(PlayedKind::Audio)),
        b"vide" => {
            let Some(stsd) = find(window, media, &[b"minf", b"stbl", b"stsd"])? else { return Ok(None) };
            let is_still = matches!(window.at(stsd.start + 12, 4)?, b"jpeg" | b"png " | b"mjp2" | b"tiff" | b"gif ");
            Ok((!is_still).then_some(PlayedKind::Video))
        }
        _ => Ok(None),
    }
}

fn track_of(
    window: &mut Window<'_>,
    trak: Range<u64>,
    (movie, movie_at): ((u64, u32), u64),
    is_fragmented: bool,
) -> io::Result<Option<AudioTrack>> {
    let Some(mdia) = find(window, trak.clone(), &[b"mdia"])? else { return Ok(None) };
    let Some(handler) = find(window, mdia.clone(), &[b"hdlr"])? else { return Ok(None) };
    if window.at(handler.start + 8, 4)? != b"soun" {
        return Ok(None);
    }
    let Some(header) = find_box(window, mdia.clone(), b"mdhd")? else { return Ok(None) };
    let header_at = header.at;
    let Some((claimed, timescale)) = duration(window, header.content)? else { return Ok(None) };
    let Some(table) = find(window, mdia, &[b"minf", b"stbl"])? else { return Ok(None) };
    let Some(SampleEntry { entry, entry_channels, entry_rate, codec, aac }) = sample_entry(window, table.clone())? else {
        return Ok(None);
    };
    let edits = match find(window, trak, &[b"edts", b"elst"])? {
        Some(list) => edits_in(window, list)?,
        None => Vec::new(),
    };
    let (mut sizes, mut chunks) = (SampleSizes::Same { len: 0, count: 0 }, Table::default());
    let (mut per_chunk, mut times) = (Table::default(), Table::default());
    for found in boxes_in(window, table)? {
        let Range { start, end } = found.content;
        let Some(first) = u32_at(window, start + 4)? else { continue };
        match &found.name {
            b"stsz" => {
                let count = u32_at(window, start + 8)?.unwrap_or(0);
                sizes = if first > 0 {
                    SampleSizes::Same { len: first, count: u64::from(count) }
                } else {
                    SampleSizes::Each(Table::new(start + 12, count, 4, end))
                };
            }
            b"stco" => chunks = Table::new(start + 8, first, 4, end),
            b"co64" => chunks = Table::new(start + 8, first, 8, end),
            b"stsc" => per_chunk = Table::new(start + 8, first, 12, end),
            b"stts" => times = Table::new(start + 8, first, 8, end),
            _ => {}
        }
    }
    Ok(Some(AudioTrack {
        entry,
        entry_rate,
        entry_channels,
        codec: match (codec, chunks.count) {
            (Some(Codec::Mp3), 1..) => {
                let first = number(chunks.entry(window, 0)?);
                layer_at(window, first)?.or(codec)
            }
            _ => codec,
        },
        aac,
        timescale,
        claimed,
        header_at,
        movie,
        movie_at,
        edits,
        sizes,
        chunks,
        per_chunk,
        times,
        audio_tracks: 1,
        video_tracks: 0,
        is_fragmented,
    }))
}

/// Duration and timescale of `mvhd` and `mdhd`, whose version decides how wide the fields are.
fn duration(window: &mut Window<'_>, header: Range<u64>) -> io::Result<Option<(u64, u32)>> {
    let is_long = window.at(header.start, 1)?.first() == Some(&1);
    let scale_at = header.start + if is_long { 20 } else { 12 };
    let Some(scale) = u32_at(window, scale_at)?.filter(|scale| *scale > 0) else { return Ok(None) };
    let ticks = if is_long { u64_at(window, scale_at + 4)? } else { u32_at(window, scale_at + 4)?.map(u64::from) };
    Ok(ticks.map(|ticks| (ticks, scale)))
}

/// What the sample entry says.
struct SampleEntry {
    entry: FourCc,
    entry_channels: u16,
    entry_rate: Option<NonZeroU32>,
    codec: Option<Codec>,
    aac: Option<AacConfig>,
}

/// ```text
/// size 4 name 4 | reserved 6 reference 2 | version 2 … 6 | channels 2 bits 2 … 4 | rate 16.16 | boxes
/// ```
fn sample_entry(window: &mut Window<'_>, table: Range<u64>) -> io::Result<Option<SampleEntry>> {
    let Some(stsd) = find(window, table, &[b"stsd"])? else { return Ok(None) };
    let Some(entry) = boxes_in(window, stsd.start + 8..stsd.end)?.into_iter().next() else { return Ok(None) };
    let look = window.at(entry.content.start, 28)?;
    let &[_, _, _, _, _, _, _, _, version_high, version, _, _, _, _, _, _, c0, c1, _, _, _, _, _, _, r0, r1, _, _] = look else {
        return Ok(None);
    };
    let (channels, rate) = (u16::from_be_bytes([c0, c1]), NonZeroU32::new(u32::from(u16::from_be_bytes([r0, r1]))));
    // QuickTime's versions 1 and 2 have more fields before the boxes
    let extra = match u16::from_be_bytes([version_high, version]) {
        1 => 16,
        2 => 36,
        _ => 0,
    };
    let boxes = entry.content.start + 28 + extra..entry.content.end;
    let mut esds = find(window, boxes.clone(), &[b"esds"])?;
    if esds.is_none() {
        esds = find(window, boxes, &[b"wave", b"esds"])?;
    }
    let (mut aac, mut named) = (None, None);
    if let Some(range) = esds {
        let length = usize::try_from(range.end - range.start).unwrap_or(0).min(512);
        let content = window.at(range.start, length)?;
        (aac, named) = (AacConfig::of_esds(content), codec_of_esds(content));
    }
    let codec = aac.map(|config| config.codec).or(named).or_else(|| codec_of_entry(&entry.name));
    Ok(Some(SampleEntry { entry: entry.name, entry_channels: channels, entry_rate: rate, codec, aac }))
}

/// Which codec a sample entry names by its four letters.
fn codec_of_entry(name: &FourCc) -> Option<Codec> {
    Some(match name {
        b"alac" => Codec::Alac,
        b"ac-3" => Codec::Ac3,
        b"ec-3" => Codec::Eac3,
        b".mp1" => Codec::Mp1,
        b".mp2" => Codec::Mp2,
        b".mp3" | b"ms\0\x55" => Codec::Mp3,
        b"fLaC" => Codec::Flac,
        b"Opus" => Codec::Opus,
        b"lpcm" | b"sowt" | b"twos" | b"in24" | b"in32" | b"fl32" | b"fl64" | b"ipcm" | b"fpcm" | b"raw " => Codec::Pcm,
        _ => return None,
    })
}

/// Which layer of MPEG audio begins there.
fn layer_at(window: &mut Window<'_>, at: u64) -> io::Result<Option<Codec>> {
    let &[0xFF, second, ..] = window.at(at, 2)? else { return Ok(None) };
    Ok(match (second & 0xE0, second >> 1 & 0b11) {
        (0xE0, 0b11) => Some(Codec::Mp1),
        (0xE0, 0b10) => Some(Codec::Mp2),
        (0xE0, 0b01) => Some(Codec::Mp3),
        _ => None,
    })
}

pub(crate) fn number(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).fold(0, |value, byte| value << 8 | u64::from(*byte))
}
