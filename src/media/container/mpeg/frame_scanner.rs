//! Steps from frame to frame, over tags and garbage. It believes a header only where another follows at the right distance.

use std::io;
use std::ops::Range;

use crc_fast::CrcAlgorithm;
use crc_fast::Digest;

use crate::media::bytes::window::Window;
use crate::media::container::mpeg::frame_header::FrameHeader;
use crate::media::container::mpeg::frame_header::HEADER_LEN;
use crate::media::container::mpeg::frame_header::Version;
use crate::media::container::mpeg::info_frame::is_inner_info;
use crate::media::container::mpeg::tag_spans::TagKind;
use crate::media::container::mpeg::tag_spans::TagSpan;
use crate::media::container::mpeg::tag_spans::ape_len_from_header;
use crate::media::container::mpeg::tag_spans::id3v2_len;
use crate::model::files::byte_source::ByteSource;

/// A frame in the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Frame {
    /// Where it starts (bytes from the start of the file).
    pub(crate) offset: u64,
    /// Its length (bytes).
    pub(crate) len: u32,
    /// Its header.
    pub(crate) header: FrameHeader,
    /// How many bytes of its data lie in the frames before it.
    pub(crate) borrowed: u16,
    /// Whether it is a Xing or Info frame, which holds no sound.
    pub(crate) is_info: bool,
    /// Whether its own checksum matches, or it has none.
    pub(crate) checksum_matches: bool,
}

/// What the scanner finds, one after the other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum ScannedItem {
    /// A whole frame.
    Frame(Frame),
    /// A tag between frames.
    Tag(TagSpan),
    /// Bytes that are nothing known.
    Garbage {
        /// Where they lie.
        span: Range<u64>,
        /// All zero, which is padding.
        zeros: bool,
    },
    /// The last frame, without its end.
    Cut {
        /// Where it starts.
        offset: u64,
        /// What is missing (bytes).
        missing: u64,
    },
}

/// Bytes looked at for each frame: header, checksum, side information, `Xing`.
const LOOK: usize = 48;
/// The bits of a header that two frames of equal kind and length share: all but padding, the private bit, and what says how stereo is packed.
const ALIKE: u32 = 0xFFFF_FCC0;
/// The bit of a header that stands for one byte more.
const PADDED: u32 = 0x0000_0200;
/// Bytes looked at together when frames are searched for.
const SEARCH_LOOK: usize = 4096;
/// Frames that must follow before a format is believed that was not seen before.
const CONFIRM_NEW: u32 = 2;
/// Frames that must follow where the stream goes on after a gap.
const CONFIRM_KNOWN: u32 = 1;
/// The longest free-format frame. // bytes; 640 kbit/s at 8 kHz would be 5760
const FREE_LEN_MAX: u32 = 8192;

/// Whether a frame's checksum (ISO/IEC 11172-3, 2.4.3.1) matches: it covers the last two bytes of the header, and the side information.
fn checksum_matches(header: FrameHeader, look: &[u8]) -> bool {
    if !header.has_crc {
        return true;
    }
    let side = header.side_info_at();
    let (Some(&[third, fourth, high, low]), Some(side)) =
        (look.get(2..6).and_then(<[u8]>::first_chunk), look.get(side..side + header.side_info_len()))
    else {
        return false;
    };
    let mut checksum = Digest::new(CrcAlgorithm::Crc16Cms); // polynomial 0x8005, from 0xFFFF on
    checksum.update(&[third, fourth]);
    checksum.update(side);
    checksum.finalize() == u64::from(u16::from_be_bytes([high, low]))
}

/// The number of a header's bit rate in the table of its kind.
fn bitrate_of(word: u32) -> usize {
    (word >> 12 & 0xF) as usize
}

/// A whole frame that begins with the bytes of `look`.
#[expect(clippy::inline_always, reason = "measured: a call for each frame makes a scan a third longer")]
#[inline(always)]
fn frame_of(offset: u64, len: u32, header: FrameHeader, look: &[u8]) -> Frame {
    let side = look.get(header.side_info_at()..).unwrap_or_default();
    let borrowed = match (header.version, side) {
        (Version::One, &[first, second, ..]) => u16::from(first) << 1 | u16::from(second >> 7),
        (_, &[first, ..]) => u16::from(first),
        _ => 0,
    };
    Frame {
        offset,
        len,
        header,
        borrowed,
        is_info: is_inner_info(header, look),
        checksum_matches: checksum_matches(header, look),
    }
}

