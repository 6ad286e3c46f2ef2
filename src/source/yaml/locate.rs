//! Where the value of a key stands, for those who know only its name.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::model::place::{KeyPath, KeyStep};
use crate::source::yaml::line_index::LineIndex;
use crate::source::yaml::node::{Node, Value};
use crate::source::yaml::position::Position;
use crate::source::yaml::probe;
use crate::source::yaml::scalar_places::scalar_places;
use crate::source::yaml::text::without_mark;
use crate::source::yaml::tree::tree;

/// How much of a text is read again for places that one reading does not tell: those of texts in blocks, and of some groups and lists. // bytes
///
/// Where it is used up, the value above stands for what is sought. Files of people are far from it: 400 such places in 40 KiB.
const READ_AGAIN_MAX: usize = 16 << 20;

/// A text of which many values are sought, read once for all.
pub struct Locator<'t> {
    text: &'t str,
    /// `None` where it is not YAML.
    tree: Option<Node>,
    /// Where scalars begin (bytes), by number.
    scalars: Vec<Option<usize>>,
    index: LineIndex<'t>,
    /// Whether there may be anchors or tags, at which groups begin too.
    has_properties: bool,
    /// How much may still be read again (bytes).
    left: Cell<usize>,
    /// What was found by reading again.
    found: RefCell<BTreeMap<usize, Position>>,
}

impl<'t> Locator<'t> {
    /// Reads a text.
    pub fn new(text: &'t str) -> Self {
        let text = without_mark(text);
        let tree = tree(text).ok();
        let scalars = tree.as_ref().map(|root| scalar_places(text, root)).unwrap_or_default();
        let index = LineIndex::new(text);
        let has_properties = text.contains(['&', '!']);
        Self { text, tree, scalars, index, has_properties, left: Cell::new(READ_AGAIN_MAX), found: RefCell::default() }
    }

    /// Line and column (both from 1, in characters) of the value at these keys. Where a key or an item is missing, of the nearest value
    /// above it; where a value is empty, of its key; where the text is not YAML, of its start. A text in a block begins at its `|` or `>`.
    pub fn locate(&self, path: &KeyPath) -> (u32, u32) {
        let Some(root) = &self.tree else { return (1, 1) };
        let mut node = root;
        let mut places = vec![root];
        for step in &path.0 {
            let Some((next, place)) = down(node, step) else { break };
            node = next;
            places.push(place);
        }
        let Position { line, column } = places.into_iter().rev().find_map(|node| self.position(node)).unwrap_or(Position::START);
        (line, column)
    }

    /// Where a node stands; `None` where enough was read for others.
    fn position(&self, node: &Node) -> Option<Position> {
        if let Some(byte) = self.scalar(node).or_else(|| self.group(node)) {
            return Some(self.index.position(byte));
        }
        if let Some(found) = self.found.borrow().get(&node.id) {
            return Some(*found);
        }
        self.left.set(self.left.get().checked_sub(self.text.len())?);
        let position = probe::find(self.text, node.id).position;
        self.found.borrow_mut().insert(node.id, position);
        Some(position)
    }

    fn scalar(&self, node: &Node) -> Option<usize> {
        self.scalars.get(node.id).copied().flatten()
    }

    /// Where a group of keys begins (bytes), where its first key tells: it is right behind a `{`, or the first of its line but for dashes.
    fn group(&self, node: &Node) -> Option<usize> {
        let Value::Map(entries) = &node.value else { return None };
        let key = self.scalar(&entries.first()?.0)?;
        if self.has_properties {
            return None;
        }
        let before = self.text[..key].trim_end();
        if before.ends_with('{') {
            return Some(before.len() - 1);
        }
        let line = |text: &'t str| text.rsplit('\n').next().unwrap_or_default();
        let may_be_in_brackets = before.ends_with(['[', ',', '?']) || line(before).contains('#');
        let is_first = || line(&self.text[..key]).chars().all(|c| matches!(c, ' ' | '-'));
        (!may_be_in_brackets && is_first()).then_some(key)
    }
}

/// The lines (from 1) of the keys one step below a key at the top of a file that podwright wrote itself, each set in by two blanks. A file of
/// many entries is gone through once, and may be no YAML.
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
    fn a_missing_key_stands_where_its_group_does() {
        case(&["summary"], 2, 1);
        case(&["people", "1", "href"], 6, 5);
        case(&["people", "7", "href"], 4, 1);
        case(&["title", "x"], 2, 8);
        assert_eq!(Locator::new("a: [").locate(&KeyPath::key("a")), (1, 1));
        assert_eq!(Locator::new("").locate(&KeyPath::key("a")), (1, 1));
    }

    #[test]
    fn what_is_found_in_one_reading_is_what_reading_again_says() {
        let plain = TEXT.replace("&x ", "").replace("*x", "x");
        let groups =
            "a:\n- - b: 1\n    c: 2\n  - {d: [e: 1, {f: 2}], # x {\n    g: {\n h: 1}}\n-\n  # y\n  i: {}\n- \"j\\n\": 'k'\n";
        let lists = "- ? l\n  : m\n- n:\n   - o\n   - p: ~\n- ''\n- \"\"\n-\n";
        let properties = "a: &x {b: 1}\nc: &y\n  d: 2\ne: !!str f\ng: [*x, *y, *x]\n";
        let brackets = "[{a: [b, c: 1,\n  d: 2]},\n\n{ # {\ne: 1}, 'f''g', \"\\u0041\", 'g', \"h\"]";
        for text in [TEXT, &plain, groups, lists, properties, brackets] {
            let locator = Locator::new(text);
            let mut nodes = vec![locator.tree.as_ref().unwrap_or_else(|| panic!("{text}"))];
            while let Some(node) = nodes.pop() {
                let expected = probe::find(without_mark(text), node.id).position;
                assert_eq!(locator.position(node), Some(expected), "{node:?} of {text}");
                match &node.value {
                    Value::List(items) => nodes.extend(items),
                    Value::Map(entries) => nodes.extend(entries.iter().flat_map(|(key, value)| [key, value])),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn thousands_of_values_are_found_in_one_reading() {
        let items: String = (0..5000).map(|n| format!("  - {{start: 0:{n}, title: c{n}}}\n")).collect();
        let text = format!("chapters:\n{items}");
        let locator = Locator::new(&text);
        for n in 0..5000 {
            let item = KeyPath::key("chapters").then_item(n);
            let line = u32::try_from(n).unwrap() + 2;
            assert_eq!(locator.locate(&item), (line, 5));
            assert_eq!(locator.locate(&item.then_key("start")), (line, 13));
        }
        assert_eq!(locator.left.get(), READ_AGAIN_MAX);
    }

    #[test]
    fn where_enough_was_read_again_the_value_above_stands_for_what_is_sought() {
        let locator = Locator::new("a:\n  b: |\n    x\n");
        locator.left.set(0);
        let path = KeyPath::key("a").then_key("b");
        assert_eq!(locator.locate(&path), (2, 3), "the group");
        locator.left.set(READ_AGAIN_MAX);
        assert_eq!(locator.locate(&path), (2, 6));
    }

    #[test]
    fn finds_the_entries_of_a_lock() {
        let lock = "version: 1\nshow:\n  guid: x\nepisodes:\n  a-1:\n    slug: one\n  'b: 2':\n    slug: two\nend:\n  c:\n";
        let lines: Vec<(String, u32)> = lines_below(lock, "episodes").into_iter().collect();
        assert_eq!(lines, [("a-1".to_owned(), 5), ("b: 2".to_owned(), 7)]);
    }
}
