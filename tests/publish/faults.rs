//! Every request of a publication fails in every way: the live feed never names what is not there, and the next run finishes.

use podwright::model::identity::digest::Sha256;
use podwright::publish::apply::Adopt;
use podwright::publish::apply::Wishes;
use podwright::publish::publish_error::PublishError;

use crate::publisher::{Files, Publisher, SHOW, show, with_feed};
use crate::s3_server::{Object, S3Fault, S3Server, md5};
use crate::support::count::stride;

const FAULTS: [S3Fault; 8] = [
    S3Fault::Busy,
    S3Fault::BusyAfter,
    S3Fault::Reset,
    S3Fault::ResetAfter,
    S3Fault::Half,
    S3Fault::Refused,
    S3Fault::Slow,
    S3Fault::Gone,
];

fn old() -> Files {
    show(&[("media/a.mp3", "sound a"), ("index.html", "one"), ("artwork/a.jpg", "picture"), ("gone/index.html", "soon gone")])
}

/// One file changed, one new, one gone.
fn new() -> Files {
    let mut files = old();
    files.insert("media/b.mp3".to_owned(), b"sound b".to_vec());
    files.insert("index.html".to_owned(), b"two".to_vec());
    files.insert("transcripts/b.vtt".to_owned(), b"WEBVTT".to_vec());
    files.insert("manifest.json".to_owned(), b"{}".to_vec());
    files.remove("gone/index.html");
    with_feed(files)
}

/// What is online, without podwright's own state.
fn online(server: &S3Server) -> Files {
    let state = server.state();
    let objects = state.objects.iter().filter_map(|(key, object)| Some((key.strip_prefix(&format!("{SHOW}/"))?, object)));
    objects
        .filter(|(path, _)| !path.starts_with(".podwright"))
        .map(|(path, object)| (path.to_owned(), object.bytes.clone()))
        .collect()
}

fn with_leftover(files: Files) -> Files {
    let mut files = files;
    files.insert("gone/index.html".to_owned(), b"soon gone".to_vec());
    files
}

/// A store with the old show, and how many requests the new one takes.
fn requests_of_the_new_one() -> usize {
    let server = S3Server::start();
    let publisher = Publisher::new();
    publisher.to_s3(&server.host, &old()).unwrap();
    let before = server.state().asked.len();
    publisher.to_s3(&server.host, &new()).unwrap();
    let state = server.state();
    state.asked.len() - before
}

#[test]
fn at_each_request_that_fails_the_feed_names_what_is_there_and_the_next_run_finishes() {
    let requests = requests_of_the_new_one();
    assert!((10..40).contains(&requests), "{requests}");
    for (at, fault) in (1..=requests).flat_map(|at| FAULTS.map(|fault| (at, fault))).step_by(stride().min(3)) {
        let server = S3Server::start();
        let publisher = Publisher { jobs: 1, ..Publisher::new() };
        publisher.to_s3(&server.host, &old()).unwrap();
        let before = server.state().asked.len();
        server.state().fault = Some((before + at, fault));
        let first = publisher.to_s3(&server.host, &new());
        let whole = online(&server);
        let told = server.state().broken.clone();
        assert_eq!(told, Vec::<String>::new(), "{fault:?} at {at}");
        server.state().fault = None;
        // a killed run holds the lease for a while
        let next = Publisher { wishes: Wishes { take_over: true, ..publisher.wishes }, ..publisher };
        let second = next.to_s3(&server.host, &new());
        assert!(second.is_ok(), "{fault:?} at {at}: {first:?}, then {second:?}");
        assert_eq!(online(&server), with_leftover(new()), "{fault:?} at {at}: {first:?}");
        assert!(next.to_s3(&server.host, &new()).unwrap().is_nothing(), "{fault:?} at {at}");
        assert_eq!(server.faults(), Vec::<String>::new(), "{fault:?} at {at}");
        if fault == S3Fault::Gone {
            let is_sent_twice = |path: &&str| {
                let line = format!("PUT bucket/{SHOW}/{path}");
                whole.get(*path) == new().get(*path) && server.state().asked[before + at..].contains(&line)
            };
            let twice: Vec<&str> =
                ["media/b.mp3", "index.html", "transcripts/b.vtt"].into_iter().filter(|path| is_sent_twice(path)).collect();
            assert_eq!(twice, Vec::<&str>::new(), "{fault:?} at {at}: sent again though it was there");
        }
    }
}

