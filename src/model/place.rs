//! Where something is wrong.

use std::fmt;

use camino::Utf8PathBuf;

/// A place in a show.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Place {
    /// The file, relative to the show.
    pub file: Utf8PathBuf,
    /// Where in the file.
    pub position: FilePosition,
}

/// Where in a file.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum FilePosition {
    /// The whole file.
    File,
    /// The value at these keys of a YAML file; where a key is missing, the nearest one above it.
    Value(KeyPath),
    /// A line and a column, both from 1. Columns count characters.
    LineColumn {
        /// Line, from 1.
        line: u32,
        /// Column, from 1 (characters).
        column: u32,
    },
    /// Bytes from the start of a binary file.
    Offset(u64),
}

/// The way to a value in YAML: `chapters[2].title`.
#[derive(Clone, Debug, Default, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct KeyPath(pub Vec<KeyStep>);

/// One step of the way.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum KeyStep {
    /// To the value of a key.
    Key(String),
    /// To an item of a list, from 0.
    Item(usize),
    /// To a letter of a text: so many bytes from its start, as the model has the text.
    Byte(usize),
}

impl KeyPath {
    /// The way to a key at the top.
    pub fn key(name: &str) -> Self {
        Self(vec![KeyStep::Key(name.to_owned())])
    }

    /// One key further.
    #[must_use]
    pub fn then_key(mut self, name: &str) -> Self {
        self.0.push(KeyStep::Key(name.to_owned()));
        self
    }

    /// To a letter of the text: so many bytes from its start.
    #[must_use]
    pub fn then_byte(mut self, at: usize) -> Self {
        self.0.push(KeyStep::Byte(at));
        self
    }

    /// One item further.
    #[must_use]
    pub fn then_item(mut self, index: usize) -> Self {
        self.0.push(KeyStep::Item(index));
        self
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                KeyStep::Key(name) if index == 0 => f.write_str(name)?,
                KeyStep::Key(name) => write!(f, ".{name}")?,
                KeyStep::Item(item) => write!(f, "[{item}]")?,
                // the name of a value is that of the whole text
                KeyStep::Byte(_) => {}
            }
        }
        Ok(())
    }
}
