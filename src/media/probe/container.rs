//! Every container but MP3.

use std::io;
use std::num::NonZeroU32;

use crate::display::count::Count;
use crate::media::bytes::hashing::sha256;
use crate::media::container::mended_riff::MendedRiff;
use crate::media::container::mp4::edits::PlayedParts;
use crate::media::container::mp4::samples::hash_of;
use crate::media::container::other_audio::known_inside;
use crate::media::container::riff::missing_audio;
use crate::media::probe::Depth;
use crate::media::probe::audio_probe::AudioProbe;
use crate::media::probe::audio_probe::EncoderChecksum;
use crate::media::probe::bitrate;
use crate::media::probe::container_faults::faults;
use crate::media::probe::probe_error::ProbeError;
use crate::media::probe::sound_faults;
use crate::media::probe::tables::Tables;
use crate::media::sound::decode::packets;
use crate::media::sound::decode::packets::DecodeOptions;
use crate::media::sound::decode::stream::Stream;
use crate::media::sound::meter::course::energies;
use crate::media::sound::meter::course::waveform;
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
        played: played.as_ref().map(PlayedParts::heard),
        progress,
    };
    let mended = mended(source, container).map_err(|error| ProbeError::unreadable(&error))?;
    let readable: &dyn ByteSource = mended.as_ref().map_or(source, |mended| mended);
    let (whole, stream) = rayon::join(|| sha256(source, &|_| ()), || packets::read(readable, container, &wanted));
    let whole = whole.map_err(|error| ProbeError::unreadable(&error))?;
    let mut stream = match stream {
        Ok(stream) => stream,
        Err(reason) => tables.stream_without_reader().ok_or_else(|| cannot_open(source, container, &reason))?,
    };
    if has_all_packets(&tables, &stream) {
        // what lies behind the last of them is no sound: a box without a length, which goes on to the end of the file, or nothing at all
        stream.ended_early = None;
    }
    let audio_sha256 = match tables.mp4_track() {
        Some(track) if !track.is_fragmented => hash_of(source, track).map_err(|error| ProbeError::unreadable(&error))?,
        _ => stream.sha256,
    };
    // the rate that is announced is that of the core where band replication is not
    let is_doubled = stream.is_replicated && !tables.announces_replication();
    let announced = tables.sample_rate().map(|rate| if is_doubled { rate.saturating_add(rate.get()) } else { rate });
    let Some(sample_rate) = announced.or(stream.sample_rate).or(tables.guessed_rate()) else {
        return Err(ProbeError::NotAudio { reason: "its sound has no sample rate".to_owned() });
    };
    let total = total_of(&tables, &stream, sample_rate);
    let played = played.map(|played| if is_doubled { played.doubled() } else { played });
    let samples = played.map_or(total, |played| played.samples_of(total));
    let sound = stream.decoded.as_ref().filter(|_| stream.panicked.is_none());
    let facts = AudioFacts {
        bytes: ByteCount::new(source.len()),
        sha256: whole,
        audio_sha256,
        container,
        codec: tables.codec().unwrap_or(stream.codec),
        length: AudioLength { samples, sample_rate },
        channels: tables.channels(stream.channels).unwrap_or(stream.channels),
        bitrate: bitrate(tables.audio_bytes().unwrap_or(stream.bytes), total, sample_rate),
        bitrate_mode: if stream.codec == Codec::Pcm { BitrateMode::Cbr } else { BitrateMode::Unknown },
        seek_table: container != Container::Adts,
        loudness: sound.map(|decoded| decoded.levels.facts(sample_rate)),
    };
    let timeline = sound.filter(|_| depth == Depth::Timeline).map(|decoded| decoded.levels.timeline());
    let levels = sound.map(|decoded| waveform(&decoded.levels.tenths));
    let tenths = sound.map(|decoded| energies(&decoded.levels.tenths)).unwrap_or_default();
    let mut faults = faults(source, &tables, &stream, &facts).map_err(|error| ProbeError::unreadable(&error))?;
    if let Some(decoded) = sound {
        let heard = sound_faults::faults(&decoded.levels, sample_rate, &faults);
        faults.extend(heard);
    }
    Ok(AudioProbe {
        facts,
        encoder_checksum: EncoderChecksum::None,
        tag_notes: found.all_notes(),
        tags: found.tags,
        chapters: found.chapters,
        timeline,
        levels,
        tenths,
        faults,
    })
}

/// Whether every sample of an MP4's tables was read.
fn has_all_packets(tables: &Tables, stream: &Stream) -> bool {
    let read = stream.last.map_or(0, |last| last.number + 1);
    tables.extent().is_some_and(|extent| extent.present == extent.samples && read >= extent.samples)
}

/// The file with sizes that its reader understands, where its own are open or too long for it.
pub(super) fn mended(source: &dyn ByteSource, container: Container) -> io::Result<Option<MendedRiff<'_>>> {
    if container == Container::Wav { MendedRiff::of(source) } else { Ok(None) }
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
    if let Ok(Some(format)) = known_inside(source, container) {
        return ProbeError::Unsupported { format };
    }
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

pub(super) fn tags(source: &dyn ByteSource, container: Container, tables: &Tables) -> io::Result<FoundTags> {
    let mut found = FoundTags::default();
    match container {
        Container::Mp4 => mp4::read(source, &mut found)?,
        Container::Flac => flac::read(source, &mut found)?,
        Container::Ogg => tables.read_comments(&mut found),
        Container::Wav | Container::Aiff => chunks::read(source, &mut found)?,
        Container::Mp3 | Container::Adts => {
            id3v2::read(source, 0, &mut found)?;
        }
    }
    found.finish();
    Ok(found)
}