#[test]
fn with_nothing_to_do_there_is_one_request() {
    let server = S3Server::start();
    let publisher = Publisher::new();
    let first = publisher.to_s3(&server.host, &new()).unwrap();
    assert_eq!((first.uploaded.len(), first.unchanged, first.new_feed.is_some()), (7, 0, true));
    let before = server.state().asked.len();
    let second = publisher.to_s3(&server.host, &new()).unwrap();
    assert!(second.is_nothing() && second.unchanged == 7);
    assert_eq!(server.state().asked[before..], ["GET bucket/show/.podwright/published.json"]);
}

#[test]
fn the_feed_goes_last_and_alone_and_each_object_says_what_it_is() {
    let server = S3Server::start();
    Publisher { jobs: 8, ..Publisher::new() }.to_s3(&server.host, &new()).unwrap();
    let state = server.state();
    let puts: Vec<&str> = state.asked.iter().filter_map(|line| line.strip_prefix("PUT bucket/show/")).collect();
    let position = |path: &str| puts.iter().position(|put| *put == path).unwrap();
    let record = puts.iter().rposition(|put| *put == ".podwright/published.json").unwrap();
    for path in ["media/a.mp3", "media/b.mp3", "artwork/a.jpg", "transcripts/b.vtt", "index.html", "manifest.json"] {
        assert!(position(path) < position("feed.xml") && position("feed.xml") < record, "{puts:?}");
    }
    assert!(position("media/b.mp3") < position("artwork/a.jpg") && position("artwork/a.jpg") < position("transcripts/b.vtt"));
    assert!(position("transcripts/b.vtt") < position("index.html") && position("index.html") < position("manifest.json"));
    let feed = &state.objects["show/feed.xml"];
    assert_eq!(feed.headers["content-type"], "application/rss+xml; charset=utf-8");
    assert_eq!(feed.headers["cache-control"], "public, max-age=900");
    let left: Vec<&String> = state.objects.keys().filter(|key| key.contains(".podwright")).collect();
    assert_eq!(left, ["show/.podwright/published.json"], "neither the lease nor the probe stays");
}

#[test]
fn files_of_others_stay_until_somebody_says_that_they_may_go() {
    let server = S3Server::start();
    let put = |path: &str, bytes: &[u8]| {
        let object = Object { bytes: bytes.to_vec(), tag: md5(bytes), ..Object::default() };
        server.state().objects.insert(format!("show/{path}"), object);
    };
    put("index.html", b"of somebody else");
    put("artwork/a.jpg", b"picture");
    let refused = Publisher::new().to_s3(&server.host, &new()).unwrap_err();
    let paths = ["artwork/a.jpg", "index.html"].map(str::to_owned).to_vec();
    assert_eq!(refused, PublishError::ForeignFiles { paths });
    let refused = Publisher::new().adopting(Adopt::Same).to_s3(&server.host, &new()).unwrap_err();
    assert_eq!(refused, PublishError::ForeignFiles { paths: vec!["index.html".to_owned()] });
    assert_eq!(online(&server).len(), 2, "nothing was sent");
    let done = Publisher::new().adopting(Adopt::Overwrite).to_s3(&server.host, &new()).unwrap();
    assert_eq!((done.uploaded.len(), done.unchanged), (6, 1));
    assert_eq!(online(&server), new());
}

#[test]
fn a_file_that_somebody_changed_or_put_there_since_is_not_written_over() {
    for path in ["index.html", "media/b.mp3"] {
        let server = S3Server::start();
        Publisher::new().to_s3(&server.host, &old()).unwrap();
        let theirs = Object { bytes: b"theirs".to_vec(), tag: md5(b"theirs"), ..Object::default() };
        server.state().objects.insert(format!("show/{path}"), theirs);
        let refused = Publisher::new().to_s3(&server.host, &new()).unwrap_err();
        assert_eq!(refused, PublishError::ForeignFiles { paths: vec![path.to_owned()] });
        assert_eq!(online(&server)[path], b"theirs");
    }
}

#[test]
fn another_show_and_a_broken_record_are_told() {
    let server = S3Server::start();
    Publisher::new().to_s3(&server.host, &old()).unwrap();
    let key = "show/.podwright/published.json";
    let text = String::from_utf8(server.state().objects[key].bytes.clone()).unwrap();
    let put = |text: String| {
        let object = Object { tag: md5(text.as_bytes()), bytes: text.into_bytes(), ..Object::default() };
        server.state().objects.insert(key.to_owned(), object);
    };
    put(text.replace("917393e3", "017393e3"));
    assert!(matches!(Publisher::new().to_s3(&server.host, &new()), Err(PublishError::NotThisShow { .. })));
    put(text.replace("\"index.html\"", "\"../index.html\""));
    assert!(matches!(Publisher::new().to_s3(&server.host, &new()), Err(PublishError::BadRecord { .. })));
    assert_eq!(online(&server), old());
}

