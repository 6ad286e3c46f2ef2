//! Addresses at which nobody can be subscribed: examples, tests, and this computer or its own network.

use std::net::Ipv6Addr;

use url::Host;

use crate::model::web::http_url::HttpUrl;
use crate::model::web::private_address::is_private;

/// Domains that stand for others in documents (RFC 2606, clause 3).
const EXAMPLES: [&str; 3] = ["example.com", "example.net", "example.org"];
/// Domains that no name server of the internet answers for (RFC 2606, clause 2; RFC 6762, clause 3).
const RESERVED: [&str; 5] = ["example", "invalid", "local", "localhost", "test"];

/// Whether an address is a placeholder: no subscriber can have it, so it may change without a word.
pub fn is_placeholder(url: &HttpUrl) -> bool {
    let Ok(url) = url::Url::parse(url.as_str()) else { return false };
    match url.host() {
        Some(Host::Domain(name)) => is_at_or_below(name, &EXAMPLES) || is_at_or_below(name, &RESERVED),
        Some(Host::Ipv4(address)) => is_private(address.into()) || address.is_documentation(),
        Some(Host::Ipv6(address)) => is_private(address.into()) || is_of_documents(address),
        None => false,
    }
}

/// Whether an address is of an example, at which no show can be. A server of one's own network may have any of the other placeholders.
pub fn is_example(url: &HttpUrl) -> bool {
    let Ok(url) = url::Url::parse(url.as_str()) else { return false };
    matches!(url.host(), Some(Host::Domain(name)) if is_at_or_below(name, &EXAMPLES) || is_at_or_below(name, &["example", "invalid"]))
}

/// Whether a name is one of these domains, or below one. `name` is in lower case, which is how the URL standard reads it, and may end in the dot of the root.
fn is_at_or_below(name: &str, domains: &[&str]) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_one = |domain: &&str| name.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    domains.iter().any(is_one)
}

/// Whether an address stands for others in documents: `2001:db8::/32` (RFC 3849), `3fff::/20` (RFC 9637), and what IPv4 has for this.
fn is_of_documents(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let is_mapped = address.to_ipv4_mapped().is_some_and(|address| address.is_documentation());
    is_mapped || (first == 0x2001 && second == 0xdb8) || (first == 0x3fff && second < 0x1000)
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
            "[::ffff:192.0.2.1]",
            "100.64.0.1",
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

    #[test]
    fn an_example_is_none_of_ones_own_network() {
        let is_example = |host: &str| is_example(&format!("https://{host}/show/").parse().unwrap());
        for host in [
            "example.org",
            "example.org.",
            "podcasts.example.com",
            "show.example",
            "show.example.",
            "x.invalid",
            "EXAMPLE.net:81",
        ] {
            assert!(is_example(host), "{host}");
        }
        for host in ["myexample.org", "example.org.uk", "nas.local", "localhost", "a.test", "192.0.2.1", "10.0.0.1"] {
            assert!(!is_example(host), "{host}");
        }
    }
}
