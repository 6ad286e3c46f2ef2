//! The sums of a lock, written anew after a change: what the rules find is tried, not what was changed by hand.

use serde_yaml::Value;
use sha2::{Digest, Sha256};

/// The lock with the right sum at the end of `show` and of each episode. What is no lock stays as it is.
pub(crate) fn resum(lock: &str) -> String {
    let Ok(read) = serde_yaml::from_str::<Value>(lock) else { return lock.to_owned() };
    let mut text = String::new();
    let mut open: Option<(String, &Value, &str)> = None;
    let mut is_below = false;
    for line in lock.lines() {
        if line.trim_start().starts_with("sum: ") {
            continue;
        }
        let guid =
            line.strip_prefix("  ").filter(|rest| is_below && !rest.starts_with(' ')).and_then(|rest| rest.strip_suffix(':'));
        if guid.is_some() || !line.starts_with(' ') {
            close(&mut text, open.take());
        }
        is_below |= line == "episodes:";
        if line == "show:" {
            open = read.get("show").map(|value| ("show".to_owned(), value, "  "));
        }
        if let Some(key) = guid.and_then(|guid| serde_yaml::from_str::<String>(guid).ok()) {
            open = read.get("episodes").and_then(|episodes| episodes.get(&key)).map(|value| (key, value, "    "));
        }
        text.extend([line, "\n"]);
    }
    close(&mut text, open);
    text
}

fn close(text: &mut String, open: Option<(String, &Value, &str)>) {
    let Some((key, value, indent)) = open else { return };
    let mut value = value.clone();
    if let Value::Mapping(values) = &mut value {
        values.remove("sum");
    }
    let json = serde_json::to_string(&(key, value)).unwrap();
    let sum: String = Sha256::digest(json)
        .iter()
        .take(8)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|n| char::from_digit(n.into(), 16).unwrap())
        .collect();
    text.extend([indent, "sum: ", &sum, "\n"]);
}
