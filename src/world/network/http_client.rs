//! A client of HTTP that hides nothing: no redirect is followed, no status is an error, and no body is unpacked.

use std::io;
use std::io::Read;

use sha2::Digest;
use ureq::unversioned::transport::DefaultConnector;

use crate::model::identity::digest::Sha256;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_failure::{TlsFault, WebFailure};
use crate::model::web::web_request::{BodyReading, WebMethod, WebRequest};
use crate::world::network::resolver::{GuardedResolver, PRIVATE_MARK};
use crate::world::network::web_client::{Manners, WebClient};

/// Who asks. The word "bot" keeps the requests out of download counts (IAB Podcast Measurement Guidelines 2.2, "Filtering").
const USER_AGENT: &str = concat!("podwright/", env!("CARGO_PKG_VERSION"), " verify-bot (+", env!("CARGO_PKG_REPOSITORY"), ")");

/// The most header fields that are kept of an answer. // bytes of all names and values
const HEAD_MAX: usize = 64 * 1024;

/// How much of a body is read at once. // bytes
const PIECE: usize = 64 * 1024;

/// A client with connections that stay open.
pub(in crate::world::network) struct HttpClient(ureq::Agent);

impl HttpClient {
    pub(in crate::world::network) fn new(manners: Manners) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(manners.patience))
            .user_agent(USER_AGENT)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEAD_MAX)
            .build();
        let resolver = GuardedResolver { private_networks: manners.private_networks };
        Self(ureq::Agent::with_parts(config, DefaultConnector::default(), resolver))
    }
}

impl WebClient for HttpClient {
    fn ask(&self, request: &WebRequest) -> Result<WebAnswer, WebFailure> {
        let mut asked = match request.method {
            WebMethod::Get => self.0.get(&request.url),
            WebMethod::Head => self.0.head(&request.url),
        };
        if !request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("accept-encoding")) {
            asked = asked.header("accept-encoding", "identity");
        }
        for (name, value) in &request.headers {
            asked = asked.header(*name, value);
        }
        let mut response = asked.call().map_err(|error| failure(&error))?;
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
            BodyReading::Hash => keep_hash(&mut answer, response.body_mut().as_reader()),
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

fn keep_hash(answer: &mut WebAnswer, mut body: impl Read) {
    let mut hash = sha2::Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        match body.read(&mut piece) {
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
    match error.kind() {
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
    use super::*;
    use crate::world::network::web_client::PrivateNetworks;

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
        let mut answer = WebAnswer::default();
        keep_hash(&mut answer, b"abc".as_slice());
        assert_eq!((answer.read, answer.sha256), (3, Some(Sha256::of(b"abc"))));
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
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let request = WebRequest::head(&format!("http://{}/", listener.local_addr().unwrap()));
        let patience = std::time::Duration::from_millis(50);
        let asked = |private_networks| HttpClient::new(Manners { patience, private_networks }).ask(&request);
        assert_eq!(asked(PrivateNetworks::Refused), Err(WebFailure::Private("127.0.0.1".to_owned())));
        listener.set_nonblocking(true).unwrap();
        assert!(listener.accept().is_err(), "nobody has connected");
        assert_eq!(asked(PrivateNetworks::Asked), Err(WebFailure::TooSlow));
    }
}
