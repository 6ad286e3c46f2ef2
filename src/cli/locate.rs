//! Findings with the line that they stand on.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::finding::Finding;
use crate::model::place::Spot;
use crate::report::findings::LocatedFinding;
use crate::source::locate::locate;
use crate::world::disk::{Disk, read_whole};

/// The longest text file from which a line is shown (bytes).
const SHOWN_MAX: u64 = 16 * 1024 * 1024;

/// Adds line, column and the line's text to each finding. `texts` holds the YAML files that were read; transcripts are read here, for
/// the few findings that they have.
pub(crate) fn locate_all(
    findings: Vec<Finding>,
    texts: &BTreeMap<Utf8PathBuf, String>,
    disk: &dyn Disk,
    root: &Utf8Path,
) -> Vec<LocatedFinding> {
    findings
        .into_iter()
        .map(|finding| {
            let (line, column) = match &finding.place.spot {
                Spot::File | Spot::Offset(_) => return LocatedFinding { finding, line: 1, column: 1, source_line: None },
                Spot::LineColumn { line, column } => (*line, *column),
                Spot::Value(path) => texts.get(&finding.place.file).map_or((1, 1), |text| locate(text, path)),
            };
            let read = || {
                let bytes = read_whole(disk, &root.join(&finding.place.file), SHOWN_MAX).ok()?;
                String::from_utf8(bytes).ok()
            };
            let nth = |text: &str| text.lines().nth(line.saturating_sub(1) as usize).map(str::to_owned);
            let source_line = match texts.get(&finding.place.file) {
                Some(text) => nth(text),
                None => read().and_then(|text| nth(&text)),
            };
            LocatedFinding { finding, line, column, source_line }
        })
        .collect()
}
