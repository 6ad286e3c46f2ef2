//! A running `podwright serve`, and as much of HTTP as it takes to ask it things that no browser would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::run::NOW;
use super::show::TestShow;

/// Longer than anything here takes; a test that waits so long has failed.
const DEADLINE: Duration = Duration::from_mins(1);

/// A preview that runs until the value is dropped.
pub(crate) struct Preview {
    child: Child,
    /// `127.0.0.1:7639`
    pub(crate) host: String,
    /// The path of the show, with a slash at both ends.
    pub(crate) base: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

impl Preview {
    /// Starts on any free port.
    pub(crate) fn of(show: &TestShow) -> Self {
        Self::with(show, &["--port", "0"], |_| {})
    }

    /// Starts with these words after `serve`.
    pub(crate) fn with(show: &TestShow, arguments: &[&str], change: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_podwright"));
        command
            .arg("serve")
            .args(arguments)
            .current_dir(show.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command.env("HOME", show.home()).env("SOURCE_DATE_EPOCH", NOW).env("NO_COLOR", "1");
        change(&mut command);
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        // Whatever it prints later must find a reader.
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        let (host, path) =
            line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("no address: {line}")).split_once('/').unwrap();
        Self { child, host: host.to_owned(), base: format!("/{path}") }
    }

    /// Where the show is.
    pub(crate) fn address(&self) -> String {
        format!("http://{}{}", self.host, self.base)
    }

    /// A connection, and a limit to how long it may be silent.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Sends bytes and reads until the other side closes.
    pub(crate) fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        // A server that has heard enough closes before everything is sent.
        let _closed = stream.write_all(request.as_bytes());
        read(&mut stream)
    }

    /// A request for a path from the server's root.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let headers: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let headers = headers.concat();
        self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.host))
    }

    /// A file below the show's path.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", &format!("{}{path}", self.base), &[])
    }

    /// The news after those that have been seen; at once where there are some.
    pub(crate) fn news(&self, seen: &str) -> Value {
        let answer = self.ask("GET", &format!("/-/podwright/news?seen={seen}"), &[]);
        assert_eq!(answer.status, 200);
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// Follows the builds until one has news like this.
    #[track_caller]
    pub(crate) fn until(&self, fits: impl Fn(&Value) -> bool) -> Value {
        let mut news = self.news("");
        for _ in 0..8 {
            if fits(&news) {
                return news;
            }
            news = self.news(news["seen"].as_str().unwrap());
        }
        panic!("no build has news like this; the last are {news}");
    }

    /// Waits for the first build.
    #[track_caller]
    pub(crate) fn built(self) -> Self {
        self.until(|news| !news["seen"].as_str().unwrap().ends_with("-0"));
        self
    }

    /// Whether it has not ended.
    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Interrupts it, as Ctrl-C does, and tells how it ends.
    pub(crate) fn interrupt(mut self) -> Option<i32> {
        self.signal("INT");
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), None, "it ends by itself");
        status.code()
    }

    pub(crate) fn signal(&self, name: &str) {
        assert!(Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _over = self.child.kill();
        let _over = self.child.wait();
    }
}

/// Waits until something has happened.
#[track_caller]
pub(crate) fn wait_until(mut has_happened: impl FnMut() -> bool) {
    let start = Instant::now();
    while !has_happened() {
        assert!(start.elapsed() < DEADLINE, "it has not happened within {DEADLINE:?}");
        std::thread::yield_now();
    }
}

/// Reads an answer to its end.
pub(crate) fn read(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    // A server that closes with something unread makes the system reset the connection after the answer.
    let _reset = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).unwrap_or(0);
    let headers =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Answer { status, headers, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
}
