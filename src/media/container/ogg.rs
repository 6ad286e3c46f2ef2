//! Ogg pages (RFC 3533): the exact end of the sound, and the comments at its start. Opus (RFC 7845) and Vorbis.

use std::io;
use std::ops::Range;

use crc_fast::CrcParams;
use crc_fast::Digest;

use crate::media::bytes::window::Window;
use crate::media::container::mpeg::frame_scan::Noted;
use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::found_tags::vorbis;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;

/// What the pages tell of the first stream of sound. A cover may be another, as ffmpeg makes it of the picture of an MP3.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct OggFacts {
    /// Opus: channels, and samples at 48 kHz to leave out at the start.
    pub(crate) opus: Option<(u8, u64)>,
    /// Samples up to the end of the last page that says so.
    pub(crate) last_granule: Option<u64>,
    /// That page (bytes).
    pub(crate) last_page: u64,
    /// Where another stream begins after this one (bytes), as in files that were joined.
    pub(crate) joined_at: Option<u64>,
    /// Pages whose checksum does not match (bytes).
    pub(crate) wrong_checksums: Noted<u64>,
    /// The second packet, which holds the comments.
    comments: Vec<u8>,
}

/// ```text
/// "OggS" 4 | version 1 | flags 1 | granule 8 | serial 4 | sequence 4 | CRC 4 | segments 1 | their lengths
/// ```
const PAGE_HEADER: usize = 27;
const FIRST_PAGE: u8 = 2;
/// How the first packets of sound begin: Vorbis, Opus (RFC 7845, 5.1), FLAC (RFC 9639, 10.1), Speex.
const AUDIO_STARTS: [&[u8]; 4] = [b"\x01vorbis", b"OpusHead", b"\x7FFLAC", b"Speex   "];
/// No packet ends on the page.
const NO_GRANULE: u64 = u64::MAX;
/// Longer comments are not read. // bytes; a cover inside them has up to 4 MB
const COMMENTS_MAX: usize = 8 * 1024 * 1024;

/// A page.
struct OggPage {
    at: u64,
    flags: u8,
    granule: u64,
    serial: [u8; 4],
    checksum: u32,
    lengths: Vec<u8>,
}

/// Where the checksum stands in a page, which is computed as if it were zero.
const CHECKSUM: Range<usize> = 22..26;

impl OggPage {
    fn read(window: &mut Window<'_>, at: u64) -> io::Result<Option<Self>> {
        let look = window.at(at, PAGE_HEADER + 255)?;
        let Some((header, rest)) = look.split_first_chunk::<PAGE_HEADER>() else { return Ok(None) };
        let &[
            b'O',
            b'g',
            b'g',
            b'S',
            0,
            flags,
            g0,
            g1,
            g2,
            g3,
            g4,
            g5,
            g6,
            g7,
            s0,
            s1,
            s2,
            s3,
            _,
            _,
            _,
            _,
            c0,
            c1,
            c2,
            c3,
            count,
        ] = header
        else {
            return Ok(None);
        };
        Ok(Some(Self {
            at,
            flags,
            granule: u64::from_le_bytes([g0, g1, g2, g3, g4, g5, g6, g7]),
            serial: [s0, s1, s2, s3],
            checksum: u32::from_le_bytes([c0, c1, c2, c3]),
            lengths: rest.iter().take(usize::from(count)).copied().collect(),
        }))
    }

    fn content(&self) -> u64 {
        self.at + (PAGE_HEADER + self.lengths.len()) as u64
    }

    /// Whether the page's checksum (CRC-32 with polynomial 0x04C11DB7, from 0 on) matches its bytes.
    fn checksum_matches(&self, window: &mut Window<'_>, polynomial: &CrcParams) -> io::Result<bool> {
        let mut checksum = Digest::new_with_params(*polynomial);
        let header = window.at(self.at, PAGE_HEADER + self.lengths.len())?;
        checksum.update(&header[..CHECKSUM.start.min(header.len())]);
        checksum.update(&[0; 4]);
        checksum.update(header.get(CHECKSUM.end..).unwrap_or_default());
        let mut at = self.content();
        while at < self.end() {
            let part = window.at(at, usize::try_from(self.end() - at).unwrap_or(usize::MAX))?;
            if part.is_empty() {
                break;
            }
            checksum.update(part);
            at += part.len() as u64;
        }
        Ok(checksum.finalize() == u64::from(self.checksum))
    }

    fn end(&self) -> u64 {
        self.content() + self.lengths.iter().map(|length| u64::from(*length)).sum::<u64>()
    }
}

