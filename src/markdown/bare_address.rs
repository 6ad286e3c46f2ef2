//! Addresses that stand in a text without any mark (GFM 0.29, 6.9 Autolinks (extension), <https://github.github.com/gfm/#autolinks-extension->).
//! Each character is read a fixed number of times, whatever the text.

use std::ops::Range;

use pulldown_cmark::LinkType;

/// An address in a text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::markdown) struct BareAddress {
    /// Where it stands in the text (bytes).
    pub(in crate::markdown) range: Range<usize>,
    /// [`LinkType::Email`], or [`LinkType::Autolink`] for a page.
    pub(in crate::markdown) link_type: LinkType,
}

impl BareAddress {
    /// Where the link leads; for e-mail the address alone, as the parser has it.
    pub(in crate::markdown) fn target(&self, text: &str) -> String {
        let written = &text[self.range.clone()];
        match self.link_type {
            LinkType::Email => written.strip_prefix(MAILTO).unwrap_or(written).to_owned(),
            _ if scheme(written).is_none() => format!("http://{written}"),
            _ => written.to_owned(),
        }
    }
}

const MAILTO: &str = "mailto:";

/// The addresses of a text, in order. `before` is the character in front of it in its line.
pub(in crate::markdown) fn find(text: &str, before: Option<char>) -> Vec<BareAddress> {
    let bytes = text.as_bytes();
    let mut found: Vec<BareAddress> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let done = found.last().map_or(0, |address| address.range.end);
        let previous = || text[..at].chars().next_back().or(before);
        let web = match bytes[at] {
            b'h' | b'H' => scheme(&text[at..]).filter(|_| !previous().is_some_and(char::is_alphanumeric)).map(str::len),
            b'w' | b'W' => starts_with(&text[at..], "www.").filter(|_| previous().is_none_or(may_stand_before_www)).map(|_| 0),
            _ => None,
        };
        if let Some(scheme) = web {
            match web_end(text, at + scheme) {
                Ok(end) => {
                    found.push(BareAddress { range: at..end, link_type: LinkType::Autolink });
                    at = end;
                }
                Err(end_of_host) => at = end_of_host.max(at + 1),
            }
        } else if bytes[at] == b'@'
            && let Some(range) = email(text, at, done, before)
        {
            at = range.end;
            found.push(BareAddress { range, link_type: LinkType::Email });
        } else {
            at += 1;
        }
    }
    found
}

/// The start of the text, where it is this one in small or capital letters.
fn starts_with<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.get(..start.len()).filter(|found| found.eq_ignore_ascii_case(start))
}

fn scheme(text: &str) -> Option<&str> {
    starts_with(text, "https://").or_else(|| starts_with(text, "http://"))
}

fn may_stand_before_www(character: char) -> bool {
    character.is_whitespace() || "*_~(".contains(character)
}

/// Where the address ends whose host begins here; or, if that is no host, where what was read of it ends.
fn web_end(text: &str, host: usize) -> Result<usize, usize> {
    let is_of_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let host_end = text[host..].find(|c| !is_of_host(c)).map_or(text.len(), |length| host + length);
    let words = words_after_host(&text[host..host_end]);
    let host_end = host_end - words;
    let segments: Vec<&str> = text[host..host_end].trim_end_matches('.').split('.').collect();
    let is_host = segments.len() > 1
        && segments.iter().all(|segment| !segment.is_empty())
        && segments.iter().rev().take(2).all(|segment| !segment.contains('_'));
    if !is_host {
        return Err(host_end);
    }
    if words > 0 {
        return Ok(host_end);
    }
    let end = text[host_end..]
        .find(|c: char| c.is_whitespace() || c == '<' || is_wide_punctuation(c))
        .map_or(text.len(), |length| host_end + length);
    Ok(host + without_punctuation(&text[host..end]).len())
}

