//! Programs that do a part of the work: found on PATH, run without a shell, given their input through a pipe, and stopped where they hang.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::files::byte_count::ByteCount;
use crate::world::disk::{Disk, FileKind};
use crate::world::processes::fed_pipe::FedPipe;

/// How much of what a program says is kept: the end. // bytes
const SAID_MAX: usize = 4096;
/// How long its last words may take to arrive after its end, and the last that it has read to be counted as such: a program that it has started and left
/// behind can hold the pipes open for ever.
const LAST_WORDS: Duration = Duration::from_secs(1);
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

/// Runs a program to its end.
pub(in crate::world) fn run(call: &ProgramCall<'_>, input: Option<&mut ProgramInput<'_>>) -> io::Result<ProgramEnd> {
    run_with(call, input, None).map(|(end, _)| end)
}

/// Runs a program to its end, and keeps what it prints.
pub(in crate::world) fn run_for_output(
    call: &ProgramCall<'_>,
    input: Option<&mut ProgramInput<'_>>,
    limit: ByteCount,
) -> io::Result<(ProgramEnd, Vec<u8>)> {
    run_with(call, input, Some(limit))
}

fn run_with(
    call: &ProgramCall<'_>,
    input: Option<&mut ProgramInput<'_>>,
    limit: Option<ByteCount>,
) -> io::Result<(ProgramEnd, Vec<u8>)> {
    let mut command = Command::new(call.program);
    command.args(call.arguments).envs(call.variables.iter().copied());
    if let Some(folder) = call.folder {
        command.current_dir(folder);
    }
    let stdin = if input.is_some() { Stdio::piped() } else { Stdio::null() };
    let mut child = command
        .stdin(stdin)
        .stdout(if limit.is_some() { Stdio::piped() } else { Stdio::null() })
        .stderr(Stdio::piped())
        .spawn()?;
    let (pipe, errors) = (child.stdin.take(), child.stderr.take());
    let printed = child.stdout.take().zip(limit).map(|(out, limit)| std::thread::spawn(move || printed(out, limit)));
    let last_words = errors.map(LastWords::of);
    let (alive, watch) = channel();
    let has_ended = &AtomicBool::new(false);
    std::thread::scope(|scope| {
        let feeding = scope.spawn(move || match (input, pipe) {
            (Some(input), Some(pipe)) => {
                let mut pipe = FedPipe::of(pipe, alive, has_ended);
                input(&mut pipe)?;
                pipe.finish(LAST_WORDS)
            }
            _ => Ok(()),
        });
        let ended = wait(&mut child, &watch, call.patience);
        has_ended.store(true, Ordering::SeqCst);
        let fed = feeding.join().unwrap_or_else(|_| Err(io::Error::other("the sound could not be read")));
        let status = ended?;
        // a program that ended early says why itself; the broken pipe says nothing
        let fed = if status.success() { fed } else { fed.or_else(|error| if is_broken(&error) { Ok(()) } else { Err(error) }) };
        fed?;
        let printed = printed.map_or(Ok(Vec::new()), |reading| {
            reading.join().unwrap_or_else(|_| Err(io::Error::other("what it prints could not be read")))
        })?;
        let said = last_words.map(LastWords::said).unwrap_or_default();
        Ok((ProgramEnd { is_success: status.success(), said }, printed))
    })
}

/// What a program prints. A program that prints more than is kept is let go on, so that it ends.
fn printed(mut out: impl Read, limit: ByteCount) -> io::Result<Vec<u8>> {
    let mut kept = Vec::new();
    let count = (&mut out).take(limit.get()).read_to_end(&mut kept)?;
    let more = io::copy(&mut out, &mut io::sink())?;
    if more > 0 {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it prints more than {count} bytes")));
    }
    Ok(kept)
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

/// The end of what a program says, read on a thread of its own that nobody waits for.
struct LastWords {
    kept: Arc<Mutex<Vec<u8>>>,
    /// Closed when all was read.
    end: Receiver<()>,
}

impl LastWords {
    fn of(mut errors: impl Read + Send + 'static) -> Self {
        let kept = Arc::new(Mutex::new(Vec::new()));
        let (reading, end) = channel();
        let shared = Arc::clone(&kept);
        std::thread::spawn(move || {
            let _reading: Sender<()> = reading;
            let mut buffer = [0; SAID_MAX];
            while let Ok(count @ 1..) = errors.read(&mut buffer) {
                let mut kept = shared.lock().unwrap_or_else(PoisonError::into_inner);
                kept.extend_from_slice(&buffer[..count]);
                let over = kept.len().saturating_sub(SAID_MAX);
                kept.drain(..over);
            }
        });
        Self { kept, end }
    }

    /// What was said, once the program has ended.
    fn said(self) -> String {
        // nothing is ever sent: it is over when the reader is, or when it has had its time
        let _ = self.end.recv_timeout(LAST_WORDS);
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&kept).trim().to_owned()
    }
}
