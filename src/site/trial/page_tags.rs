//! The tags of a page, in order (HTML, 13.2.5 "Tokenization", <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>).

use crate::site::isolation::end_of_tag;
use crate::site::trial::page_tag::{MARK, PageTag, TagForm, TagOrigin};
use crate::site::trial::trace::{begins_tag, untraced};

/// Elements whose text holds no tags.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Every tag of a page with marks. Each byte is read a fixed number of times.
pub(in crate::site::trial) fn page_tags(page: &str) -> Vec<PageTag> {
    let mut tags: Vec<PageTag> = Vec::new();
    let mut origin = None;
    let mut rest = page;
    while let Some(at) = rest.find([MARK, '<']) {
        rest = &rest[at..];
        if let Some(mark) = rest.strip_prefix(MARK) {
            let end = mark.find(MARK).unwrap_or(mark.len());
            origin = TagOrigin::of_mark(&mark[..end]);
            rest = mark[end..].strip_prefix(MARK).unwrap_or_default();
            continue;
        }
        if !begins_tag(rest) {
            origin = None;
            rest = &rest[1..];
            continue;
        }
        let end = end_of_tag(rest);
        // a quotation mark that is missing takes in what follows, with its tags, up to the end of the page or the next one
        let is_whole = (rest.starts_with("<!--") || !takes_in_tags(&rest[..end]))
            && (end < rest.len() || end_of_tag(&format!("{rest} ")) == end);
        let mut tag = read(&untraced(&rest[..end]), is_whole);
        tag.origin = origin.take();
        rest = &rest[end..];
        if tag.kind == TagForm::Start && RAW.contains(&tag.name.as_str()) {
            let end = end_of_raw(rest, &tag.name);
            // the mark of the tag that closes it stands before that
            let end = rest[..end].strip_suffix(MARK).and_then(|before| before.rfind(MARK)).unwrap_or(end);
            tag.text = untraced(&rest[..end]);
            rest = &rest[end..];
        }
        tags.push(tag);
    }
    tags
}

/// Whether a tag that a template has stands in this text where tags stand, behind another or on a line of its own: `alt="a <b> c"` only speaks of one.
fn takes_in_tags(text: &str) -> bool {
    let is_own_line = |before: &str| before.trim_end_matches([' ', '\t']).ends_with('\n');
    // text and marks take turns
    let texts: Vec<&str> = text.split(MARK).step_by(2).collect();
    texts.split_last().is_some_and(|(_, before)| before.iter().any(|before| before.ends_with('>') || is_own_line(before)))
}

/// Where the text of such an element ends (bytes).
fn end_of_raw(text: &str, name: &str) -> usize {
    let is_end = |at: &usize| text.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    text.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(text.len())
}

fn read(text: &str, is_whole: bool) -> PageTag {
    let inside = text.trim_start_matches('<').trim_end_matches('>');
    let (is_end, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let length = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
    let kind = if !is_whole {
        TagForm::Endless
    } else if is_end {
        TagForm::End
    } else if inside.ends_with('/') {
        TagForm::SelfClosing
    } else {
        TagForm::Start
    };
    let (name, attributes) = if inside.starts_with("!--") {
        ("!--".to_owned(), Vec::new())
    } else {
        (inside[..length].to_ascii_lowercase(), attributes(&inside[length..]))
    };
    PageTag { name, kind, attributes, text: String::new(), origin: None }
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return found;
        }
        // a sign that begins no name is one all the same, as in HTML
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length =
            rest[first..].find(|c: char| c.is_whitespace() || matches!(c, '=' | '/')).map_or(rest.len(), |length| first + length);
        let name = rest[..length].to_ascii_lowercase();
        rest = rest[length..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
        }
        found.push((name, value.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(page: &str) -> PageTag {
        let tags = page_tags(page);
        assert_eq!(tags.len(), 1, "{tags:?}");
        tags[0].clone()
    }

    #[test]
    fn reads_tags_as_browsers_do() {
        let img = tag("<IMG src=a.png alt  = 'a > b' hidden/>");
        assert_eq!((img.name.as_str(), img.kind), ("img", TagForm::SelfClosing));
        assert_eq!(
            [img.attribute("src"), img.attribute("alt"), img.attribute("hidden")],
            [Some("a.png"), Some("a > b"), Some("")]
        );
        assert_eq!(tag("1 < 2 <b").kind, TagForm::Endless);
        assert_eq!(tag("<a href=\"x>").kind, TagForm::Endless);
        assert_eq!(tag("<!-- <b> -->").name, "!--");
        let script = page_tags("\u{1}3,4,5\u{1}<script>if (a<b) '<i>'\u{1}3,6,1\u{1}</script>");
        assert_eq!(script[0].text, "if (a<b) '<i>'");
        assert_eq!(script.iter().map(|tag| tag.origin.map(|origin| origin.line)).collect::<Vec<_>>(), [Some(4), Some(6)]);
    }

    #[test]
    fn any_text_is_read_in_time() {
        for piece in ["<", "<a", "<script>", "<!--", "\u{1}", "<a =", "é<b'", "</", "<p a=\"", "\u{1}1,2"] {
            assert!(page_tags(&piece.repeat(50_000)).len() <= 50_000, "{piece}");
        }
    }
}
