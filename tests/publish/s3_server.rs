//! An object store in memory that speaks S3, with conditions and parts, and fails at a request of the test's choice. After each change it is looked whether
//! the live feed names only what is there.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use podwright::model::identity::digest::Sha256;

use crate::s3_request::S3Request;

/// An object.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Object {
    pub(crate) bytes: Vec<u8>,
    pub(crate) tag: String,
    pub(crate) headers: BTreeMap<String, String>,
}

/// How a request goes wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum S3Fault {
    /// The store is in trouble, and has done nothing.
    Busy,
    /// The store is in trouble, and has done it all the same.
    BusyAfter,
    /// The connection breaks before anything was done.
    Reset,
    /// The connection breaks afterwards.
    ResetAfter,
    /// Half of the answer arrives.
    Half,
    /// A condition is said not to hold.
    Refused,
    /// The answer takes its time.
    Slow,
    /// This and every later request goes unanswered, as for a program that was killed or has lost its network.
    Gone,
}

/// What the store holds, and what it was asked.
#[derive(Default)]
pub(crate) struct S3State {
    pub(crate) objects: BTreeMap<String, Object>,
    uploads: BTreeMap<String, (Object, BTreeMap<u32, Vec<u8>>)>,
    /// What was asked, a line each.
    pub(crate) asked: Vec<String>,
    /// Which request goes wrong, and how.
    pub(crate) fault: Option<(usize, S3Fault)>,
    /// Moments at which the live feed named what was not there.
    pub(crate) broken: Vec<String>,
    /// Whether conditions are passed over.
    pub(crate) has_no_conditions: bool,
    /// Whether the key may list what is there.
    pub(crate) may_list: bool,
    tags: u64,
}

type Turn = dyn Fn() -> Box<dyn Send> + Send + Sync;

/// A server, until it is dropped.
pub(crate) struct S3Server {
    pub(crate) host: String,
    pub(crate) state: Arc<Mutex<S3State>>,
    ends: Arc<AtomicBool>,
}

impl S3Server {
    pub(crate) fn start() -> Self {
        Self::with(Arc::default(), Arc::new(|| Box::new(())))
    }

    /// Another door to the same store. Each request waits for its turn, which is over when what `turn` gives is dropped.
    pub(crate) fn with(state: Arc<Mutex<S3State>>, turn: Arc<Turn>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (host, ends) = (listener.local_addr().unwrap().to_string(), Arc::new(AtomicBool::new(false)));
        let server = Self { host, state: Arc::clone(&state), ends: Arc::clone(&ends) };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if ends.load(Ordering::SeqCst) {
                    break;
                }
                let (state, turn) = (Arc::clone(&state), Arc::clone(&turn));
                std::thread::spawn(move || {
                    // A client that hangs up is no fault of the server.
                    let _closed = stream.map(|stream| answer(&stream, &state, turn.as_ref()));
                });
            }
        });
        server
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, S3State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        let _woken = TcpStream::connect(&self.host);
    }
}

fn answer(mut stream: &TcpStream, state: &Mutex<S3State>, turn: &Turn) -> std::io::Result<()> {
    let Some(request) = S3Request::read(stream) else { return Ok(()) };
    let _turn = turn();
    let (sent, fault) = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.asked.push(request.line());
        let number = state.asked.len();
        let fault = match state.fault {
            Some((at, S3Fault::Gone)) if number >= at => Some(S3Fault::Gone),
            Some((at, fault)) if at == number => Some(fault),
            _ => None,
        };
        let sent = match fault {
            Some(S3Fault::Reset | S3Fault::Gone) => return Ok(()),
            Some(S3Fault::Busy) => Reply::error(503, "SlowDown"),
            Some(S3Fault::Refused) if request.header("if-match").or(request.header("if-none-match")).is_some() => {
                Reply::error(412, "PreconditionFailed")
            }
            _ => state.serve(&request),
        };
        (sent, fault)
    };
    match fault {
        Some(S3Fault::ResetAfter) => return Ok(()),
        Some(S3Fault::Slow) => std::thread::sleep(Duration::from_millis(20)),
        _ => {}
    }
    let sent = if fault == Some(S3Fault::BusyAfter) { Reply::error(500, "InternalError") } else { sent };
    let mut head = format!("HTTP/1.1 {} Said\r\nconnection: close\r\n", sent.status);
    for (name, value) in &sent.headers {
        head.extend([name.as_str(), ": ", value.as_str(), "\r\n"]);
    }
    if !sent.headers.contains_key("content-length") {
        head.extend(["content-length: ", sent.body.len().to_string().as_str(), "\r\n"]);
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    if request.method != "HEAD" {
        bytes.extend(&sent.body);
    }
    let length = if fault == Some(S3Fault::Half) { bytes.len() / 2 } else { bytes.len() };
    stream.write_all(&bytes[..length])
}

