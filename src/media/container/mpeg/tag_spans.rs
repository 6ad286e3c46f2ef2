//! Where tags lie around and between frames: ID3v2 (<https://id3.org/id3v2.4.0-structure>, 3.1), ID3v1, APE, Lyrics3.

use std::io;
use std::ops::Range;

use crate::media::bytes::numbers::le32;
use crate::media::bytes::window::Window;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;

/// Which kind of tag.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TagKind {
    /// ID3v2, any version, with its footer.
    Id3v2,
    /// ID3v1: 128 bytes at the end; with the enhanced tag before it, 355.
    Id3v1,
    /// APE, version 1 or 2.
    Ape,
    /// Lyrics3, version 1 or 2.
    Lyrics3,
}

/// A tag and where it lies.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TagSpan {
    /// Its kind.
    pub kind: TagKind,
    /// From its first byte to behind its last (bytes from the start of the file).
    pub span: Range<u64>,
}

/// Length of an ID3v2 header (bytes).
pub(crate) const ID3V2_HEADER_LEN: usize = 10;
const ID3V1_LEN: usize = 128;
const ID3V1_ENHANCED_LEN: usize = 227;
const APE_FOOTER_LEN: usize = 32;
/// More tags than this are not looked for at the end.
const TRAILING_TAGS_MAX: usize = 8;
/// The longest Lyrics3 version 1. // bytes; its specification allows 5100 bytes of lyrics
const LYRICS3V1_MAX: usize = 5100 + 11 + 9;

/// Length of the ID3v2 tag at the start of a file (bytes); 0 where there is none.
pub(crate) fn leading_tag(window: &mut Window<'_>) -> io::Result<u64> {
    Ok(id3v2_len(window.at(0, ID3V2_HEADER_LEN)?).unwrap_or(0))
}

/// Length of the ID3v2 tag that starts with these ten bytes, header and footer included (bytes); `None` where there is none.
pub(crate) fn id3v2_len(bytes: &[u8]) -> Option<u64> {
    let &[b'I', b'D', b'3', major, minor, flags, a, b, c, d] = bytes.first_chunk::<ID3V2_HEADER_LEN>()? else {
        return None;
    };
    if major == 0xFF || minor == 0xFF || [a, b, c, d].iter().any(|byte| *byte >= 0x80) {
        return None;
    }
    let size = u64::from(a) << 21 | u64::from(b) << 14 | u64::from(c) << 7 | u64::from(d);
    let footer = if major == 4 && flags & 0x10 != 0 { ID3V2_HEADER_LEN as u64 } else { 0 };
    Some(size + ID3V2_HEADER_LEN as u64 + footer)
}

/// Length of the APE tag whose header these 32 bytes are, header included (bytes).
pub(crate) fn ape_len_from_header(bytes: &[u8]) -> Option<u64> {
    let (size, flags) = ape_fields(bytes)?;
    // bit 29: this is the header, not the footer
    (flags & 1 << 29 != 0).then_some(size + APE_FOOTER_LEN as u64)
}

fn ape_fields(bytes: &[u8]) -> Option<(u64, u32)> {
    let bytes = bytes.first_chunk::<APE_FOOTER_LEN>()?;
    if !bytes.starts_with(b"APETAGEX") {
        return None;
    }
    Some((u64::from(le32(bytes, 12)?), le32(bytes, 20)?))
}

/// The tags at the end of a file, in its order; the audio ends where the first of them starts.
pub(crate) fn trailing_tags(source: &dyn ByteSource) -> io::Result<Vec<TagSpan>> {
    let mut tags = Vec::new();
    let mut end = source.len();
    while tags.len() < TRAILING_TAGS_MAX {
        let Some(tag) = tag_before(source, end)? else { break };
        end = tag.span.start;
        tags.push(tag);
    }
    tags.reverse();
    Ok(tags)
}

