//! How AAC is coded: the `AudioSpecificConfig` (ISO/IEC 14496-3, 1.6.2.1) inside an `esds` box.

use std::num::NonZeroU32;

use crate::media::bytes::bits::Bits;

/// What the configuration says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct AacConfig {
    /// Whether high frequencies are made up by spectral band replication.
    pub(crate) is_he: bool,
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

impl AacConfig {
    /// The configuration in the content of an `esds` box, version and flags included; `None` where there is none.
    pub(crate) fn of_esds(content: &[u8]) -> Option<Self> {
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
                4 => match body.first()? {
                    0x40 | 0x66 | 0x67 | 0x68 => body.get(13..)?,
                    _ => return None,
                },
                5 => return Self::parse(body.get(..length.min(body.len()))?),
                _ => body.get(length..)?,
            };
        }
    }

    /// The configuration itself.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut bits = BitReader { bits: Bits::new(bytes), at: 0 };
        let mut object = object_type(&mut bits)?;
        let core_rate = sampling_rate(&mut bits)?;
        let channels = u8::try_from(bits.take(4)?).ok()?;
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
        Some(Self { is_he, core_rate, rate, channels, frame_len })
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
            is_he: false,
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
            is_he: true,
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
