//! What each rule says, as `tests/rules/messages.txt` keeps it: of the bad show of each rule, every finding of that rule with its help.
//! `PODWRIGHT_BLESS=1 cargo test --test rules messages` writes it anew.

use std::fmt::Write;
use std::fs;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::fixtures::{base, folder, ids};
use crate::script::Script;

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
    let found = found.concat();
    let path = folder().join("messages.txt");
    if std::env::var_os("PODWRIGHT_BLESS").is_some() {
        fs::write(&path, &found).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    for (found, kept) in found.lines().zip(kept.lines()) {
        assert_eq!(found, kept, "PODWRIGHT_BLESS=1 writes the table anew");
    }
    assert_eq!(found.len(), kept.len());
}
