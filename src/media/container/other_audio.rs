//! Sound that podwright knows by name alone: it says what a file is, so that a producer knows what to export instead.

use std::io;

use crate::media::bytes::window::Window;
use crate::media::container::mpeg::tag_spans::leading_tag;
use crate::media::container::riff::chunks_of;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;

/// How such files begin.
const STARTS: [(&[u8], &str); 9] = [
    (b"\x7F\xFE\x80\x01", "a DTS file"),
    (b"wvpk", "a WavPack file"),
    (b"TTA1", "a True Audio file"),
    (b"MAC ", "a Monkey's Audio file"),
    (b"MPCK", "a Musepack file"),
    (b"MP+", "a Musepack file"),
    (b".snd", "a Sun audio file (AU)"),
    (b"riff\x2E\x91\xCF\x11", "a Wave64 file"),
    (b"DSD ", "a DSD file"),
];
/// Numbers of formats inside WAV (RFC 2361). // those that people really meet
const WAV_FORMATS: [(u16, &str); 9] = [
    (0x0031, "GSM audio"),
    (0x0050, "MPEG audio of layer I or II (MP2)"),
    (0x0055, "MP3 audio"),
    (0x00FF, "AAC audio"),
    (0x0160, "Windows Media audio"),
    (0x0161, "Windows Media audio"),
    (0x1600, "AAC audio"),
    (0x2000, "Dolby Digital audio (AC-3)"),
    (0x2001, "DTS audio"),
];
/// The format whose number stands further on.
const EXTENSIBLE: u16 = 0xFFFE;
/// How the first packets begin in Ogg.
const OGG_STARTS: [(&[u8], &str); 2] =
    [(b"Speex   ", "Speex, which was made for telephone calls"), (b"\x80theora", "a video in Ogg")];

/// What a file is in which no MP3 frames were found, in words that follow on "it is".
pub(crate) fn other_audio(source: &dyn ByteSource) -> io::Result<Option<&'static str>> {
    let mut window = Window::new(source);
    let start = leading_tag(&mut window)?;
    let look = window.at(start, 16)?;
    if let Some((_, name)) = STARTS.iter().find(|(letters, _)| look.starts_with(letters)) {
        return Ok(Some(name));
    }
    // AC-3: sync word, and at the sixth byte five bits of version (ETSI TS 102 366, 4.4.1 and E.1.3.1.6)
    if let [0x0B, 0x77, _, _, _, version, ..] = look {
        return Ok(match version >> 3 {
            0..=10 => Some("Dolby Digital audio (AC-3)"),
            11..=16 => Some("Dolby Digital Plus audio (E-AC-3)"),
            _ => None,
        });
    }
    let Some(first) = LayerFrame::parse(look) else { return Ok(None) };
    let mut at = start;
    for _ in 0..CONFIRMED {
        let Some(frame) = LayerFrame::parse(window.at(at, 4)?).filter(|frame| frame.kind == first.kind) else { return Ok(None) };
        at += frame.len;
    }
    Ok(Some(if first.is_layer_two { "MPEG audio of layer II (MP2)" } else { "MPEG audio of layer I (MP1)" }))
}

/// What a container holds whose reader cannot open it, in words that follow on "it is".
pub(crate) fn known_inside(source: &dyn ByteSource, container: Container) -> io::Result<Option<String>> {
    let mut window = Window::new(source);
    match container {
        Container::Wav => {
            let (_, chunks) = chunks_of(&mut window, source)?;
            let Some((_, format)) = chunks.into_iter().find(|(name, _)| name == b"fmt ") else { return Ok(None) };
            let number = |window: &mut Window<'_>, at| {
                window.at(at, 2).map(|bytes| bytes.first_chunk::<2>().map_or(0, |bytes| u16::from_le_bytes(*bytes)))
            };
            let mut tag = number(&mut window, format.start)?;
            if tag == EXTENSIBLE {
                tag = number(&mut window, format.start + 24)?;
            }
            Ok(WAV_FORMATS.iter().find(|(known, _)| *known == tag).map(|(_, name)| format!("{name} inside a WAV file")))
        }
        Container::Ogg => {
            let look = window.at(0, 512)?;
            let begins = |letters: &[u8]| look.windows(letters.len()).any(|bytes| bytes == letters);
            Ok(OGG_STARTS.iter().find(|(letters, _)| begins(letters)).map(|(_, name)| (*name).to_owned()))
        }
        _ => Ok(None),
    }
}

