//! The newest episodes alone, and notes as Markdown.

use podwright::error::Exit;

use crate::feeds::{CHANNEL, OLD, Web, feed, imported, item, podwright};
use crate::support::TestShow;

const DATES: [&str; 3] = ["Tue, 03 Mar 2026 07:00:00 GMT", "Mon, 02 Mar 2026 07:00:00 GMT", "Sun, 01 Mar 2026 07:00:00 GMT"];

#[test]
fn the_newest_come_alone_and_the_others_later() {
    // Two have one name, so the folder of the newer one is numbered, with the older one here or not.
    let items = item("Same", "1", DATES[2], "") + &item("Other", "2", DATES[1], "") + &item("Same", "3", DATES[0], "");
    let show = TestShow::empty();
    let told = imported(&show, &Web::new(), &feed(CHANNEL, &items), &["--only", "2"]);
    assert!(told.contains("3 items in the feed, 2 episodes made of them"), "{told}");
    assert!(told.contains("older than what `--only` takes: 1; \"Same\" (line 3)"), "{told}");
    assert!(show.exists("episodes/same-2") && show.exists("episodes/other") && !show.exists("episodes/same"));
    let told = imported(&show, &Web::new(), &feed(CHANNEL, &items), &[]);
    assert!(told.contains("3 items in the feed, 1 episode made of them"), "{told}");
    assert_eq!(show.yaml("episodes/same/episode.yaml")["guid"], "1");
}

#[test]
fn notes_become_markdown_where_that_says_the_same() {
    let html = |html: &str| format!("<content:encoded><![CDATA[{html}]]></content:encoded>");
    let same = "<p>We <a href=\"https://a.example/\">meet</a> and <b>go</b>.</p><ul><li>One</li><li>1 * 2</li></ul>";
    let chapters = "<podcast:chapters url=\"https://zug.example/1.json\" type=\"application/json+chapters\"/>";
    let again = |text: &str| item("Again", "4", DATES[0], &html(text)).replace("About Again.", &text.replace('<', "&lt;"));
    let items = item("Same", "1", DATES[0], &html(same))
        + &item("Table", "2", DATES[0], &html("<table><tr><td>a</td></tr></table>"))
        + &item("Chapters", "3", DATES[0], &(html(same) + chapters))
        + &again(same)
        + &item("Short", "5", DATES[0], "")
        + &item("Closed", "6", DATES[0], &html("<p><b>A:</b>B</p>"));
    let show = TestShow::empty();
    let xml = feed(CHANNEL, &items);
    let told = imported(&show, &Web::new(), &xml, &["--markdown", "--offline"]);
    let yaml = |name: &str| show.yaml(&format!("episodes/{name}/episode.yaml"));
    let one = yaml("same");
    assert_eq!(one["notes"].as_str().map(str::trim_end), Some("We [meet](https://a.example/) and **go**.\n\n- One\n- 1 \\* 2"));
    assert_eq!((one["description"].as_str(), one["content_html"].is_null()), (Some("About Same."), true));
    assert!(yaml("again")["description"].is_null() && yaml("again")["notes"].is_string(), "apps make it of the notes");
    assert!(yaml("short")["notes"].as_str().map(str::trim_end) == Some("About Short.") && yaml("short")["description"].is_null());
    for html in ["table", "chapters", "closed"] {
        assert!(yaml(html)["notes"].is_null() && yaml(html)["content_html"].is_string(), "{html}");
    }
    for part in [
        "it would say something else, so they stay HTML: 2; \"Table\"",
        "the list of chapters would be added to them, so they stay HTML: 1; \"Chapters\"",
        "| notes, words and links | 6 of 6 |",
        "| description | 6 of 6 |",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let (exit, told) = podwright(&show, &Web::new().with(OLD, xml), &["check", "--against", OLD]);
    assert!(!told.contains("notes"), "{told}");
    assert_eq!(exit, Exit::Faults, "the address is a new one: {told}");
}
