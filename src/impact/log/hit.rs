//! One request of an access log, whatever its format.

use std::borrow::Cow;

use crate::impact::log::byte_range::ByteRange;

/// A request. It lives only while its line is read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::impact) struct Hit<'a> {
    /// When it came (seconds since 1970, UTC).
    pub(in crate::impact) when: u32,
    /// The client's address, as the log writes it.
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
