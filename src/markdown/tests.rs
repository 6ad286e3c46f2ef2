//! What both renderings make of GitHub's dialect (GFM 0.29, <https://github.github.com/gfm/>; for footnotes GitHub's documentation,
//! <https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#footnotes>).

use std::time::{Duration, Instant};

use crate::markdown::apps;
use crate::markdown::outline::Outline;
use crate::markdown::page_text::{PageText, PageWords};
use crate::markdown::pages::InlineImage;
use crate::model::web::http_url::HttpUrl;

fn page_text(lang: Option<&str>) -> PageText<'_> {
    PageText {
        words: PageWords {
            lang,
            leads_to: "leads to {}",
            footnotes: "Footnotes",
            footnote: "Footnote {}",
            back_to_text: "Back to footnote {} in the text",
        },
        top_heading: 3,
        end_of_audio: None,
        fragment_seconds: |time| time.to_string(),
    }
}

fn in_apps(markdown: &str) -> String {
    let page: HttpUrl = "https://example.org/show/episodes/one/".parse().unwrap();
    apps::html(markdown, &page).trim_end().to_owned()
}

fn on_page(markdown: &str) -> String {
    page_text(None).render(markdown).trim_end().to_owned()
}

#[track_caller]
fn case(markdown: &str, page: &str, app: &str) {
    assert_eq!(on_page(markdown), page, "on the page: {markdown}");
    assert_eq!(in_apps(markdown), app, "in apps: {markdown}");
}

#[track_caller]
fn both(markdown: &str, expected: &str) {
    case(markdown, expected, expected);
}

/// 6.5, with the specification's examples.
#[test]
fn text_is_struck_through() {
    both("~~Hi~~ Hello, ~there~ world!", "<p><del>Hi</del> Hello, <del>there</del> world!</p>");
    both("This ~~has a\n\nnew paragraph~~.", "<p>This ~~has a</p>\n<p>new paragraph~~.</p>");
    both("This will ~~~not~~~ strike.", "<p>This will ~~~not~~~ strike.</p>");
}

/// 6.9; `bare_address` has the rest of the specification's examples.
#[test]
fn bare_addresses_are_links() {
    both("www.commonmark.org/help.", "<p><a href=\"http://www.commonmark.org/help\">www.commonmark.org/help</a>.</p>");
    both("(http://commonmark.org)", "<p>(<a href=\"http://commonmark.org\">http://commonmark.org</a>)</p>");
    both("a.b-c_d@a.b.", "<p><a href=\"mailto:a.b-c_d@a.b\">a.b-c_d@a.b</a>.</p>");
    both(
        "> www.a.org\nwww.b.org",
        "<blockquote>\n<p><a href=\"http://www.a.org\">www.a.org</a><br>\n<a href=\"http://www.b.org\">www.b.org</a></p>\n</blockquote>",
    );
    both("**https://a.org/a**", "<p><strong><a href=\"https://a.org/a\">https://a.org/a</a></strong></p>");
}

#[test]
fn an_address_is_kept_letter_by_letter() {
    let link = |address: &str| format!("<p><a href=\"{0}\">{0}</a></p>", address.replace('&', "&amp;"));
    for address in
        ["https://a.org/b--c---d", "https://a.org/~e/_f_g", "https://a.org/?h=i&j=k", "https://a.org/it's", "https://a.org/l...m"]
    {
        both(address, &link(address));
    }
    both("https://a.org/?a&amp;b", &link("https://a.org/?a&b"));
    both("https://a.org/a\\_b", &link("https://a.org/a_b"));
    both("https://a.org&copy;", "<p><a href=\"https://a.org\">https://a.org</a>©</p>");
    case(
        "He said -- \"https://a.org/b--c\"...",
        "<p>He said – “<a href=\"https://a.org/b--c\">https://a.org/b--c</a>”…</p>",
        "<p>He said -- \"<a href=\"https://a.org/b--c\">https://a.org/b--c</a>\"...</p>",
    );
}

