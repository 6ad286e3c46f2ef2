//! Names of files: what the show writes, and what the disk has.

use camino::Utf8Path;

use crate::engine::load::Loader;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::show_path::ShowPath;
use crate::model::place::{FilePosition, Place};
use crate::world::spelling::{composed, spelling};

/// The one of `names` that is found by itself under `wanted`: small and large letters may differ.
pub(in crate::engine) fn named<'a>(names: &'a [String], wanted: &str) -> Option<&'a String> {
    names.iter().find(|name| *name == wanted).or_else(|| names.iter().find(|name| name.eq_ignore_ascii_case(wanted)))
}

/// The one of `names` that somebody took for `wanted`: its letters or its ending differ. None where `wanted` is there.
pub(crate) fn misnamed<'a>(names: &'a [String], wanted: &str) -> Option<&'a String> {
    if names.iter().any(|name| name == wanted) {
        return None;
    }
    let short = wanted.strip_suffix(".yaml").map(|stem| format!("{stem}.yml"));
    named(names, wanted).or_else(|| named(names, &short?))
}

/// A file or folder that has to have another name.
pub(in crate::engine) fn misnamed_fault(file: &Utf8Path, name: &str, wanted: &str) -> Fault {
    Fault {
        kind: FaultKind::MisspeltPath,
        place: Place { file: file.to_owned(), position: FilePosition::File },
        message: format!("there is no `{wanted}`, but `{name}`, which is another name to most disks"),
        help: format!("rename it to `{wanted}`"),
    }
}

impl Loader<'_> {
    /// The path of the file that a path means. Where that is another one, it is a fault, and not also that there is no such file.
    pub(in crate::engine) fn meant(&self, path: &ShowPath, at: &Place) -> ShowPath {
        let known = at.file.parent().unwrap_or(Utf8Path::new(""));
        match spelling(self.disk, self.root, known, path) {
            Ok(Some(there)) if there != *path => {
                self.fault(misspelt(path, &there, known, at));
                there
            }
            // A folder that cannot be listed says nothing of its names.
            _ => path.clone(),
        }
    }
}

fn misspelt(path: &ShowPath, there: &ShowPath, known: &Utf8Path, at: &Place) -> Fault {
    let is_composed = composed(there.as_path().as_str()) == there.as_path().as_str();
    let (message, help) = if composed(path.as_path().as_str()) == composed(there.as_path().as_str()) {
        let help = if is_composed {
            "type the path here anew, letter by letter: git and CI know the file only by the other way"
        } else {
            "rename the file, and type its name letter by letter as it stands here"
        };
        (
            format!("the accents of `{path}` are stored in another way than in the file's name, which only looks the same"),
            help.to_owned(),
        )
    } else {
        let short = there.as_path().strip_prefix(known).unwrap_or(there.as_path());
        (
            format!("there is no `{path}`, but `{there}`, which is another name to most disks"),
            format!("write `{short}`: what a Mac or Windows takes for the same, CI and most servers do not find"),
        )
    };
    Fault { kind: FaultKind::MisspeltPath, place: at.clone(), message, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found() {
        let names = ["Episode.YML", "Transcript.vtt", "notes.txt"].map(str::to_owned);
        assert_eq!(misnamed(&names, "episode.yaml"), Some(&names[0]));
        assert_eq!(misnamed(&names, "Transcript.vtt"), None);
        assert_eq!(misnamed(&names, "transcript.vtt"), Some(&names[1]));
        assert_eq!(misnamed(&names, "chapters.txt"), None);
        assert_eq!(named(&names, "transcript.vtt"), Some(&names[1]));
        assert_eq!(named(&names, "episode.yaml"), None);
    }

    #[test]
    fn the_remedy_says_which_of_the_two_has_to_change() {
        let at = Place { file: "episodes/one/episode.yaml".into(), position: FilePosition::File };
        let told = |path: &str, there: &str| {
            let fault = misspelt(&path.parse().unwrap(), &there.parse().unwrap(), Utf8Path::new("episodes/one"), &at);
            (fault.message, fault.help)
        };
        let (message, help) = told("episodes/one/Audio.mp3", "episodes/one/audio.mp3");
        assert!(message.starts_with("there is no `episodes/one/Audio.mp3`, but `episodes/one/audio.mp3`"), "{message}");
        assert!(help.starts_with("write `audio.mp3`: "), "{help}");
        let (composed, apart) = ("episodes/one/\u{e9}.mp3", "episodes/one/e\u{301}.mp3");
        assert!(told(composed, apart).1.starts_with("rename the file"));
        assert!(told(apart, composed).1.starts_with("type the path here anew"));
        assert!(told(apart, composed).0.contains("are stored in another way"));
    }
}
