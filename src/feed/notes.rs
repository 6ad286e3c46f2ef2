//! Show notes: Markdown (`CommonMark` 0.31) to the little HTML that apps show. Apple shows paragraphs, lists and links; PSP-1 adds bold and
//! italics. What else there is becomes one of these.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};

use crate::model::http_url::HttpUrl;
use crate::model::text::xml_allows;

/// Notes as HTML, safe to show: sanitised, with http, https and mailto links only. Links without a scheme are relative to the episode's
/// page.
pub fn html(markdown: &str, page: &HttpUrl) -> String {
    let mut raw = String::with_capacity(markdown.len() * 2);
    pulldown_cmark::html::push_html(&mut raw, Parser::new(markdown).flat_map(|event| reduced(event, page)));
    let clean = SANITISER.clean(&raw).to_string();
    // The sanitiser writes no-break spaces by name, and the name means nothing to XML readers that look into the text.
    let mut clean = clean.replace("&nbsp;", "\u{A0}");
    clean.retain(|c| xml_allows(c) && (matches!(c, '\n' | '\t') || !c.is_control()));
    clean.trim_start_matches('\n').to_owned()
}

/// Notes as plain text: links by their words, list items with a dash, a blank line between paragraphs.
#[cfg(any(test, feature = "test-support"))]
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak | Event::End(TagEnd::Item | TagEnd::CodeBlock) => out.push('\n'),
            Event::Start(Tag::Item) => {
                trim_blank_line(&mut out);
                out.push_str("- ");
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_)) => out.push_str("\n\n"),
            _ => {}
        }
    }
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    let mut text = lines.join("\n");
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text.retain(|c| xml_allows(c) && (c == '\n' || !c.is_control()));
    text.trim().to_owned()
}

/// A list's items stand on lines of their own, without a blank line between.
#[cfg(any(test, feature = "test-support"))]
fn trim_blank_line(out: &mut String) {
    if !out.ends_with("\n\n") && !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// What apps show in place of what they do not: headings as bold paragraphs, pictures as their words, links with their whole address.
fn reduced<'a>(event: Event<'a>, page: &HttpUrl) -> Vec<Event<'a>> {
    match event {
        Event::Start(Tag::Heading { .. }) => vec![Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)],
        Event::End(TagEnd::Heading(_)) => vec![Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)],
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) | Event::Rule => Vec::new(),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if link_type != LinkType::Email => {
            let dest_url = absolute(&dest_url, page).map_or(dest_url, CowStr::from);
            vec![Event::Start(Tag::Link { link_type, dest_url, title, id })]
        }
        other => vec![other],
    }
}

/// The whole address of a link without a scheme; `None` for one that has a scheme, or makes no address.
fn absolute(link: &str, page: &HttpUrl) -> Option<String> {
    match url::Url::parse(link) {
        Err(url::ParseError::RelativeUrlWithoutBase) => Some(url::Url::parse(page.as_str()).ok()?.join(link).ok()?.to_string()),
        _ => None,
    }
}

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(["a", "b", "blockquote", "br", "code", "em", "i", "li", "ol", "p", "pre", "strong", "ul"]))
        .clean_content_tags(HashSet::from([
            "script", "style", "title", "textarea", "iframe", "noscript", "svg", "math", "template",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(None);
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(markdown: &str, expected: &str) {
        let page = "https://example.org/show/episodes/one/".parse().unwrap();
        assert_eq!(html(markdown, &page).trim_end(), expected);
    }

    #[test]
    fn keeps_what_apps_show() {
        case(
            "One **two** *three*\n\n- a\n- b",
            "<p>One <strong>two</strong> <em>three</em></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
        );
        case("## Find out more", "<p><strong>Find out more</strong></p>");
        case("![A train](train.jpg)", "<p>A train</p>");
        case("3. c\n4. d", "<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n</ol>");
    }

    #[test]
    fn links_are_whole_and_of_three_schemes() {
        case("[a](https://e.org/?a=1&b=2)", "<p><a href=\"https://e.org/?a=1&amp;b=2\">a</a></p>");
        case(
            "[a](x/y) [b](../two/) [c](#t)",
            concat!(
                "<p><a href=\"https://example.org/show/episodes/one/x/y\">a</a> <a href=\"https://example.org/show/episodes/two/\">b</a> ",
                "<a href=\"https://example.org/show/episodes/one/#t\">c</a></p>"
            ),
        );
        case("<mail@example.org>", "<p><a href=\"mailto:mail@example.org\">mail@example.org</a></p>");
        case("[a](javascript:alert(1)) [b](data:text/html,x)", "<p><a>a</a> <a>b</a></p>");
        case("<a href=\"x\">a</a>", "<p><a>a</a></p>");
    }

    #[test]
    fn no_script_survives() {
        case("<script>alert(1)</script>", "");
        case("<img src=x onerror=alert(1)>", "");
        case("a <b onclick=\"x\">b</b>", "<p>a <b>b</b></p>");
        case("<svg><script>1</script></svg>c", "<p>c</p>");
        case("<style>p{}</style>\n\nd", "<p>d</p>");
    }

    #[test]
    fn no_character_is_left_that_xml_cannot_carry() {
        case("a&#1;b&#xFFFE;&#x96;c&nbsp;d &amp;nbsp; ]]>", "<p>abc\u{A0}d &amp;nbsp; ]]&gt;</p>");
    }

    #[test]
    fn plain_text_has_the_words() {
        assert_eq!(
            plain("# A\n\nOne [two](https://e.org) `three`\nfour.\n\n- a\n- b\n\nEnd"),
            "A\n\nOne two three four.\n\n- a\n- b\n\nEnd"
        );
    }
}
