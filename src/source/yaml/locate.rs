//! Where the value of a key stands, for those who know only its name.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::model::place::{KeyPath, KeyStep};
use crate::source::yaml::inside_text::InsideText;
use crate::source::yaml::node::{Node, Value};
use crate::source::yaml::places::{NodePlaces, Span};
use crate::source::yaml::position::Position;
use crate::source::yaml::text::without_mark;
use crate::source::yaml::tree::tree;

/// A text of which many values are sought, read once for all.
pub struct Locator<'t> {
    /// `None` where it is not YAML.
    tree: Option<Node>,
    places: NodePlaces<'t>,
    text: &'t str,
    /// Of texts in which letters were sought, by the number of their node.
    inside: RefCell<BTreeMap<usize, InsideText>>,
}

impl<'t> Locator<'t> {
    /// Reads a text.
    pub fn new(text: &'t str) -> Self {
        let text = without_mark(text);
        let tree = tree(text).ok();
        let places = tree.as_ref().map(|root| NodePlaces::of(text, root)).unwrap_or_default();
        Self { tree, places, text, inside: RefCell::default() }
    }

    /// Line and column (both from 1, in characters) of the value at these keys. Where a key or an item is missing, of the nearest value
    /// above it; where a value is empty, of its key; where the text is not YAML, of its start. A text in a block begins at its `|` or `>`, and its letters
    /// where they stand.
    pub fn locate(&self, path: &KeyPath) -> (u32, u32) {
        let Some(root) = &self.tree else { return (1, 1) };
        let (mut node, mut place) = (root, root);
        for step in &path.0 {
            if let (KeyStep::Byte(byte), Value::Text(value)) = (step, &node.value)
                && let Some(Position { line, column }) = self.letter(node, value, *byte)
            {
                return (line, column);
            }
            let Some((next, next_place)) = down(node, step) else { break };
            (node, place) = (next, next_place);
        }
        let Position { line, column } = self.places.position(place);
        (line, column)
    }

    /// The place of a letter of a text, which the model has without the blanks around it.
    fn letter(&self, node: &Node, value: &str, byte: usize) -> Option<Position> {
        let mut inside = self.inside.borrow_mut();
        let map = inside.entry(node.id).or_insert_with(|| {
            let Span { content, end, .. } = self.places.span(node);
            let value = value.replace('\u{FEFF}', "");
            InsideText::new(value.trim(), self.text, content, end)
        });
        Some(self.places.position_of_byte(map.in_source(byte)?))
    }
}

/// The lines (from 1) of the keys one step below a key at the top of a file that podwright wrote itself, each set in by two blanks. A file of
/// many entries is gone through once, where [`Locator::locate`] would read it again for each.
pub fn lines_below(text: &str, top: &str) -> BTreeMap<String, u32> {
    let mut is_below = false;
    let mut lines = BTreeMap::new();
    for (line, number) in without_mark(text).lines().zip(1..) {
        match line.strip_prefix("  ") {
            None => is_below = line.strip_suffix(':') == Some(top),
            Some(entry) if is_below && !entry.starts_with(' ') => {
                if let Some(key) = entry.strip_suffix(':') {
                    lines.insert(key.trim_matches(['"', '\'']).to_owned(), number);
                }
            }
            Some(_) => {}
        }
    }
    lines
}

