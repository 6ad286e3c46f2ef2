//! Programs that do a part of the work: found on PATH, run without a shell, given their input through a pipe, and stopped where they hang.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};

use crate::world::disk::{Disk, FileKind};

/// How much of what a program says is kept: the end. // bytes
const SAID_MAX: usize = 4096;
/// How often it is asked whether it has ended.
const LOOK: Duration = Duration::from_millis(20);
/// What the system appends to the name of a program.
const ENDING: &str = if cfg!(windows) { ".exe" } else { "" };

/// A program and how it is to be run.
#[derive(Clone, Copy, Debug)]
pub struct ProgramCall<'c> {
    /// Where it is.
    pub program: &'c Utf8Path,
    /// Its arguments.
    pub arguments: &'c [String],
    /// Variables that it gets beside those of podwright.
    pub variables: &'c [(&'c str, &'c str)],
    /// The folder in which it runs; else the current one.
    pub folder: Option<&'c Utf8Path>,
    /// How long it may take without reading anything.
    pub patience: Duration,
}

/// How a program ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProgramEnd {
    /// Whether it reports success.
    pub is_success: bool,
    /// The end of what it wrote to standard error.
    pub said: String,
}

/// Writes what a program reads.
pub type ProgramInput<'i> = dyn FnMut(&mut dyn Write) -> io::Result<()> + Send + 'i;

/// Where a program is: the first on the path that is a file. Folders that are relative, or below `except`, are passed over: a show can come from a
/// stranger, and must not bring programs.
pub fn find(disk: &dyn Disk, search_path: &[Utf8PathBuf], name: &str, except: Option<&Utf8Path>) -> Option<Utf8PathBuf> {
    if name.is_empty() || name.contains(['/', '\\']) {
        return None;
    }
    folders(disk, search_path, except).map(|folder| folder.join(format!("{name}{ENDING}"))).find(|path| is_file(disk, path))
}

/// All programs on the path whose names begin like this: what follows in the name, and the file that [`find`] finds.
pub fn find_all(
    disk: &dyn Disk,
    search_path: &[Utf8PathBuf],
    prefix: &str,
    except: Option<&Utf8Path>,
) -> BTreeMap<String, Utf8PathBuf> {
    let mut found = BTreeMap::new();
    for folder in folders(disk, search_path, except) {
        for name in disk.list(&folder).unwrap_or_default() {
            let rest = name.strip_suffix(ENDING).and_then(|name| name.strip_prefix(prefix)).filter(|rest| !rest.is_empty());
            let path = folder.join(&name);
            if let Some(rest) = rest.filter(|rest| !found.contains_key(*rest) && is_file(disk, &path)) {
                found.insert(rest.to_owned(), path);
            }
        }
    }
    found
}

fn is_file(disk: &dyn Disk, path: &Utf8Path) -> bool {
    disk.status(path).ok().flatten().is_some_and(|status| status.kind == FileKind::File)
}

fn folders(disk: &dyn Disk, search_path: &[Utf8PathBuf], except: Option<&Utf8Path>) -> impl Iterator<Item = Utf8PathBuf> {
    let except = except.and_then(|folder| disk.canonical(folder).ok());
    let absolute = search_path.iter().filter(|folder| folder.is_absolute());
    let there = absolute.filter_map(|folder| disk.canonical(folder).ok());
    there.filter(move |folder| except.as_ref().is_none_or(|except| !folder.starts_with(except)))
}

/// Counts what is written, so that a program that reads is known to be alive.
struct Watched<'w> {
    pipe: &'w mut dyn Write,
    alive: Sender<()>,
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.pipe.write(bytes)?;
        // the watcher is gone only where the program has ended, and then the next write fails
        let _ = self.alive.send(());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pipe.flush()
    }
}

/// Runs a program to its end.
pub(in crate::world) fn run(call: &ProgramCall<'_>, input: Option<&mut ProgramInput<'_>>) -> io::Result<ProgramEnd> {
    let mut command = Command::new(call.program);
    command.args(call.arguments).envs(call.variables.iter().copied());
    if let Some(folder) = call.folder {
        command.current_dir(folder);
    }
    let stdin = if input.is_some() { Stdio::piped() } else { Stdio::null() };
    let mut child = command.stdin(stdin).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let (pipe, errors) = (child.stdin.take(), child.stderr.take());
    let (alive, watch) = channel();
    std::thread::scope(|scope| {
        let said = scope.spawn(move || errors.map(last_words).unwrap_or_default());
        let feeding = scope.spawn(move || match (input, pipe) {
            (Some(input), Some(mut pipe)) => input(&mut Watched { pipe: &mut pipe, alive }),
            _ => Ok(()),
        });
        let ended = wait(&mut child, &watch, call.patience);
        let fed = feeding.join().unwrap_or_else(|_| Err(io::Error::other("the sound could not be read")));
        let said = said.join().unwrap_or_default();
        let status = ended?;
        // a program that ended early says why itself; the broken pipe says nothing
        let fed = if status.success() { fed } else { fed.or_else(|error| if is_broken(&error) { Ok(()) } else { Err(error) }) };
        fed?;
        Ok(ProgramEnd { is_success: status.success(), said })
    })
}

fn is_broken(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

fn wait(child: &mut Child, watch: &Receiver<()>, patience: Duration) -> io::Result<ExitStatus> {
    let mut idle = Duration::ZERO;
    loop {
        match watch.recv_timeout(LOOK) {
            Ok(()) => idle = Duration::ZERO,
            Err(RecvTimeoutError::Timeout) => idle += LOOK,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(LOOK);
                idle += LOOK;
            }
        }
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if idle > patience {
            child.kill()?;
            child.wait()?;
            let message = format!("it did nothing for {} s, and was stopped", patience.as_secs());
            return Err(io::Error::new(io::ErrorKind::TimedOut, message));
        }
    }
}

/// The end of what a program says.
fn last_words(mut errors: impl Read) -> String {
    let mut kept = Vec::new();
    let mut buffer = [0; SAID_MAX];
    while let Ok(count @ 1..) = errors.read(&mut buffer) {
        kept.extend_from_slice(&buffer[..count]);
        let over = kept.len().saturating_sub(SAID_MAX);
        kept.drain(..over);
    }
    String::from_utf8_lossy(&kept).trim().to_owned()
}