/// Frames that have to follow each other: four bytes alone look like a header by chance.
const CONFIRMED: u32 = 3;

/// A frame of MPEG audio that is not MP3 (ISO/IEC 11172-3, 2.4.1.3).
struct LayerFrame {
    is_layer_two: bool,
    /// Version, layer and sample rate, which stay the same.
    kind: [u8; 2],
    len: u64,
}

impl LayerFrame {
    fn parse(bytes: &[u8]) -> Option<Self> {
        const ONE: [u32; 15] = [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448]; // kbit/s
        const TWO: [u32; 15] = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
        const LATER_ONE: [u32; 15] = [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
        const LATER_TWO: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
        const RATES: [u32; 3] = [44_100, 48_000, 32_000]; // Hz
        let &[0xFF, second, third, ..] = bytes else { return None };
        let (is_first_version, divisor) = match (second & 0xE0, second >> 3 & 0b11) {
            (0xE0, 0b11) => (true, 1),
            (0xE0, 0b10) => (false, 2),
            (0xE0, 0b00) => (false, 4),
            _ => return None,
        };
        let is_layer_two = match second >> 1 & 0b11 {
            0b11 => false,
            0b10 => true,
            _ => return None,
        };
        let table = match (is_first_version, is_layer_two) {
            (true, true) => TWO,
            (true, false) => ONE,
            (false, true) => LATER_TWO,
            (false, false) => LATER_ONE,
        };
        let bitrate = table.get(usize::from(third >> 4)).filter(|rate| **rate > 0)? * 1000;
        let rate = RATES.get(usize::from(third >> 2 & 0b11))? / divisor;
        let padding = u32::from(third >> 1 & 1);
        let len = if is_layer_two { 144 * bitrate / rate + padding } else { (12 * bitrate / rate + padding) * 4 };
        Some(Self { is_layer_two, kind: [second & 0xFE, third & 0b1100], len: u64::from(len) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_layers_by_frames_that_follow_each_other() {
        // 192 kbit/s at 48 kHz: 576 bytes in layer II; 128 kbit/s in layer I: 128
        for (header, len, name) in [
            ([0xFF, 0xFD, 0xA4, 0], 576, "MPEG audio of layer II (MP2)"),
            ([0xFF, 0xFF, 0x44, 0], 128, "MPEG audio of layer I (MP1)"),
        ] {
            let frame = [&header[..], &vec![0; len - 4]].concat();
            assert_eq!(other_audio(&frame.repeat(3)).unwrap(), Some(name));
            assert_eq!(other_audio(&frame.repeat(2)).unwrap(), None, "two frames alone");
        }
        assert_eq!(other_audio(&b"\x0B\x77\0\0\x14\x40".to_vec()).unwrap(), Some("Dolby Digital audio (AC-3)"));
        assert_eq!(other_audio(&b"\x0B\x77\0\0\x14\x84".to_vec()).unwrap(), Some("Dolby Digital Plus audio (E-AC-3)"));
        assert_eq!(other_audio(&b"words".to_vec()).unwrap(), None);
    }

    #[test]
    fn names_what_wav_and_ogg_hold() {
        let wav = |tag: u16, sub: u16| {
            let mut file = b"RIFF\0\0\0\0WAVEfmt \x28\0\0\0".to_vec();
            file.extend(tag.to_le_bytes());
            file.extend([0; 22]);
            file.extend(sub.to_le_bytes());
            file.extend([0; 14]);
            file
        };
        let named = |file: &Vec<u8>, container| known_inside(file, container).unwrap();
        assert_eq!(named(&wav(0x55, 0), Container::Wav).as_deref(), Some("MP3 audio inside a WAV file"));
        assert_eq!(
            named(&wav(EXTENSIBLE, 0x2000), Container::Wav).as_deref(),
            Some("Dolby Digital audio (AC-3) inside a WAV file")
        );
        assert_eq!(named(&wav(1, 0), Container::Wav), None);
        let page = b"OggS\0\x02\0\0\0\0\0\0\0\0aaaabbbbcccc\x01\x50Speex   1.2".to_vec();
        assert_eq!(named(&page, Container::Ogg).as_deref(), Some("Speex, which was made for telephone calls"));
    }
}