fn tag_before(source: &dyn ByteSource, end: u64) -> io::Result<Option<TagSpan>> {
    let span = |kind, len: u64| end.checked_sub(len).map(|start| TagSpan { kind, span: start..end });
    let mut last = [0; ID3V1_LEN];
    let looked = usize::try_from(end).map_or(last.len(), |end| end.min(last.len()));
    let start = end - looked as u64;
    let filled = fill(source, start, &mut last[..looked])?;
    let last = &last[..filled];
    if last.len() == ID3V1_LEN && last.starts_with(b"TAG") {
        let mut enhanced = [0; 4];
        let at = end.checked_sub((ID3V1_LEN + ID3V1_ENHANCED_LEN) as u64);
        let has_enhanced = match at {
            Some(at) => fill(source, at, &mut enhanced)? == 4 && &enhanced == b"TAG+",
            None => false,
        };
        return Ok(span(TagKind::Id3v1, (ID3V1_LEN + if has_enhanced { ID3V1_ENHANCED_LEN } else { 0 }) as u64));
    }
    if let Some((size, flags)) = last.last_chunk::<APE_FOOTER_LEN>().and_then(|footer| ape_fields(footer)) {
        // bit 31: the tag has a header too, which the size does not count
        let header = if flags & 1 << 31 != 0 { APE_FOOTER_LEN as u64 } else { 0 };
        return Ok(if size < APE_FOOTER_LEN as u64 { None } else { span(TagKind::Ape, size + header) });
    }
    if last.ends_with(b"LYRICS200") {
        let digits = last.len().checked_sub(15).and_then(|at| last.get(at..at + 6));
        let size = digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<u64>().ok());
        return Ok(size.and_then(|size| span(TagKind::Lyrics3, size + 15)));
    }
    if last.ends_with(b"LYRICSEND") {
        return lyrics3v1_before(source, end);
    }
    if let Some(footer) = last.last_chunk::<ID3V2_HEADER_LEN>().filter(|footer| footer.starts_with(b"3DI")) {
        // a footer has the fields of a header; its flag says that the tag has one
        let mut header = *footer;
        header[..3].copy_from_slice(b"ID3");
        return Ok(id3v2_len(&header).and_then(|len| span(TagKind::Id3v2, len)));
    }
    Ok(None)
}

fn lyrics3v1_before(source: &dyn ByteSource, end: u64) -> io::Result<Option<TagSpan>> {
    let start = end.saturating_sub(LYRICS3V1_MAX as u64);
    let mut bytes = [0; LYRICS3V1_MAX];
    let filled = fill(source, start, &mut bytes)?;
    let begin = bytes[..filled].windows(11).position(|window| window == b"LYRICSBEGIN");
    Ok(begin.map(|at| TagSpan { kind: TagKind::Lyrics3, span: start + at as u64..end }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id3v2_size_is_seven_bits_a_byte() {
        assert_eq!(id3v2_len(b"ID3\x03\0\0\0\0\x02\x01"), Some(267));
        assert_eq!(id3v2_len(b"ID3\x04\0\x10\0\0\x02\x01"), Some(277), "with footer");
        assert_eq!(id3v2_len(b"ID3\x04\0\0\0\0\x82\x01"), None);
        assert_eq!(id3v2_len(b"ID3\xFF\0\0\0\0\x02\x01"), None);
        assert_eq!(id3v2_len(b"ID3\x03\0\0\0\0\x02"), None);
    }

    fn ape(items: usize, flags: u32) -> Vec<u8> {
        let mut tag = b"APETAGEX\xD0\x07\0\0".to_vec();
        tag.extend(u32::try_from(items + APE_FOOTER_LEN).unwrap().to_le_bytes());
        tag.extend(1u32.to_le_bytes());
        tag.extend(flags.to_le_bytes());
        tag.extend([0; 8]);
        tag
    }

    #[test]
    fn finds_all_tags_at_the_end_in_order() {
        let mut file = vec![0xFF; 1000];
        file.extend(ape(50, 1 << 31 | 1 << 29));
        file.extend([1; 50]);
        file.extend(ape(50, 1 << 31));
        file.extend(b"LYRICSBEGININD0000221");
        file.extend(b"000021LYRICS200");
        file.extend(b"TAG");
        file.resize(file.len() + 125, 0);
        let found: Vec<_> = trailing_tags(&file).unwrap().into_iter().map(|tag| (tag.kind, tag.span)).collect();
        assert_eq!(found, [(TagKind::Ape, 1000..1114), (TagKind::Lyrics3, 1114..1150), (TagKind::Id3v1, 1150..1278)]);
    }

    #[test]
    fn sizes_that_lie_are_no_tags() {
        let mut file = vec![0; 40];
        file.extend(ape(4_000_000, 0));
        assert_eq!(trailing_tags(&file).unwrap(), []);
        assert_eq!(trailing_tags(&b"999999LYRICS200".to_vec()).unwrap(), []);
        assert_eq!(trailing_tags(&b"LYRICSEND".to_vec()).unwrap(), []);
        assert_eq!(trailing_tags(&Vec::new()).unwrap(), []);
    }
}
