//! Values that are good YAML and hardly what was meant: words that YAML takes for its own signs, and signs that nobody sees.

use std::collections::BTreeSet;

use crate::model::fault::FaultKind;
use crate::model::wording::slip::{Slip, TextRole, slips};
use crate::source::yaml::node::{Node, Value};
use crate::source::yaml::places::{NodePlaces, Span};
use crate::source::yaml::surrogates;
use crate::source::yaml::written::double_quoted;

/// A value that was hardly meant so.
pub(crate) struct Misread {
    /// Which rule it breaks.
    pub(crate) kind: FaultKind,
    /// Where it begins (bytes).
    pub(crate) byte: usize,
    /// What YAML makes of it.
    pub(crate) message: String,
    /// How to write what was meant.
    pub(crate) help: String,
}

/// Longest piece of a text that a message repeats. // characters
const PIECE_MAX: usize = 30;

/// Words that are `true` or `false` in YAML 1.1, which many programs still read, and text in YAML 1.2.
const WORDS_OF_1_1: [&str; 4] = ["yes", "no", "on", "off"];

/// All of them, in the order of the text.
pub(crate) fn misread(text: &str, root: &Node, places: &NodePlaces<'_>) -> Vec<Misread> {
    let mut search = Search { text, places, references: references(text), found: Vec::new() };
    search.value(root, TextRole::Prose);
    search.found
}

/// What stands behind an empty value as a comment, or before it as a name, and was probably its text.
pub(crate) fn lost_text<'t>(text: &'t str, places: &NodePlaces<'_>, node: &Node) -> Option<&'t str> {
    let span = places.span(node);
    let line = text.get(span.start..)?.split('\n').next()?;
    let lost = line.trim();
    let is_comment = lost.starts_with('#') && is_text_after_hash(&lost[1..]) && line.starts_with([' ', '\t']);
    (is_comment || lost.starts_with('&') || (node.value == Value::Null && span.content < span.end)).then_some(lost)
}

/// Whether what follows a `#` is hardly a comment, which has a blank there.
fn is_text_after_hash(after: &str) -> bool {
    let is_number = after.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    after.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '!')) || is_number
}

/// Every name that follows a `*`, gathered once, since a file can have as many names as words.
fn references(text: &str) -> BTreeSet<&str> {
    let name =
        |after: &'_ str| after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    text.split('*').skip(1).map(|after| &after[..name(after)]).collect()
}

struct Search<'t, 'p> {
    text: &'t str,
    places: &'p NodePlaces<'t>,
    references: BTreeSet<&'t str>,
    found: Vec<Misread>,
}