/// A kind of frame that was seen, so that the next of its kind need not be taken apart anew.
#[derive(Clone, Copy)]
struct KnownFrame {
    /// Its header, as far as alike frames share it.
    word: u32,
    /// Its header, without padding.
    header: FrameHeader,
    /// Its length without padding (bytes).
    len: u32,
}

/// Scans a part of a file.
pub(crate) struct FrameScanner<'a> {
    window: Window<'a>,
    at: u64,
    end: u64,
    stream: Option<FrameHeader>,
    free_len: Option<u32>,
    /// Kinds of frames of this stream, one for each bit rate.
    seen: [Option<KnownFrame>; 16],
}

impl<'a> FrameScanner<'a> {
    /// Scans from `start` to `end`, which is where the tags at the end begin. `stream` is the format of the frames before, if any.
    pub(crate) fn new(source: &'a dyn ByteSource, start: u64, end: u64, stream: Option<FrameHeader>) -> Self {
        Self { window: Window::new(source), at: start, end, stream, free_len: None, seen: [None; 16] }
    }

    /// Length of a free-format frame without padding (bytes), once one was seen.
    pub(crate) fn free_len(&self) -> Option<u32> {
        self.free_len
    }

    /// The bytes of a frame.
    pub(crate) fn bytes(&mut self, frame: &Frame) -> io::Result<&[u8]> {
        self.window.at(frame.offset, frame.len as usize)
    }

