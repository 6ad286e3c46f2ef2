//! What is seen at the show's public address: `online:` in podcast.lock, and what can be forgotten.

use std::io::ErrorKind;
use std::sync::Arc;

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::fakes::{self, FakeNetwork};

use crate::support::TestShow;
use crate::support::fault_server::{FaultServer, Sent, Served, well};
use crate::support::rewired::Rewired;
use crate::support::show::REPOSITORY;

const LOCK: &str = "podcast.lock";
const PLACEHOLDER: &str = "https://example.org/show/";
const REAL: &str = "https://tales.fm/cpb/";

/// A show of two episodes at a real address, built. Their recordings are kept elsewhere.
fn built() -> TestShow {
    let show = TestShow::empty();
    let base = std::fs::read_to_string(format!("{REPOSITORY}/tests/rules/base/podcast.yaml")).unwrap();
    show.write("podcast.yaml", base.replace(PLACEHOLDER, REAL));
    show.write("episodes/cover.jpg", std::fs::read(format!("{REPOSITORY}/episodes/cover.jpg")).unwrap());
    for (number, name) in [(1, "door"), (2, "wall")] {
        show.write(
            &format!("episodes/{name}/episode.yaml"),
            format!(
                "title: About a {name}\nguid: {name}-1\ndate: 2021-03-0{number}T07:00:00Z\nsummary: What a {name} is.\nseason: 1\nnumber: {number}\n\
                 enclosure: {{url: https://cdn.tales.fm/{name}.mp3, type: audio/mpeg, bytes: 9000}}\n\
                 allow:\n- {{rule: missing-transcript, reason: it is old}}\n- {{rule: missing-easy-read, reason: it is old}}\n"
            ),
        );
    }
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    show
}

fn run(show: &TestShow, words: &[&str], world: impl FnOnce(World) -> World) -> (Exit, String) {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let (clean, captured) = fakes::world(&root);
    let exit = podwright::cli::run_in(world(clean), &[&["podwright"], words].concat());
    (exit, format!("{}{}", captured.output.text(), captured.errors.text()))
}

/// A server that has nothing but this feed.
fn server(feed: String) -> FaultServer {
    FaultServer::start(FaultServer::listen(), move |asked| {
        let file = Served { media_type: "application/rss+xml", cache: "max-age=900", bytes: feed.clone().into_bytes() };
        if asked.path == "/cpb/feed.xml" { well(asked, Some(&file)) } else { Sent::status(404) }
    })
}

fn at(server: &FaultServer) -> impl Fn(World) -> World {
    let route = format!("http://{}/", server.host);
    move |world| World { network: Arc::new(Rewired::new(&[("https://tales.fm/", route.clone())])), ..world }
}

/// A feed without an episode.
fn without(feed: &str, title: &str) -> String {
    let (before, rest) = feed.split_once(title).unwrap();
    let (start, end) = (before.rfind("<item>").unwrap(), rest.find("</item>").unwrap() + "</item>".len());
    format!("{}{}", &before[..start], &rest[end..])
}

fn online(show: &TestShow) -> Vec<String> {
    let lock = show.yaml(LOCK);
    lock["online"].as_array().into_iter().flatten().map(|guid| guid.as_str().unwrap().to_owned()).collect()
}

#[test]
fn verify_notes_what_it_has_seen_and_only_that() {
    let show = built();
    let feed = show.text("feed/feed.xml");
    let foreign = without(&feed, "About a door").replacen("</channel>", "<item><guid>foreign</guid></item></channel>", 1);
    let server = server(foreign);
    let world = at(&server);
    let before = show.text(LOCK);
    let in_ci = |world: World| {
        let mut world = at(&server)(world);
        world.environment.is_ci = true;
        world
    };
    let (_, told) = run(&show, &["verify"], in_ci);
    assert!(told.contains("live-feed-old"), "{told}");
    run(&show, &["verify", "--no-record"], &world);
    run(&show, &["verify", "https://tales.fm/cpb/feed.xml"], &world);
    run(&show, &["verify", "https://tales.fm/cpb/feed.xml", "--against-build"], &world);
    assert_eq!(show.text(LOCK), before, "in CI, unasked, and for a feed that was named, nothing is noted");
    let (_, told) = run(&show, &["verify"], &world);
    assert!(told.contains("noted in podcast.lock that 1 episode is online"), "{told}");
    assert_eq!(online(&show), ["wall-1"], "neither what is missing there nor what is foreign");
    let noted = show.text(LOCK);
    let (_, told) = run(&show, &["verify"], &world);
    assert!(!told.contains("noted in podcast.lock") && show.text(LOCK) == noted, "{told}");
    let told = show.podwright(&["status"]).any_stdout().done().stdout;
    assert!(told.contains("1 published, 1 built"), "{told}");
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.text(LOCK), noted, "builds keep it");
    show.podwright(&["build", "--check"]).any_stdout().any_stderr().done();
}

