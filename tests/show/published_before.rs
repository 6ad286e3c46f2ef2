//! Episodes that were published by another program: they are described as they are, and stay as they were.

use crate::support::TestShow;
use crate::support::resum::resum;
use crate::support::show::REPOSITORY;

/// A show with one episode, whose recording is kept elsewhere; `keys` is what its YAML says beside the rest.
fn with_episode(keys: &str) -> TestShow {
    let show = TestShow::empty();
    let base = std::fs::read_to_string(format!("{REPOSITORY}/tests/rules/base/podcast.yaml")).unwrap();
    show.write("podcast.yaml", base.replace("type: serial\n", ""));
    show.write("episodes/cover.jpg", std::fs::read(format!("{REPOSITORY}/episodes/cover.jpg")).unwrap());
    episode(&show, "one", "2021-03-01T07:00:00Z", keys);
    show
}

fn episode(show: &TestShow, slug: &str, date: &str, keys: &str) {
    let enclosure = format!("{{url: https://cdn.example.org/{slug}.mp3, type: audio/mpeg}}");
    let text = format!("title: About {slug}\nguid: Old Guid {slug}\ndate: {date}\nenclosure: {enclosure}\n{keys}\n");
    show.write(&format!("episodes/{slug}/episode.yaml"), text);
}

const ALLOWED: [&str; 4] = ["--allow", "missing-transcript", "--allow", "missing-easy-read"];

/// The feed of a build that finds nothing worse than a warning.
fn built(show: &TestShow) -> String {
    show.podwright(&[&["build"], &ALLOWED[..]].concat()).any_stdout().any_stderr().done();
    show.text("feed/feed.xml")
}

fn page(show: &TestShow) -> String {
    show.text("feed/episodes/one/index.html")
}

/// The text of an element of the only item, as XML has it.
fn text_of(feed: &str, name: &str) -> Option<String> {
    let item = feed.split_once("<item>")?.1;
    let inner = item.split_once(&format!("<{name}>"))?.1.split_once(&format!("</{name}>"))?.0;
    Some(inner.trim_start_matches("<![CDATA[").trim_end_matches("]]>").to_owned())
}

#[test]
fn words_that_were_published_stay_letter_by_letter() {
    let html = "<p>We meet <a href=\"https://example.org/?a=1&amp;b=2\">Ada</a>.</p><h2>Links</h2><p>é</p>";
    let show = with_episode(&format!("summary: We meet Ada.\ncontent_html: '{html}<script>x()</script>'\ndescription: AT&T < 3"));
    let feed = built(&show);
    assert_eq!(text_of(&feed, "content:encoded").as_deref(), Some(html));
    assert_eq!(text_of(&feed, "description").as_deref(), Some("AT&T < 3"));
    let page = page(&show);
    assert!(page.contains("<h2>Links</h2><p>é</p>") && page.contains("<a href=\"https://example.org/?a=1&amp;b=2\">Ada</a>."));
    assert!(!page.contains("x()") && !page.contains("class=\"lead\""), "the notes begin with the summary: {page}");
}

#[test]
fn what_is_not_said_is_not_written() {
    let show = with_episode("");
    let feed = built(&show);
    assert_eq!((text_of(&feed, "description"), text_of(&feed, "content:encoded")), (None, None));
    assert!(!show.text("feed/index.html").contains("<p></p>") && !page(&show).contains("class=\"lead\""));
    let show = with_episode("description: |\n  Plain words & more.\n\n  The end.");
    let feed = built(&show);
    assert_eq!(text_of(&feed, "description").as_deref(), Some("Plain words & more.\n\nThe end."));
    assert_eq!(text_of(&feed, "content:encoded"), None);
    assert!(page(&show).contains("<p>Plain words &amp; more.</p>"));
}

