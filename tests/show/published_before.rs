//! Episodes that were published by another program: they are described as they are, and stay as they were.

use crate::support::TestShow;
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
        assert!(show.text("feed/index.html").contains("<p>We meet Ada again.</p>"), "the list needs it");
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
