//! What only the producer can say.

use podwright::error::Exit;

use crate::feeds::{CHANNEL, OLD, Web, feed, imported, item, podwright};
use crate::support::TestShow;

const DATE: &str = "Mon, 02 Mar 2026 07:00:00 +0100";

#[track_caller]
fn asked(feed: &str, expected: &[&str]) {
    let show = TestShow::empty();
    let (exit, told) = podwright(&show, &Web::new().with(OLD, feed), &["import", OLD, "moved"]);
    assert_eq!(exit, Exit::Usage, "{told}");
    for part in expected {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(!show.exists("moved"), "nothing is written before everything is answered");
}

#[test]
fn in_a_pipe_the_flags_are_named_that_answer() {
    let channel = "<title>Zug</title><podcast:locked owner=\"z@zug.example\">yes</podcast:locked><itunes:category text=\"Podcasts\"/><language>Klingon</language>";
    let items = item("A", "a", "02 Mar 2026 07:00", "") + &item("B", "a", DATE, "");
    asked(
        &feed(channel, &items),
        &[
            "--category",
            "--author",
            "--language",
            "--description",
            "--time-zone",
            "--i-own-this-show",
            "--drop \"a\", or --guid \"a=NEW\"",
            "`Podcasts`",
            "`Klingon`",
            "z@zug.example",
            "\"A\" in line 3 and \"B\" in line 4",
        ],
    );
    let show = TestShow::empty();
    let flags = [
        "--category",
        "Education > How To",
        "--author",
        "Ada",
        "--language",
        "en-GB",
        "--description",
        "About trains.",
        "--time-zone",
        "America/New_York",
        "--i-own-this-show",
        "--guid",
        "a=b",
    ];
    let told = imported(&show, &Web::new(), &feed(channel, &items), &flags);
    assert!(told.contains("the guid `a` stands twice: this item has `b` now: 1; \"B\""), "{told}");
    assert_eq!(show.yaml("episodes/a/episode.yaml")["date"], "2026-03-02T07:00:00-05:00");
    assert!(told.contains("the time zone of dates that name none: 1; \"A\""), "{told}");
    assert_eq!(
        (show.yaml("episodes/b/episode.yaml")["guid"].clone(), show.yaml("podcast.yaml")["locked"].clone()),
        ("b".into(), true.into())
    );
}

#[test]
fn of_two_items_with_one_guid_the_first_stays_where_that_is_said() {
    let items = item("New", "a", DATE, "") + &item("Old", "a", "Sun, 01 Mar 2026 07:00:00 GMT", "");
    asked(&feed(CHANNEL, &items), &["Which item keeps the guid `a`?"]);
    let show = TestShow::empty();
    let told = imported(&show, &Web::new(), &feed(CHANNEL, &items), &["--drop", "a"]);
    assert!(told.contains("left out") && show.exists("episodes/new") && !show.exists("episodes/old"), "{told}");
}

#[test]
fn a_file_that_does_not_say_its_address_asks_for_it() {
    let show = TestShow::empty();
    show.write("old.xml", feed(&CHANNEL.replace("rel=\"self\"", "rel=\"alternate\""), &item("A", "a", DATE, "")));
    let (exit, told) = podwright(&show, &Web::new(), &["import", "old.xml", "moved"]);
    assert_eq!((exit, told.contains("--feed-address")), (Exit::Usage, true), "{told}");
    let (exit, told) = podwright(&show, &Web::new(), &["import", "old.xml", "moved", "--feed-address", OLD]);
    assert_eq!(exit, Exit::Fine, "{told}");
}
