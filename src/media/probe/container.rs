//! Every container but MP3.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::display::count::Count;
use crate::media::audio_probe::AudioProbe;
use crate::media::decode::packets;
use crate::media::decode::packets::Stream;
use crate::media::decode::packets::Wanted;
use crate::media::hashing::sha256;
use crate::media::mp4::samples::hash_of;
use crate::media::mp4::samples::no_track_error;
use crate::media::mp4::track::SoundTrack;
use crate::media::mp4::track::sound_track;
use crate::media::probe::Depth;
use crate::media::probe::bitrate;
use crate::media::probe_error::ProbeError;
use crate::media::span::unreadable;
use crate::media::window::Window;
use crate::model::audio_facts::AudioFacts;
use crate::model::audio_facts::BitrateMode;
use crate::model::audio_facts::Codec;
use crate::model::audio_facts::Container;
use crate::model::audio_fault::AudioFault;
use crate::model::audio_fault::AudioFaultKind;
use crate::model::audio_length::AudioLength;
use crate::model::byte_source::ByteSource;

/// Measures a file of this container.
pub(super) fn probe(
    source: &dyn ByteSource,
    container: Container,
    depth: Depth,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<AudioProbe, ProbeError> {
    let track = if container == Container::Mp4 { Some(mp4_track(source)?) } else { None };
    let played = track.as_ref().and_then(played_of);
    let wanted = Wanted { decode: depth == Depth::Full && !is_he(track.as_ref()), played: played.clone(), progress };
    let (whole, stream) = rayon::join(|| sha256(source, &|_| ()), || packets::read(source, container, &wanted));
    let whole = whole.map_err(|error| unreadable(&error))?;
    let stream = stream.map_err(|reason| ProbeError::Damaged {
        kind: AudioFaultKind::NotAudio,
        message: format!("the file cannot be opened as {container}: {reason}"),
        offset: None,
    })?;
    let audio_sha256 = match &track {
        Some(track) if !track.is_fragmented => hash_of(source, track).map_err(|error| unreadable(&error))?,
        _ => stream.sha256,
    };
    if stream.sample_rate == 0 {
        return Err(ProbeError::NotAudio { reason: "its sound has no sample rate".to_owned() });
    }
    let total = stream.decoded.as_ref().map_or(stream.samples, |decoded| decoded.samples);
    let samples = played.map_or(total, |played| played.end.min(total).saturating_sub(played.start));
    let facts = AudioFacts {
        bytes: source.len(),
        sha256: whole,
        audio_sha256,
        container,
        codec: if is_he(track.as_ref()) { Codec::HeAac } else { stream.codec },
        length: AudioLength { samples, sample_rate: stream.sample_rate },
        channels: stream.channels,
        bitrate: bitrate(stream.bytes, total, stream.sample_rate),
        bitrate_mode: if stream.codec == Codec::Pcm { BitrateMode::Cbr } else { BitrateMode::Unknown },
        seek_table: container != Container::Adts,
        loudness: stream.decoded.as_ref().map(|decoded| decoded.levels.facts(stream.sample_rate)),
    };
    let faults = faults(&stream);
    Ok(AudioProbe { facts, tags: BTreeMap::new(), chapters: Vec::new(), faults })
}

fn mp4_track(source: &dyn ByteSource) -> Result<SoundTrack, ProbeError> {
    sound_track(&mut Window::new(source), source.len())
        .map_err(|error| unreadable(&error))?
        .map_err(|none| no_track_error(source, none))
}

fn is_he(track: Option<&SoundTrack>) -> bool {
    track.and_then(|track| track.aac).is_some_and(|aac| aac.is_he)
}

/// What the edit list says is played, in samples of the track.
fn played_of(track: &SoundTrack) -> Option<Range<u64>> {
    let (start, length) = track.edit?;
    let (_, movie_scale) = track.movie;
    if length == 0 || movie_scale == 0 {
        return Some(start..u64::MAX);
    }
    let ticks = u128::from(length) * u128::from(track.timescale) / u128::from(movie_scale);
    Some(start..start.saturating_add(u64::try_from(ticks).unwrap_or(u64::MAX)))
}

fn faults(stream: &Stream) -> Vec<AudioFault> {
    let mut faults = Vec::new();
    let mut add = |kind, message| faults.push(AudioFault { kind, message, offset: None });
    if let Some(reason) = &stream.ended_early {
        add(AudioFaultKind::TruncatedAudio, format!("the sound cannot be read to its end: {reason}"));
    }
    if let Some(reason) = &stream.panicked {
        add(AudioFaultKind::DecoderPanic, format!("the decoder failed on these bytes: {reason}"));
    }
    if let Some(decoded) = stream.decoded.as_ref().filter(|decoded| decoded.unreadable_count > 0) {
        let count = usize::try_from(decoded.unreadable_count).unwrap_or(usize::MAX);
        add(AudioFaultKind::UnreadableFrames, format!("{} that cannot be decoded", Count(count, "packet")));
    }
    faults
}
