//! Texts that nobody means well with.

use podwright::model::fault::Fault;
use podwright::model::place::{FilePosition, KeyPath, KeyStep};
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::yaml::locate::Locator;
use podwright::source::yaml::text::decode;
use proptest::prelude::*;

use crate::count;
use crate::documents::{EPISODE, SHOW, episode, is_inside, show};

/// What YAML is made of.
const PIECES: &[&str] = &[
    "title",
    "url",
    "people",
    "chapters",
    "artwork",
    "date",
    "checks",
    "allow",
    ": ",
    ":",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\r",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\"",
    "'",
    "|",
    "|2-",
    ">",
    "&a ",
    "*a",
    "!x ",
    "!!str ",
    "!!int ",
    "!",
    "# ",
    "%YAML 1.1\n",
    "---\n",
    "...\n",
    "\t",
    " ",
    "é😀",
    "\u{85}",
    "\u{2028}",
    "\u{FEFF}",
    "\0",
    "\u{7}",
    "\\",
    "\\x07",
    "@",
    "`",
    "~",
    "null",
    "true",
    "1.5",
    "0",
    "-1",
    "0x1F",
    "1e999",
    ".nan",
    "99999999999999999999999999999999999999999",
    "<<",
    "2022-07-04",
    "07:00",
    "0:00 x",
    "../x",
    "https://",
];

fn text_of_pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// A good file with some stretches replaced.
pub(crate) fn damaged(good: &'static str) -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0usize..12, proptest::sample::select(PIECES));
    proptest::collection::vec(edit, 1..4).prop_map(move |edits| {
        let mut characters: Vec<char> = good.chars().collect();
        for (place, length, piece) in edits {
            let start = place.index(characters.len() + 1);
            let end = (start + length).min(characters.len());
            characters.splice(start..end, piece.chars());
        }
        characters.into_iter().collect()
    })
}

fn any_path() -> impl Strategy<Value = KeyPath> {
    let step = prop_oneof![
        proptest::sample::select(PIECES).prop_map(|piece| KeyStep::Key(piece.to_owned())),
        (0usize..4).prop_map(KeyStep::Item)
    ];
    proptest::collection::vec(step, 0..4).prop_map(KeyPath)
}

fn all_inside(text: &str, faults: &[Fault]) -> Result<(), TestCaseError> {
    for fault in faults {
        let FilePosition::LineColumn { line, column } = fault.place.position else { continue };
        prop_assert!(is_inside(text, line, column), "{line}:{column} {} in {text:?}", fault.message);
        prop_assert!(!fault.message.is_empty() && !fault.help.is_empty());
        prop_assert!(!(fault.message.clone() + &fault.help).chars().any(char::is_control), "{fault:?}");
    }
    Ok(())
}

fn holds(text: &str, path: &KeyPath) -> Result<(), TestCaseError> {
    let show = show(text);
    prop_assert!(show.value.is_some() || !show.faults.is_empty());
    all_inside(text, &show.faults)?;
    let episode = episode(text);
    prop_assert!(episode.value.is_some() || !episode.faults.is_empty());
    all_inside(text, &episode.faults)?;
    let (line, column) = Locator::new(text).locate(path);
    prop_assert!(is_inside(text, line, column), "{line}:{column} in {text:?}");
    ShowDefaults::of_show(text);
    Ok(())
}

proptest! {
    #![proptest_config(count::properties(600))]

    #[test]
    fn any_text_gives_faults_inside_it(text in "(?s).{0,200}", path in any_path()) {
        holds(&text, &path)?;
    }

    #[test]
    fn any_yaml_gives_faults_inside_it(text in text_of_pieces(), path in any_path()) {
        holds(&text, &path)?;
    }

    #[test]
    fn a_damaged_show_gives_faults_inside_it(text in damaged(SHOW), path in any_path()) {
        holds(&text, &path)?;
    }

    #[test]
    fn a_damaged_episode_gives_faults_inside_it(text in damaged(EPISODE), path in any_path()) {
        holds(&text, &path)?;
    }

    #[test]
    fn any_bytes_are_text_or_a_fault_inside_it(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Err(fault) = decode(&bytes, "podcast.yaml".into()) {
            let text = String::from_utf8_lossy(&bytes);
            all_inside(&text, &[fault])?;
        }
    }
}
