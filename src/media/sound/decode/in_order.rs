//! Samples in the order of the recording, decoded on one core and handed on in pieces: for whoever makes another recording of them.

use std::io;
use std::num::NonZeroU32;
use std::ops::Range;

use symphonia::core::audio::Audio;
use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::AudioDecoder;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::codecs::audio::well_known;
use symphonia::core::errors::Error;
use symphonia::core::packet::Packet;
use symphonia::core::packet::PacketRef;
use symphonia::core::units::Duration;
use symphonia::core::units::Timestamp;

use crate::media::container::mpeg::frame_scan::FrameScan;
use crate::media::container::mpeg::frame_scanner::FrameScanner;
use crate::media::container::mpeg::frame_scanner::ScannedItem;
use crate::media::sound::decode::opening::open;
use crate::media::sound::decode::planes::copy;
use crate::media::sound::decode::planes::lead_of;
use crate::media::sound::decode::replication::Replication;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;

/// Errors in a row after which reading ends.
const ERRORS_MAX: u32 = 50;
/// The longest packet that is believed where it cannot be decoded. // samples; FLAC's longest block has 65,535
const PACKET_MAX: usize = 1 << 16;

/// How many samples a second, in how many channels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct SampleFormat {
    /// Sample rate (Hz).
    pub(crate) sample_rate: NonZeroU32,
    /// Channels.
    pub(crate) channels: usize,
}

/// Receives the next samples: their format, one slice of equal length for each channel, and how many bytes of the file were newly read.
pub(crate) type SampleSink<'s> = dyn FnMut(SampleFormat, &[&[f32]], u64) -> io::Result<()> + 's;

/// What became of a recording that was decoded from its start to its end.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct DecodedInOrder {
    /// Packets that could not be decoded, in the place of which silence was handed on.
    pub(crate) unreadable: u64,
    /// Whether reading ended before the container's own end.
    pub(crate) ended_early: bool,
}

/// Why the samples of a recording are not to be had.
#[derive(Debug)]
pub(crate) enum InOrderError {
    /// Sample rate or number of channels change on the way.
    FormatChange,
    /// The decoder would leave out the upper half of the sound.
    Replication,
    /// There is no sound track, or no decoder for it; in words.
    NoDecoder(String),
    /// The disk failed, or who receives the samples did.
    Io(io::Error),
}

impl From<io::Error> for InOrderError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Decodes what players play of a scanned MP3 file.
pub(crate) fn decode_mp3(
    source: &dyn ByteSource,
    scan: &FrameScan,
    sink: &mut SampleSink<'_>,
) -> Result<DecodedInOrder, InOrderError> {
    let mut parameters = AudioCodecParameters::new();
    parameters.for_codec(well_known::CODEC_ID_MP3);
    let mut decoder = decoder_of(&parameters)?;
    let format = SampleFormat { sample_rate: scan.stream.sample_rate, channels: usize::from(scan.stream.channels) };
    let silence = vec![0f32; scan.stream.samples() as usize];
    let played = scan.played();
    let mut scanner = FrameScanner::new(source, scan.payload.start, scan.end, Some(scan.stream));
    let (mut place, mut told) = (0u64, DecodedInOrder { unreadable: 0, ended_early: scan.cut.is_some() });
    while let Some(item) = scanner.next()? {
        let ScannedItem::Frame(frame) = item else { continue };
        if frame.is_info {
            continue;
        }
        let packet = PacketRef::new(0, Timestamp::new(0), Duration::new(0), scanner.bytes(&frame)?);
        let mut planes = vec![silence.as_slice(); format.channels];
        let given = decoder.decode_ref(&packet);
        match &given {
            Ok(GenericAudioBufferRef::F32(buffer)) if (buffer.frames(), buffer.num_planes()) == (silence.len(), planes.len()) => {
                planes.iter_mut().zip(buffer.iter_planes()).for_each(|(plane, decoded)| *plane = decoded);
            }
            _ => told.unreadable += 1,
        }
        let (start, end) = (inside(played.start, place, silence.len()), inside(played.end, place, silence.len()));
        let heard: Vec<&[f32]> = planes.iter().map(|plane| &plane[start..end.max(start)]).collect();
        sink(format, &heard, u64::from(frame.len))?;
        place += silence.len() as u64;
    }
    Ok(told)
}