impl Search<'_, '_> {
    fn value(&mut self, node: &Node, role: TextRole) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.value(item, role)),
            Value::Map(entries) => entries.iter().for_each(|(key, value)| self.value(value, role_of(key))),
            Value::Text(value) => {
                self.text(node, value);
                for slip in slips(value, role) {
                    self.slip(node, value, slip);
                }
            }
            Value::Whole(number) => self.number(node, &number.to_string()),
            Value::Number(number) => self.number(node, &number.to_string()),
            Value::Null | Value::Flag(_) | Value::Tagged(_) => {}
        }
    }

    fn text(&mut self, node: &Node, value: &str) {
        if let Some((escape, character)) = surrogates::first_pair(value) {
            let message = format!("the text has `{escape}`, which is how JSON writes `{character}`");
            self.find(FaultKind::Misread, node, message, format!("write `{character}` itself"));
        }
        if !self.places.is_plain(node) {
            return;
        }
        let Span { start, content, end } = self.places.span(node);
        if let Some(name) = self.text.get(start..content).map(str::trim).filter(|name| self.is_lost_name(name)) {
            let help = in_quotes(&format!("{name} {value}"));
            self.find(FaultKind::Misread, node, format!("YAML takes `{name}` for a name, so it is no part of the text"), help);
        } else if let Some(comment) = self.comment(end) {
            let last: String = value.chars().rev().take(PIECE_MAX).collect::<Vec<_>>().into_iter().rev().collect();
            let message = format!(
                "` #` begins a comment, so the text ends with `{}`",
                last.split_whitespace().next_back().unwrap_or(&last)
            );
            let help = format!("{}; before a comment write `# `", in_quotes(&format!("{value} {comment}")));
            self.find(FaultKind::Misread, node, message, help);
        } else if WORDS_OF_1_1.iter().any(|word| value.eq_ignore_ascii_case(word)) {
            let message = format!("many programs read `{value}` as true or false, not as text");
            self.find(FaultKind::Misread, node, message, in_quotes(value));
        }
    }

    fn slip(&mut self, node: &Node, value: &str, slip: Slip) {
        let Slip { kind, range, message, help } = slip;
        // where it stands in the file, which has marks and indents that the text has not
        let Span { start, content, end } = self.places.span(node);
        let written = self.text.get(content..end).unwrap_or_default();
        let piece = &value[range.clone()];
        let earlier = value[..range.start].matches(piece).count();
        let place = written.match_indices(piece).nth(earlier).map(|(at, _)| content + at);
        let in_text = place.filter(|_| kind != FaultKind::FileName);
        self.found.push(Misread { kind, byte: in_text.unwrap_or(start), message, help });
    }

    /// A name that nothing refers to was none.
    fn is_lost_name(&self, name: &str) -> bool {
        let is_meant = |name: &str| self.references.range(name..).next().is_some_and(|reference| reference.starts_with(name));
        name.strip_prefix('&').is_some_and(|name| !is_meant(name))
    }

    /// The comment behind a scalar, where it is hardly one.
    fn comment(&self, end: usize) -> Option<&str> {
        let rest = self.text.get(end..)?;
        let comment = rest.trim_start_matches([' ', '\t']);
        // Only a comment is read to the end of its line: a list can stand in one line of a million items.
        if comment.len() == rest.len() || !comment.starts_with('#') {
            return None;
        }
        let comment = comment.split(['\n', '\r']).next()?;
        is_text_after_hash(&comment[1..]).then(|| comment.trim_end())
    }

    fn number(&mut self, node: &Node, number: &str) {
        let raw = self.places.raw(node);
        let digits = raw.strip_prefix('-').unwrap_or(raw);
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_plain = is_digits(whole) && is_digits(decimals) && (decimals.len() < 2 || !decimals.ends_with('0'));
        if !is_plain && self.places.is_plain(node) {
            let message = format!("YAML reads `{raw}` as the number {number}");
            self.find(FaultKind::Misread, node, message, format!("write `{number}`; or, if it is a text or a time, `\"{raw}\"`"));
        }
    }

    fn find(&mut self, kind: FaultKind, node: &Node, message: impl Into<String>, help: impl Into<String>) {
        let byte = self.places.span(node).start;
        self.found.push(Misread { kind, byte, message: message.into(), help: help.into() });
    }
}

/// What the text of a key is.
fn role_of(key: &Node) -> TextRole {
    match &key.value {
        Value::Text(name) if matches!(name.as_str(), "title" | "itunes_title" | "alt" | "name") => TextRole::Title,
        _ => TextRole::Prose,
    }
}