    /// The next item; `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<ScannedItem>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let at = self.at;
        if let Some(frame) = self.seen_frame()? {
            return Ok(Some(ScannedItem::Frame(frame)));
        }
        if let Some(header) = self.header_at(at)?
            && let Some(item) = self.frame_at(at, header)?
        {
            return Ok(Some(item));
        }
        if let Some(tag) = self.tag_at(at)? {
            self.at = tag.span.end;
            return Ok(Some(ScannedItem::Tag(tag)));
        }
        let (next, zeros) = self.search(at)?;
        self.at = next;
        Ok(Some(ScannedItem::Garbage { span: at..next, zeros }))
    }

    fn frame_at(&mut self, at: u64, header: FrameHeader) -> io::Result<Option<ScannedItem>> {
        let known = self.stream.is_some_and(|stream| stream.same_stream(header));
        if !known && !self.is_confirmed(at, header, CONFIRM_NEW)? {
            return Ok(None);
        }
        let Some(len) = self.len_of(at, header)? else { return Ok(None) };
        let end = at + u64::from(len);
        if end > self.end {
            let missing = end - self.end;
            self.at = self.end;
            return Ok(Some(ScannedItem::Cut { offset: at, missing }));
        }
        if !known {
            self.seen = [None; 16];
        }
        self.stream = Some(header);
        self.at = end;
        let look = self.window.at(at, LOOK.min(len as usize))?;
        if let (Some(head), false) = (look.first_chunk(), header.bitrate == 0) {
            let word = u32::from_be_bytes(*head) & ALIKE;
            let len = len - u32::from(header.padding);
            self.seen[bitrate_of(word)] = Some(KnownFrame { word, header: FrameHeader { padding: false, ..header }, len });
        }
        Ok(Some(ScannedItem::Frame(frame_of(at, len, header, look))))
    }

    /// The next frame, where it is one more of a kind that was seen in this stream: the way that nearly all frames take.
    ///
    /// # Errors
    /// Where the disk fails.
    #[expect(clippy::inline_always, reason = "measured: a call for each frame makes a scan a third longer")]
    #[inline(always)]
    pub(crate) fn seen_frame(&mut self) -> io::Result<Option<Frame>> {
        let look = self.window.at(self.at, LOOK)?;
        let Some(head) = look.first_chunk() else { return Ok(None) };
        let word = u32::from_be_bytes(*head);
        let Some(seen) = self.seen[bitrate_of(word)].filter(|seen| word & ALIKE == seen.word) else { return Ok(None) };
        let padding = word & PADDED != 0;
        let len = seen.len + u32::from(padding);
        let end = self.at + u64::from(len);
        if end > self.end {
            return Ok(None);
        }
        let look = look.get(..len as usize).unwrap_or(look);
        let frame = frame_of(self.at, len, FrameHeader { padding, ..seen.header }, look);
        self.at = end;
        Ok(Some(frame))
    }

    fn header_at(&mut self, at: u64) -> io::Result<Option<FrameHeader>> {
        if self.end.saturating_sub(at) < HEADER_LEN as u64 {
            return Ok(None);
        }
        Ok(FrameHeader::parse(self.window.at(at, HEADER_LEN)?))
    }

    fn len_of(&mut self, at: u64, header: FrameHeader) -> io::Result<Option<u32>> {
        if let Some(len) = header.len() {
            return Ok(Some(len));
        }
        if self.free_len.is_none() {
            self.free_len = self.measure_free(at, header)?;
        }
        Ok(self.free_len.map(|len| len + u32::from(header.padding)))
    }

    /// The length of a free-format frame is the distance to the next header of the same kind, and again to the one after.
    fn measure_free(&mut self, at: u64, header: FrameHeader) -> io::Result<Option<u32>> {
        let least = u32::try_from(header.side_info_at() + header.side_info_len()).unwrap_or(u32::MAX);
        for distance in least..FREE_LEN_MAX {
            let same = |other: &FrameHeader| other.same_stream(header) && other.channels == header.channels;
            let Some(second) = self.header_at(at + u64::from(distance))?.filter(same) else { continue };
            let len = distance - u32::from(header.padding);
            let third = at + u64::from(distance) + u64::from(len) + u64::from(second.padding);
            if third == self.end || self.header_at(third)?.is_some_and(|third| same(&third)) {
                return Ok(Some(len));
            }
        }
        Ok(None)
    }

    /// Whether `count` more headers of the same stream follow, or the end, or a last frame that is cut.
    fn is_confirmed(&mut self, at: u64, header: FrameHeader, count: u32) -> io::Result<bool> {
        let Some(len) = self.len_of(at, header)? else { return Ok(false) };
        let mut at = at + u64::from(len);
        for _ in 0..count {
            if at == self.end {
                return Ok(true);
            }
            let Some(next) = self.header_at(at)?.filter(|next| next.same_stream(header)) else { return Ok(false) };
            let Some(len) = self.len_of(at, next)? else { return Ok(false) };
            at += u64::from(len);
            if at > self.end {
                return Ok(true);
            }
        }
        Ok(true)
    }

    fn tag_at(&mut self, at: u64) -> io::Result<Option<TagSpan>> {
        let look = self.window.at(at, 32)?;
        let (kind, len) = if let Some(len) = id3v2_len(look) {
            (TagKind::Id3v2, len)
        } else if let Some(len) = ape_len_from_header(look) {
            (TagKind::Ape, len)
        } else if look.starts_with(b"TAG") {
            // an ID3v1 tag between joined files: only where sound or a tag goes on behind it
            (TagKind::Id3v1, 128)
        } else {
            return Ok(None);
        };
        let end = at.saturating_add(len);
        if end > self.end {
            return Ok(None);
        }
        if kind == TagKind::Id3v1 && end < self.end {
            let follows_id3 = id3v2_len(self.window.at(end, 32)?).is_some();
            if !follows_id3 && self.header_at(end)?.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(TagSpan { kind, span: at..end }))
    }

    /// The place after `from` where frames or a tag go on, or the end; and whether all before it is zero.
    fn search(&mut self, from: u64) -> io::Result<(u64, bool)> {
        let mut zeros = true;
        let mut at = from;
        while at < self.end {
            // what lies behind the end is another's: a tag there is no sign that these bytes are more than padding
            let rest = usize::try_from(self.end - at).map_or(SEARCH_LOOK, |rest| rest.min(SEARCH_LOOK));
            let look = self.window.at(at, rest)?;
            if look.is_empty() {
                break;
            }
            let looked = look.len();
            // the first byte was refused before the search began
            let skip = usize::from(at == from);
            let hit = look.iter().skip(skip).position(|byte| *byte == 0xFF || *byte == b'I' || *byte == b'A');
            let passed = hit.map_or(looked, |hit| hit + skip);
            zeros = zeros && look[..passed].iter().all(|byte| *byte == 0);
            at += passed as u64;
            if hit.is_some() {
                if self.goes_on_at(at)? {
                    return Ok((at.min(self.end), zeros));
                }
                zeros = false;
                at += 1;
            }
        }
        Ok((self.end, zeros))
    }

    fn goes_on_at(&mut self, at: u64) -> io::Result<bool> {
        if let Some(header) = self.header_at(at)? {
            let count = if self.stream.is_some_and(|stream| stream.same_stream(header)) { CONFIRM_KNOWN } else { CONFIRM_NEW };
            // the search for the length of free format is long: it is made at the start of a file only
            let free = header.bitrate == 0 && self.free_len.is_none();
            return if free { Ok(false) } else { self.is_confirmed(at, header, count) };
        }
        Ok(self.tag_at(at)?.is_some_and(|tag| tag.kind != TagKind::Id3v1))
    }
}
