//! Two publishers at once: what each asks comes in every order.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex};

use podwright::publish::apply::Wishes;
use podwright::publish::publish_error::PublishError;

use crate::publisher::{Files, Publisher, show, with_feed};
use crate::s3_server::S3Server;
use crate::support::count::count;

/// Lets one request through at a time, in an order that a number decides.
struct Turns {
    state: Mutex<TurnState>,
    changed: Condvar,
}

struct TurnState {
    random: u64,
    next: usize,
    is_done: [bool; 2],
}

impl Turns {
    fn new(seed: u64) -> Self {
        let state = TurnState { random: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, next: 0, is_done: [false; 2] };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Waits until it is this publisher's turn, and keeps it until the answer is dropped.
    fn take(self: &Arc<Self>, who: usize) -> Box<dyn Send> {
        let mut state = self.state.lock().unwrap();
        while state.next != who && !state.is_done[1 - who] {
            state = self.changed.wait(state).unwrap();
        }
        Box::new(Taken(Arc::clone(self)))
    }

    fn done(&self, who: usize) {
        self.state.lock().unwrap().is_done[who] = true;
        self.changed.notify_all();
    }
}

struct Taken(Arc<Turns>);

impl Drop for Taken {
    fn drop(&mut self) {
        let mut state = self.0.state.lock().unwrap();
        // xorshift
        state.random ^= state.random << 13;
        state.random ^= state.random >> 7;
        state.random ^= state.random << 17;
        state.next = usize::from(state.random.is_multiple_of(2));
        self.0.changed.notify_all();
    }
}

fn base() -> Files {
    show(&[("media/a.mp3", "sound a"), ("index.html", "zero")])
}

fn of(who: usize) -> Files {
    let mut files = base();
    files.insert("index.html".to_owned(), format!("page of {who}").into_bytes());
    files.insert(format!("media/{who}.mp3"), format!("sound of {who}").into_bytes());
    // pages of both are at one address, so only recordings are named, as by a real feed
    let named: Files =
        files.iter().filter(|(path, _)| path.starts_with("media/")).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    let feed = with_feed(named).remove("feed.xml").unwrap();
    files.insert("feed.xml".to_owned(), feed);
    files
}

type Ends = Vec<Result<bool, PublishError>>;

fn race(seed: u64, wishes: [Wishes; 2]) -> (Ends, BTreeMap<String, Vec<u8>>) {
    let first = S3Server::start();
    Publisher::new().to_s3(&first.host, &base()).unwrap();
    let turns = Arc::new(Turns::new(seed));
    let doors: Vec<S3Server> = (0..2)
        .map(|who| {
            let turns = Arc::clone(&turns);
            S3Server::with(Arc::clone(&first.state), Arc::new(move || turns.take(who)))
        })
        .collect();
    let ends: Ends = std::thread::scope(|scope| {
        let running: Vec<_> = (0..2)
            .map(|who| {
                let (turns, host, wishes) = (Arc::clone(&turns), doors[who].host.clone(), wishes[who]);
                scope.spawn(move || {
                    let id = format!("017f22e2-79b0-7cc3-98c4-dc0c0c07398{who}");
                    let publisher = Publisher { jobs: 1, id, wishes, ..Publisher::new() };
                    let end = publisher.to_s3(&host, &of(who)).map(|outcome| outcome.is_nothing());
                    turns.done(who);
                    end
                })
            })
            .collect();
        running.into_iter().map(|running| running.join().unwrap()).collect()
    });
    let broken = first.state().broken.clone();
    assert_eq!(broken, Vec::<String>::new(), "{seed}: {ends:?}");
    let objects = first.state().objects.iter().map(|(key, object)| (key.clone(), object.bytes.clone())).collect();
    (ends, objects)
}

#[test]
fn one_wins_and_the_other_changes_nothing() {
    let mut both = 0;
    for seed in 1..=count(200) as u64 {
        let (ends, objects) = race(seed, [Wishes::default(); 2]);
        let winners: Vec<usize> = (0..2).filter(|who| ends[*who].is_ok()).collect();
        // one after the other, both may publish; at the same time, one is refused
        both += usize::from(winners.len() == 2);
        for end in &ends {
            let is_fair = matches!(end, Ok(false) | Err(PublishError::LeaseHeld { .. } | PublishError::FeedChangedMeanwhile));
            assert!(is_fair, "{seed}: {ends:?}");
        }
        assert!(!winners.is_empty(), "{seed}: {ends:?}");
        let feed = &objects["show/feed.xml"];
        let is_of = |who: usize| *feed == of(who)["feed.xml"] && objects["show/index.html"] == of(who)["index.html"];
        assert!(winners.iter().any(|who| is_of(*who)), "{seed}: the feed and the pages are of one: {ends:?}");
        assert!(!objects.contains_key("show/.podwright/lease.json"), "{seed}");
    }
    assert!(both < count(200) / 2, "they were seldom at it at the same time: {both}");
}

#[test]
fn where_one_takes_the_lease_of_the_other_the_feed_is_of_one_of_them() {
    let over = Wishes { take_over: true, ..Wishes::default() };
    for seed in 1..=count(200) as u64 {
        let (ends, objects) = race(seed, [Wishes::default(), over]);
        let feed = &objects["show/feed.xml"];
        assert!([of(0), of(1), base()].iter().any(|files| *feed == files["feed.xml"]), "{seed}: {ends:?}");
    }
}
