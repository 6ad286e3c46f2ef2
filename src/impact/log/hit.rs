//! One request of an access log, whatever its format.

use std::borrow::Cow;

use crate::impact::log::byte_range::{ByteRange, number};

/// A request. It lives only while its line is read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::impact) struct Hit<'a> {
    /// When it came (seconds since 1970, UTC).
    pub(in crate::impact) when: u32,
    /// The address, as the log writes it; see [`listener`].
    pub(in crate::impact) address: Cow<'a, [u8]>,
    /// `GET`, `HEAD` and so on.
    pub(in crate::impact) method: Cow<'a, [u8]>,
    /// The path, perhaps with a query or a host.
    pub(in crate::impact) path: Cow<'a, [u8]>,
    /// The status; 0 where a CDN writes `000` because the client hung up.
    pub(in crate::impact) status: u16,
    /// Bytes sent.
    pub(in crate::impact) sent: u64,
    /// The part asked for, where the log has it.
    pub(in crate::impact) range: Option<ByteRange>,
    /// The user agent; empty where there is none.
    pub(in crate::impact) agent: Cow<'a, [u8]>,
    /// The referrer; empty where there is none.
    pub(in crate::impact) referrer: Cow<'a, [u8]>,
}

/// The listener in an address: the first of those for whom proxies passed the request on (`X-Forwarded-For`), without the port that some servers
/// write.
pub(in crate::impact) fn listener(address: &[u8]) -> &[u8] {
    let first = memchr::memchr(b',', address).map_or(address, |comma| &address[..comma]).trim_ascii();
    if let Some(inside) = first.strip_prefix(b"[") {
        return memchr::memchr(b']', inside).map_or(inside, |end| &inside[..end]);
    }
    match memchr::memchr(b':', first) {
        // an address of IPv6 has more than one
        Some(colon) if number(&first[colon + 1..]).is_some() => &first[..colon],
        _ => first,
    }
}
