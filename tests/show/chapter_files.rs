//! Files of chapters that other programs wrote, through the program: nothing in them is lost, and findings name the line of the file.

use serde_json::{Value, json};

use crate::forms::CHAPTERS;
use crate::support::TestShow;
use crate::support::show::plain_cover;

const FOLDER: &str = "episodes/coming-soon";
const YAML: &str = "episodes/coming-soon/episode.yaml";

/// The series with a file of chapters for its trailer, which is 41 seconds long.
fn show(name: &str, text: &str) -> TestShow {
    let show = TestShow::series();
    show.edit(YAML, CHAPTERS, &format!("chapters: {name}\n"));
    show.write(&format!("{FOLDER}/{name}"), text);
    show
}

fn built(show: &TestShow) -> (Vec<Value>, String) {
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let chapters: Value = serde_json::from_str(&show.text("feed/chapters/coming-soon.json")).unwrap();
    (chapters["chapters"].as_array().unwrap().clone(), show.text("feed/feed.xml"))
}

#[test]
fn pictures_places_and_links_of_json_chapters_are_kept() {
    let show = show(
        "chapters.json",
        r#"{"version": "1.2.0", "chapters": [
{"startTime": 0, "title": "Intro", "img": "https://example.org/a.jpg", "url": "https://example.org/a"},
{"startTime": 5.4, "title": "Mid", "img": "mid.jpg", "alt": "A gate"},
{"startTime": 9, "title": "End", "location": {"name": "Kew", "geo": "geo:51.4,-0.2", "osm": "R65606"}}
]}"#,
    );
    show.write("episodes/coming-soon/mid.jpg", plain_cover());
    let (chapters, feed) = built(&show);
    assert_eq!(
        (&chapters[0]["img"], &chapters[0]["url"]),
        (&json!("https://example.org/a.jpg"), &json!("https://example.org/a"))
    );
    let own = chapters[1]["img"].as_str().unwrap();
    assert!(own.starts_with("https://example.org/co-production-for-beginners/artwork/"), "{own}");
    assert_eq!(chapters[2]["location"], json!({"name": "Kew", "geo": "geo:51.4,-0.2", "osm": "R65606"}));
    assert!(chapters[0].get("location").is_none() && chapters[2].get("img").is_none(), "{chapters:?}");
    assert!(
        feed.contains("<psc:chapter href=\"https://example.org/a\" image=\"https://example.org/a.jpg\" start=\"00:00:00.000\""),
        "{feed}"
    );
    assert!(feed.contains(&format!("image=\"{own}\"")));
}

#[test]
fn pictures_and_links_of_podlove_chapters_are_kept() {
    let show = show(
        "chapters.psc",
        "<psc:chapters version=\"1.2\" xmlns:psc=\"http://podlove.org/simple-chapters\">\n\
         <psc:chapter start=\"0\" title=\"Intro\" image=\"https://example.org/a.jpg\" href=\"https://example.org/a\"/>\n\
         <psc:chapter start=\"0:05.400\" title=\"Mid\"/>\n<psc:chapter start=\"0:09\" title=\"End\"/>\n</psc:chapters>\n",
    );
    let (chapters, _) = built(&show);
    assert_eq!(
        (&chapters[0]["img"], &chapters[0]["url"]),
        (&json!("https://example.org/a.jpg"), &json!("https://example.org/a"))
    );
    assert!(chapters[1].get("img").is_none(), "{chapters:?}");
}

/// The line that each finding of a rule names.
fn lines(show: &TestShow, rule: &str) -> Vec<(String, u64)> {
    let findings = show.podwright(&["check", "--format", "json"]).code(1).any_stderr().json();
    let of_rule = findings["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule);
    of_rule.map(|finding| (finding["path"].as_str().unwrap().to_owned(), finding["line"].as_u64().unwrap())).collect()
}

#[test]
fn findings_about_chapters_name_the_line_of_their_file() {
    let json = "{\"chapters\": [\n{\"startTime\": 0, \"title\": \"Intro\"},\n\n{\"startTime\": 999, \"title\": \"End\"}]}";
    let psc = "<chapters>\n<chapter start=\"0\" title=\"Intro\"/>\n\n<chapter start=\"999\" title=\"End\"/></chapters>";
    for (name, text) in [("chapters.json", json), ("chapters.psc", psc), ("chapters.txt", "0:00 Intro\n\n\n16:39 End\n")] {
        let show = show(name, text);
        assert_eq!(lines(&show, "chapter-past-end"), [(format!("{FOLDER}/{name}"), 4)]);
    }
    for (text, line) in [
        ("{\"chapters\": {}}", 1),
        ("{\n\"chapters\": [\n{\"startTime\": 0, \"title\": 5}]}", 3),
        ("[\n{\"start\": 0, \"title\": \"A\"},\n{\"title\": \"B\"}]", 3),
        ("{\"chapters\":\n[}", 2),
        ("[\n{\"start\": 0, \"title\": \"A\"}]\n]", 3),
    ] {
        let show = show("chapters.json", text);
        assert_eq!(lines(&show, "bad-value"), [(format!("{FOLDER}/chapters.json"), line)], "{text}");
    }
}

#[test]
fn all_faults_of_a_file_of_chapters_are_told_at_once() {
    let json = "[\n{\"start\": \"soon\", \"title\": \"A\"},\n{\"start\": 1, \"title\": 5, \"img\": \"../../cover.jpg\"},\n{\"start\": 2}]";
    let psc = "<chapters>\n<chapter start='soon' title='A'/>\n<chapter start='1' href='ftp://e.org/'/>\n<chapter title='C'/></chapters>";
    let ogg = "CHAPTER01=soon\nCHAPTER01NAME=A\nCHAPTER02NAME=B\nCHAPTER03=0:03\n";
    for (name, text, expected) in [
        ("chapters.json", json, [2, 3, 3, 4].as_slice()),
        ("chapters.psc", psc, &[2, 3, 3, 4]),
        ("chapters.txt", "0:00 A\nsoon B\n0:61 C\n\n1:00\n", &[2, 3, 5]),
        ("chapters.txt", ogg, &[1, 3, 4]),
        ("chapters.txt", "0.0\t1.0\tA\n1.0\t2.0\t\n2.0\tB\n", &[2, 3]),
        (
            "chapters.json",
            "[{\"start\": 0, \"title\": \"A\", \"img\": \"../a.jpg\"},\n{\"start\": 1, \"title\": \"B\", \"img\": \"/b.jpg\"}]",
            &[1, 2],
        ),
    ] {
        let show = show(name, text);
        let expected: Vec<(String, u64)> = expected.iter().map(|line| (format!("{FOLDER}/{name}"), *line)).collect();
        assert_eq!(lines(&show, "bad-value"), expected, "{text}");
    }
    let show = show("chapters.txt", &"words\n".repeat(30));
    let findings = show.podwright(&["check", "--format", "json"]).code(1).any_stderr().json();
    let told: Vec<&Value> =
        findings["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "bad-value").collect();
    assert_eq!(told.len(), 20);
    assert!(told[19]["message"].as_str().unwrap().ends_with("(and 10 more faults)"), "{:?}", told[19]);
}
