//! E-mail addresses and phone numbers in a text.

/// The longest name in an e-mail address. // bytes; RFC 5321, 4.5.3.1.1
const NAME_MAX: usize = 64;
/// The longest host in one. // bytes; RFC 5321, 4.5.3.1.2
const HOST_MAX: usize = 255;
/// The longest phone number, with the signs between its digits. // characters
const NUMBER_MAX: usize = 32;
/// Words before a number that is no phone number.
const OTHER_NUMBERS: [&str; 10] = ["isbn", "issn", "doi", "isrc", "iban", "ean", "charity", "company", "vat", "orcid"];
/// How far before a number they stand. // bytes
const OTHER_NUMBERS_REACH: usize = 24;
/// How numbers begin that cost the caller little and belong to services and helplines, without the signs between the digits.
const OF_SERVICES: [&str; 20] = [
    "0800", "0808", "0300", "0303", "0330", "0333", "0345", "0370", "0180", "0805", "0900", "44800", "44808", "44300", "49800",
    "33800", "1800", "1888", "1877", "1866",
];

/// The e-mail addresses of a text, in order. An account of the fediverse, `@name@host`, is none.
pub(crate) fn emails(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('@').filter_map(|(at, _)| {
        let is_of_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
        let name = text[..at].chars().rev().take(NAME_MAX).take_while(is_of_name).count();
        let is_of_host = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let host = text[at + 1..].chars().take(HOST_MAX).take_while(is_of_host).count();
        let found = text[at - name..=at + host].trim_end_matches(['.', '-']);
        let before = text[..at - name].chars().next_back();
        let (_, host) = found.split_once('@')?;
        let (_, ending) = host.rsplit_once('.')?;
        let is_whole = name > 0 && !matches!(before, Some('@' | '/')) && !host.starts_with('.');
        (is_whole && ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(found)
    })
}

/// The phone numbers of a text that belong to a person or an office, in order.
pub(crate) fn phones(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')).map(|at| rest + at) {
        let end = start + length(&text[start..]);
        let number = text[start..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        if is_by_itself(text, start, start + number.len()) && is_phone(number) {
            found.push(number);
        }
        rest = end.max(start + 1);
    }
    found
}

/// How long the digits and the signs between them are (bytes).
fn length(text: &str) -> usize {
    let is_of_number = |(index, c): &(usize, char)| {
        c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '/' | '.' | '-' | '\u{A0}' | '\u{2011}') || (*index == 0 && *c == '+')
    };
    text.chars().enumerate().take_while(is_of_number).take(NUMBER_MAX).map(|(_, c)| c.len_utf8()).sum()
}

/// Whether a number is no part of a longer word, an address or an amount, and no number of books or companies.
fn is_by_itself(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let is_free_before = before.is_none_or(|c| {
        !c.is_alphanumeric()
            && (text[start..].starts_with('+') || !matches!(c, '/' | '=' | '_' | '#' | '.' | ',' | '-' | '$' | '£' | '€'))
    });
    let is_tel = text[..start].ends_with("tel:");
    let is_free_after = after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '%' | '€' | '_' | '@'));
    let reach = text[..start].char_indices().rev().map(|(at, _)| at).take_while(|at| start - at <= OTHER_NUMBERS_REACH).last();
    let lower = text[reach.unwrap_or(start)..start].to_lowercase();
    let is_other = lower.split(|c: char| !c.is_alphabetic()).any(|word| OTHER_NUMBERS.contains(&word));
    (is_free_before || is_tel) && is_free_after && !is_other
}

fn is_phone(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let groups: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let is_one_digit = digits.bytes().all(|byte| byte == digits.as_bytes()[0]);
    if digits.is_empty() || is_one_digit || OF_SERVICES.iter().any(|start| digits.starts_with(start)) || has_date(&groups) {
        return false;
    }
    let is_american = || {
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        let lengths = if groups[0] == "1" { &lengths[1..] } else { &lengths };
        lengths == [3, 3, 4] && number.contains(['-', '.', ')']) && !groups[0].starts_with('0')
    };
    match number.as_bytes() {
        [b'+', ..] => (8..=15).contains(&digits.len()),
        _ if digits.starts_with("00") => (10..=16).contains(&digits.len()) && !digits.starts_with("000"),
        _ if digits.starts_with('0') => (9..=12).contains(&digits.len()) && groups[0] != "0",
        _ => is_american(),
    }
}

/// Whether there is a day, a month and a year, in either order.
fn has_date(groups: &[&str]) -> bool {
    let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    groups.windows(3).any(|three| {
        let [one, two, three] = [three[0], three[1], three[2]];
        two.len() <= 2 && ((one.len() <= 2 && is_year(three)) || (is_year(one) && three.len() <= 2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_addresses_in_a_sentence() {
        let found = |text| emails(text).collect::<Vec<_>>();
        assert_eq!(found("Write to ada.l+x@mail.example.co.uk. Or <b_c@web.de>!"), ["ada.l+x@mail.example.co.uk", "b_c@web.de"]);
        assert_eq!(found("[Ada](mailto:ada@gmail.com)"), ["ada@gmail.com"]);
        for text in [
            "@ada@mastodon.social",
            "https://www.youtube.com/@ada.b",
            "me @ home",
            "a@b",
            "@",
            "ada@localhost",
            "5 @ 3.50",
            "é@ü.de",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn finds_numbers_as_people_write_them() {
        for number in [
            "+44 20 7946 0018",
            "020 7946 0018",
            "07700 900123",
            "(0151) 496 0018",
            "+49 (0)30 1234567",
            "030/1234567",
            "0171-1234567",
            "01.23.45.67.89",
            "+33 6 12 34 56 78",
            "(555) 234-5678",
            "555-234-5678",
            "1-555-234-5678",
            "0044 20 7946 0018",
            "+48 601 234 567",
        ] {
            assert_eq!(phones(&format!("Call us on {number}, or write.")), [number], "{number}");
            assert_eq!(phones(&format!("<a href=\"tel:{number}\">")), [number], "{number}");
        }
    }

    #[test]
    fn other_numbers_are_no_phone_numbers() {
        for text in [
            "on 2022-07-08 07:00",
            "01.02.2024",
            "01/02/2024 - 03/02/2024",
            "at 0:12.345",
            "0.123456789",
            "ISBN 0-19-852663-6",
            "ISBN-10: 0198526636",
            "Samaritans: 116 123",
            "0800 123 4567",
            "+1 800 555 0199",
            "£1 000 000 000",
            "https://example.org/0123456789/",
            "registered charity 01234567890",
            "12 345 678 people",
            "0000000000",
            "1939-1945",
            "3-4-5",
            "00:00:12.500",
            "a0123456789",
            "100 200 3000",
        ] {
            assert_eq!(phones(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(phones(&"0(".repeat(100_000)), Vec::<&str>::new());
    }
}
