//! MP3: walked for the truth, decoded for the loudness.

use std::io;

use crate::media::audio_probe::AudioProbe;
use crate::media::decode::mp3::Decoded;
use crate::media::decode::mp3::measure;
use crate::media::decode::mp3::segmenting;
use crate::media::found_tags::FoundTags;
use crate::media::found_tags::id3v2;
use crate::media::hashing::each_block;
use crate::media::hashing::sha256;
use crate::media::hashing::sha256_of;
use crate::media::mpeg::crc16::Crc16;
use crate::media::mpeg::tag_spans::TagKind;
use crate::media::mpeg::walk::Walk;
use crate::media::probe::Depth;
use crate::media::probe::bitrate;
use crate::media::probe::mp3_faults;
use crate::media::probe::mp3_faults::MusicSum;
use crate::media::probe_error::ProbeError;
use crate::media::span::unreadable;
use crate::model::audio_facts::AudioFacts;
use crate::model::audio_facts::BitrateMode;
use crate::model::audio_facts::Codec;
use crate::model::audio_facts::Container;
use crate::model::audio_facts::LoudnessFacts;
use crate::model::audio_length::AudioLength;
use crate::model::byte_source::ByteSource;
use crate::model::digest::Sha256;

/// Measures an MP3 file.
pub(super) fn probe(source: &dyn ByteSource, depth: Depth, progress: &(dyn Fn(u64) + Sync)) -> Result<AudioProbe, ProbeError> {
    let silent = |_: u64| ();
    let hash_progress: &(dyn Fn(u64) + Sync) = if depth == Depth::NoLoudness { progress } else { &silent };
    let (whole, walked) = rayon::join(|| sha256(source, hash_progress), || walk_and_sum(source));
    let whole = whole.map_err(|error| unreadable(&error))?;
    let Some((walk, sums)) = walked.map_err(|error| unreadable(&error))? else {
        return Err(ProbeError::NotAudio { reason: "nothing in it is sound of a kind that podwright knows".to_owned() });
    };
    let decoded = match depth {
        Depth::Full if can_be_measured(&walk) => Some(measure(source, &walk, progress).map_err(|error| unreadable(&error))?),
        _ => None,
    };
    let played = walk.played();
    let length = AudioLength { samples: played.end - played.start, sample_rate: walk.stream.sample_rate };
    let facts = AudioFacts {
        bytes: source.len(),
        sha256: whole,
        audio_sha256: sums.payload,
        container: Container::Mp3,
        codec: Codec::Mp3,
        length,
        channels: walk.stream.channels,
        bitrate: bitrate(walk.frame_bytes, walk.samples, walk.stream.sample_rate),
        bitrate_mode: if walk.varies { BitrateMode::Vbr } else { BitrateMode::Cbr },
        seek_table: walk.has_seek_table(),
        loudness: decoded.as_ref().filter(|decoded| decoded.panicked.is_none()).map(|decoded| loudness(decoded, &walk)),
    };
    let faults = mp3_faults::faults(&walk, decoded.as_ref(), sums.music);
    let found = tags(source, &walk);
    Ok(AudioProbe { facts, tags: found.tags, chapters: found.chapters, faults })
}

fn tags(source: &dyn ByteSource, walk: &Walk) -> FoundTags {
    let mut found = FoundTags::default();
    for tag in walk.head.iter().chain(&walk.tail).filter(|tag| tag.kind == TagKind::Id3v2) {
        id3v2::read(source, tag.span.clone(), &mut found);
    }
    found
}

fn loudness(decoded: &Decoded, walk: &Walk) -> LoudnessFacts {
    decoded.levels.facts(walk.stream.sample_rate)
}

/// symphonia reads neither free format nor streams that change on the way.
fn can_be_measured(walk: &Walk) -> bool {
    !walk.free_format && walk.changes.count == 0
}

struct Sums {
    payload: Sha256,
    music: MusicSum,
}

fn walk_and_sum(source: &dyn ByteSource) -> io::Result<Option<(Walk, Sums)>> {
    let Some(walk) = Walk::of(source, &segmenting)? else { return Ok(None) };
    let (payload, music) = rayon::join(|| sha256_of(source, walk.payload.clone(), &|_| ()), || music_sum(source, &walk));
    let sums = Sums { payload: payload?, music: music? };
    Ok(Some((walk, sums)))
}

/// Compares the encoder's sum over the music with the music, where it wrote one and the file is still as long as it was then.
fn music_sum(source: &dyn ByteSource, walk: &Walk) -> io::Result<MusicSum> {
    let (Some((_, info)), Some(encoder)) = (&walk.info, walk.encoder()) else { return Ok(MusicSum::None) };
    let same_length = u64::from(encoder.music_len) == walk.payload.end - info.start;
    if encoder.music_crc == 0 || !same_length || walk.cut.is_some() || walk.joins.count > 0 {
        return Ok(MusicSum::None);
    }
    let mut crc = Crc16::default();
    each_block(source, info.end..walk.payload.end, &mut |block| crc.update(block))?;
    Ok(if crc.finish() == encoder.music_crc { MusicSum::Matches } else { MusicSum::Differs })
}
