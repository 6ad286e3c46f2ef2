//! What a server answers to a request, as a value.

use crate::model::identity::digest::Sha256;

/// An answer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct WebAnswer {
    /// The status code.
    pub status: u16,
    /// Header fields, in the order of the answer.
    pub headers: Vec<(String, String)>,
    /// What was kept of the body.
    pub body: Vec<u8>,
    /// How many bytes of the body were read.
    pub read: u64,
    /// The hash of the whole body, where that was asked for and the body is whole.
    pub sha256: Option<Sha256>,
    /// How the reading of the body ended.
    pub end: BodyEnd,
}

/// How the reading of a body ended.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum BodyEnd {
    /// At its end.
    #[default]
    Whole,
    /// Before its end, because enough was read.
    Enough,
    /// The connection broke, or the time was up; why.
    Broken(String),
}

/// A media type as it is written, in lower case and without parameters.
pub fn plain_type(written: &str) -> String {
    written.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

impl WebAnswer {
    /// The value of a header field; where there are several of the name, the first.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The length that the answer says it has (bytes).
    pub fn content_length(&self) -> Option<u64> {
        self.header("content-length")?.parse().ok()
    }

    /// The media type without its parameters, in lower case.
    pub fn media_type(&self) -> Option<String> {
        self.header("content-type").map(plain_type)
    }

    /// The `charset` of the media type, in lower case.
    pub fn charset(&self) -> Option<String> {
        let parameters = self.header("content-type")?.split(';').skip(1);
        parameters
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, value)| value.trim().trim_matches('"').to_ascii_lowercase())
    }

    /// How the body is packed, where it is (RFC 9110, section 8.4).
    pub fn packing(&self) -> Option<&str> {
        self.header("content-encoding").filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("identity"))
    }

    /// The address that a redirect names.
    pub fn location(&self) -> Option<&str> {
        matches!(self.status, 301 | 302 | 303 | 307 | 308).then(|| self.header("location")).flatten()
    }

    /// The part that the answer holds, and the length of the whole (RFC 9110, section 14.4): `bytes 0-1/100` is `(Some((0, 1)), Some(100))`.
    pub fn content_range(&self) -> (Option<(u64, u64)>, Option<u64>) {
        let written = self.header("content-range").and_then(|value| value.strip_prefix("bytes")).map(str::trim);
        let Some((part, whole)) = written.and_then(|value| value.split_once('/')) else { return (None, None) };
        let part = part.split_once('-').and_then(|(from, to)| Some((from.trim().parse().ok()?, to.trim().parse().ok()?)));
        (part, whole.trim().parse().ok())
    }

    /// Whether pages on every other site may read it (Fetch, "CORS protocol").
    pub fn is_for_all(&self) -> bool {
        self.header("access-control-allow-origin") == Some("*")
    }

    /// For how many seconds a copy may be kept (RFC 9111, section 5.2.2.1).
    pub fn max_age(&self) -> Option<u64> {
        self.directives().find_map(|directive| directive.strip_prefix("max-age=")?.trim_matches('"').parse().ok())
    }

    /// Whether a copy never needs to be asked for again (RFC 8246).
    pub fn is_immutable(&self) -> bool {
        self.directives().any(|directive| directive == "immutable")
    }

    /// Whether no copy may be used without asking.
    pub fn must_be_asked(&self) -> bool {
        self.directives().any(|directive| matches!(directive.as_str(), "no-cache" | "no-store"))
    }

    fn directives(&self) -> impl Iterator<Item = String> + '_ {
        let fields = self.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("cache-control"));
        fields.flat_map(|(_, value)| value.split(',').map(|directive| directive.trim().to_ascii_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(headers: &[(&str, &str)]) -> WebAnswer {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        WebAnswer { status: 200, headers, ..WebAnswer::default() }
    }

    #[test]
    fn types_ranges_and_cache_rules_are_read() {
        let read = answer(&[("Content-Type", "Text/VTT; Charset=\"UTF-8\""), ("content-length", "7")]);
        assert_eq!((read.media_type().as_deref(), read.charset().as_deref()), (Some("text/vtt"), Some("utf-8")));
        assert_eq!(read.content_length(), Some(7));
        assert_eq!(plain_type(" Text/VTT; charset=utf-8"), "text/vtt");
        let packing = |value| answer(&[("Content-Encoding", value)]).packing().map(str::to_owned);
        assert_eq!((packing("gzip").as_deref(), packing("Identity"), packing("")), (Some("gzip"), None, None));
        let range = |value| answer(&[("content-range", value)]).content_range();
        assert_eq!(range("bytes 0-1/100"), (Some((0, 1)), Some(100)));
        assert_eq!(range("bytes */100"), (None, Some(100)));
        assert_eq!(range("bytes 0-1/*"), (Some((0, 1)), None));
        assert_eq!(range("lines 1-2/3"), (None, None));
        let cache = answer(&[("cache-control", "public"), ("Cache-Control", "Max-Age=900, immutable")]);
        assert_eq!((cache.max_age(), cache.is_immutable(), cache.must_be_asked()), (Some(900), true, false));
        assert!(answer(&[("cache-control", "no-cache")]).must_be_asked());
    }

    #[test]
    fn only_a_redirect_has_a_location() {
        let mut moved = answer(&[("location", "/b")]);
        assert_eq!(moved.location(), None);
        moved.status = 308;
        assert_eq!(moved.location(), Some("/b"));
    }
}
