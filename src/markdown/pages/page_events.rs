//! The events of a text as a page shows them.

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::markdown::destination::host;
use crate::markdown::dialect::task_box;
use crate::markdown::escape::escaped;
use crate::markdown::page_text::{PageText, filled};
use crate::markdown::sanitiser::LEADS_TO_CLASS;
use crate::markdown::slots::Slots;
use crate::markdown::times::{WrittenTime, next_time};

/// Rewrites events one after the other.
pub(in crate::markdown) struct PageEvents<'a, 'e> {
    page: &'a PageText<'a>,
    slots: &'a mut Slots,
    written: Vec<Event<'e>>,
    headings: Headings,
    links: Vec<OpenLink>,
    task: Option<Task>,
    is_in_code: bool,
    is_in_table_head: bool,
    /// How the header cell closes that is open.
    header_end: &'static str,
}

struct OpenLink {
    host: Option<String>,
    words: String,
}

/// A task of a list. Its words are the label of its box, up to the end of their paragraph. With HTML in them, which may close more or less
/// than it opens, there is no label, and a character stands for the box.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Task {
    /// The box comes next.
    Pending { is_done: bool, has_html: bool },
    /// The label is open.
    Labelled,
}

impl<'a, 'e> PageEvents<'a, 'e> {
    /// Rewrites all events of a text.
    pub(in crate::markdown) fn of(page: &'a PageText<'a>, slots: &'a mut Slots, events: Vec<Event<'e>>) -> Vec<Event<'e>> {
        let headings = Headings { top: page.top_heading, open: Vec::new() };
        let mut pages = Self {
            page,
            slots,
            written: Vec::with_capacity(events.len()),
            headings,
            links: Vec::new(),
            task: None,
            is_in_code: false,
            is_in_table_head: false,
            header_end: "",
        };
        let mut with_html = tasks_with_html(&events).into_iter();
        let mut events = events.into_iter().peekable();
        while let Some(event) = events.next() {
            let is_followed_by_end = matches!(events.peek(), Some(Event::End(_)));
            let event = match event {
                Event::TaskListMarker(is_done) => {
                    pages.task = Some(Task::Pending { is_done, has_html: with_html.next().unwrap_or(true) });
                    None
                }
                event => pages.task(event),
            };
            pages.rewrite(event, is_followed_by_end);
        }
        pages.written
    }

    fn rewrite(&mut self, event: Option<Event<'e>>, is_followed_by_end: bool) {
        let Some(event) = event else { return };
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let level = self.headings.start(level);
                self.written.push(Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::End(TagEnd::Heading(_)) => self.written.push(Event::End(TagEnd::Heading(self.headings.current()))),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                self.links.push(OpenLink { host: host(dest_url), words: String::new() });
                self.written.push(event);
            }
            Event::End(TagEnd::Link) => {
                self.written.push(event);
                let words = self.links.pop().and_then(|link| self.leads_to(&link));
                self.written.extend(words);
            }
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                self.is_in_code = matches!(event, Event::Start(_));
                self.written.push(event);
            }
            // The style of a column would be an attribute that pages do not take.
            Event::Start(Tag::Table(_)) => self.written.push(Event::Start(Tag::Table(Vec::new()))),
            Event::Start(Tag::TableHead) | Event::End(TagEnd::TableHead) => {
                self.is_in_table_head = matches!(event, Event::Start(_));
                self.written.push(event);
            }
            Event::Start(Tag::TableCell) if self.is_in_table_head => {
                // An empty header would be read out as one.
                let (start, end) = if is_followed_by_end { ("<td>", "</td>") } else { ("<th scope=\"col\">", "</th>") };
                self.header_end = end;
                self.written.push(Event::InlineHtml(start.into()));
            }
            Event::End(TagEnd::TableCell) if self.is_in_table_head => {
                self.written.push(Event::InlineHtml(self.header_end.into()));
            }
            Event::Text(text) => {
                if let Some(link) = self.links.last_mut() {
                    link.words.push_str(&text);
                    self.written.push(Event::Text(text));
                } else if self.is_in_code {
                    self.written.push(Event::Text(text));
                } else {
                    self.link_times(&text);
                }
            }
            event => self.written.push(event),
        }
    }

    /// Puts the box and the label of a task around its words. `None` where the event is done with.
    fn task(&mut self, event: Event<'e>) -> Option<Event<'e>> {
        if let Some(Task::Pending { is_done, has_html }) = self.task {
            let is_paragraph = matches!(event, Event::Start(Tag::Paragraph));
            if is_paragraph {
                self.written.push(event.clone());
            }
            if has_html {
                self.written.push(task_box(is_done));
                self.task = None;
            } else {
                let state = if is_done { " checked" } else { "" };
                let opening = self.slots.keep(format!("<label><input type=\"checkbox\" disabled{state}> "));
                self.written.push(opening);
                self.task = Some(Task::Labelled);
            }
            if is_paragraph {
                return None;
            }
        }
        if self.task == Some(Task::Labelled) && ends_label(&event) {
            let closing = self.slots.keep("</label>".to_owned());
            self.written.push(closing);
            self.task = None;
        }
        Some(event)
    }

    /// `(leads to example.org)`, unless the link's own words say so.
    fn leads_to(&self, link: &OpenLink) -> Option<Event<'static>> {
        let host = link.host.as_deref()?;
        if link.words.contains(host) {
            return None;
        }
        let words = escaped(&filled(self.page.words.leads_to, host));
        let markup = format!(" <span class=\"{LEADS_TO_CLASS}\"{}>({words})</span>", self.page.lang());
        Some(Event::InlineHtml(CowStr::from(markup)))
    }

    fn link_times(&mut self, text: &str) {
        let mut rest = text;
        if let Some(end) = self.page.end_of_audio {
            while let Some(WrittenTime { before, written, time, after }) = next_time(rest) {
                if time > end {
                    self.written.push(Event::Text(CowStr::from(format!("{before}{written}"))));
                } else {
                    let dest_url = format!("#t={}", (self.page.fragment_seconds)(time)).into();
                    let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
                    self.written.extend([
                        Event::Text(CowStr::from(before.to_owned())),
                        Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id }),
                        Event::Text(CowStr::from(written.to_owned())),
                        Event::End(TagEnd::Link),
                    ]);
                }
                rest = after;
            }
        }
        self.written.push(Event::Text(CowStr::from(rest.to_owned())));
    }
}

