//! Web addresses, checked and then kept as they were written.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// An absolute http or https address, in ASCII, as it was written: it is an identity, so it is never normalised. Only a host in other letters is encoded
/// (UTS 46), since no feed can have it otherwise.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct HttpUrl(String);

/// The address that `feed/` is served at; it ends in a slash.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct BaseUrl(HttpUrl);

/// Why an address was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum HttpUrlError {
    /// The address cannot be read at all.
    #[error("not a web address: {reason}")]
    Unreadable {
        /// What the URL standard calls the fault.
        reason: String,
    },
    /// No scheme at all, as in `example.org`.
    #[error("that is not a full web address: begin with https://")]
    NotWhole,
    /// Another scheme than http and https.
    #[error("the address begins with `{scheme}:`, where `https://` is needed")]
    Scheme {
        /// The scheme found.
        scheme: String,
    },
    /// A blank or a letter outside ASCII.
    #[error("the address holds `{character}`, which must be percent-encoded")]
    Character {
        /// The first character that must be encoded.
        character: char,
    },
    /// A name or password in the address.
    #[error("the address holds a user name or password")]
    Credentials,
    /// A base address that does not end in a slash.
    #[error("the address does not end in a slash")]
    NoSlash,
    /// A base address with two slashes in a row.
    #[error("the path of the address holds `//`, which some directories refuse")]
    DoubleSlash,
    /// A base address with a query or a fragment.
    #[error("the address holds a `?` or a `#`")]
    QueryOrFragment,
}

impl HttpUrl {
    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the address is an https one.
    pub fn is_https(&self) -> bool {
        self.0.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
    }
}

impl FromStr for HttpUrl {
    type Err = HttpUrlError;

    fn from_str(input: &str) -> Result<Self, HttpUrlError> {
        let input = &*with_ascii_host(input);
        if let Some(character) = input.chars().find(|c| !c.is_ascii_graphic() || "<>\"{}|\\^`".contains(*c)) {
            return Err(HttpUrlError::Character { character });
        }
        let parsed = url::Url::parse(input).map_err(|error| match error {
            url::ParseError::RelativeUrlWithoutBase => HttpUrlError::NotWhole,
            error => HttpUrlError::Unreadable { reason: error.to_string() },
        })?;
        if !matches!(parsed.scheme(), "http" | "https") {
            return Err(HttpUrlError::Scheme { scheme: parsed.scheme().to_owned() });
        }
        // the URL standard also reads `https:example.org` and `https:///example.org`, which few others do
        let host = input.get(parsed.scheme().len()..).and_then(|rest| rest.strip_prefix("://"));
        if host.is_none_or(|host| host.starts_with('/')) {
            return Err(HttpUrlError::Unreadable { reason: "a host must follow `://`".to_owned() });
        }
        let authority = host.and_then(|host| host.split(['/', '?', '#']).next()).unwrap_or_default();
        if authority.contains('@') {
            return Err(HttpUrlError::Credentials);
        }
        Ok(Self(input.to_owned()))
    }
}

/// An address whose host is in ASCII: `bücher.example` becomes `xn--bcher-kva.example`. A host with a sign that no name has stays, and is refused.
fn with_ascii_host(input: &str) -> Cow<'_, str> {
    let encoded = || {
        let (scheme, rest) = input.split_once("://")?;
        let (authority, after) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (host, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
        // the standard would leave out signs that nobody sees
        let is_of_name = |c: char| matches!(c, '-' | '.' | '\u{300}'..='\u{36f}') || c.is_alphanumeric();
        if host.is_ascii() || !host.chars().all(is_of_name) {
            return None;
        }
        Some(format!("{scheme}://{}{port}{after}", url::Host::parse(host).ok()?))
    };
    if input.is_ascii() { Cow::Borrowed(input) } else { encoded().map_or(Cow::Borrowed(input), Cow::Owned) }
}

impl BaseUrl {
    /// The address of a file below this one. `path` is already fit for an address: ASCII letters, digits, `-`, `_`, `.` and `/`.
    pub fn join(&self, path: &str) -> HttpUrl {
        debug_assert!(path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b)), "path fit for an address");
        HttpUrl(format!("{}{path}", self.0.0))
    }

    /// `https` or `http`, as it was written.
    pub fn scheme(&self) -> &str {
        self.as_url().as_str().split_once("://").map_or("", |(scheme, _)| scheme)
    }

    /// The host, with its port where it has one.
    pub fn host(&self) -> &str {
        let rest = self.as_url().as_str().split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }

    /// Everything before the path.
    pub fn scheme_and_host(&self) -> String {
        format!("{}://{}", self.scheme(), self.host())
    }

    /// The path; it begins and ends in a slash.
    pub fn path(&self) -> &str {
        let before = self.scheme().len() + "://".len() + self.host().len();
        self.as_url().as_str().get(before..).unwrap_or("/")
    }

    /// The address itself.
    pub fn as_url(&self) -> &HttpUrl {
        &self.0
    }
}

