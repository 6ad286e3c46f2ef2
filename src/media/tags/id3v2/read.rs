//! Reads the tags at a place in a file, however many stand there and whatever tricks they play.

use std::borrow::Cow;
use std::io;

use crate::media::tags::id3v2::fault::Id3Fault;
use crate::media::tags::id3v2::frame::ParsedFrames;
use crate::media::tags::id3v2::frame::parse_frames;
use crate::media::tags::id3v2::header::FoundVersion;
use crate::media::tags::id3v2::header::HEADER;
use crate::media::tags::id3v2::header::TAG_MAX;
use crate::media::tags::id3v2::header::TagHeader;
use crate::media::tags::id3v2::header::syncsafe;
use crate::media::tags::id3v2::opened::UNSYNCHRONISED;
use crate::media::tags::id3v2::synchronised::synchronised;
use crate::media::tags::id3v2::tag::Id3Tag;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;

/// The tags in a row.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Id3Tags {
    /// In the order of the file.
    pub(crate) tags: Vec<Id3Tag>,
    /// Where the last of them ends, from the start of the file (bytes).
    pub(crate) end: u64,
    /// The first thing that is wrong with them: what was read may not be all.
    pub(crate) fault: Option<Id3Fault>,
}

/// Most tags in a row that are read; more is an attack, not a file.
pub(crate) const TAGS_MAX: usize = 16;

/// Reads the tags that stand one behind the other from `start` on (bytes from the start of the file).
///
/// # Errors
/// Where the disk fails.
pub(crate) fn tags_at(source: &dyn ByteSource, start: u64) -> io::Result<Id3Tags> {
    let mut found = Id3Tags { end: start, ..Id3Tags::default() };
    loop {
        let at = found.end;
        let mut head = [0; 10];
        let filled = fill(source, at, &mut head)?;
        let header = match TagHeader::parse(&head[..filled], at) {
            Ok(Some(header)) => header,
            Ok(None) => return Ok(found),
            Err(fault) => {
                found.fault.get_or_insert(fault);
                return Ok(found);
            }
        };
        let fault = if found.tags.len() == TAGS_MAX {
            Some(Id3Fault::TooMany)
        } else if header.body > TAG_MAX {
            Some(Id3Fault::TooLong { found: header.body })
        } else {
            None
        };
        if let Some(fault) = fault {
            found.fault.get_or_insert(fault);
            return Ok(found);
        }
        let rest = source.len().saturating_sub(at + HEADER);
        let mut body = vec![0; usize::try_from(header.body.min(rest)).unwrap_or(0)];
        let filled = fill(source, at + HEADER, &mut body)?;
        body.truncate(filled);
        let is_cut = at + header.total_len() > source.len();
        let (tag, fault) = read_tag(&header, body, at);
        found.tags.push(tag);
        let cut = is_cut.then(|| Id3Fault::Damaged {
            offset: at,
            reason: format!("the tag is {} bytes long, and the file ends after {}", header.total_len(), source.len() - at),
        });
        if let (None, Some(fault)) = (&found.fault, cut.or(fault)) {
            found.fault = Some(fault);
        }
        if is_cut {
            found.end = source.len();
            return Ok(found);
        }
        found.end = at + header.total_len();
    }
}

fn read_tag(header: &TagHeader, body: Vec<u8>, at: u64) -> (Id3Tag, Option<Id3Fault>) {
    let TagHeader { version, unsynchronised, extended, footer, unknown_flags, .. } = *header;
    let (mut oddities, mut fault) = (Vec::new(), None);
    let damaged = |offset: u64, reason: String| Some(Id3Fault::Damaged { offset, reason });
    if unknown_flags != 0 {
        fault = damaged(at, format!("its flags {unknown_flags:#04x} are not those of {version}"));
    }
    // Before ID3v2.4 the whole tag is unsynchronised at once, after it each frame for itself.
    let is_whole = unsynchronised && version != FoundVersion::V24;
    let body = match synchronised(&body) {
        Cow::Owned(plain) if is_whole => plain,
        _ => body,
    };
    let skip = if extended { extended_header(&body, version) } else { Some(0) };
    if skip.is_none() {
        fault = fault.or_else(|| damaged(at + HEADER, "its extended header has no proper size".to_owned()));
    }
    let skip = skip.unwrap_or(0);
    if skip > 0 {
        oddities.push("an extended header".to_owned());
    }
    let bytes = if skip == 0 { body } else { body.get(skip..).unwrap_or_default().to_vec() };
    let ParsedFrames { frames: mut places, end, overrun, has_odd_sizes } = parse_frames(&bytes, version);
    if let Some(place) = overrun {
        let offset = at + HEADER + (skip + place) as u64;
        fault = fault.or_else(|| damaged(offset, "a frame is longer than the tag that holds it".to_owned()));
    }
    if has_odd_sizes {
        oddities.push(format!("frame sizes that are not those of {version}"));
    }
    let junk = bytes[end..].iter().filter(|byte| **byte != 0).count();
    if junk > 0 {
        oddities.push(format!("stray bytes after its frames ({junk})"));
    }
    if version == FoundVersion::V24 && unsynchronised {
        for place in &mut places {
            place.flags[1] |= UNSYNCHRONISED;
        }
    }
    let is_per_frame = version == FoundVersion::V24 && places.iter().any(|place| place.flags[1] & UNSYNCHRONISED != 0);
    if unsynchronised || is_per_frame {
        oddities.push("unsynchronisation".to_owned());
    }
    if footer {
        oddities.push("a footer".to_owned());
    }
    (Id3Tag { version, oddities, bytes, places }, fault)
}

/// Length of the extended header (bytes); `None` where it has no proper size. ID3v2.3 does not count the four bytes of the size itself (section 3.2),
/// ID3v2.4 does; some writers do it the other way.
fn extended_header(body: &[u8], version: FoundVersion) -> Option<usize> {
    let size = *body.first_chunk::<4>()?;
    // Some writers set the flag and write no extended header: a frame's name stands there.
    if size.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
        return Some(0);
    }
    let (plain, seven_bits) = (u32::from_be_bytes(size), syncsafe(size));
    let lengths = match version {
        FoundVersion::V24 => [seven_bits, seven_bits.and_then(|size| size.checked_add(4)), plain.checked_add(4)],
        _ => [plain.checked_add(4), Some(plain), seven_bits],
    };
    let fits = |length: &usize| (6..=body.len()).contains(length);
    let lengths = lengths.into_iter().flatten().filter_map(|length| usize::try_from(length).ok()).filter(fits);
    // the first reading behind which a frame begins, else the one that the version has
    let begins = |length: &usize| body[*length..].first_chunk::<4>().is_some_and(|id| id.iter().all(u8::is_ascii_alphanumeric));
    lengths.clone().find(begins).or_else(|| lengths.clone().next())
}
