//! Real podcast programs of Debian subscribe to the series over loopback HTTP, download an episode, and come again: `gpo` of gPodder,
//! podget, and newsboat with podboat.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::TestShow;
use crate::support::wait::until;

/// Longer than podboat takes from one download to the next.
const QUIET: Duration = Duration::from_millis(700);
/// The episode that is downloaded: the newest, and a short one.
const EPISODE: &str = "words-we-use";

/// One answer: what was asked for, and with what it was answered.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Answer {
    path: String,
    code: u16,
}

/// A server of a folder on a port of the loopback, which knows byte ranges and `If-None-Match`.
struct Server {
    port: u16,
    answers: Arc<Mutex<Vec<Answer>>>,
    /// Each connection that is open holds a copy.
    connections: Arc<()>,
}

impl Server {
    /// The files by their paths. It serves until the test's process ends.
    fn start(listener: TcpListener, files: BTreeMap<String, Vec<u8>>) -> Self {
        let port = listener.local_addr().unwrap().port();
        let answers = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&answers);
        let files = Arc::new(files);
        let connections = Arc::new(());
        let open = Arc::downgrade(&connections);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (files, told, connection) = (Arc::clone(&files), Arc::clone(&told), open.upgrade());
                std::thread::spawn(move || {
                    serve(stream, &files, &told);
                    drop(connection);
                });
            }
        });
        Self { port, answers, connections }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// Connections that a program has not closed yet.
    fn open_connections(&self) -> usize {
        Arc::strong_count(&self.connections) - 1
    }

    /// What was answered since this was asked last.
    fn answers(&self) -> Vec<Answer> {
        std::mem::take(&mut self.answers.lock().unwrap())
    }
}

fn sum(bytes: &[u8]) -> String {
    podwright::model::identity::digest::Sha256::of(bytes).to_string()
}

/// Answers the requests of one connection.
fn serve(stream: TcpStream, files: &BTreeMap<String, Vec<u8>>, told: &Mutex<Vec<Answer>>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut writer = stream;
    loop {
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line.trim().is_empty() {
                break;
            }
            head.push(line.trim_end().to_owned());
        }
        let mut words = head.first()?.split(' ');
        let (method, path) = (words.next()?.to_owned(), words.next()?.trim_start_matches('/').to_owned());
        let header = |name: &str| {
            head.iter()
                .skip(1)
                .find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
        };
        let Some(bytes) = files.get(&path) else {
            told.lock().unwrap().push(Answer { path, code: 404 });
            writer.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").ok()?;
            continue;
        };
        let tag = format!("\"{}\"", &sum(bytes)[..16]);
        let from: Option<usize> = header("Range").and_then(|range| range.strip_prefix("bytes=")?.split('-').next()?.parse().ok());
        let (code, body, range) = match from {
            _ if header("If-None-Match") == Some(&tag) => (304, &[][..], String::new()),
            Some(from) if from < bytes.len() => {
                (206, &bytes[from..], format!("Content-Range: bytes {from}-{}/{}\r\n", bytes.len() - 1, bytes.len()))
            }
            _ => (200, &bytes[..], String::new()),
        };
        told.lock().unwrap().push(Answer { path: path.clone(), code });
        let media_type = match Path::new(&path).extension().and_then(|extension| extension.to_str()) {
            Some("xml") => "application/rss+xml",
            Some("mp3") => "audio/mpeg",
            Some("jpg") => "image/jpeg",
            _ => "application/octet-stream",
        };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {code} Answer\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nETag: {tag}\r\nAccept-Ranges: bytes\r\n{range}\r\n"
        );
        writer.write_all(head.as_bytes()).ok()?;
        if method != "HEAD" {
            writer.write_all(body).ok()?;
        }
    }
}

/// The series as it would stand on a server of the loopback, and what the lock says of the episode's file.
struct Published {
    server: Server,
    sha256: String,
    home: tempfile::TempDir,
}

fn publish() -> Published {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let show = TestShow::series();
    let yaml = show.yaml("podcast.yaml");
    let url = yaml["url"].as_str().unwrap();
    show.edit("podcast.yaml", &format!("url: {url}"), &format!("url: http://127.0.0.1:{port}/"));
    show.podwright(&["build", "--accept", "feed-url-changed", "--allow", "insecure-show-url", "--allow", "private-address"])
        .any_stdout()
        .any_stderr()
        .done();
    let lock = show.yaml("podcast.lock");
    let episodes = lock["episodes"].as_object().unwrap();
    let episode = episodes.values().find(|episode| episode["slug"] == EPISODE).unwrap();
    let sha256 = episode["enclosure"]["sha256"].as_str().unwrap().to_owned();
    let files = show.files_below("feed").into_iter().map(|(path, bytes)| (path.trim_start_matches("feed/").to_owned(), bytes));
    Published { server: Server::start(listener, files.collect()), sha256, home: tempfile::tempdir().unwrap() }
}

impl Published {
    /// Runs a program whose home is this test's own; it has a minute.
    #[track_caller]
    fn run(&self, program: &str, arguments: &[&str]) -> String {
        let home = self.home.path();
        let output: Output = Command::new("timeout")
            .args(["60", program])
            .args(arguments)
            .env("HOME", home)
            .env("GPODDER_HOME", home.join("gPodder"))
            .env("GPODDER_DOWNLOAD_DIR", home.join("downloads"))
            .env("LANG", "C.UTF-8")
            .env_remove("http_proxy")
            .env_remove("DISPLAY")
            .env("no_proxy", "127.0.0.1")
            .current_dir(home)
            .output()
            .unwrap_or_else(|error| panic!("{program}: {error}; `tests/run tools` installs it"));
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{program} {arguments:?}: {}\n{told}", output.status);
        told
    }

