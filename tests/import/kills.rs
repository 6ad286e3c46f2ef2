//! An import that was killed goes on by itself, whatever step of writing it had come to. Nothing is written into a disk that is too small.

use std::sync::Arc;

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;

use crate::feeds::{CHANNEL, NOW, OLD, Web, feed, item, podwright};
use crate::support::TestShow;
use crate::support::count::count;
use crate::support::faulty_disk::{Fault, FaultyDisk};
use crate::support::in_process::run_in;

/// So many episodes have two files each.
const EPISODES: usize = 20;

const DATE: &str = "Mon, 02 Mar 2026 07:00:00 +0100";

#[test]
fn whatever_was_written_the_rest_follows() {
    let vtt = "WEBVTT\n\n00:00.000 --> 00:04.000\nHello.\n";
    let (mut web, mut items) = (Web::new(), String::new());
    for number in 0..EPISODES {
        let url = format!("https://zug.example/{number}.vtt");
        let more = format!("<podcast:transcript url=\"{url}\" type=\"text/vtt\"/>");
        let date = format!("Mon, 02 Mar 2026 07:{:02}:{:02} +0100", number / 60, number % 60);
        items += &item(&format!("Stop {number}"), &format!("g{number}"), &date, &more);
        web = web.with(&url, vtt);
    }
    let web = web.with(OLD, feed(CHANNEL, &items));
    let whole = TestShow::empty_in_memory();
    let (exit, told) = podwright(&whole, &web, &["import", OLD]);
    assert_eq!(exit, Exit::Fine, "{told}");
    let run = |show: &TestShow, disk: &FaultyDisk| {
        let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
        let words = ["import", OLD, "--now", NOW];
        run_in(&root, &words, |world| World { network: Arc::new(web.network()), disk: Arc::new(disk.clone()), ..world })
    };
    let disk = FaultyDisk::writing(Fault::Death, usize::MAX);
    let (exit, told) = run(&TestShow::empty_in_memory(), &disk);
    assert_eq!(exit, Exit::Fine, "{told}");
    let (steps, written) = (disk.steps(), disk.written());
    let synced = |step: &&String| step.starts_with("sync files below");
    assert_eq!(written.iter().filter(synced).count(), 1, "the episodes are synced in one step");
    let files = |show: &TestShow| {
        let mut files = show.files();
        files.retain(|path, _| !path.starts_with("import-report"));
        files
    };
    let points = count(200);
    for point in 0..points {
        let at = point * steps / points;
        let show = TestShow::empty_in_memory();
        let (_, _) = run(&show, &FaultyDisk::writing(Fault::Death, at));
        // What a power cut leaves of a file that was not synced.
        let last = files(&show).into_keys().rfind(|path| path.ends_with("episode.yaml"));
        if let Some(path) = last.filter(|_| point % 2 == 0 && !show.exists("podcast.lock")) {
            show.write(&path, "");
        }
        let (exit, told) = podwright(&show, &web, &["import", OLD]);
        assert_eq!(exit, Exit::Fine, "at {at}: {told}");
        let (there, wanted) = (files(&show), files(&whole));
        assert!(
            there == wanted,
            "at {at}: {:?}",
            there.keys().filter(|path| there.get(*path) != wanted.get(*path)).collect::<Vec<_>>()
        );
    }
}

#[test]
fn recordings_that_have_no_room_are_not_begun() {
    let items: String = (0..2).map(|number| item(&format!("Stop {number}"), &format!("g{number}"), DATE, "")).collect();
    let web = Web::new().with(OLD, feed(CHANNEL, &items));
    // Two recordings of 4 MiB, and each once more while it is put together.
    for (room, expected) in [(16 << 20, true), ((16 << 20) - 1, false)] {
        let show = TestShow::empty();
        let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
        let words = ["import", OLD, "--media", "fetch", "--now", NOW];
        let (_, told) = run_in(&root, &words, |world| World {
            network: Arc::new(web.network()),
            disk: Arc::new(FaultyDisk::with_room(room)),
            ..world
        });
        assert_eq!(show.exists("podcast.yaml"), expected, "{told}");
        assert_eq!(told.contains("2 recordings need 16 MiB, and 16 MiB are free"), !expected, "{told}");
    }
}
