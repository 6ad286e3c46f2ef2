//! E-mail addresses and phone numbers in a text.

/// The longest name in an e-mail address. // bytes; RFC 5321, 4.5.3.1.1
const NAME_MAX: usize = 64;
/// The longest host in one. // bytes; RFC 5321, 4.5.3.1.2
const HOST_MAX: usize = 255;
/// The longest phone number, with the signs between its digits. // characters
const NUMBER_MAX: usize = 32;
/// Words before a number that is no phone number.
const OTHER_NUMBERS: [&str; 12] =
    ["isbn", "issn", "doi", "isrc", "iban", "ean", "charity", "company", "vat", "orcid", "konto", "account"];
/// The same, unless it is the number of a telephone: `Tel.-Nr.`
const NUMBER: &str = "nr";
/// Words before a number that is one.
const OF_TELEPHONES: [&str; 11] =
    ["tel", "telefon", "telephone", "phone", "mobile", "mobil", "handy", "fon", "whatsapp", "signal", "call"];
/// How far before a number they stand. // bytes
const OTHER_NUMBERS_REACH: usize = 24;
/// How numbers begin that cost the caller little and belong to services and helplines, without the signs between the digits, and without `00`.
const OF_SERVICES: [&str; 27] = [
    "0800", "0808", "0300", "0303", "0330", "0333", "0345", "0370", "0180", "0805", "0900", "44800", "44808", "44300", "49800",
    "33800", "1800", "1888", "1877", "1866", "1855", "1844", "1833", "81120", "81570", "41800", "41848",
];
/// The same of numbers of ten digits, where the rest is set off. Without that `01202` is a town in England, and `05702` one in Germany.
const SET_OFF: [&str; 3] = ["0120", "0570", "0848"];

