//! Fetches files of the old host: each address once, redirects one by one, nothing of a private network.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use url::Url;

use crate::engine::import::waiting::Waiting;
use crate::engine::online::verify::asker::lanes;
use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_failure::WebFailure;
use crate::model::web::web_request::{BodyReading, WebRequest};
use crate::world::clock::Clock;
use crate::world::network::Network;
use crate::world::network::web_client::{Manners, PrivateNetworks, WebClient};

/// How many redirects are followed.
const REDIRECTS_MAX: usize = 5;

/// Fetches files.
pub(crate) struct Fetcher {
    client: Box<dyn WebClient>,
    waiting: Waiting,
    /// How many requests are under way at once.
    jobs: usize,
}

/// A file as it came.
#[derive(Clone, Debug)]
pub(crate) struct Fetched {
    /// Where it was in the end.
    pub(crate) url: String,
    pub(crate) bytes: Vec<u8>,
}

/// Why a file did not come, in words.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum FetchError {
    /// The address leads into a private network.
    #[error("the address leads into a private network (`{0}`), which is not asked for a feed from elsewhere")]
    Private(String),
    /// Anything else.
    #[error("{0}")]
    Failed(String),
}

/// What came of asking for a part.
#[derive(Clone, Debug)]
pub(crate) enum FetchedPart {
    /// The part.
    Part {
        bytes: Vec<u8>,
        /// The length of the whole.
        total: u64,
        /// What the server calls this state of the file.
        tag: Option<String>,
    },
    /// The whole: the server has no parts, or the file has changed.
    Whole(Vec<u8>),
}

/// The longest file that is taken at once from a server that sends no parts: it has to stand in memory.
const WHOLE_MAX: ByteCount = ByteCount::mebibytes(512);

impl Fetcher {
    /// A part of a file (RFC 9110, section 14), if the file is still what `tag` names.
    pub(crate) fn piece(&self, address: &str, part: Range<u64>, tag: Option<&str>) -> Result<FetchedPart, FetchError> {
        let failed = |reason: String| FetchError::Failed(reason);
        let range = format!("bytes={}-{}", part.start, part.end.saturating_sub(1));
        let request = |url: &str| {
            let request =
                WebRequest::get(url, BodyReading::Start(ByteCount::new(part.end - part.start))).with("range", range.clone());
            match tag.filter(|_| part.start > 0) {
                Some(tag) => request.with("if-range", tag),
                None => request,
            }
        };
        let (url, answer) = self.reached(address, &request)?;
        match (answer.status, answer.content_range(), answer.end) {
            (206, (Some((from, _)), Some(total)), BodyEnd::Whole) if from == part.start => {
                let tag = answer.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("etag"));
                let tag = tag.map(|(_, value)| value.trim().to_owned()).filter(|tag| !tag.starts_with("W/"));
                Ok(FetchedPart::Part { bytes: answer.body, total, tag })
            }
            (206, _, BodyEnd::Broken(reason)) => Err(failed(format!("it breaks off: {reason}"))),
            (206, ..) => Err(failed("the server sends another part than was asked for".to_owned())),
            (200, _, BodyEnd::Whole) if part.start == 0 => Ok(FetchedPart::Whole(answer.body)),
            (200, ..) if part.start > 0 => Ok(FetchedPart::Whole(Vec::new())),
            (200, ..) => Ok(FetchedPart::Whole(self.fetch(url.as_str(), WHOLE_MAX)?.bytes)),
            (429, ..) => Err(failed("the server asks to try again later (429)".to_owned())),
            (status, ..) => Err(failed(format!("the server answers with {status}"))),
        }
    }

    /// The answer at the end of all redirects.
    fn reached(&self, address: &str, request: &dyn Fn(&str) -> WebRequest) -> Result<(Url, WebAnswer), FetchError> {
        let failed = |reason: String| FetchError::Failed(reason);
        let mut url = web(address).ok_or_else(|| failed("it is not a web address".to_owned()))?;
        for _ in 0..=REDIRECTS_MAX {
            let asked = self.waiting.answer(&|| self.client.ask(&request(url.as_str())));
            let answer = asked.map_err(|failure| match failure {
                WebFailure::Private(name) => FetchError::Private(name),
                other => failed(other.to_string()),
            })?;
            let Some(location) = answer.location() else { return Ok((url, answer)) };
            let next = url.join(location).ok().filter(|next| matches!(next.scheme(), "http" | "https"));
            url = next.ok_or_else(|| failed("it is redirected to no web address".to_owned()))?;
        }
        Err(failed(format!("it is redirected more than {REDIRECTS_MAX} times")))
    }

    /// A fetcher that asks no private network, or any where the producer has named one. So many requests are under way at once.
    pub(crate) fn new(
        (network, clock): (&dyn Network, &Arc<dyn Clock>),
        private_networks: PrivateNetworks,
        patience: Duration,
        jobs: usize,
    ) -> Self {
        let client = network.client(Manners { patience, private_networks });
        Self { client, waiting: Waiting::new(Arc::clone(clock)), jobs }
    }

    /// How many requests are under way at once.
    pub(crate) fn jobs(&self) -> usize {
        self.jobs
    }

    /// What is at an address, and at most so many bytes.
    pub(crate) fn fetch(&self, address: &str, limit: ByteCount) -> Result<Fetched, FetchError> {
        let failed = |reason: String| FetchError::Failed(reason);
        let (url, answer) = self.reached(address, &|url| WebRequest::get(url, BodyReading::Start(limit)))?;
        match (answer.status, &answer.end) {
            (200, BodyEnd::Whole) if answer.content_length().is_some_and(|length| length != answer.body.len() as u64) => {
                Err(failed("it is shorter than the server says".to_owned()))
            }
            (200, BodyEnd::Whole) => Ok(Fetched { url: url.into(), bytes: answer.body }),
            (200, BodyEnd::Enough) => Err(failed(format!("it has more than {}", BinarySize(limit)))),
            (200, BodyEnd::Broken(reason)) => Err(failed(format!("it breaks off: {reason}"))),
            (429, _) => Err(failed("the server asks to try again later (429)".to_owned())),
            (status, _) => Err(failed(format!("the server answers with {status}"))),
        }
    }

    /// What is at several addresses, each asked for once: a few at once, and two of one server.
    pub(crate) fn fetch_all(&self, addresses: &BTreeMap<String, ByteCount>) -> BTreeMap<String, Result<Fetched, FetchError>> {
        let found = self.each(addresses.iter().collect(), |(url, _)| url, |(url, limit)| (url.clone(), self.fetch(url, *limit)));
        found.into_iter().collect()
    }

    /// Does something with each of several addresses, a few at once, and with two of one server; what came of it, in no order.
    pub(crate) fn each<T: Send, R: Send>(&self, these: Vec<T>, url: impl Fn(&T) -> &str, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        let threads = self.jobs.min(these.len());
        let lanes = Mutex::new(lanes(these, url));
        let found = Mutex::new(Vec::new());
        let next = || lanes.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let go_on = || {
            while let Some(lane) = next() {
                for one in lane {
                    let came = work(one);
                    found.lock().unwrap_or_else(PoisonError::into_inner).push(came);
                }
            }
        };
        thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(go_on);
            }
            go_on();
        });
        found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A web address.
