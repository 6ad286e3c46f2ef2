//! Markdown and HTML as a page shows them, for tests and fuzz targets: pages themselves have more to say about a text than its letters.

use crate::markdown::page_text::{PageText, PageWords};

/// With sound of almost ten hours, so that times become links.
fn any_page() -> PageText<'static> {
    PageText {
        words: PageWords {
            lang: None,
            leads_to: "leads to {}",
            footnotes: "Footnotes",
            footnote: "Footnote {}",
            back_to_text: "Back to footnote {} in the text",
        },
        top_heading: 3,
        end_of_audio: "9:59:59".parse().ok(),
        fragment_seconds: |time| time.to_string(),
    }
}

/// Markdown as the HTML of a page.
pub fn of_markdown(markdown: &str) -> String {
    any_page().render(markdown)
}

/// HTML that was published before, as the HTML of a page.
pub fn of_original(html: &str) -> String {
    any_page().render_original(html)
}
