//! Who is told, when, and how often.

use std::io;
use std::sync::{Arc, Mutex};

use chrono::DateTime;

use super::*;
use crate::model::files::byte_count::ByteCount;
use crate::model::kind::medium::Medium;
use crate::model::web::feed_file::FeedFile;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_failure::WebFailure;
use crate::model::web::web_request::{WebMethod, WebRequest};
use crate::world::fakes::FakeClock;
use crate::world::network::store_client::StoreClient;
use crate::world::network::web_client::WebClient;

const FEED: &[u8] = b"<rss>new</rss>";

type Server = dyn Fn(&WebRequest, usize) -> Result<WebAnswer, WebFailure> + Send + Sync;

/// Answers as a function does, which also gets how often that address was asked before.
#[derive(Clone)]
struct TellingNetwork {
    server: Arc<Server>,
    asked: Arc<Mutex<Vec<WebRequest>>>,
}

impl Network for TellingNetwork {
    fn fetch(&self, _: &str, _: ByteCount, _: Duration) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn client(&self, _: Manners) -> Box<dyn WebClient> {
        Box::new(self.clone())
    }

    fn store_client(&self) -> Box<dyn StoreClient> {
        panic!("nothing is sent to a store here")
    }
}

impl WebClient for TellingNetwork {
    fn ask(&self, request: &WebRequest) -> Result<WebAnswer, WebFailure> {
        let mut asked = self.asked.lock().unwrap();
        let before = asked.iter().filter(|known| known.url == request.url).count();
        asked.push(request.clone());
        (self.server)(request, before)
    }
}

fn answer(status: u16, body: &[u8]) -> WebAnswer {
    let sha256 = Some(Sha256::of(body));
    WebAnswer { status, body: body.to_vec(), read: body.len() as u64, sha256, ..WebAnswer::default() }
}

fn show(change: impl FnOnce(&mut Show)) -> Show {
    let mut show = crate::seal::fixtures::show();
    (show.medium, show.feed_file) = (Medium::Podcast, FeedFile::default());
    show.url = "https://tales.fm/cpb/".parse().unwrap();
    (show.hub, show.podping, show.block) = (Some("https://hub.tales.fm/?a=1".parse().unwrap()), true, false);
    change(&mut show);
    show
}

struct Run {
    report: NotifyReport,
    asked: Vec<WebRequest>,
    slept: u64,
}

fn run(show: &Show, remembered: Option<&Notified>, mode: NotifyMode, server: Arc<Server>) -> Run {
    let (network, clock) = (TellingNetwork { server, asked: Arc::default() }, FakeClock::default());
    let token = "secret".parse().unwrap();
    let options = NotifyOptions {
        show,
        feed: FEED,
        podping_token: Some(&token),
        remembered,
        mode,
        now: Moment::from(DateTime::parse_from_rfc3339("2023-01-01T00:00:00Z").unwrap()),
        wait: &|_| {},
    };
    let report = tell_all(&network, &clock, &options);
    let asked = network.asked.lock().unwrap().clone();
    Run { report, asked, slept: clock.slept().as_secs() }
}

fn tell(server: impl Fn(&WebRequest, usize) -> Result<WebAnswer, WebFailure> + Send + Sync + 'static) -> Run {
    run(&show(|_| {}), None, NotifyMode::Tell, Arc::new(server))
}

#[expect(clippy::unnecessary_wraps, reason = "it answers as servers do that may fail")]
fn fine(request: &WebRequest, _: usize) -> Result<WebAnswer, WebFailure> {
    Ok(if request.url.ends_with("/feed.xml") { answer(200, FEED) } else { answer(200, b"{\"status\":\"true\"}") })
}

fn told(report: &NotifyReport) -> Vec<(&'static str, bool)> {
    report.told.iter().map(|outcome| (outcome.to.as_str(), outcome.failure.is_none())).collect()
}

#[test]
fn each_is_told_in_its_own_way_and_once() {
    let Run { report, asked, slept } = tell(fine);
    assert_eq!(told(&report), [("podcast-index", true), ("websub", true), ("podping", true)]);
    let [feed, index, hub, podping] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((feed.to_string().as_str(), slept), ("GET https://tales.fm/cpb/feed.xml cache-control: no-cache", 0));
    let url = "https://api.podcastindex.org/api/1.0/hub/pubnotify?url=https%3A%2F%2Ftales.fm%2Fcpb%2Ffeed.xml";
    assert_eq!(index.url, url);
    assert_eq!((hub.method, hub.url.as_str()), (WebMethod::Post, "https://hub.tales.fm/?a=1"));
    assert_eq!(hub.form, "hub.mode=publish&hub.url=https%3A%2F%2Ftales.fm%2Fcpb%2Ffeed.xml");
    assert_eq!(podping.url, "https://podping.cloud/?url=https%3A%2F%2Ftales.fm%2Fcpb%2Ffeed.xml&reason=update&medium=podcast");
    assert_eq!(podping.headers, [("authorization", "secret".to_owned())]);
    assert!(!podping.to_string().contains("secret") && !format!("{report:?}").contains("secret"));
    let remembered = report.remember.unwrap();
    let again = run(&show(|_| {}), Some(&remembered), NotifyMode::Tell, Arc::new(fine));
    assert_eq!((again.report.state, again.asked.len(), again.report.remember), (NotifyState::Known, 0, None));
    for other in [
        Notified { sha256: Sha256::of(b"old"), ..remembered.clone() },
        Notified { feed: "https://old.tales.fm/feed.xml".parse().unwrap(), ..remembered },
    ] {
        let again = run(&show(|_| {}), Some(&other), NotifyMode::Tell, Arc::new(fine));
        assert_eq!(again.asked.len(), 4, "another feed, or another address");
    }
}

