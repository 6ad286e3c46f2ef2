//! The host that a request names. A web page can make its own host name resolve to the loopback address (DNS rebinding) and read the responses, but
//! its requests still carry that name.

use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The names of the loopback host.
const LOOPBACK_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Refuses requests for other hosts.
pub(super) async fn require_loopback_host(request: Request, next: Next) -> Response {
    if names_loopback(request.uri(), request.headers()) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "this preview answers to localhost alone\n").into_response()
    }
}

/// Whether a request names the loopback host once, and no other host.
fn names_loopback(uri: &Uri, headers: &HeaderMap) -> bool {
    let mut named = headers.get_all(HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return false };
    let is_loopback = |authority: &Authority| {
        let has_user = authority.as_str().contains('@');
        !has_user && LOOPBACK_NAMES.iter().any(|name| name.eq_ignore_ascii_case(authority.host()))
    };
    let host = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
    host.is_some_and(|host| is_loopback(&host)) && uri.authority().is_none_or(is_loopback)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[track_caller]
    fn case(uri: &str, hosts: &[&str], expected: bool) {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(HOST, HeaderValue::from_str(host).unwrap());
        }
        assert_eq!(names_loopback(&uri.parse().unwrap(), &headers), expected, "{uri} {hosts:?}");
    }

    #[test]
    fn the_loopback_host_has_three_names() {
        case("/", &["localhost"], true);
        case("/", &["LOCALHOST:7639"], true);
        case("/", &["127.0.0.1:7639"], true);
        case("/", &["[::1]:7639"], true);
        case("http://localhost:7639/", &["localhost:7639"], true);
    }

    #[test]
    fn every_other_host_is_refused() {
        for host in [
            "example.org",
            "localhost.example.org:7639",
            "127.0.0.1.example.org",
            "127.0.0.2",
            "0.0.0.0:7639",
            "a@localhost",
            "::1",
            "",
        ] {
            case("/", &[host], false);
        }
        case("/", &[], false);
        case("/", &["localhost", "example.org"], false);
        case("http://example.org/", &["localhost"], false);
    }
}
