//! A host that does things wrong, over the loopback: what does not come stays where it is, and is told.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::clock::Clock;
use podwright::world::fakes::FakeClock;

use crate::feeds::{CHANNEL, HOST, NOW, feed, item};
use crate::support::TestShow;
use crate::support::in_process::run_in;
use crate::support::rewired::Rewired;

const VTT: &str = "WEBVTT\n\n00:00.000 --> 00:04.000\nHello.\n";

/// How often a file was asked for whose server wants to be left alone for a while.
static BUSY: AtomicUsize = AtomicUsize::new(0);

/// What a server sends for the path, head and body.
fn answer(path: &str) -> Vec<u8> {
    let whole = |kind: &str, body: &str| {
        format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
    };
    let text = match path {
        "/feed.rss" => {
            let kinds = ["good", "cut", "short", "page", "gone", "later", "loop", "stub", "redirected", "binary", "busy"];
            let items: String = kinds
                .iter()
                .map(|kind| {
                    let transcript = format!("<podcast:transcript url=\"{HOST}/{kind}.vtt\" type=\"text/vtt\"/>");
                    item(kind, kind, "Mon, 02 Mar 2026 07:00:00 +0100", &transcript)
                })
                .collect();
            whole(
                "application/rss+xml",
                &feed(&CHANNEL.replace("https://zug.example/cover.jpg", "ftp://zug.example/cover.jpg"), &items),
            )
        }
        "/busy.vtt" if BUSY.fetch_add(1, Ordering::SeqCst) < 2 => {
            "HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned()
        }
        "/good.vtt" | "/busy.vtt" => whole("text/vtt", VTT),
        "/redirected.vtt" => {
            "HTTP/1.1 302 Found\r\nlocation: /good.vtt\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned()
        }
        "/cut.vtt" => format!("HTTP/1.1 200 OK\r\ncontent-length: 400\r\nconnection: close\r\n\r\n{VTT}"),
        "/short.vtt" => "HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\nWEBVTT".to_owned(),
        "/page.vtt" => whole("text/html", "<!DOCTYPE html><title>Log in</title>"),
        "/later.vtt" => {
            "HTTP/1.1 429 Too Many Requests\r\nretry-after: 60\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned()
        }
        "/loop.vtt" => "HTTP/1.1 301 Moved\r\nlocation: /loop.vtt\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned(),
        "/stub.vtt" => whole("text/plain", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"),
        "/binary.vtt" => {
            return b"HTTP/1.1 200 OK\r\ncontent-type: text/vtt\r\ncontent-length: 4\r\nconnection: close\r\n\r\nxx\xff\xfe"
                .to_vec();
        }
        _ => "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned(),
    };
    text.into_bytes()
}

/// Serves until the test's process ends; the port.
fn served() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut first = String::new();
                let _length = reader.read_line(&mut first);
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
                    line.clear();
                }
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                let mut stream = stream;
                let _sent = stream.write_all(&answer(&path));
            });
        }
    });
    port
}

#[test]
fn what_does_not_come_stays_where_it_is_and_is_told() {
    let port = served();
    let show = TestShow::empty();
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let feed = format!("{HOST}/feed.rss");
    let words = ["import", &feed, "--now", NOW];
    let clock = Arc::new(FakeClock::default());
    let (exit, told) = run_in(&root, &words, |world| World {
        network: Arc::new(Rewired::new(&[(HOST, format!("http://127.0.0.1:{port}"))])),
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        ..world
    });
    assert_eq!(exit, Exit::Fine, "{told}");
    assert_eq!(clock.slept().as_secs(), 2 * 7 + 3 * 60, "one server wants 7 s twice, the other 60 s for ever");
    for good in ["good", "redirected", "busy"] {
        assert_eq!(show.text(&format!("episodes/{good}/transcript.vtt")), VTT);
    }
    for bad in ["cut", "short", "page", "gone", "later", "loop", "stub", "binary"] {
        let yaml = show.yaml(&format!("episodes/{bad}/episode.yaml"));
        assert_eq!(yaml["transcript"]["url"], format!("{HOST}/{bad}.vtt"), "{bad}");
        assert!(!show.exists(&format!("episodes/{bad}/transcript.vtt")), "{bad}");
    }
    for reason in [
        "a transcript: it breaks off",
        "a transcript: it cannot be read as a transcript: 2; \"page\" (line 6), \"stub\"",
        "a transcript: it has no words: 1; \"short\"",
        "a transcript: it is not UTF-8 text: 1; \"binary\"",
        "a transcript: the server answers with 404: 1; \"gone\"",
        "a transcript: the server asks to try again later (429): 1; \"later\"",
        "a transcript: it is redirected more than 5 times: 1; \"loop\"",
    ] {
        assert!(told.contains(reason), "{reason}\n{told}");
    }
}
