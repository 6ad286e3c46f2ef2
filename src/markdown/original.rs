//! Words that were published as HTML before: they stay as they are, but for what could harm whoever shows them.

use std::borrow::Cow;

use crate::markdown::depth::is_too_deep;
use crate::markdown::escape::escaped;
use crate::markdown::markup::{tag_name, tag_names};
use crate::markdown::sanitiser::{clean_original, is_original_tag};
use crate::model::wording::text::xml_allows;

/// Elements that begin or end a paragraph.
const BLOCKS: [&str; 17] =
    ["blockquote", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "ul"];

/// HTML as apps get it: nothing is added, and nothing is lost but what runs, loads or tracks.
pub fn html(html: &str) -> String {
    if is_too_deep(html) {
        return escaped(html);
    }
    // The sanitiser writes no-break spaces by name, and the name means nothing to XML readers that look into the text.
    let mut clean = clean_original(html).replace("&nbsp;", "\u{A0}");
    clean.retain(|c| xml_allows(c) && (matches!(c, '\n' | '\t') || !c.is_control()));
    clean
}

/// A description, which may be HTML or plain words: those stay letter by letter.
pub fn description(text: &str) -> Cow<'_, str> {
    if has_tags(text) { Cow::Owned(html(text)) } else { Cow::Borrowed(text) }
}

/// A description as HTML: plain words get their paragraphs and lines.
pub(crate) fn paragraphs(text: &str) -> Cow<'_, str> {
    if has_tags(text) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    Cow::Owned(paragraphs.fold(String::new(), |html, paragraph| {
        let lines = escaped(paragraph).replace('\n', "<br>\n");
        html + "<p>" + &lines + "</p>\n"
    }))
}

fn has_tags(text: &str) -> bool {
    text.char_indices().any(|(at, letter)| letter == '<' && starts_a_tag(&text[at + 1..]))
}

fn starts_a_tag(rest: &str) -> bool {
    rest.trim_start_matches('/').starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '!' | '?'))
}

