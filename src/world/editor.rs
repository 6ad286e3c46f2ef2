//! The producer's own editor.

use std::io;
use std::process::Command;

use camino::Utf8Path;

/// Opens a file in the editor and waits until it is closed. The editor is a program with words after it, as a shell would read them, or the
/// path of a program.
///
/// # Errors
/// Where the program cannot be started, or ends with a fault.
pub fn edit(editor: &str, file: &Utf8Path) -> io::Result<()> {
    let invalid = |message: &str| io::Error::new(io::ErrorKind::InvalidInput, message.to_owned());
    // A path with blanks in it, as on Windows, is one word.
    let words = if Utf8Path::new(editor).is_file() { Some(vec![editor.to_owned()]) } else { shlex::split(editor) };
    let words = words.ok_or_else(|| invalid("a quote in the editor's command is not closed"))?;
    let (program, arguments) = words.split_first().ok_or_else(|| invalid("the editor's command is empty"))?;
    let status = Command::new(program).args(arguments).arg(file).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other("the editor ended with a fault")) }
}