#[test]
fn a_placeholder_is_verified_and_nothing_is_noted() {
    let show = built();
    let server = server(show.text("feed/feed.xml"));
    show.edit("podcast.yaml", &format!("url: {REAL}\n"), &format!("url: http://{}/cpb/\n", server.host));
    let before = show.text(LOCK);
    let report = show.podwright(&["verify", "--format", "json"]).whatever_both();
    assert!(report.contains("\"episodes\": 2"), "{report}");
    assert!(show.text(LOCK) == before, "{}", show.text(LOCK));
}

#[test]
fn what_the_public_feed_has_is_not_forgotten() {
    let show = built();
    let feed = show.text("feed/feed.xml");
    let before = show.text(LOCK);
    let full = server(feed.clone());
    for what in ["door", "show"] {
        let (exit, told) = run(&show, &["build", "--forget", what, "--yes"], at(&full));
        assert!(exit == Exit::Usage && told.contains("is online, so"), "{what}: {told}");
    }
    assert_eq!((full.asked().len(), show.text(LOCK)), (2, before.clone()), "it is asked once");
    let partial = server(without(&feed, "About a door"));
    let (exit, told) = run(&show, &["build", "--forget", "door"], at(&partial));
    assert!(exit == Exit::Fine, "{told}");
    assert!(show.text(LOCK) == before, "the build after it publishes it again");
    let (exit, told) = run(&show, &["build", "--forget", "show"], at(&partial));
    assert!(exit == Exit::Usage && told.contains("is online, so"), "{told}");
    let nothing = FaultServer::start(FaultServer::listen(), |_| Sent::status(404));
    let (exit, told) = run(&show, &["build", "--forget", "show"], at(&nothing));
    assert!(exit == Exit::Fine, "no feed is there: {told}");
}

#[test]
fn without_an_answer_the_producer_has_to_know() {
    let show = built();
    let offline = |world: World| world;
    let (exit, told) = run(&show, &["build", "--forget", "show"], offline);
    assert_eq!(exit, Exit::Usage, "{told}");
    assert!(
        told.contains("`https://tales.fm/cpb/feed.xml`") && told.contains("hint: if it was never uploaded, add `--yes`"),
        "{told}"
    );
    let (exit, told) = run(&show, &["build", "--forget", "show", "--yes"], offline);
    assert_eq!(exit, Exit::Fine, "{told}");
    let asked = |answer: &'static str| {
        move |mut world: World| {
            world.console = world.console.with_input(answer.as_bytes());
            (world.console.in_is_terminal, world.console.err_is_terminal) = (true, true);
            world.network = Arc::new(FakeNetwork::answering(|_| Ok(b"<html>parked".to_vec())));
            world
        }
    };
    let (exit, told) = run(&show, &["build", "--forget", "show"], asked("no\n"));
    assert!(exit == Exit::Usage && told.contains("Was it never uploaded?") && told.contains("nothing was forgotten"), "{told}");
    let (exit, told) = run(&show, &["build", "--forget", "show"], asked("yes\n"));
    assert_eq!(exit, Exit::Fine, "{told}");
    let refused =
        |world: World| World { network: Arc::new(FakeNetwork::answering(|_| Err(ErrorKind::ConnectionRefused.into()))), ..world };
    let (exit, _) = run(&show, &["build"], refused);
    assert_eq!(exit, Exit::Fine, "without `--forget` nobody asks");
    show.podwright(&["build", "--yes"]).code(2).any_stderr().done();
}
