//! The part of a file that a request asked for (RFC 9110, section 14).

/// A single range of bytes, whose end may be left to the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::impact) struct ByteRange {
    /// The first byte.
    pub(in crate::impact) first: u64,
    /// The last byte; `None` for the rest of the file.
    pub(in crate::impact) last: Option<u64>,
}

impl ByteRange {
    /// Reads `Range` (`bytes=0-1`) or `Content-Range` (`bytes 0-1/9000`). `None` for several ranges, and for the end of a file whose size the
    /// header does not name: there the bytes sent are all that is known.
    pub(in crate::impact) fn parse(text: &[u8]) -> Option<Self> {
        let rest = text.strip_prefix(b"bytes")?;
        let rest = rest.strip_prefix(b"=").or_else(|| rest.strip_prefix(b" "))?;
        let rest = rest.split(|byte| *byte == b'/').next()?;
        let dash = rest.iter().position(|byte| *byte == b'-')?;
        Self::between(number(&rest[..dash])?, &rest[dash + 1..])
    }

    /// Joins two fields, as CloudFront has them.
    pub(in crate::impact) fn between(first: u64, last: &[u8]) -> Option<Self> {
        let last = if last.is_empty() || last == b"-" { None } else { Some(number(last)?) };
        (last.is_none_or(|last| last >= first)).then_some(Self { first, last })
    }

    /// How many bytes it asks for, if it says.
    pub(in crate::impact) fn length(self) -> Option<u64> {
        self.last.map(|last| (last - self.first).saturating_add(1))
    }
}

/// A decimal number of digits alone.
pub(in crate::impact) fn number(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 19 {
        return None;
    }
    text.iter().try_fold(0_u64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: Option<(u64, Option<u64>)>) {
        assert_eq!(ByteRange::parse(text.as_bytes()), expected.map(|(first, last)| ByteRange { first, last }), "{text}");
    }

    #[test]
    fn reads_both_headers_and_refuses_what_has_no_place() {
        case("bytes=0-1", Some((0, Some(1))));
        case("bytes 5-9/100", Some((5, Some(9))));
        case("bytes=100-", Some((100, None)));
        case("bytes=-500", None);
        case("bytes=0-1,5-6", None);
        case("bytes=9-5", None);
        case("bytes */100", None);
        case("items=0-1", None);
        case("bytes=99999999999999999999-", None);
        assert_eq!(ByteRange { first: 0, last: Some(u64::MAX) }.length(), Some(u64::MAX));
    }
}
