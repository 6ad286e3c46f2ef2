//! For pages: Markdown in, harmless HTML out.
//!
//! Times become links into the audio, links out say where they lead, and headings take their place below the page's own. Footnotes stand at
//! the end and lead back to the text.

mod page_events;

use ammonia::Builder;
use pulldown_cmark::{Event, Tag, TagEnd, html};

use crate::markdown::depth::is_too_deep;
use crate::markdown::dialect::{self, Punctuation};
use crate::markdown::escape::escaped;
use crate::markdown::footnotes::{self, Footnote, Reference};
use crate::markdown::page_text::{PageText, filled};
use crate::markdown::pages::page_events::PageEvents;
use crate::markdown::sanitiser;
use crate::markdown::slots::Slots;

/// A picture in a text: where it is, and what it shows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct InlineImage {
    /// As the Markdown names it.
    pub(crate) target: String,
    /// In words.
    pub(crate) alt: String,
}

impl PageText<'_> {
    /// The text as HTML that is safe to put into a page; pictures are shown by their words.
    pub(crate) fn render(&self, markdown: &str) -> String {
        self.finish(dialect::events(markdown, Punctuation::Typographic), Slots::of(markdown))
    }

    /// HTML that was published before, as far as a page can show it; pictures of elsewhere are left out.
    pub(crate) fn render_original(&self, html: &str) -> String {
        let event = if is_too_deep(html) { Event::Text(html.into()) } else { Event::Html(html.into()) };
        self.finish(vec![event], Slots::of(html))
    }

    /// The same with pictures: `picture` makes the HTML of one, or none, and then its words stand in its place.
    ///
    /// # Errors
    /// Where `picture` fails.
    pub(crate) fn render_with<E>(
        &self,
        markdown: &str,
        mut picture: impl FnMut(&InlineImage) -> Result<Option<String>, E>,
    ) -> Result<String, E> {
        let mut slots = Slots::of(markdown);
        let mut events = Vec::new();
        let mut open: Option<InlineImage> = None;
        // A picture may stand in the words of another: they are one picture.
        let mut open_count: usize = 0;
        for event in dialect::events(markdown, Punctuation::Typographic) {
            match (event, &mut open) {
                (Event::Start(Tag::Image { dest_url, .. }), _) => {
                    open_count += 1;
                    open.get_or_insert_with(|| InlineImage { target: dest_url.to_string(), alt: String::new() });
                }
                (Event::End(TagEnd::Image), Some(_)) => {
                    open_count = open_count.saturating_sub(1);
                    if open_count == 0 {
                        let shown = open.take().unwrap_or_default();
                        events.push(match picture(&shown)? {
                            Some(html) => slots.keep(html),
                            None => Event::Text(shown.alt.into()),
                        });
                    }
                }
                (Event::Text(text) | Event::Code(text), Some(shown)) => shown.alt.push_str(&text),
                (_, Some(_)) => {}
                (event, None) => events.push(event),
            }
        }
        Ok(self.finish(events, slots))
    }

    fn finish(&self, events: Vec<Event<'_>>, mut slots: Slots) -> String {
        let sanitiser = sanitiser::for_pages(slots.mark().to_owned());
        let text = footnotes::number(events, |reference| slots.keep(self.reference(reference)));
        let mut html = self.clean(text.body, &mut slots, &sanitiser);
        if !text.footnotes.is_empty() {
            html.push_str(&self.footnotes_heading());
            html.push_str("<ol>\n");
            for (index, footnote) in text.footnotes.into_iter().enumerate() {
                html.push_str(&self.footnote(index + 1, footnote, &mut slots, &sanitiser));
            }
            html.push_str("</ol>\n");
        }
        slots.fill(&html)
    }

    fn footnotes_heading(&self) -> String {
        let level = self.top_heading;
        format!("<h{level}{}>{}</h{level}>\n", self.lang(), escaped(self.words.footnotes))
    }

    fn clean(&self, events: Vec<Event<'_>>, slots: &mut Slots, sanitiser: &Builder<'_>) -> String {
        let mut raw = String::new();
        html::push_html(&mut raw, PageEvents::of(self, slots, events).into_iter());
        sanitiser.clean(&raw).to_string()
    }

    /// The number in the text, which leads to the footnote.
    fn reference(&self, reference: Reference) -> String {
        let Reference { number, occurrence } = reference;
        let id = reference_id(number, occurrence);
        let label = escaped(&filled(self.words.footnote, &number.to_string()));
        format!("<sup id=\"{id}\"><a href=\"#footnote-{number}\" aria-label=\"{label}\"{}>{number}</a></sup>", self.lang())
    }

    /// The item of a footnote, with a link back to each place that refers to it.
    fn footnote(&self, number: usize, footnote: Footnote<'_>, slots: &mut Slots, sanitiser: &Builder<'_>) -> String {
        let mut content = footnote.content;
        let back = slots.keep(self.links_back(number, footnote.references));
        if matches!(content.last(), Some(Event::End(TagEnd::Paragraph))) {
            content.pop();
        } else {
            content.push(Event::Start(Tag::Paragraph));
        }
        content.extend([Event::Text(" ".into()), back, Event::End(TagEnd::Paragraph)]);
        format!("<li id=\"footnote-{number}\">{}</li>\n", self.clean(content, slots, sanitiser).trim())
    }

    fn links_back(&self, number: usize, references: usize) -> String {
        let label = escaped(&filled(self.words.back_to_text, &number.to_string()));
        let lang = self.lang();
        let links: Vec<String> = (1..=references)
            .map(|occurrence| {
                let id = reference_id(number, occurrence);
                // The second link is told from the first by its number. U+FE0E keeps the arrow from being drawn as an emoji.
                let (label, sign) = if occurrence == 1 {
                    (label.clone(), String::new())
                } else {
                    (format!("{label} ({occurrence})"), format!(" {occurrence}"))
                };
                format!("<a href=\"#{id}\" aria-label=\"{label}\"{lang}>↩\u{FE0E}{sign}</a>")
            })
            .collect();
        links.join(" ")
    }
}

fn reference_id(number: usize, occurrence: usize) -> String {
    if occurrence == 1 { format!("footnote-{number}-reference") } else { format!("footnote-{number}-reference-{occurrence}") }
}
