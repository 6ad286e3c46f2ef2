//! Show notes and Easy Read summaries, with the words of the page.

use crate::markdown::page_text::{PageText, PageWords};
use crate::markdown::pages::InlineImage;
use crate::model::time::timestamp::Timestamp;
use crate::site::html::Html;
use crate::site::locale::{Locale, fragment_seconds};

/// Markdown as it stands in a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notes<'a> {
    /// The words of the page.
    pub(crate) locale: &'a Locale<'a>,
    /// The level of the first heading, 2 to 6: one below the heading that the text stands under.
    pub(crate) top_heading: u8,
    /// Times up to this one become links; `None` where the page has no sound.
    pub(crate) end_of_sound: Option<Timestamp>,
}

impl Notes<'_> {
    /// The text as HTML that is safe to put into a page.
    pub(crate) fn render(&self, markdown: &str) -> Html {
        Html::trusted(self.page_text().render(markdown))
    }

    /// HTML that was published before, in the same way.
    pub(crate) fn render_original(&self, html: &str) -> Html {
        Html::trusted(self.page_text().render_original(html))
    }

    /// The same with pictures: `picture` makes the HTML of one, or none, and then its words stand in its place.
    ///
    /// # Errors
    /// Where `picture` fails.
    pub(crate) fn render_with<E>(
        &self,
        markdown: &str,
        picture: impl FnMut(&InlineImage) -> Result<Option<String>, E>,
    ) -> Result<Html, E> {
        self.page_text().render_with(markdown, picture).map(Html::trusted)
    }

    fn page_text(&self) -> PageText<'_> {
        let words = self.locale.words;
        PageText {
            words: PageWords {
                lang: self.locale.content_language().map(|_| words.code),
                leads_to: words.leads_to,
                footnotes: words.footnotes,
                footnote: words.footnote,
                back_to_text: words.back_to_text,
            },
            top_heading: self.top_heading,
            end_of_audio: self.end_of_sound,
            fragment_seconds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::escape::escaped;
    use crate::model::wording::language::Language;
    use crate::site::words::Words;

    #[track_caller]
    fn case(markdown: &str, expected: &str) {
        let content: Language = "en".parse().unwrap();
        let locale = Locale { words: Words::english(), content: &content };
        let notes = Notes { locale: &locale, top_heading: 3, end_of_sound: Some(Timestamp::from_millis(600_000)) };
        assert_eq!(notes.render(markdown).as_str().trim_end(), expected);
    }

    #[test]
    fn writes_what_producers_write() {
        case("A **word** and\nanother.", "<p>A <strong>word</strong> and\nanother.</p>");
        case("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>");
    }

    #[test]
    fn links_out_say_where_they_lead() {
        case(
            "[a](https://a.example/x)",
            "<p><a href=\"https://a.example/x\">a</a> <span class=\"to\">(leads to a.example)</span></p>",
        );
        case("<https://a.example/x>", "<p><a href=\"https://a.example/x\">https://a.example/x</a></p>");
        case("<a@b.example>", "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>");
    }

    #[test]
    fn times_become_links_within_the_sound() {
        case("At 1:23, and at (9:59.)", "<p>At <a href=\"#t=83\">1:23</a>, and at (<a href=\"#t=599\">9:59</a>.)</p>");
        case("At 10:01 it is over.", "<p>At 10:01 it is over.</p>");
        case("Version 1.2:30, 12:345, 3:60, a1:23, `1:23`", "<p>Version 1.2:30, 12:345, 3:60, a1:23, <code>1:23</code></p>");
        case("0:00:10:", "<p><a href=\"#t=10\">0:00:10</a>:</p>");
    }

    #[test]
    fn headings_keep_their_order_below_the_pages_own() {
        case("# a\n### b\n# c", "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>");
        case("###### a\n# b", "<h3>a</h3>\n<h3>b</h3>");
    }

    #[test]
    fn nothing_that_runs_or_loads_comes_through() {
        case("<script>alert(1)</script>x", "x");
        case("[x](javascript:alert(1))", "<p><a>x</a></p>");
        case("[x](../secret)", "<p><a>x</a></p>");
        case("![a picture](https://a.example/i.png)", "<p>a picture</p>");
        case("<img src=x onerror=alert(1)>a", "<p>a</p>");
        case("<p style=\"position:fixed\" id=\"main\" class=\"hero\" onclick=\"a()\">x</p>", "<p>x</p>");
        case("<iframe src=\"https://a.example\"></iframe>", "");
    }

    #[test]
    fn pictures_come_in_after_the_text_is_clean() {
        let content: Language = "en".parse().unwrap();
        let locale = Locale { words: Words::english(), content: &content };
        let notes = Notes { locale: &locale, top_heading: 2, end_of_sound: None };
        let picture = |image: &InlineImage| -> Result<Option<String>, ()> {
            Ok((image.target == "tea.jpg").then(|| format!("<img alt=\"{}\">", escaped(&image.alt))))
        };
        for (markdown, expected) in [
            ("- ![A \"cup\" of *tea*](tea.jpg) Tea.", "<ul>\n<li><img alt=\"A “cup” of tea\"> Tea.</li>\n</ul>"),
            ("![a](tea.jpg)\n![b](tea.jpg)", "<p><img alt=\"a\">\n<img alt=\"b\"></p>"),
            ("![A <b>&</b>](no.jpg) <img src=x onerror=a()>", "<p>A &amp; </p>"),
            (
                "[![a](tea.jpg)](https://a.example/)",
                "<p><a href=\"https://a.example/\"><img alt=\"a\"></a> <span class=\"to\">(leads to a.example)</span></p>",
            ),
        ] {
            assert_eq!(notes.render_with(markdown, picture).unwrap().as_str().trim_end(), expected, "{markdown}");
        }
    }

    #[test]
    fn a_change_of_language_is_kept() {
        case("<span lang=\"cy\">Bore da</span>", "<p><span lang=\"cy\">Bore da</span></p>");
    }
}