pub(crate) fn web(address: &str) -> Option<Url> {
    Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fakes::FakeClock;

    /// A server that answers every request alike.
    struct Alike(Result<WebAnswer, WebFailure>);

    impl WebClient for Alike {
        fn ask(&self, _request: &WebRequest) -> Result<WebAnswer, WebFailure> {
            self.0.clone()
        }
    }

    fn fetcher(answer: Result<WebAnswer, WebFailure>) -> Fetcher {
        let clock: Arc<dyn Clock> = Arc::new(FakeClock::showing([]));
        Fetcher { client: Box::new(Alike(answer)), waiting: Waiting::new(clock), jobs: 1 }
    }

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> WebAnswer {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        WebAnswer { status, headers, body: body.into(), ..WebAnswer::default() }
    }

    #[test]
    fn what_did_not_come_is_told_in_words() {
        let case = |answer, expected: FetchError| {
            assert_eq!(fetcher(answer).fetch("https://a.example/", ByteCount::new(9)).map(|_| ()), Err(expected));
        };
        let failed = |words: &str| FetchError::Failed(words.to_owned());
        case(Err(WebFailure::Private("10.0.0.1".to_owned())), FetchError::Private("10.0.0.1".to_owned()));
        case(Ok(answer(404, &[], "")), failed("the server answers with 404"));
        case(Ok(answer(200, &[("content-length", "5")], "four")), failed("it is shorter than the server says"));
        case(Ok(answer(302, &[("location", "ftp://a.example/")], "")), failed("it is redirected to no web address"));
        case(Ok(answer(302, &[("location", "/again")], "")), failed("it is redirected more than 5 times"));
    }

    #[test]
    fn a_part_is_the_one_that_was_asked_for() {
        let ask = |answer| fetcher(answer).piece("https://a.example/", 4..8, Some("\"x\""));
        let part = ask(Ok(answer(206, &[("content-range", "bytes 4-5/6"), ("etag", "\"x\"")], "ab")));
        assert!(matches!(part, Ok(FetchedPart::Part { total: 6, tag: Some(tag), .. }) if tag == "\"x\""));
        assert!(ask(Ok(answer(206, &[("content-range", "bytes 0-1/6")], "ab"))).is_err());
        assert!(matches!(ask(Ok(answer(200, &[], "abcdef"))), Ok(FetchedPart::Whole(_))), "the file has changed");
    }
}
