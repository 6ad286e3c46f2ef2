//! The ten bytes at the start of a tag (ID3v2.4.0, section 3.1):
//!
//! ```text
//! "ID3"  major  revision  flags  size, 4 x 7 bits
//!                         abcd0000: a unsynchronisation, b extended header, c experimental, d footer follows
//! ```

use crate::media::tags::id3v2::fault::Id3Fault;
use crate::model::keywords::keywords;
use crate::model::settings::tag_version::TagVersion;

/// Length of a header, and of a footer (bytes).
pub(crate) const HEADER: u64 = 10;

/// Largest tag that is read (bytes), where the format allows 256 MiB: memory stays bounded, and no player waits that long. Shows with a picture in
/// each chapter have tags of 10 to 20 MiB.
pub(crate) const TAG_MAX: u64 = 64 << 20;

keywords! {
    /// A version that is found.
    pub(crate) enum FoundVersion {
        /// ID3v2.2: three letters a frame.
        V22 = "ID3v2.2",
        /// ID3v2.3.
        V23 = "ID3v2.3",
        /// ID3v2.4.
        V24 = "ID3v2.4",
    }
}

/// The header of a tag.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct TagHeader {
    /// The version.
    pub(crate) version: FoundVersion,
    /// Bytes after the header, without a footer.
    pub(crate) body: u64,
    /// The bytes FF in it are followed by a zero that does not belong to them.
    pub(crate) unsynchronised: bool,
    /// An extended header stands before the frames.
    pub(crate) extended: bool,
    /// A footer stands after them.
    pub(crate) footer: bool,
    /// Flags that its version does not have.
    pub(crate) unknown_flags: u8,
}

impl From<TagVersion> for FoundVersion {
    fn from(version: TagVersion) -> Self {
        match version {
            TagVersion::V23 => Self::V23,
            TagVersion::V24 => Self::V24,
        }
    }
}

impl TagHeader {
    /// The header in these bytes, which stand at `offset`; `None` where no tag begins here.
    ///
    /// # Errors
    /// Where a tag begins of which nothing can be read.
    pub(crate) fn parse(bytes: &[u8], offset: u64) -> Result<Option<Self>, Id3Fault> {
        let Some([b'I', b'D', b'3', major, revision, flags, size @ ..]) = bytes.first_chunk::<10>() else {
            return Ok(None);
        };
        // "An ID3v2 tag can be detected with the following pattern: $49 44 33 yy yy xx zz zz zz zz, where yy is less than $FF".
        if *major == 0xFF || *revision == 0xFF {
            return Ok(None);
        }
        let damaged = |reason: String| Id3Fault::Damaged { offset, reason };
        let (version, known) = match major {
            2 => (FoundVersion::V22, 0x80),
            3 => (FoundVersion::V23, 0xE0),
            4 => (FoundVersion::V24, 0xF0),
            _ => return Err(damaged(format!("it is of version 2.{major}, which podwright does not know"))),
        };
        if version == FoundVersion::V22 && flags & 0x40 != 0 {
            return Err(Id3Fault::Unreadable {
                what: "the compression of ID3v2.2, for which no method was ever defined".to_owned(),
            });
        }
        let body = syncsafe(*size).ok_or_else(|| damaged("its size is not written in 7-bit bytes".to_owned()))?;
        Ok(Some(Self {
            version,
            body: body.into(),
            unsynchronised: flags & 0x80 != 0,
            extended: version != FoundVersion::V22 && flags & 0x40 != 0,
            footer: version == FoundVersion::V24 && flags & 0x10 != 0,
            unknown_flags: flags & !known,
        }))
    }

    /// Length of the whole tag (bytes), with header and footer.
    pub(crate) fn total_len(&self) -> u64 {
        HEADER + self.body + if self.footer { HEADER } else { 0 }
    }
}

/// A number of four 7-bit bytes; `None` where one of them has its eighth bit set.
pub(crate) fn syncsafe(bytes: [u8; 4]) -> Option<u32> {
    bytes.iter().try_fold(0u32, |number, byte| (*byte < 0x80).then(|| number << 7 | u32::from(*byte)))
}

/// A number as four 7-bit bytes; `None` above 28 bits.
pub(crate) fn to_syncsafe(number: u32) -> Option<[u8; 4]> {
    (number < 1 << 28).then(|| [21, 14, 7, 0].map(|shift| u8::try_from(number >> shift & 0x7F).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_seven_bits_read_back() {
        for number in [0, 1, 127, 128, 257, (1 << 28) - 1] {
            assert_eq!(to_syncsafe(number).and_then(syncsafe), Some(number));
        }
        assert_eq!(to_syncsafe(1 << 28), None);
        assert_eq!(syncsafe([0, 0, 0x80, 0]), None);
        assert_eq!(syncsafe([0, 0, 2, 1]), Some(257));
    }

    #[test]
    fn tells_a_tag_from_what_only_begins_like_one() {
        assert_eq!(TagHeader::parse(b"ID3\x03\xff\0\0\0\0\0", 0), Ok(None));
        assert_eq!(TagHeader::parse(b"ID3\x03\0\0\0\0\0", 0), Ok(None), "nine bytes");
        assert_eq!(TagHeader::parse(b"\xff\xfb\x90\0\0\0\0\0\0\0", 0), Ok(None));
        let header = TagHeader::parse(b"ID3\x04\0\xd0\0\0\x02\x01", 0).unwrap().unwrap();
        assert_eq!((header.version, header.body, header.total_len()), (FoundVersion::V24, 257, 277));
        assert!(header.unsynchronised && header.extended && header.footer);
        assert_eq!(TagHeader::parse(b"ID3\x03\0\x30\0\0\0\x01", 0).unwrap().unwrap().unknown_flags, 0x10);
    }

    #[test]
    fn refuses_what_it_could_only_guess() {
        for bad in [b"ID3\x05\0\0\0\0\0\x01", b"ID3\x03\0\0\0\0\x80\x01"] {
            assert!(TagHeader::parse(bad, 0).is_err(), "{bad:?}");
        }
        assert!(matches!(TagHeader::parse(b"ID3\x02\0\x40\0\0\0\x01", 0), Err(Id3Fault::Unreadable { .. })));
    }
}
