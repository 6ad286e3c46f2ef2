//! Slips in a text that nobody meant to publish, whatever the text is for: what a template or a machine left, and letters that a wrong
//! encoding broke. Each looks only at the characters, so it is linear in the text.

mod broken;
mod direction;
mod file_name;
mod left_over;

use std::ops::Range;

use crate::model::fault::FaultKind;

/// A slip.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Slip {
    /// Which kind it is: words left over, letters broken, text turned round, a merge unfinished, or the name of a file.
    pub(crate) kind: FaultKind,
    /// Where it stands in the text (bytes).
    pub(crate) range: Range<usize>,
    /// What is wrong, as a sentence without its first capital and its full stop.
    pub(crate) message: String,
    /// How to mend it.
    pub(crate) help: String,
}

/// What a text is, as far as that decides what a slip in it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum TextRole {
    /// A title, a name or an alternative text: short, and whole.
    Title,
    /// Any other text that somebody wrote.
    Prose,
    /// What somebody said: a sentence may be about templates, and words in brackets are sounds.
    Speech,
}

/// The first mark that Git left in a file where two versions were merged.
pub(crate) fn conflict(text: &str) -> Option<Slip> {
    broken::conflict(text)
}

/// The first slip of each kind in a text that has a file of its own. In a block of code, which Easy Read can have, a mark of Git's is quoted.
pub(crate) fn slips_of_file(text: &str, role: TextRole) -> Vec<Slip> {
    let conflict = match role {
        TextRole::Prose => broken::conflict_outside_code(text),
        TextRole::Title | TextRole::Speech => conflict(text),
    };
    conflict.into_iter().chain(slips(text, role)).collect()
}

/// The first slip of each kind in a value of YAML, which holds no mark of Git's: at the beginning of a line it ends the value.
pub(crate) fn slips(text: &str, role: TextRole) -> Vec<Slip> {
    let found = [file_name::file_name(text, role), left_over::words(text, role), broken::letters(text), direction::turned(text)];
    found.into_iter().flatten().collect()
}
