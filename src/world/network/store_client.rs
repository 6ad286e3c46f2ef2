//! Requests to an object store: with a body that is read piece by piece, and an answer that is kept whole, up to a limit.

use std::io::Read;

use crate::model::files::byte_count::ByteCount;
use crate::model::web::web_failure::WebFailure;
use crate::world::environment::secret::Secret;

/// Asks object stores, several at once. It follows no redirect, so that what is signed goes nowhere else.
pub trait StoreClient: Send + Sync {
    /// The answer, whatever its status.
    ///
    /// # Errors
    /// If there is none, or only a part of one.
    fn send(&self, request: StoreRequest<'_>) -> Result<StoreAnswer, WebFailure>;
}

/// A request.
pub struct StoreRequest<'a> {
    /// `GET`, `PUT` and the like.
    pub method: &'static str,
    /// The address; the signature is in it.
    pub url: &'a Secret,
    /// Header fields.
    pub headers: &'a [(&'static str, String)],
    /// What is sent.
    pub body: StoreBody<'a>,
    /// The longest answer that is kept.
    pub limit: ByteCount,
}

/// What a request sends.
pub enum StoreBody<'a> {
    /// Nothing.
    Empty,
    /// So many bytes of this.
    Bytes(&'a mut dyn Read, ByteCount),
}

/// An answer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct StoreAnswer {
    /// Its status.
    pub status: u16,
    /// Header fields, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl StoreAnswer {
    /// The value of a header field.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
