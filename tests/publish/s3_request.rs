//! Requests as the object store of the tests reads them.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;

/// A request, whole. Names of header fields are in lower case.
#[derive(Clone, Debug)]
pub(crate) struct S3Request {
    pub(crate) method: String,
    /// Bucket and key, decoded.
    pub(crate) path: String,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl S3Request {
    /// Reads a request; `None` where the client hangs up before its end.
    pub(crate) fn read(stream: &TcpStream) -> Option<Self> {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let mut words = line.split(' ');
        let (method, address) = (words.next()?.to_owned(), words.next()?.to_owned());
        let mut headers = BTreeMap::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        let decoded = |text: &str| {
            url::form_urlencoded::parse(text.replace('+', "%2B").as_bytes()).next().map(|(name, _)| name.into_owned())
        };
        Some(Self {
            method,
            path: decoded(path.trim_start_matches('/')).unwrap_or_default(),
            query: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            headers,
            body,
        })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// What it is about, without what differs each time: `PUT bucket/feed.xml`.
    pub(crate) fn line(&self) -> String {
        let of_parts = ["uploads", "partNumber", "uploadId", "list-type"].into_iter().find(|name| self.query.contains_key(*name));
        format!("{} {}{}", self.method, self.path, of_parts.map(|name| format!("?{name}")).unwrap_or_default())
    }
}
