//! A request to a server on the web, as a value: what is asked can be planned and compared before anything is sent.

use std::fmt;

use crate::model::files::byte_count::ByteCount;

/// A request. Redirects are answers like any other: whoever asks sees each of them.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct WebRequest {
    /// How it asks.
    pub method: WebMethod,
    /// The address.
    pub url: String,
    /// Header fields, beside those that every request has.
    pub headers: Vec<(&'static str, String)>,
    /// What is sent with it: a form, as addresses encode it (WHATWG URL, "application/x-www-form-urlencoded"); empty where nothing is.
    pub form: String,
    /// What is kept of the body.
    pub reading: BodyReading,
    /// 0, or a higher number where the same is asked again.
    pub turn: u8,
}

/// How a request asks (RFC 9110, section 9.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum WebMethod {
    /// For the whole.
    Get,
    /// For what is said of it, without it.
    Head,
    /// It sends a form.
    Post,
}

/// What is kept of the body of an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum BodyReading {
    /// At most so many bytes from its start; no more is read.
    Start(ByteCount),
    /// All of a file of this length is read, and its hash and length are kept. Of a longer one no more is read.
    Hash(ByteCount),
}

impl WebRequest {
    /// A request for what is said of an address.
    pub fn head(url: &str) -> Self {
        Self { method: WebMethod::Head, ..Self::get(url, BodyReading::Start(ByteCount::ZERO)) }
    }

    /// A request for what is at an address.
    pub fn get(url: &str, reading: BodyReading) -> Self {
        Self { method: WebMethod::Get, url: url.to_owned(), headers: Vec::new(), form: String::new(), reading, turn: 0 }
    }

    /// A request that sends a form.
    pub fn post(url: &str, form: impl Into<String>, reading: BodyReading) -> Self {
        Self { method: WebMethod::Post, form: form.into(), ..Self::get(url, reading) }
    }

    /// With one more header field.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same, once more.
    #[must_use]
    pub fn again(mut self) -> Self {
        self.turn += 1;
        self
    }

    /// The same of another address.
    #[must_use]
    pub fn at(mut self, url: &str) -> Self {
        url.clone_into(&mut self.url);
        self
    }
}

impl fmt::Display for WebMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
        })
    }
}

impl fmt::Display for WebRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url)?;
        self.headers.iter().try_for_each(|(name, value)| match *name {
            // a secret is shown to nobody
            "authorization" => write!(f, " {name}: …"),
            _ => write!(f, " {name}: {value}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_printed_with_its_header_fields() {
        let request = WebRequest::get("https://a.example/b.mp3", BodyReading::Hash(ByteCount::new(9))).with("Range", "bytes=0-1");
        assert_eq!(request.to_string(), "GET https://a.example/b.mp3 Range: bytes=0-1");
        assert_ne!(request.clone().again(), request);
        assert_eq!(WebRequest::head("x").at("y").to_string(), "HEAD y");
        let told = WebRequest::post("x", "a=b", BodyReading::Start(ByteCount::ZERO)).with("authorization", "secret");
        assert_eq!((told.to_string().as_str(), told.form.as_str()), ("POST x authorization: …", "a=b"));
    }
}
