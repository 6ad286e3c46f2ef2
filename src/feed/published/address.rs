//! Addresses, as far as two of them lead to the same place.

use url::Url;

/// An address in the form in which two that lead to the same place are equal: blanks percent-encoded, the host in small letters, no
/// fragment. What is no address stays as it is.
pub(in crate::feed) fn comparable(address: &str) -> String {
    let Ok(mut url) = Url::parse(address.trim()) else { return address.trim().to_owned() };
    url.set_fragment(None);
    let encoded = percent_encoding::percent_decode_str(url.path());
    // `%7E` and `~`, `%c3` and `%C3` are one: decoded, then encoded alike. A `%2F` must not become a slash.
    let path = match encoded.decode_utf8() {
        Ok(path) if !url.path().to_ascii_lowercase().contains("%2f") => {
            percent_encoding::utf8_percent_encode(&path, PATH).to_string()
        }
        _ => url.path().to_owned(),
    };
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}{path}{query}", url.origin().ascii_serialization())
}

const PATH: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_address_are_equal() {
        for (one, other) in [
            ("https://a.example/one gate.mp3", " https://A.example:443/one%20gate.mp3\n"),
            ("https://a.example/%7Eme/%c3%a9.mp3", "https://a.example/~me/é.mp3"),
            ("https://a.example", "https://a.example/#top"),
            ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ] {
            assert_eq!(comparable(one), comparable(other));
        }
        for (one, other) in [
            ("https://a.example/a", "http://a.example/a"),
            ("https://a.example/a", "https://a.example/A"),
            ("https://a.example/a?x=1", "https://a.example/a?x=2"),
            ("https://a.example/a%2Fb", "https://a.example/a/b"),
            ("one gate.mp3", "one%20gate.mp3"),
        ] {
            assert_ne!(comparable(one), comparable(other));
        }
    }
}
