//! For how long copies may be kept (RFC 9111, section 5.2; RFC 8246).

use crate::check::live::look::Look;
use crate::check::rule::live::LiveRule::LiveCache;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_request::WebRequest;

/// The longest that a copy of the feed may be kept: apps ask each hour. // seconds
const FEED_AGE_MAX: u64 = 3600;

/// How many hexadecimal digits in a row make a name that changes with its file.
const SUM_DIGITS: usize = 8;

/// Judges the feed's own cache rule.
pub(in crate::check::live) fn judge_feed_cache(look: &mut Look<'_>, request: &WebRequest, answer: &WebAnswer) {
    let message = match kept_for(answer) {
        _ if answer.is_immutable() => {
            return look.add(
                (LiveCache, Level::Error),
                (request, Some(answer)),
                "the server marks the feed as immutable, so caches never ask for new episodes",
            );
        }
        Some(seconds) if seconds > FEED_AGE_MAX => {
            format!(
                "copies of the feed may be kept for {seconds} seconds, so episodes appear late: at most {FEED_AGE_MAX} are good"
            )
        }
        Some(_) => return,
        None if answer.must_be_asked() => return,
        None => "the feed does not say for how long a copy may be kept, so each cache decides for itself".to_owned(),
    };
    look.add((LiveCache, Level::Warning), (request, Some(answer)), message);
}

/// For how many seconds a copy may be kept without asking, where the server says so.
pub(crate) fn kept_for(answer: &WebAnswer) -> Option<u64> {
    answer.max_age().or_else(|| expires_after(answer))
}

/// After how many seconds a copy is old by `Expires` (RFC 9111, section 5.3): at once, where that is no date. Without `Date` the date counts as one that is
/// near, since nothing can be subtracted from it.
fn expires_after(answer: &WebAnswer) -> Option<u64> {
    let expires = answer.header("expires")?;
    let of = |text: &str| chrono::DateTime::parse_from_rfc2822(text).ok();
    let (Some(expires), Some(now)) = (of(expires), answer.header("date").and_then(of)) else { return Some(0) };
    Some(u64::try_from((expires - now).num_seconds()).unwrap_or(0))
}

/// Judges whether another file is marked as immutable though its name stays the same when it changes.
pub(in crate::check::live) fn judge_immutable(look: &mut Look<'_>, request: &WebRequest, answer: &WebAnswer) {
    if answer.is_immutable() && !has_sum(&request.url) {
        let message = "the server marks the file as immutable, and its name would stay the same if it changed: caches would keep the old one";
        look.add((LiveCache, Level::Error), (request, Some(answer)), message);
    }
}

/// Whether the last part of an address, or what is asked for behind it, has a sum in it.
fn has_sum(url: &str) -> bool {
    let name = url.rsplit('/').next().unwrap_or_default();
    let mut digits = 0;
    name.bytes().any(|byte| {
        digits = if byte.is_ascii_hexdigit() { digits + 1 } else { 0 };
        digits >= SUM_DIGITS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_says_for_how_long_a_copy_may_be_kept() {
        let after = |headers: &[(&str, &str)]| {
            let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            expires_after(&WebAnswer { headers, ..WebAnswer::default() })
        };
        let now = ("date", "Sun, 01 Jan 2023 00:00:00 GMT");
        assert_eq!(after(&[now, ("Expires", "Sun, 01 Jan 2023 00:15:00 GMT")]), Some(900));
        assert_eq!(after(&[now, ("expires", "Sat, 31 Dec 2022 00:15:00 GMT")]), Some(0));
        assert_eq!((after(&[now, ("expires", "0")]), after(&[now])), (Some(0), None));
        assert_eq!(after(&[("expires", "Sun, 01 Jan 2023 00:15:00 GMT")]), Some(0));
    }

    #[test]
    fn a_name_with_a_sum_changes_with_its_file() {
        assert!(
            has_sum("https://a.example/artwork/cover-86092d0e45f5-1200.jpg") && has_sum("https://a.example/a.jpg?v=0a1b2c3d")
        );
        assert!(!has_sum("https://a.example/86092d0e45f5/cover.jpg") && !has_sum("https://a.example/cover-1200.jpg"));
    }
}
