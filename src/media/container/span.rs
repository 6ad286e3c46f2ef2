//! Which bytes of a file are the sound and which are tags: what tagging must leave alone, and what it may replace.

use std::ops::Range;

use crate::media::bytes::hashing;
use crate::media::container::mp4::samples::samples_sha256;
use crate::media::container::mpeg::frame_scan::FrameScan;
use crate::media::container::mpeg::frame_scan::Promise;
pub use crate::media::container::mpeg::tag_spans::TagKind;
pub use crate::media::container::mpeg::tag_spans::TagSpan;
use crate::media::container::sniff::Sniffed;
use crate::media::container::sniff::sniff;
use crate::media::probe::probe_error::ProbeError;
use crate::media::sound::meter::grid_meter::Segmenting;
use crate::model::files::byte_source::ByteSource;
use crate::model::identity::digest::Sha256;
use crate::model::media::container::Container;

/// The parts of an MP3 file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AudioSpan {
    /// Always `Container::Mp3`; other containers do not have their sound in one piece.
    pub container: Container,
    /// From the first frame, a Xing or Info frame included, to the end of the last; a cut last frame is part of it.
    pub payload: Range<u64>,
    /// From the first frame to the tags at the end, or the end of the file: what lies behind the payload here is no frame.
    pub ends: Range<u64>,
    /// Tags before the payload, in the order of the file.
    pub head: Vec<TagSpan>,
    /// Tags inside the payload, where files were joined; the first twenty.
    pub inner: Vec<TagSpan>,
    /// Tags after the payload, in the order of the file.
    pub tail: Vec<TagSpan>,
    /// Bytes that are nothing known, inside or outside of the payload; the first twenty places.
    pub garbage: Vec<Range<u64>>,
}

/// The parts of an MP3 file.
///
/// # Errors
/// Where the disk fails, and for anything that is no MP3 file.
pub fn audio_span(source: &dyn ByteSource) -> Result<AudioSpan, ProbeError> {
    match sniff(source)? {
        Sniffed::Known(Container::Mp3) | Sniffed::Perhaps => {}
        Sniffed::Known(other) => {
            return Err(ProbeError::NotAudio { reason: format!("its bytes are {other}, where mp3 is wanted") });
        }
    }
    Ok(span_of(scan(source)?))
}

fn span_of(scan: FrameScan) -> AudioSpan {
    AudioSpan {
        container: Container::Mp3,
        ends: scan.payload.start..scan.end,
        payload: scan.payload,
        head: scan.head,
        inner: scan.inner.first,
        tail: scan.tail,
        garbage: scan.garbage.first,
    }
}

/// The [`ends`](AudioSpan::ends) of an MP3 file, by a look at its two ends alone.
///
/// # Errors
/// Where the disk fails, and where there is no frame.
pub fn audio_ends(source: &dyn ByteSource) -> Result<Range<u64>, ProbeError> {
    let promise = Promise::of(source).map_err(|error| ProbeError::unreadable(&error))?;
    promise.map(|promise| promise.payload).ok_or_else(no_frames)
}

/// The hash of a part of a file.
///
/// # Errors
/// Where the disk fails.
pub fn sha256_of(source: &dyn ByteSource, range: Range<u64>) -> Result<Sha256, ProbeError> {
    hashing::sha256_of(source, range, &|_| ()).map_err(|error| ProbeError::unreadable(&error))
}

/// The `audio_sha256` of [`AudioFacts`](crate::model::media::audio_facts::AudioFacts), for MP3 and MP4.
///
/// # Errors
/// Where the disk fails, for a damaged MP4, and for other containers.
pub fn audio_sha256(source: &dyn ByteSource) -> Result<Sha256, ProbeError> {
    match sniff(source)? {
        Sniffed::Known(Container::Mp3) | Sniffed::Perhaps => sha256_of(source, scan(source)?.payload),
        Sniffed::Known(Container::Mp4) => samples_sha256(source),
        Sniffed::Known(other) => {
            Err(ProbeError::NotAudio { reason: format!("its bytes are {other}, where mp3 or mp4 is wanted") })
        }
    }
}

fn scan(source: &dyn ByteSource) -> Result<FrameScan, ProbeError> {
    let whole = |_| Segmenting { segment: u64::MAX / 4, warm_up: 0 };
    FrameScan::of(source, &whole).map_err(|error| ProbeError::unreadable(&error))?.ok_or_else(no_frames)
}

fn no_frames() -> ProbeError {
    ProbeError::NotAudio { reason: "no MPEG frames were found in it".to_owned() }
}
