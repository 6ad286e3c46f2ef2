//! The frames of an MP3 stream, decoded one after the other.

use std::io;

use symphonia::core::audio::Audio;
use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::AudioDecoder;
use symphonia::core::codecs::audio::well_known::CODEC_ID_MP3;
use symphonia::core::errors::Error;
use symphonia::core::packet::PacketRef;
use symphonia::core::units::Duration;
use symphonia::core::units::Timestamp;

use crate::media::container::mpeg::frame_scan::FrameScan;
use crate::media::container::mpeg::frame_scanner::Frame;
use crate::media::container::mpeg::frame_scanner::FrameScanner;
use crate::media::container::mpeg::frame_scanner::ScannedItem;
use crate::media::sound::decode::decoder::decoder_of;
use crate::model::files::byte_source::ByteSource;

/// MP3 has one channel or two.
pub(super) const CHANNELS: usize = 2;

/// The frames from a place on, and the decoder that remembers those before.
pub(super) struct Mp3Frames<'s> {
    scanner: FrameScanner<'s>,
    decoder: Box<dyn AudioDecoder>,
    channels: usize,
    silence: Vec<f32>,
}

/// The samples of a frame.
pub(super) struct Mp3Planes<'f> {
    /// One plane for each channel; silence where the frame cannot be read, and in channels that there are not.
    pub(super) planes: [&'f [f32]; CHANNELS],
    /// How many samples the decoder gave in each channel; `None` where it refused the frame.
    pub(super) given: Option<usize>,
    /// Whether the planes are what the decoder gave.
    pub(super) is_read: bool,
}

impl<'s> Mp3Frames<'s> {
    /// The frames of a scanned file from a byte on.
    pub(super) fn new(source: &'s dyn ByteSource, scan: &FrameScan, start: u64) -> Result<Self, Error> {
        Ok(Self {
            scanner: FrameScanner::new(source, start, scan.end, Some(scan.stream)),
            decoder: mp3_decoder()?,
            channels: usize::from(scan.stream.channels).min(CHANNELS),
            silence: vec![0f32; scan.stream.samples() as usize],
        })
    }

    /// Samples in each frame.
    pub(super) fn samples(&self) -> usize {
        self.silence.len()
    }

    /// The next frame that holds sound.
    pub(super) fn next_frame(&mut self) -> io::Result<Option<Frame>> {
        while let Some(item) = self.scanner.next()? {
            if let ScannedItem::Frame(frame) = item
                && !frame.is_info
            {
                return Ok(Some(frame));
            }
        }
        Ok(None)
    }

    /// Decodes the frame that came last.
    pub(super) fn decode(&mut self, frame: &Frame) -> io::Result<Mp3Planes<'_>> {
        let packet = PacketRef::new(0, Timestamp::new(0), Duration::new(0), self.scanner.bytes(frame)?);
        let mut decoded = Mp3Planes { planes: [self.silence.as_slice(); CHANNELS], given: None, is_read: false };
        if let Ok(GenericAudioBufferRef::F32(buffer)) = self.decoder.decode_ref(&packet) {
            decoded.given = Some(buffer.frames());
            decoded.is_read = (buffer.frames(), buffer.num_planes()) == (self.silence.len(), self.channels);
            if decoded.is_read {
                decoded.planes.iter_mut().zip(buffer.iter_planes()).for_each(|(place, plane)| *place = plane);
            }
        }
        Ok(decoded)
    }
}

/// A decoder of MP3.
pub(super) fn mp3_decoder() -> Result<Box<dyn AudioDecoder>, Error> {
    let mut parameters = AudioCodecParameters::new();
    parameters.for_codec(CODEC_ID_MP3);
    decoder_of(&parameters)
}
