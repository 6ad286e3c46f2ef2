//! Findings with the line that they stand on.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::finding::Finding;
use crate::engine::load::LOCK_FILE;
use crate::model::place::{FilePosition, KeyPath, KeyStep};
use crate::report::findings::LocatedFinding;
use crate::source::locate::{lines_below, locate};
use crate::world::disk::{Disk, read_whole};

/// The longest text file from which a line is shown (bytes).
const SHOWN_MAX: u64 = 256 * 1024 * 1024;

/// Adds line, column and the line's text to each finding. `texts` holds the YAML files that were read; transcripts and the lock are read
/// here, each once, for the few findings that they have.
pub(crate) fn locate_all(
    findings: Vec<Finding>,
    texts: &BTreeMap<Utf8PathBuf, String>,
    disk: &dyn Disk,
    root: &Utf8Path,
) -> Vec<LocatedFinding> {
    let mut files: BTreeMap<Utf8PathBuf, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        files.entry(finding.place.file.clone()).or_default().push(finding);
    }
    let mut located = Vec::new();
    for (file, findings) in files {
        // Of a file that is meant as a whole, and of sound, nothing is shown: it is not read.
        let is_shown = |finding: &Finding| !matches!(finding.place.position, FilePosition::File | FilePosition::Offset(_));
        let read = || String::from_utf8(read_whole(disk, &root.join(&file), SHOWN_MAX).ok()?).ok();
        let known = texts.get(&file).map(String::as_str);
        let read = if known.is_none() && findings.iter().any(is_shown) { read() } else { None };
        let text = Text::new(&file, known.or(read.as_deref()).unwrap_or_default());
        located.extend(findings.into_iter().map(|finding| text.located(finding)));
    }
    located
}

/// The text of a file, ready to be looked up many times.
struct Text<'a> {
    whole: &'a str,
    lines: Vec<&'a str>,
    /// Lines of the lock's entries: a lock has thousands of them, and may miss every one.
    entries: BTreeMap<String, u32>,
}

impl<'a> Text<'a> {
    fn new(file: &Utf8Path, text: &'a str) -> Self {
        let entries = if file.as_str() == LOCK_FILE { lines_below(text, "episodes") } else { BTreeMap::new() };
        Self { whole: text, lines: text.lines().collect(), entries }
    }

    fn located(&self, finding: Finding) -> LocatedFinding {
        let (line, column) = match &finding.place.position {
            FilePosition::File | FilePosition::Offset(_) => {
                return LocatedFinding { finding, line: 1, column: 1, source_line: None };
            }
            FilePosition::LineColumn { line, column } => (*line, *column),
            FilePosition::Value(path) => self.place(path),
        };
        let source_line = self.lines.get(line.saturating_sub(1) as usize).map(|line| (*line).to_owned());
        LocatedFinding { finding, line, column, source_line }
    }

    fn place(&self, path: &KeyPath) -> (u32, u32) {
        match path.0.as_slice() {
            [KeyStep::Key(_), KeyStep::Key(entry)] if self.entries.contains_key(entry) => (self.entries[entry], 3),
            _ => locate(self.whole, path),
        }
    }
}