/// The node one step further down, and the node whose place is its place.
fn down<'n>(node: &'n Node, step: &KeyStep) -> Option<(&'n Node, &'n Node)> {
    match (&node.value, step) {
        (Value::Map(entries), KeyStep::Key(name)) => {
            let (key, value) = entries.iter().find(|(key, _)| matches!(&key.value, Value::Text(text) if text == name))?;
            Some((value, if value.value == Value::Null { key } else { value }))
        }
        (Value::List(items), KeyStep::Item(index)) => items.get(*index).map(|item| (item, item)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{FEFF}# a comment\r\ntitle: Té 😀 x\r\npeople:\r\n- name: A\r\n  role: host # who\r\n-   {name: 'B', \"role\": guest}\r\n\
                        notes: |\r\n  one\r\n\r\n  two\r\nempty:\r\nlist: [a, é, b]\r\nplain: two\r\n  lines\r\nnext:    &x far\r\nagain: *x\r\n";

    #[track_caller]
    fn case(path: &[&str], line: u32, column: u32) {
        let steps = path.iter().map(|step| step.parse().map_or_else(|_| KeyStep::Key((*step).to_owned()), KeyStep::Item));
        assert_eq!(Locator::new(TEXT).locate(&KeyPath(steps.collect())), (line, column), "{path:?}");
    }

    #[test]
    fn finds_every_kind_of_value() {
        case(&[], 2, 1);
        case(&["title"], 2, 8);
        case(&["people"], 4, 1);
        case(&["people", "0"], 4, 3);
        case(&["people", "0", "name"], 4, 9);
        case(&["people", "0", "role"], 5, 9);
        case(&["people", "1"], 6, 5);
        case(&["people", "1", "name"], 6, 12);
        case(&["people", "1", "role"], 6, 25);
        case(&["notes"], 7, 8);
        case(&["empty"], 11, 1);
        case(&["list", "2"], 12, 14);
        case(&["plain"], 13, 8);
        case(&["next"], 15, 10);
        case(&["again"], 15, 10);
    }

    #[test]
    fn letters_of_a_text_are_where_they_stand() {
        let letters = |text: &str, keys: KeyPath, bytes: &[usize]| -> Vec<(u32, u32)> {
            let locator = Locator::new(text);
            bytes.iter().map(|byte| locator.locate(&keys.clone().then_byte(*byte))).collect()
        };
        let notes = || KeyPath::key("notes");
        for (style, expected) in [
            ("notes: |\n  One é\n\n  two", [(2, 3), (2, 7), (4, 3)]),
            ("notes: |2-\n\n\n  One é\n  two\nz: 1", [(4, 3), (4, 7), (5, 3)]),
            ("notes: >-\n    One\n    é two", [(2, 5), (3, 5), (3, 7)]),
            ("notes:\n  One é\n  two", [(2, 3), (2, 7), (3, 3)]),
            ("notes: 'One é two'", [(1, 9), (1, 13), (1, 15)]),
            ("notes: \"One \\u00e9\\n\\ntwo\"", [(1, 9), (1, 13), (1, 23)]),
            ("notes: &n\n  One é two", [(2, 3), (2, 7), (2, 9)]),
        ] {
            let two = if style.contains('>') || !style.contains("é\n\n") && !style.contains("\\n") { 7 } else { 8 };
            assert_eq!(letters(style, notes(), &[0, 4, two]), expected, "{style}");
        }
        assert_eq!(letters("notes: |\n  One\n", notes(), &[99]), [(1, 8)]);
        let nested = KeyPath::key("a").then_item(1).then_key("b");
        assert_eq!(letters("a:\n- x\n- b: |\n    One\n    two\n", nested, &[4]), [(5, 5)]);
    }

    #[test]
    fn a_missing_key_stands_where_its_group_does() {
        case(&["summary"], 2, 1);
        case(&["people", "1", "href"], 6, 5);
        case(&["people", "7", "href"], 4, 1);
        case(&["title", "x"], 2, 8);
        assert_eq!(Locator::new("a: [").locate(&KeyPath::key("a")), (1, 1));
        assert_eq!(Locator::new("").locate(&KeyPath::key("a")), (1, 1));
    }

    #[test]
    fn thousands_of_values_are_found_in_one_reading() {
        let items = (0..5000).map(|n| format!("  - {{start: 0:{n}, title: c{n}}}\n")).collect::<Vec<_>>().concat();
        let text = format!("chapters:\n{items}");
        let locator = Locator::new(&text);
        for n in 0..5000 {
            let item = KeyPath::key("chapters").then_item(n);
            let line = u32::try_from(n).unwrap() + 2;
            assert_eq!(locator.locate(&item), (line, 5));
            assert_eq!(locator.locate(&item.then_key("start")), (line, 13));
        }
    }

    #[test]
    fn finds_the_entries_of_a_lock() {
        let lock = "version: 1\nshow:\n  guid: x\nepisodes:\n  a-1:\n    slug: one\n  'b: 2':\n    slug: two\nend:\n  c:\n";
        let lines: Vec<(String, u32)> = lines_below(lock, "episodes").into_iter().collect();
        assert_eq!(lines, [("a-1".to_owned(), 5), ("b: 2".to_owned(), 7)]);
    }
}
