//! `status` and `check` learn what is wrong from the same function: they agree on every show of `tests/rules`.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use crate::fixtures::{base, folder, ids};
use crate::script::Script;

/// How `status` contradicts `check`; `None` if they agree.
fn contradiction(id: &str, kind: &str) -> Option<String> {
    let show = base();
    Script::read(&folder().join(format!("{id}/{kind}.txt"))).apply(&show);
    let read =
        |command: &str| serde_json::from_str::<Value>(&show.podwright(&[command, "--format", "json"]).whatever_code()).ok();
    let name = format!("{id}/{kind}.txt");
    let (found, status) = match (read("check"), read("status")) {
        (Some(found), Some(status)) => (found, status),
        (None, None) => return None,
        (found, _) => {
            return Some(format!("{name}: only {} can read the show", if found.is_some() { "check" } else { "status" }));
        }
    };
    let is_error = |finding: &&Value| finding["level"] == "error";
    let errors: Vec<&Value> = found["findings"].as_array().unwrap().iter().filter(is_error).collect();
    status["episodes"].as_array().unwrap().iter().find_map(|episode| {
        let stops = |error: &&&Value| error["episode"].is_null() || error["episode"] == episode["episode"];
        let error = errors.iter().find(stops);
        match (episode["state"].as_str().unwrap(), error) {
            ("ready", Some(error)) => {
                Some(format!("{name}: {} is ready, and check reports {}", episode["episode"], error["message"]))
            }
            ("blocked", None) => Some(format!("{name}: {} is blocked, and check reports no error", episode["episode"])),
            _ => None,
        }
    })
}

#[test]
fn status_and_check_agree_on_every_show() {
    let ids = ids();
    let contradictions: Vec<String> =
        ids.par_iter().flat_map_iter(|id| ["bad", "good"].into_iter().filter_map(|kind| contradiction(id, kind))).collect();
    assert!(contradictions.is_empty(), "{}", contradictions.join("\n"));
}