/// Punctuation of Chinese, Japanese and Korean, behind which the sentence goes on without a space. In an address it would be written `%E3%80%82`.
fn is_wide_punctuation(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{30FB}')
        || matches!(character, '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}

/// How much of a host is the sentence that goes on behind it without a space (bytes): `example.orgをご覧`. No top-level domain mixes these scripts.
fn words_after_host(host: &str) -> usize {
    let last = host.rsplit('.').next().unwrap_or_default();
    let ascii = last.len() - last.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').len();
    let rest = &last[ascii..];
    if ascii > 0 && rest.starts_with(|c| matches!(c, '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')) { rest.len() } else { 0 }
}

/// An address without the punctuation of the sentence that it stands in. The quotes are not in the specification's list, but in cmark-gfm's.
fn without_punctuation(address: &str) -> &str {
    let count = |wanted: u8| address.bytes().filter(|byte| *byte == wanted).count();
    let mut unopened = count(b')').saturating_sub(count(b'('));
    let mut kept = address;
    loop {
        kept = match kept.as_bytes().last() {
            Some(b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"') => &kept[..kept.len() - 1],
            Some(b')') if unopened > 0 => {
                unopened -= 1;
                &kept[..kept.len() - 1]
            }
            Some(b';') => {
                let rest = &kept[..kept.len() - 1];
                rest.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).strip_suffix('&').unwrap_or(rest)
            }
            _ => return kept,
        };
    }
}

/// The e-mail address around an `@`. It does not reach back before `done`.
fn email(text: &str, at: usize, done: usize, before: Option<char>) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let is_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut start = done + text[done..at].trim_end_matches(is_local).len();
    let rest = &text[at + 1..];
    let domain = rest[..rest.find(|c| !is_domain(c)).unwrap_or(rest.len())].trim_end_matches('.');
    let is_domain = domain.contains('.') && domain.split('.').all(|segment| !segment.is_empty()) && !domain.ends_with(['-', '_']);
    let is_path = text[..start].chars().next_back().or(before) == Some('/');
    if start == at || !is_domain || is_path {
        return None;
    }
    if text[done..start].ends_with(MAILTO) {
        start -= MAILTO.len();
    }
    Some(start..at + 1 + domain.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let found: Vec<_> = find(text, None).into_iter().map(|address| text[address.range].to_owned()).collect();
        assert_eq!(found, expected, "{text}");
    }

    /// The examples of GFM 0.29, 6.9.
    #[test]
    fn agrees_with_the_specification() {
        case("www.commonmark.org", &["www.commonmark.org"]);
        case("Visit www.commonmark.org/help for more information.", &["www.commonmark.org/help"]);
        case("Visit www.commonmark.org.", &["www.commonmark.org"]);
        case("Visit www.commonmark.org/a.b.", &["www.commonmark.org/a.b"]);
        case("www.google.com/search?q=Markup+(business)", &["www.google.com/search?q=Markup+(business)"]);
        case("www.google.com/search?q=Markup+(business)))", &["www.google.com/search?q=Markup+(business)"]);
        case("(www.google.com/search?q=Markup+(business))", &["www.google.com/search?q=Markup+(business)"]);
        case("(www.google.com/search?q=Markup+(business)", &["www.google.com/search?q=Markup+(business)"]);
        case("www.google.com/search?q=(business))+ok", &["www.google.com/search?q=(business))+ok"]);
        case("www.google.com/search?q=commonmark&hl=en", &["www.google.com/search?q=commonmark&hl=en"]);
        case("www.google.com/search?q=commonmark&hl;", &["www.google.com/search?q=commonmark"]);
        case("www.commonmark.org/he<lp", &["www.commonmark.org/he"]);
        case("http://commonmark.org", &["http://commonmark.org"]);
        case(
            "(Visit https://encrypted.google.com/search?q=Markup+(business))",
            &["https://encrypted.google.com/search?q=Markup+(business)"],
        );
        case("foo@bar.baz", &["foo@bar.baz"]);
        case("hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.", &["hello+xyz@mail.example"]);
        case("a.b-c_d@a.b", &["a.b-c_d@a.b"]);
        case("a.b-c_d@a.b.", &["a.b-c_d@a.b"]);
        case("a.b-c_d@a.b-", &[]);
        case("a.b-c_d@a.b_", &[]);
        case("mailto:foo@bar.baz", &["mailto:foo@bar.baz"]);
    }

    #[test]
    fn finds_no_address_in_other_words() {
        for text in
            ["http://", "https://localhost", "awww.example.org", "www.", "www..org", "xhttp://example.org", "@example.org", "a@b"]
        {
            case(text, &[]);
        }
        case("http://a_b.c_d.org and http://a.b_c.org", &[]);
        case("\"https://example.org/a\", 'http://example.org'", &["https://example.org/a", "http://example.org"]);
        case("https://bücher.example/ü", &["https://bücher.example/ü"]);
        case("https://example.org/@me.too", &["https://example.org/@me.too"]);
        case("詳しくは https://example.org/a。次に「www.example.org/b」、", &["https://example.org/a"]);
        case("見て（https://example.jp/a）と https://example.orgをご覧", &["https://example.jp/a", "https://example.org"]);
        case("https://例え.テスト/あ", &["https://例え.テスト/あ"]);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test measures time")]
    fn takes_time_in_proportion_to_the_text() {
        for piece in ["_www.", "http://", "www.a_b.", "a@", "a.b@c.", "https://a.b)", "https://a.b/&a;", "www.a.b((((", "@."] {
            let text = piece.repeat(400_000 / piece.len());
            let begun = std::time::Instant::now();
            find(&text, None);
            assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{piece}");
        }
    }
}
