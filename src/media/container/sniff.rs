//! What the first bytes of a file say that it is, whatever its name says.

use crate::media::container::mpeg::frame_header::FrameHeader;
use crate::media::container::mpeg::tag_spans::ID3V2_HEADER_LEN;
use crate::media::container::mpeg::tag_spans::id3v2_len;
use crate::media::probe::probe_error::ProbeError;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;
use crate::model::files::lfs_pointer::LFS_POINTER_MAX;
use crate::model::files::lfs_pointer::LfsPointer;
use crate::model::files::lfs_pointer::begins_as_pointer;
use crate::model::media::container::Container;

/// What a file seems to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Sniffed {
    /// This, by its first bytes.
    Known(Container),
    /// Nothing known, but MPEG frames may begin further on.
    Perhaps,
}

/// ID3v2 tags that are passed over at the start.
const TAGS_MAX: usize = 16;
/// What is looked at. // bytes
const LOOK: usize = LFS_POINTER_MAX;

/// Says what a file is.
///
/// # Errors
/// For an empty file, a Git LFS pointer, and what is plainly not audio.
pub(crate) fn sniff(source: &dyn ByteSource) -> Result<Sniffed, ProbeError> {
    if source.is_empty() {
        return Err(ProbeError::Empty);
    }
    let mut look = [0; LOOK];
    let mut at = 0;
    for _ in 0..TAGS_MAX {
        let filled = fill(source, at, &mut look).map_err(|error| ProbeError::unreadable(&error))?;
        match id3v2_len(look[..filled].first_chunk::<ID3V2_HEADER_LEN>().map_or(&[][..], |head| head.as_slice())) {
            Some(len) if at + len < source.len() => at += len,
            _ => return if at == 0 { start_of_file(source, &look[..filled]) } else { Ok(behind_tag(&look[..filled])) },
        }
    }
    Ok(Sniffed::Perhaps)
}

fn behind_tag(look: &[u8]) -> Sniffed {
    container(look).map_or(Sniffed::Perhaps, Sniffed::Known)
}

fn start_of_file(source: &dyn ByteSource, look: &[u8]) -> Result<Sniffed, ProbeError> {
    if let Some(container) = container(look) {
        return Ok(Sniffed::Known(container));
    }
    if source.len() < LFS_POINTER_MAX as u64
        && let Some(pointer) = LfsPointer::parse(look)
    {
        return Err(ProbeError::LfsPointer { bytes: pointer.bytes });
    }
    if begins_as_pointer(look) {
        return Err(ProbeError::DamagedPointer);
    }
    match foreign(look) {
        Some(reason) => Err(ProbeError::NotAudio { reason: reason.to_owned() }),
        None => Ok(Sniffed::Perhaps),
    }
}

fn container(look: &[u8]) -> Option<Container> {
    let at = |from: usize, to: usize| look.get(from..to).unwrap_or_default();
    match (at(0, 4), at(8, 12)) {
        (b"RIFF" | b"RF64" | b"BW64", b"WAVE") => return Some(Container::Wav),
        (b"FORM", b"AIFF" | b"AIFC") => return Some(Container::Aiff),
        (b"fLaC", _) => return Some(Container::Flac),
        (b"OggS", _) => return Some(Container::Ogg),
        _ => {}
    }
    if matches!(at(4, 8), b"ftyp" | b"moov" | b"mdat" | b"free" | b"skip" | b"wide" | b"styp" | b"pnot") {
        return Some(Container::Mp4);
    }
    if FrameHeader::parse(look).is_some() {
        return Some(Container::Mp3);
    }
    // 0xFFF, layer 00; sampling frequency index below 13 (ISO/IEC 13818-7, 6.2.1)
    matches!(look, [0xFF, second, third, ..] if second & 0xF6 == 0xF0 && third >> 2 & 0xF < 13).then_some(Container::Adts)
}

