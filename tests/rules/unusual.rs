//! Shows that are unusual and right: other languages and scripts, other subjects, other ways of writing. `tests/rules/unusual.txt` has them, each as
//! changes to the good show, after a line `show NAME`. Errors would keep their producers from publishing.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::finding::findings;
use crate::fixtures::{base, folder};
use crate::script::Script;

/// So many shows there are at least.
const SHOWS: usize = 60;
/// So many of them may have warnings, such as an episode that says nothing of itself.
const WITH_WARNINGS: usize = 12;

/// Each show's name and its changes.
fn shows() -> Vec<(String, Script)> {
    let text = std::fs::read_to_string(folder().join("unusual.txt")).unwrap();
    let text = format!("\n{text}");
    let parts = text.split("\nshow ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.map(|(name, changes)| (name.to_owned(), Script::of_changes(changes))).collect()
}

#[test]
fn unusual_shows_have_no_errors_and_few_warnings() {
    let shows = shows();
    assert!(shows.len() >= SHOWS, "{}", shows.len());
    let found: BTreeMap<&str, Vec<String>> = shows
        .par_iter()
        .map(|(name, script)| {
            let show = base();
            script.apply(&show);
            (name.as_str(), findings(&show))
        })
        .collect();
    assert_eq!(found.len(), shows.len(), "two shows have one name");
    let of = |level: &str| {
        let is = |lines: &&Vec<String>| lines.iter().any(|line| line.starts_with(level));
        found.iter().filter(|(_, lines)| is(lines)).map(|(name, lines)| format!("{name}: {lines:?}")).collect::<Vec<_>>()
    };
    let (errors, warnings) = (of("error"), of("warning"));
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(warnings.len() <= WITH_WARNINGS, "{warnings:#?}");
}
