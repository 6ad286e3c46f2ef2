//! What is wrong with a file that is no MP3.

use std::io;

use crate::display::count::Count;
use crate::media::bytes::window::Window;
use crate::media::container::mp4::track::AudioTrack;
use crate::media::container::riff::missing_audio;
use crate::media::probe::joins::joined_at;
use crate::media::probe::joins::missing_of_fragments;
use crate::media::probe::mp3_faults::CHANGED;
use crate::media::probe::mp3_faults::JOINED;
use crate::media::probe::mp3_faults::each;
use crate::media::probe::mp3_faults::ends_inside_frame;
use crate::media::probe::mp3_faults::first_here;
use crate::media::probe::mp3_faults::garbage;
use crate::media::probe::places::Places;
use crate::media::probe::tables::Tables;
use crate::media::sound::decode::stream::Stream;
use crate::media::tags::found_tags::flac::blocks;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::audio_fault::AudioFaultKind;
use crate::model::media::container::Container;

/// A header may be wrong by so much without harm (seconds).
const CLAIM_TOLERANCE: f64 = 1.0;

/// Everything that is wrong.
pub(super) fn faults(
    source: &dyn ByteSource,
    tables: &Tables,
    stream: &Stream,
    facts: &AudioFacts,
) -> io::Result<Vec<AudioFault>> {
    let fault = |kind, message, offset| AudioFault { kind, message, offset };
    let places = Places::new(source, facts.container, tables);
    let mut faults: Vec<AudioFault> = Vec::new();
    if let Some(message) = not_measured(facts) {
        // true of the whole sound, so there is no place where it would be
        faults.push(fault(AudioFaultKind::NotMeasured, message, None));
    }
    if let Some(track) = tables.mp4_track() {
        faults.extend(other_tracks(track));
    }
    let cut = cut(source, tables, facts)?;
    let is_cut = cut.is_some();
    faults.extend(cut);
    let joined_at = joined_at(source, facts.container, tables, stream)?;
    let stopped = stream.ended_early.as_ref().filter(|_| !is_cut && joined_at.is_none());
    let stopped = stopped.map(|reason| Ok::<_, io::Error>((reason, places.behind(stream.last.as_ref())?))).transpose()?;
    // what players leave out is no lie of the last page
    let is_wrong_page = tables.ogg().is_some_and(|pages| pages.wrong_checksums.count > 0);
    let lying = lying(source, tables, stream, facts)?.filter(|_| !is_cut && joined_at.is_none() && !is_wrong_page);
    // FLAC's reader misses what the header claims: where the file ends with a whole frame, it is the header that is wrong
    let is_whole = lying.is_some() && stopped.as_ref().is_some_and(|(_, at)| *at == Some(source.len()));
    if let Some((reason, at)) = stopped.filter(|_| !is_whole) {
        let message = format!("the sound cannot be read to its end: {reason}");
        faults.push(fault(AudioFaultKind::TruncatedAudio, message, at));
    } else if let Some((message, at)) = lying {
        faults.push(fault(AudioFaultKind::LyingHeader, message, Some(at)));
    }
    if let Some(at) = joined_at {
        let message = "another file was joined on here, which players leave out or stumble over".to_owned();
        faults.push(fault(AudioFaultKind::JoinedFiles, message, Some(at)));
    }
    if let Some((facts, first)) = tables.ogg().and_then(|facts| Some((facts, *facts.wrong_checksums.first.first()?))) {
        let count = usize::try_from(facts.wrong_checksums.count).unwrap_or(usize::MAX);
        let pages = Count(count, "page");
        let message = format!("{pages} whose checksum does not match, which players leave out; {}", first_here(count));
        faults.push(fault(AudioFaultKind::ChecksumMismatch, message, Some(first)));
    }
    if let Some(panic) = stream.panicked {
        let message = "the decoder failed on these bytes, so loudness is not known".to_owned();
        faults.push(fault(AudioFaultKind::DecoderPanic, message, places.of_panic(stream, panic)?));
    }
    if let Some(changed) = &stream.changed {
        faults.push(fault(AudioFaultKind::FormatChange, CHANGED.to_owned(), places.of(changed)?));
    }
    if let Some(before) = &stream.gap {
        let message = "sound that cannot be read: its checksum does not match".to_owned();
        faults.push(fault(AudioFaultKind::UnreadableFrames, message, places.behind(Some(before))?));
    }
    if let Some(facts) = tables.adts() {
        faults.extend(garbage(&facts.garbage));
        faults.extend(each(&facts.joins, AudioFaultKind::JoinedFiles, JOINED));
        faults.extend(each(&facts.changes, AudioFaultKind::FormatChange, CHANGED));
    }
    if let Some(decoded) = stream.decoded.as_ref().filter(|decoded| decoded.unreadable_count > 0 && !is_cut) {
        let count = usize::try_from(decoded.unreadable_count).unwrap_or(usize::MAX);
        let message = format!("{} that cannot be decoded, {}", Count(count, "packet"), first_here(count));
        let at = stream.unreadable.as_ref().map(|first| places.of(first)).transpose()?.flatten();
        faults.push(fault(AudioFaultKind::UnreadableFrames, message, at));
    }
    Ok(faults)
}