/// What files are that end up with the wrong name.
fn foreign(look: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &'static str); 12] = [
        (b"\x1A\x45\xDF\xA3", "it is a Matroska or WebM file"),
        (b"\x30\x26\xB2\x75", "it is a Windows Media file"),
        (b"\x89PNG", "it is a PNG picture"),
        (b"\xFF\xD8\xFF", "it is a JPEG picture"),
        (b"GIF8", "it is a GIF picture"),
        (b"%PDF", "it is a PDF document"),
        (b"PK\x03\x04", "it is a ZIP archive"),
        (b"\x1F\x8B", "it is a gzip archive"),
        (b"MThd", "it is a MIDI file, which holds notes and no sound"),
        (b"caff", "it is a Core Audio file"),
        (b"#!AMR", "it is an AMR recording"),
        (b"RIFF", "it is a RIFF file without sound"),
    ];
    if let Some((_, reason)) = known.iter().find(|(start, _)| look.starts_with(start)) {
        return Some(reason);
    }
    let start = String::from_utf8_lossy(look).trim_start().to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some("it is a web page, as a failed download leaves it");
    }
    is_text(look).then_some("it is text")
}

fn is_text(look: &[u8]) -> bool {
    // the last character may be cut by the end of the look
    let valid = match std::str::from_utf8(look) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => return is_text(&look[..error.valid_up_to()]),
        Err(_) => return false,
    };
    !valid.is_empty() && valid.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{FEFF}'))
}

/// Whether a file name's extension fits what the bytes are; an extension that nobody knows fits anything.
pub(crate) fn extension_fits(extension: &str, container: Container) -> bool {
    let fitting: &[Container] = match extension.to_ascii_lowercase().as_str() {
        "mp3" => &[Container::Mp3],
        "m4a" | "m4b" | "mp4" | "m4v" | "m4r" | "mov" => &[Container::Mp4],
        "aac" => &[Container::Adts, Container::Mp4],
        "ogg" | "oga" | "opus" => &[Container::Ogg],
        "flac" => &[Container::Flac, Container::Ogg],
        "wav" | "wave" => &[Container::Wav],
        "aiff" | "aif" | "aifc" => &[Container::Aiff],
        _ => return true,
    };
    fitting.contains(&container)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(bytes: &[u8], expected: Result<Sniffed, ProbeError>) {
        assert_eq!(sniff(&bytes.to_vec()), expected);
    }

    fn not_audio(reason: &str) -> Result<Sniffed, ProbeError> {
        Err(ProbeError::NotAudio { reason: reason.to_owned() })
    }

    #[test]
    fn knows_containers_by_their_first_bytes() {
        case(b"RIFF\0\0\0\0WAVEfmt ", Ok(Sniffed::Known(Container::Wav)));
        case(b"FORM\0\0\0\0AIFFCOMM", Ok(Sniffed::Known(Container::Aiff)));
        case(b"fLaC\0", Ok(Sniffed::Known(Container::Flac)));
        case(b"OggS\0", Ok(Sniffed::Known(Container::Ogg)));
        case(b"\0\0\0\x20ftypM4A ", Ok(Sniffed::Known(Container::Mp4)));
        case(b"\xFF\xFB\x90\x64", Ok(Sniffed::Known(Container::Mp3)));
        case(b"\xFF\xF1\x50\x80", Ok(Sniffed::Known(Container::Adts)));
        case(b"ID3\x03\0\0\0\0\0\x01\0fLaC\0", Ok(Sniffed::Known(Container::Flac)));
        case(b"\0\0\0\0\0", Ok(Sniffed::Perhaps));
    }

    #[test]
    fn says_what_else_it_is() {
        case(b"", Err(ProbeError::Empty));
        case(b"This is not audio.\n", not_audio("it is text"));
        case("naïve é".as_bytes(), not_audio("it is text"));
        case(b"\n <!DOCTYPE html><p>404", not_audio("it is a web page, as a failed download leaves it"));
        case(b"\x89PNG\r\n\x1A\n", not_audio("it is a PNG picture"));
        let oid = "297e83dfe84a2e431e7ba63269ab99609cdd4c013dea7f0adc12c8a7a1d01d0c";
        let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 2255412\n");
        case(
            pointer.as_bytes(),
            Err(ProbeError::LfsPointer { bytes: crate::model::files::byte_count::ByteCount::new(2_255_412) }),
        );
    }

    #[test]
    fn an_extension_promises_a_container() {
        assert!(extension_fits("mp3", Container::Mp3));
        assert!(extension_fits("MP3", Container::Mp3));
        assert!(!extension_fits("mp3", Container::Wav));
        assert!(extension_fits("aac", Container::Mp4));
        assert!(extension_fits("sound", Container::Wav));
    }
}
