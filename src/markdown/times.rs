//! Times in a text, such as `1:23`.

use crate::model::time::timestamp::Timestamp;

/// A time in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::markdown) struct WrittenTime<'a> {
    /// The text before it.
    pub(in crate::markdown) before: &'a str,
    /// As it was written.
    pub(in crate::markdown) written: &'a str,
    pub(in crate::markdown) time: Timestamp,
    /// The text after it.
    pub(in crate::markdown) after: &'a str,
}

/// The first time in a text, such as `1:23` or `1:02:03`.
pub(in crate::markdown) fn next_time(text: &str) -> Option<WrittenTime<'_>> {
    let is_part = |b: u8| b.is_ascii_digit() || b == b':';
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        if !is_part(bytes[start]) {
            start += 1;
            continue;
        }
        let length = bytes[start..].iter().take_while(|b| is_part(**b)).count();
        let (before, rest) = text.split_at(start);
        let (run, _) = rest.split_at(length);
        let written = run.trim_end_matches(':');
        let stands_alone = !before.ends_with(|c: char| c.is_alphanumeric() || "./-_".contains(c))
            && !rest[written.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        if stands_alone && let Ok(time) = written.parse() {
            return Some(WrittenTime { before, written, time, after: &rest[written.len()..] });
        }
        start += length;
    }
    None
}