fn in_quotes(text: &str) -> String {
    format!("put it in quotes: `{}`", double_quoted(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml::tree::tree;

    #[track_caller]
    fn case(text: &str, expected: &[(usize, &str, &str)]) {
        let root = tree(text).unwrap();
        let found = misread(text, &root, &NodePlaces::of(text, &root));
        let found: Vec<(usize, &str, &str)> =
            found.iter().map(|one| (one.byte, one.message.as_str(), one.help.as_str())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_comment_that_is_text() {
        let cut = "` #` begins a comment, so the text ends with `gardener`";
        case("a: Ask the gardener #3\n", &[(3, cut, "put it in quotes: `\"Ask the gardener #3\"`; before a comment write `# `")]);
        case(
            "a:\n- 0:00 The gardener #tag \"x\"\n",
            &[(5, cut, "put it in quotes: `\"0:00 The gardener #tag \\\"x\\\"\"`; before a comment write `# `")],
        );
        case("a: The gardener # 4 \n", &[(3, cut, "put it in quotes: `\"The gardener # 4\"`; before a comment write `# `")]);
        for good in [
            "a: en # spoken\n",
            "a: 'Ask #3'\n",
            "a: C#\n",
            "a: x ## y\n",
            "a: |\n  x #3\n",
            "a: \"x\" #y\n",
            "a: 3 #y\n",
            "#a\nb: c\n#d\n",
        ] {
            case(good, &[]);
        }
    }

    #[test]
    fn a_name_that_is_text() {
        let name = "YAML takes `&Co` for a name, so it is no part of the text";
        case("a: &Co production\n", &[(3, name, "put it in quotes: `\"&Co production\"`")]);
        case("a: &x y\nb: *x\n", &[]);
    }

    #[test]
    fn numbers_and_words() {
        let number = |raw: &str, read: &str| format!("YAML reads `{raw}` as the number {read}");
        for (raw, read) in [("0x10", "16"), ("1e2", "100"), ("3.10", "3.1"), ("+3", "3"), (".5", "0.5"), ("0o17", "15")] {
            let help = format!("write `{read}`; or, if it is a text or a time, `\"{raw}\"`");
            case(&format!("a: {raw}\n"), &[(3, number(raw, read).as_str(), help.as_str())]);
        }
        case("a: [1, -16, 2.5, 1.0, 0]\n", &[]);
        let word = "many programs read `No` as true or false, not as text";
        case("a: No\n", &[(3, word, "put it in quotes: `\"No\"`")]);
        case("a: 'No'\n", &[]);
    }

    #[test]
    fn slips_are_where_they_stand() {
        let case = |text: &str, expected: &[(usize, FaultKind)]| {
            let root = tree(text).unwrap();
            let found = misread(text, &root, &NodePlaces::of(text, &root));
            assert_eq!(found.iter().map(|one| (one.byte, one.kind)).collect::<Vec<_>>(), expected, "{text:?}");
        };
        case("title: IMG_2041.jpg\n", &[(7, FaultKind::FileName)]);
        case("file: IMG_2041.jpg\n", &[]);
        case("a: With [insert guest]\n", &[(8, FaultKind::LeftOver)]);
        case("a: |\n  One.\n\n  Two {{ name }}\nb: c\n", &[(19, FaultKind::LeftOver)]);
        case("a: >\n  One\n  cafÃ©.\n", &[(16, FaultKind::BrokenLetters)]);
        case("a:\n  - x\n  - {name: Untitled}\n", &[(20, FaultKind::LeftOver)]);
        case("a: |\n  ```\n  <<<<<<< HEAD\n  ```\n", &[]);
    }

    #[test]
    fn signs_of_json_and_of_direction() {
        let json = "the text has `\\ud83c\\uddfa`, which is how JSON writes `🇺`";
        case("a: 'x \\ud83c\\uddfa'\n", &[(3, json, "write `🇺` itself")]);
        let turned = "the invisible character U+202E turns the words after it round in every app";
        case("a: \"x \u{202E}y\"\n", &[(6, turned, "remove it; write the line again if you cannot see it in your editor")]);
        let open = "the invisible character U+2067 sets the words after it apart, and no U+2069 ends that";
        let help =
            "remove it, or put U+2069 after the last of the words; write the line again if you cannot see it in your editor";
        case("a: y \u{2067}שלום\n", &[(5, open, help)]);
        case("a: \u{2067}שלום\u{2069}\n", &[]);
    }
}
