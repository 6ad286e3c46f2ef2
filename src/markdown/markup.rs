//! Marks of HTML and Markdown, in raw HTML and in what should be plain text.

/// The names of the tags of raw HTML, in order.
pub(in crate::markdown) fn tag_names(html: &str) -> impl Iterator<Item = String> {
    html.split('<').skip(1).map(tag_name).filter(|name| !name.is_empty())
}

/// The name of the tag whose text begins behind `<`; empty where it is no tag.
pub(in crate::markdown) fn tag_name(rest: &str) -> String {
    rest.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The first mark of HTML or Markdown in what should be plain text.
pub(crate) fn markup_in(text: &str) -> Option<&str> {
    for (start, character) in text.char_indices() {
        let rest = &text[start..];
        let found = match character {
            '<' => html_tag(rest),
            '&' => entity(rest),
            ']' if rest.starts_with("](") => rest.find(')').map(|_| &rest[..2]),
            '*' if rest.starts_with("**") && rest[2..].contains("**") => Some(&rest[..2]),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The longest thing that is shown as a mark. // bytes
const MARK_MAX: usize = 80;

fn html_tag(rest: &str) -> Option<&str> {
    let name = tag_name(&rest[1..]);
    let starts = rest[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
    let end = rest.find('>').filter(|end| *end <= MARK_MAX)?;
    (starts && !name.is_empty()).then(|| &rest[..=end])
}

fn entity(rest: &str) -> Option<&str> {
    let end = rest.find(';').filter(|end| (3..=10).contains(end))?;
    let name = &rest[1..end];
    let good = name.strip_prefix('#').map_or_else(
        || name.bytes().all(|b| b.is_ascii_alphanumeric()),
        |digits| !digits.is_empty() && digits.trim_start_matches(['x', 'X']).bytes().all(|b| b.is_ascii_hexdigit()),
    );
    good.then(|| &rest[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_markup_from_plain_text() {
        for (text, expected) in [
            ("a <b>bold</b> word", Some("<b>")),
            ("fish &amp; chips", Some("&amp;")),
            ("a [link](https://example.org)", Some("](")),
            ("so **loud**", Some("**")),
            ("2 < 3 and 4 > 3", None),
            ("R&B; and so on", None),
            ("Q&A: questions; answers", None),
            ("2 ** 3", None),
            ("a <3 b", None),
        ] {
            assert_eq!(markup_in(text), expected, "{text}");
        }
    }
}
