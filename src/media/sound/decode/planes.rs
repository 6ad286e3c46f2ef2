//! Samples as decoders give them, one plane for each channel.

use std::ops::Range;

use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::AudioDecoder;
use symphonia::core::codecs::audio::well_known;
use symphonia::core::packet::Packet;

/// The longest packet that is believed where it cannot be decoded. // samples; FLAC's longest block has 65,535
const PACKET_MAX: usize = 1 << 16;

/// What a decoder made of a packet.
pub(super) struct DecodedPacket {
    /// Samples in each plane.
    pub(super) frames: usize,
    /// The sample rate (Hz) and the number of channels; `None` where the packet could not be decoded and is silence.
    pub(super) format: Option<(u32, usize)>,
}

/// Decodes a packet into planes, or makes them silence of its length.
pub(super) fn decode_into(decoder: &mut dyn AudioDecoder, packet: &Packet, planes: &mut Vec<Vec<f32>>) -> DecodedPacket {
    if let Ok(buffer) = decoder.decode(packet) {
        copy(&buffer, planes);
        let format = (buffer.spec().rate(), buffer.spec().channels().count());
        return DecodedPacket { frames: buffer.frames(), format: Some(format) };
    }
    let frames = usize::try_from(packet.block_dur().get()).unwrap_or(0).min(PACKET_MAX);
    for plane in planes {
        plane.clear();
        plane.resize(frames, 0.0);
    }
    DecodedPacket { frames, format: None }
}

/// Which samples of a packet are played: its first one is `place`, it has so many, and `played` ascends, or is all.
pub(super) fn played_of(played: Option<&[Range<u64>]>, place: u64, frames: usize) -> impl Iterator<Item = Range<usize>> {
    const ALL: Range<u64> = 0..u64::MAX;
    let played = played.unwrap_or(std::slice::from_ref(&ALL));
    let end = place.saturating_add(frames as u64);
    let inside = move |sample: u64| usize::try_from(sample.saturating_sub(place)).unwrap_or(usize::MAX).min(frames);
    let first = played.partition_point(|stretch| stretch.end <= place);
    let reached = played[first..].iter().take_while(move |stretch| stretch.start < end);
    reached.map(move |stretch| inside(stretch.start)..inside(stretch.end).max(inside(stretch.start)))
}

/// How many of the samples that a decoder gives for the first packet are none of the sound: a first block of Vorbis has no other to lap
/// over, and what the decoder gives for it is only faded in.
pub(super) fn lead_of(parameters: &AudioCodecParameters, packet: &Packet, frames: usize) -> usize {
    let is_lapped = parameters.codec == well_known::CODEC_ID_VORBIS;
    if is_lapped { usize::try_from(packet.trim_start.get()).unwrap_or(0).min(frames) } else { 0 }
}

/// Samples as f32, one plane for each channel; what is no number becomes silence.
pub(super) fn copy(buffer: &GenericAudioBufferRef<'_>, planes: &mut Vec<Vec<f32>>) {
    buffer.copy_to_vecs_planar::<f32>(planes);
    for plane in planes {
        for sample in plane {
            if !sample.is_finite() {
                *sample = 0.0;
            }
        }
    }
}
