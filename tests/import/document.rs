//! docs/import.md does what it says.

use podwright::error::Exit;

use crate::feeds::{CHANNEL, Web, feed, item, podwright};
use crate::support::TestShow;
use crate::support::show::REPOSITORY;

#[test]
fn the_page_about_moving_in_is_executed() {
    let page = std::fs::read_to_string(format!("{REPOSITORY}/docs/import.md")).unwrap();
    let (show, mut runs) = (TestShow::empty(), 0);
    let xml = feed(CHANNEL, &item("A", "a", "Mon, 02 Mar 2026 07:00:00 +0100", ""));
    let web = Web::new().with("https://feeds.example.com/my-show.rss", xml.as_str());
    show.write("old-feed.xml", &xml);
    for block in page.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap()) {
        for line in block.lines().filter_map(|line| line.strip_prefix("podwright ")) {
            let words = line.replace('"', "");
            let words: Vec<&str> = words.split_whitespace().collect();
            let (exit, told) = podwright(&show, &web, &words);
            // The comparison tells of the new address, which is an error until somebody has decided.
            let expected = if line.contains("--against") { Exit::Faults } else { Exit::Fine };
            assert_eq!(exit, expected, "{line}\n{told}");
            runs += 1;
        }
    }
    assert!(runs >= 5, "{runs}");
}