#[test]
fn no_link_stands_in_a_link() {
    for markdown in ["[see www.a.org](https://www.a.org)", "<a href=\"https://www.a.org\">see www.a.org</a>"] {
        both(markdown, "<p><a href=\"https://www.a.org\">see www.a.org</a></p>");
    }
    both("`www.a.org`", "<p><code>www.a.org</code></p>");
    both("    www.a.org", "<pre><code>www.a.org</code></pre>");
    both("<a@b.example>", "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>");
}

/// 4.10, with the specification's examples.
#[test]
fn tables_have_header_cells_on_pages_and_are_lists_in_apps() {
    case(
        "| foo | bar |\n| --- | --- |\n| baz | bim |",
        concat!(
            "<table><thead><tr><th scope=\"col\">foo</th><th scope=\"col\">bar</th></tr></thead><tbody>\n",
            "<tr><td>baz</td><td>bim</td></tr>\n</tbody></table>"
        ),
        "<ul>\n<li>foo: baz; bar: bim</li>\n</ul>",
    );
    case(
        "| abc | defghi |\n:-: | -----------:\nbar | baz",
        concat!(
            "<table><thead><tr><th scope=\"col\">abc</th><th scope=\"col\">defghi</th></tr></thead><tbody>\n",
            "<tr><td>bar</td><td>baz</td></tr>\n</tbody></table>"
        ),
        "<ul>\n<li>abc: bar; defghi: baz</li>\n</ul>",
    );
    case(
        "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |",
        concat!(
            "<table><thead><tr><th scope=\"col\">f|oo</th></tr></thead><tbody>\n<tr><td>b <code>|</code> az</td></tr>\n",
            "<tr><td>b <strong>|</strong> im</td></tr>\n</tbody></table>"
        ),
        "<ul>\n<li>f|oo: b <code>|</code> az</li>\n<li>f|oo: b <strong>|</strong> im</li>\n</ul>",
    );
    both("| abc | def |\n| - |\n| bar |", "<p>| abc | def |\n| - |\n| bar |</p>");
    case(
        "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |",
        concat!(
            "<table><thead><tr><th scope=\"col\">abc</th><th scope=\"col\">def</th></tr></thead><tbody>\n",
            "<tr><td>bar</td><td></td></tr>\n<tr><td>bar</td><td>baz</td></tr>\n</tbody></table>"
        ),
        "<ul>\n<li>abc: bar</li>\n<li>abc: bar; def: baz</li>\n</ul>",
    );
    case(
        "| abc | def |\n| --- | --- |",
        "<table><thead><tr><th scope=\"col\">abc</th><th scope=\"col\">def</th></tr></thead><tbody>\n</tbody></table>",
        "<ul>\n<li>abc; def</li>\n</ul>",
    );
}

#[test]
fn a_header_shows_its_link_once_and_an_empty_one_is_no_header() {
    case(
        "| | [Who?](https://a.org) |\n|-|-|\n| Mon | Ann |\n| Tue | www.b.org |",
        concat!(
            "<table><thead><tr><td></td><th scope=\"col\"><a href=\"https://a.org\">Who?</a> <span class=\"to\">(leads to a.org)</span></th>",
            "</tr></thead><tbody>\n<tr><td>Mon</td><td>Ann</td></tr>\n",
            "<tr><td>Tue</td><td><a href=\"http://www.b.org\">www.b.org</a></td></tr>\n</tbody></table>"
        ),
        concat!(
            "<ul>\n<li>Mon; <a href=\"https://a.org\">Who?</a> Ann</li>\n",
            "<li>Tue; Who? <a href=\"http://www.b.org\">www.b.org</a></li>\n</ul>"
        ),
    );
}

