//! What the places of a log line can hold, and a request made of them.

use std::borrow::Cow;
use std::net::IpAddr;

use percent_encoding::percent_decode;

use crate::impact::log::byte_range::{ByteRange, number};
use crate::impact::log::byte_search::find_byte;
use crate::impact::log::hit::{Hit, listener};
use crate::impact::time::{self, LogClock};

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

/// How many kinds of field are kept: all before [`Field::Other`].
const KINDS: usize = Field::Other as usize;

/// The fields of one line, as they are found: pieces of it, or what a format decodes. Most logs need no decoding, and pieces cost nothing to drop.
#[derive(Clone, Debug)]
pub(in crate::impact) struct LogFields<T>([Option<T>; KINDS]);

impl<T> Default for LogFields<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| None))
    }
}

impl LogFields<FieldBytes<'_>> {
    /// Undoes the encoding that CloudFront uses for spaces and the like.
    pub(in crate::impact) fn decode_texts(&mut self) {
        for field in [Field::Agent, Field::Referrer] {
            if let Some(text) = self.0[field as usize].as_mut().filter(|text| text.contains(&b'%')) {
                *text = Cow::Owned(percent_decode(text).collect());
            }
        }
    }
}

impl<'a, T: AsRef<[u8]> + Into<FieldBytes<'a>>> LogFields<T> {
    /// Notes what stands at a place; the first of two places for one field stays.
    pub(in crate::impact) fn set(&mut self, field: Field, value: T) {
        // a dash is how most logs write that there is nothing
        if let Some(slot) = self.0.get_mut(field as usize)
            && slot.is_none()
            && !matches!(value.as_ref(), [] | [b'-'])
        {
            *slot = Some(value);
        }
    }

    fn get(&self, field: Field) -> Option<&[u8]> {
        self.0[field as usize].as_ref().map(AsRef::as_ref)
    }

    fn take(&mut self, field: Field) -> Option<FieldBytes<'a>> {
        self.0[field as usize].take().map(Into::into)
    }

    /// How well a line fits: not at all, but for its address, or wholly. The request in it may be broken, and some servers write names for addresses;
    /// but a format that finds an address where another finds a name is the right one.
    pub(in crate::impact) fn fit(self) -> usize {
        let is_status = self.get(Field::Status).is_some_and(|status| number(status).is_some());
        match self.get(Field::Address) {
            Some(address) if self.time(&mut LogClock::default()).is_some() && is_status => {
                1 + usize::from(is_address(listener(address)))
            }
            _ => 0,
        }
    }

    fn time(&self, clock: &mut LogClock) -> Option<u32> {
        if let Some(when) = self.get(Field::When) {
            let since = || number(when.split(|byte| *byte == b'.').next()?).and_then(time::since_1970);
            return clock.common(when).or_else(|| time::rfc_3339(when)).or_else(since);
        }
        let joined = [self.get(Field::Date)?, b"T", self.get(Field::Clock)?].concat();
        time::rfc_3339(&joined)
    }

    /// The request; `None` where the line is malformed.
    #[inline]
    pub(in crate::impact) fn hit(&mut self, clock: &mut LogClock) -> Option<Hit<'a>> {
        let when = self.time(clock)?;
        let status = u16::try_from(number(self.get(Field::Status)?)?).ok()?;
        let sent = self.get(Field::Sent).map_or(Some(0), number)?;
        let last = self.get(Field::RangeLast).unwrap_or_default();
        let pair = || ByteRange::between(number(self.get(Field::RangeFirst)?)?, last);
        let range = self.get(Field::Range).and_then(ByteRange::parse).or_else(pair);
        let (method, path) = match (self.take(Field::Method), self.take(Field::Path)) {
            (Some(method), Some(path)) => (method, path),
            _ => split_request(self.take(Field::Request)?)?,
        };
        Some(Hit {
            when,
            address: self.take(Field::Address)?,
            method,
            path,
            status,
            sent,
            range,
            agent: self.take(Field::Agent).unwrap_or_default(),
            referrer: self.take(Field::Referrer).unwrap_or_default(),
        })
    }
}

fn is_address(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| text.parse::<IpAddr>().is_ok())
}

/// Method and target of `GET /a.mp3 HTTP/1.1`; `None` unless it has exactly these three parts.
fn split_request(request: FieldBytes<'_>) -> Option<(FieldBytes<'_>, FieldBytes<'_>)> {
    let method = find_byte(&request, b' ')?;
    let target = find_byte(&request[method + 1..], b' ')?;
    let version = &request[method + target + 2..];
    if method == 0 || target == 0 || version.is_empty() || find_byte(version, b' ').is_some() {
        return None;
    }
    let target = method + 1..method + 1 + target;
    Some(match request {
        Cow::Borrowed(request) => (Cow::Borrowed(&request[..method]), Cow::Borrowed(&request[target])),
        Cow::Owned(ref request) => (Cow::Owned(request[..method].to_vec()), Cow::Owned(request[target].to_vec())),
    })
}
