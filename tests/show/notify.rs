//! `podwright notify`, with a server each for the feed, the Podcast Index and podping, and one for the hub: all on the loopback.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::fakes::{self, FakeClock};
use serde_json::{Value, json};

use crate::support::TestShow;
use crate::support::fault_server::{Asked, FaultServer, Sent};
use crate::support::rewired::Rewired;

const REAL: &str = "https://tales.fm/cpb/";
const PLACEHOLDER: &str = "https://example.org/co-production-for-beginners/";
const TOKEN: &str = "token-of-mine";
const FEED: &str = "<rss>new</rss>";

/// What is said, and what was asked.
struct Told {
    exit: Exit,
    output: String,
    errors: String,
    asked: Vec<String>,
    slept: u64,
}

/// A show whose feed was built, and the servers that it knows.
struct Servers {
    show: TestShow,
    /// How often the feed's address still serves the old feed.
    stale: Arc<AtomicUsize>,
    /// What the hub answers.
    hub_answers: Arc<Mutex<u16>>,
    feed: FaultServer,
    index: FaultServer,
    podping: FaultServer,
    hub: FaultServer,
    /// What the hub and podping were sent.
    sent: Arc<Mutex<Vec<String>>>,
}

fn server(answering: impl Fn(&Asked) -> Sent + Send + Sync + 'static) -> FaultServer {
    FaultServer::start(FaultServer::listen(), answering)
}

fn page(body: &str) -> Sent {
    Sent { body: body.as_bytes().to_vec(), ..Sent::status(200) }
}

impl Servers {
    fn new() -> Self {
        let show = TestShow::series();
        show.edit(
            "podcast.yaml",
            &format!("url: {PLACEHOLDER}\n"),
            &format!("url: {REAL}\nhub: https://hub.tales.fm/\npodping: true\n"),
        );
        show.write("feed/feed.xml", FEED);
        let (stale, hub_answers) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(204)));
        let sent: Arc<Mutex<Vec<String>>> = Arc::default();
        let (left, status, of_hub, of_podping) =
            (Arc::clone(&stale), Arc::clone(&hub_answers), Arc::clone(&sent), Arc::clone(&sent));
        Self {
            show,
            feed: server(move |asked| {
                assert_eq!(asked.header("cache-control"), Some("no-cache"));
                let is_stale = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
                page(if is_stale { "<rss>old</rss>" } else { FEED }).with("cache-control", "max-age=100")
            }),
            index: server(|_| page("{\"status\":\"true\",\"description\":\"Feed marked for immediate update.\"}")),
            podping: server(move |asked| {
                of_podping.lock().unwrap().push(asked.header("authorization").unwrap_or("nothing").to_owned());
                page("Success!")
            }),
            hub: server(move |asked| {
                of_hub.lock().unwrap().push(asked.body.clone());
                Sent::status(*status.lock().unwrap())
            }),
            stale,
            hub_answers,
            sent,
        }
    }

    fn run(&self, words: &[&str]) -> Told {
        let before = self.asked().len();
        let root = Utf8PathBuf::from_path_buf(self.show.path("").canonicalize().unwrap()).unwrap();
        let (mut world, captured) = fakes::world(&root);
        let clock = Arc::new(FakeClock::default());
        world.environment.podping_token = TOKEN.parse().ok();
        let to = |server: &FaultServer| format!("http://{}/", server.host);
        let world = World {
            clock: Arc::clone(&clock) as _,
            network: Arc::new(Rewired::new(&[
                ("https://tales.fm/", to(&self.feed)),
                ("https://api.podcastindex.org/", to(&self.index)),
                ("https://podping.cloud/", to(&self.podping)),
                ("https://hub.tales.fm/", to(&self.hub)),
            ])),
            ..world
        };
        let exit = podwright::cli::run_in(world, &[&["podwright", "notify"], words].concat());
        let (output, errors) = (captured.output.text(), captured.errors.text());
        assert!(!output.contains(TOKEN) && !errors.contains(TOKEN), "{output}{errors}");
        Told { exit, output, errors, asked: self.asked().split_off(before), slept: clock.slept().as_secs() }
    }

    /// All that was asked, in the order of the servers.
    fn asked(&self) -> Vec<String> {
        [&self.feed, &self.index, &self.hub, &self.podping].into_iter().flat_map(FaultServer::asked).collect()
    }
}