/// For each task, in order, whether HTML stands in its words.
fn tasks_with_html(events: &[Event<'_>]) -> Vec<bool> {
    let mut found = Vec::new();
    // Whether there is HTML between here and the end of the words, and the same for words that are a paragraph of their own.
    let (mut has_html, mut paragraph_has_html) = (false, false);
    for event in events.iter().rev() {
        let words = std::mem::take(&mut paragraph_has_html);
        match event {
            Event::TaskListMarker(_) => found.push(has_html || words),
            Event::Html(_) | Event::InlineHtml(_) => has_html = true,
            Event::Start(Tag::Paragraph) => (has_html, paragraph_has_html) = (false, has_html),
            event if ends_label(event) => has_html = false,
            _ => {}
        }
    }
    found.reverse();
    found
}

/// Whether the words of a task end before this.
fn ends_label(event: &Event<'_>) -> bool {
    use Tag::{BlockQuote, CodeBlock, Heading, HtmlBlock, List, Paragraph, Table};
    match event {
        Event::Start(tag) => {
            matches!(tag, BlockQuote(_) | CodeBlock(_) | Heading { .. } | HtmlBlock | List(_) | Paragraph | Table(_))
        }
        Event::End(end) => matches!(end, TagEnd::Item | TagEnd::Paragraph),
        event => *event == Event::Rule,
    }
}

/// Headings as written, and the levels that they get: never a level left out, never above the place they stand in.
#[derive(Debug)]
struct Headings {
    top: u8,
    open: Vec<HeadingLevel>,
}

impl Headings {
    fn start(&mut self, level: HeadingLevel) -> HeadingLevel {
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
        }
        self.open.push(level);
        self.current()
    }

    fn current(&self) -> HeadingLevel {
        let depth = self.open.len().saturating_sub(1);
        HeadingLevel::try_from((usize::from(self.top) + depth).min(6)).unwrap_or(HeadingLevel::H6)
    }
}
