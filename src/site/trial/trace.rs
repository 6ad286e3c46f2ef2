//! Marks before the tags of a template, which say on the finished page where each was written.

use crate::site::trial::page_tag::Origin;

/// Around a mark. // U+0001, START OF HEADING: YAML refuses it in every text of a show
pub(in crate::site::trial) const MARK: char = '\u{1}';

/// A template with a mark before each tag of its own. What stands between the signs of the template's language is left as it is.
pub(in crate::site::trial) fn traced(text: &str, index: usize) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let (mut line, mut column, mut at) = (1_u32, 1_u32, 0);
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = ends_of_signs(rest).unwrap_or_else(|| {
            if begins_tag(rest) {
                out.push_str(&Origin { template: index, line, column }.to_mark());
            }
            letter.len_utf8()
        });
        for passed in rest[..length].chars() {
            (line, column) = if passed == '\n' { (line.saturating_add(1), 1) } else { (line, column.saturating_add(1)) };
        }
        out.push_str(&rest[..length]);
        at += length;
    }
    out
}

/// How long `{{ … }}`, `{% … %}` or `{# … #}` is (bytes), where one begins here.
fn ends_of_signs(text: &str) -> Option<usize> {
    let (_, end) = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")].into_iter().find(|(start, _)| text.starts_with(start))?;
    Some(text.find(end).map_or(text.len(), |at| at + end.len()))
}

/// Whether a tag or a remark begins here.
pub(in crate::site::trial) fn begins_tag(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    rest.starts_with("!--") || rest.strip_prefix('/').unwrap_or(rest).starts_with(|c: char| c.is_ascii_alphabetic())
}

/// A text without marks.
pub(in crate::site::trial) fn untraced(text: &str) -> String {
    text.split(MARK).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tag_of_a_template_is_marked_with_its_place() {
        let marked = traced("<p>\n {{ a < b }}<b\n>{# <i> #}</b> 1 < 2 <!-- x -->é{% if '<u>' %}<br>", 7);
        assert_eq!(
            marked,
            "\u{1}7,1,1\u{1}<p>\n {{ a < b }}\u{1}7,2,13\u{1}<b\n>{# <i> #}\u{1}7,3,11\u{1}</b> 1 < 2 \u{1}7,3,22\u{1}<!-- x -->é{% if '<u>' %}\u{1}7,3,47\u{1}<br>"
        );
        assert_eq!(untraced(&marked), "<p>\n {{ a < b }}<b\n>{# <i> #}</b> 1 < 2 <!-- x -->é{% if '<u>' %}<br>");
        for text in ["", "{{", "{% a", "<", "é<", "{#"] {
            assert_eq!(traced(text, 0), text);
        }
    }
}
