//! Every variant of every error is in some test: named in one, or told by the words that it alone has.

use crate::tree::{all_files, test_files};

/// The shortest part of a message that tells a variant from others. // letters
const TELLING: usize = 10;

/// A variant of an error.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Variant {
    /// `LockError::Empty`
    pub(crate) name: String,
    /// What stands in its message, without the values.
    parts: Vec<String>,
}

impl Variant {
    fn is_in(&self, tests: &str) -> bool {
        // `Error::Disk` is no part of `MasterError::Disk`
        let goes_on = |letter: char| letter.is_alphanumeric() || letter == '_';
        let is_named = tests
            .match_indices(&self.name)
            .any(|(at, name)| !tests[..at].ends_with(goes_on) && !tests[at + name.len()..].starts_with(goes_on));
        is_named || self.parts.iter().any(|part| tests.contains(part.as_str()))
    }
}

/// The variants of the errors in the text of a file.
pub(crate) fn variants_in(text: &str) -> Vec<Variant> {
    let (mut found, mut is_error, mut open, mut parts) = (Vec::new(), false, None, Vec::new());
    for line in text.lines() {
        if line.starts_with("#[derive(") {
            is_error = line.contains("thiserror::Error");
        }
        if let Some((_, name)) = line.split_once("enum ").filter(|_| is_error && !line.starts_with(' ')) {
            open = Some(name.trim_end_matches([' ', '{']).to_owned());
        }
        let Some(name) = &open else { continue };
        if line.starts_with('}') {
            (open, is_error) = (None, false);
            continue;
        }
        let Some(inner) = line.strip_prefix("    ") else { continue };
        if let Some((_, message)) =
            inner.split_once('"').filter(|(before, _)| before.trim_start() == "#[error(" || before.trim().is_empty())
        {
            parts = parts_of(message.trim_end_matches([')', ']', '"']));
        } else if inner.starts_with(|first: char| first.is_ascii_uppercase()) {
            let variant = inner.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
            found.push(Variant { name: format!("{name}::{variant}"), parts: std::mem::take(&mut parts) });
        }
    }
    found
}

/// What of a message stands in each that is printed.
fn parts_of(message: &str) -> Vec<String> {
    let outside = message.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after));
    outside.map(str::trim).filter(|part| part.len() >= TELLING).map(str::to_owned).collect()
}

/// The variants that no test names or expects the words of.
pub(crate) fn untested() -> Vec<String> {
    let tests = test_files();
    let sources = all_files("rs").into_iter().filter(|(path, _)| path.starts_with("src/"));
    let missing = sources.flat_map(|(path, text)| {
        let variants = variants_in(&text).into_iter().filter(|variant| !variant.is_in(&tests));
        variants.map(|variant| format!("{path}: no test names `{}`, or expects its words", variant.name)).collect::<Vec<_>>()
    });
    missing.collect()
}

#[test]
fn the_variants_of_errors_are_found_with_what_tells_them() {
    let text = "/// Why.\n#[derive(Debug, thiserror::Error)]\npub enum AError {\n    /// One.\n    #[error(\"no room for {count} of these\")]\n    \
                One {\n        /// How many.\n        count: usize,\n    },\n    #[error(transparent)]\n    Two(#[from] BError),\n}\n\n\
                #[derive(Debug)]\nenum Other {\n    Three,\n}\n";
    let found = variants_in(text);
    let names: Vec<&str> = found.iter().map(|variant| variant.name.as_str()).collect();
    assert_eq!(names, ["AError::One", "AError::Two"]);
    assert_eq!(found[0].parts, ["no room for"]);
    assert!(found[0].is_in("\"no room for 3 of these\"") && found[0].is_in("AError::One { count: 3 }"));
    assert!(!found[0].is_in("BAError::One { count: 3 }") && !found[0].is_in("_AError::One") && found[0].is_in("(AError::One)"));
    assert!(!found[0].is_in("AError::OneMore") && !found[1].is_in("no room for"));
}
