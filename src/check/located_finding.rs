//! A finding with its line.

use crate::check::finding::Finding;
use crate::model::time::moment::Moment;

/// A finding with its line and column, found in the text of its file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LocatedFinding {
    /// The finding.
    pub finding: Finding,
    /// Line, from 1; 1 if the whole file is meant, or the file is not text.
    pub line: u32,
    /// Column, from 1 (characters).
    pub column: u32,
    /// The line as it stands in the file; `None` if the file is not text.
    pub source_line: Option<String>,
    /// When its episode comes out, where it is about one that could be read.
    pub date: Option<Moment>,
}
