//! Logs with a JSON object a line: Caddy, CloudFront, Cloudflare, Fastly.

use std::borrow::Cow;

use serde_json::Value;

use crate::impact::log::field::{Field, LogFields};

/// Caddy 2, `format json`.
const CADDY: &[(&str, Field)] = &[
    ("ts", Field::When),
    ("request.client_ip", Field::Address),
    ("request.remote_ip", Field::Address),
    ("request.method", Field::Method),
    ("request.uri", Field::Path),
    ("status", Field::Status),
    ("size", Field::Sent),
    ("resp_headers.Content-Range", Field::Range),
    ("request.headers.Range", Field::Range),
    ("request.headers.User-Agent", Field::Agent),
    ("request.headers.Referer", Field::Referrer),
];

/// CloudFront standard logging v2, output format JSON.
const CLOUDFRONT: &[(&str, Field)] = &[
    ("timestamp(ms)", Field::When),
    ("timestamp", Field::When),
    ("date", Field::Date),
    ("time", Field::Clock),
    ("c-ip", Field::Address),
    ("cs-method", Field::Method),
    ("cs-uri-stem", Field::Path),
    ("sc-status", Field::Status),
    ("sc-bytes", Field::Sent),
    ("sc-range-start", Field::RangeFirst),
    ("sc-range-end", Field::RangeLast),
    ("cs(User-Agent)", Field::Agent),
    ("cs(Referer)", Field::Referrer),
];

/// Cloudflare Logpush, data set "HTTP requests".
const CLOUDFLARE: &[(&str, Field)] = &[
    ("EdgeStartTimestamp", Field::When),
    ("ClientIP", Field::Address),
    ("ClientRequestMethod", Field::Method),
    ("ClientRequestURI", Field::Path),
    ("ClientRequestPath", Field::Path),
    ("EdgeResponseStatus", Field::Status),
    ("EdgeResponseBodyBytes", Field::Sent),
    ("EdgeResponseBytes", Field::Sent),
    ("ResponseHeaders.content-range", Field::Range),
    ("RequestHeaders.range", Field::Range),
    ("ClientRequestUserAgent", Field::Agent),
    ("ClientRequestReferer", Field::Referrer),
];

/// Fastly's suggested JSON format; Fastly itself has no fixed names.
const FASTLY: &[(&str, Field)] = &[
    ("timestamp", Field::When),
    ("time_start", Field::When),
    ("client_ip", Field::Address),
    ("request_method", Field::Method),
    ("request", Field::Method),
    ("url", Field::Path),
    ("response_status", Field::Status),
    ("status", Field::Status),
    ("response_body_size", Field::Sent),
    ("resp_body_size", Field::Sent),
    ("response_content_range", Field::Range),
    ("request_range", Field::Range),
    ("request_user_agent", Field::Agent),
    ("request_referer", Field::Referrer),
];

/// The names of [`Field`]s in a table of a producer's own.
const NAMES: &[(&str, Field)] = &[
    ("time", Field::When),
    ("address", Field::Address),
    ("method", Field::Method),
    ("path", Field::Path),
    ("status", Field::Status),
    ("bytes", Field::Sent),
    ("range", Field::Range),
    ("agent", Field::Agent),
    ("referrer", Field::Referrer),
];

/// Which name of the objects holds which field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::impact) struct JsonFields(Vec<(Vec<String>, Field)>);

impl JsonFields {
    fn of(table: &[(&str, Field)]) -> Self {
        // `timestamp(ms)` and header names hold no dots, so a dot always leads into an object
        Self(table.iter().map(|(path, field)| (path.split('.').map(str::to_owned).collect(), *field)).collect())
    }

    pub(in crate::impact) fn caddy() -> Self {
        Self::of(CADDY)
    }

    pub(in crate::impact) fn cloudfront() -> Self {
        Self::of(CLOUDFRONT)
    }