/// 5.3, with the specification's examples.
#[test]
fn task_lists_are_labelled_boxes_on_pages_and_characters_in_apps() {
    case(
        "- [ ] foo\n- [x] bar",
        concat!(
            "<ul>\n<li><label><input type=\"checkbox\" disabled> foo</label></li>\n",
            "<li><label><input type=\"checkbox\" disabled checked> bar</label></li>\n</ul>"
        ),
        "<ul>\n<li>☐ foo</li>\n<li>☑ bar</li>\n</ul>",
    );
    case(
        "- [x] foo\n  - [ ] bar\n- [ ] baz",
        concat!(
            "<ul>\n<li><label><input type=\"checkbox\" disabled checked> foo</label>\n",
            "<ul>\n<li><label><input type=\"checkbox\" disabled> bar</label></li>\n</ul>\n</li>\n",
            "<li><label><input type=\"checkbox\" disabled> baz</label></li>\n</ul>"
        ),
        "<ul>\n<li>☑ foo\n<ul>\n<li>☐ bar</li>\n</ul>\n</li>\n<li>☐ baz</li>\n</ul>",
    );
    case(
        "- [x] foo\n\n  more\n\n- [ ] bar",
        concat!(
            "<ul>\n<li>\n<p><label><input type=\"checkbox\" disabled checked> foo</label></p>\n<p>more</p>\n</li>\n",
            "<li>\n<p><label><input type=\"checkbox\" disabled> bar</label></p>\n</li>\n</ul>"
        ),
        "<ul>\n<li>\n<p>☑ foo</p>\n<p>more</p>\n</li>\n<li>\n<p>☐ bar</p>\n</li>\n</ul>",
    );
}

/// A label around `<b>bar` would close inside the bold words.
#[test]
fn a_task_with_html_has_a_character_for_its_box() {
    let one = "<ul>\n<li>☐ foo <b>bar</b></li><b>\n</b></ul><b>\n</b>";
    assert_eq!(on_page("- [ ] foo <b>bar").replace('\n', ""), one.replace('\n', ""));
    case(
        "- [x] <i>foo</i>\n\n  bar\n- [x] baz\n\n  <b>more</b>",
        concat!(
            "<ul>\n<li>\n<p>☑ <i>foo</i></p>\n<p>bar</p>\n</li>\n",
            "<li>\n<p><label><input type=\"checkbox\" disabled checked> baz</label></p>\n<p><b>more</b></p>\n</li>\n</ul>"
        ),
        "<ul>\n<li>\n<p>☑ <i>foo</i></p>\n<p>bar</p>\n</li>\n<li>\n<p>☑ baz</p>\n<p><b>more</b></p>\n</li>\n</ul>",
    );
}

#[test]
fn footnotes_lead_there_and_back_on_pages_and_are_a_list_in_apps() {
    case(
        "One[^b], two[^a], one[^B].\n\n[^a]: The *second*.\n[^b]: The first.\n\n    More.\n[^c]: Nobody refers to it.\n\nEnd[^d]",
        concat!(
            "<p>One<sup id=\"footnote-1-reference\"><a href=\"#footnote-1\" aria-label=\"Footnote 1\">1</a></sup>, ",
            "two<sup id=\"footnote-2-reference\"><a href=\"#footnote-2\" aria-label=\"Footnote 2\">2</a></sup>, ",
            "one<sup id=\"footnote-1-reference-2\"><a href=\"#footnote-1\" aria-label=\"Footnote 1\">1</a></sup>.</p>\n",
            "<p>End[^d]</p>\n<h3>Footnotes</h3>\n<ol>\n",
            "<li id=\"footnote-1\"><p>The first.</p>\n<p>More. ",
            "<a href=\"#footnote-1-reference\" aria-label=\"Back to footnote 1 in the text\">↩\u{FE0E}</a> ",
            "<a href=\"#footnote-1-reference-2\" aria-label=\"Back to footnote 1 in the text (2)\">↩\u{FE0E} 2</a></p></li>\n",
            "<li id=\"footnote-2\"><p>The <em>second</em>. ",
            "<a href=\"#footnote-2-reference\" aria-label=\"Back to footnote 2 in the text\">↩\u{FE0E}</a></p></li>\n</ol>"
        ),
        concat!(
            "<p>One[1], two[2], one[1].</p>\n<p>End[^d]</p>\n<ol>\n",
            "<li>\n<p>The first.</p>\n<p>More.</p>\n</li>\n<li>\n<p>The <em>second</em>.</p>\n</li>\n</ol>"
        ),
    );
}

#[test]
fn nobody_judges_a_footnote_that_nobody_sees() {
    let unused =
        "a[^1]\n\n[^1]: b[^3]\n\n    [^3]: ![c](c.png)\n[^2]: [d](e)[^4] <table>\n[^4]: ![f](f.png)\n[^1]: ![g](g.png)\n";
    let outline = Outline::of(unused);
    let pictures: Vec<&str> = outline.pictures.iter().map(|picture| picture.target.as_str()).collect();
    assert_eq!((pictures, outline.links, outline.stripped.len()), (vec!["c.png"], vec![], 1));
    assert_eq!(in_apps(unused), "<p>a[1]</p>\n<ol>\n<li>\n<p>b[2]</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>");
}

