//! How `serve` ends.

use std::fs::File;
use std::io::Write;

use crate::support::TestShow;
use crate::support::preview::{Preview, wait_until};

#[test]
fn a_system_that_shuts_down_ends_it_too() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    let mut open = preview.connect();
    write!(open, "GET /-/podwright/news?seen={} HTTP/1.1\r\nHost: localhost\r\n\r\n", preview.news("")["seen"].as_str().unwrap())
        .unwrap();
    preview.signal("TERM");
    // A page that waits for news keeps nobody waiting.
    assert_eq!(preview.interrupt(), Some(0));
}

#[test]
fn a_second_ctrl_c_does_not_wait_for_the_build() {
    let show = TestShow::series();
    // Everything is to be measured anew, which takes longer than the first Ctrl-C waits.
    show.remove("podcast.lock");
    let told = show.home().join("told");
    let mut preview = Preview::with(&show, &["--port", "0"], |command| {
        command.stderr(File::create(&told).unwrap());
    });
    preview.signal("INT");
    wait_until(|| {
        assert!(preview.runs(), "the build was over before it could be cut off");
        std::fs::read_to_string(&told).unwrap().contains("stopping after this build; Ctrl-C stops it now")
    });
    assert_eq!(preview.interrupt(), Some(0));
    assert!(!show.path("podcast.lock").exists(), "the build was cut off: it writes the lock last");
}