impl OggFacts {
    /// Scans all pages.
    pub(crate) fn of(source: &dyn ByteSource) -> io::Result<Self> {
        let mut window = Window::new(source);
        let mut facts = Self::default();
        let mut headers = Headers::default();
        let sound = first_page(&mut window, source.len())?;
        if let Some(first) = &sound {
            facts.opus = opus_head(&mut window, first.content())?;
        }
        let sound = sound.map(|first| first.serial);
        let polynomial = CrcParams::new("CRC-32/OGG", 32, 0x04C1_1DB7, 0, false, 0, 0x89A1_897F);
        let mut at = 0;
        while let Some(page) = next_page(&mut window, &mut at, source.len())? {
            if page.flags & FIRST_PAGE != 0 && facts.last_granule.is_some_and(|granule| granule > 0) {
                facts.joined_at = facts.joined_at.or(Some(page.at));
            }
            // a page without its end is not damaged, but cut, of which the length tells
            if at <= source.len() && !page.checksum_matches(&mut window, &polynomial)? {
                facts.wrong_checksums.add(page.at);
            }
            if sound == Some(page.serial) && facts.joined_at.is_none() {
                if page.granule != NO_GRANULE && at <= source.len() && facts.last_granule <= Some(page.granule) {
                    (facts.last_granule, facts.last_page) = (Some(page.granule), page.at);
                }
                headers.take(source, &page)?;
            }
        }
        facts.comments = headers.comments;
        Ok(facts)
    }

    /// The comments, added to what was found already.
    pub(crate) fn read_comments(&self, found: &mut FoundTags) {
        let bytes = self.comments.as_slice();
        let content =
            bytes.strip_prefix(b"OpusTags").or_else(|| bytes.strip_prefix(b"\x03vorbis")).or_else(|| flac_comments(bytes));
        if let Some(content) = content {
            vorbis::read(content, found);
        }
    }
}

/// The comments of FLAC stand in a block of metadata: kind, length, content (RFC 9639, 8 and 10.1).
fn flac_comments(packet: &[u8]) -> Option<&[u8]> {
    let ([kind, a, b, c], content) = packet.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes([0, *a, *b, *c])).ok()?;
    (kind & 0x7F == 4 && length == content.len()).then_some(content)
}

/// The first page of the first stream of sound, or, where none is of a kind that is known, of the first stream. All streams begin before the first
/// of them goes on (RFC 3533, 4).
fn first_page(window: &mut Window<'_>, end: u64) -> io::Result<Option<OggPage>> {
    let (mut first, mut at) = (None, 0);
    while let Some(page) = next_page(window, &mut at, end)? {
        if page.flags & FIRST_PAGE == 0 {
            return Ok(first.or(Some(page)));
        }
        let packet = window.at(page.content(), AUDIO_STARTS[1].len())?;
        if AUDIO_STARTS.iter().any(|name| packet.starts_with(name)) {
            return Ok(Some(page));
        }
        first = first.or(Some(page));
    }
    Ok(first)
}

/// The page of the sound on which that sample ends (bytes).
pub(crate) fn page_of(source: &dyn ByteSource, sample: u64) -> io::Result<Option<Range<u64>>> {
    let mut window = Window::new(source);
    let sound = first_page(&mut window, source.len())?.map(|first| first.serial);
    let mut at = 0;
    while let Some(page) = next_page(&mut window, &mut at, source.len())? {
        if sound == Some(page.serial) && page.granule != NO_GRANULE && page.granule > sample {
            return Ok(Some(page.at..page.end().min(source.len())));
        }
    }
    Ok(None)
}

/// The first packet of Opus: name 8, version 1, channels 1, pre-skip 2.
fn opus_head(window: &mut Window<'_>, at: u64) -> io::Result<Option<(u8, u64)>> {
    Ok(match window.at(at, 12)? {
        &[b'O', b'p', b'u', b's', b'H', b'e', b'a', b'd', _, channels, low, high] => {
            Some((channels, u64::from(u16::from_le_bytes([low, high]))))
        }
        _ => None,
    })
}

/// The next page from `at` on, which is moved behind it; what is no page is passed over.
fn next_page(window: &mut Window<'_>, at: &mut u64, end: u64) -> io::Result<Option<OggPage>> {
    while *at < end {
        if let Some(page) = OggPage::read(window, *at)? {
            *at = page.end();
            return Ok(Some(page));
        }
        *at = next_name(window, *at + 1, end)?;
    }
    Ok(None)
}

/// The next place at which the four letters of a page stand, or the end.
fn next_name(window: &mut Window<'_>, from: u64, end: u64) -> io::Result<u64> {
    let mut at = from;
    while at < end {
        let look = window.at(at, 4096)?;
        match look.windows(4).position(|four| four == b"OggS") {
            Some(ahead) => return Ok(at + ahead as u64),
            None if look.len() < 4 => break,
            None => at += look.len() as u64 - 3,
        }
    }
    Ok(end)
}

/// Puts the second packet together, which may go over many pages.
#[derive(Default)]
struct Headers {
    packets: u32,
    comments: Vec<u8>,
}

