//! The pages: what is in them, and how a browser, a keyboard and a checker of accessibility find them.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "site/support.rs"]
mod support;

#[test]
#[ignore = "needs Chromium; run by tests/run"]
fn writes_folders_to_look_at() {
    for (name, language) in [("en", None), ("cy", Some("cy")), ("ar", Some("ar"))] {
        support::write(&support::series(language), &support::root().join("target/tests/site").join(name));
    }
}
