//! Web and e-mail addresses.

use crate::model::show::{EmailAddress, EmailAddressError};
use crate::model::web::http_url::{BaseUrl, HttpUrl, HttpUrlError};
use crate::source::reading::leaf::Leaf;
use crate::source::reading::reader::quote;
use crate::source::reading::shape::Shape;

/// Scheme, host and port, as far as a regular expression can say; the reader also refuses hosts that the URL standard refuses, such as
/// numbers that are no IPv4 address.
const HOST: &str =
    r"[Hh][Tt][Tt][Pp][Ss]?://([A-Za-z0-9!$&'()*+,;=._~-]+|([A-Za-z0-9.-]|[^\u0000-\u00BF])+|\[[0-9A-Fa-f:.]+\])(:[0-9]{0,5})?";

/// What may follow the host: printable ASCII without what must be encoded.
const REST: &str = r"[!#-;=?-\[\]_a-z~]";

/// The same, without `?`, `#` and slashes.
const PATH_PART: &str = r"[!$-.0-;=@-\[\]_a-z~]";

impl Leaf for EmailAddress {
    const NEEDED: &'static str = "an e-mail address";

    fn shape() -> Shape {
        // what the model takes: printable ASCII without <>()[],;:"\ and one @, with a dot inside the host
        const PART: &str = r"[!#-'*+\-./0-9=?A-Z^-~]";
        const EDGE: &str = r"[!#-'*+\-/0-9=?A-Z^-~]";
        Shape::pattern(format!("^{PART}+@{EDGE}+{PART}*\\.{PART}*{EDGE}+$"))
    }

    fn problem(found: &str, _error: &EmailAddressError) -> String {
        format!("`{}` is not an e-mail address", quote(found))
    }

    fn help(_found: &str, _error: &EmailAddressError) -> String {
        "write the address alone, such as `podcast@example.org`".to_owned()
    }
}

impl Leaf for HttpUrl {
    const NEEDED: &'static str = "a web address";

    fn shape() -> Shape {
        Shape::pattern(web_pattern())
    }

    fn problem(_found: &str, error: &HttpUrlError) -> String {
        address_problem(error)
    }

    fn help(found: &str, error: &HttpUrlError) -> String {
        address_help(found, error)
    }
}

/// What a web address matches.
pub(crate) fn web_pattern() -> String {
    format!("^{HOST}([/?#]{REST}*)?$")
}

/// A web address, or a text that this regular expression matches.
pub(crate) fn web_or(other: &str) -> Shape {
    Shape::pattern(format!("^({HOST}([/?#]{REST}*)?|{other})$"))
}

impl Leaf for BaseUrl {
    const NEEDED: &'static str = "a web address that ends in `/`";

    fn shape() -> Shape {
        Shape::pattern(format!("^{HOST}/({PATH_PART}+/)*$"))
    }

    fn problem(_found: &str, error: &HttpUrlError) -> String {
        address_problem(error)
    }

    fn help(found: &str, error: &HttpUrlError) -> String {
        address_help(found, error)
    }
}

/// The URL standard's words, where they are not those of people who publish.
fn address_problem(error: &HttpUrlError) -> String {
    match error {
        HttpUrlError::NotWhole => "the address does not begin with `https://`".to_owned(),
        HttpUrlError::Unreadable { reason } if reason.contains("empty host") => "the address has no host".to_owned(),
        error => error.to_string(),
    }
}

/// An address whose scheme is missing or was broken, from its host on; `None` where there is no name of a host.
fn without_scheme(found: &str) -> Option<&str> {
    const OF_FILES: [&str; 10] = ["html", "htm", "php", "pdf", "md", "txt", "mp3", "m4a", "jpg", "png"];
    let rest =
        ["https", "http"].into_iter().find_map(|scheme| found.strip_prefix(scheme).filter(|rest| rest.starts_with(['/', ':'])));
    let rest = rest.unwrap_or(found).trim_start_matches(['/', ':']);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let (name, ending) = host.rsplit_once('.')?;
    let is_host = !name.is_empty() && !name.starts_with('.') && !host.contains(['@', ' ']) && host.contains(char::is_alphabetic);
    let is_ending = ending.chars().count() >= 2 && ending.chars().all(char::is_alphanumeric) && !OF_FILES.contains(&ending);
    (is_host && is_ending).then_some(rest)
}

fn address_help(found: &str, error: &HttpUrlError) -> String {
    let found = quote(found);
    match error {
        HttpUrlError::NotWhole | HttpUrlError::Unreadable { .. } if let Some(rest) = without_scheme(&found) => {
            format!("write the whole address, such as `https://{rest}`")
        }
        HttpUrlError::NotWhole | HttpUrlError::Unreadable { .. } | HttpUrlError::Scheme { .. } => {
            "write the whole address, such as `https://example.org/page`".to_owned()
        }
        HttpUrlError::Character { character: ' ' } => "write `%20` for a blank, or remove it".to_owned(),
        HttpUrlError::Character { .. } => {
            "copy the address from the browser's address bar, which encodes such characters".to_owned()
        }
        HttpUrlError::Credentials => "remove the name and the password: everybody can read the feed".to_owned(),
        HttpUrlError::DoubleSlash => {
            let (scheme, rest) = found.split_once("://").unwrap_or(("https", &found));
            let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
            format!("write `{scheme}://{}/`", parts.join("/"))
        }
        HttpUrlError::NoSlash => format!("write `{found}/`"),
        HttpUrlError::QueryOrFragment => "write the address of the folder that the feed is served from".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_offered_only_where_a_host_is_written() {
        for (written, offered) in [
            ("example.org/x", Some("example.org/x")),
            ("www.beispiel.de", Some("www.beispiel.de")),
            ("dŵr.cymru", Some("dŵr.cymru")),
            ("//example.org/a", Some("example.org/a")),
            ("https//example.org/a", Some("example.org/a")),
            ("http:/example.org", Some("example.org")),
            ("localhost", None),
            ("beispiel", None),
            ("/a/b.c", None),
            ("../x", None),
            ("seite.html", None),
            ("ann@example.org", None),
            ("@me", None),
            ("Teil 1. Anfang", None),
            ("", None),
        ] {
            assert_eq!(without_scheme(written), offered, "{written}");
        }
    }
}
