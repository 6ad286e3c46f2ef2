//! What each rule says, as `tests/rules/messages.txt` keeps it: of the bad show of each rule, every finding of that rule with its help.
//! `tests/generate` writes it.

use std::fmt::Write;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::fixtures::{base, folder, ids};
use crate::script::Script;
use crate::support::golden::golden;

fn of_rule(id: String) -> String {
    let show = base();
    Script::read(&folder().join(&id).join("bad.txt")).apply(&show);
    let printed = show.podwright(&["check", "--format", "json"]).whatever_code();
    let findings: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let mut text = String::new();
    for finding in findings["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == id) {
        let word = |key: &str| finding[key].as_str().unwrap_or_default();
        writeln!(text, "{id}: {}\n  {}", word("message"), word("help")).unwrap();
        assert!(!word("message").is_empty() && !word("help").is_empty() && !word("path").is_empty(), "{finding}");
        assert!(!word("message").ends_with('.') && !word("help").ends_with('.'), "{finding}");
    }
    text
}

#[test]
fn each_rule_says_what_was_read_aloud() {
    let mut found: Vec<String> = ids().into_par_iter().map(of_rule).collect();
    found.sort();
    golden("tests/rules/messages.txt", found.concat());
}