#[test]
fn a_footnote_of_a_footnote_comes_after_it() {
    assert_eq!(
        in_apps("a[^1]\n\n[^2]: c[^1]\n[^1]: b[^2]\n"),
        "<p>a[1]</p>\n<ol>\n<li>\n<p>b[2]</p>\n</li>\n<li>\n<p>c[1]</p>\n</li>\n</ol>"
    );
}

#[test]
fn the_pages_own_words_have_their_language() {
    let html = page_text(Some("cy")).render("a[^1]\n\n[^1]: b");
    assert_eq!(html.matches(" lang=\"cy\"").count(), 3, "{html}");
}

/// Only what this program makes has ids, boxes and labels.
#[test]
fn html_of_the_text_cannot_pass_for_ours() {
    case("<input type=checkbox> <label for=x id=x>a</label>", "<p> a</p>", "<p> a</p>");
    case(
        "<table id=main><tr><th scope=col onclick=a()>a</th><td style=\"x\" scope=evil>b</td></tr></table>",
        "<table><tbody><tr><th scope=\"col\">a</th><td>b</td></tr></tbody></table>",
        "ab",
    );
}

/// `lang="` opens an attribute that goes on behind the blank line, up to the next quote of HTML: no picture and no box must come into it.
#[test]
fn nothing_of_ours_lands_in_an_attribute() {
    let picture = |_: &InlineImage| Ok::<_, ()>(Some("<img alt=\"onclick=a()\">".to_owned()));
    for markdown in [
        "<p lang=\"\n\n![onclick=a()](tea.jpg)\n\n<p title=\">x</p>",
        "<p dir='\n\na[^1]\n\n<p title='>x</p>\n\n[^1]: b",
        "<p lang='\n\n- [x] a\n\n<p title='>x</p>",
    ] {
        let html = page_text(None).render_with(markdown, picture).unwrap();
        assert!(html.starts_with("<p>x</p>"), "{html}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test measures time")]
fn hostile_texts_take_time_in_proportion_to_their_length() {
    let header = "|a".repeat(2_000);
    let wide = format!("{header}|\n{}|\n{}", "|-".repeat(2_000), "|b|\n".repeat(20_000));
    let long_header = format!("|{}|\n|-|\n{}", "a".repeat(50_000), "|b|\n".repeat(20_000));
    let references = format!("{}\n\n[^1]: b", "a[^1] ".repeat(20_000));
    let footnotes = (0..10_000_u32)
        .fold(String::new(), |text, number| text + &format!("a[^{number}]\n\n[^{number}]: b[^{}]\n\n", number + 1));
    let pictures = "![a](b) ".repeat(20_000);
    let texts = [
        wide,
        long_header,
        references,
        footnotes,
        pictures,
        "- [x] a\n".repeat(20_000),
        "~~a ".repeat(30_000),
        "[^".repeat(50_000),
        "- ".repeat(50_000) + "x",
        "> ".repeat(50_000) + "x",
        "1. > * ".repeat(20_000) + "x",
        "<div>".repeat(20_000),
        "<details><summary>".repeat(10_000),
        "</i><div>x".repeat(20_000),
        "<p><b>".repeat(20_000),
        "<ul><li>".repeat(20_000),
        "**a ".repeat(20_000) + &"a** ".repeat(20_000),
        "> a\n".repeat(20_000),
    ];
    for text in texts {
        let begun = Instant::now();
        let picture = |_: &InlineImage| Ok::<_, ()>(Some("<img>".to_owned()));
        let lengths =
            [in_apps(&text).len(), page_text(None).render_with(&text, picture).unwrap().len(), Outline::of(&text).text.len()];
        let start: String = text.chars().take(20).collect();
        assert!(begun.elapsed() < Duration::from_secs(20), "{start}: {:?}", begun.elapsed());
        assert!(lengths[0] < 20 * text.len() + 200_000, "{start}: {lengths:?}");
    }
}
