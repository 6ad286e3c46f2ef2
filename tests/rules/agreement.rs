//! `status` and `check` learn what is wrong from the same function: they agree on every show of `tests/rules`.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use crate::fixtures::{base, folder, ids};
use crate::script::Script;

/// What `status` and `check` say of a show.
#[derive(Default)]
struct Agreement {
    contradictions: Vec<String>,
    /// Findings that both tell.
    told_by_both: usize,
}

/// Compares the two, episode by episode.
fn agreement(name: &str) -> Agreement {
    let mut agreement = Agreement::default();
    let show = base();
    Script::read(&folder().join(name)).apply(&show);
    let read =
        |command: &str| serde_json::from_str::<Value>(&show.podwright(&[command, "--format", "json"]).whatever_code()).ok();
    let (found, status) = match (read("check"), read("status")) {
        (Some(found), Some(status)) => (found, status),
        (found, status) => {
            // Neither can say anything of a show that has no podcast.yaml, for example.
            if found.is_some() || status.is_some() {
                let who = if found.is_some() { "check" } else { "status" };
                agreement.contradictions.push(format!("{name}: only {who} can read the show"));
            }
            return agreement;
        }
    };
    let findings = found["findings"].as_array().unwrap();
    for episode in status["episodes"].as_array().unwrap() {
        let mut missing: Vec<&str> = texts(&episode["missing"]);
        let mine = findings.iter().filter(|finding| finding["episode"] == episode["episode"] && finding["level"] != "note");
        let mut reported: Vec<&str> = mine.map(|finding| finding["message"].as_str().unwrap()).collect();
        missing.sort_unstable();
        reported.sort_unstable();
        // In a draft all findings are notes, of which `status` tells some.
        let is_draft = episode["state"] == "draft";
        if missing != reported && !is_draft {
            agreement
                .contradictions
                .push(format!("{name}: of {}, status says {missing:?} and check {reported:?}", episode["episode"]));
        }
        agreement.told_by_both += reported.len();
        let stops = |finding: &&Value| {
            finding["level"] == "error" && (finding["episode"].is_null() || finding["episode"] == episode["episode"])
        };
        let error = findings.iter().find(stops);
        let contradiction = match (episode["state"].as_str().unwrap(), error) {
            ("ready", Some(error)) => Some(format!("{} is ready, and check reports {}", episode["episode"], error["message"])),
            ("blocked", None) => Some(format!("{} is blocked, and check reports no error", episode["episode"])),
            _ => None,
        };
        agreement.contradictions.extend(contradiction.map(|words| format!("{name}: {words}")));
    }
    agreement
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

#[test]
fn status_and_check_agree_on_every_show() {
    let names: Vec<String> = ids().iter().flat_map(|id| [format!("{id}/bad.txt"), format!("{id}/good.txt")]).collect();
    let agreements: Vec<Agreement> = names.par_iter().map(|name| agreement(name)).collect();
    let contradictions: Vec<&str> = agreements.iter().flat_map(|one| one.contradictions.iter().map(String::as_str)).collect();
    assert!(contradictions.is_empty(), "{}", contradictions.join("\n"));
    let told_by_both: usize = agreements.iter().map(|one| one.told_by_both).sum();
    assert!(told_by_both >= 60, "only {told_by_both} findings were compared");
}
