//! How deep a text nests. Readers of Markdown and of HTML look through everything that is open for each thing that opens, so a text of one
//! kilobyte in another a thousand times would keep them busy for minutes.

use crate::model::web::html_attributes::has_too_many_attributes;

/// Most quotes and list items that one line opens. People need four or five.
const MARKS_MAX: usize = 50;

/// Most columns before the last mark of a line: what is open already is told by how far the line is set in.
const INDENT_MAX: usize = 400;

/// Most elements of HTML that are open at once.
const OPEN_MAX: usize = 250;

/// Elements that hold nothing, or that end where the next of their kind begins.
const ENDS_ITSELF: [&str; 18] = [
    "area", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "p", "source", "td", "th", "tr", "wbr",
];

/// Whether quotes, lists or HTML nest deeper than any text of people does, or a tag has more attributes.
pub(in crate::markdown) fn is_too_deep(markdown: &str) -> bool {
    markdown.split(['\n', '\r']).any(opens_too_much) || nests_html(markdown) || has_too_many_attributes(markdown)
}

fn opens_too_much(line: &str) -> bool {
    let (mut rest, mut columns, mut marks) = (line, 0, 0);
    loop {
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        columns += rest[..blanks].bytes().map(|blank| if blank == b'\t' { 4 } else { 1 }).sum::<usize>();
        rest = &rest[blanks..];
        let Some(mark) = mark(rest) else { return false };
        marks += 1;
        if marks > MARKS_MAX || columns > INDENT_MAX {
            return true;
        }
        columns += mark;
        rest = &rest[mark..];
    }
}

/// The length of the mark of a quote, an item or a footnote at the start of a text (bytes).
fn mark(text: &str) -> Option<usize> {
    let is_apart = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes() {
        [b'>', ..] => Some(1),
        [b'-' | b'+' | b'*', ..] if is_apart(&text[1..]) => Some(1),
        [b'[', b'^', ..] => text.find("]:").filter(|end| *end < 100).map(|end| end + 2),
        _ if (1..10).contains(&digits) && text[digits..].starts_with(['.', ')']) && is_apart(&text[digits + 1..]) => {
            Some(digits + 1)
        }
        _ => None,
    }
}

fn nests_html(text: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in text.split('<').skip(1) {
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || ENDS_ITSELF.iter().any(|known| known.eq_ignore_ascii_case(name))
        {
            continue;
        }
        if !is_end {
            open.push(name);
        } else if open.last().is_some_and(|last| last.eq_ignore_ascii_case(name)) {
            // an end of anything else may end nothing at all
            open.pop();
        }
        if open.len() > OPEN_MAX {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_not_too_deep() {
        let table = "<table><tr><td>a<td>b</table>\n".repeat(1000);
        let paragraphs = "<p>One<br>two<hr><details><summary>More</summary>x</details>\n".repeat(1000);
        let dashes = "-".repeat(1000) + "\n" + &"- a\n  - b\n    1. c\n       > d\n".repeat(1000);
        for text in [&table, &paragraphs, &dashes, "a < b, a <b, </b>", &format!("{}x", " ".repeat(1000))] {
            assert!(!is_too_deep(text), "{text}");
        }
    }

    #[test]
    fn nesting_of_every_kind_is_found() {
        let staircase = (0..300).map(|n| format!("{}- a\n", "  ".repeat(n))).collect::<Vec<_>>().concat();
        let mixed = "</i><div>".repeat(300);
        for text in [&"- ".repeat(60), &">".repeat(60), &"1. > * + ".repeat(20), &"[^a]: ".repeat(60), &staircase, &mixed] {
            assert!(is_too_deep(text), "{text}");
        }
        assert!(is_too_deep(&format!("<a {}>", "x=\"y\" ".repeat(1100))));
        for name in ["div", "details", "b", "A", "ul", "blockquote", "x-y"] {
            assert!(is_too_deep(&format!("<{name}>").repeat(300)), "{name}");
        }
    }
}
