//! Texts in the encodings of ID3v2 (ID3v2.4.0, section 4), and in what writers took them for.

/// Whether an encoding has two bytes a letter.
fn is_wide(encoding: u8) -> bool {
    matches!(encoding, 1 | 2)
}

/// Splits at the first end of a text: one zero, or two in UTF-16. `None` where the text does not end, or the encoding is unknown.
pub(crate) fn split(bytes: &[u8], encoding: u8) -> Option<(&[u8], &[u8])> {
    if encoding > 3 {
        return None;
    }
    if is_wide(encoding) {
        let end = bytes.chunks_exact(2).position(|pair| pair == [0, 0])? * 2;
        return Some((&bytes[..end], &bytes[end + 2..]));
    }
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

/// A text, its values parted by zeros, without those at its end; `None` where the encoding is unknown.
pub(crate) fn decode(bytes: &[u8], encoding: u8) -> Option<String> {
    let text = match encoding {
        0 => latin_1(bytes),
        1 => match bytes {
            [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
            [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
            _ => unmarked(bytes, u16::from_le_bytes),
        },
        2 => match bytes {
            [0xFE, 0xFF, ..] => utf_16(bytes, u16::from_be_bytes),
            [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
            _ => unmarked(bytes, u16::from_be_bytes),
        },
        3 => utf_8(bytes),
        _ => return None,
    };
    Some(text.trim_end_matches('\0').to_owned())
}

/// UTF-8; where it is none and has no letter of two bytes, it is Latin-1 that a writer called UTF-8.
fn utf_8(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
        Err(error) => {
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            if error.error_len().is_some() && valid.is_ascii() && String::from_utf8_lossy(rest).chars().all(is_lost_or_ascii) {
                return latin_1(bytes);
            }
            String::from_utf8_lossy(bytes).into_owned()
        }
    }
}

fn is_lost_or_ascii(letter: char) -> bool {
    letter == char::REPLACEMENT_CHARACTER || letter.is_ascii()
}

/// UTF-16 without a byte order mark: Western letters have a zero on the side of the higher byte; where there are as many on both sides, the order is `usual`.
fn unmarked(bytes: &[u8], usual: fn([u8; 2]) -> u16) -> String {
    let (mut first, mut second) = (0usize, 0usize);
    for pair in bytes.chunks_exact(2).filter(|pair| *pair != [0, 0]) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    match first.cmp(&second) {
        std::cmp::Ordering::Greater => utf_16(bytes, u16::from_be_bytes),
        std::cmp::Ordering::Less => utf_16(bytes, u16::from_le_bytes),
        std::cmp::Ordering::Equal => utf_16(bytes, usual),
    }
}

fn utf_16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).filter(|c| *c != '\u{FEFF}').collect()
}

/// ISO 8859-1, which addresses and names of elements always are.
pub(crate) fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(encoding: u8, bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes, encoding).as_deref(), Some(expected), "{bytes:?}");
    }

    #[test]
    fn reads_the_four_encodings() {
        case(0, b"caf\xe9", "café");
        case(1, b"\xff\xfec\0\xe9\0", "cé");
        case(1, b"\xfe\xff\0c\0\xe9", "cé");
        case(2, b"\0c\0\xe9", "cé");
        case(3, b"caf\xc3\xa9\0", "café");
        case(3, b"a\0b\0\0", "a\0b");
        assert_eq!(decode(b"ab", 9), None);
    }

    #[test]
    fn a_missing_byte_order_mark_is_found_out() {
        case(1, b"T\0i\0t\0", "Tit");
        case(1, b"\0T\0i\0t", "Tit");
        case(2, b"T\0i\0t\0", "Tit");
        case(2, b"\xff\xfeT\0i\0", "Ti");
        case(1, b"\x2d\x4e", "中");
        case(1, b"", "");
        case(1, b"T", "");
    }

    #[test]
    fn bad_utf_8_is_read_as_far_as_it_goes() {
        case(3, b"caf\xe9 noir", "café noir");
        case(3, b"\xc3\xa9t\xe9", "ét\u{FFFD}");
        case(3, b"caf\xc3", "caf\u{FFFD}");
    }

    #[test]
    fn splits_at_an_end_of_the_right_width() {
        assert_eq!(split(b"ab\0c", 0), Some((b"ab".as_slice(), b"c".as_slice())));
        assert_eq!(split(b"a\0\0b\0\0c", 1), Some((b"a\0\0b".as_slice(), b"c".as_slice())));
        assert_eq!((split(b"abc", 3), split(b"a\0", 7)), (None, None));
    }
}
