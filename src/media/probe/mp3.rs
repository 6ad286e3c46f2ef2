//! MP3: scanned for the truth, decoded for the loudness.

use std::io;
use std::ops::Range;

use crc_fast::CrcAlgorithm;
use crc_fast::Digest;
use sha2::Digest as _;

use crate::media::bytes::hashing::Hashing;
use crate::media::bytes::hashing::each_block;
use crate::media::bytes::hashing::sha256_of;
use crate::media::container::mpeg::frame_scan::FrameScan;
use crate::media::container::mpeg::frame_scan::Promise;
use crate::media::container::mpeg::tag_spans::TagKind;
use crate::media::container::other_audio::other_audio;
use crate::media::probe::Depth;
use crate::media::probe::audio_probe::AudioProbe;
use crate::media::probe::audio_probe::EncoderChecksum;
use crate::media::probe::bitrate;
use crate::media::probe::mp3_faults;
use crate::media::probe::probe_error::ProbeError;
use crate::media::probe::sound_faults;
use crate::media::sound::decode::mp3::Decoded;
use crate::media::sound::decode::mp3::measure;
use crate::media::sound::meter::course::energies;
use crate::media::sound::meter::course::waveform;
use crate::media::sound::meter::grid_meter::Segmenting;
use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::found_tags::ape;
use crate::media::tags::found_tags::id3v1;
use crate::media::tags::found_tags::id3v2;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;
use crate::model::identity::digest::Sha256;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_facts::BitrateMode;
use crate::model::media::audio_facts::LoudnessFacts;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;

/// What a file is in which no frames of MP3 were found.
pub(super) fn not_mp3(source: &dyn ByteSource) -> io::Result<ProbeError> {
    Ok(match other_audio(source)? {
        Some(format) => ProbeError::Unsupported { format: format.to_owned() },
        None => ProbeError::NotAudio { reason: "nothing in it is sound of a kind that podwright knows".to_owned() },
    })
}

/// Measures an MP3 file.
pub(super) fn probe(source: &dyn ByteSource, depth: Depth, progress: &(dyn Fn(u64) + Sync)) -> Result<AudioProbe, ProbeError> {
    let silent = |_: u64| ();
    let hash_progress: &(dyn Fn(u64) + Sync) = if depth == Depth::NoLoudness { progress } else { &silent };
    let Some((scan, hashes)) = scan_and_hash(source, hash_progress).map_err(|error| ProbeError::unreadable(&error))? else {
        return Err(not_mp3(source).map_err(|error| ProbeError::unreadable(&error))?);
    };
    let decoded = match depth {
        Depth::Full | Depth::Timeline if can_be_measured(&scan) => {
            Some(measure(source, &scan, depth == Depth::Timeline, progress).map_err(|error| ProbeError::unreadable(&error))?)
        }
        _ => None,
    };
    let sound = decoded.as_ref().filter(|decoded| decoded.panicked.is_none());
    let timeline = sound.filter(|_| depth == Depth::Timeline).map(|decoded| decoded.levels.timeline());
    let played = scan.played();
    let length = AudioLength { samples: played.end - played.start, sample_rate: scan.stream.sample_rate };
    let facts = AudioFacts {
        bytes: ByteCount::new(source.len()),
        sha256: hashes.whole,
        audio_sha256: hashes.payload,
        container: Container::Mp3,
        codec: Codec::Mp3,
        length,
        channels: scan.stream.channels,
        bitrate: bitrate(scan.frame_bytes, scan.samples, scan.stream.sample_rate),
        bitrate_mode: if scan.varies { BitrateMode::Vbr } else { BitrateMode::Cbr },
        seek_table: scan.has_seek_table(),
        loudness: sound.map(|decoded| loudness(decoded, &scan)),
    };
    let mut faults = mp3_faults::faults(&scan, decoded.as_ref(), hashes.music);
    if let Some(decoded) = decoded.as_ref().filter(|decoded| decoded.panicked.is_none()) {
        let heard = sound_faults::faults(&decoded.levels, scan.stream.sample_rate, &faults);
        faults.extend(heard);
    }
    let levels = sound.map(|decoded| waveform(&decoded.levels.tenths));
    let tenths = sound.map(|decoded| energies(&decoded.levels.tenths)).unwrap_or_default();
    let found = tags(source, &scan).map_err(|error| ProbeError::unreadable(&error))?;
    let tag_notes = found.all_notes();
    let FoundTags { tags, chapters, .. } = found;
    Ok(AudioProbe { facts, encoder_checksum: hashes.music, tags, chapters, tag_notes, timeline, levels, tenths, faults })
}