/// Names of elements that are left out of HTML, in order, each once.
pub(crate) fn left_out(html: &str) -> Vec<String> {
    let mut names = Vec::new();
    for name in tag_names(html).filter(|name| !is_original_tag(name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The words of the first paragraph of HTML that was cleaned, on one line; empty where it has none.
pub(crate) fn first_paragraph(clean: &str) -> String {
    blocks(clean).next().map(|block| block.words).unwrap_or_default()
}

/// The words of HTML or of a description without its headings, one paragraph after the other.
pub(crate) fn words(text: &str) -> String {
    let clean = html(&paragraphs(text));
    blocks(&clean).filter(|block| !block.is_heading).map(|block| block.words + "\n\n").collect()
}

/// A paragraph, or what else stands by itself.
struct HtmlBlock {
    is_heading: bool,
    /// Its words, on one line.
    words: String,
}

/// The paragraphs of HTML that was cleaned.
fn blocks(clean: &str) -> impl Iterator<Item = HtmlBlock> {
    let mut parts = clean.split('<').enumerate();
    let mut words = String::new();
    let mut is_heading = false;
    // Two line breaks, one after the other, end a paragraph too.
    let mut is_after_break = false;
    std::iter::from_fn(move || {
        for (index, part) in parts.by_ref() {
            let (tag, text) = if index == 0 { ("", part) } else { part.split_once('>').unwrap_or((part, "")) };
            let name = tag_name(tag);
            let is_block = BLOCKS.contains(&name.as_str());
            let ends = (is_block || (name == "br" && is_after_break)) && !words.trim().is_empty();
            let block = ends.then(|| HtmlBlock { is_heading, words: one_line(&unescaped(&std::mem::take(&mut words))) });
            if is_block {
                is_heading = matches!(name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") && !tag.starts_with('/');
            }
            if name == "br" {
                words.push(' ');
            }
            is_after_break = (name == "br" || is_after_break) && text.trim().is_empty();
            words.push_str(text);
            if block.is_some() {
                return block;
            }
        }
        let rest = one_line(&unescaped(&std::mem::take(&mut words)));
        (!rest.is_empty()).then_some(HtmlBlock { is_heading, words: rest })
    })
}

/// Whether words are those of the first paragraph.
pub(crate) fn begins_with(clean: &str, words: &str) -> bool {
    let words = one_line(words);
    !words.is_empty() && first_paragraph(clean) == words
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters that the sanitiser writes by name.
fn unescaped(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_published_stays_letter_by_letter() {
        for same in [
            "<p>One <strong>two</strong> <a href=\"https://e.org/?a=1&amp;b=2\">three</a></p>\n<ul>\n<li>é &amp; 😀</li>\n</ul>",
            "<h2>Links</h2><table><tbody><tr><td>a</td></tr></tbody></table>",
            "<p><a href=\"https://e.org/\"><img src=\"https://e.org/a.jpg\" alt=\"A train\"></a></p>",
            "Plain words, &lt;marked&gt;.",
        ] {
            assert_eq!(html(same), same);
        }
    }

    #[test]
    fn what_runs_loads_or_tracks_is_left_out() {
        for (given, expected) in [
            ("<p onclick=\"x\" style=\"color:red\">a</p>", "<p>a</p>"),
            ("a<script>alert(1)</script><style>p{}</style><iframe src=\"https://e.org\"></iframe>b", "ab"),
            ("<a href=\"javascript:alert(1)\">a</a><a href=\"data:text/html,x\">b</a>", "<a>a</a><a>b</a>"),
            ("a<img src=\"https://t.example.org/p.gif\" width=\"1\" height=\"1\">b", "ab"),
            ("<img src=\"x\" onerror=\"alert(1)\">", ""),
            ("<form><input name=\"x\"></form><svg><script>1</script></svg>c", "c"),
            ("a<br />b &nbsp;c", "a<br>b \u{A0}c"),
        ] {
            assert_eq!(html(given), expected, "{given}");
        }
        assert_eq!(left_out("<p>a<script>1</script><iframe></iframe><IFRAME>"), ["script", "iframe"]);
        let deep = "<div>".repeat(100_000);
        assert!(html(&deep).starts_with("&lt;div&gt;"));
    }

    #[test]
    fn a_description_of_plain_words_is_no_html() {
        assert_eq!(description("AT&T <3 R&D: 1 < 2"), "AT&T <3 R&D: 1 < 2");
        assert_eq!(description("a <b>b</b> & c<script>d</script>"), "a <b>b</b> &amp; c");
    }

    #[test]
    fn the_first_paragraph_is_known_by_its_words() {
        for (clean, expected) in [
            ("<p>One <em>two</em>,\nthree &amp; four.</p>\n<p>Five.</p>", "One two, three & four."),
            ("One<br>two<br>\n<br>Three", "One two"),
            ("One<br><br>Three", "One"),
            ("<ul>\n<li>One</li>\n<li>Two</li></ul>", "One"),
            ("One <a href=\"https://e.org/\">two</a> three", "One two three"),
            ("<br><br>One<ul><li>two", "One"),
            ("", ""),
            ("<", ""),
            ("<p></p><hr>", ""),
        ] {
            assert_eq!(first_paragraph(clean), expected, "{clean}");
        }
        assert_eq!(
            words("<h2>Links</h2><p>One <b>two</b>.</p>\nThree<br><br>Four<ul><li>Five"),
            "One two.\n\nThree\n\nFour\n\nFive\n\n"
        );
        assert_eq!(words("One &\ntwo\n\nThree"), "One & two\n\nThree\n\n");
        assert!(begins_with("<p>One &lt; two.</p><p>Three</p>", "One <\n two."));
        assert!(!begins_with("<p>One two.</p>", "One") && !begins_with("", ""));
    }
}
