//! A network on which a test decides what servers answer.

use std::io;
use std::time::Duration;

use crate::model::files::byte_count::ByteCount;
use crate::world::network::Network;

/// What a server answers at an address.
type Answer = dyn Fn(&str) -> io::Result<Vec<u8>> + Send + Sync;

/// Answers as a function does.
pub struct FakeNetwork(Box<Answer>);

impl FakeNetwork {
    /// Calls `answer` with each address.
    pub fn answering(answer: impl Fn(&str) -> io::Result<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self(Box::new(answer))
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
}
