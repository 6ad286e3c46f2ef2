//! The samples that players play, of every recording that can be measured.

use std::io;

use crate::media::container::mpeg::frame_scan::FrameScan;
use crate::media::container::sniff::Sniffed;
use crate::media::container::sniff::sniff;
use crate::media::probe::container::mended;
use crate::media::probe::container::tags;
use crate::media::probe::mp3::not_mp3;
use crate::media::probe::probe_error::ProbeError;
use crate::media::probe::tables::Tables;
use crate::media::sound::decode::guard::guarded;
use crate::media::sound::decode::in_order::DecodedInOrder;
use crate::media::sound::decode::in_order::InOrderError;
use crate::media::sound::decode::in_order::SampleSink;
use crate::media::sound::decode::in_order::decode_mp3;
use crate::media::sound::decode::in_order::decode_packets;
use crate::media::sound::meter::grid_meter::Segmenting;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::audio_fault::AudioFaultKind;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;

/// Why no samples came, or no more.
#[derive(Debug)]
pub(crate) enum SamplesError {
    /// The recording cannot be decoded.
    Recording(ProbeError),
    /// Who receives the samples failed, or the disk that they are read from.
    Io(io::Error),
}

impl From<ProbeError> for SamplesError {
    fn from(error: ProbeError) -> Self {
        Self::Recording(error)
    }
}

impl From<io::Error> for SamplesError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Hands on every sample that players play, in order.
///
/// # Errors
/// Where a recording is none or cannot be decoded, and where the disk or `sink` fails.
pub(crate) fn read_samples(source: &dyn ByteSource, sink: &mut SampleSink<'_>) -> Result<DecodedInOrder, SamplesError> {
    let decoded = match sniff(source)? {
        Sniffed::Known(Container::Mp3) | Sniffed::Perhaps => mp3(source, sink)?,
        Sniffed::Known(container) => other(source, container, sink)?,
    };
    match decoded {
        Ok(Ok(decoded)) => Ok(decoded),
        Ok(Err(InOrderError::Io(error))) => Err(SamplesError::Io(error)),
        Ok(Err(InOrderError::FormatChange)) => {
            Err(damaged(AudioFaultKind::FormatChange, "its sample rate or its channels change on the way"))
        }
        Ok(Err(InOrderError::Replication)) => Err(ProbeError::Unsupported { format: "HE-AAC".to_owned() }.into()),
        Ok(Err(InOrderError::NoDecoder(reason))) => {
            Err(ProbeError::NotAudio { reason: format!("it cannot be decoded: {reason}") }.into())
        }
        Err(_) => Err(damaged(AudioFaultKind::DecoderPanic, "the decoder failed on it")),
    }
}

/// What a decoder gave, or its panic.
type Guarded = Result<Result<DecodedInOrder, InOrderError>, crate::media::sound::decode::guard::Panicked>;

fn mp3(source: &dyn ByteSource, sink: &mut SampleSink<'_>) -> Result<Guarded, SamplesError> {
    let Some(scan) = FrameScan::of(source, &Segmenting::new)? else { return Err(not_mp3(source)?.into()) };
    if scan.free_format {
        return Err(ProbeError::Unsupported { format: "MP3 in free format".to_owned() }.into());
    }
    if scan.changes.count > 0 {
        return Ok(Ok(Err(InOrderError::FormatChange)));
    }
    Ok(guarded(|| decode_mp3(source, &scan, sink)))
}

fn other(source: &dyn ByteSource, container: Container, sink: &mut SampleSink<'_>) -> Result<Guarded, SamplesError> {
    let tables = Tables::of(source, container)?;
    if !tables.is_measured() {
        let undecoded = tables.codec().and_then(Codec::undecoded_name);
        return Err(match undecoded {
            Some(format) => ProbeError::Unsupported { format: format.to_owned() }.into(),
            None => damaged(AudioFaultKind::FormatChange, "its sample rate or its channels change on the way"),
        });
    }
    let found = tags(source, container, &tables)?;
    let played = tables.played(&found).map(|played| played.heard());
    let mended = mended(source, container)?;
    let readable: &dyn ByteSource = mended.as_ref().map_or(source, |mended| mended);
    Ok(guarded(|| decode_packets(readable, container, played.as_deref(), sink)))
}

fn damaged(kind: AudioFaultKind, message: &str) -> SamplesError {
    ProbeError::Damaged { kind, message: message.to_owned(), offset: None }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::probe::{Depth, probe};

    /// Samples of each channel, and the sum of the squares.
    fn read(bytes: &[u8]) -> (u64, f64) {
        let (mut samples, mut energy) = (0, 0.0);
        let mut sink = |_format, planes: &[&[f32]], _read| {
            samples += planes[0].len() as u64;
            energy += planes.iter().flat_map(|plane| plane.iter()).map(|sample| f64::from(sample * sample)).sum::<f64>();
            Ok(())
        };
        let decoded = read_samples(&bytes.to_vec(), &mut sink).unwrap();
        assert_eq!(decoded, DecodedInOrder::default());
        (samples, energy)
    }

    #[test]
    fn as_many_samples_come_as_are_measured() {
        for (bytes, extension) in [
            (include_bytes!("../../../tests/audio/files/mp3-vbr.mp3").to_vec(), "mp3"),
            (include_bytes!("../../../tests/audio/files/mp3-mpeg25.mp3").to_vec(), "mp3"),
            (include_bytes!("../../../tests/audio/files/aac-moov-last.m4a").to_vec(), "m4a"),
            (include_bytes!("../../../tests/audio/files/alac.m4a").to_vec(), "m4a"),
            (include_bytes!("../../../tests/audio/files/adts.aac").to_vec(), "aac"),
            (include_bytes!("../../../tests/audio/files/flac.flac").to_vec(), "flac"),
            (include_bytes!("../../../tests/audio/files/vorbis.ogg").to_vec(), "ogg"),
            (include_bytes!("../../../tests/audio/files/pcm.aiff").to_vec(), "aiff"),
            (include_bytes!("../../../tests/audio/files/pcm.wav").to_vec(), "wav"),
        ] {
            let measured = probe(&bytes, Some(extension), Depth::NoLoudness, &|_| ()).unwrap();
            let (samples, energy) = read(&bytes);
            assert_eq!(samples, measured.facts.length.samples, "{extension}");
            assert!(energy > 0.01, "{extension}: {energy}");
        }
    }

    #[test]
    fn who_fails_to_receive_them_ends_the_reading() {
        let bytes = include_bytes!("../../../tests/audio/files/mp3-vbr.mp3").to_vec();
        let mut sink = |_format, _planes: &[&[f32]], _read| Err(io::ErrorKind::StorageFull.into());
        let error = read_samples(&bytes, &mut sink).unwrap_err();
        assert!(matches!(error, SamplesError::Io(error) if error.kind() == io::ErrorKind::StorageFull));
    }

    #[test]
    fn what_cannot_be_decoded_is_named() {
        let mut sink = |_format, _planes: &[&[f32]], _read| Ok(());
        let error = read_samples(&b"words, and no sound".to_vec(), &mut sink).unwrap_err();
        assert!(matches!(error, SamplesError::Recording(ProbeError::NotAudio { .. })), "{error:?}");
    }
}
