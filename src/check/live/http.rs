//! Addresses and media types, compared as servers and apps compare them.

use url::Url;

/// The address that a redirect leads to; `None` where it is no web address, or has a password, which apps do not use.
pub(in crate::check::live) fn joined(from: &str, location: &str) -> Option<String> {
    let mut url = Url::parse(from).ok()?.join(location).ok()?;
    // an anchor is not sent to a server
    url.set_fragment(None);
    (matches!(url.scheme(), "http" | "https") && !has_password(&url)).then(|| url.to_string())
}

fn has_password(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Where a redirect leads, as it can be told to everybody: without the name and the password of a user.
pub(in crate::check::live) fn without_password(from: &str, location: &str) -> String {
    match Url::parse(from).and_then(|from| from.join(location)) {
        Ok(mut url) if has_password(&url) => {
            let is_taken_out = url.set_password(None).and_then(|()| url.set_username(""));
            is_taken_out.map_or_else(|()| String::new(), |()| url.to_string())
        }
        Ok(_) => location.to_owned(),
        // an address that nobody can read, and what stands before its host
        Err(_) => location.rsplit('@').next().unwrap_or_default().to_owned(),
    }
}

/// Scheme, host and port: who is asked.
pub(crate) fn host_of(url: &str) -> String {
    Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.origin().ascii_serialization())
}

/// Whether both addresses are of one name.
pub(in crate::check::live) fn is_same_name(one: &str, other: &str) -> bool {
    let name = |url: &str| Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    name(one) == name(other)
}

/// Whether both addresses are the same to a browser: `HTTP://A.example` is `http://a.example/`.
pub(in crate::check::live) fn is_same_address(one: &str, other: &str) -> bool {
    one == other || matches!((Url::parse(one), Url::parse(other)), (Ok(one), Ok(other)) if one == other)
}

/// Whether an address is secure.
pub(in crate::check::live) fn is_https(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| url.scheme() == "https")
}

/// The same address without encryption, where the server would have it at the usual port.
pub(in crate::check::live) fn without_tls(url: &str) -> Option<String> {
    let mut url = Url::parse(url).ok().filter(|url| url.scheme() == "https" && url.port().is_none())?;
    url.set_scheme("http").ok()?;
    Some(url.to_string())
}

/// Media types that apps take for one another.
const ALIKE: [&[&str]; 6] = [
    &["audio/mpeg", "audio/mp3", "audio/mpeg3", "audio/x-mp3"],
    &["audio/mp4", "audio/x-m4a", "audio/m4a", "audio/aac", "audio/x-m4b", "audio/mp4a-latm"],
    &["video/mp4", "video/x-m4v", "video/m4v"],
    &["audio/ogg", "application/ogg", "audio/opus", "audio/vorbis"],
    &["application/srt", "application/x-subrip", "text/srt", "application/x-srt"],
    &["application/json", "application/json+chapters", "text/json"],
];

/// Whether two media types, in lower case and without parameters, are the same to apps.
pub(in crate::check::live) fn is_same_type(one: &str, other: &str) -> bool {
    one == other || ALIKE.iter().any(|alike| alike.contains(&one) && alike.contains(&other))
}

/// Whether text begins like a web page.
pub(in crate::check::live) fn is_web_page(body: &[u8]) -> bool {
    let start = String::from_utf8_lossy(body.get(..body.len().min(256)).unwrap_or_default()).trim_start().to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}');
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_are_joined_to_the_address_before() {
        let case = |location, expected: Option<&str>| assert_eq!(joined("https://a.example/b/c", location).as_deref(), expected);
        case("/d#e", Some("https://a.example/d"));
        case("d", Some("https://a.example/b/d"));
        case("//b.example/", Some("https://b.example/"));
        case("mailto:a@b.example", None);
        case("javascript:alert(1)", None);
        case("https://[", None);
        case("https://user:secret@b.example/d", None);
        case("//user@b.example/d", None);
    }

    #[test]
    fn a_password_is_told_to_nobody() {
        let case = |location, expected| assert_eq!(without_password("https://a.example/b/c", location), expected, "{location}");
        case("/d", "/d");
        case("https://user:secret@b.example/d", "https://b.example/d");
        case("//user:secret@b.example/d", "https://b.example/d");
        case("//user@b.example/d", "https://b.example/d");
        case("ftp://user:secret@b.example/d", "ftp://b.example/d");
        case("https://user:secret@[", "[");
        case("mailto:a@b.example", "mailto:a@b.example");
    }

    #[test]
    fn types_that_apps_take_for_one_another_are_the_same() {
        assert!(is_same_type("audio/x-m4a", "audio/mp4") && is_same_type("text/vtt", "text/vtt"));
        assert!(!is_same_type("audio/mpeg", "text/html") && !is_same_type("text/vtt", "text/plain"));
    }

    #[test]
    fn only_the_usual_port_has_a_twin_without_encryption() {
        assert_eq!(without_tls("https://a.example/f").as_deref(), Some("http://a.example/f"));
        assert_eq!((without_tls("https://a.example:8443/f"), without_tls("http://a.example/f")), (None, None));
    }
}
