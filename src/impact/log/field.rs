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

/// The fields of one line, as they are found: pieces of it, or what a format decodes. Most logs need no decoding, and pieces cost nothing to drop.
#[derive(Clone, Debug)]
pub(in crate::impact) struct LogFields<T> {
    when: Option<T>,
    date: Option<T>,
    clock: Option<T>,
    address: Option<T>,
    request: Option<T>,
    method: Option<T>,
    path: Option<T>,
    status: Option<T>,
    sent: Option<T>,
    range: Option<T>,
    range_first: Option<T>,
    range_last: Option<T>,
    agent: Option<T>,
    referrer: Option<T>,
}

impl<T> Default for LogFields<T> {
    fn default() -> Self {
        Self {
            when: None,
            date: None,
            clock: None,
            address: None,
            request: None,
            method: None,
            path: None,
            status: None,
            sent: None,
            range: None,
            range_first: None,
            range_last: None,
            agent: None,
            referrer: None,
        }
    }
}

impl LogFields<FieldBytes<'_>> {
    /// Undoes the encoding that CloudFront uses for spaces and the like.
    pub(in crate::impact) fn decode_texts(&mut self) {
        for slot in [&mut self.agent, &mut self.referrer] {
            if let Some(text) = slot.as_mut().filter(|text| text.contains(&b'%')) {
                *text = Cow::Owned(percent_decode(text).collect());
            }
        }
    }
}

impl<'a, T: AsRef<[u8]> + Into<FieldBytes<'a>>> LogFields<T> {
    /// Notes what stands at a place; the first of two places for one field stays.
    pub(in crate::impact) fn set(&mut self, field: Field, value: T) {
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
        if slot.is_none() && !matches!(value.as_ref(), [] | [b'-']) {
            *slot = Some(value);
        }
    }

    /// How well a line fits: not at all, but for its address, or wholly. The request in it may be broken, and some servers write names for addresses;
    /// but a format that finds an address where another finds a name is the right one.
    pub(in crate::impact) fn fit(self) -> usize {
        let is_status = bytes(self.status.as_ref()).is_some_and(|status| number(status).is_some());
        match self.address {
            Some(ref address) if self.time().is_some() && is_status => 1 + usize::from(is_address(bare(address.as_ref()))),
            _ => 0,
        }
    }

    fn time(&self) -> Option<u32> {
        if let Some(when) = bytes(self.when.as_ref()) {
            let since = || number(when.split(|byte| *byte == b'.').next()?).and_then(time::since_1970);
            return time::common(when).or_else(|| time::rfc_3339(when)).or_else(since);
        }
        let joined = [bytes(self.date.as_ref())?, b"T", bytes(self.clock.as_ref())?].concat();
        time::rfc_3339(&joined)
    }

    /// The request; `None` where the line is malformed.
    pub(in crate::impact) fn hit(self) -> Option<Hit<'a>> {
        let when = self.time()?;
        let (method, path) = match (self.method, self.path, self.request) {
            (Some(method), Some(path), _) => (method.into(), path.into()),
            (_, _, Some(request)) => split_request(request.into())?,
            _ => return None,
        };
        let sent = bytes(self.sent.as_ref()).map_or(Some(0), number)?;
        let last = bytes(self.range_last.as_ref()).unwrap_or_default();
        let pair = || ByteRange::between(number(bytes(self.range_first.as_ref())?)?, last);
        let range = bytes(self.range.as_ref()).and_then(ByteRange::parse).or_else(pair);
        Some(Hit {
            when,
            address: client(self.address?.into()),
            method,
            path,
            status: u16::try_from(number(bytes(self.status.as_ref())?)?).ok()?,
            sent,
            range,
            agent: self.agent.map(Into::into).unwrap_or_default(),
            referrer: self.referrer.map(Into::into).unwrap_or_default(),
        })
    }
}

fn bytes<T: AsRef<[u8]>>(field: Option<&T>) -> Option<&[u8]> {
    field.map(AsRef::as_ref)
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
