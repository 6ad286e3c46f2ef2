//! An import that was killed goes on by itself. Each file is written in one step and in one order, so what a kill leaves is the first so many of them.

use std::fs;

use podwright::error::Exit;

use crate::feeds::{CHANNEL, OLD, Web, feed, item, podwright};
use crate::support::TestShow;
use crate::support::count::count;

/// So many episodes have two files each, and ten stand beside them.
const EPISODES: usize = 95;

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
    let mut order: Vec<String> = vec![".podwright/import.json".to_owned()];
    // Sixteen episodes are fetched and written at a time.
    for some in (0..EPISODES).collect::<Vec<_>>().chunks(16) {
        for name in ["transcript.vtt", "episode.yaml"] {
            order.extend(some.iter().map(|number| format!("episodes/stop-{number}/{name}")));
        }
    }
    order.extend(
        ["episodes/cover.jpg", ".gitignore", ".gitattributes", ".github/workflows/feed.yml", "podcast.yaml", "podcast.lock"]
            .map(str::to_owned),
    );
    let points = count(order.len());
    for point in 0..points {
        let kept = point * order.len() / points;
        let show = TestShow::empty_in_memory();
        for path in &order[..kept] {
            show.write(path, whole.read(path));
        }
        if kept > 0 {
            // What a kill in the middle of a file leaves.
            let beside = show.path(&order[kept]).with_file_name(".podwright-half.tmp");
            fs::create_dir_all(beside.parent().unwrap()).unwrap();
            fs::write(beside, "half").unwrap();
        }
        let (exit, told) = podwright(&show, &web, &["import", OLD]);
        assert_eq!(exit, Exit::Fine, "after {kept}: {told}");
        for path in &order {
            assert!(show.read(path) == whole.read(path), "{path} after {kept}");
        }
    }
}
