//! How far each episode is, and when the next one comes out.

use crate::support::TestShow;

const FILE: &str = "episodes/words-we-use/episode.yaml";

/// The series at a time at which one episode is a draft, three are out, and two are to come.
fn show() -> TestShow {
    let show = TestShow::series();
    show.write(
        "episodes/not-yet/episode.yaml",
        "title: Nobody knows of this\nguid: not-yet\ndate: 2022-07-30T07:00:00Z\ndraft: true\nsummary: Said to nobody.\n",
    );
    show
}

/// When the episode comes out, by its YAML.
fn date(show: &TestShow) -> String {
    show.yaml(FILE)["date"].as_str().unwrap().to_owned()
}

fn state(show: &TestShow, now: &str, slug: &str) -> String {
    state_in(&show.podwright(&["status", "--format", "json", "--now", now]).json(), slug)
}

fn state_in(told: &serde_json::Value, slug: &str) -> String {
    let episodes = told["episodes"].as_array().unwrap();
    episodes.iter().find(|one| one["episode"] == slug).unwrap()["state"].as_str().unwrap().to_owned()
}

#[test]
fn an_episode_is_a_draft_due_ready_or_built() {
    let show = show();
    let after = "2023-01-01T00:00:00Z";
    assert_eq!(state(&show, after, "not-yet"), "draft");
    assert_eq!(state(&show, "2001-01-01T00:00:00Z", "not-yet"), "draft", "a draft is never due");
    assert_eq!(state(&show, after, "words-we-use"), "built");
    assert_eq!(state(&show, "2001-01-01T00:00:00Z", "words-we-use"), "due");
    let told = show.podwright(&["status", "--now", after]).any_stdout().done().stdout;
    assert!(told.lines().any(|line| line.contains("Nobody knows of this") && line.contains("draft")), "{told}");
    assert!(told.contains("0 published, 6 built, 0 ready, 0 due, 1 in draft"), "{told}");
    show.remove("podcast.lock").remove("feed");
    assert_eq!(state(&show, after, "words-we-use"), "ready", "nobody has it yet");
    // A template may be sound and still name a value that does not exist, which only shows when pages are made.
    show.write("templates/foot.html", "{{ show.titel }}");
    let told = show
        .podwright(&["status", "--format", "json", "--now", after])
        .stderr_contains(&["1 error in the show's own files"])
        .json();
    assert_eq!(state_in(&told, "words-we-use"), "blocked", "a build refuses the template");
}

/// What CI asks for: when to build next.
#[test]
fn the_next_time_to_publish_is_told_to_the_second_before_it_and_not_at_it() {
    let show = show();
    let date = date(&show);
    let due = |now: &str| show.podwright(&["status", "--due", "--format", "json", "--now", now]).json();
    let early = due("2001-01-01T00:00:00Z");
    let dates: Vec<&str> = early["episodes"].as_array().unwrap().iter().map(|one| one["date"].as_str().unwrap()).collect();
    assert_eq!(dates.len(), 6, "the draft is not among them: {early:#}");
    assert!(early["episodes"].as_array().unwrap().iter().all(|one| one["state"] == "due"));
    assert_eq!(early["next_due"], dates[0], "the first of those to come");
    let moment = chrono::DateTime::parse_from_rfc3339(&date).unwrap();
    let before = due(&(moment - chrono::Duration::seconds(1)).to_rfc3339());
    assert_eq!(chrono::DateTime::parse_from_rfc3339(before["next_due"].as_str().unwrap()).unwrap(), moment, "{before:#}");
    let at = due(&date);
    assert!(at["episodes"].as_array().unwrap().iter().all(|one| one["episode"] != "words-we-use"), "{at:#}");
    let late = due("2023-01-01T00:00:00Z");
    assert_eq!((&late["next_due"], late["episodes"].as_array().unwrap().len()), (&serde_json::Value::Null, 0), "{late:#}");
}

/// Held back until its date, wherever it could be seen; and out with the first build after it, although nothing else has changed.
#[test]
fn a_future_episode_is_held_back_until_its_date() {
    let show = TestShow::series();
    let date = date(&show);
    let moment = chrono::DateTime::parse_from_rfc3339(&date).unwrap();
    let before = (moment - chrono::Duration::seconds(1)).to_rfc3339();
    show.remove("feed").remove("podcast.lock");
    show.podwright(&["build", "--now", &before]).any_stdout().stderr_contains(&["held back until their date"]).done();
    let served = |show: &TestShow| {
        let files = show.files_below("feed");
        let own = |name: &str| name.contains("words-we-use");
        let names: Vec<String> = files.keys().filter(|name| own(name)).cloned().collect();
        let told: Vec<String> = ["feed/feed.xml", "feed/sitemap.xml", "feed/manifest.json"]
            .into_iter()
            .filter(|name| String::from_utf8_lossy(&files[*name]).contains("words-we-use"))
            .map(str::to_owned)
            .collect();
        [names, told].concat()
    };
    assert_eq!(served(&show), Vec::<String>::new());
    show.podwright(&["build", "--now", &date]).any_stdout().any_stderr().done();
    assert!(served(&show).len() > 5, "{:?}", served(&show));
}
