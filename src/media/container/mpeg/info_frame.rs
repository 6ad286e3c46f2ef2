//! The frame that is no sound: Xing or Info with LAME's extension, or Fraunhofer's VBRI. What it says is a claim, checked elsewhere.

use crate::media::bytes::numbers::be32;
use crate::media::container::mpeg::frame_header::FrameHeader;
use crate::media::container::mpeg::frame_header::HEADER_LEN;
use crate::model::keywords::keywords;

keywords! {
    /// Which kind of header frame.
    pub(crate) enum InfoKind {
        /// `Xing`: variable bit rate.
        Xing = "Xing",
        /// `Info`: the same, for constant bit rate.
        Info = "Info",
        /// `VBRI`.
        Vbri = "VBRI",
    }
}

/// What such a frame claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct InfoFrame {
    /// Its kind.
    pub(crate) kind: InfoKind,
    /// Frames after this one.
    pub(crate) frames: Option<u32>,
    /// Bytes from this frame on, this frame included.
    pub(crate) bytes: Option<u32>,
    /// Whether there is a table to seek by.
    pub(crate) has_table: bool,
    /// What the encoder says of itself, where it is one whose extension is to be trusted.
    pub(crate) encoder: Option<EncoderFacts>,
}

/// LAME's extension, which Lavf writes too (<http://gabriel.mp3-tech.org/mp3infotag.html>).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct EncoderFacts {
    /// Samples that the encoder put before the sound.
    pub(crate) delay: u32,
    /// Samples that it put after.
    pub(crate) padding: u32,
    /// Bytes of music, this frame included.
    pub(crate) music_len: u32,
    /// CRC of the music after this frame; 0 where it was not computed.
    pub(crate) music_crc: u16,
}

/// Bytes of a frame that suffice for all of this.
pub(crate) const INFO_LOOK: usize = 256;

/// VBRI starts at a fixed place: behind the header and 32 bytes of empty side information.
const VBRI_AT: usize = 36;

impl InfoFrame {
    /// The claims of a frame that begins with these bytes; `None` where it is an ordinary frame.
    pub(crate) fn parse(header: FrameHeader, frame: &[u8]) -> Option<Self> {
        Self::vbri(frame).or_else(|| Self::xing(header, frame))
    }

    fn xing(header: FrameHeader, frame: &[u8]) -> Option<Self> {
        let (kind, at) = xing_place(header, frame)?;
        let mut fields = Fields { bytes: frame, at: at + 4 };
        let flags = fields.u32()?;
        let frames = if flags & 1 != 0 { Some(fields.u32()?) } else { None };
        let bytes = if flags & 2 != 0 { Some(fields.u32()?) } else { None };
        let has_table = flags & 4 != 0;
        fields.at += if has_table { 100 } else { 0 };
        fields.at += if flags & 8 != 0 { 4 } else { 0 };
        Some(Self { kind, frames, bytes, has_table, encoder: EncoderFacts::parse(frame.get(fields.at..).unwrap_or_default()) })
    }

    fn vbri(frame: &[u8]) -> Option<Self> {
        if frame.get(VBRI_AT..VBRI_AT + 4)? != b"VBRI" {
            return None;
        }
        // id 4, version 2, delay 2, quality 2, bytes 4, frames 4, entries 2, ...
        let mut fields = Fields { bytes: frame, at: VBRI_AT + 10 };
        let (bytes, frames) = (fields.u32()?, fields.u32()?);
        Some(Self { kind: InfoKind::Vbri, frames: Some(frames), bytes: Some(bytes), has_table: true, encoder: None })
    }
}

/// Whether an inner frame is a header frame of a file that was joined on: its side information must be empty,
/// so that sound which happens to contain the four letters is not taken for one.
#[inline]
pub(crate) fn is_inner_info(header: FrameHeader, frame: &[u8]) -> bool {
    xing_place(header, frame)
        .is_some_and(|(_, at)| frame.get(header.side_info_at()..at).is_none_or(|side| side.iter().all(|byte| *byte == 0)))
}