    pub(in crate::impact) fn cloudflare() -> Self {
        Self::of(CLOUDFLARE)
    }

    pub(in crate::impact) fn fastly() -> Self {
        Self::of(FASTLY)
    }

    /// A table of a producer's own, such as `address: client.ip`. `None` if a name is unknown, comes twice, or one that is needed is missing.
    pub(in crate::impact) fn parse(lines: &[(String, String)]) -> Option<Self> {
        let mut table: Vec<(&str, Field)> = Vec::new();
        for (name, path) in lines {
            let field = NAMES.iter().find(|(known, _)| known == name)?.1;
            if path.is_empty() || table.iter().any(|(_, known)| *known == field) {
                return None;
            }
            table.push((path, field));
        }
        let needed = [Field::When, Field::Address, Field::Method, Field::Path, Field::Status, Field::Sent, Field::Agent];
        needed.iter().all(|field| table.iter().any(|(_, known)| known == field)).then(|| Self::of(&table))
    }

    /// The names that a table can have.
    pub(in crate::impact) fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// The fields of a line; `None` where it is no object.
    pub(in crate::impact) fn fields(&self, line: &[u8]) -> Option<LogFields<Cow<'static, [u8]>>> {
        let object: Value = serde_json::from_slice(line).ok()?;
        if !object.is_object() {
            return None;
        }
        let mut fields = LogFields::default();
        for (path, field) in &self.0 {
            let value = path.iter().try_fold(&object, |value, name| value.get(name));
            if let Some(text) = value.and_then(text) {
                fields.set(*field, Cow::Owned(text));
            }
        }
        if self.is_cloudfront() {
            fields.decode_texts();
        }
        Some(fields)
    }

    fn is_cloudfront(&self) -> bool {
        self.0.iter().any(|(path, _)| path[0] == "cs(User-Agent)")
    }
}

/// Texts as they are, numbers as digits, and of a list its first item: headers can come twice.
fn text(value: &Value) -> Option<Vec<u8>> {
    match value {
        Value::String(text) => Some(text.clone().into_bytes()),
        Value::Number(number) if number.is_f64() => Some(format!("{:.3}", number.as_f64()?).into_bytes()),
        Value::Number(number) => Some(number.to_string().into_bytes()),
        Value::Array(list) => match list.first() {
            Some(Value::String(text)) => Some(text.clone().into_bytes()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::time::LogClock;

    #[test]
    fn a_table_of_ones_own_names_every_field_once() {
        let table = |text: &str| -> Vec<(String, String)> {
            text.split(' ')
                .filter_map(|pair| pair.split_once('='))
                .map(|(name, path)| (name.to_owned(), path.to_owned()))
                .collect()
        };
        let all = "time=t address=client.ip method=m path=p status=s bytes=b agent=a";
        let line = br#"{"t":"2013-12-03T07:55:30Z","client":{"ip":"192.0.2.1"},"m":"GET","p":"/a.mp3","s":200,"b":7,"a":"app"}"#;
        let hit = JsonFields::parse(&table(all)).unwrap().fields(line).unwrap().hit(&mut LogClock::default()).unwrap();
        assert_eq!((&*hit.address, hit.sent), (&b"192.0.2.1"[..], 7));
        for wrong in ["", "time=t", &format!("{all} agent=b"), &format!("{all} colour=c"), &all.replace("bytes=b", "bytes=")] {
            assert_eq!(JsonFields::parse(&table(wrong)), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_object_is_malformed() {
        for line in ["", "[]", "7", "{", "\u{feff}{}", r#"{"a":"#] {
            assert!(JsonFields::caddy().fields(line.as_bytes()).is_none(), "{line}");
        }
        assert!(JsonFields::caddy().fields("[".repeat(60_000).as_bytes()).is_none());
        assert_eq!(JsonFields::caddy().fields(b"{}").unwrap().hit(&mut LogClock::default()), None);
    }
}
