//! Values of an element, one by one; what cannot be used is noted.

use std::fmt::Write as _;
use std::str::FromStr;

use crate::feed::published::tree::FeedNode;
use crate::import::ledger::{Ledger, LedgerKind, Spot};
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::{Text, xml_allows};

/// Reads values at one place of the feed.
pub(in crate::import) struct ItemReader<'a> {
    pub(in crate::import) ledger: &'a mut Ledger,
    pub(in crate::import) spot: Spot,
    /// Whether it noted that subscribers would notice something.
    pub(in crate::import) is_told: bool,
}

/// The longest time that is read. // milliseconds; the model's 1,000 hours
const TIME_MAX: f64 = 3_600_000_000.0;

impl<'a> ItemReader<'a> {
    /// A reader that has noted nothing yet.
    pub(in crate::import) fn new(ledger: &'a mut Ledger, spot: Spot) -> Self {
        Self { ledger, spot, is_told: false }
    }

    /// Notes something at this place.
    pub(in crate::import) fn note(&mut self, kind: LedgerKind, what: impl Into<String>) {
        self.is_told |= matches!(kind, LedgerKind::LeftOut | LedgerKind::IdentityChanged);
        self.ledger.add(kind, what, &self.spot);
    }

    /// Notes something at an element.
    pub(in crate::import) fn note_at(&mut self, kind: LedgerKind, what: impl Into<String>, node: &FeedNode) {
        self.is_told |= matches!(kind, LedgerKind::LeftOut | LedgerKind::IdentityChanged);
        self.ledger.add(kind, what, &self.spot.at(node.line));
    }

    /// A value of a text, if it is one.
    pub(in crate::import) fn parse<T: FromStr>(&mut self, text: &str, what: &str, node: &FeedNode) -> Option<T> {
        let value = text.parse().ok();
        if value.is_none() {
            self.note_at(LedgerKind::NotCarried, what, node);
        }
        value
    }

    /// The value of an attribute, where there is one.
    pub(in crate::import) fn attribute<T: FromStr>(&mut self, node: &FeedNode, name: &str) -> Option<T> {
        let text = node.attribute(name)?;
        self.parse(text, &format!("`{name}` of `{}`", node.written), node)
    }

    /// The value of an element's words, where it has any.
    pub(in crate::import) fn words<T: FromStr>(&mut self, node: &FeedNode) -> Option<T> {
        let text = node.text.trim();
        if text.is_empty() {
            return None;
        }
        self.parse(text, &format!("`{}`", node.written), node)
    }

    /// The words of an element as a text.
    pub(in crate::import) fn text(&mut self, node: &FeedNode) -> Option<Text> {
        self.text_of(&node.text)
    }

    /// A text without what no feed can carry.
    pub(in crate::import) fn text_of(&mut self, raw: &str) -> Option<Text> {
        if let Ok(text) = raw.parse() {
            return Some(text);
        }
        let plain: String = raw.chars().filter(|c| xml_allows(*c) && !matches!(*c, '\u{7F}'..='\u{9F}')).collect();
        let text = plain.parse().ok()?;
        self.note(LedgerKind::WordsChanged, "control characters left out");
        Some(text)
    }

    /// A text attribute.
    pub(in crate::import) fn text_attribute(&mut self, node: &FeedNode, name: &str) -> Option<Text> {
        let raw = node.attribute(name)?.to_owned();
        self.text_of(&raw)
    }

    /// An address, encoded only where it must be.
    pub(in crate::import) fn url(&mut self, raw: &str, what: &str, node: &FeedNode) -> Option<HttpUrl> {
        let found = address(raw);
        if found.is_none() {
            self.note_at(LedgerKind::NotCarried, what, node);
        }
        found
    }

    /// The address in an attribute.
    pub(in crate::import) fn url_attribute(&mut self, node: &FeedNode, name: &str) -> Option<HttpUrl> {
        let raw = node.attribute(name)?;
        self.url(raw, &format!("`{name}` of `{}`", node.written), node)
    }

    /// The time in an attribute, in seconds or with colons.
    pub(in crate::import) fn time_attribute(&mut self, node: &FeedNode, name: &str) -> Option<Timestamp> {
        let raw = node.attribute(name)?;
        let found = time(raw);
        if found.is_none() {
            self.note_at(LedgerKind::NotCarried, format!("`{name}` of `{}`", node.written), node);
        }
        found
    }
}

/// An address as it is written; only what no address may hold is percent-encoded.
pub(in crate::import) fn address(raw: &str) -> Option<HttpUrl> {
    let raw = raw.trim();
    if let Ok(url) = raw.parse() {
        return Some(url);
    }
    let must = |byte: u8| !byte.is_ascii_graphic() || b"<>\"{}|\\^`".contains(&byte);
    let start = raw.find("://").map_or(0, |at| at + "://".len());
    let path = raw[start..].find(['/', '?', '#']).map_or(raw.len(), |at| start + at);
    let mut out = raw[..path].to_owned();
    for byte in raw[path..].bytes().filter(|byte| !matches!(byte, b'\n' | b'\r' | b'\t')) {
        if must(byte) {
            let _infallible = write!(out, "%{byte:02X}");
        } else {
            out.push(char::from(byte));
        }
    }
    out.parse().ok()
}

/// `1:02:03`, `62:03`, `3723`, `3723.5`.
pub(in crate::import) fn time(raw: &str) -> Option<Timestamp> {
    let mut total = 0.0_f64;
    let parts: Vec<&str> = raw.trim().split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        let plain = |c: char| c.is_ascii_digit() || (is_last && c == '.');
        if part.is_empty() || !part.chars().all(plain) {
            return None;
        }
        total = total * 60.0 + part.parse::<f64>().ok()?;
    }
    let millis = (total * 1000.0).round();
    if !(0.0..=TIME_MAX).contains(&millis) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 3,600,000,000")]
    Some(Timestamp::from_millis(millis as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encoded_only_where_it_must_be() {
        for same in ["https://a.example/one%20gate.mp3", "http://a.example:80/A?b=c;d#e", "https://a.example/'()*"] {
            assert_eq!(address(same).unwrap().as_str(), same);
        }
        assert_eq!(address(" https://a.example/one gate é.mp3\n").unwrap().as_str(), "https://a.example/one%20gate%20%C3%A9.mp3");
        assert_eq!(address("https://a.example/a|b?c=<d>").unwrap().as_str(), "https://a.example/a%7Cb?c=%3Cd%3E");
        for bad in ["", "ftp://a.example/1.mp3", "one.mp3", "https://u:p@a.example/1.mp3", "https://", "javascript:alert(1)"] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_are_read_as_apps_read_them() {
        for (raw, millis) in [("1:02:03", 3_723_000), ("62:03", 3_723_000), ("3723", 3_723_000), ("73.5", 73_500), ("0:00", 0)] {
            assert_eq!(time(raw).map(Timestamp::as_millis), Some(millis), "{raw}");
        }
        for bad in ["", "x", "-5", "1:2:3:4", "1:", "1e9", "99999999999999999999", "inf", "NaN"] {
            assert_eq!(time(bad), None, "{bad}");
        }
    }
}
