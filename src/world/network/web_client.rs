//! Asking servers of which nothing is expected: every answer is told as it is, redirects and refusals too.

use std::time::Duration;

use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_failure::WebFailure;
use crate::model::web::web_request::WebRequest;

/// How servers are asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Manners {
    /// How long each answer may take in all.
    pub patience: Duration,
    /// Whether addresses may lead into a private network.
    pub private_networks: PrivateNetworks,
}

/// Whether addresses may lead into a private network, such as a router's own pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PrivateNetworks {
    /// They may: the producer has named the address.
    Asked,
    /// They may not: the addresses come from a feed of somebody else.
    Refused,
}

/// Asks servers, several at once. It follows no redirect, unpacks nothing, and keeps no cookie.
pub trait WebClient: Send + Sync {
    /// The answer, whatever its status.
    ///
    /// # Errors
    /// If there is none.
    fn ask(&self, request: &WebRequest) -> Result<WebAnswer, WebFailure>;
}
