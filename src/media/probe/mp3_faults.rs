//! What a walk and a decoding of an MP3 file say is wrong, in the order of the file.

use std::num::NonZeroU32;
use std::ops::Range;

use crate::display::count::Count;
use crate::media::audio_probe::EncoderSum;
use crate::media::decode::mp3::Decoded;
use crate::media::mpeg::walk::Noted;
use crate::media::mpeg::walk::Walk;
use crate::media::probe::bitrate;
use crate::model::audio_fault::AudioFault;
use crate::model::audio_fault::AudioFaultKind;

/// A claim may be wrong by so much without harm (seconds): players round, and encoders count their own header frame or not.
const CLAIM_TOLERANCE: u64 = 1;

/// Everything that is wrong.
pub(crate) fn faults(walk: &Walk, decoded: Option<&Decoded>, music: EncoderSum) -> Vec<AudioFault> {
    let mut faults: Vec<AudioFault> = [
        not_measured(walk),
        lying_header(walk).or_else(|| lying_length(walk)),
        no_seek_table(walk),
        checksum(walk, music),
        counts(walk, decoded),
        panicked(decoded),
        truncated(walk),
    ]
    .into_iter()
    .flatten()
    .collect();
    faults.extend(garbage(&walk.garbage));
    faults.extend(each(&walk.joins, AudioFaultKind::JoinedFiles, JOINED));
    faults.extend(each(&walk.changes, AudioFaultKind::FormatChange, CHANGED));
    faults.extend(first_of(&walk.orphans, AudioFaultKind::ReservoirGap, "frame", "without data that earlier frames should hold"));
    faults.extend(wrong_sums(walk));
    if let Some(decoded) = decoded {
        let noted = Noted { first: decoded.unreadable.clone(), count: decoded.unreadable_count };
        faults.extend(first_of(&noted, AudioFaultKind::UnreadableFrames, "frame", "that cannot be decoded"));
    }
    faults.sort_by_key(|fault| fault.offset);
    faults
}

fn fault(kind: AudioFaultKind, message: String, offset: u64) -> AudioFault {
    AudioFault { kind, message, offset: Some(offset) }
}

/// What is said where two files are one.
pub(super) const JOINED: &str = "another file was joined on here";
/// What is said where the sound changes its form.
pub(super) const CHANGED: &str = "the sample rate or the number of channels changes here";

/// Stretches that are no sound.
pub(super) fn garbage(noted: &Noted<Range<u64>>) -> Vec<AudioFault> {
    let told = |span: &Range<u64>| {
        let bytes = Count(usize::try_from(span.end - span.start).unwrap_or(usize::MAX), "byte");
        fault(AudioFaultKind::GarbageInAudio, format!("{} no sound", bytes.with("is", "are")), span.start)
    };
    noted.first.iter().map(told).collect()
}

/// The words for a last frame that is cut.
pub(super) fn ends_inside_frame(missing: u64) -> String {
    let bytes = Count(usize::try_from(missing).unwrap_or(usize::MAX), "byte").with("is", "are");
    format!("the file ends inside a frame: its last {bytes} missing")
}

/// A fault at each of these places.
pub(super) fn each(noted: &Noted<u64>, kind: AudioFaultKind, message: &str) -> Vec<AudioFault> {
    noted.first.iter().map(|offset| fault(kind, message.to_owned(), *offset)).collect()
}

fn first_of(noted: &Noted<u64>, kind: AudioFaultKind, noun: &str, what: &str) -> Option<AudioFault> {
    let first = *noted.first.first()?;
    let count = usize::try_from(noted.count).unwrap_or(usize::MAX);
    Some(fault(kind, format!("{} {what}, {}", Count(count, noun), first_here(count)), first))
}

/// What the place of a finding is, of one or of several.
pub(super) fn first_here(count: usize) -> &'static str {
    if count == 1 { "here" } else { "the first of them here" }
}

/// Seconds with a tenth.
fn seconds(samples: u64, sample_rate: NonZeroU32) -> String {
    let tenths = (u128::from(samples) * 10 + u128::from(sample_rate.get()) / 2) / u128::from(sample_rate.get());
    format!("{}.{} s", tenths / 10, tenths % 10)
}

fn not_measured(walk: &Walk) -> Option<AudioFault> {
    let message = "free-format MP3: its length is counted, its loudness is not measured, and many players refuse it".to_owned();
    walk.free_format.then(|| fault(AudioFaultKind::NotMeasured, message, walk.payload.start))
}

