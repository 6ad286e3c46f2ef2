//! A web server on the loopback that does everything right, until a test makes it do one thing wrong.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A file that it serves.
#[derive(Clone)]
pub(crate) struct Served {
    pub(crate) media_type: &'static str,
    pub(crate) cache: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// A request. Names of header fields are in lower case.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    headers: BTreeMap<String, String>,
    /// What is sent with it.
    pub(crate) body: String,
}

/// What it sends.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// How many bytes of the body are sent before the connection ends, or stays silent until the client gives up.
    pub(crate) stops_at: Option<(usize, Stop)>,
}

/// How an answer stops early.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stop {
    Closed,
    Silent,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

impl Sent {
    pub(crate) fn status(status: u16) -> Self {
        let body = format!("<!DOCTYPE html><title>{status}</title>").into_bytes();
        let headers = vec![("content-type".to_owned(), "text/html".to_owned())];
        Self { status, headers, body, stops_at: None }
    }

    pub(crate) fn redirect(status: u16, to: &str) -> Self {
        Self::status(status).with("location", to)
    }

    /// With a header field of this value only.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The time of every file.
pub(crate) const CHANGED: &str = "Sun, 01 Jan 2023 00:00:00 GMT";

/// What a good server sends for a file (RFC 9110).
pub(crate) fn well(asked: &Asked, file: Option<&Served>) -> Sent {
    let Some(file) = file else { return Sent::status(404) };
    let tag = format!("\"{:x}\"", file.bytes.iter().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte))));
    let length = file.bytes.len();
    let sent = Sent { status: 200, headers: Vec::new(), body: file.bytes.clone(), stops_at: None };
    let sent = sent
        .with("content-type", file.media_type)
        .with("cache-control", file.cache)
        .with("access-control-allow-origin", "*")
        .with("accept-ranges", "bytes")
        .with("etag", &tag)
        .with("last-modified", CHANGED);
    let is_known = match (asked.header("if-none-match"), asked.header("if-modified-since")) {
        (Some(known), _) => known == tag,
        (None, Some(date)) => date == CHANGED,
        (None, None) => false,
    };
    if is_known {
        return Sent { status: 304, body: Vec::new(), ..sent };
    }
    let is_same = asked.header("if-range").is_none_or(|condition| condition == tag || condition == CHANGED);
    let Some(range) = asked.header("range").filter(|_| is_same).and_then(|range| range.strip_prefix("bytes=")) else {
        return sent;
    };
    let (from, to) = range.split_once('-').unwrap();
    let (from, to) = match (from.parse::<usize>(), to.parse::<usize>()) {
        (Ok(from), Ok(to)) => (from, to.min(length - 1)),
        (Ok(from), Err(_)) => (from, length - 1),
        (Err(_), Ok(count)) => (length - count.min(length), length - 1),
        (Err(_), Err(_)) => return sent,
    };
    if from >= length {
        let refused = Sent { status: 416, body: Vec::new(), ..sent };
        return refused.with("content-range", &format!("bytes */{length}"));
    }
    let body = file.bytes[from..=to].to_vec();
    Sent { status: 206, body, ..sent }.with("content-range", &format!("bytes {from}-{to}/{length}"))
}

type Answering = dyn Fn(&Asked) -> Sent + Send + Sync;

/// A server, until it is dropped.
pub(crate) struct FaultServer {
    /// `127.0.0.1:1234`
    pub(crate) host: String,
    asked: Arc<Mutex<Vec<String>>>,
    ends: Arc<std::sync::atomic::AtomicBool>,
}

impl FaultServer {
    /// A port at which nothing answers before [`FaultServer::start`].
    pub(crate) fn listen() -> TcpListener {
        TcpListener::bind("127.0.0.1:0").unwrap()
    }

    /// Answers each request as the function does.
    pub(crate) fn start(listener: TcpListener, answering: impl Fn(&Asked) -> Sent + Send + Sync + 'static) -> Self {
        let host = listener.local_addr().unwrap().to_string();
        let (asked, ends) = (Arc::default(), Arc::default());
        let server = Self { host, asked: Arc::clone(&asked), ends: Arc::clone(&ends) };
        let answering: Arc<Answering> = Arc::new(answering);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if ends.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                let (answering, asked) = (Arc::clone(&answering), Arc::clone(&asked));
                // A client that hangs up is no fault of the server.
                std::thread::spawn(move || stream.map(|stream| answer(stream, answering.as_ref(), &asked)));
            }
        });
        server
    }

    /// What was asked so far, a line each: `GET /feed.xml`.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.ends.store(true, std::sync::atomic::Ordering::Relaxed);
        let _woken = TcpStream::connect(&self.host);
    }
}

/// Answers one request, and closes.
fn answer(mut stream: TcpStream, answering: &Answering, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split(' ');
    let (method, path) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
    if path.is_empty() {
        return Ok(());
    }
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    log.lock().unwrap().push(format!("{method} {path}"));
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let asked = Asked { method, path, headers, body: String::from_utf8_lossy(&body).into_owned() };
    let mut sent = answering(&asked);
    if sent.header("content-length").is_none() && sent.status != 304 {
        let length = sent.body.len().to_string();
        sent = sent.with("content-length", &length);
    }
    write!(stream, "HTTP/1.1 {} Said\r\nconnection: close\r\n", sent.status)?;
    for (name, value) in &sent.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "\r\n")?;
    if asked.method == "HEAD" || sent.status == 304 {
        return Ok(());
    }
    match sent.stops_at {
        None => stream.write_all(&sent.body),
        Some((count, stop)) => {
            stream.write_all(&sent.body[..count.min(sent.body.len())])?;
            if stop == Stop::Silent {
                // until the client gives up
                let _closed = reader.read_line(&mut String::new());
            }
            Ok(())
        }
    }
}
