//! A client of HTTP that hides nothing: no redirect is followed, no status is an error, and no body is unpacked.

use std::io;
use std::io::Read;
use std::time::Duration;

use sha2::Digest;
use ureq::Proxy;
use ureq::RequestBuilder;
use ureq::unversioned::transport::DefaultConnector;
use url::Host;

use crate::model::identity::digest::Sha256;
use crate::model::web::private_address::is_private;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_failure::{TlsFault, WebFailure};
use crate::model::web::web_request::{BodyReading, WebMethod, WebRequest};
use crate::world::network::resolver::{GuardedResolver, PRIVATE_MARK};
use crate::world::network::web_client::{Manners, PrivateNetworks, WebClient};

/// Who asks. The word "bot" keeps the requests out of download counts (IAB Podcast Measurement Guidelines 2.2, "Filtering").
const USER_AGENT: &str = concat!("podwright/", env!("CARGO_PKG_VERSION"), " verify-bot (+", env!("CARGO_PKG_REPOSITORY"), ")");

/// The most header fields that are kept of an answer. // bytes of all names and values
const HEAD_MAX: usize = 64 * 1024;

/// How much of a body is read at once. // bytes
const PIECE: usize = 64 * 1024;

/// The slowest that a whole file may come, beside the patience for each answer. // bytes a second
const SLOWEST: u64 = 64 * 1024;

/// A client with connections that stay open.
pub(in crate::world::network) struct HttpClient {
    agent: ureq::Agent,
    manners: Manners,
}

impl HttpClient {
    /// A client that goes through the proxy of the environment, where there is one.
    pub(in crate::world::network) fn new(manners: Manners) -> Self {
        Self::through(Proxy::try_from_env(), manners)
    }

    fn through(proxy: Option<Proxy>, manners: Manners) -> Self {
        let config = ureq::Agent::config_builder()
            .proxy(proxy)
            .timeout_global(Some(manners.patience))
            .user_agent(USER_AGENT)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEAD_MAX)
            .build();
        let resolver = GuardedResolver { private_networks: manners.private_networks };
        Self { agent: ureq::Agent::with_parts(config, DefaultConnector::default(), resolver), manners }
    }

    /// A request with its header fields and its time.
    fn prepared<Body>(&self, mut asked: RequestBuilder<Body>, request: &WebRequest) -> RequestBuilder<Body> {
        if let BodyReading::Hash(length) = request.reading {
            let patience = self.manners.patience.saturating_add(Duration::from_secs(length.get() / SLOWEST));
            asked = asked.config().timeout_global(Some(patience)).build();
        }
        if !request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("accept-encoding")) {
            asked = asked.header("accept-encoding", "identity");
        }
        request.headers.iter().fold(asked, |asked, (name, value)| asked.header(*name, value))
    }

    /// What forbids to ask an address through a proxy. The proxy looks names up, so nothing is known of their addresses; what can be told by the host
    /// itself is.
    fn forbidden(&self, url: &str) -> Option<WebFailure> {
        let is_judged = self.agent.config().proxy().is_some() && self.manners.private_networks == PrivateNetworks::Refused;
        private_host(url).filter(|_| is_judged).map(WebFailure::Private)
    }
}

/// A form, as requests send it.
const FORM: &str = "application/x-www-form-urlencoded";

/// The host of an address, where it can be seen without looking it up that it is of a private network (RFC 6761, RFC 6762).
fn private_host(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let is_private = match url.host()? {
        Host::Ipv4(address) => is_private(address.into()),
        Host::Ipv6(address) => is_private(address.into()),
        Host::Domain(name) => {
            let end = name.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
            ["local", "localhost"].contains(&end)
        }
    };
    is_private.then(|| url.host_str().unwrap_or_default().to_owned())
}

impl WebClient for HttpClient {
    fn ask(&self, request: &WebRequest) -> Result<WebAnswer, WebFailure> {
        if let Some(refused) = self.forbidden(&request.url) {
            return Err(refused);
        }
        let asked = match request.method {
            WebMethod::Get => self.prepared(self.agent.get(&request.url), request).call(),
            WebMethod::Head => self.prepared(self.agent.head(&request.url), request).call(),
            WebMethod::Post => {
                let form = self.prepared(self.agent.post(&request.url), request).content_type(FORM);
                form.send(request.form.as_str())
            }
        };
        let mut response = asked.map_err(|error| failure(&error))?;
        let headers = response.headers().iter();
        let mut answer = WebAnswer {
            status: response.status().as_u16(),
            headers: headers
                .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
                .collect(),
            ..WebAnswer::default()
        };
        match request.reading {
            BodyReading::Start(limit) => keep_start(&mut answer, response.body_mut().as_reader(), limit.get()),
            BodyReading::Hash(length) => keep_hash(&mut answer, response.body_mut().as_reader(), length.get()),
        }
        Ok(answer)
    }
}

