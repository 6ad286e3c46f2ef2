//! Asking servers of which nothing is expected: every answer is told as it is, redirects and refusals too.

use std::net::IpAddr;
use std::time::Duration;

use crate::model::web::private_address::is_private;
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
    /// They have to: a name that was found to lead there must not lead elsewhere at the second look.
    Required,
    /// They may not: the addresses come from a feed of somebody else.
    Refused,
}

impl PrivateNetworks {
    /// Which of the addresses of a name forbids to ask it.
    pub fn forbidden(self, found: impl IntoIterator<Item = IpAddr>) -> Option<IpAddr> {
        let mut found = found.into_iter();
        match self {
            Self::Asked => None,
            Self::Required => found.find(|address| !is_private(*address)),
            Self::Refused => found.find(|address| is_private(*address)),
        }
    }
}

/// Asks servers, several at once. It follows no redirect, unpacks nothing, and keeps no cookie.
pub trait WebClient: Send + Sync {
    /// The answer, whatever its status.
    ///
    /// # Errors
    /// If there is none.
    fn ask(&self, request: &WebRequest) -> Result<WebAnswer, WebFailure>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_asked_only_if_all_its_addresses_may_be() {
        let forbidden = |networks: PrivateNetworks, found: &[&str]| {
            networks.forbidden(found.iter().map(|address| address.parse().unwrap())).map(|address| address.to_string())
        };
        let (private, public, mixed) = (["10.0.0.1", "::1"], ["1.1.1.1", "2606:4700::1111"], ["1.1.1.1", "10.0.0.1"]);
        assert_eq!(forbidden(PrivateNetworks::Refused, &private).as_deref(), Some("10.0.0.1"));
        assert_eq!(forbidden(PrivateNetworks::Refused, &public), None);
        assert_eq!(forbidden(PrivateNetworks::Refused, &mixed).as_deref(), Some("10.0.0.1"));
        assert_eq!(forbidden(PrivateNetworks::Required, &private), None);
        assert_eq!(forbidden(PrivateNetworks::Required, &public).as_deref(), Some("1.1.1.1"));
        assert_eq!(forbidden(PrivateNetworks::Required, &mixed).as_deref(), Some("1.1.1.1"));
        assert_eq!(forbidden(PrivateNetworks::Asked, &mixed), None);
    }
}
