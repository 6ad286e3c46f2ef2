//! For podcast apps: Markdown to the little HTML that they show. Apple shows paragraphs, lists and links; PSP-1 adds bold and italics. What
//! else there is becomes one of these.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd, html};

use crate::markdown::dialect::{self, Punctuation, task_box};
use crate::markdown::footnotes;
use crate::markdown::sanitiser::{clean_for_apps, clean_for_descriptions};
use crate::markdown::table_list::tables_as_lists;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::xml_allows;

/// A text as HTML, safe to show: sanitised, with http, https and mailto links only. Links without a scheme are relative to `page`.
pub fn html(markdown: &str, page: &HttpUrl) -> String {
    let mut raw = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut raw, without_extensions(markdown).into_iter().flat_map(|event| reduced(event, page)));
    // The sanitiser writes no-break spaces by name, and the name means nothing to XML readers that look into the text.
    let mut clean = clean_for_apps(&raw).replace("&nbsp;", "\u{A0}");
    clean.retain(|c| xml_allows(c) && (matches!(c, '\n' | '\t') || !c.is_control()));
    clean.trim_start_matches('\n').to_owned()
}

/// The same HTML with the elements alone that PSP-1 names for descriptions: each line of what is kept apart by line breaks or in a block of code is
/// a paragraph of its own; of quotes and of struck-through text the words are left.
pub fn for_description(html: &str) -> Cow<'_, str> {
    if !OTHER_ELEMENTS.iter().any(|start| html.contains(start)) {
        return Cow::Borrowed(html);
    }
    let mut lines = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, code)) = rest.split_once("<pre>") {
        let (code, after) = code.split_once("</pre>").unwrap_or((code, ""));
        lines.extend([before, "<p>", &code.trim_end_matches("\n</code>").replace('\n', "<p>"), "</p>"]);
        rest = after;
    }
    lines.push_str(rest);
    let lines = lines.replace("<br>\n", "<p>").replace("<br>", "<p>");
    Cow::Owned(clean_for_descriptions(&lines).replace("&nbsp;", "\u{A0}").replace("<p></p>", ""))
}

/// How elements begin that apps may show, and that PSP-1 does not name. The sanitiser has left none of their attributes.
const OTHER_ELEMENTS: [&str; 6] = ["<blockquote>", "<br>", "<code>", "<del>", "<pre>", "<s>"];

/// Length of a text as HTML, before anything is taken out of it (bytes).
pub(crate) fn length(markdown: &str) -> usize {
    let mut raw = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut raw, without_extensions(markdown).into_iter());
    raw.trim_end().len()
}

/// What GitHub adds to `CommonMark`, in its terms: tables as lists, boxes of tasks as characters, footnotes as a list at the end. What is
/// struck through stays an element, which apps show or leave out.
fn without_extensions(markdown: &str) -> Vec<Event<'_>> {
    let events = dialect::events(markdown, Punctuation::AsWritten);
    let text = footnotes::number(events, |reference| Event::Text(format!("[{}]", reference.number).into()));
    let mut events = text.body;
    if !text.footnotes.is_empty() {
        events.push(Event::Start(Tag::List(Some(1))));
        for footnote in text.footnotes {
            events.push(Event::Start(Tag::Item));
            events.extend(footnote.content);
            events.push(Event::End(TagEnd::Item));
        }
        events.push(Event::End(TagEnd::List(true)));
    }
    for event in &mut events {
        if let Event::TaskListMarker(is_done) = event {
            *event = task_box(*is_done);
        }
    }
    tables_as_lists(events)
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
    fn a_description_has_the_elements_of_psp_1_alone() {
        let page = "https://example.org/show/episodes/one/".parse().unwrap();
        for (markdown, expected) in [
            ("One **two**\n\n- a", "<p>One <strong>two</strong></p>\n<ul>\n<li>a</li>\n</ul>"),
            ("One  \nTwo *three  \nfour*", "<p>One</p><p>Two <em>three</em></p><p><em>four</em></p>"),
            ("- a  \n  b", "<ul>\n<li>a<p>b</p></li>\n</ul>"),
            ("> Quote\n\nand `code` ~~gone~~", "\n<p>Quote</p>\n\n<p>and code gone</p>"),
            ("```\na <b>\n\nc\n```", "<p>a &lt;b&gt;</p><p>c</p>"),
            ("a<br>b", "<p>a</p><p>b</p>"),
        ] {
            let found = for_description(&html(markdown, &page)).trim_end().to_owned();
            assert_eq!(found, expected, "{markdown:?}");
        }
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
    fn lines_of_addresses_stay_lines() {
        let link = |url: &str| format!("<a href=\"{url}\">{url}</a>");
        let (one, two) = (link("https://example.org/a"), link("https://example.org/b"));
        let br = "<br>\n";
        case(
            "Preview\nhttps://example.org/a\n<https://example.org/b>\nMoshi\nand more",
            &format!("<p>Preview{br}{one}{br}{two}{br}Moshi\nand more</p>"),
        );
        case("See https://example.org/a\nand https://example.org/b\nthere", &format!("<p>See {one}\nand {two}\nthere</p>"));
        case(
            "- a\n  https://example.org/a\n- https://example.org/b",
            &format!("<ul>\n<li>a{br}{one}</li>\n<li>{two}</li>\n</ul>"),
        );
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
}
