//! Collects faults while a tree is read into the model.

use std::fmt::Display;

use camino::{Utf8Path, Utf8PathBuf};

use crate::display::sanitized::Sanitized;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::show_path::ShowPath;
use crate::model::place::{FilePosition, KeyPath, KeyStep, Place};
use crate::model::wording::slip::conflict;
use crate::source::Read;
use crate::source::reading::defaults::ShowDefaults;
use crate::source::reading::shape::Shape;
use crate::source::yaml::misread::{Misread, lost_text, misread};
use crate::source::yaml::node::{Node, Value};
use crate::source::yaml::places::NodePlaces;
use crate::source::yaml::position::Position;
use crate::source::yaml::text::without_mark;
use crate::source::yaml::tree::tree;
use crate::source::yaml::written::double_quoted;

/// A value that YAML can hold.
pub(crate) trait FromYaml: Sized {
    /// What to do about an empty list of such values, where at least one is needed.
    const EMPTY_LIST: Option<&'static str> = None;

    /// What it may be.
    fn shape() -> Shape;

    /// The value of a node; `None`, and a fault collected, where it has none.
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self>;
}

/// Reads one file.
pub(crate) struct Reader<'a> {
    text: &'a str,
    places: NodePlaces<'a>,
    file: Utf8PathBuf,
    path: KeyPath,
    faults: Vec<Fault>,
    lost: Vec<Place>,
    untrimmed: Vec<Place>,
    more: bool,
    folder: Option<ShowPath>,
    defaults: ShowDefaults,
}

/// Most faults of one file; nobody reads more at once.
const FAULTS_MAX: usize = 100;

/// Longest piece of a file that is repeated in a message. // characters
const QUOTE_MAX: usize = 60;

/// Longest message. // characters
const MESSAGE_MAX: usize = 400;

impl<'a> Reader<'a> {
    /// Reads a file of the show. Paths in it are relative to `folder`, where there is one, else to the show.
    pub(crate) fn read<T: FromYaml>(
        text: &'a str,
        file: &Utf8Path,
        folder: Option<&ShowPath>,
        defaults: ShowDefaults,
    ) -> Read<T> {
        let text = without_mark(text);
        let root = tree(text);
        let places = root.as_ref().map_or_else(|_| NodePlaces::default(), |root| NodePlaces::of(text, root));
        let mut reader = Self {
            text,
            places,
            file: file.to_owned(),
            path: KeyPath::default(),
            faults: Vec::new(),
            lost: Vec::new(),
            untrimmed: Vec::new(),
            more: false,
            folder: folder.cloned(),
            defaults,
        };
        let value = match root {
            Ok(root) => {
                let value = T::read(&root, &mut reader);
                reader.find_misread(&root);
                value
            }
            Err(error) => {
                // at the beginning of a line such a mark is no YAML, whatever the parser says of what follows it
                match conflict(text) {
                    Some(slip) => {
                        reader.push(slip.kind, Position::of_byte(text, slip.range.start), &slip.message, &slip.help);
                    }
                    None => reader.push(FaultKind::InvalidYaml, error.position, &error.message, &error.help),
                }
                None
            }
        };
        reader.faults.sort_by(|a, b| a.place.cmp(&b.place));
        if let Some(last) = reader.faults.last_mut().filter(|_| reader.more) {
            last.help.push_str("; the file has more faults than are shown");
        }
        Read { value, faults: reader.faults, lost: reader.lost, untrimmed: reader.untrimmed }
    }

    /// What the show says for all its episodes.
    pub(crate) fn defaults(&self) -> ShowDefaults {
        self.defaults
    }

    /// The folder that paths are relative to, where that is not the show's.
    pub(crate) fn folder(&self) -> Option<&ShowPath> {
        self.folder.as_ref()
    }

    /// Where the reader is, found only when somebody asks.
    pub(crate) fn here(&self) -> Place {
        Place { file: self.file.clone(), position: FilePosition::Value(self.path.clone()) }
    }

    /// Notes that an item of the list being read is left out of the value.
    pub(crate) fn lose(&mut self, index: usize) {
        let position = FilePosition::Value(self.path.clone().then_item(index));
        self.lost.push(Place { file: self.file.clone(), position });
    }

    /// Notes that the key being read is left out of the value.
    pub(crate) fn lose_key(&mut self) {
        let place = self.here();
        self.lost.push(place);
    }

    /// Notes that the text being read has blanks around it, which are left out.
    pub(crate) fn trim(&mut self) {
        let place = self.here();
        self.untrimmed.push(place);
    }

    /// Does something one step further down.
    pub(crate) fn within<T>(&mut self, step: KeyStep, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.0.push(step);
        let value = work(self);
        self.path.0.pop();
        value
    }