fn not_measured(facts: &AudioFacts) -> Option<String> {
    let codec = facts.codec.undecoded_name()?;
    Some(format!("the sound is {codec}, whose loudness podwright does not measure; its length is exact"))
}

/// Tracks beside the one that is played.
fn other_tracks(track: &AudioTrack) -> impl Iterator<Item = AudioFault> {
    let second = (track.audio_tracks > 1).then(|| AudioFault {
        kind: AudioFaultKind::SecondAudioTrack,
        message: format!("the file has {} audio tracks, of which podcast apps play the first", track.audio_tracks),
        offset: None,
    });
    let video = (track.video_tracks > 0).then(|| AudioFault {
        kind: AudioFaultKind::VideoTrack,
        message: "the file has a video track, which listeners download and most podcast apps do not show".to_owned(),
        offset: None,
    });
    second.into_iter().chain(video)
}

/// Sound that ends before its table or chunk says.
fn cut(source: &dyn ByteSource, tables: &Tables, facts: &AudioFacts) -> io::Result<Option<AudioFault>> {
    let kind = AudioFaultKind::TruncatedAudio;
    if let (Some(track), Some(extent)) = (tables.mp4_track(), tables.extent())
        && extent.present < extent.samples
    {
        let seconds = |samples: u64| as_seconds(extent.ticks, track.timescale) * ratio(samples, extent.samples);
        let missing = seconds(extent.samples - extent.present);
        let message = format!("the file ends before its sound: {missing:.1} s of {:.1} s are missing", seconds(extent.samples));
        return Ok(Some(AudioFault { kind, message, offset: Some(source.len()) }));
    }
    if let Some((at, missing)) = tables.adts().and_then(|facts| facts.cut) {
        return Ok(Some(AudioFault { kind, message: ends_inside_frame(missing), offset: Some(at) }));
    }
    if facts.container == Container::Mp4 && tables.extent().is_none() {
        let missing = missing_of_fragments(source)?;
        return Ok((missing > 0).then(|| AudioFault { kind, message: ends_before_audio(missing), offset: Some(source.len()) }));
    }
    if matches!(facts.container, Container::Wav | Container::Aiff)
        && let Some((at, missing)) = missing_audio(source)?
    {
        return Ok(Some(AudioFault { kind, message: ends_before_audio(missing), offset: Some(at) }));
    }
    Ok(None)
}

/// The words for sound that a box or a chunk announces, and the file does not hold.
fn ends_before_audio(missing: u64) -> String {
    let bytes = Count(usize::try_from(missing).unwrap_or(usize::MAX), "byte").with("of it is", "of it are");
    format!("the file ends before its sound: {bytes} missing")
}

/// A header whose claim differs from what is there, in words, and where it stands (bytes).
fn lying(source: &dyn ByteSource, tables: &Tables, stream: &Stream, facts: &AudioFacts) -> io::Result<Option<(String, u64)>> {
    let Some(decoded) = &stream.decoded else { return Ok(None) };
    let rate = facts.length.sample_rate.get();
    let there = as_seconds(decoded.samples, rate);
    let claims = |what: &str, claimed: f64| {
        ((claimed - there).abs() > CLAIM_TOLERANCE).then(|| format!("{what} claims {claimed:.1} s, but there are {there:.1} s"))
    };
    if let (Some(track), Some(_)) = (tables.mp4_track(), tables.extent()) {
        let header = claims("the track's header (`mdhd`)", as_seconds(track.claimed, track.timescale));
        return Ok(header.map(|message| (message, track.header_at)).or_else(|| lying_movie(track, facts)));
    }
    match (facts.container, tables.ogg()) {
        (Container::Flac, _) => {
            let claimed = stream.claimed.filter(|claimed| *claimed > 0);
            let message = claimed.and_then(|claimed| claims("the file's header (STREAMINFO)", as_seconds(claimed, rate)));
            Ok(message.zip(stream_info_of(source)?))
        }
        (Container::Ogg, Some(pages)) => {
            let message = pages.last_granule.and_then(|granule| claims("the last page", as_seconds(granule, rate)));
            Ok(message.map(|message| (message, pages.last_page)))
        }
        _ => Ok(None),
    }
}

/// The movie's header, which is what most players show. It may tell of a longer track than the sound's, such as a film's.
fn lying_movie(track: &AudioTrack, facts: &AudioFacts) -> Option<(String, u64)> {
    let (ticks, scale) = track.movie;
    let (claimed, played) = (as_seconds(ticks, scale), facts.length.seconds());
    let is_known = scale > 0 && ticks > 0 && ticks != u64::from(u32::MAX);
    let is_wrong = claimed < played - CLAIM_TOLERANCE || track.is_alone() && claimed > played + CLAIM_TOLERANCE;
    let message = || format!("the file's header (`mvhd`) claims {claimed:.1} s, but {played:.1} s are played");
    (is_known && is_wrong).then(|| (message(), track.movie_at))
}

/// Where FLAC's STREAMINFO begins: always the first block behind the four letters (RFC 9639, 8.2).
fn stream_info_of(source: &dyn ByteSource) -> io::Result<Option<u64>> {
    Ok(blocks(&mut Window::new(source))?.first().map(|(_, content)| content.start - 4))
}

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn as_seconds(ticks: u64, scale: u32) -> f64 {
    ticks as f64 / f64::from(scale.max(1))
}

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