#[test]
fn a_store_that_passes_conditions_over_is_found_out_and_noted() {
    let server = S3Server::start();
    server.state().has_no_conditions = true;
    let done = Publisher::new().to_s3(&server.host, &new()).unwrap();
    assert!(done.lacks_conditions);
    assert_eq!(online(&server), new());
    let record = String::from_utf8(server.state().objects["show/.podwright/published.json"].bytes.clone()).unwrap();
    assert!(record.contains("\"conditions\":false"), "{record}");
    // what is not known is looked for, since the store itself refuses nothing
    let theirs = Object { bytes: b"theirs".to_vec(), tag: md5(b"theirs"), ..Object::default() };
    server.state().objects.insert("show/more.html".to_owned(), theirs);
    let mut more = new();
    more.insert("more.html".to_owned(), b"ours".to_vec());
    let refused = Publisher::new().to_s3(&server.host, &with_feed(more)).unwrap_err();
    assert_eq!(refused, PublishError::ForeignFiles { paths: vec!["more.html".to_owned()] });
}

#[test]
fn a_store_without_conditions_is_asked_before_a_file_that_somebody_changed_is_written_over() {
    let put = |server: &S3Server, path: &str| {
        let theirs = Object { bytes: b"theirs".to_vec(), tag: md5(b"theirs"), ..Object::default() };
        server.state().objects.insert(format!("show/{path}"), theirs);
    };
    let foreign = PublishError::ForeignFiles { paths: vec!["index.html".to_owned()] };
    for (path, error) in [("index.html", foreign), ("feed.xml", PublishError::FeedChangedMeanwhile)] {
        let server = S3Server::start();
        server.state().has_no_conditions = true;
        Publisher::new().to_s3(&server.host, &old()).unwrap();
        put(&server, path);
        let dry = Wishes { dry_run: true, ..Wishes::default() };
        for wishes in [dry, Wishes::default()] {
            let refused = Publisher { wishes, ..Publisher::new() }.to_s3(&server.host, &new()).unwrap_err();
            assert_eq!(refused, error, "{wishes:?}");
        }
        assert_eq!(online(&server)[path], b"theirs");
        Publisher::new().adopting(Adopt::Overwrite).to_s3(&server.host, &new()).unwrap();
        assert_eq!(online(&server), with_leftover(new()));
    }
}

#[test]
fn a_feed_that_a_killed_run_has_sent_is_new_for_the_next_run() {
    let probe = S3Server::start();
    Publisher::new().to_s3(&probe.host, &old()).unwrap();
    let before = probe.state().asked.len();
    Publisher { jobs: 1, ..Publisher::new() }.to_s3(&probe.host, &new()).unwrap();
    let is_feed = |line: &String| line.as_str() == "PUT bucket/show/feed.xml";
    let at = before + probe.state().asked[before..].iter().position(is_feed).unwrap() + 1;
    let server = S3Server::start();
    Publisher::new().to_s3(&server.host, &old()).unwrap();
    server.state().fault = Some((at + 1, S3Fault::Gone));
    Publisher { jobs: 1, ..Publisher::new() }.to_s3(&server.host, &new()).unwrap_err();
    server.state().fault = None;
    assert_eq!(online(&server), with_leftover(new()), "all is there, and the record does not know it");
    for dry_run in [true, false] {
        let wishes = Wishes { dry_run, take_over: true, ..Wishes::default() };
        let done = Publisher { wishes, ..Publisher::new() }.to_s3(&server.host, &new()).unwrap();
        assert_eq!((done.uploaded.len(), done.new_feed), (0, Some(Sha256::of(&new()["feed.xml"]))), "dry: {dry_run}");
        assert!(!done.is_nothing(), "dry: {dry_run}");
    }
    assert!(Publisher::new().to_s3(&server.host, &new()).unwrap().is_nothing());
}

#[test]
fn a_lease_that_cannot_be_given_back_makes_no_fault_of_what_is_published() {
    let probe = S3Server::start();
    Publisher::new().to_s3(&probe.host, &new()).unwrap();
    let requests = probe.state().asked.len();
    let server = S3Server::start();
    server.state().fault = Some((requests, S3Fault::Gone));
    let done = Publisher::new().to_s3(&server.host, &new()).unwrap();
    assert_eq!(done.uploaded.len(), 7);
    assert!(server.state().objects.contains_key("show/.podwright/lease.json"), "it ends by itself");
}
