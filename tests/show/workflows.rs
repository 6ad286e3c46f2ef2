//! The workflows of CI: what they run works in a clean clone.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::TestShow;
use crate::support::show::REPOSITORY;

fn workflow(name: &str) -> Value {
    let text = fs::read_to_string(Path::new(REPOSITORY).join(".github/workflows").join(name)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// The commands of a job, in their order.
fn runs(workflow: &Value, job: &str) -> Vec<String> {
    let steps = workflow["jobs"][job]["steps"].as_array().unwrap();
    steps.iter().filter_map(|step| step["run"].as_str()).map(str::to_owned).collect()
}

#[test]
fn the_feed_is_checked_and_built_in_a_clean_clone() {
    let show = TestShow::series();
    show.commit();
    show.write(".git/info/exclude", "/target\n");
    fs::create_dir_all(show.path("target/installed/bin")).unwrap();
    symlink(env!("CARGO_BIN_EXE_podwright"), show.path("target/installed/bin/podwright")).unwrap();
    let runs = runs(&workflow("feed.yml"), "publish");
    let [install, own @ .., keep_alive] = runs.as_slice() else { panic!("{runs:?}") };
    assert_eq!(own.len(), 2, "{own:?}");
    assert!(install.starts_with("cargo install --locked --path . "), "{install}");
    assert!(keep_alive.starts_with("gh api "), "{keep_alive}");
    for line in own {
        let output = Command::new("bash").args(["-e", "-c", line]).current_dir(show.path("")).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(show.git(&["status", "--porcelain"]), "");
    assert!(show.exists("feed/feed.xml") && show.exists("feed/media/words-we-use.mp3"));
}

#[test]
fn every_check_is_run_on_every_push() {
    let ci = workflow("ci.yml");
    assert!(runs(&ci, "tests").contains(&"bash .ci/run".to_owned()));
    let own = fs::read_to_string(Path::new(REPOSITORY).join(".ci/run")).unwrap();
    assert!(own.trim_end().ends_with("/../tests/run\""), "{own}");
}