impl Headers {
    fn take(&mut self, source: &dyn ByteSource, page: &OggPage) -> io::Result<()> {
        let mut at = page.content();
        for length in &page.lengths {
            if self.packets > 1 {
                return Ok(());
            }
            if self.packets == 1 && self.comments.len() < COMMENTS_MAX {
                let start = self.comments.len();
                self.comments.resize(start + usize::from(*length), 0);
                let filled = fill(source, at, &mut self.comments[start..])?;
                self.comments.truncate(start + filled);
            }
            at += u64::from(*length);
            // a segment of less than 255 bytes ends its packet
            self.packets += u32::from(*length < 255);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(flags: u8, granule: u64, serial: u8, packets: &[&[u8]]) -> Vec<u8> {
        let mut page = b"OggS\0".to_vec();
        page.push(flags);
        page.extend(granule.to_le_bytes());
        page.extend([serial, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let mut lengths = Vec::new();
        for packet in packets {
            lengths.extend(std::iter::repeat_n(255, packet.len() / 255));
            lengths.push(u8::try_from(packet.len() % 255).unwrap());
        }
        page.push(u8::try_from(lengths.len()).unwrap());
        page.extend(lengths);
        page.extend(packets.concat());
        let checksum = slow_checksum(&page);
        page[CHECKSUM].copy_from_slice(&checksum.to_le_bytes());
        page
    }

    /// The checksum bit by bit, as RFC 3533 describes it.
    fn slow_checksum(page: &[u8]) -> u32 {
        page.iter().fold(0, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte) << 24, |sum, _| if sum >> 31 == 1 { sum << 1 ^ 0x04C1_1DB7 } else { sum << 1 })
        })
    }

    #[test]
    fn a_page_whose_checksum_does_not_match_is_located() {
        assert_eq!(OggFacts::of(&opus()).unwrap().wrong_checksums.count, 0);
        let mut file = opus();
        let last = file.windows(4).rposition(|four| four == b"OggS").unwrap();
        *file.last_mut().unwrap() ^= 1;
        assert_eq!(OggFacts::of(&file).unwrap().wrong_checksums.first, [last as u64]);
    }

    fn opus() -> Vec<u8> {
        let mut tags = b"OpusTags\x01\0\0\0x\x01\0\0\0".to_vec();
        let title = format!("TITLE={}", "w".repeat(600));
        tags.extend(u32::try_from(title.len()).unwrap().to_le_bytes());
        tags.extend(title.as_bytes());
        let mut file = page(2, 0, 1, &[b"OpusHead\x01\x02\x38\x01\x80\xBB\0\0\0\0\0"]);
        file.extend(page(0, 0, 1, &[&tags]));
        file.extend(page(0, 48_312, 1, &[b"sound"]));
        file.extend(page(4, 96_312, 1, &[b"more"]));
        file
    }

    #[test]
    fn finds_the_end_and_the_comments() {
        let facts = OggFacts::of(&opus()).unwrap();
        assert_eq!((facts.opus, facts.last_granule, facts.joined_at), (Some((2, 312)), Some(96_312), None));
        let last = opus().windows(4).rposition(|four| four == b"OggS").unwrap() as u64;
        assert_eq!(facts.last_page, last);
        let page = |sample| page_of(&opus(), sample).unwrap().map(|page| page.start);
        assert!(page(48_311) < Some(last) && page(48_311).is_some());
        assert_eq!((page(48_312), page(96_312)), (Some(last), None));
        let mut found = FoundTags::default();
        facts.read_comments(&mut found);
        assert_eq!(found.tags["title"].len(), 600);
    }

    #[test]
    fn a_cover_before_the_sound_is_not_taken_for_it() {
        let sound = opus();
        let head = 27 + 1 + 19;
        let mut file = page(2, 0, 5, &[b"\x80theora\x03\x02\x01"]);
        let before = file.len() as u64;
        file.extend(&sound[..head]);
        file.extend(page(4, 64, 5, &[b"a picture"]));
        let between = file.len() as u64 - before - head as u64;
        file.extend(&sound[head..]);
        let (facts, alone) = (OggFacts::of(&file).unwrap(), OggFacts::of(&sound).unwrap());
        let last_page = alone.last_page + before + between;
        assert_eq!(facts, OggFacts { last_page, ..alone });
        assert_eq!(page_of(&file, 48_312).unwrap().unwrap().start, last_page);
    }

    #[test]
    fn passes_over_garbage_and_sees_what_was_joined_on() {
        let mut file = opus();
        file.extend([7; 5000]);
        file.extend(page(2, 0, 9, &[b"OpusHead\x01\x02\x38\x01"]));
        let facts = OggFacts::of(&file).unwrap();
        assert_eq!(facts.joined_at, Some(opus().len() as u64 + 5000));
        for len in 0..file.len() {
            OggFacts::of(&file[..len].to_vec()).unwrap();
        }
    }

    #[test]
    fn the_comments_of_flac_stand_in_a_block() {
        assert_eq!(flac_comments(b"\x84\0\0\x02ab"), Some(b"ab".as_slice()));
        assert_eq!((flac_comments(b"\x84\0\0\x03ab"), flac_comments(b"\x01\0\0\x02ab"), flac_comments(b"")), (None, None, None));
    }
}
