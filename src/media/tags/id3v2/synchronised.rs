//! Unsynchronisation: a zero after each FF, so that old players do not take a tag for sound (ID3v2.4.0, section 6.1).

use std::borrow::Cow;

/// The bytes without these zeros. Some writers set the flag and put none in: bytes that would still be taken for sound were never unsynchronised.
pub(crate) fn synchronised(bytes: &[u8]) -> Cow<'_, [u8]> {
    let lies = bytes.windows(2).any(|pair| pair[0] == 0xFF && pair[1] >= 0xE0);
    if lies || !bytes.contains(&0xFF) {
        return Cow::Borrowed(bytes);
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut after_ff = false;
    for byte in bytes {
        if !(after_ff && *byte == 0) {
            plain.push(*byte);
        }
        after_ff = *byte == 0xFF;
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_out_what_was_put_in_and_nothing_else() {
        assert_eq!(*synchronised(b"a\xff\0\xe0\xff\0\0b"), *b"a\xff\xe0\xff\0b");
        assert_eq!(*synchronised(b"\0\0a"), *b"\0\0a");
        assert_eq!(*synchronised(b"\xff\xfe\0\xff\0\0"), *b"\xff\xfe\0\xff\0\0", "a byte order mark shows that the flag lies");
    }
}
