//! Bare AAC (ISO/IEC 14496-3, 1.A.2.2): every frame scanned from one header to the next, so that what is no frame has its place.

use std::io;
use std::ops::Range;

use crate::media::bytes::window::LOOK_MAX;
use crate::media::bytes::window::Window;
use crate::media::container::mpeg::frame_scan::Noted;
use crate::media::container::mpeg::tag_spans::ID3V2_HEADER_LEN;
use crate::media::container::mpeg::tag_spans::id3v2_len;
use crate::media::container::mpeg::tag_spans::trailing_tags;
use crate::model::files::byte_source::ByteSource;

/// What the headers tell.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct AdtsFacts {
    /// Bytes between frames that are none.
    pub(crate) garbage: Noted<Range<u64>>,
    /// Tags between frames, where files were joined.
    pub(crate) joins: Noted<u64>,
    /// Frames whose profile, sample rate or number of channels is not that of the one before.
    pub(crate) changes: Noted<u64>,
    /// The last frame, where the file ends inside it, and what is missing of it (bytes).
    pub(crate) cut: Option<(u64, u64)>,
}

/// ```text
/// sync 12 | version 1 | layer 2 | no checksum 1 | profile 2 | rate 4 | private 1 | channels 3 | 4 | length 13 | fullness 11 | blocks 2
/// ```
const HEADER: usize = 7;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct AdtsHeader {
    /// Profile, sample rate and number of channels.
    kind: [u8; 2],
    len: u64,
}

impl AdtsHeader {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let &[0xFF, second, third, fourth, fifth, sixth, _] = bytes.first_chunk::<HEADER>()? else { return None };
        let rate = third >> 2 & 0xF;
        let len = u64::from(fourth & 3) << 11 | u64::from(fifth) << 3 | u64::from(sixth) >> 5;
        let is_one = second & 0xF6 == 0xF0 && rate < 13 && len >= HEADER as u64;
        is_one.then_some(Self { kind: [third & 0b1111_1101, fourth & 0b1100_0000], len })
    }
}

impl AdtsFacts {
    /// Scans all frames.
    pub(crate) fn of(source: &dyn ByteSource) -> io::Result<Self> {
        let tags = trailing_tags(source)?;
        let end = tags.iter().map(|tag| tag.span.start).min().unwrap_or(source.len());
        let (mut window, mut facts) = (Window::new(source), Self::default());
        let (mut at, mut kind, mut join) = (0, None, None);
        while at < end {
            if let Some(header) = AdtsHeader::parse(window.at(at, HEADER)?)
                && (kind == Some(header.kind) || follows(&mut window, at + header.len, end)?)
            {
                if let Some(place) = join.take() {
                    facts.joins.add(place);
                }
                if kind.is_some_and(|kind| kind != header.kind) {
                    facts.changes.add(at);
                }
                kind = Some(header.kind);
                if at + header.len > end {
                    facts.cut = Some((at, at + header.len - end));
                }
                at += header.len;
            } else if let Some(length) = id3v2_len(window.at(at, ID3V2_HEADER_LEN)?) {
                join = join.or(kind.map(|_| at));
                at = at.saturating_add(length);
            } else {
                let next = next_frame(&mut window, at + 1, end)?;
                facts.garbage.add(at..next);
                at = next;
            }
        }
        Ok(facts)
    }
}

/// Whether another frame, a tag or the end follows here.
fn follows(window: &mut Window<'_>, at: u64, end: u64) -> io::Result<bool> {
    let look = window.at(at, ID3V2_HEADER_LEN)?;
    Ok(at == end || at < end && (AdtsHeader::parse(look).is_some() || id3v2_len(look).is_some()))
}

/// The next place at which a frame begins that another one follows.
fn next_frame(window: &mut Window<'_>, from: u64, end: u64) -> io::Result<u64> {
    let mut at = from;
    while at < end {
        let look = window.at(at, LOOK_MAX)?;
        let Some(ahead) = look.iter().position(|byte| *byte == 0xFF) else {
            at += look.len().max(1) as u64;
            continue;
        };
        at += ahead as u64;
        if let Some(header) = AdtsHeader::parse(window.at(at, HEADER)?)
            && at < end
            && follows(window, at + header.len, end)?
        {
            return Ok(at);
        }
        at += 1;
    }
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame of so many bytes with this rate.
    fn frame(rate: u8, len: usize) -> Vec<u8> {
        let [high, low] = u16::try_from(len).unwrap().to_be_bytes();
        let mut frame = vec![0xFF, 0xF1, 0x40 | rate << 2, 0x40 | high >> 3, high << 5 | low >> 3, low << 5 | 0x1F, 0xFC];
        frame.resize(len, 0x21);
        frame
    }

    fn scanned(file: &[u8]) -> AdtsFacts {
        AdtsFacts::of(&file.to_vec()).unwrap()
    }

    #[test]
    fn whole_frames_have_no_fault() {
        let mut file = b"ID3\x03\0\0\0\0\x01\0".to_vec();
        file.extend([0; 128]);
        file.extend(frame(4, 300).repeat(5));
        let mut tag = b"TAG".to_vec();
        tag.resize(128, 0);
        file.extend(tag);
        assert_eq!(scanned(&file), AdtsFacts::default());
    }

    #[test]
    fn what_is_wrong_between_frames_has_its_place() {
        let frames = frame(4, 300).repeat(3);
        assert_eq!(scanned(&[&frames[..], &[0x55; 70], &frames].concat()).garbage.first, vec![900..970; 1]);
        let tag = b"ID3\x03\0\0\0\0\0\x05abcde";
        let joined = scanned(&[&frames[..], tag, &frames].concat());
        assert_eq!((joined.joins.first, joined.garbage.count), (vec![900], 0));
        let changed = scanned(&[&frames[..], &frame(7, 200).repeat(2), &frames].concat());
        assert_eq!((changed.changes.first, changed.garbage.count), (vec![900, 1300], 0));
        let cut = scanned(&frames[..820]);
        assert_eq!((cut.cut, cut.garbage.count), (Some((600, 80)), 0));
        for len in 0..frames.len() {
            scanned(&frames[..len]);
        }
    }
}
