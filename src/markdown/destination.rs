//! Where links lead.

use std::net::IpAddr;

use crate::model::web::private_address;

/// Ends of the names of hosts that are known in one network only.
const PRIVATE_ENDS: [&str; 12] = [
    ".local",
    ".localdomain",
    ".intranet",
    ".corp",
    "fritz.box",
    ".localhost",
    ".lan",
    ".home",
    ".home.arpa",
    ".internal",
    ".test",
    ".invalid",
];

/// What a link's target is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Destination {
    /// A whole address of a scheme that apps open.
    Good,
    /// Not a whole address.
    Relative,
    /// Another scheme.
    Scheme(String),
    /// Not an address at all.
    Broken(String),
}

impl Destination {
    /// What a link's target is.
    pub(crate) fn of(target: &str) -> Self {
        match url::Url::parse(target) {
            Ok(url) => match url.scheme() {
                "http" | "https" if url.host_str().is_none_or(str::is_empty) => Self::Broken("it has no host".to_owned()),
                "http" | "https" | "mailto" => Self::Good,
                scheme => Self::Scheme(scheme.to_owned()),
            },
            Err(url::ParseError::RelativeUrlWithoutBase) if target.is_empty() => Self::Broken("it is empty".to_owned()),
            Err(url::ParseError::RelativeUrlWithoutBase) => Self::Relative,
            Err(error) => Self::Broken(error.to_string()),
        }
    }
}

/// The host that an address leads to; `None` for an address within the page or of another kind.
pub(crate) fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.host_str().map(str::to_owned))?
}

/// The path of an address, and its query, which may be empty.
pub(crate) fn path_and_query(address: &str) -> Option<(String, String)> {
    let url = url::Url::parse(address).ok()?;
    Some((url.path().to_owned(), url.query().unwrap_or_default().to_owned()))
}

/// Whether a host can be reached from one machine or one network only (RFC 6761, RFC 6762, RFC 6890).
pub(crate) fn is_private(host: &str) -> bool {
    let host = host.trim_end_matches('.').trim_matches(['[', ']']);
    if let Ok(address) = host.parse::<IpAddr>() {
        return private_address::is_private(address);
    }
    let host = host.to_ascii_lowercase();
    !host.contains('.') || PRIVATE_ENDS.iter().any(|end| host.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_good_links_from_others() {
        for (target, expected) in [
            ("https://example.org/a#b", Destination::Good),
            ("mailto:a@example.org", Destination::Good),
            ("notes.html", Destination::Relative),
            ("#top", Destination::Relative),
            ("//example.org/a", Destination::Relative),
            ("javascript:alert(1)", Destination::Scheme("javascript".to_owned())),
            ("", Destination::Broken("it is empty".to_owned())),
            ("https://", Destination::Broken("empty host".to_owned())),
        ] {
            assert_eq!(Destination::of(target), expected, "{target}");
        }
    }
    #[test]
    fn tells_private_hosts_from_public_ones() {
        for host in [
            "localhost",
            "LocalHost.",
            "127.0.0.1",
            "10.0.0.1",
            "100.64.0.1",
            "0.0.0.0",
            "[::1]",
            "[fd12::1]",
            "::ffff:10.0.0.1",
            "[64:ff9b::a00:1]",
            "198.18.0.1",
            "255.255.255.255",
            "nas",
            "a.local",
            "my.home.arpa",
        ] {
            assert!(is_private(host), "{host}");
        }
        for host in ["example.org", "1.1.1.1", "100.128.0.1", "[2606:4700::1111]", "local.example.org", "xn--caf-dma.fr"] {
            assert!(!is_private(host), "{host}");
        }
    }
}