fn lying_header(walk: &Walk) -> Option<AudioFault> {
    let (info, span) = walk.info.as_ref()?;
    let claimed = walk.claimed_frames()?;
    let per_frame = u64::from(walk.stream.samples());
    let rate = walk.stream.sample_rate;
    let off_by = claimed.abs_diff(walk.frames).saturating_mul(per_frame);
    // a file that is cut is named as such; that its header still tells of the whole is no second fault
    if off_by <= CLAIM_TOLERANCE * u64::from(rate.get()) || walk.cut.is_some() {
        return None;
    }
    let message = format!(
        "the {} header claims {} ({claimed} frames), but there are {} ({} frames)",
        info.kind.as_str(),
        seconds(claimed.saturating_mul(per_frame), rate),
        seconds(walk.frames * per_frame, rate),
        walk.frames,
    );
    Some(fault(AudioFaultKind::LyingHeader, message, span.start))
}

/// A header whose frames are right, and whose bytes are not: players seek by parts of those bytes.
fn lying_length(walk: &Walk) -> Option<AudioFault> {
    let (info, span) = walk.info.as_ref()?;
    let claimed = u64::from(info.bytes.filter(|bytes| *bytes > 0)?);
    let there = walk.payload.end - span.start;
    // encoders count their own header frame or not; what is less than a second away harms nobody
    let in_a_second = u64::from(bitrate(walk.frame_bytes, walk.samples, walk.stream.sample_rate)) / 8;
    let tolerance = CLAIM_TOLERANCE * in_a_second + (span.end - span.start);
    if claimed.abs_diff(there) <= tolerance || walk.cut.is_some() {
        return None;
    }
    let message = format!(
        "the {} header claims {claimed} bytes of sound, but there are {there}: players that seek by it jump to wrong places",
        info.kind.as_str()
    );
    Some(fault(AudioFaultKind::LyingHeader, message, span.start))
}

fn no_seek_table(walk: &Walk) -> Option<AudioFault> {
    let message =
        "the bit rate varies and there is no table to seek by: players guess the length, and jump to wrong places".to_owned();
    (walk.varies && !walk.has_seek_table()).then(|| fault(AudioFaultKind::NoSeekTable, message, walk.payload.start))
}

fn checksum(walk: &Walk, music: EncoderSum) -> Option<AudioFault> {
    let (_, span) = walk.info.as_ref()?;
    let message = "the encoder's checksum does not match the sound: the file was changed after it was encoded".to_owned();
    (music == EncoderSum::Differs).then(|| fault(AudioFaultKind::ChecksumMismatch, message, span.start))
}

/// Frames' own checksums. Where none matches, it is the encoder that computes them wrong, and nothing is known of the sound.
fn wrong_sums(walk: &Walk) -> Option<AudioFault> {
    if walk.wrong_sums.count == walk.summed_frames && walk.summed_frames > 1 {
        let message = "no frame's own checksum matches: the encoder computed them wrong, and players that check them stay silent";
        return Some(fault(AudioFaultKind::ChecksumMismatch, message.to_owned(), *walk.wrong_sums.first.first()?));
    }
    first_of(&walk.wrong_sums, AudioFaultKind::ChecksumMismatch, "frame", "whose own checksum does not match")
}

fn counts(walk: &Walk, decoded: Option<&Decoded>) -> Option<AudioFault> {
    let decoded = decoded.filter(|decoded| decoded.panicked.is_none() && decoded.samples != walk.samples)?;
    let message = format!("the frames hold {} samples, but {} were decoded", walk.samples, decoded.samples);
    Some(fault(AudioFaultKind::CountsDisagree, message, walk.payload.start))
}

fn panicked(decoded: Option<&Decoded>) -> Option<AudioFault> {
    let message = "the decoder failed on these bytes, so loudness is not known".to_owned();
    Some(fault(AudioFaultKind::DecoderPanic, message, decoded?.panicked?))
}

fn truncated(walk: &Walk) -> Option<AudioFault> {
    let per_frame = u64::from(walk.stream.samples());
    let rate = walk.stream.sample_rate;
    let claimed = walk.claimed_frames().filter(|claimed| *claimed > walk.frames);
    let (offset, missing) = walk.cut?;
    let message = match claimed {
        Some(claimed) if (claimed - walk.frames).saturating_mul(per_frame) > u64::from(rate.get()) => format!(
            "the file ends inside a frame: {} of {} are missing",
            seconds((claimed - walk.frames).saturating_mul(per_frame), rate),
            seconds(claimed.saturating_mul(per_frame), rate)
        ),
        _ => ends_inside_frame(missing),
    };
    Some(fault(AudioFaultKind::TruncatedAudio, message, offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::meter::grid_meter::Segmenting;

    #[test]
    fn a_decoder_that_panics_is_located() {
        let file = include_bytes!("../../../tests/audio/files/mp3-mpeg25.mp3").to_vec();
        let walk = Walk::of(&file, &Segmenting::new).unwrap().unwrap();
        let decoded = Decoded { panicked: Some(777), ..Decoded::nothing(1) };
        let told = faults(&walk, Some(&decoded), EncoderSum::None);
        assert_eq!(
            told.iter().map(|fault| (fault.kind, fault.offset)).collect::<Vec<_>>(),
            [(AudioFaultKind::DecoderPanic, Some(777))]
        );
    }
}
