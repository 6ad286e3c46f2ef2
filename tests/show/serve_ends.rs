//! How `serve` ends.

use std::fs::File;
use std::io::Write;

use crate::support::TestShow;
use crate::support::preview::Preview;

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
fn ctrl_c_does_not_wait_for_pages_that_take_their_time() {
    let show = TestShow::series();
    // Everything is to be measured anew, which takes longer than Ctrl-C waits.
    show.remove("podcast.lock");
    let told = show.home().join("told");
    let preview = Preview::with(&show, &["--port", "0"], |command| {
        command.stderr(File::create(&told).unwrap());
    });
    assert!(preview.news("")["seen"].as_str().unwrap().ends_with("-0"), "nothing is measured yet");
    assert_eq!(preview.interrupt(), Some(0));
    assert!(std::fs::read_to_string(&told).unwrap().contains("press Ctrl-C to stop"));
    assert!(!show.exists("podcast.lock") && !show.exists(".podwright/preview"), "nothing is left behind");
}
