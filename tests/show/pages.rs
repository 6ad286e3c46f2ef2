//! The pages as `serve` sends them, in a browser and before Lighthouse. `tests/run` installs both.

use std::path::Path;

use crate::support::TestShow;
use crate::support::preview::Preview;
use crate::support::show::REPOSITORY;
use crate::support::tools::node;

#[test]
#[ignore = "needs Chromium; run by tests/run"]
fn a_producer_sees_each_change_and_each_fault_at_once() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    node("tests/site/preview.mjs", &show.path(""), &preview.address());
}

#[test]
#[ignore = "needs Chromium and Lighthouse; run by tests/run"]
fn lighthouse_has_nothing_to_say() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    node("tests/site/lighthouse.mjs", &show.path(""), &preview.address());
}

/// The pictures in docs/pages are those that the script takes.
#[test]
#[ignore = "needs Chromium; run by tests/run"]
fn the_pictures_in_docs_can_be_taken_anew() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    let taken = show.home().join("pictures");
    node("tests/site/screenshots.mjs", &taken, &preview.address());
    let kept = Path::new(REPOSITORY).join("docs/pages");
    let names = |folder: &Path| {
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&taken), names(&kept));
    assert!(names(&kept).len() >= 21, "seven kinds of page, three widths");
    let size = |folder: &Path, name: &str| image::image_dimensions(folder.join(name)).unwrap();
    for name in names(&kept) {
        assert_eq!(size(&taken, &name), size(&kept, &name), "{name}: tests/site/screenshots.mjs takes it anew");
    }
}
