//! Finds a byte that is probably near: most places of a log line are short (an address, a status), and a search made for long texts has hardly begun
//! when this one is over.

/// How far it is looked for here before [`memchr`] is asked, which looks at 32 bytes at once but takes some steps to begin.
const NEAR: usize = 32;

/// Every byte of a word is 1.
const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// Every byte of a word has its highest bit.
const HIGH_BITS: u64 = ONES << 7;

/// Where a byte first stands.
#[inline]
pub(in crate::impact::log) fn find_byte(text: &[u8], wanted: u8) -> Option<usize> {
    let mut start = 0;
    while start < NEAR {
        let Some(eight) = text[start..].first_chunk::<8>() else {
            let rest = &text[start..];
            return Some(start + rest.iter().position(|byte| *byte == wanted)?);
        };
        // a byte that is zero now is the one; below the lowest of them, no carry has changed a bit
        let zeros = u64::from_le_bytes(*eight) ^ (ONES * u64::from(wanted));
        let marks = zeros.wrapping_sub(ONES) & !zeros & HIGH_BITS;
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
}