#[test]
fn a_summary_that_begins_the_notes_is_said_once() {
    let notes = "notes: |\n  We meet *Ada* again.\n\n  And then we go.";
    for keys in [notes.to_owned(), format!("summary: We meet Ada again.\n{notes}")] {
        let show = with_episode(&keys);
        let feed = built(&show);
        for element in ["description", "content:encoded"] {
            let text = text_of(&feed, element).unwrap();
            assert_eq!(text, "<p>We meet <em>Ada</em> again.</p>\n<p>And then we go.</p>", "{element}");
        }
        assert!(!page(&show).contains("class=\"lead\""));
        assert!(show.text("feed/index.html").contains(">We meet Ada again.</p>"), "the list needs it");
    }
    let show = with_episode(&format!("summary: In short.\n{notes}"));
    assert!(text_of(&built(&show), "description").unwrap().starts_with("<p>In short.</p>\n<p>We meet"));
    assert!(page(&show).contains("<p class=\"lead\">In short.</p>"));
}

#[test]
fn what_is_kept_elsewhere_is_named_and_never_loaded() {
    let show = with_episode(
        "summary: In short.\nartwork: {url: https://e.org/a.jpg, alt: A train}\nchapters: {url: https://e.org/a.json}\n\
         transcript: {url: https://e.org/a.vtt, type: text/vtt, language: en}\npeople: {only: [{name: Cleo, role: guest}]}",
    );
    show.write("podcast.yaml", show.text("podcast.yaml") + "people: [{name: Ada Host}]\n");
    show.podwright(&["build", "--allow", "missing-easy-read"]).any_stdout().any_stderr().done();
    let feed = show.text("feed/feed.xml");
    let item = feed.split_once("<item>").unwrap().1;
    for element in [
        "<itunes:image href=\"https://e.org/a.jpg\">",
        "<podcast:image alt=\"A train\" href=\"https://e.org/a.jpg\" purpose=\"artwork\">",
        "<podcast:chapters type=\"application/json+chapters\" url=\"https://e.org/a.json\">",
        "<podcast:transcript language=\"en\" type=\"text/vtt\" url=\"https://e.org/a.vtt\">",
    ] {
        assert!(item.contains(element), "{element} {item}");
    }
    assert!(item.contains(">Cleo</podcast:person>") && !item.contains("Ada Host"), "{item}");
    let page = page(&show);
    assert!(page.contains("<a href=\"https://e.org/a.vtt\"") && page.contains("<a href=\"https://e.org/a.json\""), "{page}");
    assert!(!page.contains("https://e.org/a.jpg") && !page.contains("Ada Host") && page.contains("Cleo"), "{page}");
    let names: Vec<String> = show.files_below("feed").into_keys().collect();
    assert!(!names.iter().any(|name| name.contains("chapters/") || name.contains("transcripts/")), "{names:?}");
}

#[test]
fn a_recording_whose_tags_are_kept_is_published_as_it_is() {
    let show = TestShow::series();
    let (file, audio) = ("episodes/words-we-use/episode.yaml", "episodes/words-we-use/audio.mp3");
    let before = show.read(audio);
    show.write(file, show.text(file).replace("title: ", "tags: keep\ntitle: Another "));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(show.read(audio) == before && show.read("feed/media/words-we-use.mp3") == before);
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    show.podwright(&["tag", "words-we-use"]).any_stdout().any_stderr().done();
    assert!(show.read(audio) == before);
    show.edit(file, "tags: keep\n", "");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(show.read(audio) != before, "without the key the tags have the new title");
}

/// The titles of a feed's items, in order.
fn titles(feed: &str) -> Vec<&str> {
    feed.split("<item>").skip(1).map(|item| item.split_once("<title>").unwrap().1.split_once('<').unwrap().0).collect()
}