#[test]
fn whoever_could_not_be_told_is_told_the_next_time() {
    let Run { report, .. } = tell(|request, before| match request.url.as_str() {
        url if url.starts_with("https://hub.") => Err(WebFailure::TooSlow),
        url if url.starts_with("https://api.") => Ok(answer(200, b"{\"status\":\"false\",\"description\":\"Feed not known\"}")),
        url if url.starts_with("https://podping.") => Ok(answer(403, b"")),
        _ => fine(request, before),
    });
    let why: Vec<_> = report.told.iter().map(|outcome| outcome.failure.clone().unwrap()).collect();
    let podping = "the server answers with 403: it does not accept the token in PODPING_TOKEN".to_owned();
    assert_eq!(why, ["it refuses: Feed not known".to_owned(), WebFailure::TooSlow.to_string(), podping]);
    assert_eq!(report.remember, None);
    let Run { report, .. } = tell(|request, before| match request.method {
        WebMethod::Post => Ok(answer(500, b"")),
        _ => fine(request, before),
    });
    assert_eq!(told(&report), [("podcast-index", true), ("websub", false), ("podping", true)]);
    let next = run(&show(|_| {}), report.remember.as_ref(), NotifyMode::Tell, Arc::new(fine));
    assert_eq!(told(&next.report), [("websub", true)]);
    assert_eq!(next.report.remember.unwrap().to.len(), 3);
}

#[test]
fn nobody_is_told_before_the_address_serves_the_feed() {
    let kept = |seconds: u64| WebAnswer {
        headers: vec![("cache-control".to_owned(), format!("max-age={seconds}"))],
        ..answer(200, b"<rss>old</rss>")
    };
    let of_feed = |request: &WebRequest| request.url.ends_with("/feed.xml");
    let later = tell(move |request, before| if of_feed(request) && before < 3 { Ok(kept(900)) } else { fine(request, before) });
    assert_eq!((later.report.told.len(), later.slept, later.asked.len()), (3, 15, 7));
    let never =
        |stale: WebAnswer| tell(move |request, before| if of_feed(request) { Ok(stale.clone()) } else { fine(request, before) });
    for (stale, seconds, count) in [
        (kept(900), 960, 20),
        (kept(0), 60, 5),
        (kept(u64::MAX), 3660, 65),
        (answer(200, b"<rss/>"), 60, 5),
        (answer(503, b""), 60, 5),
    ] {
        let never = never(stale);
        let NotifyState::StillCached(stale) = &never.report.state else { panic!("{:?}", never.report) };
        assert_eq!((stale.seconds, never.slept, never.asked.len(), never.report.told.len()), (seconds, seconds, count, 0));
        assert!(never.asked.iter().all(of_feed) && never.report.remember.is_none());
    }
    let moved = tell(move |request, before| match request.url.as_str() {
        "https://tales.fm/cpb/feed.xml" => Ok(WebAnswer {
            headers: vec![("location".to_owned(), "https://cdn.tales.fm/feed.xml".to_owned())],
            ..answer(301, b"")
        }),
        _ => fine(request, before),
    });
    assert_eq!(moved.report.state, NotifyState::Served, "redirects are followed");
}

#[test]
fn only_those_whom_the_show_names_are_told() {
    let alone = run(&show(|show| (show.hub, show.podping) = (None, false)), None, NotifyMode::Tell, Arc::new(fine));
    assert_eq!((told(&alone.report), alone.report.skipped), (vec![("podcast-index", true)], vec![]));
    let blocked = run(&show(|show| (show.hub, show.block) = (None, true)), None, NotifyMode::Tell, Arc::new(fine));
    assert_eq!(told(&blocked.report), [("podping", true)]);
    assert_eq!(blocked.report.skipped[0].0, NotifyTarget::PodcastIndex);
    let nobody =
        run(&show(|show| (show.hub, show.podping, show.block) = (None, false, true)), None, NotifyMode::Tell, Arc::new(fine));
    assert_eq!((nobody.report.state, nobody.asked.len()), (NotifyState::Known, 0));
    let example = run(&show(|show| show.url = "https://example.org/".parse().unwrap()), None, NotifyMode::Tell, Arc::new(fine));
    assert_eq!((example.report.state, example.asked.len()), (NotifyState::Placeholder, 0));
    let (wanted, skipped) = targets(&show(|_| {}), None);
    assert!(!wanted.contains(&NotifyTarget::Podping) && skipped[0].1.contains("PODPING_TOKEN"), "{skipped:?}");
}

#[test]
fn a_dry_run_asks_once_and_tells_nobody() {
    let dry = run(&show(|_| {}), None, NotifyMode::DryRun, Arc::new(fine));
    assert_eq!((dry.asked.len(), dry.report.told.len(), dry.report.remember), (1, 3, None));
    let stale = run(&show(|_| {}), None, NotifyMode::DryRun, Arc::new(|_, _| Ok(answer(404, b""))));
    assert_eq!((stale.asked.len(), stale.slept, stale.report.told.len()), (1, 0, 3), "who would be told is known all the same");
}
