//! What an old show has, and a new one must not: a cover of another size, times of a transcript past the end. It was published so, and nothing of it
//! may stop the show from coming, so the rule is allowed where it is broken, with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::finding::Finding;
use crate::engine::load::read_yaml_text;
use crate::error::Error;
use crate::import::ledger::{Ledger, LedgerKind, Spot};
use crate::model::files::show_files::{EPISODE_FILE, SHOW_FILE, episode_folder};
use crate::model::settings::level::Level;
use crate::output::apply::put;
use crate::world::disk::Disk;

/// Why a rule does not count.
const REASON: &str = "it was published so before the import";

/// Allows what stops the show, where that can be allowed and the file does not allow anything yet; whether anything was written.
pub(in crate::engine) fn allow(
    disk: &dyn Disk,
    root: &Utf8Path,
    findings: &[&Finding],
    (ledger, spot): (&mut Ledger, &Spot),
) -> Result<bool, Error> {
    let mut files: BTreeMap<Utf8PathBuf, BTreeSet<&str>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.level == Level::Error && finding.rule.can_be_allowed()) {
        let file = match &finding.episode {
            Some(slug) => episode_folder(slug).file(EPISODE_FILE),
            None => SHOW_FILE.into(),
        };
        files.entry(file).or_default().insert(finding.rule.id());
    }
    let mut is_written = false;
    for (file, rules) in files {
        let path = root.join(&file);
        let text = read_yaml_text(disk, &path)?;
        let is_of_show = file == SHOW_FILE;
        let key = if is_of_show { "checks:" } else { "allow:" };
        if text.lines().any(|line| line.starts_with(key)) {
            continue;
        }
        let indent = if is_of_show { "    " } else { "  " };
        let mut list = String::new();
        for rule in &rules {
            let _infallible = write!(list, "{indent}- rule: {rule}\n{indent}  reason: {REASON}\n");
        }
        let head = if is_of_show { "checks:\n  allow:\n" } else { "allow:\n" };
        let end = if text.ends_with('\n') { "" } else { "\n" };
        put(disk, &path, format!("{text}{end}{head}{list}").as_bytes())?;
        for rule in rules {
            let of_episode = Spot::new(file.as_str(), 0);
            let place = if is_of_show { spot } else { &of_episode };
            ledger.add(LedgerKind::Mended, format!("`{rule}` is allowed, because it was published so"), place);
        }
        is_written = true;
    }
    Ok(is_written)
}
