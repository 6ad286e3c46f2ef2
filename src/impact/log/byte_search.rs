//! Finds a byte that is probably near: most places of a log line are short (an address, a status), and a search made for long texts has hardly begun
//! when this one is over.

/// How far it is looked for here before [`memchr`] is asked, which looks at 32 bytes at once but takes some steps to begin.
const NEAR: usize = 32;

/// Every byte of a word is 1.
const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// Every byte of a word has its highest bit.
const HIGH_BITS: u64 = ONES << 7;

/// Marks the zero bytes of a word with their highest bit: the lowest of them for certain, since no carry has come to it.
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGH_BITS
}

/// Where the path of a request ends or has an escape: the first `?`, `#` or `%`. Most paths have none and are short.
#[inline]
pub(in crate::impact) fn find_special(path: &[u8]) -> Option<usize> {
    let (words, rest) = path.as_chunks::<8>();
    for (index, eight) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*eight);
        // `#` and `%` differ in two bits that these signs have alone in common with `!` and `'`, which are looked at again
        let pair = (word & (ONES * 0xf9)) ^ (ONES * 0x21);
        if (zeros(pair) | zeros(word ^ (ONES * u64::from(b'?')))) != 0
            && let Some(at) = eight.iter().position(|byte| is_special(*byte))
        {
            return Some(index * 8 + at);
        }
    }
    Some(path.len() - rest.len() + rest.iter().position(|byte| is_special(*byte))?)
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'?' | b'#' | b'%')
}

/// Where a byte first stands.
#[inline]
pub(in crate::impact::log) fn find_byte(text: &[u8], wanted: u8) -> Option<usize> {
    let mut start = 0;
    while start < NEAR {
        let Some(eight) = text[start..].first_chunk::<8>() else {
            let rest = &text[start..];
            return Some(start + rest.iter().position(|byte| *byte == wanted)?);
        };
        // a byte that is zero now is the one
        let marks = zeros(u64::from_le_bytes(*eight) ^ (ONES * u64::from(wanted)));
        if marks != 0 {
            return Some(start + marks.trailing_zeros() as usize / 8);
        }
        start += 8;
    }
    Some(start + memchr::memchr(wanted, &text[start..])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_walk_from_byte_to_byte_finds() {
        for length in 0..80 {
            for place in 0..=length {
                for (wanted, near) in [(b' ', 0x21), (0, 1), (0x80, 0x81), (0xff, 0xfe), (1, 0)] {
                    let mut text = vec![near; length];
                    for at in text.iter_mut().skip(place).step_by(3) {
                        *at = wanted;
                    }
                    let expected = text.iter().position(|byte| *byte == wanted);
                    assert_eq!(find_byte(&text, wanted), expected, "{wanted} at {place} of {length}");
                }
            }
        }
    }
    #[test]
    fn finds_the_end_of_a_path_wherever_it_is() {
        for byte in 0..=u8::MAX {
            for length in 0..20 {
                for place in 0..=length {
                    let mut text = vec![b'/'; length];
                    for at in text.iter_mut().skip(place).step_by(2) {
                        *at = byte;
                    }
                    assert_eq!(
                        find_special(&text),
                        text.iter().position(|byte| is_special(*byte)),
                        "{byte} at {place} of {length}"
                    );
                }
            }
        }
        assert_eq!(find_special(b"/!!!!!!!!!!!'''''''''?"), Some(21));
        assert_eq!(find_special(b"/!%'#'?'"), Some(2));
    }
}
