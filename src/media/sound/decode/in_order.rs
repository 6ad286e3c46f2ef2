//! Samples in the order of the recording, decoded on one core and handed on in pieces: for whoever makes another recording of them.

use std::io;
use std::num::NonZeroU32;
use std::ops::Range;

use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::AudioDecoder;
use symphonia::core::codecs::audio::well_known;
use symphonia::core::errors::Error;
use symphonia::core::packet::Packet;

use crate::media::container::mpeg::frame_scan::FrameScan;
use crate::media::sound::decode::decoder::decoder_of;
use crate::media::sound::decode::mp3_frames::CHANNELS;
use crate::media::sound::decode::mp3_frames::Mp3Frames;
use crate::media::sound::decode::opening::open;
use crate::media::sound::decode::packet_steps::PacketSteps;
use crate::media::sound::decode::planes::DecodedPacket;
use crate::media::sound::decode::planes::decode_into;
use crate::media::sound::decode::planes::lead_of;
use crate::media::sound::decode::planes::played_of;
use crate::media::sound::decode::replication::Replication;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;

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
    let mut frames = Mp3Frames::new(source, scan, scan.payload.start).map_err(|error| no_decoder(&error))?;
    let format = SampleFormat { sample_rate: scan.stream.sample_rate, channels: usize::from(scan.stream.channels).min(CHANNELS) };
    let (played, samples) = (scan.played(), frames.samples());
    let (mut place, mut told) = (0u64, DecodedInOrder { unreadable: 0, ended_early: scan.cut.is_some() });
    while let Some(frame) = frames.next_frame()? {
        let decoded = frames.decode(&frame)?;
        told.unreadable += u64::from(!decoded.is_read);
        let heard = played_of(Some(std::slice::from_ref(&played)), place, samples).next().unwrap_or(0..0);
        let planes = decoded.planes.map(|plane| plane.get(heard.clone()).unwrap_or_default());
        sink(format, &planes[..format.channels], u64::from(frame.len))?;
        place += samples as u64;
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
        decoder: decoder_of(parameters).map_err(|error| no_decoder(&error))?,
        parameters: parameters.clone(),
        played,
        format: None,
        planes: Vec::new(),
        place: 0,
        is_first: true,
        replication: Replication::default(),
        told: DecodedInOrder::default(),
    };
    let mut steps = PacketSteps::default();
    while let Some(packet) = steps.next(&mut *reader, track.id) {
        decoding.take(&packet, sink)?;
    }
    Ok(DecodedInOrder { ended_early: steps.ended_early.is_some(), ..decoding.told })
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
        let DecodedPacket { frames, format } = decode_into(self.decoder.as_mut(), packet, &mut self.planes);
        if let Some((rate, channels)) = format {
            let sample_rate = NonZeroU32::new(rate).ok_or(InOrderError::FormatChange)?;
            let format = SampleFormat { sample_rate, channels };
            if *self.format.get_or_insert(format) != format {
                return Err(InOrderError::FormatChange);
            }
        } else {
            self.told.unreadable += 1;
        }
        let lead = if self.is_first { lead_of(&self.parameters, packet, frames) } else { 0 };
        self.is_first = false;
        let first = self.place;
        self.place += (frames - lead) as u64;
        let Some(format) = self.format else { return Ok(()) };
        let mut read = packet.data.len() as u64;
        for heard in played_of(self.played, first, frames - lead) {
            let heard = lead + heard.start..lead + heard.end;
            let planes: Vec<&[f32]> = self.planes.iter().map(|plane| plane.get(heard.clone()).unwrap_or_default()).collect();
            sink(format, &planes, std::mem::take(&mut read))?;
        }
        Ok(())
    }
}

fn no_decoder(error: &Error) -> InOrderError {
    InOrderError::NoDecoder(error.to_string())
}
