//! The client of object stores, over HTTP.

use std::io::Read as _;
use std::time::Duration;

use ureq::SendBody;
use ureq::http::Request;

use crate::model::files::binary_size::BinarySize;
use crate::model::web::web_failure::WebFailure;
use crate::world::network::USER_AGENT;
use crate::world::network::http_client::{failure, reason};
use crate::world::network::store_client::{StoreAnswer, StoreBody, StoreClient, StoreRequest};

/// How long a connection may take to be made.
const CONNECTS: Duration = Duration::from_secs(15);
/// How long it may stand still. An object of 5 GB can take hours, so there is no limit for all of it.
const STANDS_STILL: Duration = Duration::from_mins(1);
/// How much of an answer is read at once. // bytes; its head has to fit
const INPUT: usize = 64 * 1024;
/// How much of a file is handed to a connection at once. // bytes
const OUTPUT: usize = 64 * 1024;
/// The most header fields of an answer. // bytes of all names and values
const HEAD_MAX: usize = 64 * 1024;

/// A client with connections that stay open.
pub(in crate::world::network) struct HttpStoreClient(ureq::Agent);

impl HttpStoreClient {
    pub(in crate::world::network) fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_connect(Some(CONNECTS))
            .timeout_per_read(Some(STANDS_STILL))
            .timeout_per_write(Some(STANDS_STILL))
            .timeout_recv_response(Some(STANDS_STILL))
            .user_agent(USER_AGENT)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEAD_MAX)
            .max_idle_connections_per_host(64)
            .input_buffer_size(INPUT)
            .output_buffer_size(OUTPUT)
            .build();
        Self(config.into())
    }
}

impl StoreClient for HttpStoreClient {
    fn send(&self, request: StoreRequest<'_>) -> Result<StoreAnswer, WebFailure> {
        let StoreRequest { method, url, headers, body, limit } = request;
        let mut built = Request::builder().method(method).uri(url.reveal());
        for (name, value) in headers {
            built = built.header(*name, value);
        }
        // Nothing that is said of a request may hold its address.
        let unfit = |_| WebFailure::BadAddress("it holds what no address may hold".to_owned());
        let result = match body {
            StoreBody::Empty if matches!(method, "GET" | "HEAD" | "DELETE") => self.0.run(built.body(()).map_err(unfit)?),
            StoreBody::Empty => {
                let built = built.header("content-length", "0");
                self.0.run(built.body(&b""[..]).map_err(unfit)?)
            }
            StoreBody::Bytes(reader, bytes) => {
                let built = built.header("content-length", bytes.get().to_string());
                self.0.run(built.body(SendBody::from_reader(reader)).map_err(unfit)?)
            }
        };
        let mut response = result.map_err(|error| match error {
            ureq::Error::BadUri(_) => WebFailure::BadAddress("it cannot be read".to_owned()),
            other => failure(&other),
        })?;
        let fields = response.headers().iter();
        let headers = fields.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let mut answer = StoreAnswer { status: response.status().as_u16(), headers: headers.collect(), body: Vec::new() };
        let mut rest = response.body_mut().as_reader().take(limit.get().saturating_add(1));
        rest.read_to_end(&mut answer.body).map_err(|error| WebFailure::Broken(reason(&error)))?;
        if answer.body.len() as u64 > limit.get() {
            return Err(WebFailure::Broken(format!("the answer has more than {}", BinarySize(limit))));
        }
        Ok(answer)
    }
}
