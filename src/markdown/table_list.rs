//! Tables for readers that cannot show them: a list with an item for each row, in which the header stands before each value.

use pulldown_cmark::{Event, Tag, TagEnd};

/// How much may be repeated of headers in one text (bytes). Values after that stand alone, so that the length stays in proportion to the text.
const LABELS_MAX: usize = 65_536;

/// The events with each table as a list.
pub(in crate::markdown) fn tables_as_lists(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut list = TableList { events: Vec::with_capacity(events.len()), labels_left: LABELS_MAX, ..TableList::default() };
    for event in events {
        list.take(event);
    }
    list.events
}

#[derive(Default)]
struct TableList<'a> {
    events: Vec<Event<'a>>,
    labels_left: usize,
    columns: Vec<Column<'a>>,
    /// The cell that is open.
    cell: Option<Vec<Event<'a>>>,
    /// Column of the next cell, from 0.
    column: usize,
    is_in_head: bool,
    is_list_open: bool,
    is_item_open: bool,
}

/// The header of a column.
struct Column<'a> {
    /// With its links, until it was shown for the first time.
    header: Vec<Event<'a>>,
    text: String,
}

impl<'a> TableList<'a> {
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(Tag::Table(_)) => self.columns.clear(),
            Event::Start(Tag::TableHead) => self.is_in_head = true,
            Event::Start(Tag::TableRow) => self.column = 0,
            Event::Start(Tag::TableCell) => self.cell = Some(Vec::new()),
            Event::End(TagEnd::TableCell) => {
                let cell = self.cell.take().unwrap_or_default();
                if self.is_in_head {
                    self.columns.push(Column { text: text_of(&cell), header: cell });
                } else {
                    self.value(cell);
                    self.column += 1;
                }
            }
            Event::End(TagEnd::TableHead) => self.is_in_head = false,
            Event::End(TagEnd::TableRow) => self.end_item(),
            Event::End(TagEnd::Table) => self.end_table(),
            event => match &mut self.cell {
                Some(cell) => cell.push(event),
                None => self.events.push(event),
            },
        }
    }

    fn value(&mut self, cell: Vec<Event<'a>>) {
        if cell.is_empty() {
            return;
        }
        self.begin_value();
        if let Some(column) = self.columns.get_mut(self.column).filter(|column| !column.text.is_empty()) {
            if !column.header.is_empty() {
                self.events.append(&mut column.header);
                self.events.push(Event::Text(separator(&column.text).into()));
            } else if let Some(left) = self.labels_left.checked_sub(column.text.len()) {
                self.labels_left = left;
                self.events.push(Event::Text(format!("{}{}", column.text, separator(&column.text)).into()));
            }
        }
        self.events.extend(cell);
    }

    fn begin_value(&mut self) {
        if self.is_item_open {
            self.events.push(Event::Text("; ".into()));
            return;
        }
        if !self.is_list_open {
            self.events.push(Event::Start(Tag::List(None)));
            self.is_list_open = true;
        }
        self.events.push(Event::Start(Tag::Item));
        self.is_item_open = true;
    }

    fn end_item(&mut self) {
        if self.is_item_open {
            self.events.push(Event::End(TagEnd::Item));
            self.is_item_open = false;
        }
    }

    fn end_table(&mut self) {
        // Headers that stand above no value are shown by themselves.
        for column in std::mem::take(&mut self.columns) {
            if !column.header.is_empty() {
                self.begin_value();
                self.events.extend(column.header);
            }
        }
        self.end_item();
        if self.is_list_open {
            self.events.push(Event::End(TagEnd::List(false)));
            self.is_list_open = false;
        }
    }
}

/// What stands between a header and its value.
fn separator(header: &str) -> &'static str {
    if header.ends_with([':', '?', '!']) { " " } else { ": " }
}

fn text_of(cell: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in cell {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}