/// The e-mail addresses of a text, in order. An account of the fediverse, `@name@host`, is none.
pub(crate) fn emails(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('@').filter_map(|(at, _)| {
        let name = text[..at].chars().rev().take(NAME_MAX).take_while(|c| is_of_name(*c)).map(char::len_utf8).sum::<usize>();
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

/// Letters with accents are some (RFC 6531); those of Chinese or Japanese stand before an address without a blank.
fn is_of_name(c: char) -> bool {
    let is_accent = ('\u{300}'..='\u{36F}').contains(&c);
    c.is_ascii_alphanumeric() || c.is_lowercase() || c.is_uppercase() || is_accent || matches!(c, '.' | '_' | '%' | '+' | '-')
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
    let words = || lower.rsplit(|c: char| !c.is_alphabetic());
    let is_known = |word: &&str| OTHER_NUMBERS.contains(word) || OF_TELEPHONES.contains(word);
    let is_other = match words().find(is_known) {
        Some(word) => OTHER_NUMBERS.contains(&word),
        None => words().any(|word| word == NUMBER),
    };
    (is_free_before || is_tel) && is_free_after && !is_other
}

fn is_phone(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let groups: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let is_one_digit = digits.bytes().all(|byte| byte == digits.as_bytes()[0]);
    let is_sequence = is_one_digit || is_count(&groups) || is_time_code(number, &groups) || is_amount(number, &groups);
    if digits.is_empty() || is_sequence || has_date(&groups) || is_short_date(number, &groups) {
        return false;
    }
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let lengths = if groups[0] == "1" { &lengths[1..] } else { &lengths };
    let is_american = lengths == [3, 3, 4] && number.contains(['-', '.', ')']) && !groups[0].starts_with('0');
    let national = format!("1{digits}");
    let international = if is_american { &national } else { digits.strip_prefix("00").unwrap_or(&digits) };
    let is_of_service = |start: &&str| digits.starts_with(*start) || international.starts_with(*start);
    let is_set_off = |start: &str| digits.len() == 10 && (groups[0] == start || (groups.len() == 1 && digits.starts_with(start)));
    if OF_SERVICES.iter().any(is_of_service) || SET_OFF.iter().any(|start| is_set_off(start)) {
        return false;
    }
    match number.as_bytes() {
        // each number of America has ten digits behind its 1
        [b'+', ..] if digits.starts_with('1') => digits.len() == 11,
        [b'+', ..] => (8..=15).contains(&digits.len()),
        _ if digits.starts_with("00") => (10..=16).contains(&digits.len()) && !digits.starts_with("000"),
        _ if digits.starts_with('0') => (9..=12).contains(&digits.len()) && groups[0] != "0",
        _ => is_american,
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

/// The signs between the groups of a number.
fn signs(number: &str) -> impl Iterator<Item = &str> {
    let inside = number.trim_matches(|c: char| !c.is_ascii_digit());
    inside.split(|c: char| c.is_ascii_digit()).filter(|signs| !signs.is_empty())
}

/// `01 02 03 04 05`
fn is_count(groups: &[&str]) -> bool {
    let numbers: Vec<u64> = groups.iter().filter_map(|group| group.parse().ok()).collect();
    numbers.len() > 3 && numbers.windows(2).all(|two| two[0].checked_add(1) == Some(two[1]))
}

/// `00.12.30 - 00.15.00`
fn is_time_code(number: &str, groups: &[&str]) -> bool {
    let is_short = groups.len() > 3 && groups.iter().all(|group| group.len() <= 2);
    let mut has_dash = false;
    is_short
        && signs(number).all(|sign| {
            has_dash |= sign.contains('-');
            sign == "." || sign.contains('-')
        })
        && has_dash
        && number.contains('.')
}

/// `+10 000 000`: thousands, as people write what came or went.
fn is_amount(number: &str, groups: &[&str]) -> bool {
    let zeros = groups.iter().rev().take_while(|group| **group == "000").count();
    // `+48 601 234 000` is a number in Poland
    let is_round = zeros >= 2 || (zeros == 1 && groups.len() <= 3);
    number.starts_with('+') && is_round && groups[1..].iter().all(|group| group.len() == 3)
}

/// Whether there is a day, a month and a year of two digits with one sign between them, and no such sign around them: French numbers go on with it.
fn is_short_date(number: &str, groups: &[&str]) -> bool {
    let signs: Vec<&str> = signs(number).collect();
    let values: Vec<u32> = groups.iter().filter_map(|group| group.parse().ok()).collect();
    if groups.iter().any(|group| group.len() > 2) || signs.len() + 1 != values.len() {
        return false;
    }
    let is_day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let is_of_two = |one: u32, other: u32| is_day(one, other) || is_day(other, one);
    values.windows(3).enumerate().any(|(at, three)| {
        let sign = signs[at];
        let around = [at.checked_sub(1), Some(at + 2)];
        let is_alone = around.into_iter().flatten().all(|at| signs.get(at).is_none_or(|around| *around != sign));
        let is_date = is_of_two(three[0], three[1]) || is_day(three[2], three[1]);
        matches!(sign, "." | "/" | "-") && signs[at + 1] == sign && is_alone && is_date
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
        assert_eq!(
            found("José@gmail.com, siân.rees@web.de, 連絡はada@web.deまで"),
            ["José@gmail.com", "siân.rees@web.de", "ada@web.de"]
        );
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
            "+48 601 234 000",
            "06 12 34 56 78",
            "06.12.10.56.78",
            "+45 12.04.56.78",
            "0475/12.04.56",
            "01202 123456",
            "05702 12345",
            "0049 171 1234567",
            "802-273-8255",
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
            "800-273-8255",
            "(833) 852-6262",
            "1-833-852-6262",
            "+1 844 555 0199",
            "0120-279-338",
            "0570-064-556",
            "0848 123 456",
            "+81 120 279 338",
            "0049 800 1110111",
            "0044 808 800 1234",
            "01.02.24 - 03.02.24",
            "01/02/24-03/02/24",
            "00.12.30 - 00.15.00",
            "0.12.30-0.15.00",
            "01 02 03 04 05",
            "08 09 10 11 12",
            "+10 000 000 d'écoutes",
            "+12 500 000 Aufrufe",
            "+25 500 000",
            "Konto 0123456789",
            "Account number 0123456789",
            "Bestell-Nr. 0123456789",
        ] {
            assert_eq!(phones(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(phones(&"0(".repeat(100_000)), Vec::<&str>::new());
        assert_eq!(phones("Konto 0123456789, Tel.-Nr. 030 1234567"), ["030 1234567"]);
    }
}
