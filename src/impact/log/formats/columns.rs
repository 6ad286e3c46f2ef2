//! CloudFront's standard log: columns between tabs, which a line at its beginning names (W3C extended log file format).

use std::borrow::Cow;

use crate::impact::log::field::{Field, LogFields};

/// The line that names the columns begins with it.
const HEADER: &[u8] = b"#Fields:";

/// The columns, as the last header named them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(in crate::impact) struct Columns(Vec<Field>);

impl Columns {
    /// Reads a line that begins with `#`.
    pub(in crate::impact) fn comment(&mut self, line: &[u8]) {
        let Some(names) = line.strip_prefix(HEADER) else { return };
        let names = names.split(u8::is_ascii_whitespace).filter(|name| !name.is_empty());
        self.0 = names.map(|name| std::str::from_utf8(name).map_or(Field::Other, field)).collect();
    }

    /// The fields of a line; `None` before a header.
    pub(in crate::impact) fn fields<'a>(&self, line: &'a [u8]) -> Option<LogFields<Cow<'a, [u8]>>> {
        if self.0.is_empty() {
            return None;
        }
        let mut fields = LogFields::default();
        for (field, value) in self.0.iter().zip(line.split(|byte| *byte == b'\t')) {
            fields.set(*field, Cow::Borrowed(value));
        }
        fields.decode_texts();
        Some(fields)
    }
}

/// The names of AWS, "Standard logging reference"; its JSON has the same.
pub(in crate::impact) fn field(name: &str) -> Field {
    match name {
        "date" => Field::Date,
        "time" => Field::Clock,
        "timestamp" | "timestamp(ms)" => Field::When,
        "c-ip" => Field::Address,
        "cs-method" => Field::Method,
        "cs-uri-stem" => Field::Path,
        "sc-status" => Field::Status,
        "sc-bytes" => Field::Sent,
        "sc-range-start" => Field::RangeFirst,
        "sc-range-end" => Field::RangeLast,
        "cs(User-Agent)" => Field::Agent,
        "cs(Referer)" => Field::Referrer,
        _ => Field::Other,
    }
}
