//! What a page may load: a Content-Security-Policy (<https://www.w3.org/TR/CSP3/>) in the page itself, since a folder of files has no
//! server that could send a header.

use crate::model::identity::digest::Sha256;

/// The policy of a page: nothing but the site's own pictures, sound and style, and at most one script, named by its [`hash`].
///
/// The script stands in the page, and not in a file of its own: browsers check the hash of a script file only where its
/// request has an origin, which it has not when the page is opened from a folder, and there they refuse the script. No script
/// connects anywhere; `connect-src` lets search engines and checkers fetch robots.txt in the page's name.
pub(crate) fn policy(script: Option<&str>, style: Option<&str>, media_origin: Option<&str>) -> String {
    let origin = media_origin.map(|origin| format!(" {origin}")).unwrap_or_default();
    let style = style.map_or_else(|| "'self'".to_owned(), |style| format!("'{}'", hash(style)));
    let script = script.map(|hash| format!("; script-src '{hash}'")).unwrap_or_default();
    format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; connect-src 'self'; img-src 'self'; media-src 'self'{origin}; style-src {style}{script}"
    )
}

/// `sha256-…`, as policies name a script (CSP3, section 2.3.1, `hash-source`).
pub(crate) fn hash(text: &str) -> String {
    format!("sha256-{}", base64(Sha256::of(text.as_bytes()).as_bytes()))
}

/// RFC 4648, section 4, with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for digit in 0..4 {
            if digit <= group.len() {
                text.push(char::from(ALPHABET[(bits >> (18 - 6 * digit) & 63) as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_base64_as_the_examples_of_rfc_4648() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn without_a_script_no_script_runs() {
        assert!(!policy(None, None, None).contains("script-src"));
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert!(policy(Some(&hash("")), None, None).ends_with(&format!("; script-src '{empty}'")));
        assert!(policy(None, None, Some("https://media.example.org")).contains("media-src 'self' https://media.example.org;"));
    }
}