/// Keeps the start of a body. One byte more tells whether that was all.
fn keep_start(answer: &mut WebAnswer, body: impl Read, limit: u64) {
    if limit == 0 {
        answer.end = BodyEnd::Enough;
        return;
    }
    let result = body.take(limit.saturating_add(1)).read_to_end(&mut answer.body);
    answer.read = answer.body.len() as u64;
    answer.end = match result {
        Err(error) => BodyEnd::Broken(reason(&error)),
        Ok(_) if answer.read > limit => BodyEnd::Enough,
        Ok(_) => BodyEnd::Whole,
    };
    answer.body.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
}

/// Keeps the hash of a body of this length. One byte more tells whether there is more, which is not read.
fn keep_hash(answer: &mut WebAnswer, body: impl Read, length: u64) {
    let mut body = body.take(length.saturating_add(1));
    let mut hash = sha2::Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        match body.read(&mut piece) {
            Ok(0) if answer.read > length => {
                answer.end = BodyEnd::Enough;
                return;
            }
            Ok(0) => {
                answer.sha256 = Some(Sha256::from(<[u8; 32]>::from(hash.finalize())));
                return;
            }
            Ok(length) => {
                hash.update(&piece[..length]);
                answer.read += length as u64;
            }
            Err(error) => {
                answer.end = BodyEnd::Broken(reason(&error));
                return;
            }
        }
    }
}

/// Why a body broke off.
pub(in crate::world::network) fn reason(error: &io::Error) -> String {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    match error.kind() {
        _ if matches!(inner, Some(ureq::Error::Timeout(_))) => "the time was up".to_owned(),
        io::ErrorKind::TimedOut => "the time was up".to_owned(),
        io::ErrorKind::UnexpectedEof => "the connection was closed".to_owned(),
        _ => error.to_string(),
    }
}

pub(in crate::world::network) fn failure(error: &ureq::Error) -> WebFailure {
    match error {
        ureq::Error::HostNotFound => WebFailure::UnknownName,
        ureq::Error::Timeout(_) => WebFailure::TooSlow,
        ureq::Error::BadUri(reason) => WebFailure::BadAddress(reason.clone()),
        ureq::Error::Http(reason) => WebFailure::BadAddress(reason.to_string()),
        ureq::Error::Tls(reason) => WebFailure::Insecure(TlsFault::Other((*reason).to_owned())),
        ureq::Error::Rustls(reason) => WebFailure::Insecure(tls_fault(&reason.to_string())),
        ureq::Error::Other(reason) => match reason.to_string().strip_prefix(PRIVATE_MARK) {
            Some(address) => WebFailure::Private(address.to_owned()),
            None => WebFailure::Broken(reason.to_string()),
        },
        ureq::Error::Io(error) => of_system(error),
        other => WebFailure::Broken(other.to_string()),
    }
}

fn of_system(error: &io::Error) -> WebFailure {
    let text = error.to_string();
    match error.kind() {
        io::ErrorKind::TimedOut => WebFailure::TooSlow,
        io::ErrorKind::ConnectionRefused => WebFailure::Broken("no server listens at the address".to_owned()),
        io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof => {
            WebFailure::Broken("the server closed the connection without an answer".to_owned())
        }
        // rustls hands its refusals on as invalid data
        io::ErrorKind::InvalidData => WebFailure::Insecure(tls_fault(&text)),
        _ if text.starts_with("failed to lookup address") => WebFailure::UnknownName,
        _ => WebFailure::Broken(text),
    }
}

