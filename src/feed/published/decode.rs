//! The bytes of a feed as text: byte order mark, then the encoding that the XML declaration names, then UTF-8 (XML 1.0, appendix F).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far the XML declaration can reach (bytes).
const DECLARATION_MAX: usize = 256;

/// The text. Bytes that the encoding does not have become U+FFFD.
pub(in crate::feed) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    let encoding = match bytes {
        [0, b'<', ..] => UTF_16BE,
        [b'<', 0, ..] => UTF_16LE,
        _ => declared(bytes).unwrap_or(UTF_8),
    };
    if encoding == UTF_8 && is_of_one_byte_each(bytes) {
        return WINDOWS_1252.decode_without_bom_handling(bytes).0;
    }
    encoding.decode_without_bom_handling(bytes).0
}

/// Whether no letter beyond ASCII is UTF-8: then the feed has another encoding than it says, and readers try windows-1252.
fn is_of_one_byte_each(bytes: &[u8]) -> bool {
    let mut chunks = bytes.utf8_chunks().peekable();
    let is_valid = chunks.peek().is_none_or(|first| first.invalid().is_empty() && first.valid().len() == bytes.len());
    !is_valid && chunks.all(|chunk| chunk.valid().is_ascii())
}

/// The encoding of `<?xml version="1.0" encoding="ISO-8859-1"?>`, by its name on the web: ISO-8859-1 there means windows-1252.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let head = &bytes[start..bytes.len().min(start + DECLARATION_MAX)];
    let declaration = head.strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let text = std::str::from_utf8(&declaration[..end]).ok()?;
    let value = text.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let name = value[1..].split(quote).next()?;
    // Bytes in which the declaration could be read are not in UTF-16, whatever it says.
    Encoding::for_label(name.trim().as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_encodings_of_old_feeds() {
        let utf16 = |order: fn(u16) -> [u8; 2], mark: &str| {
            format!("{mark}<rss>é</rss>").encode_utf16().flat_map(order).collect::<Vec<u8>>()
        };
        let latin = |declared: &str| [declared.as_bytes(), b"<rss>\xe9</rss>"].concat();
        for (bytes, rest) in [
            (utf16(u16::to_le_bytes, "\u{feff}"), ""),
            (utf16(u16::to_be_bytes, "\u{feff}"), ""),
            (utf16(u16::to_le_bytes, ""), ""),
            (utf16(u16::to_be_bytes, ""), ""),
            ("\u{feff}<rss>é</rss>".as_bytes().to_vec(), ""),
            ("<rss>é</rss>".as_bytes().to_vec(), ""),
            (latin("<?xml version='1.0' encoding='iso-8859-1'?>"), "<?xml version='1.0' encoding='iso-8859-1'?>"),
            (latin("<?xml version=\"1.0\" encoding = \"Windows-1252\"?>"), "<?xml version=\"1.0\" encoding = \"Windows-1252\"?>"),
            ("<?xml version='1.0' encoding='utf-16'?><rss>é</rss>".into(), "<?xml version='1.0' encoding='utf-16'?>"),
            ("<?xml version='1.0' encoding='no-such'?><rss>é</rss>".into(), "<?xml version='1.0' encoding='no-such'?>"),
        ] {
            assert_eq!(text_of(&bytes), format!("{rest}<rss>é</rss>"));
        }
        assert_eq!(text_of(b"<rss>\xe9</rss>"), "<rss>é</rss>");
        assert_eq!(text_of(b"<rss>\xe9 \xc3\xa9</rss>"), "<rss>\u{fffd} é</rss>");
        assert_eq!(text_of(b""), "");
        assert_eq!(text_of(b"<?xml encoding='"), "<?xml encoding='");
    }
}
