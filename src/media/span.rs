//! Which bytes of a file are the sound and which are tags: what tagging must leave alone, and what it may replace.

use std::io;
use std::ops::Range;

use crate::media::hashing::sha256_of;
use crate::media::meter::grid_meter::Segmenting;
use crate::media::mp4::samples::samples_sha256;
pub use crate::media::mpeg::tag_spans::TagKind;
pub use crate::media::mpeg::tag_spans::TagSpan;
use crate::media::mpeg::walk::Walk;
use crate::media::probe_error::ProbeError;
use crate::media::sniff::Sniffed;
use crate::media::sniff::sniff;
use crate::model::audio_facts::Container;
use crate::model::byte_source::ByteSource;
use crate::model::digest::Sha256;

/// The parts of an MP3 file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AudioSpan {
    /// Always `Container::Mp3`; other containers do not have their sound in one piece.
    pub container: Container,
    /// From the first frame, a Xing or Info frame included, to the end of the last; a cut last frame is part of it.
    pub payload: Range<u64>,
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
    Ok(span_of(walk(source)?))
}

fn span_of(walk: Walk) -> AudioSpan {
    AudioSpan {
        container: Container::Mp3,
        payload: walk.payload,
        head: walk.head,
        inner: walk.inner.first,
        tail: walk.tail,
        garbage: walk.garbage.first,
    }
}

/// The `audio_sha256` of [`AudioFacts`](crate::model::audio_facts::AudioFacts), for MP3 and MP4.
///
/// # Errors
/// Where the disk fails, for a damaged MP4, and for other containers.
pub fn audio_sha256(source: &dyn ByteSource) -> Result<Sha256, ProbeError> {
    match sniff(source)? {
        Sniffed::Known(Container::Mp3) | Sniffed::Perhaps => {
            sha256_of(source, walk(source)?.payload, &|_| ()).map_err(|error| unreadable(&error))
        }
        Sniffed::Known(Container::Mp4) => samples_sha256(source),
        Sniffed::Known(other) => {
            Err(ProbeError::NotAudio { reason: format!("its bytes are {other}, where mp3 or mp4 is wanted") })
        }
    }
}

fn walk(source: &dyn ByteSource) -> Result<Walk, ProbeError> {
    let whole = |_| Segmenting { segment: u64::MAX / 4, warm_up: 0 };
    Walk::of(source, &whole)
        .map_err(|error| unreadable(&error))?
        .ok_or_else(|| ProbeError::NotAudio { reason: "no MPEG frames were found in it".to_owned() })
}

pub(crate) fn unreadable(error: &io::Error) -> ProbeError {
    ProbeError::Unreadable { reason: error.to_string() }
}
