//! The dialect: `CommonMark` 0.31 with GitHub's tables, strike-through, task lists, footnotes and bare addresses as links.

mod address_lines;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::markdown::bare_address::{self, BareAddress};
use crate::markdown::depth::is_too_deep;
use crate::markdown::dialect::address_lines::keep_apart;
use crate::markdown::footnotes;

/// What becomes of quotes, dashes and dots.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::markdown) enum Punctuation {
    /// They stay as they are.
    AsWritten,
    /// Straight quotes become curly, `--` a dash and `...` an ellipsis.
    Typographic,
}

/// An event of the parser, with the place where it begins.
#[derive(Clone, Debug)]
pub(in crate::markdown) struct PlacedEvent<'a> {
    pub(in crate::markdown) event: Event<'a>,
    /// In the Markdown (bytes).
    pub(in crate::markdown) start: usize,
}

/// What the parser reads beside `CommonMark`.
pub(in crate::markdown) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES
}

/// Every event of a text, in order, without the footnotes that nothing refers to: no reader sees them. A text that nests too deep to be read
/// in good time is shown as it was written.
pub(in crate::markdown) fn placed_events(markdown: &str, punctuation: Punctuation) -> Vec<PlacedEvent<'_>> {
    if is_too_deep(markdown) {
        let events = [Event::Start(Tag::Paragraph), Event::Text(markdown.into()), Event::End(TagEnd::Paragraph)];
        return events.into_iter().map(|event| PlacedEvent { event, start: 0 }).collect();
    }
    let mut options = options();
    options.set(Options::ENABLE_SMART_PUNCTUATION, punctuation == Punctuation::Typographic);
    let mut linked = Linked { markdown, run: TextRun::default(), events: Vec::new() };
    // Links, pictures and code blocks that are open: no address becomes a link in them.
    let mut closed_to_links: usize = 0;
    let mut in_html_link = false;
    for (event, place) in Parser::new_ext(markdown, options).into_offset_iter() {
        match &event {
            Event::Text(text) if closed_to_links == 0 && !in_html_link => {
                linked.text(text.clone(), place);
                continue;
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed_to_links += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                closed_to_links = closed_to_links.saturating_sub(1);
            }
            Event::InlineHtml(html) => in_html_link = html_link_state(html).unwrap_or(in_html_link),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => in_html_link = false,
            _ => {}
        }
        linked.end_run();
        linked.events.push(PlacedEvent { event, start: place.start });
    }
    linked.end_run();
    keep_apart(&mut linked.events);
    footnotes::without_unused(linked.events, |placed| &placed.event)
}

/// The box of a task as a character.
pub(in crate::markdown) fn task_box(is_done: bool) -> Event<'static> {
    Event::Text(if is_done { "☑ " } else { "☐ " }.into())
}

/// The events without their places.
pub(in crate::markdown) fn events(markdown: &str, punctuation: Punctuation) -> Vec<Event<'_>> {
    placed_events(markdown, punctuation).into_iter().map(|placed| placed.event).collect()
}

/// Whether a tag opens a link of HTML or closes it; `None` for another tag.
fn html_link_state(html: &str) -> Option<bool> {
    let name = html.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    name.eq_ignore_ascii_case("a").then(|| !html.starts_with("</"))
}

/// Events, with texts in a row taken together: the parser cuts a text at each character that might have meant something, and an address has
/// many of them.
struct Linked<'a> {
    markdown: &'a str,
    run: TextRun<'a>,
    events: Vec<PlacedEvent<'a>>,
}

/// Texts in a row.
#[derive(Default)]
struct TextRun<'a> {
    pieces: Vec<TextPiece<'a>>,
    /// The pieces as they were written, without marks of escaping: an address is not to get typographic dashes.
    literal: String,
}

struct TextPiece<'a> {
    text: CowStr<'a>,
    /// In the Markdown (bytes).
    start: usize,
    /// In the literal text (bytes).
    literal: Range<usize>,
}

impl<'a> Linked<'a> {
    fn text(&mut self, text: CowStr<'a>, place: Range<usize>) {
        let source = &self.markdown[place.clone()];
        let is_reference = source.starts_with('&') && source != &*text;
        if is_reference && &*text != "&" {
            // `&copy;` stands for a character that ends an address, as the text `&copy;` would at its end.
            self.end_run();
            self.events.push(PlacedEvent { event: Event::Text(text), start: place.start });
            return;
        }
        let is_punctuation = matches!(source, "'" | "\"" | "--" | "---" | "...");
        let begin = self.run.literal.len();
        self.run.literal.push_str(if is_punctuation { source } else { &text });
        self.run.pieces.push(TextPiece { text, start: place.start, literal: begin..self.run.literal.len() });
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let Some(first) = run.pieces.first() else { return };
        let before = self.markdown[..first.start].chars().next_back().filter(|_| !self.is_at_line_start());
        let mut addresses = bare_address::find(&run.literal, before).into_iter().peekable();
        for piece in run.pieces {
            let TextPiece { text, start, literal: Range { start: begin, end } } = piece;
            let mut at = begin;
            // Where a letter of the piece stands, if the piece is written as it reads.
            let is_as_written = self.markdown.get(start..).is_some_and(|rest| rest.starts_with(&*text));
            let place = |at: usize| if is_as_written { start + at - begin } else { start };
            if addresses.peek().is_none_or(|address| address.range.start >= end) {
                self.events.push(PlacedEvent { event: Event::Text(text), start });
                continue;
            }
            while at < end {
                let until = match addresses.peek() {
                    Some(address) if address.range.start <= at => {
                        if address.range.start == at {
                            self.link(address, &run.literal, place(at));
                        }
                        let until = end.min(address.range.end);
                        if until == address.range.end {
                            addresses.next();
                        }
                        at = until;
                        continue;
                    }
                    Some(address) => end.min(address.range.start),
                    None => end,
                };
                let event = Event::Text(run.literal[at..until].to_owned().into());
                self.events.push(PlacedEvent { event, start: place(at) });
                at = until;
            }
        }
    }

    /// Whether nothing of the line was read yet but marks such as `>`.
    fn is_at_line_start(&self) -> bool {
        use Tag::{BlockQuote, FootnoteDefinition, Heading, Item, Paragraph, TableCell};
        self.events.last().is_none_or(|placed| match &placed.event {
            Event::Start(tag) => {
                matches!(tag, BlockQuote(_) | FootnoteDefinition(_) | Heading { .. } | Item | Paragraph | TableCell)
            }
            Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => true,
            _ => false,
        })
    }

    fn link(&mut self, address: &BareAddress, literal: &str, start: usize) {
        let text = literal[address.range.clone()].to_owned();
        let tag = Tag::Link {
            link_type: address.link_type,
            dest_url: address.target(literal).into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        let events = [Event::Start(tag), Event::Text(text.into()), Event::End(TagEnd::Link)];
        self.events.extend(events.into_iter().map(|event| PlacedEvent { event, start }));
    }
}
