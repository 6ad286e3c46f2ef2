//! Samples as decoders give them, one plane for each channel.

use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known;
use symphonia::core::packet::Packet;

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
