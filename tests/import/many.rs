//! A back catalogue of seven hundred episodes.

use podwright::error::Exit;

use crate::feeds::{Web, imported, long_feed, podwright};
use crate::support::TestShow;

/// The lines of a terminal.
const SCREEN: usize = 24;

#[test]
fn after_seven_hundred_episodes_check_fits_on_a_screen() {
    let show = TestShow::empty_in_memory();
    let told = imported(&show, &Web::new(), &long_feed(700), &[]);
    assert!(told.contains("| guid | 700 of 700 | 700 of 700 |"), "{told}");
    let (exit, told) = podwright(&show, &Web::default(), &["check"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert!(told.lines().count() <= SCREEN, "{} lines:\n{told}", told.lines().count());
    let (exit, told) = podwright(&show, &Web::default(), &["status"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert!(told.contains("700 episodes wait for a transcript"), "{}", told.lines().rev().take(8).collect::<Vec<_>>().join("\n"));
}