struct Reply {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Reply {
    fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: BTreeMap::new(), body: body.into() }
    }

    fn error(status: u16, code: &str) -> Self {
        Self::new(status, format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>said so</Message></Error>"))
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }
}

impl S3State {
    fn serve(&mut self, request: &S3Request) -> Reply {
        let key = request.path.split_once('/').map_or("", |(_, key)| key).to_owned();
        if !request.query.contains_key("X-Amz-Signature") {
            return Reply::error(403, "AccessDenied");
        }
        let reply = self.reply(request, &key);
        if request.method != "GET" && request.method != "HEAD" {
            // a recording that is replaced has its new bytes before the feed says so
            let absent: Vec<String> =
                named(&self.objects).into_iter().filter(|(key, _)| !self.objects.contains_key(key)).map(|(key, _)| key).collect();
            if !absent.is_empty() {
                let line = request.line();
                self.broken.push(format!("after {line}: {absent:?}"));
            }
        }
        reply
    }

    fn reply(&mut self, request: &S3Request, key: &str) -> Reply {
        let upload = request.query.get("uploadId").cloned();
        match (request.method.as_str(), upload) {
            ("POST", None) => {
                self.tags += 1;
                let id = format!("upload-{}", self.tags);
                self.uploads.insert(id.clone(), (Object { headers: kept(request), ..Object::default() }, BTreeMap::new()));
                Reply::new(200, format!("<R><UploadId>{id}</UploadId></R>"))
            }
            ("PUT", Some(id)) => {
                let number: u32 = request.query["partNumber"].parse().unwrap();
                let Some((_, parts)) = self.uploads.get_mut(&id) else { return Reply::error(404, "NoSuchUpload") };
                let tag = md5(&request.body);
                parts.insert(number, request.body.clone());
                Reply::new(200, "").with("etag", &tag)
            }
            ("GET", Some(id)) => {
                let Some((_, parts)) = self.uploads.get(&id) else { return Reply::error(404, "NoSuchUpload") };
                let part = |(number, bytes): (&u32, &Vec<u8>)| {
                    let tag = md5(bytes).replace('"', "&quot;");
                    format!("<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>")
                };
                Reply::new(200, format!("<R>{}<IsTruncated>false</IsTruncated></R>", parts.iter().map(part).collect::<String>()))
            }
            ("POST", Some(id)) => {
                if !self.uploads.contains_key(&id) {
                    return Reply::error(404, "NoSuchUpload");
                }
                if let Some(refused) = self.refused(request, key) {
                    return refused;
                }
                let (object, parts) = self.uploads.remove(&id).unwrap();
                let bytes = parts.into_values().flatten().collect();
                self.tags += 1;
                let tag = format!("\"parts-{}\"", self.tags);
                self.objects.insert(key.to_owned(), Object { bytes, tag: tag.clone(), ..object });
                Reply::new(200, format!("<R><ETag>{}</ETag></R>", tag.replace('"', "&quot;")))
            }
            ("DELETE", Some(id)) => {
                self.uploads.remove(&id);
                Reply::new(204, "")
            }
            ("PUT", None) => self.put(request, key),
            ("DELETE", None) => {
                self.objects.remove(key);
                Reply::new(204, "")
            }
            ("GET", None) if request.query.contains_key("list-type") => self.list(request),
            (_, None) => match self.objects.get(key) {
                Some(object) => {
                    let mut reply = Reply::new(200, object.bytes.clone()).with("etag", &object.tag);
                    reply.headers.extend(object.headers.clone());
                    reply.with("content-length", &object.bytes.len().to_string())
                }
                None => Reply::error(404, "NoSuchKey"),
            },
            _ => Reply::error(405, "MethodNotAllowed"),
        }
    }

