//! What is wrong with a file that is no MP3.

use std::io;

use crate::display::count::Count;
use crate::media::decode::packets::Stream;
use crate::media::mp4::track::SoundTrack;
use crate::media::probe::mp3_faults::first_here;
use crate::media::probe::tables::Tables;
use crate::media::riff::missing_sound;
use crate::model::audio_facts::AudioFacts;
use crate::model::audio_facts::Codec;
use crate::model::audio_facts::Container;
use crate::model::audio_fault::AudioFault;
use crate::model::audio_fault::AudioFaultKind;
use crate::model::byte_source::ByteSource;

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
    let mut faults: Vec<AudioFault> = Vec::new();
    if let Some(message) = not_measured(facts) {
        faults.push(fault(AudioFaultKind::NotMeasured, message, None));
    }
    let cut = cut(source, tables, facts)?;
    let is_cut = cut.is_some();
    faults.extend(cut);
    if let Some(reason) = stream.ended_early.as_ref().filter(|_| !is_cut) {
        faults.push(fault(AudioFaultKind::TruncatedAudio, format!("the sound cannot be read to its end: {reason}"), None));
    }
    if let Some(message) = lying(tables, stream, facts).filter(|_| !is_cut) {
        faults.push(fault(AudioFaultKind::LyingHeader, message, None));
    }
    if let Some(at) = tables.ogg().and_then(|facts| facts.joined_at) {
        let message = "another file was joined on here; only what is before it was measured".to_owned();
        faults.push(fault(AudioFaultKind::JoinedFiles, message, Some(at)));
    }
    if let Some((facts, first)) = tables.ogg().and_then(|facts| Some((facts, *facts.wrong_sums.first.first()?))) {
        let count = usize::try_from(facts.wrong_sums.count).unwrap_or(usize::MAX);
        let pages = Count(count, "page");
        let message = format!("{pages} whose checksum does not match, which players leave out; {}", first_here(count));
        faults.push(fault(AudioFaultKind::ChecksumMismatch, message, Some(first)));
    }
    if stream.panicked.is_some() {
        let message = "the decoder failed on these bytes, so loudness is not known".to_owned();
        faults.push(fault(AudioFaultKind::DecoderPanic, message, None));
    }
    if let Some(decoded) = stream.decoded.as_ref().filter(|decoded| decoded.unreadable_count > 0 && !is_cut) {
        let count = usize::try_from(decoded.unreadable_count).unwrap_or(usize::MAX);
        let message = format!("{} that cannot be decoded", Count(count, "packet"));
        faults.push(fault(AudioFaultKind::UnreadableFrames, message, None));
    }
    Ok(faults)
}

fn not_measured(facts: &AudioFacts) -> Option<String> {
    let codec = match facts.codec {
        Codec::HeAac => "AAC with spectral band replication (HE-AAC)",
        Codec::Opus => "Opus",
        _ => return None,
    };
    Some(format!("the sound is {codec}, whose loudness podwright does not measure; its length is exact"))
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
    if matches!(facts.container, Container::Wav | Container::Aiff)
        && let Some((at, missing)) = missing_sound(source)?
    {
        let missing = Count(usize::try_from(missing).unwrap_or(usize::MAX), "byte").with("of it is", "of it are");
        let message = format!("the file ends before its sound: {missing} missing");
        return Ok(Some(AudioFault { kind, message, offset: Some(at) }));
    }
    Ok(None)
}

/// A header whose claim differs from what is there.
fn lying(tables: &Tables, stream: &Stream, facts: &AudioFacts) -> Option<String> {
    let decoded = stream.decoded.as_ref()?;
    let there = as_seconds(decoded.samples, facts.length.sample_rate);
    let claims = |what: &str, claimed: f64| {
        ((claimed - there).abs() > CLAIM_TOLERANCE).then(|| format!("{what} claims {claimed:.1} s, but there are {there:.1} s"))
    };
    if let (Some(track), Some(_)) = (tables.mp4_track(), tables.extent()) {
        return claims("the track's header (`mdhd`)", as_seconds(track.claimed, track.timescale))
            .or_else(|| lying_movie(track, facts));
    }
    let rate = facts.length.sample_rate;
    match facts.container {
        Container::Flac => claims("the file's header", as_seconds(stream.claimed.filter(|claimed| *claimed > 0)?, rate)),
        Container::Ogg => claims("the last page", as_seconds(tables.ogg()?.last_granule?, rate)),
        _ => None,
    }
}

/// The movie's header, which is what most players show. It may tell of a longer track than the sound's, such as a film's.
fn lying_movie(track: &SoundTrack, facts: &AudioFacts) -> Option<String> {
    let (ticks, scale) = track.movie;
    let (claimed, played) = (as_seconds(ticks, scale), facts.length.seconds());
    let is_known = scale > 0 && ticks > 0 && ticks != u64::from(u32::MAX);
    let is_wrong = claimed < played - CLAIM_TOLERANCE || track.is_alone && claimed > played + CLAIM_TOLERANCE;
    (is_known && is_wrong).then(|| format!("the file's header (`mvhd`) claims {claimed:.1} s, but {played:.1} s are played"))
}

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn as_seconds(ticks: u64, scale: u32) -> f64 {
    ticks as f64 / f64::from(scale.max(1))
}

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
