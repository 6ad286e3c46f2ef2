//! How AAC is coded: the `AudioSpecificConfig` (ISO/IEC 14496-3, 1.6.2.1) inside an `esds` box.

use std::num::NonZeroU32;

use crate::media::bytes::bits::Bits;
use crate::model::media::codec::Codec;

/// What the configuration says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct AacConfig {
    /// Which form of AAC, or of the codecs that MPEG-4 configures in the same way.
    pub(crate) codec: Codec,
    /// Rate of the coded core (Hz).
    pub(crate) core_rate: NonZeroU32,
    /// Rate that is played (Hz).
    pub(crate) rate: NonZeroU32,
    /// Channels; 0 where the stream itself says it.
    pub(crate) channels: u8,
    /// Samples in a frame of the core: 1024, or 960.
    pub(crate) frame_len: u32,
}

const RATES: [u32; 13] = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350]; // Hz
const SBR: u32 = 5;
const PARAMETRIC_STEREO: u32 = 29;
/// Channels of each configuration (table 1.19); what is not listed the stream itself says.
const CHANNELS: [u8; 8] = [0, 1, 2, 3, 4, 5, 6, 8];

/// Which codec an audio object type is (table 1.17), without spectral band replication.
fn codec_of(object: u32) -> Codec {
    match object {
        1 => Codec::AacMain,
        2 => Codec::AacLc,
        23 => Codec::AacLd,
        32 => Codec::Mp1,
        33 => Codec::Mp2,
        34 => Codec::Mp3,
        36 => Codec::Als,
        39 => Codec::AacEld,
        42 => Codec::XheAac,
        _ => Codec::Other,
    }
}

impl AacConfig {
    /// The configuration in the content of an `esds` box, version and flags included; `None` where there is none.
    pub(crate) fn of_esds(content: &[u8]) -> Option<Self> {
        let (0x40 | 0x66 | 0x67 | 0x68, mut rest) = decoder_configuration(content)? else { return None };
        loop {
            let (tag, length, body) = descriptor(rest)?;
            if tag == 5 {
                return Self::parse(body.get(..length.min(body.len()))?);
            }
            rest = body.get(length..)?;
        }
    }

    /// Whether the configuration itself says that high frequencies are made up by spectral band replication.
    pub(crate) fn is_he(&self) -> bool {
        self.codec == Codec::HeAac
    }

    /// The configuration itself.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut bits = BitReader { bits: Bits::new(bytes), at: 0 };
        let mut object = object_type(&mut bits)?;
        let core_rate = sampling_rate(&mut bits)?;
        let configuration = bits.take(4)?;
        let channels = usize::try_from(configuration).ok().and_then(|index| CHANNELS.get(index)).copied().unwrap_or(0);
        let explicit = matches!(object, SBR | PARAMETRIC_STEREO);
        let mut rate = core_rate;
        if explicit {
            rate = sampling_rate(&mut bits)?;
            object = object_type(&mut bits)?;
        }
        let frame_len = if matches!(object, 1..=4) && bits.take(1)? == 1 { 960 } else { 1024 };
        let mut is_he = explicit;
        if !explicit && matches!(object, 1..=4) {
            if bits.take(1)? == 1 {
                bits.take(14)?;
            }
            bits.take(1)?;
            // the announcement that older decoders pass over: 0x2B7, type 5, flag, rate
            if channels > 0 && bits.take(11) == Some(0x2B7) && object_type(&mut bits) == Some(SBR) && bits.take(1) == Some(1) {
                rate = sampling_rate(&mut bits)?;
                is_he = true;
            }
        }
        let codec = if is_he && object == 2 { Codec::HeAac } else { codec_of(object) };
        Some(Self { codec, core_rate, rate, channels, frame_len })
    }
}

/// What an `esds` box says of the codec: its object type indication (14496-1, table 5), and the descriptors behind it.
fn decoder_configuration(content: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = content.get(4..)?;
    loop {
        let (tag, length, body) = descriptor(rest)?;
        rest = match tag {
            // ES descriptor: id 2, flags 1, and what the flags say
            3 => {
                let flags = *body.get(2)?;
                let depends = if flags & 0x80 != 0 { 2 } else { 0 };
                let url = if flags & 0x40 != 0 { 1 + usize::from(*body.get(3 + depends)?) } else { 0 };
                body.get(3 + depends + url + if flags & 0x20 != 0 { 2 } else { 0 }..)?
            }
            // decoder configuration: object type 1, stream type 1, buffer 3, rates 8
            4 => return Some((*body.first()?, body.get(13..).unwrap_or_default())),
            _ => body.get(length..)?,
        };
    }
}

