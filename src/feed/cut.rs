//! HTML that has to fit.

use std::borrow::Cow;

/// What stands where the text was cut.
const MARK: &str = "…";

/// The mark where no paragraph is open.
const MARK_ALONE: &str = "<p>…</p>";

/// How far back a blank is looked for (bytes). Writing without blanks, such as Chinese, is cut between any two characters.
const WORD_MAX: usize = 120;

/// The HTML, cut at a word so that it has at most `limit` bytes, its elements closed. It must be well-formed, as the sanitiser leaves
/// it: each `<` begins a tag and each `&` a character reference. A limit that not even the mark fits into gives nothing.
pub(super) fn cut(html: &str, limit: usize) -> Cow<'_, str> {
    if html.len() <= limit {
        return Cow::Borrowed(html);
    }
    let mut kept = TruncatedHtml { out: String::with_capacity(limit), open: Vec::new() };
    let mut rest = html;
    while !rest.is_empty() {
        let before = (kept.out.len(), kept.open.len());
        let end = if rest.starts_with('<') {
            rest.find('>').map_or(rest.len(), |at| at + 1)
        } else {
            rest.find('<').unwrap_or(rest.len())
        };
        let (token, after) = rest.split_at(end);
        if token.starts_with('<') {
            kept.tag(token);
        } else {
            kept.out.push_str(token);
        }
        if kept.out.len() + kept.closing() > limit {
            kept.out.truncate(before.0);
            if token.starts_with('<') {
                kept.undo(token, before.1);
            } else {
                let room = limit.saturating_sub(kept.out.len() + kept.closing());
                kept.out.push_str(words(token, room).trim_end());
            }
            break;
        }
        rest = after;
    }
    Cow::Owned(kept.closed(limit))
}

struct TruncatedHtml<'a> {
    out: String,
    /// Names of the elements that are open.
    open: Vec<&'a str>,
}

impl<'a> TruncatedHtml<'a> {
    fn tag(&mut self, tag: &'a str) {
        self.out.push_str(tag);
        if tag.starts_with("</") {
            self.open.pop();
        } else if name(tag) != "br" {
            self.open.push(name(tag));
        }
    }

    /// Takes back what the tag did to the open elements; its text is gone already.
    fn undo(&mut self, tag: &'a str, depth: usize) {
        if tag.starts_with("</") && self.open.len() < depth {
            self.open.push(tag.trim_start_matches("</").trim_end_matches('>'));
        }
        self.open.truncate(depth);
    }

    /// Bytes that end tags and mark need.
    fn closing(&self) -> usize {
        let mark = if self.is_inside() { MARK } else { MARK_ALONE };
        self.open.iter().map(|name| name.len() + 3).sum::<usize>() + mark.len()
    }

    /// Whether text may stand here.
    fn is_inside(&self) -> bool {
        self.open.last().is_some_and(|name| !matches!(*name, "ul" | "ol" | "blockquote"))
    }

    fn closed(mut self, limit: usize) -> String {
        let inside = self.is_inside();
        if inside {
            self.out.push_str(MARK);
        }
        for name in self.open.iter().rev() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
        if !inside {
            self.out.push_str(MARK_ALONE);
        }
        if self.out.len() > limit { String::new() } else { self.out }
    }
}

fn name(tag: &str) -> &str {
    tag[1..].split([' ', '>', '/']).next().unwrap_or_default()
}

/// The longest beginning of whole words with at most `room` bytes.
fn words(text: &str, room: usize) -> &str {
    let end = text.floor_char_boundary(room);
    let start = &text[..end];
    let is_whole = text[end..].starts_with(char::is_whitespace);
    if is_whole {
        return start;
    }
    if let Some(blank) = start.rfind(char::is_whitespace).filter(|blank| end - blank <= WORD_MAX) {
        return &start[..blank];
    }
    // A character reference is kept whole or not at all.
    match start.rfind('&') {
        Some(reference) if !start[reference..].contains(';') => &start[..reference],
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(html: &str, limit: usize, expected: &str) {
        assert_eq!(cut(html, limit), expected);
    }

    #[test]
    fn leaves_alone_what_fits() {
        case("<p>one two</p>", 14, "<p>one two</p>");
    }

    #[test]
    fn cuts_at_a_word_and_closes_what_is_open() {
        case("<p>one two three four</p>", 24, "<p>one two three…</p>");
        case("<p>one <a href=\"x\">two three</a></p>", 35, "<p>one <a href=\"x\">two…</a></p>");
        case("<ul><li>one two three four five</li></ul>", 34, "<ul><li>one two three…</li></ul>");
        case("<p>one</p><p>two three four</p>", 20, "<p>one</p><p>…</p>");
    }

    #[test]
    fn cuts_between_characters_where_there_are_no_words() {
        case("<p>日本語日本語日本語日本語</p>", 26, "<p>日本語日本…</p>");
        case("<p>aaaaaaaa&amp;aaaaaaaaaaaa</p>", 21, "<p>aaaaaaaa…</p>");
    }

    #[test]
    fn stays_below_every_limit_and_closes_every_element() {
        let html = "<p>a <strong>b &amp; c</strong> d<br>e</p><ul><li>日本 f<ol><li>g h</li></ol></li></ul><blockquote><p>i</p></blockquote>";
        for limit in 0..html.len() {
            let short = cut(html, limit);
            assert!(short.len() <= limit, "{limit}: {short}");
            let opened = short.matches('<').count() - short.matches("<br>").count();
            assert_eq!(opened, 2 * short.matches("</").count(), "{limit}: {short}");
            assert_eq!(short.matches('&').count(), short.matches("&amp;").count(), "{limit}: {short}");
        }
    }
}
