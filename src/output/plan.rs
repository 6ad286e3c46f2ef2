//! What has to be done so that `feed/` holds what it should. Pure.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::layout::output_file::OutputFile;
use crate::model::files::show_path::ShowPath;

/// What stands in `feed/` at the place of an output.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ExistingFile {
    /// Nothing.
    Absent,
    /// Byte for byte what is wanted.
    Same,
    /// Something else.
    Different,
}

/// Steps, in their order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct WritePlan {
    /// Files to write; the feed is the last of them, because it is what makes the others public.
    pub writes: Vec<OutputFile>,
    /// Files of an earlier build that are no longer wanted.
    pub removals: Vec<ShowPath>,
}

impl WritePlan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.removals.is_empty()
    }
}

/// Files that stand where an output should, and that podwright did not write.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`feed/{}` was not written by podwright, and is not overwritten", .0[0])]
pub struct Foreign(pub Vec<ShowPath>);

/// Plans the steps. `existing` says what is there for each output, `owned` what earlier builds wrote, `kept` what must not be removed
/// although it is not written now: media whose audio is not on this machine.
///
/// # Errors
/// [`Foreign`] where somebody else's file is in the way.
pub fn plan(
    outputs: Vec<OutputFile>,
    existing: &BTreeMap<ShowPath, ExistingFile>,
    owned: &BTreeSet<ShowPath>,
    kept: &BTreeSet<ShowPath>,
) -> Result<WritePlan, Foreign> {
    let wanted: BTreeSet<ShowPath> = outputs.iter().map(OutputFile::path).collect();
    let state = |path: &ShowPath| existing.get(path).copied().unwrap_or(ExistingFile::Absent);
    let foreign: Vec<ShowPath> =
        wanted.iter().filter(|path| state(path) == ExistingFile::Different && !owned.contains(path)).cloned().collect();
    if !foreign.is_empty() {
        return Err(Foreign(foreign));
    }
    let mut writes: Vec<OutputFile> = outputs.into_iter().filter(|output| state(&output.path()) != ExistingFile::Same).collect();
    writes.sort_by_cached_key(|write| (write.output.write_step(), write.path()));
    let removals = owned.iter().filter(|path| !wanted.contains(path) && !kept.contains(path)).cloned().collect();
    Ok(WritePlan { writes, removals })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::output::Output;
    use crate::layout::output_file::Content;

    fn path(text: &str) -> ShowPath {
        text.parse().unwrap()
    }

    fn output(text: &str) -> OutputFile {
        OutputFile { output: Output::of_path(text).unwrap(), content: Content::Bytes(Vec::new()) }
    }

    #[test]
    fn the_feed_comes_last() {
        let outputs =
            ["feed.xml", "manifest.json", "index.html", "artwork/a-0123456789ab.jpg", "media/a.mp3"].map(output).to_vec();
        let plan = plan(outputs, &BTreeMap::new(), &BTreeSet::new(), &BTreeSet::new()).unwrap();
        let order: Vec<String> = plan.writes.iter().map(|write| write.output.to_string()).collect();
        assert_eq!(order, ["media/a.mp3", "artwork/a-0123456789ab.jpg", "index.html", "manifest.json", "feed.xml"]);
    }

    #[test]
    fn nothing_is_written_twice() {
        let existing = BTreeMap::from([(path("feed.xml"), ExistingFile::Same)]);
        let plan = plan(vec![output("feed.xml")], &existing, &BTreeSet::new(), &BTreeSet::new()).unwrap();
        assert_eq!(plan, WritePlan::default());
    }

    #[test]
    fn the_file_of_somebody_else_stays() {
        let existing = BTreeMap::from([(path("index.html"), ExistingFile::Different)]);
        let refused = plan(vec![output("index.html")], &existing, &BTreeSet::new(), &BTreeSet::new());
        assert_eq!(refused, Err(Foreign(vec![path("index.html")])));
        let ours = BTreeSet::from([path("index.html")]);
        assert_eq!(plan(vec![output("index.html")], &existing, &ours, &BTreeSet::new()).unwrap().writes.len(), 1);
    }

    #[test]
    fn removes_only_what_an_earlier_build_wrote_and_nobody_needs() {
        let owned = BTreeSet::from([path("old.html"), path("media/away.mp3"), path("feed.xml")]);
        let kept = BTreeSet::from([path("media/away.mp3")]);
        let plan = plan(vec![output("feed.xml")], &BTreeMap::new(), &owned, &kept).unwrap();
        assert_eq!(plan.removals, [path("old.html")]);
    }
}