/// Which codec an `esds` box names by its number alone; `None` for AAC, whose own configuration says more, and for numbers that nobody plays.
pub(crate) fn codec_of_esds(content: &[u8]) -> Option<Codec> {
    match decoder_configuration(content)?.0 {
        // MPEG-2 and MPEG-1 audio: its frames say which layer
        0x69 | 0x6B => Some(Codec::Mp3),
        0xA5 => Some(Codec::Ac3),
        0xA6 => Some(Codec::Eac3),
        0xAD => Some(Codec::Opus),
        0xDD => Some(Codec::Vorbis),
        _ => None,
    }
}

fn descriptor(bytes: &[u8]) -> Option<(u8, usize, &[u8])> {
    let (&tag, mut rest) = bytes.split_first()?;
    let mut length = 0;
    for _ in 0..4 {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        length = length << 7 | usize::from(byte & 0x7F);
        if byte < 0x80 {
            break;
        }
    }
    Some((tag, length, rest))
}

fn object_type(bits: &mut BitReader<'_>) -> Option<u32> {
    match bits.take(5)? {
        31 => Some(32 + bits.take(6)?),
        object => Some(object),
    }
}

fn sampling_rate(bits: &mut BitReader<'_>) -> Option<NonZeroU32> {
    let rate = match bits.take(4)? {
        15 => bits.take(24)?,
        index => *RATES.get(usize::try_from(index).ok()?)?,
    };
    NonZeroU32::new(rate)
}

struct BitReader<'a> {
    bits: Bits<'a>,
    at: usize,
}

impl BitReader<'_> {
    fn take(&mut self, count: usize) -> Option<u32> {
        let value = self.bits.take(self.at, count)?;
        self.at += count;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_low_complexity() {
        let expected = AacConfig {
            codec: Codec::AacLc,
            core_rate: 44_100_u32.try_into().unwrap(),
            rate: 44_100_u32.try_into().unwrap(),
            channels: 1,
            frame_len: 1024,
        };
        assert_eq!(AacConfig::parse(&[0x12, 0x08]), Some(expected));
        assert_eq!(AacConfig::parse(&[0x12, 0x10]), Some(AacConfig { channels: 2, ..expected }));
    }

    #[test]
    fn recognises_band_replication_announced_either_way() {
        let expected = AacConfig {
            codec: Codec::HeAac,
            core_rate: 22_050_u32.try_into().unwrap(),
            rate: 44_100_u32.try_into().unwrap(),
            channels: 2,
            frame_len: 1024,
        };
        // type 5, 22.05 kHz, 2 channels, 44.1 kHz, type 2
        assert_eq!(AacConfig::parse(&[0x2B, 0x92, 0x08, 0x00]), Some(expected));
        // type 2, 22.05 kHz, 2 channels; 0x2B7, type 5, yes, 44.1 kHz
        assert_eq!(AacConfig::parse(&[0x13, 0x90, 0x56, 0xE5, 0xA0]), Some(expected));
    }

    #[test]
    fn names_forms_of_aac_that_few_apps_play() {
        // 5 bits of type, or 31 and 6 more; 4 of rate (4: 44.1 kHz); 4 of channels
        for (bytes, codec) in [
            ([0x0A, 0x10, 0, 0], Codec::AacMain),
            ([0x1A, 0x10, 0, 0], Codec::Other),
            ([0xBA, 0x10, 0, 0], Codec::AacLd),
            ([0xF8, 0x88, 0x40, 0], Codec::Als),
            ([0xF8, 0xE8, 0x40, 0], Codec::AacEld),
            ([0xF9, 0x48, 0x40, 0], Codec::XheAac),
        ] {
            let config = AacConfig::parse(&bytes).unwrap();
            assert_eq!((config.codec, config.rate.get(), config.channels), (codec, 44_100, 2), "{bytes:X?}");
        }
        assert_eq!(AacConfig::parse(&[0x12, 0x38]).unwrap().channels, 8, "7.1 is configuration 7");
    }

    #[test]
    fn finds_it_inside_its_descriptors() {
        let mut esds = vec![0, 0, 0, 0, 3, 0x80, 0x80, 0x80, 0x22, 0, 1, 0, 4, 0x80, 0x80, 0x80, 0x14, 0x40];
        esds.extend([0; 12]);
        esds.extend([5, 0x80, 0x80, 0x80, 2, 0x12, 0x08]);
        assert_eq!(AacConfig::of_esds(&esds).map(|config| config.core_rate), NonZeroU32::new(44_100));
        for len in 0..esds.len() {
            assert_eq!(AacConfig::of_esds(&esds[..len]), None, "cut at {len}");
        }
    }
}