#[test]
fn the_order_of_the_old_feed_stays() {
    let show = with_episode("summary: One.");
    for slug in ["two", "three"] {
        episode(&show, slug, "2021-03-01T07:00:00Z", "summary: One.");
    }
    let allow = [&ALLOWED[..], &["--allow", "equal-dates"]].concat();
    show.podwright(&[&["build"], &allow[..]].concat()).any_stdout().any_stderr().done();
    assert_eq!(titles(&show.text("feed/feed.xml")), ["About two", "About three", "About one"], "by guid, downwards");
    let mut lock = show.text("podcast.lock");
    for (slug, place) in [("one", 1), ("three", 2), ("two", 3)] {
        let slug = format!("    slug: {slug}\n");
        let (before, after) = lock.split_once(&slug).unwrap();
        let date = "    date: 2021-03-01T07:00:00Z\n";
        let after = after.replacen(date, &format!("{date}    origin: import\n    order: {place}\n"), 1);
        lock = format!("{before}{slug}{after}");
    }
    show.write("podcast.lock", resum(&lock));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(titles(&show.text("feed/feed.xml")), ["About one", "About three", "About two"]);
    assert_eq!(show.text("podcast.lock"), resum(&lock), "a build keeps what an import wrote");
    show.write("podcast.yaml", show.text("podcast.yaml") + "order: oldest_first\n");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(titles(&show.text("feed/feed.xml")), ["About two", "About three", "About one"]);
    // What is new is no part of the past, and two that share a moment are its fault.
    episode(&show, "four", "2021-03-01T07:00:00Z", "summary: One.");
    let found = show.podwright(&["check"]).code(1).stdout_contains(&["error[equal-dates]", "episodes/four/episode.yaml:3:7"]);
    found.stdout_contains(&["error[missing-transcript]", "note[equal-dates]"]).any_stderr().done();
    show.podwright(&["check", "--deny", "missing-transcript", "three"]).code(1).any_stdout().any_stderr().done();
    show.podwright(&["check", "three"]).any_stdout().any_stderr().done();
}

/// A show as an import leaves it: 700 episodes with doubled numbers, late chapters, dead links and no transcripts.
#[test]
fn the_first_check_after_an_import_fits_one_screen() {
    let show = with_episode("summary: One.");
    built(&show);
    let lock = show.text("podcast.lock");
    let entry = lock.split_once("episodes:\n").unwrap().1.to_owned();
    let imported = |text: &str, day: &str| {
        let date = format!("    date: {day}\n");
        text.replace(&date, &format!("{date}    origin: import\n"))
    };
    let old_day = "2021-03-01T07:00:00Z";
    let mut all = imported(&lock, old_day);
    for number in 0..700 {
        let (slug, day) = (format!("e{number:03}"), format!("20{:02}-{:02}-01T07:00:00Z", number / 40 + 1, number % 12 + 1));
        let keys = format!(
            "summary: AN OLD SUMMARY OF THE SHOW.\nnumber: {}\nchapters: [0:26 Start, 1:00 Next, 2:00 End]\n\
             notes: See [here](pic.example.org/{number}) and [here](http://x.example.org).",
            number / 2,
        );
        episode(&show, &slug, &day, &keys);
        all += &imported(&entry.replace("one", &slug).replace(old_day, &day), &day);
    }
    show.write("podcast.lock", resum(&all));
    let text = show.podwright(&["check"]).whatever_code();
    assert!(text.lines().count() <= 24, "{text}");
    assert!(text.contains("note[relative-link]: 700 episodes (newest `e"), "{text}");
    assert!(!text.contains("error["), "{text}");
    let all = show.podwright(&["check", "--all"]).whatever_code();
    assert!(all.matches("note[relative-link]").count() == 700 && all.lines().count() > 10_000);
    let json = show.podwright(&["check", "--format", "json"]).whatever_code();
    assert!(json.matches("\"relative-link\"").count() == 700);
    show.remove("podcast.lock");
    let text = show.podwright(&["check"]).whatever_code();
    assert!(text.contains("error[relative-link]: 700 episodes"), "without a lock nothing is old: {text}");
}
