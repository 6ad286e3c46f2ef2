//! Which bytes of a file are its sound. Stands in for `media::span` until that is there.

use std::ops::Range;

use crate::media::probe_error::ProbeError;
use crate::model::audio_facts::Container;
use crate::model::byte_source::ByteSource;
use crate::model::digest::Sha256;
use crate::tag::id3v2::read::leading_tags;
use crate::tag::recipe::read_range;

pub(in crate::tag) struct AudioSpan {
    pub container: Container,
    pub payload: Range<u64>,
}

pub(in crate::tag) fn audio_span(source: &dyn ByteSource) -> Result<AudioSpan, ProbeError> {
    let after = leading_tags(source).map_err(|error| ProbeError::NotAudio { reason: error.to_string() })?.end;
    let bytes = read_range(source, after..source.len()).map_err(|error| ProbeError::Unreadable { reason: error.to_string() })?;
    let frame = bytes.windows(2).position(|pair| pair[0] == 0xFF && pair[1] & 0xE6 == 0xE2);
    let start = frame.ok_or_else(|| ProbeError::NotAudio { reason: "it has no MPEG frame".to_owned() })?;
    Ok(AudioSpan { container: Container::Mp3, payload: after + start as u64..source.len() })
}

pub(in crate::tag) fn audio_sha256(source: &dyn ByteSource) -> Result<Sha256, ProbeError> {
    let span = audio_span(source)?;
    let bytes = read_range(source, span.payload).map_err(|error| ProbeError::Unreadable { reason: error.to_string() })?;
    Ok(Sha256::of(&bytes))
}
