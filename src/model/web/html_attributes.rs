//! How many attributes a tag of HTML has. Readers of HTML compare each attribute with those before it, so a tag of a hundred thousand would keep
//! them busy for minutes.

/// Most attributes of one tag. Pages have some ten.
pub(crate) const ATTRIBUTES_MAX: usize = 1000;

/// Whether a tag has more attributes than [`ATTRIBUTES_MAX`]. Counts no fewer than a reader does (WHATWG HTML, 13.2.5.32 to 13.2.5.39), and reads
/// each byte once.
pub(crate) fn has_too_many_attributes(html: &str) -> bool {
    let mut rest = html.as_bytes();
    while let Some(start) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[start + 1..];
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        if name.first().is_some_and(u8::is_ascii_alphabetic) {
            let Some(after) = after_tag(name) else { return true };
            rest = after;
        }
    }
    false
}

/// What follows a tag; `None` where it has too many attributes.
fn after_tag(tag: &[u8]) -> Option<&[u8]> {
    let is_gap = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
    let (mut byte, mut attributes, mut is_between) = (0, 0, false);
    while let Some(found) = tag.get(byte) {
        byte += 1;
        match *found {
            b'>' => break,
            b'=' if !is_between => {
                byte += tag[byte..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                if let Some(quote) = tag.get(byte).filter(|byte| matches!(byte, b'"' | b'\'')) {
                    let value = &tag[byte + 1..];
                    byte += 2 + value.iter().position(|byte| byte == quote).unwrap_or(value.len());
                    // An attribute may follow the closing quote without a gap.
                    is_between = true;
                }
            }
            // In `a = "x"` the sign belongs to the name before the gap, elsewhere it is a name of its own: counted in either case.
            b'=' => (byte, attributes, is_between) = (byte - 1, attributes + 1, false),
            gap if is_gap(gap) => is_between = true,
            _ if is_between => (attributes, is_between) = (attributes + 1, false),
            _ => {}
        }
        if attributes > ATTRIBUTES_MAX {
            return None;
        }
    }
    Some(tag.get(byte..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_passes() {
        let many = "<p class=\"a b c\" id=x title='1 > 0'>a b c</p>".repeat(2000);
        let words = format!("1 < 2 <p>{}</p>", "word ".repeat(5000));
        let value = format!("<a title=\"{}\" href = '{}'>x</a>", "word ".repeat(5000), "x='1' ".repeat(5000).replace('\'', "&"));
        for html in [many.as_str(), &words, &value, "", "<", "<a", "<a b=", "<a b='", "</"] {
            assert!(!has_too_many_attributes(html), "{html:.80}");
        }
    }

    #[test]
    fn too_many_are_found_however_they_are_written() {
        for attribute in ["a ", "a=b ", "a='b'", "a = \"b\"", "a/", "\na=\n'>'"] {
            assert!(has_too_many_attributes(&format!("x<i <p {}", attribute.repeat(1100))), "{attribute}");
            assert!(!has_too_many_attributes(&format!("x <p {}>", attribute.repeat(490))), "{attribute}");
        }
    }
}
