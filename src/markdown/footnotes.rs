//! Footnotes, taken out of the text and numbered in the order in which the text refers to them.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, Tag, TagEnd};

/// A text and its footnotes.
#[derive(Debug)]
pub(in crate::markdown) struct NumberedText<'a> {
    /// Without the footnotes.
    pub(in crate::markdown) body: Vec<Event<'a>>,
    /// From number 1.
    pub(in crate::markdown) footnotes: Vec<Footnote<'a>>,
}

/// A footnote that the text refers to.
#[derive(Debug)]
pub(in crate::markdown) struct Footnote<'a> {
    pub(in crate::markdown) content: Vec<Event<'a>>,
    /// How often it is referred to.
    pub(in crate::markdown) references: usize,
}

/// A place that refers to a footnote.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::markdown) struct Reference {
    /// Number of the footnote, from 1.
    pub(in crate::markdown) number: usize,
    /// Which of the references to this footnote it is, from 1.
    pub(in crate::markdown) occurrence: usize,
}

/// Takes the footnotes out; `show` makes what stands in the place of a reference.
pub(in crate::markdown) fn number<'a>(events: Vec<Event<'a>>, show: impl FnMut(Reference) -> Event<'a>) -> NumberedText<'a> {
    let (body, definitions) = separate(events);
    let mut numbering = FootnoteNumbering { definitions, numbers: HashMap::new(), footnotes: Vec::new(), show };
    let body = numbering.resolve(body);
    // A footnote may refer to others, which then come after it.
    let mut next = 0;
    while let Some(footnote) = numbering.footnotes.get_mut(next) {
        let content = std::mem::take(&mut footnote.content);
        let content = numbering.resolve(content);
        numbering.footnotes[next].content = content;
        next += 1;
    }
    NumberedText { body, footnotes: numbering.footnotes }
}

/// The text without the footnotes that neither it nor a footnote of it refers to, as on GitHub. Of two with one label the first counts.
pub(in crate::markdown) fn without_unused<'a, T>(placed: Vec<T>, event: impl Fn(&T) -> &Event<'a>) -> Vec<T> {
    // For each event the footnote that it stands in, by the order of their starts; 0 is the text.
    let mut owners = Vec::with_capacity(placed.len());
    let mut open = vec![0];
    let mut footnotes_of_labels = HashMap::new();
    let mut references: Vec<Vec<String>> = vec![Vec::new()];
    for event in placed.iter().map(event) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                open.push(references.len());
                footnotes_of_labels.entry(key(label)).or_insert(references.len());
                references.push(Vec::new());
            }
            Event::FootnoteReference(label) => references[innermost(&open)].push(key(label)),
            _ => {}
        }
        owners.push(innermost(&open));
        if matches!(event, Event::End(TagEnd::FootnoteDefinition)) {
            open.pop();
        }
    }
    if references.len() == 1 {
        return placed;
    }
    let mut used = HashSet::from([0]);
    let mut to_follow = vec![0];
    while let Some(owner) = to_follow.pop() {
        let next = references[owner].iter().filter_map(|label| footnotes_of_labels.get(label).copied());
        to_follow.extend(next.filter(|footnote| used.insert(*footnote)));
    }
    placed.into_iter().zip(owners).filter(|(_, owner)| used.contains(owner)).map(|(placed, _)| placed).collect()
}

fn innermost(open: &[usize]) -> usize {
    open.last().copied().unwrap_or_default()
}

/// The text without footnotes, and the footnotes by their labels. Of two with one label the first counts.
fn separate(events: Vec<Event<'_>>) -> (Vec<Event<'_>>, HashMap<String, Vec<Event<'_>>>) {
    let mut body = Vec::with_capacity(events.len());
    let mut open: Vec<(String, Vec<Event<'_>>)> = Vec::new();
    let mut definitions = HashMap::new();
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => open.push((key(&label), Vec::new())),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, content)) = open.pop() {
                    definitions.entry(label).or_insert(content);
                }
            }
            event => open.last_mut().map_or(&mut body, |(_, content)| content).push(event),
        }
    }
    (body, definitions)
}

/// Labels are the same in small and capital letters.
fn key(label: &str) -> String {
    label.to_lowercase()
}

struct FootnoteNumbering<'a, F> {
    definitions: HashMap<String, Vec<Event<'a>>>,
    numbers: HashMap<String, usize>,
    footnotes: Vec<Footnote<'a>>,
    show: F,
}

impl<'a, F: FnMut(Reference) -> Event<'a>> FootnoteNumbering<'a, F> {
    fn resolve(&mut self, events: Vec<Event<'a>>) -> Vec<Event<'a>> {
        let resolve = |event| match event {
            Event::FootnoteReference(label) => self.reference(&label),
            event => event,
        };
        events.into_iter().map(resolve).collect()
    }

    fn reference(&mut self, label: &str) -> Event<'a> {
        let key = key(label);
        let number = if let Some(number) = self.numbers.get(&key) {
            *number
        } else {
            let Some(content) = self.definitions.remove(&key) else { return Event::Text(format!("[^{label}]").into()) };
            self.footnotes.push(Footnote { content, references: 0 });
            self.numbers.insert(key, self.footnotes.len());
            self.footnotes.len()
        };
        let footnote = &mut self.footnotes[number - 1];
        footnote.references += 1;
        let occurrence = footnote.references;
        (self.show)(Reference { number, occurrence })
    }
}
