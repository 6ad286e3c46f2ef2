//! Media types of the files, with the encoding, as a server should name them.

pub(crate) const CSS: &str = "text/css; charset=utf-8";
pub(crate) const HTML: &str = "text/html; charset=utf-8";
pub(crate) const JSON: &str = "application/json";
pub(crate) const PLAIN: &str = "text/plain; charset=utf-8";
pub(crate) const XML: &str = "application/xml";
