//! Made-up histories of a show: nothing that the last feed names is ever missing, and what podwright did not write stays as it is.

use camino::Utf8PathBuf;
use chrono::Days;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::publisher::{Files, Publisher, show, with_feed};
use crate::s3_server::{Object, S3Server, md5};
use crate::support::count::properties;

/// Something that happens to a show.
#[derive(Clone, Debug)]
enum Event {
    Add(u8),
    Replace(u8, u8),
    Remove(u8),
    Rename(u8, u8),
    Days(u16),
    Prune,
    Foreign(u8),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..8_u8).prop_map(Event::Add),
        3 => (0..8_u8, any::<u8>()).prop_map(|(which, what)| Event::Replace(which, what)),
        3 => (0..8_u8).prop_map(Event::Remove),
        2 => (0..8_u8, 0..8_u8).prop_map(|(from, to)| Event::Rename(from, to)),
        3 => (1..200_u16).prop_map(Event::Days),
        1 => Just(Event::Prune),
        1 => (0..4_u8).prop_map(Event::Foreign),
    ]
}

fn path(which: u8) -> String {
    match which % 4 {
        0 => format!("media/{which}.mp3"),
        1 => format!("episodes/{which}/index.html"),
        2 => format!("artwork/{which}.jpg"),
        _ => format!("transcripts/{which}.vtt"),
    }
}

/// A place that is published to.
trait Place {
    fn publish(&self, publisher: &Publisher, files: &Files) -> Result<(), String>;
    fn read(&self, path: &str) -> Option<Vec<u8>>;
    fn put(&self, path: &str, bytes: &[u8]);
}

struct Bucket(S3Server);

impl Place for Bucket {
    fn publish(&self, publisher: &Publisher, files: &Files) -> Result<(), String> {
        publisher.to_s3(&self.0.host, files).map(|_| ()).map_err(|error| error.to_string())?;
        let faults = self.0.faults();
        if faults.is_empty() { Ok(()) } else { Err(format!("{faults:?}")) }
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.state().objects.get(&format!("show/{path}")).map(|object| object.bytes.clone())
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let object = Object { bytes: bytes.to_vec(), tag: md5(bytes), ..Object::default() };
        self.0.state().objects.insert(format!("show/{path}"), object);
    }
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn at(&self, path: &str) -> Utf8PathBuf {
        Utf8PathBuf::from_path_buf(self.0.path().join("www/show")).unwrap().join(path)
    }
}

impl Place for Folder {
    fn publish(&self, publisher: &Publisher, files: &Files) -> Result<(), String> {
        publisher
            .to_folder(camino::Utf8Path::new(self.at("").as_str().trim_end_matches('/')), files)
            .map(|_| ())
            .map_err(|error| error.to_string())
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(self.at(path)).ok()
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

fn history(place: &dyn Place, events: &[Event]) -> Result<(), TestCaseError> {
    let mut publisher = Publisher { jobs: 1, ..Publisher::new() };
    let mut files = show(&[("media/0.mp3", "first"), ("index.html", "home")]);
    let mut foreign = Files::new();
    for event in events {
        publisher.wishes.prune_media = false;
        match event {
            Event::Add(which) => drop(files.entry(path(*which)).or_insert_with(|| b"new".to_vec())),
            Event::Replace(which, what) => {
                if let Some(bytes) = files.get_mut(&path(*which)) {
                    *bytes = vec![*what; 5];
                }
            }
            Event::Remove(which) => drop(files.remove(&path(*which))),
            Event::Rename(from, to) => {
                if let Some(bytes) = files.remove(&path(*from)) {
                    files.insert(path(*to), bytes);
                }
            }
            Event::Days(days) => publisher.today = publisher.today + Days::new((*days).into()),
            Event::Prune => publisher.wishes.prune_media = true,
            Event::Foreign(which) => {
                let path = format!("others/{which}.html");
                place.put(&path, b"theirs");
                foreign.insert(path, b"theirs".to_vec());
            }
        }
        files = with_feed(files);
        place.publish(&publisher, &files).map_err(TestCaseError::fail)?;
        for (path, bytes) in files.iter().chain(&foreign) {
            let there = place.read(path);
            prop_assert_eq!(there.as_ref(), Some(bytes), "{} after {:?}", path, event);
        }
    }
    Ok(())
}

fn run(cases: u32, place: &dyn Fn() -> Box<dyn Place>) {
    let mut runner = TestRunner::new(properties(cases));
    let events = proptest::collection::vec(event(), 3..12);
    runner.run(&events, |events| history(place().as_ref(), &events)).unwrap();
}

#[test]
fn in_a_bucket_nothing_is_lost_and_nothing_of_others_is_touched() {
    run(500, &|| Box::new(Bucket(S3Server::start())));
}

#[test]
fn in_a_folder_nothing_is_lost_and_nothing_of_others_is_touched() {
    run(500, &|| Box::new(Folder(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap())));
}

#[test]
fn what_the_show_no_longer_has_goes_after_its_time_and_recordings_only_when_asked() {
    let bucket = Bucket(S3Server::start());
    let mut publisher = Publisher::new();
    let all = show(&[("media/a.mp3", "a"), ("old/index.html", "old"), ("index.html", "home")]);
    let less = show(&[("index.html", "home")]);
    bucket.publish(&publisher, &all).unwrap();
    bucket.publish(&publisher, &less).unwrap();
    let there = |path: &str| bucket.read(path).is_some();
    assert!(there("old/index.html") && there("media/a.mp3"));
    publisher.today = publisher.today + Days::new(29);
    bucket.publish(&publisher, &less).unwrap();
    assert!(there("old/index.html"));
    publisher.today = publisher.today + Days::new(1);
    bucket.publish(&publisher, &less).unwrap();
    assert!(!there("old/index.html") && there("media/a.mp3"));
    publisher.wishes.prune_media = true;
    bucket.publish(&publisher, &less).unwrap();
    assert!(there("media/a.mp3"), "a feed has named it less than 90 days ago");
    publisher.today = publisher.today + Days::new(60);
    bucket.publish(&publisher, &less).unwrap();
    assert!(!there("media/a.mp3"));
}

#[test]
fn what_somebody_else_has_put_in_the_place_of_an_old_file_stays() {
    let places: [Box<dyn Place>; 2] = [Box::new(Bucket(S3Server::start())), Box::new(Folder(tempfile::tempdir().unwrap()))];
    for place in places {
        let mut publisher = Publisher::new();
        place.publish(&publisher, &show(&[("old/index.html", "old"), ("index.html", "home")])).unwrap();
        let less = show(&[("index.html", "home")]);
        place.publish(&publisher, &less).unwrap();
        place.put("old/index.html", b"theirs");
        for days in [31, 400] {
            publisher.today = publisher.today + Days::new(days);
            place.publish(&publisher, &less).unwrap();
            assert_eq!(place.read("old/index.html").as_deref(), Some(&b"theirs"[..]));
        }
    }
}
