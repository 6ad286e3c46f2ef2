//! Words as people spell them: the nearest known one, and regular expressions for those that may be spelt in more than one way.

use crate::display::near::nearest;

/// Longest word that is compared with known ones. // bytes; a comparison takes time for each letter
const WORD_MAX: usize = 200;

/// The known word that was probably meant, as a question.
pub(crate) fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if found.len() > WORD_MAX {
        return None;
    }
    nearest(found, known).map(|near| format!("did you mean `{near}`?"))
}

/// A regular expression for this text.
pub(crate) fn escaped(text: &str) -> String {
    let special = |c: char| !(c.is_ascii_alphanumeric() || c == ' ' || c == '&' || c == '-');
    text.chars().fold(String::new(), |mut all, c| {
        if special(c) {
            all.push('\\');
        }
        all.push(c);
        all
    })
}

/// A regular expression for this text in capitals, small letters, or both.
pub(crate) fn any_case(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            c if c.is_ascii_alphabetic() => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
            c => escaped(&c.to_string()),
        })
        .collect()
}

/// The same, where a hyphen and a blank are one.
pub(crate) fn any_spelling(text: &str) -> String {
    text.chars().map(|c| if matches!(c, ' ' | '-') { "[ -]".to_owned() } else { any_case(&c.to_string()) }).collect()
}
