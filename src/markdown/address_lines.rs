//! Lines that are an address and nothing else stay lines: show notes list their links that way, and without a break the addresses run into one another.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::markdown::dialect::PlacedEvent;

/// Makes each break before or behind such a line one that readers see.
pub(in crate::markdown) fn keep_apart(events: &mut [PlacedEvent<'_>]) {
    let mut line = 0;
    let mut break_before = None;
    let mut is_after_address = false;
    for index in 0..=events.len() {
        let is_break = matches!(events.get(index).map(|placed| &placed.event), Some(Event::SoftBreak | Event::HardBreak));
        if !is_break && events.get(index).is_some_and(|placed| is_of_line(&placed.event)) {
            continue;
        }
        let is_address = is_address(&events[line..index]);
        if let Some(before) = break_before.filter(|_| is_address || is_after_address) {
            let placed: &mut PlacedEvent<'_> = &mut events[before];
            placed.event = Event::HardBreak;
        }
        (line, break_before, is_after_address) = (index + 1, is_break.then_some(index), is_address);
    }
}

/// Whether an event is a part of a line, and does not begin or end one.
fn is_of_line(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
        }
        Event::End(tag) => {
            matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
        }
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => true,
        _ => false,
    }
}

fn is_address(line: &[PlacedEvent<'_>]) -> bool {
    let is_blank = |placed: &&PlacedEvent<'_>| matches!(&placed.event, Event::Text(text) if text.trim().is_empty());
    let mut words = line.iter().filter(|placed| !is_blank(placed)).map(|placed| &placed.event);
    let is_link = |event: Option<&Event<'_>>| {
        matches!(event, Some(Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. })))
    };
    is_link(words.next())
        && matches!(words.next(), Some(Event::Text(_)))
        && matches!(words.next(), Some(Event::End(TagEnd::Link)))
        && words.next().is_none()
}
