//! Every container but MP3.

use std::io;
use std::num::NonZeroU32;

use crate::display::count::Count;
use crate::media::bytes::hashing::sha256;
use crate::media::bytes::window::Window;
use crate::media::container::mp4::samples::hash_of;
use crate::media::container::mpeg::tag_spans::ID3V2_HEADER_LEN;
use crate::media::container::mpeg::tag_spans::id3v2_len;
use crate::media::container::riff::missing_audio;
use crate::media::probe::Depth;
use crate::media::probe::audio_probe::AudioProbe;
use crate::media::probe::audio_probe::EncoderChecksum;
use crate::media::probe::bitrate;
use crate::media::probe::container_faults::faults;
use crate::media::probe::probe_error::ProbeError;
use crate::media::probe::tables::Tables;
use crate::media::sound::decode::packets;
use crate::media::sound::decode::packets::DecodeOptions;
use crate::media::sound::decode::stream::Stream;
use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::found_tags::chunks;
use crate::media::tags::found_tags::flac;
use crate::media::tags::found_tags::id3v2;
use crate::media::tags::found_tags::mp4;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_facts::BitrateMode;
use crate::model::media::audio_fault::AudioFaultKind;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;

/// Measures a file of this container.
pub(super) fn probe(
    source: &dyn ByteSource,
    container: Container,
    depth: Depth,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<AudioProbe, ProbeError> {
    let tables = Tables::of(source, container)?;
    let found = tags(source, container, &tables).map_err(|error| ProbeError::unreadable(&error))?;
    let played = tables.played(&found);
    let wanted = DecodeOptions {
        decode: depth != Depth::NoLoudness && tables.is_measured(),
        traced: depth == Depth::Timeline,
        played: played.clone(),
        progress,
    };
    let (whole, stream) = rayon::join(|| sha256(source, &|_| ()), || packets::read(source, container, &wanted));
    let whole = whole.map_err(|error| ProbeError::unreadable(&error))?;
    let stream = match stream {
        Ok(stream) => stream,
        Err(reason) => tables.stream_without_reader().ok_or_else(|| cannot_open(source, container, &reason))?,
    };
    let audio_sha256 = match tables.mp4_track() {
        Some(track) if !track.is_fragmented => hash_of(source, track).map_err(|error| ProbeError::unreadable(&error))?,
        _ => stream.sha256,
    };
    let Some(sample_rate) = tables.sample_rate().or(stream.sample_rate) else {
        return Err(ProbeError::NotAudio { reason: "its sound has no sample rate".to_owned() });
    };
    let total = total_of(&tables, &stream, sample_rate);
    // an edit list counts in the rate that is announced, which is that of the core where band replication is not
    let doubled = |sample: u64| if stream.is_replicated { sample.saturating_mul(2) } else { sample };
    let played = played.map(|played| doubled(played.start)..doubled(played.end));
    let samples = played.map_or(total, |played| played.end.min(total).saturating_sub(played.start));
    let sound = stream.decoded.as_ref().filter(|_| stream.panicked.is_none());
    let facts = AudioFacts {
        bytes: ByteCount::new(source.len()),
        sha256: whole,
        audio_sha256,
        container,
        codec: tables.codec().unwrap_or(stream.codec),
        length: AudioLength { samples, sample_rate },
        channels: tables.channels().unwrap_or(stream.channels),
        bitrate: bitrate(tables.audio_bytes().unwrap_or(stream.bytes), total, sample_rate),
        bitrate_mode: if stream.codec == Codec::Pcm { BitrateMode::Cbr } else { BitrateMode::Unknown },
        seek_table: container != Container::Adts,
        loudness: sound.map(|decoded| decoded.levels.facts(sample_rate)),
    };
    let timeline = sound.filter(|_| depth == Depth::Timeline).map(|decoded| decoded.levels.timeline());
    let faults = faults(source, &tables, &stream, &facts).map_err(|error| ProbeError::unreadable(&error))?;
    Ok(AudioProbe {
        facts,
        encoder_checksum: EncoderChecksum::None,
        tags: found.tags,
        chapters: found.chapters,
        timeline,
        faults,
    })
}

/// Samples before anything is taken off: decoded ones where the reader got to the end, else those of the container's own tables.
fn total_of(tables: &Tables, stream: &Stream, sample_rate: NonZeroU32) -> u64 {
    let decoded = stream.decoded.as_ref().filter(|_| stream.ended_early.is_none() && stream.panicked.is_none());
    match decoded {
        Some(decoded) => decoded.samples,
        None => tables.present_samples(sample_rate).unwrap_or(stream.samples),
    }
}

fn cannot_open(source: &dyn ByteSource, container: Container, reason: &str) -> ProbeError {
    if matches!(container, Container::Wav | Container::Aiff)
        && let Ok(Some((at, missing))) = missing_audio(source)
    {
        let missing = Count(usize::try_from(missing).unwrap_or(usize::MAX), "byte").with("of it is", "of it are");
        return ProbeError::Damaged {
            kind: AudioFaultKind::TruncatedAudio,
            message: format!("the file ends before its sound: {missing} missing"),
            offset: Some(at),
        };
    }
    ProbeError::Damaged {
        kind: AudioFaultKind::NotAudio,
        message: format!("the file cannot be opened as {container}: {reason}"),
        // where its headers begin, of which the reader does not tell which
        offset: Some(0),
    }
}

fn tags(source: &dyn ByteSource, container: Container, tables: &Tables) -> io::Result<FoundTags> {
    let mut found = FoundTags::default();
    match container {
        Container::Mp4 => mp4::read(source, &mut found),
        Container::Flac => flac::read(source, &mut found)?,
        Container::Ogg => tables.read_comments(&mut found),
        Container::Wav | Container::Aiff => chunks::read(source, &mut found)?,
        Container::Mp3 | Container::Adts => {
            if let Some(len) = id3v2_len(Window::new(source).at(0, ID3V2_HEADER_LEN)?) {
                id3v2::read(source, 0..len.min(source.len()), &mut found);
            }
        }
    }
    Ok(found)
}
