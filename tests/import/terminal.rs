//! The questions of an import at a terminal.

use rexpect::process::WaitStatus;

use crate::feeds::{RSS, item};
use crate::support::TestShow;
use crate::support::pty::{at_a, ends_well};

/// A feed that leaves everything open.
fn open_feed() -> String {
    let channel = "<podcast:locked>yes</podcast:locked><itunes:category text=\"Podcasts\"/><language>Klingon</language>";
    let items = item("New", "a", "02 Mar 2022 07:00", "") + &item("Old", "a", "01 Mar 2022 07:00", "");
    format!("{RSS}<channel>{channel}{items}</channel></rss>")
}

#[test]
fn what_the_feed_lacks_is_asked_until_the_answer_can_be_used() {
    let show = TestShow::empty();
    show.write("old.xml", open_feed());
    let mut session = at_a(&show, "xterm", &["import", "old.xml", "moved", "--offline"]);
    for (question, answer) in [
        ("The feed says `Klingon`, which is no language code", "Klingon"),
        ("`Klingon` is not a language code", "en-GB"),
        ("Which of Apple's categories fits best?", "Cooking"),
        ("Which of Apple's categories fits best?", "Education > How To"),
        ("What address do subscribers use?", "feeds.zug.example/zug.rss"),
        ("What address do subscribers use?", "https://feeds.zug.example/zug.rss"),
        ("What is the show called?", "Zug & Zeit"),
        ("What is the show about?", "Trains."),
        ("Who makes the show?", "Ada Example"),
        ("Is this show your own? Its feed says `podcast:locked` (yes or no)", "no"),
        ("a locked feed is imported by its owner alone", "yes"),
        ("What time zone are dates without one in, such as `02 Mar 2022 07:00`?", "Mars/Base"),
        ("`Mars/Base` is no time zone: write one such as `Europe/London`", "Europe/Berlin"),
        ("Which item keeps the guid `a`?", "a2"),
    ] {
        session.exp_string(question).unwrap_or_else(|error| panic!("{question}: {error}"));
        session.exp_string("\r\n> ").unwrap();
        session.send_line(answer).unwrap();
    }
    let rest = ends_well(session);
    assert!(rest.contains("| guid | 1 of 1 |") || rest.contains("every guid, date and recording"), "{rest}");
    let written = show.yaml("moved/podcast.yaml");
    assert_eq!((&written["title"], &written["language"]), (&"Zug & Zeit".into(), &"en-GB".into()));
    assert_eq!(written["categories"][0], "Education > How To");
    let (new, old) = (show.yaml("moved/episodes/new/episode.yaml"), show.yaml("moved/episodes/old/episode.yaml"));
    assert_eq!((&new["guid"], &old["guid"]), (&"a".into(), &"a2".into()));
    assert_eq!(new["date"], "2022-03-02T07:00:00+01:00");
}

#[test]
fn who_closes_the_terminal_gets_the_flags_and_no_files() {
    let show = TestShow::empty();
    show.write("old.xml", open_feed());
    let mut session = at_a(&show, "dumb", &["import", "old.xml", "moved", "--offline"]);
    session.exp_string("> ").unwrap();
    session.send_control('d').unwrap();
    let rest = session.exp_eof().unwrap();
    assert!(matches!(session.process().wait(), Ok(WaitStatus::Exited(_, 2))), "{rest}");
    assert!(rest.contains("--category") && rest.contains("--language") && !show.exists("moved"), "{rest}");
}
