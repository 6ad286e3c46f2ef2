//! The network: requests that are limited in size and time.

mod http_client;
mod http_store_client;
mod resolver;
pub mod store_client;
pub mod web_client;

use std::io;
use std::io::Read;
use std::time::Duration;

use flate2::read::MultiGzDecoder;

use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::world::network::http_client::HttpClient;
use crate::world::network::http_store_client::HttpStoreClient;
use crate::world::network::store_client::StoreClient;
use crate::world::network::web_client::{Manners, WebClient};

/// Servers on the web.
pub trait Network: Send + Sync {
    /// Downloads at most `limit` bytes from an address, following redirects.
    ///
    /// # Errors
    /// If the server cannot be reached, takes longer than `patience` in all, answers with an error, or has more than `limit` bytes.
    fn fetch(&self, url: &str, limit: ByteCount, patience: Duration) -> io::Result<Vec<u8>>;

    /// Whoever asks many questions, and wants to see each answer as it is.
    fn client(&self, manners: Manners) -> Box<dyn WebClient>;

    /// Whoever sends files to an object store.
    fn store_client(&self) -> Box<dyn StoreClient>;
}

/// The network that this computer is connected to.
#[derive(Clone, Copy, Debug, Default)]
pub struct HttpNetwork;

/// Who asks, as each server sees it.
const USER_AGENT: &str = concat!("podwright/", env!("CARGO_PKG_VERSION"));

impl Network for HttpNetwork {
    fn fetch(&self, url: &str, limit: ByteCount, patience: Duration) -> io::Result<Vec<u8>> {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().timeout_global(Some(patience)).user_agent(USER_AGENT).build().into();
        let mut response = agent.get(url).header("accept-encoding", "gzip").call().map_err(|error| match error {
            ureq::Error::StatusCode(code) => io::Error::other(format!("the server answers with {code}")),
            ureq::Error::Io(error) => error,
            other => io::Error::other(other.to_string()),
        })?;
        let is_packed = response.headers().get("content-encoding").is_some_and(|encoding| encoding == "gzip");
        let body = response.body_mut().as_reader();
        let mut bytes = Vec::new();
        let at_most = limit.get().saturating_add(1);
        if is_packed {
            MultiGzDecoder::new(body).take(at_most).read_to_end(&mut bytes)?;
        } else {
            body.take(at_most).read_to_end(&mut bytes)?;
        }
        if ByteCount::of(&bytes) > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {}", BinarySize(limit))));
        }
        Ok(bytes)
    }

    fn client(&self, manners: Manners) -> Box<dyn WebClient> {
        Box::new(HttpClient::new(manners))
    }

    fn store_client(&self) -> Box<dyn StoreClient> {
        Box::new(HttpStoreClient::new())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// Downloads at most 10 bytes from a server that gives this answer, or keeps silent.
    fn fetch(answer: Option<&'static str>, timeout: Duration) -> io::Result<Vec<u8>> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/feed.xml", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 1024];
            let _length = stream.read(&mut request).unwrap();
            if let Some(answer) = answer {
                stream.write_all(answer.as_bytes()).unwrap();
            } else {
                // Until the client gives up.
                let _closed = stream.read(&mut request);
            }
        });
        let fetched = HttpNetwork.fetch(&url, ByteCount::new(10), timeout);
        server.join().unwrap();
        fetched
    }

    #[track_caller]
    fn case(answer: Option<&'static str>, timeout: Duration, expected: Result<&[u8], &str>) {
        let fetched = fetch(answer, timeout).map_err(|error| error.to_string());
        assert_eq!(fetched.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn downloads_what_is_there_and_reports_why_it_cannot() {
        let long = Duration::from_mins(1);
        case(Some("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n0123456789"), long, Ok(b"0123456789"));
        case(Some("HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n0123456789a"), long, Err("it has more than 10 bytes"));
        case(
            Some("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 10\r\n\r\n0123456789"),
            long,
            Err("invalid gzip header"),
        );
        case(Some("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"), long, Err("the server answers with 404"));
        case(None, Duration::from_millis(100), Err("timeout: global"));
    }
}
