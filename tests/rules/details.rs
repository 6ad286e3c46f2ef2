//! Where findings stand, and how many there are: through the program, on small shows.

use crate::finding::findings;
use crate::fixtures::base;
use crate::picture::picture;

const DOOR: &str = "episodes/door/episode.yaml";
const NOTES: &str = "notes: Read [the whole tale](https://example.org/tale).\n";

/// The good show with other notes of its first episode; what is found of them, as `rule line:column`.
fn places(notes: &str) -> Vec<String> {
    let show = base();
    show.edit(DOOR, NOTES, notes);
    let run = show.podwright(&["check", "--all"]).whatever_code();
    let lines: Vec<&str> = run.lines().collect();
    let rule = |line: &str| line.split_once('[').and_then(|(_, rest)| Some(rest.split_once("]:")?.0.to_owned()));
    let place = |line: &str| line.split_once(&format!("--> {DOOR}:")).map(|(_, place)| place.to_owned());
    let places = lines.windows(3).filter_map(|window| {
        let place = window[1..].iter().find_map(|line| place(line))?;
        Some(format!("{} {place}", rule(window[0])?))
    });
    places.collect()
}

#[test]
fn findings_of_notes_stand_where_their_letters_do() {
    for (notes, expected) in [
        ("notes: |\n  One.\n\n  [Two](tale.html)\n", "relative-link 10:3"),
        ("notes: |-\n    Ein [Wort](ftp://example.org)\n", "bad-link-scheme 8:9"),
        ("notes: >\n  One\n  two [three](https://exa[mple/).\n", "broken-link 9:7"),
        ("notes: 'It''s [here](https://example.org/it)'\n", "vague-link-text 7:15"),
        ("notes: \"Un\\n\\n##Dau\"\n", "markdown-slip 7:15"),
        ("notes:\n  Ein Wort\n  <table><tr><td>x</td></tr></table>\n", "stripped-html 9:3"),
        ("notes: |\n  A ~~b~~\n", "unsupported-markdown 8:5"),
        ("notes: |\n  Oes 👩👩👩\n", "emoji-run 8:7"),
        ("notes: |2\n  - 0:10 Dechrau\n  - 9:59 Diwedd\n", "time-past-end 9:5"),
        ("notes: |\n  Gweler www.enghraifft,org\n", "mistyped-link 8:10"),
        ("notes: &n |\n  See http://localhost:1/\n", "private-link 8:7"),
        ("notes: |\n  [x](https://example.org/show/episodes/gates/)\n", "dead-show-link 8:3"),
    ] {
        assert_eq!(places(notes), [expected], "{notes}");
    }
}

#[test]
fn a_misspelt_recording_is_told_the_one_that_is_there() {
    for (written, there) in [("audoi.mp3", "audio.mp3"), ("aufnahme.mp3", "Aufnahme-2.mp3"), ("sain.mp4", "sain.m4a")] {
        let show = base();
        // as long as podcast.lock says; another file may lie beside a recording that is not here
        show.write(&format!("episodes/door/{there}"), "not read");
        show.edit(DOOR, "chapters:", &format!("audio: {written}\nchapters:"));
        let run = show.podwright(&["check"]).whatever_code();
        assert!(!run.contains("misspelt-path"), "{run}");
        show.write(&format!("episodes/door/{there}"), vec![0; 720_000]);
        let run = show.podwright(&["check"]).whatever_code();
        assert!(run.contains("error[misspelt-path]") && run.contains(&format!("did you mean `{there}`?")), "{run}");
        assert!(run.contains(&format!("--> {DOOR}:8:8")) && !run.contains("missing-audio"), "{run}");
    }
}

#[test]
fn a_missing_file_of_chapters_is_told_at_its_key() {
    for file in ["chapters.txt", "kapitel.json", "penodau.xml"] {
        let show = base();
        show.edit(DOOR, "chapters:\n  - 0:00 Start\n  - 0:20 Middle\n  - 0:40 End\n", &format!("chapters: {file}\n"));
        assert_eq!(findings(&show), [format!("error bad-value {DOOR}:8")]);
    }
}

#[test]
fn an_unknown_episode_cannot_be_accepted() {
    let show = base();
    for (command, name) in [("check", "dor"), ("build", "walls"), ("build", "kein-solcher")] {
        let run = show.podwright(&[command, "--accept", &format!("date-moved:{name}")]).whatever_both();
        assert!(run.contains(&format!("there is no episode `{name}`")), "{run}");
    }
    let run = show.podwright(&["check", "--accept", "date-moved:door"]).whatever_code();
    assert!(run.contains("no faults"), "{run}");
}

#[test]
fn one_fault_of_the_cover_is_one_finding() {
    for (wanted, rule) in [("gif 3000x3000", "artwork-wrong-format"), ("jpeg 3000x3000 cut", "unreadable-artwork")] {
        let show = base();
        show.write("episodes/cover.jpg", picture(wanted));
        assert_eq!(findings(&show), [format!("error {rule} episodes/cover.jpg:1")], "{wanted}");
    }
    let show = base();
    show.remove("episodes/cover.jpg");
    assert_eq!(findings(&show), ["error missing-artwork podcast.yaml:10"]);
}

#[test]
fn errors_stand_last() {
    let show = base();
    show.edit(DOOR, NOTES, "notes: '[Two](tale.html)'\n");
    show.edit(
        "podcast.yaml",
        "type: serial\n",
        "type: serial\nowner: {name: The tellers, email: a@example.org}\nhub: http://hub.example.org/\n",
    );
    let run = show.podwright(&["check"]).whatever_code();
    let place = |word: &str| run.find(word).unwrap_or_else(|| panic!("{word}: {run}"));
    assert!(place("warning[insecure-link]") < place("error[relative-link]"), "{run}");
    assert!(run.trim_end().ends_with("1 error and 1 warning in the show's own files and 1 of 3 episodes"), "{run}");
}
