//! What `serve` shows of a show that is being worked on, beside what else goes on.

use std::fs::File;
use std::io::Write;

use crate::support::TestShow;
use crate::support::preview::{Preview, wait_until};

#[test]
fn drafts_and_future_episodes_are_shown_with_a_mark() {
    let show = TestShow::series();
    let future = "episodes/how-to-start-well/episode.yaml";
    let date = show.text(future).lines().find(|line| line.starts_with("date: ")).unwrap().to_owned();
    show.edit(future, &date, "date: 2031-02-03T07:00:00Z");
    show.edit("episodes/words-we-use/episode.yaml", "title: ", "draft: true\ntitle: ");
    let preview = Preview::of(&show).built();
    let index = preview.get("").text();
    for (slug, mark) in [("words-we-use", "Draft"), ("how-to-start-well", "Not out until 2031-02-03 07:00")] {
        let page = preview.get(&format!("episodes/{slug}/"));
        assert_eq!(page.status, 200, "{slug}");
        let label = format!("<p class=\"label\">{mark}");
        assert!(page.text().contains(&label) && page.text().contains("this episode is not in the feed yet"), "{slug}");
        assert!(index.contains(mark) && index.contains(&format!("episodes/{slug}/")), "{slug} in the list");
        for path in [format!("transcripts/{slug}.vtt"), format!("chapters/{slug}.json")] {
            assert_eq!(preview.get(&path).status, 200, "{path}");
        }
    }
    let recording = preview.get("media/words-we-use.mp3");
    assert!(recording.body == show.read("episodes/words-we-use/audio.mp3"));
    let out = preview.get("episodes/driving-the-train/").text();
    assert!(
        !out.contains("Draft") && !out.contains("Not out") && !out.contains("not in the feed yet"),
        "what is out has no mark"
    );
}

#[test]
fn a_show_with_faults_has_pages_on_which_what_is_missing_is_marked() {
    let show = TestShow::series();
    show.write("podcast.yaml", show.text("podcast.yaml").replace("language: en-GB", "language: en_UK"));
    show.remove("episodes/cover.jpg").remove("feed").remove("podcast.lock");
    show.remove("episodes/driving-the-train/audio.mp3");
    show.edit("episodes/words-we-use/episode.yaml", "title: ", "titel: ");
    show.write("episodes/coming-soon/transcript.vtt", "no transcript");
    show.write("episodes/what-is-co-production/episode.yaml", "title: Broken\nsummary: \"no end\n");
    show.write("templates/foot.html", "{{ no.such.value }}");
    let preview = Preview::of(&show).built();
    let panel = preview.news("")["panel"].as_str().unwrap().to_owned();
    let index = preview.get("");
    assert_eq!(index.status, 200, "{panel}");
    let index = index.text();
    assert!(
        index.contains("The cover is missing")
            && index.contains("templates/foot.html") | index.contains("without your templates")
    );
    for (slug, missing) in [
        ("driving-the-train", "there is no audio file in"),
        ("words-we-use", "has no `title`"),
        ("coming-soon", "WEBVTT"),
        ("what-is-co-production", "the text in quotes that begins here has no closing quote"),
        ("how-to-start-well", ""),
    ] {
        let page = preview.get(&format!("episodes/{slug}/"));
        assert_eq!(page.status, 200, "{slug}");
        let page = page.text();
        let (_, rest) = page.split_once("</details></div>").unwrap_or_else(|| panic!("{slug}: {page}"));
        let (notice, _) = rest.split_once("</aside>").unwrap();
        assert!(notice.contains(missing), "{slug}: {notice}");
        assert_eq!(notice.contains("<li>"), !missing.is_empty(), "{slug}: {notice}");
    }
    assert!(preview.get("episodes/words-we-use/").text().contains("The title of words-we-use is missing"));
    for told in ["missing-artwork", "missing-audio", "missing-key", "unreadable-transcript", "invalid-yaml"] {
        assert!(panel.contains(told), "{told} in {panel}");
    }
    assert!(!panel.contains("useless-summary") && !panel.contains("guid-changed"), "nothing is said of stand-ins: {panel}");
    assert_eq!(preview.get("feed.xml").status, 404, "there is no feed of it");
}

#[test]
fn a_build_can_run_beside_it_and_another_preview_cannot() {
    let show = TestShow::series();
    show.edit("episodes/words-we-use/episode.yaml", "title: Words we use", "title: Words that we use");
    let preview = Preview::of(&show).built();
    let other = show.podwright(&["serve", "--port", "0"]).code(3).stderr_contains(&["another preview of this show is running"]);
    other.done();
    let before = preview.news("")["seen"].clone();
    show.podwright(&["build"]).any_stdout().stderr_contains(&["tagged 1 file"]).done();
    preview.until(|news| news["seen"] != before);
    assert_eq!(preview.get("episodes/words-we-use/").status, 200);
    let busy = File::options().write(true).open(show.path(".podwright/busy")).unwrap();
    busy.lock().unwrap();
    show.edit("podcast.yaml", "title: Co-production for beginners", "title: Another title");
    preview.until(|_| preview.get("").text().contains("Another title"));
}

#[test]
fn clients_that_never_read_or_send_slowly_keep_nobody_out() {
    let show = TestShow::series();
    let yaml = show.text("episodes/coming-soon/episode.yaml");
    // More than the system takes for a client that does not read.
    show.write("episodes/coming-soon/film.mp4", vec![0; 24 << 20]);
    show.write("episodes/coming-soon/episode.yaml", yaml + "alternates: [{file: film.mp4}]\n");
    let preview = Preview::of(&show).built();
    let film = format!("{}media/coming-soon/film.mp4", preview.base);
    assert_eq!(preview.ask("HEAD", &film, &[]).status, 200);
    let host = &preview.host;
    for request in [
        format!("GET {film} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET {film} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4000\r\n\r\nslow"),
        format!("GET {} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n", preview.base),
        format!("GET {} HTTP/1.1\r\nHost: {host}\r\nX-Slow: ", preview.base),
    ] {
        let deaf: Vec<_> = (0..64)
            .map(|_| {
                let mut stream = preview.connect();
                stream.write_all(request.as_bytes()).unwrap();
                stream
            })
            .collect();
        wait_until(|| preview.get("").status == 200);
        drop(deaf);
        // Those that are gone give their places back.
        wait_until(|| preview.get("").status == 200);
    }
}
