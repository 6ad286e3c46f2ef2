//! One name means one thing: no two types of `src` share a name.

use std::collections::BTreeMap;

use crate::tree::Source;

/// Names that several types may have, each with its reason.
pub(crate) const SHARED_NAMES: &[(&str, &str)] = &[
    ("Arguments", "what each command takes, in the file of the command"),
    ("Notes", "show notes as rules judge them and as pages show them"),
    ("Picture", "an image of show notes, and an image of a page"),
    ("Show", "what the YAML says, and the loaded show that the engine hands to other programs"),
    ("Signals", "a type for each operating system, only one of which is compiled"),
    ("Value", "a node of YAML, and `podcast:value` as the Podcast Namespace names it"),
];

/// One sentence for each name that several types have.
pub(crate) fn shared(sources: &[Source]) -> Vec<String> {
    places(sources)
        .into_iter()
        .filter(|(name, places)| places.len() > 1 && !SHARED_NAMES.iter().any(|(known, _)| known == name))
        .map(|(name, places)| format!("`{name}` names several types: {}", places.join(", ")))
        .collect()
}

/// Exceptions that are no longer needed.
pub(crate) fn stale_exceptions(sources: &[Source]) -> Vec<String> {
    let places = places(sources);
    let is_shared = |name: &str| places.get(name).is_some_and(|places| places.len() > 1);
    let stale = SHARED_NAMES.iter().filter(|(name, _)| !is_shared(name));
    stale.map(|(name, _)| format!("`{name}` names one type: take it off the list")).collect()
}

/// The types by name, each with the places where one is defined.
fn places(sources: &[Source]) -> BTreeMap<String, Vec<String>> {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources {
        for (index, line) in source.code.lines().enumerate() {
            if let Some(name) = type_name(line) {
                places.entry(name.to_owned()).or_default().push(format!("{}:{}", source.path, index + 1));
            }
        }
    }
    places
}

/// The name of the type that a line defines. What is indented is local to a function, or is an associated type.
fn type_name(line: &str) -> Option<&str> {
    let mut words = line.split(|c: char| !c.is_alphanumeric() && !"_)".contains(c)).filter(|word| !word.is_empty());
    let is_visibility = |word: &str| ["pub", "crate", "in", "super"].contains(&word) || word.ends_with(')');
    if line.starts_with(' ') {
        return None;
    }
    let keyword = words.by_ref().find(|word| !is_visibility(word))?;
    if ["struct", "enum", "trait", "type", "union"].contains(&keyword) { words.next() } else { None }
}
