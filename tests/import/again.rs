//! A second import, and one that was interrupted.

use podwright::error::Exit;

use crate::feeds::{CHANNEL, OLD, Web, feed, imported, item, podwright};
use crate::support::TestShow;

const DATES: [&str; 3] = ["Tue, 03 Mar 2026 07:00:00 GMT", "Mon, 02 Mar 2026 07:00:00 GMT", "Sun, 01 Mar 2026 07:00:00 GMT"];

#[test]
fn a_newer_feed_adds_what_is_new_and_changes_nothing_else() {
    let (one, two) = (item("Same", "1", DATES[2], ""), item("Same", "2", DATES[1], ""));
    let show = TestShow::empty();
    imported(&show, &Web::new(), &feed(CHANNEL, &(two.clone() + &one)), &[]);
    show.edit("episodes/same/episode.yaml", "title: Same", "title: Other");
    let before = (show.text("episodes/same/episode.yaml"), show.text("episodes/same-2/episode.yaml"), show.text("podcast.yaml"));
    let three = item("Same", "3", DATES[0], "");
    let told = imported(&show, &Web::new(), &feed(CHANNEL, &(three + &two + &one.replace(">Same<", ">Other<"))), &[]);
    assert!(told.contains("3 items in the feed, 1 episode made of them"), "{told}");
    let after = (show.text("episodes/same/episode.yaml"), show.text("episodes/same-2/episode.yaml"), show.text("podcast.yaml"));
    assert_eq!(before, after);
    assert_eq!(show.yaml("episodes/same-3/episode.yaml")["guid"], "3");
    let lock = show.yaml("podcast.lock");
    assert_eq!(lock["out"].as_array().unwrap().len(), 3);
    assert_eq!(lock["episodes"]["3"]["origin"], "import");
}

#[test]
fn what_the_producer_changed_since_is_not_allowed_behind_their_back() {
    let one = item("One", "1", DATES[1], "");
    let show = TestShow::empty();
    imported(&show, &Web::new(), &feed(CHANNEL, &one), &[]);
    show.edit("episodes/one/episode.yaml", "/1.mp3", "/other.mp3");
    let before = (show.text("episodes/one/episode.yaml"), show.text("podcast.yaml"));
    let web = Web::new().with(OLD, feed(CHANNEL, &(item("Two", "2", DATES[0], "") + &one)));
    let (exit, told) = podwright(&show, &web, &["import", OLD]);
    assert_eq!(exit, Exit::Faults, "{told}");
    assert!(told.contains("the show has 1 error") && !told.contains("is allowed"), "{told}");
    assert_eq!((show.text("episodes/one/episode.yaml"), show.text("podcast.yaml")), before);
    let (_, told) = podwright(&show, &web, &["check"]);
    assert!(told.contains("enclosure-url-changed"), "{told}");
}

#[test]
fn two_imports_of_one_feed_are_the_same() {
    let xml = feed(CHANNEL, &(item("A", "1", DATES[0], "") + &item("B", "2", DATES[1], "")));
    let [one, two] = [(); 2].map(|()| {
        let show = TestShow::empty();
        imported(&show, &Web::new(), &xml, &[]);
        ["podcast.yaml", "podcast.lock", "episodes/a/episode.yaml", "episodes/b/episode.yaml", "import-report.json"]
            .map(|path| show.text(path))
    });
    assert_eq!(one, two);
}

#[test]
fn another_show_is_left_alone() {
    let xml = feed(CHANNEL, &item("A", "1", DATES[0], ""));
    let show = TestShow::empty();
    show.write("podcast.yaml", "title: Mine\n");
    let (exit, told) = podwright(&show, &Web::new().with(OLD, xml.as_str()), &["import", OLD]);
    assert_eq!((exit, told.contains("already another show")), (Exit::Usage, true), "{told}");
    let imported_show = TestShow::empty();
    imported(&imported_show, &Web::new(), &xml, &[]);
    let other = "https://other.example/feed.rss";
    let other_feed = xml.replace("https://feeds.zug.example/zug.rss", other);
    let (exit, told) = podwright(&imported_show, &Web::new().with(other, other_feed), &["import", other]);
    assert_eq!((exit, told.contains("already another show")), (Exit::Usage, true), "{told}");
}
