//! What a scan and a decoding of an MP3 file say is wrong, in the order of the file.

use std::num::NonZeroU32;
use std::ops::Range;

use crate::display::count::Count;
use crate::media::container::mpeg::frame_scan::FrameScan;
use crate::media::container::mpeg::frame_scan::Noted;
use crate::media::probe::audio_probe::EncoderChecksum;
use crate::media::probe::bitrate;
use crate::media::sound::decode::mp3::Decoded;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::audio_fault::AudioFaultKind;

/// A claim may be wrong by so much without harm (seconds): players round, and encoders count their own header frame or not.
const CLAIM_TOLERANCE: u64 = 1;

/// Everything that is wrong.
pub(crate) fn faults(scan: &FrameScan, decoded: Option<&Decoded>, music: EncoderChecksum) -> Vec<AudioFault> {
    let mut faults: Vec<AudioFault> = [
        not_measured(scan),
        lying_header(scan).or_else(|| lying_length(scan)),
        no_seek_table(scan),
        checksum(scan, music),
        counts(scan, decoded),
        panicked(decoded),
        truncated(scan),
    ]
    .into_iter()
    .flatten()
    .collect();
    faults.extend(garbage(&scan.garbage));
    faults.extend(each(&scan.joins, AudioFaultKind::JoinedFiles, JOINED));
    faults.extend(each(&scan.changes, AudioFaultKind::FormatChange, CHANGED));
    faults.extend(first_of(&scan.orphans, AudioFaultKind::ReservoirGap, "frame", "without data that earlier frames should hold"));
    faults.extend(wrong_checksums(scan));
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

fn not_measured(scan: &FrameScan) -> Option<AudioFault> {
    let message = "free-format MP3: its length is counted, its loudness is not measured, and many players refuse it".to_owned();
    scan.free_format.then(|| fault(AudioFaultKind::NotMeasured, message, scan.payload.start))
}

fn lying_header(scan: &FrameScan) -> Option<AudioFault> {
    let (info, header) = scan.info.as_ref()?;
    let claimed = scan.claimed_frames()?;
    let per_frame = u64::from(scan.stream.samples());
    let rate = scan.stream.sample_rate;
    let off_by = claimed.abs_diff(scan.frames).saturating_mul(per_frame);
    // a file that is cut is named as such; that its header still tells of the whole is no second fault
    if off_by <= CLAIM_TOLERANCE * u64::from(rate.get()) || scan.cut.is_some() {
        return None;
    }
    let message = format!(
        "the {} header claims {} ({claimed} frames), but there are {} ({} frames)",
        info.kind.as_str(),
        seconds(claimed.saturating_mul(per_frame), rate),
        seconds(scan.frames * per_frame, rate),
        scan.frames,
    );
    Some(fault(AudioFaultKind::LyingHeader, message, header.start))
}

/// A header whose frames are right, and whose bytes are not: players seek by parts of those bytes.
fn lying_length(scan: &FrameScan) -> Option<AudioFault> {
    let (info, header) = scan.info.as_ref()?;
    let claimed = u64::from(info.bytes.filter(|bytes| *bytes > 0)?);
    let there = scan.payload.end - header.start;
    // encoders count their own header frame or not; what is less than a second away harms nobody
    let in_a_second = u64::from(bitrate(scan.frame_bytes, scan.samples, scan.stream.sample_rate)) / 8;
    let tolerance = CLAIM_TOLERANCE * in_a_second + (header.end - header.start);
    if claimed.abs_diff(there) <= tolerance || scan.cut.is_some() {
        return None;
    }
    let message = format!(
        "the {} header claims {claimed} bytes of sound, but there are {there}: players that seek by it jump to wrong places",
        info.kind.as_str()
    );
    Some(fault(AudioFaultKind::LyingHeader, message, header.start))
}

fn no_seek_table(scan: &FrameScan) -> Option<AudioFault> {
    let message =
        "the bit rate varies and there is no table to seek by: players guess the length, and jump to wrong places".to_owned();
    (scan.varies && !scan.has_seek_table()).then(|| fault(AudioFaultKind::NoSeekTable, message, scan.payload.start))
}

fn checksum(scan: &FrameScan, music: EncoderChecksum) -> Option<AudioFault> {
    let (_, header) = scan.info.as_ref()?;
    let message = "the encoder's checksum does not match the sound: the file was changed after it was encoded".to_owned();
    (music == EncoderChecksum::Differs).then(|| fault(AudioFaultKind::ChecksumMismatch, message, header.start))
}

/// Frames' own checksums. Where none matches, it is the encoder that computes them wrong, and nothing is known of the sound.
fn wrong_checksums(scan: &FrameScan) -> Option<AudioFault> {
    if scan.wrong_checksums.count == scan.checksummed_frames && scan.checksummed_frames > 1 {
        let message = "no frame's own checksum matches: the encoder computed them wrong, and players that check them stay silent";
        return Some(fault(AudioFaultKind::ChecksumMismatch, message.to_owned(), *scan.wrong_checksums.first.first()?));
    }
    first_of(&scan.wrong_checksums, AudioFaultKind::ChecksumMismatch, "frame", "whose own checksum does not match")
}

fn counts(scan: &FrameScan, decoded: Option<&Decoded>) -> Option<AudioFault> {
    let decoded = decoded.filter(|decoded| decoded.panicked.is_none() && decoded.samples != scan.samples)?;
    let message = format!("the frames hold {} samples, but {} were decoded", scan.samples, decoded.samples);
    Some(fault(AudioFaultKind::CountsDisagree, message, scan.payload.start))
}

fn panicked(decoded: Option<&Decoded>) -> Option<AudioFault> {
    let message = "the decoder failed on these bytes, so loudness is not known".to_owned();
    Some(fault(AudioFaultKind::DecoderPanic, message, decoded?.panicked?))
}

fn truncated(scan: &FrameScan) -> Option<AudioFault> {
    let per_frame = u64::from(scan.stream.samples());
    let rate = scan.stream.sample_rate;
    let claimed = scan.claimed_frames().filter(|claimed| *claimed > scan.frames);
    let (offset, missing) = scan.cut?;
    let message = match claimed {
        Some(claimed) if (claimed - scan.frames).saturating_mul(per_frame) > u64::from(rate.get()) => format!(
            "the file ends inside a frame: {} of {} are missing",
            seconds((claimed - scan.frames).saturating_mul(per_frame), rate),
            seconds(claimed.saturating_mul(per_frame), rate)
        ),
        _ => ends_inside_frame(missing),
    };
    Some(fault(AudioFaultKind::TruncatedAudio, message, offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::sound::meter::grid_meter::Segmenting;

    #[test]
    fn a_decoder_that_panics_is_located() {
        let file = include_bytes!("../../../tests/audio/files/mp3-mpeg25.mp3").to_vec();
        let scan = FrameScan::of(&file, &Segmenting::new).unwrap().unwrap();
        let decoded = Decoded { panicked: Some(777), ..Decoded::nothing(1) };
        let told = faults(&scan, Some(&decoded), EncoderChecksum::None);
        assert_eq!(
            told.iter().map(|fault| (fault.kind, fault.offset)).collect::<Vec<_>>(),
            [(AudioFaultKind::DecoderPanic, Some(777))]
        );
    }
}