/// ID3v2 tags before and behind the sound; only where there are none, the older kinds of tags behind it.
fn tags(source: &dyn ByteSource, scan: &FrameScan) -> io::Result<FoundTags> {
    let mut found = FoundTags::default();
    let mut read_to = 0;
    for tag in scan.head.iter().chain(&scan.tail).filter(|tag| tag.kind == TagKind::Id3v2) {
        if tag.span.start >= read_to {
            read_to = id3v2::read(source, tag.span.start, &mut found)?;
        }
    }
    if found == FoundTags::default() {
        for kind in [TagKind::Ape, TagKind::Id3v1] {
            for tag in scan.tail.iter().filter(|tag| tag.kind == kind && tag.span.end - tag.span.start <= OLD_TAG_MAX) {
                let mut bytes = vec![0; usize::try_from(tag.span.end - tag.span.start).unwrap_or(0)];
                let filled = fill(source, tag.span.start, &mut bytes)?;
                match kind {
                    TagKind::Ape => ape::read(&bytes[..filled], &mut found),
                    _ => id3v1::read(&bytes[..filled], &mut found),
                }
            }
        }
    }
    found.finish();
    Ok(found)
}

/// Longer tags of the older kinds are not read. // bytes; APE tags hold covers
const OLD_TAG_MAX: u64 = 16 << 20;

fn loudness(decoded: &Decoded, scan: &FrameScan) -> LoudnessFacts {
    decoded.levels.facts(scan.stream.sample_rate)
}

/// symphonia reads neither free format nor streams that change on the way.
fn can_be_measured(scan: &FrameScan) -> bool {
    !scan.free_format && scan.changes.count == 0
}

struct FileHashes {
    whole: Sha256,
    payload: Sha256,
    music: EncoderChecksum,
}

/// Both hashes, the encoder's checksum, and the scan, on two cores, each of which fetches the file once: where the sound begins and ends is first
/// believed by the two ends of the file, and hashed again where the scan knows better.
fn scan_and_hash(source: &dyn ByteSource, progress: &(dyn Fn(u64) + Sync)) -> io::Result<Option<(FrameScan, FileHashes)>> {
    let Some(promise) = Promise::of(source)? else { return Ok(None) };
    let (whole, (payload, scan)) = rayon::join(
        || whole_and_music(source, promise.music.clone(), progress),
        || {
            let hashing = Hashing::new(source, promise.payload.clone());
            let scan = FrameScan::of(&hashing, &Segmenting::new);
            (hashing.finish(), scan)
        },
    );
    let (whole, mut checksum) = whole?;
    let Some(scan) = scan? else { return Ok(None) };
    let payload = if scan.payload == promise.payload { payload? } else { sha256_of(source, scan.payload.clone(), &|_| ())? };
    let music = match (scan.music(), scan.encoder()) {
        (Some(music), Some(encoder)) => {
            if promise.music != Some(music.clone()) {
                checksum = Digest::new(CrcAlgorithm::Crc16Arc);
                each_block(source, music, &mut |block| checksum.update(block))?;
            }
            if checksum.finalize() == u64::from(encoder.music_crc) { EncoderChecksum::Matches } else { EncoderChecksum::Differs }
        }
        _ => EncoderChecksum::None,
    };
    Ok(Some((scan, FileHashes { whole, payload, music })))
}

/// The hash of the file, and in the same pass the encoder's checksum (CRC-16 with polynomial 0x8005, reflected) over a part of it.
fn whole_and_music(
    source: &dyn ByteSource,
    music: Option<Range<u64>>,
    progress: &(dyn Fn(u64) + Sync),
) -> io::Result<(Sha256, Digest)> {
    let music = music.unwrap_or(0..0);
    let (mut whole, mut checksum) = (sha2::Sha256::new(), Digest::new(CrcAlgorithm::Crc16Arc));
    let mut at = 0;
    each_block(source, 0..source.len(), &mut |block| {
        whole.update(block);
        let place = |offset: u64| usize::try_from(offset.saturating_sub(at)).unwrap_or(usize::MAX).min(block.len());
        if let Some(part) = block.get(place(music.start)..place(music.end)) {
            checksum.update(part);
        }
        at += block.len() as u64;
        progress(block.len() as u64);
    })?;
    Ok((Sha256::from(<[u8; 32]>::from(whole.finalize())), checksum))
}
