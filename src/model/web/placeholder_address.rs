//! Addresses at which nobody can be subscribed: examples, tests, and this computer or its own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Host;

use crate::model::web::http_url::HttpUrl;

/// Domains that stand for others in documents (RFC 2606, clause 3).
const EXAMPLES: [&str; 3] = ["example.com", "example.net", "example.org"];
/// Domains that no name server of the internet answers for (RFC 2606, clause 2; RFC 6762, clause 3).
const RESERVED: [&str; 5] = ["example", "invalid", "local", "localhost", "test"];

/// Whether an address is a placeholder: no subscriber can have it, so it may change without a word.
pub fn is_placeholder(url: &HttpUrl) -> bool {
    let Ok(url) = url::Url::parse(url.as_str()) else { return false };
    match url.host() {
        Some(Host::Domain(name)) => is_reserved(name),
        Some(Host::Ipv4(address)) => is_ours_v4(address),
        Some(Host::Ipv6(address)) => is_ours(IpAddr::V6(address).to_canonical()),
        None => false,
    }
}

/// Whether an address is of an example, at which no show can be. A server of one's own network may have any of the other placeholders.
pub fn is_example(url: &HttpUrl) -> bool {
    let Ok(url) = url::Url::parse(url.as_str()) else { return false };
    let is_below =
        |name: &str, domain: &&str| name.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    matches!(url.host(), Some(Host::Domain(name)) if EXAMPLES.iter().chain(&["example", "invalid"]).any(|domain| is_below(name, domain)))
}

/// `name` is in lower case: that is how the URL standard reads it.
fn is_reserved(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_at_or_below =
        |domain: &&str| name.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    EXAMPLES.iter().chain(&RESERVED).any(is_at_or_below)
}

fn is_ours(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_ours_v4(address),
        IpAddr::V6(address) => is_ours_v6(address),
    }
}

fn is_ours_v4(address: Ipv4Addr) -> bool {
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_unspecified()
}

fn is_ours_v6(address: Ipv6Addr) -> bool {
    // 2001:db8::/32 (RFC 3849) and 3fff::/20 (RFC 9637) stand for others in documents.
    let [first, second, ..] = address.segments();
    let is_documentation = (first == 0x2001 && second == 0xdb8) || (first == 0x3fff && second < 0x1000);
    address.is_loopback()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || address.is_unspecified()
        || is_documentation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_nobody_can_subscribe_to_is_a_placeholder() {
        for host in [
            "example.org",
            "EXAMPLE.com:8080",
            "podcasts.example.net",
            "example.org.",
            "show.example",
            "a.b.test",
            "x.invalid",
            "localhost:7639",
            "my.localhost",
            "nas.local",
            "127.0.0.1",
            "127.9.9.9:81",
            "0x7f.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.1.1",
            "192.0.2.1",
            "198.51.100.7",
            "203.0.113.9",
            "0.0.0.0",
            "[::1]",
            "[fd00::1]",
            "[fe80::1]:80",
            "[2001:db8::1]",
            "[3fff:fff::1]",
            "[::ffff:192.168.1.1]",
        ] {
            assert!(is_placeholder(&format!("https://{host}/show/").parse().unwrap()), "{host}");
        }
    }

    #[test]
    fn an_address_of_the_internet_is_none() {
        for host in [
            "example.edu",
            "myexample.org",
            "example.org.uk",
            "test.de",
            "localhost.net",
            "local.fm",
            "172.32.0.1",
            "192.169.1.1",
            "8.8.8.8",
            "198.51.101.7",
            "[2001:db9::1]",
            "[3fff:1000::1]",
            "[2a00:1450::1]",
            "[::ffff:8.8.8.8]",
        ] {
            assert!(!is_placeholder(&format!("https://{host}/show/").parse().unwrap()), "{host}");
        }
    }
}
