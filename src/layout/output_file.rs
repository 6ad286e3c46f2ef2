//! Files that `build` writes.

use crate::layout::output::Output;
use crate::model::files::show_path::ShowPath;

/// A file below `feed/`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OutputFile {
    /// Which file it is.
    pub output: Output,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file of the show: a hard link where the disk has it, else a copy.
    SameAs(ShowPath),
}

impl OutputFile {
    /// A file of text.
    pub fn text(output: Output, text: String) -> Self {
        Self { output, content: Content::Bytes(text.into_bytes()) }
    }

    /// Its path below `feed/`.
    pub fn path(&self) -> ShowPath {
        self.output.path()
    }
}
