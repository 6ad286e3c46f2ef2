//! The producer's own editor.

use std::io;

use camino::Utf8Path;

use crate::world::disk::{Disk, FileKind};
use crate::world::processes::{Outcome, Processes};

/// Opens a file in the editor and waits until it is closed. `editor` is a program with arguments, quoted as in a shell, or the path of a
/// program.
///
/// # Errors
/// If the program cannot be started, or ends with a failure.
pub fn edit(processes: &dyn Processes, disk: &dyn Disk, editor: &str, file: &Utf8Path) -> io::Result<()> {
    let invalid = |message: &str| io::Error::new(io::ErrorKind::InvalidInput, message.to_owned());
    // On Windows, the path of a program often has spaces in it.
    let is_path = disk.status(editor.into()).ok().flatten().is_some_and(|status| status.kind == FileKind::File);
    let words = if is_path { Some(vec![editor.to_owned()]) } else { shlex::split(editor) };
    let words = words.ok_or_else(|| invalid("a quote in the editor's command is not closed"))?;
    let (program, arguments) = words.split_first().ok_or_else(|| invalid("the editor's command is empty"))?;
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain([file.as_str()]).collect();
    match processes.run(program, &arguments)? {
        Outcome::Success => Ok(()),
        Outcome::Failure => Err(io::Error::other("the editor ended with a fault")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fakes::FakeProcesses;
    use crate::world::real_disk::RealDisk;

    #[track_caller]
    fn case(editor: &str, expected: Result<&[&str], &str>) {
        let processes = FakeProcesses::default();
        let edited = edit(&processes, &RealDisk, editor, "a b/episode.yaml".into());
        assert_eq!(
            edited.map(|()| processes.commands()).map_err(|error| error.to_string()),
            match expected {
                Ok(words) => Ok(vec![words.iter().map(|word| (*word).to_owned()).collect()]),
                Err(message) => Err(message.to_owned()),
            }
        );
    }

    #[test]
    fn the_command_is_split_as_a_shell_splits_it() {
        case("nano", Ok(&["nano", "a b/episode.yaml"]));
        case("code --wait '--profile=my show'", Ok(&["code", "--wait", "--profile=my show", "a b/episode.yaml"]));
        case("'nano", Err("a quote in the editor's command is not closed"));
        case(" ", Err("the editor's command is empty"));
    }

    #[test]
    fn the_path_of_a_program_is_one_word_whatever_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(folder.path()).unwrap().join("my editor's.exe");
        RealDisk.create_new(&path).unwrap();
        case(path.as_str(), Ok(&[path.as_str(), "a b/episode.yaml"]));
    }

    #[test]
    fn an_editor_that_fails_is_an_error() {
        let processes = FakeProcesses::ending_with(Outcome::Failure);
        let edited = edit(&processes, &RealDisk, "nano", "episode.yaml".into());
        assert_eq!(edited.map_err(|error| error.to_string()), Err("the editor ended with a fault".to_owned()));
    }
}
