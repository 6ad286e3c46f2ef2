//! What the places of a log line can hold, and a request made of them.

use std::borrow::Cow;
use std::net::IpAddr;

use percent_encoding::percent_decode;

use crate::impact::log::byte_range::{ByteRange, number};
use crate::impact::log::hit::Hit;
use crate::impact::time;

/// What stands at a place: a piece of the line, or what was decoded of it.
type FieldBytes<'a> = Cow<'a, [u8]>;

/// What stands at a place of a log line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::impact) enum Field {
    /// The time, in any form.
    When,
    /// Only the day; the time stands elsewhere.
    Date,
    /// Only the time of day.
    Clock,
    /// The client's address.
    Address,
    /// `GET /a.mp3 HTTP/1.1`.
    Request,
    /// `GET`.
    Method,
    /// `/a.mp3`.
    Path,
    /// `200`.
    Status,
    /// Bytes sent.
    Sent,
    /// `Range` or `Content-Range`.
    Range,
    /// The first byte of the range.
    RangeFirst,
    /// The last byte of the range.
    RangeLast,
    /// The user agent.
    Agent,
    /// The referrer.
    Referrer,
    /// Something else.
    Other,
}

/// The fields of one line, as they are found.
#[derive(Clone, Debug, Default)]
pub(in crate::impact) struct LogFields<'a> {
    when: Option<Cow<'a, [u8]>>,
    date: Option<Cow<'a, [u8]>>,
    clock: Option<Cow<'a, [u8]>>,
    address: Option<Cow<'a, [u8]>>,
    request: Option<Cow<'a, [u8]>>,
    method: Option<Cow<'a, [u8]>>,
    path: Option<Cow<'a, [u8]>>,
    status: Option<Cow<'a, [u8]>>,
    sent: Option<Cow<'a, [u8]>>,
    range: Option<Cow<'a, [u8]>>,
    range_first: Option<Cow<'a, [u8]>>,
    range_last: Option<Cow<'a, [u8]>>,
    agent: Option<Cow<'a, [u8]>>,
    referrer: Option<Cow<'a, [u8]>>,
}

impl<'a> LogFields<'a> {
    /// Notes what stands at a place; the first of two places for one field stays.
    pub(in crate::impact) fn set(&mut self, field: Field, value: Cow<'a, [u8]>) {
        let slot = match field {
            Field::When => &mut self.when,
            Field::Date => &mut self.date,
            Field::Clock => &mut self.clock,
            Field::Address => &mut self.address,
            Field::Request => &mut self.request,
            Field::Method => &mut self.method,
            Field::Path => &mut self.path,
            Field::Status => &mut self.status,
            Field::Sent => &mut self.sent,
            Field::Range => &mut self.range,
            Field::RangeFirst => &mut self.range_first,
            Field::RangeLast => &mut self.range_last,
            Field::Agent => &mut self.agent,
            Field::Referrer => &mut self.referrer,
            Field::Other => return,
        };
        // a dash is how most logs write that there is nothing
        if slot.is_none() && &*value != b"-" && !value.is_empty() {
            *slot = Some(value);
        }
    }

    /// Undoes the encoding that CloudFront uses for spaces and the like.
    pub(in crate::impact) fn decode_texts(&mut self) {
        for slot in [&mut self.agent, &mut self.referrer] {
            if let Some(text) = slot.as_mut().filter(|text| text.contains(&b'%')) {
                *text = Cow::Owned(percent_decode(text).collect());
            }
        }
    }

    /// Whether it looks like a line of this format, even if the request in it is broken.
    pub(in crate::impact) fn fits(&self) -> bool {
        self.time().is_some() && self.address.is_some() && self.status.as_deref().is_some_and(|status| number(status).is_some())
    }

    /// Whether the address is one, and no name.
    pub(in crate::impact) fn has_number(&self) -> bool {
        self.address.clone().is_some_and(|address| is_address(&client(address)))
    }

    fn time(&self) -> Option<u32> {
        if let Some(when) = self.when.as_deref() {
            let whole = when.split(|byte| *byte == b'.').next().unwrap_or_default();
            let since = || number(whole).and_then(time::since_1970);
            return time::common(when).or_else(|| time::rfc_3339(when)).or_else(since);
        }
        let joined = [self.date.as_deref()?, b"T", self.clock.as_deref()?].concat();
        time::rfc_3339(&joined)
    }

    /// The request; `None` where the line is malformed.
    pub(in crate::impact) fn hit(self) -> Option<Hit<'a>> {
        let when = self.time()?;
        let (method, path) = match (self.method, self.path, self.request) {
            (Some(method), Some(path), _) => (method, path),
            (_, _, Some(request)) => split_request(request)?,
            _ => return None,
        };
        let sent = self.sent.as_deref().map_or(Some(0), number)?;
        let pair = || ByteRange::between(number(self.range_first.as_deref()?)?, self.range_last.as_deref().unwrap_or_default());
        let range = self.range.as_deref().and_then(ByteRange::parse).or_else(pair);
        Some(Hit {
            when,
            address: client(self.address?),
            method,
            path,
            status: u16::try_from(number(self.status.as_deref()?)?).ok()?,
            sent,
            range,
            agent: self.agent.unwrap_or_default(),
            referrer: self.referrer.unwrap_or_default(),
        })
    }
}

/// The listener in an address: the first of those for whom proxies passed the request on (`X-Forwarded-For`), without the port that some servers
/// write.
fn client(address: FieldBytes<'_>) -> FieldBytes<'_> {
    match address {
        Cow::Borrowed(address) => Cow::Borrowed(bare(address)),
        Cow::Owned(address) if bare(&address).len() == address.len() => Cow::Owned(address),
        Cow::Owned(address) => Cow::Owned(bare(&address).to_vec()),
    }
}

fn bare(address: &[u8]) -> &[u8] {
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

fn is_address(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| text.parse::<IpAddr>().is_ok())
}

/// Method and target of `GET /a.mp3 HTTP/1.1`; `None` unless it has exactly these three parts.
fn split_request(request: FieldBytes<'_>) -> Option<(FieldBytes<'_>, FieldBytes<'_>)> {
    let first = memchr::memchr(b' ', &request)?;
    let last = memchr::memrchr(b' ', &request)?;
    let target = request.get(first + 1..last)?;
    if first == 0 || target.is_empty() || memchr::memchr(b' ', target).is_some() || last + 1 == request.len() {
        return None;
    }
    Some(match request {
        Cow::Borrowed(request) => (Cow::Borrowed(&request[..first]), Cow::Borrowed(&request[first + 1..last])),
        Cow::Owned(ref request) => (Cow::Owned(request[..first].to_vec()), Cow::Owned(request[first + 1..last].to_vec())),
    })
}
