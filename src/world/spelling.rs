//! How a name is spelt on the disk. On macOS and Windows, `Audio.mp3` and `audio.mp3` are usually the same name, and on macOS so are the two
//! ways in which Unicode stores an `é`. To git, and on CI and most servers, they are different names.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use icu_normalizer::ComposingNormalizerBorrowed;

use crate::model::files::show_path::ShowPath;
use crate::world::disk::Disk;

/// The path in git of the file that `path` means: the same, or one that differs only in case or in how accents are stored. The folder `known`, in
/// which the search begins, is spelt correctly already. `None` if there is no such file.
///
/// # Errors
/// As the system says of a folder that cannot be listed.
pub fn spelling(disk: &dyn Disk, root: &Utf8Path, known: &Utf8Path, path: &ShowPath) -> io::Result<Option<ShowPath>> {
    let (mut there, rest) = match path.as_path().strip_prefix(known) {
        Ok(rest) => (known.to_owned(), rest),
        Err(_) => (Utf8PathBuf::new(), path.as_path()),
    };
    for name in rest.as_str().split('/') {
        let folder = root.join(&there);
        let Some(meant) = meant(&disk.list_names(&folder)?, name, &|name| Ok(disk.status(&folder.join(name))?.is_some()))? else {
            return Ok(None);
        };
        there = if there.as_str().is_empty() { meant.into() } else { Utf8PathBuf::from(format!("{there}/{meant}")) };
    }
    Ok(there.as_str().parse().ok())
}

/// The one of `names` that `name` means, as git spells it.
fn meant(names: &[String], name: &str, stands: &dyn Fn(&str) -> io::Result<bool>) -> io::Result<Option<String>> {
    let is = |key: &dyn Fn(&str) -> String| names.iter().find(|there| key(there) == key(name));
    let Some(there) =
        is(&str::to_owned).or_else(|| is(&composed)).or_else(|| is(&|name| composed(&composed(name).to_lowercase())))
    else {
        return Ok(None);
    };
    // A disk that finds the composed form too is one of macOS, where git composes every name (`core.precomposeUnicode`).
    let in_git = composed(there);
    let is_composed_by_git = in_git != *there && !names.contains(&in_git) && stands(&in_git)?;
    Ok(Some(if is_composed_by_git { in_git } else { there.clone() }))
}

/// A name with each accent stored in its letter, as keyboards write it (Unicode Standard Annex 15, form C).
pub fn composed(name: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `é` as keyboards write it, and as macOS mostly stores it.
    const COMPOSED: &str = "caf\u{e9}.mp3";
    const APART: &str = "cafe\u{301}.mp3";

    #[track_caller]
    fn case(names: &[&str], name: &str, also_stands: &[&str], expected: Option<&str>) {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let stands = |name: &str| Ok(names.iter().any(|there| there == name) || also_stands.contains(&name));
        assert_eq!(meant(&names, name, &stands).unwrap().as_deref(), expected, "{name} among {names:?}");
    }

    #[test]
    fn small_and_large_letters_may_differ() {
        case(&["audio.mp3", "notes.txt"], "audio.mp3", &[], Some("audio.mp3"));
        case(&["audio.mp3", "notes.txt"], "Audio.MP3", &[], Some("audio.mp3"));
        case(&["Audio.mp3", "audio.mp3"], "audio.mp3", &[], Some("audio.mp3"));
        case(&["audio-1.mp3"], "audio.mp3", &[], None);
        case(&["\u{c9}COUTE.mp3"], "e\u{301}coute.mp3", &[], Some("\u{c9}COUTE.mp3"));
    }

    #[test]
    fn accents_may_be_stored_in_another_way() {
        case(&[APART], COMPOSED, &[], Some(APART));
        case(&[COMPOSED], APART, &[], Some(COMPOSED));
        case(&[APART, COMPOSED], COMPOSED, &[], Some(COMPOSED));
        case(&[APART], APART, &[], Some(APART));
    }

    #[test]
    fn a_disk_that_takes_both_forms_leaves_git_the_composed_one() {
        case(&[APART], COMPOSED, &[COMPOSED], Some(COMPOSED));
        case(&[APART], APART, &[COMPOSED], Some(COMPOSED));
    }
}
