//! Where the nodes of a tree stand: one walk through the text, led by the tree. The tree says which node comes next, so the walk only has to find where it
//! begins and ends (YAML 1.1, as libyaml reads it).

use std::collections::BTreeMap;

use crate::source::yaml::cursor::Cursor;
use crate::source::yaml::line_index::LineIndex;
use crate::source::yaml::node::{Node, Value};
use crate::source::yaml::position::Position;

/// Where a node stands (bytes).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::source) struct Span {
    /// Where it begins: a quoted text at its quote, a block text at its `|` or `>`, a list at its first `-` or its `[`, a group of keys at its first key or its
    /// `{`, an alias where its anchor stands; with a name (`&`) or a tag, at that.
    pub(crate) start: usize,
    /// Where a scalar itself begins, after its name and its tag.
    pub(crate) content: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

/// The places of all nodes of a tree.
#[derive(Default)]
pub(in crate::source) struct NodePlaces<'t> {
    text: &'t str,
    spans: Vec<Span>,
    lines: LineIndex<'t>,
}

impl<'t> NodePlaces<'t> {
    /// The places of a tree in the text that it was made of.
    pub(crate) fn of(text: &'t str, root: &Node) -> Self {
        let mut walk = Walk { cursor: Cursor::of(text), spans: Vec::new(), anchors: BTreeMap::new() };
        if root.value != Value::Null {
            walk.cursor.skip_head();
        }
        // what could not be followed keeps the start of the text for its place
        let _followed = walk.node(root, Context { indent: -1, is_flow: false });
        Self { text, spans: walk.spans, lines: LineIndex::new(text) }
    }

    /// Where a node stands.
    pub(crate) fn span(&self, node: &Node) -> Span {
        self.spans.get(node.id).copied().unwrap_or_default()
    }

    /// The line and the column at which a node begins.
    pub(crate) fn position(&self, node: &Node) -> Position {
        self.position_of_byte(self.span(node).start)
    }

    /// The same of any byte.
    pub(crate) fn position_of_byte(&self, byte: usize) -> Position {
        self.lines.position(byte)
    }

    /// A scalar as it was written, without quotes.
    pub(crate) fn raw<'n>(&self, node: &'n Node) -> &'n str
    where
        't: 'n,
    {
        let Span { content, end, .. } = self.span(node);
        match &node.value {
            Value::Text(text) => text,
            _ => self.text.get(content..end).unwrap_or_default().trim_matches(['"', '\'']),
        }
    }

    /// Whether a scalar is written without quotes, and not as a block of lines.
    pub(crate) fn is_plain(&self, node: &Node) -> bool {
        let Span { content, end, .. } = self.span(node);
        content < end && !self.text[content..].starts_with(['"', '\'', '|', '>', '[', '{', '*'])
    }
}

/// What surrounds a node.
#[derive(Clone, Copy)]
struct Context {
    /// The column of the list or the group around it, or -1.
    indent: isize,
    /// Whether it stands within brackets.
    is_flow: bool,
}

struct Walk<'t, 'n> {
    cursor: Cursor<'t>,
    spans: Vec<Span>,
    anchors: BTreeMap<&'t str, &'n Node>,
}

