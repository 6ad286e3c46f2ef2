//! Findings with the line that they are about.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::Catalog;
use crate::check::finding::Finding;
use crate::check::located_finding::LocatedFinding;
use crate::engine::workspace::Workspace;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::LOCK_FILE;
use crate::model::identity::slug::Slug;
use crate::model::place::{FilePosition, KeyPath, KeyStep};
use crate::model::time::moment::Moment;
use crate::source::yaml::locate::{Locator, lines_below};
use crate::world::disk::read_whole;

/// The longest line that is shown: a file can be one line with thousands of faults, and each would show it. // bytes
const LINE_MAX: usize = 16 << 10;

/// The longest text file from which a line is shown.
const SHOWN_MAX: ByteCount = ByteCount::mebibytes(256);

/// Adds line, column and the line's text to each finding, from texts that were read already; others are read here, once for all their findings.
pub(in crate::engine) fn locate_all(findings: Vec<Finding>, workspace: &Workspace, catalog: &Catalog) -> Vec<LocatedFinding> {
    let mut files: BTreeMap<Utf8PathBuf, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        files.entry(finding.place.file.clone()).or_default().push(finding);
    }
    let mut located = Vec::new();
    for (file, findings) in files {
        // No line is shown of a file that is meant as a whole, or of audio.
        let is_shown = |finding: &Finding| !matches!(finding.place.position, FilePosition::File | FilePosition::Offset(_));
        let read = || String::from_utf8(read_whole(workspace.disk(), &workspace.full(&file), SHOWN_MAX).ok()?).ok();
        let known = known_text(&file, workspace, catalog);
        let read = if known.is_none() && findings.iter().any(is_shown) { read() } else { None };
        let text = IndexedText::new(&file, known.or(read.as_deref()).unwrap_or_default());
        located.extend(findings.into_iter().map(|finding| text.located(finding)));
    }
    let dates: BTreeMap<&Slug, Moment> = catalog.episodes.iter().map(|entry| (&entry.episode.slug, entry.episode.date)).collect();
    for one in &mut located {
        one.date = one.finding.episode.as_ref().and_then(|slug| dates.get(slug)).copied();
    }
    located
}

/// The text of a file that was read when the show was loaded.
fn known_text<'a>(file: &Utf8Path, workspace: &'a Workspace, catalog: &'a Catalog) -> Option<&'a str> {
    let transcripts = || catalog.episodes.iter().flat_map(|entry| entry.transcript.iter().chain(&entry.other_transcripts));
    let transcript = || {
        let state = transcripts().find(|state| state.path.as_path() == file)?;
        state.found.as_ref().ok().map(|found| found.text.as_str())
    };
    let easy_read = || {
        let mut all = catalog.episodes.iter().filter_map(|entry| entry.easy_read.as_ref());
        all.find(|state| state.path.as_path() == file)?.text.as_deref().ok()
    };
    let lock = || workspace.lock_text.as_deref().filter(|_| file == LOCK_FILE);
    workspace.texts.get(file).map(String::as_str).or_else(lock).or_else(transcript).or_else(easy_read)
}

/// The text of a file, ready for many searches.
struct IndexedText<'a> {
    /// Reads the text when the first value is sought in it.
    values: LazyCell<Locator<'a>, Box<dyn FnOnce() -> Locator<'a> + 'a>>,
    lines: Vec<&'a str>,
    /// Lines of the lock's entries: a lock has thousands of them, and may miss every one.
    entries: BTreeMap<String, u32>,
}

impl<'a> IndexedText<'a> {
    fn new(file: &Utf8Path, text: &'a str) -> Self {
        let entries = if file.as_str() == LOCK_FILE { lines_below(text, "episodes") } else { BTreeMap::new() };
        let values: Box<dyn FnOnce() -> Locator<'a> + 'a> = Box::new(move || Locator::new(text));
        Self { values: LazyCell::new(values), lines: text.lines().collect(), entries }
    }

    fn located(&self, finding: Finding) -> LocatedFinding {
        let (line, column) = match &finding.place.position {
            FilePosition::File | FilePosition::Offset(_) => {
                return LocatedFinding { finding, line: 1, column: 1, source_line: None, date: None };
            }
            FilePosition::LineColumn { line, column } => (*line, *column),
            FilePosition::Value(path) => self.place(path),
        };
        let source_line = self.lines.get(line.saturating_sub(1) as usize).filter(|line| line.len() <= LINE_MAX);
        let source_line = source_line.map(|line| (*line).to_owned());
        LocatedFinding { finding, line, column, source_line, date: None }
    }

    fn place(&self, path: &KeyPath) -> (u32, u32) {
        match path.0.as_slice() {
            [KeyStep::Key(_), KeyStep::Key(entry)] if self.entries.contains_key(entry) => (self.entries[entry], 3),
            _ => self.values.locate(path),
        }
    }
}