    /// A file of the lock's sum was downloaded somewhere in the home.
    #[track_caller]
    fn downloaded(&self, told: &str) {
        let mut files = Vec::new();
        collect(self.home.path(), &mut files);
        let sums: Vec<(PathBuf, String)> = files.into_iter().map(|file| (file.clone(), sum(&fs::read(&file).unwrap()))).collect();
        assert!(sums.iter().any(|(_, found)| *found == self.sha256), "{sums:?}\n{told}\n{:?}", self.server.answers());
    }

    fn is_downloaded(&self, folder: &Path) -> bool {
        let mut files = Vec::new();
        if folder.is_dir() {
            collect(folder, &mut files);
        }
        files.iter().any(|file| fs::read(file).is_ok_and(|bytes| sum(&bytes) == self.sha256))
    }

    /// On the first visit the feed came whole; on the second, nothing was downloaded, and the feed was known (304) or the same.
    #[track_caller]
    fn nothing_new(&self, told: &str) {
        let answers = self.server.answers();
        assert!(answers.iter().all(|answer| !answer.path.starts_with("media/")), "{answers:?}\n{told}");
        let feeds: Vec<u16> = answers.iter().filter(|answer| answer.path == "feed.xml").map(|answer| answer.code).collect();
        assert!(!feeds.is_empty() && feeds.iter().all(|code| [200, 304].contains(code)), "{answers:?}\n{told}");
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap() {
            kind if kind.is_dir() => collect(&entry.path(), files),
            kind if kind.is_file() => files.push(entry.path()),
            _ => {}
        }
    }
}

#[test]
#[ignore = "needs gPodder; run by tests/run"]
fn gpodder_subscribes_downloads_and_comes_again() {
    let published = publish();
    let feed = published.server.url("feed.xml");
    published.run("gpo", &["subscribe", &feed]);
    let told = published.run("gpo", &["download", &feed]);
    published.downloaded(&told);
    published.server.answers();
    let told = published.run("gpo", &["update", &feed]);
    let answers = published.server.answers();
    assert!(answers.contains(&Answer { path: "feed.xml".to_owned(), code: 304 }), "{answers:?}\n{told}");
    assert!(answers.iter().all(|answer| !answer.path.starts_with("media/")), "{answers:?}");
}

#[test]
#[ignore = "needs podget; run by tests/run"]
fn podget_downloads_and_comes_again() {
    let published = publish();
    let home = published.home.path();
    fs::create_dir_all(home.join(".podget")).unwrap();
    fs::write(home.join(".podget/serverlist"), format!("{} Shows Series\n", published.server.url("feed.xml"))).unwrap();
    let settings = format!(
        "# Podget configuration file created by version 0.9.0\nCONFIG_SERVERLIST=serverlist\nDIR_SESSION={0}/session\n\
         DIR_LIBRARY={0}/library\nDIR_LOG={0}/log\nLOG_FAIL=errors\nLOG_COMPLETE=done\n\
         WGET_BASEOPTS=\"-c -nH\"\nMOST_RECENT=1\nFORCE=0\nCLEANUP=0\nCLEANUP_DAYS=7\nMIN_SPACE=1000\nNO_PLAYLIST=1\n\
         PLAYLIST_NAMEBASE=New-\nDATE_FORMAT=+%F\nASX_PLAYLIST=0\nFILENAME_BADCHARS=\"~\"\nFILENAME_REPLACECHAR=_\n",
        home.display()
    );
    fs::write(home.join(".podget/podgetrc"), settings).unwrap();
    fs::create_dir_all(home.join("library")).unwrap();
    let told = published.run("podget", &["-v"]);
    published.downloaded(&told);
    published.server.answers();
    let told = published.run("podget", &["-v"]);
    published.nothing_new(&told);
}

#[test]
#[ignore = "needs newsboat and podboat; run by tests/run"]
fn newsboat_and_podboat_download_and_come_again() {
    let published = publish();
    let home = published.home.path();
    let settings = home.join(".newsboat");
    fs::create_dir_all(&settings).unwrap();
    fs::write(settings.join("urls"), format!("{}\n", published.server.url("feed.xml"))).unwrap();
    let config = format!("download-path \"{}/downloads/\"\npodcast-auto-enqueue yes\nmax-downloads 1\n", home.display());
    fs::write(settings.join("config"), config).unwrap();
    published.run("newsboat", &["-x", "reload"]);
    // podboat draws on a terminal, and stops when it is told to.
    let mut podboat = Command::new("script")
        .args(["--quiet", "--return", "--command", "podboat -a", "/dev/null"])
        .env("HOME", home)
        .env("TERM", "xterm")
        .current_dir(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let downloads = home.join("downloads");
    until("podboat downloads the episode", || published.is_downloaded(&downloads).then_some(()));
    podboat.stdin.take().unwrap().write_all(b"qQ").unwrap();
    let _stopped = podboat.kill();
    podboat.wait().unwrap();
    published.downloaded("podboat");
    // What it was fetching when it was stopped is its first visit too. Between two downloads it has no connection for a moment.
    let mut quiet_since = Instant::now();
    until("podboat has stopped", || {
        if published.server.open_connections() > 0 || !published.server.answers().is_empty() {
            quiet_since = Instant::now();
        }
        (quiet_since.elapsed() > QUIET).then_some(())
    });
    let told = published.run("newsboat", &["-x", "reload"]);
    published.nothing_new(&told);
}
