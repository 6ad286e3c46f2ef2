//! The pages in Chromium, driven by scripts beside this file. They find their programs where `tests/run` says.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::{shows, support};

/// Every show to look at, written once.
static SHOWS: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = support::root().join("target/tests/site");
    for (name, sealed) in [
        ("en", support::series(None)),
        ("cy", support::series(Some("cy"))),
        ("ar", support::series(Some("ar"))),
        ("fa", support::series(Some("fa"))),
        ("long", shows::long_show(70, "serial")),
        ("talk", shows::long_episode(90)),
        ("hostile", shows::hostile_show()),
        ("empty", shows::empty_show()),
        ("impact", shows::impact_show()),
        ("themed", shows::themed(support::series(None))),
    ] {
        support::write(&sealed, &folder.join(name));
    }
    folder
});

#[track_caller]
fn run(script: &str, folder: &Path) {
    let modules = env::var("PODWRIGHT_TEST_NODE_MODULES").expect("tests/run sets PODWRIGHT_TEST_NODE_MODULES");
    let chromium = env::var("PODWRIGHT_TEST_CHROMIUM").expect("tests/run sets PODWRIGHT_TEST_CHROMIUM");
    let output = Command::new("node")
        .arg(support::root().join("tests/site").join(script))
        .args([folder.to_str().unwrap(), &modules, &chromium])
        .output()
        .expect("Node.js runs");
    let (said, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{script}:\n{said}{complained}");
}

#[test]
#[ignore = "needs Chromium; run by tests/run"]
fn no_page_has_a_fault_that_axe_knows() {
    run("axe.mjs", &SHOWS);
}

#[test]
#[ignore = "needs Chromium; run by tests/run"]
fn listeners_find_their_way() {
    run("walk.mjs", &SHOWS);
}

#[test]
#[ignore = "needs Chromium; run by tests/run"]
fn one_player_is_in_view_wherever_one_reads() {
    run("player.mjs", &SHOWS);
}

#[test]
#[ignore = "needs Chromium; run by tests/run"]
fn people_read_what_came_of_what_they_said() {
    run("impact.mjs", &SHOWS);
}

#[test]
#[ignore = "needs Chromium; run by tests/run"]
fn pages_keep_to_what_listeners_set() {
    run("settings.mjs", &SHOWS);
}

#[test]
#[ignore = "needs html-validate; run by tests/run"]
fn every_page_is_valid_html() {
    run("validate.mjs", &SHOWS);
}