    /// The key or item being read, as people would call it: `` `people.role` (item 2) ``.
    pub(crate) fn name(&self) -> String {
        let keys: Vec<&str> = self
            .path
            .0
            .iter()
            .filter_map(|step| match step {
                KeyStep::Key(name) => Some(name.as_str()),
                KeyStep::Item(_) | KeyStep::Byte(_) => None,
            })
            .collect();
        let item = self.path.0.iter().rev().find_map(|step| match step {
            KeyStep::Item(index) => Some(index + 1),
            KeyStep::Key(_) | KeyStep::Byte(_) => None,
        });
        match (keys.is_empty(), item) {
            (true, _) => "the file".to_owned(),
            (false, None) => format!("`{}`", keys.join(".")),
            (false, Some(item)) => format!("`{}` (item {item})", keys.join(".")),
        }
    }

    /// Collects a fault of a node.
    pub(crate) fn fault(&mut self, kind: FaultKind, node: &Node, message: impl Into<String>, help: impl Into<String>) {
        if self.is_full() {
            return;
        }
        let position = self.places.position(node);
        self.push(kind, position, &message.into(), &help.into());
    }

    /// Collects a value of the right type that is not allowed.
    pub(crate) fn bad_value(&mut self, node: &Node, problem: impl Display, help: impl Into<String>) {
        let message = format!("{}: {problem}", self.name());
        self.fault(FaultKind::BadValue, node, message, help);
    }

    /// Collects a value of the wrong type. `needed` completes "where … is needed".
    pub(crate) fn wrong_type(&mut self, node: &Node, needed: &str, help: impl Into<String>) {
        if self.is_full() {
            return;
        }
        let raw = || quote(self.places.raw(node));
        let what = match &node.value {
            Value::Null => "is empty".to_owned(),
            Value::Flag(_) => format!("is `{}`", raw()),
            Value::Whole(_) | Value::Number(_) => format!("is the number `{}`", raw()),
            Value::Text(_) => format!("is the text `{}`", raw()),
            Value::List(_) => "is a list".to_owned(),
            Value::Map(_) => "is a group of keys".to_owned(),
            Value::Tagged(tag) => format!("has the tag `!{}`", quote(tag)),
        };
        let help = match &node.value {
            Value::Null if self.path.0.is_empty() => help.into(),
            Value::Null => self.lost_text(node).map_or("write a value after it, or remove it".to_owned(), in_quotes),
            Value::Tagged(_) => "remove the tag; where the `!` is part of a text, put the text in quotes".to_owned(),
            _ => help.into(),
        };
        let message = format!("{} {what}, where {needed} is needed", self.name());
        let position = self.places.position(node);
        self.push(FaultKind::WrongType, position, &message, &help);
    }

    /// The text that YAML takes for a comment, a name or nothing, where a value is empty.
    pub(crate) fn lost_text(&self, node: &Node) -> Option<&'a str> {
        lost_text(self.text, &self.places, node)
    }

    /// Collects values that were hardly meant so, where nothing else is wrong with them.
    fn find_misread(&mut self, root: &Node) {
        for Misread { kind, byte, message, help } in misread(self.text, root, &self.places) {
            let position = self.places.position_of_byte(byte);
            let is_here =
                |fault: &Fault| matches!(fault.place.position, FilePosition::LineColumn { line, .. } if line == position.line);
            if !self.is_full() && !self.faults.iter().any(is_here) {
                self.push(kind, position, &message, &help);
            }
        }
    }

    /// A scalar as it was written, without quotes, for a message.
    pub(crate) fn raw(&self, node: &Node) -> String {
        quote(self.places.raw(node))
    }

    /// Whether there are as many faults as are collected; then there is one more, which is not.
    fn is_full(&mut self) -> bool {
        self.more |= self.faults.len() >= FAULTS_MAX;
        self.more
    }

    fn push(&mut self, kind: FaultKind, position: Position, message: &str, help: &str) {
        let position = FilePosition::LineColumn { line: position.line, column: position.column };
        let place = Place { file: self.file.clone(), position };
        let shown = |text| shortened(&Sanitized(text).to_string(), MESSAGE_MAX);
        self.faults.push(Fault { kind, place, message: shown(message), help: shown(help) });
    }
}

/// How to write a text that YAML takes for something else.
pub(crate) fn in_quotes(text: &str) -> String {
    format!("put the text in quotes: `{}`", double_quoted(text))
}

/// A piece of the file, short enough to be repeated in a message.
pub(crate) fn quote(text: &str) -> String {
    shortened(text, QUOTE_MAX)
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((byte, _)) => format!("{}…", &text[..byte]),
        None => text.to_owned(),
    }
}