/// Decodes what is played of any other container: stretches of decoded samples that ascend, or all.
pub(crate) fn decode_packets(
    source: &dyn ByteSource,
    container: Container,
    played: Option<&[Range<u64>]>,
    sink: &mut SampleSink<'_>,
) -> Result<DecodedInOrder, InOrderError> {
    let (mut reader, track) = open(source, container).map_err(InOrderError::NoDecoder)?;
    let Some(CodecParameters::Audio(parameters)) = &track.codec_params else {
        return Err(InOrderError::NoDecoder("the sound track does not say how it is coded".to_owned()));
    };
    let mut decoding = Decoding {
        decoder: decoder_of(parameters)?,
        parameters: parameters.clone(),
        played,
        format: None,
        planes: Vec::new(),
        place: 0,
        is_first: true,
        replication: Replication::default(),
        told: DecodedInOrder::default(),
    };
    let mut errors = 0;
    loop {
        match reader.next_packet() {
            Ok(Some(packet)) if packet.track_id == track.id => {
                (errors, decoding.told.ended_early) = (0, false);
                decoding.take(&packet, sink)?;
            }
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(Error::DecodeError(_)) if errors < ERRORS_MAX => (errors, decoding.told.ended_early) = (errors + 1, true),
            Err(_) => {
                decoding.told.ended_early = true;
                break;
            }
        }
    }
    Ok(decoding.told)
}

struct Decoding<'p> {
    decoder: Box<dyn AudioDecoder>,
    parameters: AudioCodecParameters,
    played: Option<&'p [Range<u64>]>,
    format: Option<SampleFormat>,
    planes: Vec<Vec<f32>>,
    place: u64,
    is_first: bool,
    replication: Replication,
    told: DecodedInOrder,
}

impl Decoding<'_> {
    fn take(&mut self, packet: &Packet, sink: &mut SampleSink<'_>) -> Result<(), InOrderError> {
        if self.parameters.codec == well_known::CODEC_ID_AAC && self.replication.look(&packet.data) {
            return Err(InOrderError::Replication);
        }
        let frames = if let Ok(buffer) = self.decoder.decode(packet) {
            let rate = NonZeroU32::new(buffer.spec().rate()).ok_or(InOrderError::FormatChange)?;
            let format = SampleFormat { sample_rate: rate, channels: buffer.spec().channels().count() };
            if *self.format.get_or_insert(format) != format {
                return Err(InOrderError::FormatChange);
            }
            copy(&buffer, &mut self.planes);
            buffer.frames()
        } else {
            self.told.unreadable += 1;
            let frames = usize::try_from(packet.block_dur().get()).unwrap_or(0).min(PACKET_MAX);
            for plane in &mut self.planes {
                plane.clear();
                plane.resize(frames, 0.0);
            }
            frames
        };
        let lead = if self.is_first { lead_of(&self.parameters, packet, frames) } else { 0 };
        self.is_first = false;
        let first = self.place;
        self.place += (frames - lead) as u64;
        let Some(format) = self.format else { return Ok(()) };
        let mut read = packet.data.len() as u64;
        let all = std::slice::from_ref(&(0..u64::MAX));
        let stretches = self.played.unwrap_or(all);
        let next = stretches.partition_point(|stretch| stretch.end <= first);
        for stretch in stretches[next..].iter().take_while(|stretch| stretch.start < self.place) {
            let start = lead + inside(stretch.start, first, frames - lead);
            let end = lead + inside(stretch.end, first, frames - lead);
            let heard: Vec<&[f32]> = self.planes.iter().map(|plane| plane.get(start..end).unwrap_or_default()).collect();
            sink(format, &heard, std::mem::take(&mut read))?;
        }
        Ok(())
    }
}

/// The place of a sample within a packet that begins at `first` and has so many frames.
fn inside(sample: u64, first: u64, frames: usize) -> usize {
    usize::try_from(sample.saturating_sub(first)).unwrap_or(usize::MAX).min(frames)
}

fn decoder_of(parameters: &AudioCodecParameters) -> Result<Box<dyn AudioDecoder>, InOrderError> {
    // with `gapless`, symphonia drops sound of files whose header is missing or wrong
    let options = AudioDecoderOptions::default().gapless(false);
    let decoder = symphonia::default::get_codecs().make_audio_decoder(parameters, &options);
    decoder.map_err(|error| InOrderError::NoDecoder(error.to_string()))
}