/// Where `Xing` or `Info` stands. Encoders disagree on whether the two bytes of checksum shift it.
#[inline]
fn xing_place(header: FrameHeader, frame: &[u8]) -> Option<(InfoKind, usize)> {
    let found = |at: usize| match frame.get(at..at + 4)? {
        b"Xing" => Some((InfoKind::Xing, at)),
        b"Info" => Some((InfoKind::Info, at)),
        _ => None,
    };
    let at = HEADER_LEN + header.side_info_len();
    found(at).or_else(|| if header.has_crc { found(at + 2) } else { None })
}

impl EncoderFacts {
    /// ```text
    /// 0 name 9 | 9 method | 10 lowpass | 11 gains 8 | 19 flags | 20 bit rate | 21 delay 12 bits, padding 12 bits
    /// 24 misc | 25 gain | 26 preset 2 | 28 music length 4 | 32 music CRC 2 | 34 tag CRC 2
    /// ```
    fn parse(extension: &[u8]) -> Option<Self> {
        if ![b"LAME", b"Lavf", b"Lavc"].iter().any(|name| extension.starts_with(*name)) {
            return None;
        }
        let &[first, second, third] = extension.get(21..24)? else { return None };
        let mut fields = Fields { bytes: extension, at: 28 };
        let music_len = fields.u32()?;
        let &[high, low] = extension.get(32..34)? else { return None };
        Some(Self {
            delay: u32::from(first) << 4 | u32::from(second) >> 4,
            padding: u32::from(second & 0xF) << 8 | u32::from(third),
            music_len,
            music_crc: u16::from_be_bytes([high, low]),
        })
    }
}

struct Fields<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Fields<'_> {
    fn u32(&mut self) -> Option<u32> {
        let number = be32(self.bytes, self.at)?;
        self.at += 4;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> FrameHeader {
        FrameHeader::parse(&[0xFF, 0xFB, 0x90, 0xC4]).unwrap()
    }

    fn frame(extension: &[u8]) -> Vec<u8> {
        let mut frame = vec![0xFF, 0xFB, 0x90, 0xC4];
        frame.resize(21, 0);
        frame.extend(b"Info\0\0\0\x0F");
        frame.extend(7194u32.to_be_bytes());
        frame.extend(2_255_412u32.to_be_bytes());
        frame.extend([0; 104]);
        frame.extend(extension);
        frame.resize(417, 0);
        frame
    }

    #[test]
    fn reads_counts_delay_and_checksum() {
        let mut extension = b"Lavc59.37".to_vec();
        extension.resize(21, 0);
        extension.extend([0x24, 0x05, 0x67]);
        extension.resize(28, 0);
        extension.extend(2_255_412u32.to_be_bytes());
        extension.extend([0xAB, 0xCD]);
        let expected = InfoFrame {
            kind: InfoKind::Info,
            frames: Some(7194),
            bytes: Some(2_255_412),
            has_table: true,
            encoder: Some(EncoderFacts { delay: 576, padding: 1383, music_len: 2_255_412, music_crc: 0xABCD }),
        };
        assert_eq!(InfoFrame::parse(header(), &frame(&extension)), Some(expected));
    }

    #[test]
    fn an_unknown_encoder_is_not_believed() {
        assert_eq!(InfoFrame::parse(header(), &frame(b"GOGO")).unwrap().encoder, None);
    }

    #[test]
    fn cut_short_it_is_no_header_frame_and_no_panic() {
        let whole = frame(b"LAME3.100");
        for len in 0..whole.len() {
            let parsed = InfoFrame::parse(header(), &whole[..len]);
            assert!(parsed.is_some() == (len >= 37), "{len}");
        }
    }

    #[test]
    fn sound_that_spells_info_is_sound() {
        let mut spelt = frame(b"");
        assert!(is_inner_info(header(), &spelt));
        spelt[10] = 1;
        assert!(!is_inner_info(header(), &spelt));
    }
}
