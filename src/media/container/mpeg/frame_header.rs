//! The four bytes before each frame (ISO/IEC 11172-3, 2.4.1.3; 13818-3, 2.4.1).

use std::num::NonZeroU32;

/// Which edition of MPEG audio.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Version {
    /// MPEG-1: 32, 44.1, 48 kHz.
    One,
    /// MPEG-2: half of those rates.
    Two,
    /// MPEG-2.5, not standardised: a quarter of those rates.
    TwoFive,
}

/// What a layer III header says.
///
/// ```text
/// AAAAAAAA AAABBCCD EEEEFFGH IIJJKLMM
/// A sync  B version  C layer  D no CRC  E bit rate  F sample rate  G padding  I mode
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct FrameHeader {
    /// The edition.
    pub(crate) version: Version,
    /// Bit rate (bit/s); 0 is free format, whose frames do not tell their length.
    pub(crate) bitrate: u32,
    /// Sample rate (Hz).
    pub(crate) sample_rate: NonZeroU32,
    /// One byte more.
    pub(crate) padding: bool,
    /// 1 or 2.
    pub(crate) channels: u8,
    /// Two bytes of checksum follow the header.
    pub(crate) has_crc: bool,
}

/// Length of a header (bytes).
pub(crate) const HEADER_LEN: usize = 4;

const BITRATES_ONE: [u32; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]; // kbit/s
const BITRATES_TWO: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]; // kbit/s
const RATES: [u32; 3] = [44_100, 48_000, 32_000]; // Hz, MPEG-1

impl FrameHeader {
    /// The header at the start of these bytes; `None` where there is none of layer III.
    #[inline]
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let &[0xFF, second, third, fourth, ..] = bytes else { return None };
        if second & 0b1110_0110 != 0b1110_0010 {
            return None;
        }
        let version = match second >> 3 & 0b11 {
            0b11 => Version::One,
            0b10 => Version::Two,
            0b00 => Version::TwoFive,
            _ => return None,
        };
        let table = if version == Version::One { &BITRATES_ONE } else { &BITRATES_TWO };
        let bitrate = table.get(usize::from(third >> 4))? * 1000;
        let rate = *RATES.get(usize::from(third >> 2 & 0b11))?;
        Some(Self {
            version,
            bitrate,
            sample_rate: NonZeroU32::new(match version {
                Version::One => rate,
                Version::Two => rate / 2,
                Version::TwoFive => rate / 4,
            })?,
            padding: third & 0b10 != 0,
            channels: if fourth >> 6 == 0b11 { 1 } else { 2 },
            has_crc: second & 1 == 0,
        })
    }

    /// Samples per channel in the frame.
    pub(crate) fn samples(self) -> u32 {
        if self.version == Version::One { 1152 } else { 576 }
    }

    /// Length of the frame with its header (bytes); `None` for free format.
    pub(crate) fn len(self) -> Option<u32> {
        (self.bitrate > 0).then(|| self.samples() / 8 * self.bitrate / self.sample_rate + u32::from(self.padding))
    }

    /// Length of the side information (bytes).
    pub(crate) fn side_info_len(self) -> usize {
        match (self.version, self.channels) {
            (Version::One, 1) => 17,
            (Version::One, _) => 32,
            (_, 1) => 9,
            (_, _) => 17,
        }
    }

    /// Where the side information starts in the frame (bytes).
    pub(crate) fn side_info_at(self) -> usize {
        HEADER_LEN + if self.has_crc { 2 } else { 0 }
    }

    /// Whether both can be frames of one stream; the number of channels may differ.
    pub(crate) fn same_stream(self, other: Self) -> bool {
        self.version == other.version && self.sample_rate == other.sample_rate && (self.bitrate == 0) == (other.bitrate == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_encoders_write() {
        // LAME, 128 kbit/s, 44.1 kHz, joint stereo
        let header = FrameHeader::parse(&[0xFF, 0xFB, 0x90, 0x64]).unwrap();
        assert_eq!(
            (header.version, header.bitrate, header.sample_rate.get(), header.channels),
            (Version::One, 128_000, 44_100, 2)
        );
        assert_eq!((header.len(), header.samples(), header.side_info_len()), (Some(417), 1152, 32));
        // 24 kHz, 32 kbit/s, mono, padded
        let header = FrameHeader::parse(&[0xFF, 0xF3, 0x46, 0xC4]).unwrap();
        assert_eq!(
            (header.version, header.bitrate, header.sample_rate.get(), header.channels),
            (Version::Two, 32_000, 24_000, 1)
        );
        assert_eq!((header.len(), header.samples(), header.side_info_len()), (Some(97), 576, 9));
        // 8 kHz
        assert_eq!(FrameHeader::parse(&[0xFF, 0xE3, 0x18, 0xC4]).unwrap().sample_rate.get(), 8_000);
    }

    #[test]
    fn refuses_what_is_no_layer_three_header() {
        for (bytes, why) in [
            ([0xFF, 0xFB, 0xF0, 0x64], "bit rate 15"),
            ([0xFF, 0xFB, 0x9C, 0x64], "sample rate 3"),
            ([0xFF, 0xEB, 0x90, 0x64], "reserved version"),
            ([0xFF, 0xFD, 0x90, 0x64], "layer II"),
            ([0xFF, 0xF1, 0x50, 0x80], "ADTS"),
            ([0xFE, 0xFB, 0x90, 0x64], "no sync"),
        ] {
            assert_eq!(FrameHeader::parse(&bytes), None, "{why}");
        }
        assert_eq!(FrameHeader::parse(&[0xFF, 0xFB, 0x90]), None, "too short");
    }

    #[test]
    fn free_format_has_no_length() {
        assert_eq!(FrameHeader::parse(&[0xFF, 0xFB, 0x00, 0x64]).unwrap().len(), None);
    }

    #[test]
    fn no_header_makes_a_frame_shorter_than_its_side_information() {
        for second in 0..=255u8 {
            for third in 0..=255u8 {
                for fourth in [0x00, 0xC0] {
                    let Some(header) = FrameHeader::parse(&[0xFF, second, third, fourth]) else { continue };
                    let Some(len) = header.len() else { continue };
                    assert!((24..=1441).contains(&len), "{header:?} {len}");
                }
            }
        }
    }
}