    /// Pages of three, so that a small show has several.
    fn list(&self, request: &S3Request) -> Reply {
        if !self.may_list {
            return Reply::error(403, "AccessDenied");
        }
        let after = request.query.get("continuation-token").cloned().unwrap_or_default();
        let prefix = &request.query["prefix"];
        let mut keys = self.objects.keys().filter(|key| key.starts_with(prefix) && **key > after);
        let page: Vec<&String> = keys.by_ref().take(3).collect();
        let is_cut = keys.next().is_some();
        let listed: Vec<String> = page.iter().map(|key| format!("<Contents><Key>{key}</Key></Contents>")).collect();
        let next = page.last().map(|key| format!("<NextContinuationToken>{key}</NextContinuationToken>")).unwrap_or_default();
        Reply::new(200, format!("<L><IsTruncated>{is_cut}</IsTruncated>{}{next}</L>", listed.concat()))
    }

    fn refused(&self, request: &S3Request, key: &str) -> Option<Reply> {
        let there = self.objects.get(key);
        let holds = match (request.header("if-match"), request.header("if-none-match")) {
            _ if self.has_no_conditions => true,
            (Some(tag), _) => there.is_some_and(|object| object.tag == tag),
            (None, Some(_)) => there.is_none(),
            (None, None) => true,
        };
        (!holds).then(|| Reply::error(412, "PreconditionFailed"))
    }

    fn put(&mut self, request: &S3Request, key: &str) -> Reply {
        if let Some(refused) = self.refused(request, key) {
            return refused;
        }
        let tag = md5(&request.body);
        self.objects.insert(key.to_owned(), Object { bytes: request.body.clone(), tag: tag.clone(), headers: kept(request) });
        Reply::new(200, "").with("etag", &tag)
    }
}

/// The header fields that are kept with an object.
fn kept(request: &S3Request) -> BTreeMap<String, String> {
    let is_kept = |name: &str| matches!(name, "content-type" | "cache-control" | "x-amz-meta-sha256");
    request.headers.iter().filter(|(name, _)| is_kept(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}

pub(crate) fn md5(bytes: &[u8]) -> String {
    use md5::Digest as _;
    let digits: Vec<String> = md5::Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"{}\"", digits.concat())
}

/// What the live feed of the tests names: each of its lines is a path and a hash.
fn named(objects: &BTreeMap<String, Object>) -> Vec<(String, String)> {
    let Some(feed) = objects.get("show/feed.xml") else { return Vec::new() };
    let text = String::from_utf8(feed.bytes.clone()).unwrap();
    let named = |line: &str| line.split_once(' ').map(|(path, sum)| (format!("show/{path}"), sum.to_owned()));
    text.lines().filter_map(named).collect()
}

impl S3Server {
    /// Moments at which the live feed named what was not there, and what it names now and is not there with the bytes that it should have.
    pub(crate) fn faults(&self) -> Vec<String> {
        let state = self.state();
        let is_other = |key: &String, sum: &String| {
            state.objects.get(key).is_none_or(|object| Sha256::of(&object.bytes).to_string() != *sum)
        };
        let missing = named(&state.objects)
            .into_iter()
            .filter(|(key, sum)| is_other(key, sum))
            .map(|(key, _)| format!("missing now: {key}"));
        state.broken.iter().cloned().chain(missing).collect()
    }
}
