//! The address of an object store that is not Amazon's.

use std::fmt;
use std::str::FromStr;

use crate::model::web::http_url::HttpUrl;

/// An https address; an http one only of this computer, since keys go there.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Endpoint(HttpUrl);

/// A text that is no address of an object store.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EndpointError {
    /// No address, or one with a password.
    #[error(transparent)]
    Address(#[from] crate::model::web::http_url::HttpUrlError),
    /// Whoever listens would see the requests.
    #[error("the address begins with `http:`, where `https://` is needed")]
    Insecure,
    /// More than a server, its port and a folder.
    #[error("the address holds a `?` or a `#`")]
    QueryOrFragment,
}

/// A region of an object store, such as `eu-west-1` or `auto`.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct RegionName(String);

/// A text that is no name of a region.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not the name of a region")]
pub struct RegionNameError {
    found: String,
}

impl Endpoint {
    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(input: &str) -> Result<Self, EndpointError> {
        let url: HttpUrl = input.parse()?;
        let (scheme, rest) = url.as_str().split_once("://").unwrap_or_default();
        if rest.contains(['?', '#']) {
            return Err(EndpointError::QueryOrFragment);
        }
        let host = rest.split('/').next().unwrap_or_default();
        let name =
            host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |(name, _)| name);
        let is_here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
        // As the schema has it: a scheme is written in lower case.
        if scheme == "https" || (scheme == "http" && is_here) { Ok(Self(url)) } else { Err(EndpointError::Insecure) }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl RegionName {
    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RegionName {
    type Err = RegionNameError;

    fn from_str(input: &str) -> Result<Self, RegionNameError> {
        let is_name = (1..=40).contains(&input.len())
            && input.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !input.starts_with('-');
        if is_name { Ok(Self(input.to_owned())) } else { Err(RegionNameError { found: input.to_owned() }) }
    }
}

impl fmt::Display for RegionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_only_where_nobody_listens() {
        for good in [
            "https://a.r2.cloudflarestorage.com",
            "https://a.example:9000/s3/",
            "http://127.0.0.1:9000",
            "http://localhost/",
            "http://[::1]:80",
        ] {
            assert!(good.parse::<Endpoint>().is_ok(), "{good}");
        }
        for bad in [
            "http://example.org",
            "http://127.0.0.1.example.org",
            "ftp://a",
            "https://a/?x",
            "https://a:b@c/",
            "example.org",
            "http://localhost.example/",
        ] {
            assert!(bad.parse::<Endpoint>().is_err(), "{bad}");
        }
        assert_eq!("http://example.org".parse::<Endpoint>(), Err(EndpointError::Insecure));
        assert_eq!("https://example.org/?a".parse::<Endpoint>(), Err(EndpointError::QueryOrFragment));
        assert!(matches!("example.org".parse::<Endpoint>(), Err(EndpointError::Address(_))));
    }

    #[test]
    fn a_region_is_a_short_word() {
        assert!("eu-west-1".parse::<RegionName>().is_ok() && "auto".parse::<RegionName>().is_ok());
        for bad in ["", "EU", "a b", "-a", "a/b"] {
            assert!(bad.parse::<RegionName>().is_err(), "{bad}");
        }
    }
}
