//! Every value of a file is found where it was written.

use podwright::model::place::KeyPath;
use podwright::source::yaml::locate::Locator;
use proptest::prelude::*;

use crate::count;

/// A value to be written.
#[derive(Clone, Debug)]
enum Tree {
    Scalar(&'static str),
    Literal(Vec<&'static str>),
    Block(Group),
    Flow(Group),
}

/// A list or a group of keys.
#[derive(Clone, Debug)]
enum Group {
    List(Vec<Tree>),
    Keys(Vec<(bool, Tree)>),
}

const SCALARS: &[&str] = &[
    "word",
    "two words",
    "é😀 x",
    "'single # quoted'",
    "\"double \\\" quoted\"",
    "12",
    "-1.5",
    "true",
    "2:10",
    "https://example.org/",
    "a#b",
];

const LINES: &[&str] = &["one", "  further in", "", "- no: item", "# no comment", "é😀", "\ttab"];

const COMMENTS: &[&str] = &["", "", "", "# a comment: with [brackets\n", "\n", "   # ünd 😀 so\n"];

fn any_tree() -> impl Strategy<Value = Tree> {
    let scalar = proptest::sample::select(SCALARS).prop_map(Tree::Scalar);
    let literal = proptest::collection::vec(proptest::sample::select(LINES), 0..4).prop_map(|lines| {
        // the first line sets the indentation, so it is a plain one
        Tree::Literal(std::iter::once("first").chain(lines).collect())
    });
    prop_oneof![3 => scalar, 1 => literal].prop_recursive(4, 40, 5, |inner| {
        let list = proptest::collection::vec(inner.clone(), 0..5).prop_map(Group::List);
        let keys = proptest::collection::vec((any::<bool>(), inner), 0..5).prop_map(Group::Keys);
        (prop_oneof![list, keys], any::<bool>())
            .prop_map(|(group, flow)| if flow { Tree::Flow(group) } else { Tree::Block(group) })
    })
}

/// Writes a tree and notes where each value begins.
struct Writer<'c> {
    text: String,
    places: Vec<(KeyPath, u32, u32)>,
    comments: std::iter::Cycle<std::slice::Iter<'c, &'static str>>,
}

impl Writer<'_> {
    fn note(&mut self, path: &KeyPath) {
        let line = u32::try_from(self.text.matches('\n').count()).unwrap() + 1;
        let column = u32::try_from(self.text.rsplit('\n').next().unwrap().chars().count()).unwrap() + 1;
        self.places.push((path.clone(), line, column));
    }

    /// What comes after a line: its end, and perhaps lines that say nothing.
    fn end_line(&mut self) {
        self.text.push('\n');
        self.text.push_str(self.comments.next().unwrap());
    }

    fn indent(&mut self, indent: usize) {
        self.text.push_str(&" ".repeat(indent));
    }

    /// What follows `key:` or `-`.
    fn value(&mut self, tree: &Tree, indent: usize, path: &KeyPath) {
        match tree {
            Tree::Block(group) if !is_empty(group) => {
                self.end_line();
                self.block(group, indent + 2, path);
            }
            Tree::Literal(lines) => {
                self.text.push_str("   ");
                self.note(path);
                self.text.push('|');
                for line in lines {
                    self.text.push('\n');
                    self.indent(if line.is_empty() { 0 } else { indent + 3 });
                    self.text.push_str(line);
                }
                self.text.push('\n');
            }
            tree => {
                self.text.push(' ');
                self.flow(tree, path);
                self.text.push_str(" # é");
                self.end_line();
            }
        }
    }

    fn block(&mut self, group: &Group, indent: usize, path: &KeyPath) {
        match group {
            Group::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.indent(indent);
                    if index == 0 {
                        self.note(path);
                    }
                    self.text.push('-');
                    self.value(item, indent, &path.clone().then_item(index));
                }
            }
            Group::Keys(keys) => {
                for (index, (quoted, value)) in keys.iter().enumerate() {
                    self.indent(indent);
                    if index == 0 {
                        self.note(path);
                    }
                    let key = format!("ké{index}");
                    self.text.extend(if *quoted { ["\"", &key, "\" :"] } else { ["", &key, ":"] });
                    self.value(value, indent, &path.clone().then_key(&key));
                }
            }
        }
    }

    fn flow(&mut self, tree: &Tree, path: &KeyPath) {
        self.note(path);
        match tree {
            Tree::Scalar(scalar) => self.text.push_str(scalar),
            // there are no literals in flow style
            Tree::Literal(_) => self.text.push_str("'literal'"),
            Tree::Block(Group::List(items)) | Tree::Flow(Group::List(items)) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.flow(item, &path.clone().then_item(index));
                    self.text.push_str(" ,\n      ");
                }
                self.text.push(']');
            }
            Tree::Block(Group::Keys(keys)) | Tree::Flow(Group::Keys(keys)) => {
                self.text.push_str("{ ");
                for (index, (quoted, value)) in keys.iter().enumerate() {
                    let key = format!("ké{index}");
                    self.text.extend(if *quoted { ["'", &key, "':"] } else { ["", &key, ": "] });
                    self.flow(value, &path.clone().then_key(&key));
                    self.text.push_str(", ");
                }
                self.text.push('}');
            }
        }
    }
}

fn is_empty(group: &Group) -> bool {
    match group {
        Group::List(items) => items.is_empty(),
        Group::Keys(keys) => keys.is_empty(),
    }
}

proptest! {
    #![proptest_config(count::properties(400))]

    #[test]
    fn every_value_is_found_where_it_was_written(
        values in proptest::collection::vec((any::<bool>(), any_tree()), 1..6),
        comments in proptest::collection::vec(proptest::sample::select(COMMENTS), 7),
        windows in any::<bool>(),
        mark in any::<bool>(),
    ) {
        let mut writer = Writer { text: "# first\n".to_owned(), places: Vec::new(), comments: comments.iter().cycle() };
        writer.block(&Group::Keys(values), 0, &KeyPath::default());
        let mut text = writer.text;
        if windows {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{FEFF}');
        }
        for (path, line, column) in writer.places {
            prop_assert_eq!(Locator::new(&text).locate(&path), (line, column), "{} in\n{}", path, text);
        }
    }
}