/// What rustls means. Its words are compared without blanks, since it names a fault now by its type and now by a sentence.
fn tls_fault(text: &str) -> TlsFault {
    let words: String = text.chars().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_lowercase()).collect();
    if words.contains("expired") {
        TlsFault::Expired
    } else if words.contains("notvalidyet") {
        TlsFault::NotYetValid
    } else if words.contains("notvalidforname") {
        TlsFault::OtherName
    } else if words.contains("unknownissuer") || words.contains("causedasendentity") {
        TlsFault::UnknownIssuer
    } else {
        TlsFault::Other(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::TcpListener;

    use super::*;
    use crate::model::files::byte_count::ByteCount;

    #[test]
    fn what_rustls_refuses_is_told_in_plain_words() {
        let case = |text: &str, expected: TlsFault| assert_eq!(tls_fault(text), expected, "{text}");
        case("invalid peer certificate: Expired", TlsFault::Expired);
        case("invalid peer certificate: certificate expired: verified at time 1, which is not", TlsFault::Expired);
        case("invalid peer certificate: certificate not valid for name \"a\"; only for b", TlsFault::OtherName);
        case("invalid peer certificate: NotValidForName", TlsFault::OtherName);
        case("invalid peer certificate: UnknownIssuer", TlsFault::UnknownIssuer);
        case("invalid peer certificate: certificate not valid yet: verified", TlsFault::NotYetValid);
        case("received fatal alert", TlsFault::Other("received fatal alert".to_owned()));
    }

    #[test]
    fn the_start_of_a_body_says_whether_it_is_all() {
        let keep = |limit| {
            let mut answer = WebAnswer::default();
            keep_start(&mut answer, b"0123456789".as_slice(), limit);
            (answer.body, answer.end)
        };
        assert_eq!(keep(10), (b"0123456789".to_vec(), BodyEnd::Whole));
        assert_eq!(keep(9), (b"012345678".to_vec(), BodyEnd::Enough));
        assert_eq!(keep(0), (Vec::new(), BodyEnd::Enough));
    }

    #[test]
    fn a_whole_body_is_hashed() {
        let keep = |length| {
            let mut answer = WebAnswer::default();
            keep_hash(&mut answer, b"abc".as_slice(), length);
            (answer.read, answer.sha256, answer.end)
        };
        assert_eq!(keep(3), (3, Some(Sha256::of(b"abc")), BodyEnd::Whole));
        assert_eq!(keep(4), (3, Some(Sha256::of(b"abc")), BodyEnd::Whole));
        assert_eq!(keep(1), (2, None, BodyEnd::Enough), "no more is read than tells that there is more");
    }

    #[test]
    fn a_long_recording_gets_time_for_its_length() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let server = std::thread::spawn(move || {
            for _ in 0..2 {
                let (mut stream, _) = listener.accept().unwrap();
                let _length = stream.read(&mut [0; 1024]).unwrap();
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\na").unwrap();
                std::thread::sleep(Duration::from_millis(400));
                // a client that gave up is no fault of the server
                let _sent = stream.write_all(b"bc");
            }
        });
        let manners = Manners { patience: Duration::from_millis(100), private_networks: PrivateNetworks::Asked };
        let client = HttpClient::through(None, manners);
        let hashed = |length| client.ask(&WebRequest::get(&url, BodyReading::Hash(ByteCount::new(length)))).unwrap();
        assert_eq!(hashed(3).end, BodyEnd::Broken("the time was up".to_owned()));
        let whole = hashed(10 * SLOWEST);
        assert_eq!((whole.end, whole.sha256), (BodyEnd::Whole, Some(Sha256::of(b"abc"))));
        server.join().unwrap();
    }

    #[test]
    fn each_failure_is_told_by_what_it_means() {
        let of_kind = |kind: io::ErrorKind| failure(&ureq::Error::Io(kind.into()));
        let broken = |reason: &str| WebFailure::Broken(reason.to_owned());
        assert_eq!(failure(&ureq::Error::HostNotFound), WebFailure::UnknownName);
        assert_eq!(failure(&ureq::Error::BadUri("x".to_owned())), WebFailure::BadAddress("x".to_owned()));
        assert_eq!(of_kind(io::ErrorKind::TimedOut), WebFailure::TooSlow);
        assert_eq!(of_kind(io::ErrorKind::ConnectionRefused), broken("no server listens at the address"));
        assert_eq!(of_kind(io::ErrorKind::ConnectionReset), broken("the server closed the connection without an answer"));
        let lookup = io::Error::other("failed to lookup address information: Name or service not known");
        assert_eq!(failure(&ureq::Error::Io(lookup)), WebFailure::UnknownName);
        assert_eq!(failure(&ureq::Error::Tls("no provider")), WebFailure::Insecure(TlsFault::Other("no provider".to_owned())));
    }

    #[test]
    fn a_private_network_is_asked_only_where_that_is_meant() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let request = WebRequest::head(&format!("http://{}/", listener.local_addr().unwrap()));
        let patience = Duration::from_millis(50);
        let asked = |private_networks| HttpClient::through(None, Manners { patience, private_networks }).ask(&request);
        assert_eq!(asked(PrivateNetworks::Refused), Err(WebFailure::Private("127.0.0.1".to_owned())));
        listener.set_nonblocking(true).unwrap();
        assert!(listener.accept().is_err(), "nobody has connected");
        assert_eq!(asked(PrivateNetworks::Asked), Err(WebFailure::TooSlow));
        assert_eq!(asked(PrivateNetworks::Required), Err(WebFailure::TooSlow));
    }

    #[test]
    fn a_proxy_may_be_private_and_what_is_asked_through_it_may_not() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = Proxy::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        listener.set_nonblocking(true).unwrap();
        let asked = |private_networks, host: &str| {
            let manners = Manners { patience: Duration::from_millis(50), private_networks };
            HttpClient::through(Some(proxy.clone()), manners).ask(&WebRequest::head(&format!("http://{host}/")))
        };
        for host in
            ["10.0.0.1", "127.0.0.1:81", "[::1]", "[64:ff9b::a00:1]", "localhost", "a.localhost.", "nas.local", "NAS.Local."]
        {
            let refused = asked(PrivateNetworks::Refused, host);
            assert!(matches!(refused, Err(WebFailure::Private(_))), "{host}: {refused:?}");
        }
        assert!(listener.accept().is_err(), "the proxy was not asked");
        for host in ["feed.example.com", "local.example.com"] {
            assert_eq!(asked(PrivateNetworks::Refused, host), Err(WebFailure::TooSlow));
            assert!(listener.accept().is_ok(), "the proxy was asked for {host}");
        }
        assert_eq!(asked(PrivateNetworks::Required, "nas.local"), Err(WebFailure::TooSlow));
    }
}