const URL: &str = "https%3A%2F%2Ftales.fm%2Fcpb%2Ffeed.xml";

#[test]
fn each_is_told_once_when_the_address_serves_the_feed() {
    let servers = Servers::new();
    servers.stale.store(2, Ordering::Relaxed);
    let told = servers.run(&[]);
    assert_eq!((told.exit, told.slept), (Exit::Fine, 5));
    let of = "of https://tales.fm/cpb/feed.xml";
    let expected = format!("told the Podcast Index {of}\ntold the hub `https://hub.tales.fm/` {of}\ntold podping.cloud {of}\n");
    assert_eq!(told.output, expected);
    assert!(told.errors.contains("asking again in 2 s") && told.errors.contains("asking again in 3 s"), "{}", told.errors);
    let feed = "GET /cpb/feed.xml".to_owned();
    let others = [
        format!("GET /api/1.0/hub/pubnotify?url={URL}"),
        "POST /".to_owned(),
        format!("GET /?url={URL}&reason=update&medium=podcast"),
    ];
    assert_eq!(told.asked, [&[feed.clone(), feed.clone(), feed][..], &others].concat());
    assert_eq!(*servers.sent.lock().unwrap(), [format!("hub.mode=publish&hub.url={URL}"), TOKEN.to_owned()]);
    let again = servers.run(&[]);
    assert_eq!((again.exit, again.output.as_str(), again.asked.len()), (Exit::Fine, "", 0), "{}", again.errors);
    assert!(again.errors.contains("nothing to do"), "{}", again.errors);
    let memory = servers.show.text(".podwright/notified.json");
    assert!(memory.contains("\"websub\"") && !memory.contains(TOKEN), "{memory}");
    assert!(servers.show.exists(".podwright/busy") || !servers.show.exists("feed/notified.json"), "nothing is served");
    servers.show.write("feed/feed.xml", "<rss>newer</rss>");
    let newer = servers.run(&[]);
    assert!(newer.errors.contains("warning[still-cached]"), "{}", newer.errors);
    assert_eq!((newer.exit, newer.output.as_str(), newer.slept), (Exit::Fine, "", 120), "max-age is 100 s");
}

#[test]
fn whoever_is_not_told_is_a_warning_and_is_told_the_next_time() {
    let servers = Servers::new();
    *servers.hub_answers.lock().unwrap() = 500;
    let told = servers.run(&[]);
    assert_eq!(told.exit, Exit::Fine);
    let warning = "warning: the hub `https://hub.tales.fm/` was not told: the server answers with 500\n";
    assert_eq!(told.errors, warning);
    *servers.hub_answers.lock().unwrap() = 202;
    let told = servers.run(&["--format", "json"]);
    let read: Value = serde_json::from_str(&told.output).unwrap();
    assert_eq!(read["notified"], json!([{"to": "websub", "ok": true, "why": null}]));
    assert_eq!((&read["state"], &read["skipped"], told.asked.len()), (&json!("served"), &json!([]), 2));
}

#[test]
fn a_dry_run_tells_nobody_and_a_feed_that_was_not_built_is_an_error() {
    let servers = Servers::new();
    let dry = servers.run(&["--dry-run", "--format", "json"]);
    let read: Value = serde_json::from_str(&dry.output).unwrap();
    assert_eq!((dry.exit, dry.asked.as_slice()), (Exit::Fine, &["GET /cpb/feed.xml".to_owned()][..]));
    assert_eq!(read["would_notify"], json!([{"to": "podcast-index"}, {"to": "websub"}, {"to": "podping"}]));
    assert!(!servers.show.exists(".podwright/notified.json"));
    servers.show.remove("feed");
    let told = servers.run(&[]);
    assert_eq!((told.exit, told.asked.len()), (Exit::Usage, 0));
    assert!(told.errors.contains("there is no `feed/feed.xml`") && told.errors.contains("podwright build"), "{}", told.errors);
    servers.show.write("feed/feed.xml", FEED);
    servers.show.edit("podcast.yaml", &format!("url: {REAL}"), &format!("url: {PLACEHOLDER}"));
    let told = servers.run(&[]);
    assert_eq!((told.exit, told.output.as_str(), told.asked.len()), (Exit::Fine, "", 0));
    assert!(told.errors.starts_with("warning: `url:` in podcast.yaml is a placeholder"), "{}", told.errors);
}