impl FromStr for BaseUrl {
    type Err = HttpUrlError;

    fn from_str(input: &str) -> Result<Self, HttpUrlError> {
        let url: HttpUrl = input.parse()?;
        let input = url.as_str();
        if input.contains(['?', '#']) {
            return Err(HttpUrlError::QueryOrFragment);
        }
        if !input.ends_with('/') {
            return Err(HttpUrlError::NoSlash);
        }
        if input.split_once("://").is_some_and(|(_, rest)| rest.contains("//")) {
            return Err(HttpUrlError::DoubleSlash);
        }
        Ok(Self(url))
    }
}

impl fmt::Display for HttpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_an_address_as_it_was_written() {
        let written = "https://Example.org/%7Ea/../b?x=1";
        assert_eq!(written.parse::<HttpUrl>().unwrap().as_str(), written);
    }

    #[test]
    fn a_host_in_other_letters_is_encoded_and_nothing_else() {
        for (written, encoded) in [
            ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
            ("https://bu\u{308}cher.example", "https://xn--bcher-kva.example"),
            ("HTTPS://例え.テスト:8080/%C3%A9?q=1#x", "HTTPS://xn--r8jz45g.xn--zckzah:8080/%C3%A9?q=1#x"),
            ("https://Dŵr.cymru/", "https://xn--dr-bva.cymru/"),
        ] {
            assert_eq!(written.parse::<HttpUrl>().as_ref().map(HttpUrl::as_str), Ok(encoded), "{written}");
        }
        assert_eq!("https://bücher.example/a/".parse::<BaseUrl>().unwrap().host(), "xn--bcher-kva.example");
        for (refused, character) in [
            ("https://bücher.example/é", 'é'),
            ("https://example.org/é", 'é'),
            ("https://bü cher.example/", 'ü'),
            ("https://b\u{200b}ücher.example/", '\u{200b}'),
            ("https://ü\u{202e}.example/", 'ü'),
            ("https://a:ü@bücher.example/", 'ü'),
        ] {
            assert_eq!(refused.parse::<HttpUrl>(), Err(HttpUrlError::Character { character }), "{refused}");
        }
    }

    #[test]
    fn refuses_what_an_app_could_not_open() {
        for word in ["example.org/a", "klingonisch", "//example.org/"] {
            assert_eq!(word.parse::<HttpUrl>(), Err(HttpUrlError::NotWhole), "{word}");
        }
        for unreadable in ["https:example.org", "https:///example.org", "https:https://example.org", "https://"] {
            assert!(matches!(unreadable.parse::<HttpUrl>(), Err(HttpUrlError::Unreadable { .. })), "{unreadable}");
        }
        assert_eq!("javascript:alert(1)".parse::<HttpUrl>(), Err(HttpUrlError::Scheme { scheme: "javascript".to_owned() }));
        assert_eq!("https://example.org/a b".parse::<HttpUrl>(), Err(HttpUrlError::Character { character: ' ' }));
        for secret in ["https://a:b@example.org/", "https://a@example.org", "https://@example.org/", "https://:@example.org?x"] {
            assert_eq!(secret.parse::<HttpUrl>(), Err(HttpUrlError::Credentials), "{secret}");
        }
        assert!("https://example.org/a@b?c=@d".parse::<HttpUrl>().is_ok());
        assert_eq!("https://example.org/a//".parse::<BaseUrl>(), Err(HttpUrlError::DoubleSlash));
    }

    #[test]
    fn a_base_ends_in_a_slash() {
        assert_eq!("https://example.org/show".parse::<BaseUrl>(), Err(HttpUrlError::NoSlash));
        assert_eq!("https://example.org/?a/".parse::<BaseUrl>(), Err(HttpUrlError::QueryOrFragment));
        let base: BaseUrl = "https://example.org/show/".parse().unwrap();
        assert_eq!(base.join("media/one.mp3").as_str(), "https://example.org/show/media/one.mp3");
        let parts = |text: &str| {
            let base: BaseUrl = text.parse().unwrap();
            (base.scheme_and_host(), base.path().to_owned())
        };
        assert_eq!(parts("http://example.org:81/"), ("http://example.org:81".to_owned(), "/".to_owned()));
        assert_eq!(parts("https://example.org/a/b/"), ("https://example.org".to_owned(), "/a/b/".to_owned()));
    }
}
