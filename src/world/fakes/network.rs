//! A network on which a test decides what servers answer.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use crate::model::files::byte_count::ByteCount;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_failure::WebFailure;
use crate::model::web::web_request::{BodyReading, WebRequest};
use crate::world::network::Network;
use crate::world::network::store_client::{StoreAnswer, StoreClient, StoreRequest};
use crate::world::network::web_client::{Manners, WebClient};

/// What a server answers at an address.
type Answer = dyn Fn(&str) -> io::Result<Vec<u8>> + Send + Sync;

/// Answers as a function does.
#[derive(Clone)]
pub struct FakeNetwork(Arc<Answer>);

impl FakeNetwork {
    /// Calls `answer` with each address.
    pub fn answering(answer: impl Fn(&str) -> io::Result<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(answer))
    }
}

impl Default for FakeNetwork {
    /// No server can be reached.
    fn default() -> Self {
        Self::answering(|_| Err(io::ErrorKind::NetworkUnreachable.into()))
    }
}

impl Network for FakeNetwork {
    fn fetch(&self, url: &str, limit: ByteCount, _patience: Duration) -> io::Result<Vec<u8>> {
        let bytes = (self.0)(url)?;
        if ByteCount::of(&bytes) > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    fn client(&self, _manners: Manners) -> Box<dyn WebClient> {
        Box::new(self.clone())
    }

    fn store_client(&self) -> Box<dyn StoreClient> {
        Box::new(self.clone())
    }
}

impl WebClient for FakeNetwork {
    fn ask(&self, request: &WebRequest) -> Result<WebAnswer, WebFailure> {
        let BodyReading::Start(limit) = request.reading else { return Err(WebFailure::Broken("no hash is made".to_owned())) };
        let bytes = self.fetch(&request.url, limit, Duration::ZERO).map_err(|error| WebFailure::Broken(error.to_string()))?;
        let read = bytes.len() as u64;
        Ok(WebAnswer { status: 200, headers: Vec::new(), body: bytes, read, sha256: None, end: BodyEnd::Whole })
    }
}

impl StoreClient for FakeNetwork {
    fn send(&self, request: StoreRequest<'_>) -> Result<StoreAnswer, WebFailure> {
        let body = self.fetch(request.url.reveal(), request.limit, Duration::ZERO);
        let body = body.map_err(|error| WebFailure::Broken(error.to_string()))?;
        Ok(StoreAnswer { status: 200, headers: Vec::new(), body })
    }
}