/// `None` where the text goes on in another way than the tree.
impl<'n> Walk<'_, 'n> {
    fn node(&mut self, node: &'n Node, around: Context) -> Option<()> {
        let before = self.cursor.at();
        self.cursor.skip_gap();
        let start = self.cursor.at();
        if self.is_absent(node, around) {
            self.cursor.go_to(before);
            self.keep(node, Span { start: before, content: before, end: before });
            return Some(());
        }
        if let Some(name) = self.cursor.alias().filter(|_| !self.is_first_key(node)) {
            let anchored = *self.anchors.get(name)?;
            self.repeat(node, anchored);
            return Some(());
        }
        self.cursor.go_to(start);
        loop {
            let begin = self.cursor.at();
            let Some(property) = self.cursor.property(around.is_flow) else { break };
            let end = self.cursor.at();
            let is_alone = self.cursor.skip_gap();
            if !is_alone && matches!(node.value, Value::Map(_)) && self.cursor.next() != Some('{') {
                self.cursor.go_to(begin); // it is of the first key
                break;
            }
            if let Some(name) = property.strip_prefix('&') {
                self.anchors.insert(name, node);
            }
            if self.is_absent(node, around) {
                self.cursor.go_to(end);
                self.keep(node, Span { start, content: end, end });
                return Some(());
            }
        }
        let content = self.cursor.at();
        self.keep(node, Span { start, content, end: content });
        self.content(node, around)?;
        self.spans[node.id].end = self.cursor.at();
        Some(())
    }

    /// Whether the reference just read is the first key of a group.
    fn is_first_key(&self, node: &Node) -> bool {
        matches!(node.value, Value::Map(_)) && self.cursor.is_before_colon()
    }

    /// Whether nothing is written for a node: what comes next belongs to what is around it.
    fn is_absent(&self, node: &Node, context: Context) -> bool {
        match &node.value {
            Value::Null => {}
            Value::Text(text) if text.is_empty() => {}
            Value::Tagged(_) if context.is_flow => return matches!(self.cursor.next(), Some(',' | ']' | '}')),
            Value::Tagged(_) => return self.cursor.next().is_none() || self.cursor.column() <= context.indent,
            _ => return false,
        }
        // a block is never a key, so it belongs here wherever it stands
        if matches!(self.cursor.next(), Some('|' | '>')) {
            return false;
        }
        let belongs_here = context.is_flow || self.cursor.column() > context.indent;
        let is_written = self.cursor.next().is_some_and(|next| match (&node.value, next) {
            (_, '&' | '*' | '!' | '"' | '\'') => true,
            (Value::Null, '~' | 'n' | 'N') => self.cursor.is_null(context.is_flow),
            _ => false,
        });
        !(belongs_here && is_written)
    }

    fn content(&mut self, node: &'n Node, context: Context) -> Option<()> {
        match &node.value {
            Value::List(items) if self.cursor.take('[') => {
                self.cursor.skip_gap();
                for item in items {
                    self.node(item, Context { is_flow: true, ..context })?;
                    self.cursor.skip_gap();
                    self.cursor.take(',');
                    self.cursor.skip_gap();
                }
                self.cursor.take(']').then_some(())
            }
            Value::List(items) => {
                let indent = self.cursor.column();
                for item in items {
                    self.cursor.skip_gap();
                    self.cursor.take('-').then_some(())?;
                    self.node(item, Context { indent, is_flow: false })?;
                }
                Some(())
            }
            Value::Map(entries) if self.cursor.take('{') => {
                self.cursor.skip_gap();
                for (key, value) in entries {
                    self.entry(key, value, Context { is_flow: true, ..context })?;
                    self.cursor.skip_gap();
                    self.cursor.take(',');
                    self.cursor.skip_gap();
                }
                self.cursor.take('}').then_some(())
            }
            Value::Map(entries) => {
                let indent = if context.is_flow { context.indent } else { self.cursor.column() };
                entries.iter().try_for_each(|(key, value)| self.entry(key, value, Context { indent, ..context }))
            }
            // podwright knows no tag, so what is in the value matters to nobody
            Value::Tagged(_) => self.cursor.skip_value(context.indent, context.is_flow),
            Value::Text(text) => self.cursor.skip_text(text, context.indent),
            Value::Null | Value::Flag(_) | Value::Whole(_) | Value::Number(_) => {
                self.cursor.skip_word(context.indent, context.is_flow)
            }
        }
    }

    fn entry(&mut self, key: &'n Node, value: &'n Node, context: Context) -> Option<()> {
        self.cursor.skip_gap();
        let is_explicit = self.cursor.take_indicator('?', context.is_flow);
        // a key on one line ends at its colon
        let is_flow = context.is_flow || matches!(key.value, Value::Tagged(_));
        let around = if is_explicit { context } else { Context { indent: -1, is_flow } };
        self.node(key, around)?;
        let before = self.cursor.at();
        self.cursor.skip_gap();
        if self.cursor.take(':') {
            return self.node(value, context);
        }
        self.cursor.go_to(before);
        self.keep(value, Span { start: before, content: before, end: before });
        (value.value == Value::Null).then_some(())
    }

    /// Gives the places of one node and all in it to another that is the same.
    fn repeat(&mut self, node: &Node, anchored: &Node) {
        let span = self.spans.get(anchored.id).copied().unwrap_or_default();
        self.keep(node, span);
        match (&node.value, &anchored.value) {
            (Value::List(items), Value::List(others)) => {
                items.iter().zip(others).for_each(|(item, other)| self.repeat(item, other));
            }
            (Value::Map(entries), Value::Map(others)) => {
                for ((key, value), (other_key, other_value)) in entries.iter().zip(others) {
                    self.repeat(key, other_key);
                    self.repeat(value, other_value);
                }
            }
            _ => {}
        }
    }

    fn keep(&mut self, node: &Node, span: Span) {
        if self.spans.len() <= node.id {
            self.spans.resize(node.id + 1, Span::default());
        }
        self.spans[node.id] = span;
    }
}

#[cfg(test)]
mod tests;
