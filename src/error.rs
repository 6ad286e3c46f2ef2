//! What stops the program, and the exit codes.

use std::error::Error as StdError;
use std::fmt::Write as _;
use std::process::ExitCode;

use camino::Utf8PathBuf;

use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::model::identity::slug::Slug;
use crate::publish::publish_error::PublishError;
use crate::seal::SealError;
use crate::tag::apply::TagApplyError;
use crate::world::clock::TimeError;
use crate::world::disk::path_refusal::PathRefusal;
use crate::world::replace::ReplaceError;

/// How the program ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Exit {
    /// All is well; there may be warnings.
    Fine,
    /// The show has faults at error level.
    Faults,
    /// The command line is wrong.
    Usage,
    /// The work could not be done: disk, permission, network.
    Work,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Faults => 1,
            Exit::Usage => 2,
            Exit::Work => 3,
        })
    }
}

/// What stops the program. A finding in the user's show is no error: see `engine::Finding`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line asks for something that cannot be.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
    /// The disk failed.
    #[error("cannot {step} `{path}`")]
    Disk {
        /// What was to be done: `read`, `write`.
        step: &'static str,
        /// The file or folder.
        path: Utf8PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Standard output is closed or full.
    #[error("cannot write to standard output")]
    Output(#[source] std::io::Error),
    /// What came in through standard input could not be read.
    #[error("cannot read the notes from standard input")]
    Input(#[source] std::io::Error),
    /// The producer's editor could not be used.
    #[error("cannot open `{path}` with the editor `{editor}`")]
    Editor {
        /// The file, which is written.
        path: Utf8PathBuf,
        /// The editor's command.
        editor: String,
        /// Why.
        source: std::io::Error,
    },
    /// The time now is not known.
    #[error(transparent)]
    Clock(TimeError),
    /// Every new guid is one that an episode has already.
    #[error("cannot make a guid for the new episode: each one that was made is already that of `{slug}`")]
    Guid {
        /// The episode that has it.
        slug: Slug,
    },
    /// Another podwright is at work on the same show.
    #[error("another podwright is at work on this show")]
    Busy,
    /// Another preview of the same show runs.
    #[error("another preview of this show is running")]
    PreviewBusy,
    /// The lock cannot be believed.
    #[error("cannot read `podcast.lock`: {message}")]
    Lock {
        /// What is wrong with it.
        message: String,
        /// The way out.
        help: String,
    },
    /// The show has findings at error level.
    #[error("the show has {}", Count(*.count, "error"))]
    Faults {
        /// How many.
        count: usize,
    },
    /// Recordings would have to be tagged, and `--locked` does not allow it.
    #[error("the tags of {} are stale", Count(.0.len(), "episode"))]
    StaleTags(Vec<Slug>),
    /// podcast.lock would change, and `--locked` does not allow it.
    #[error("podcast.lock is stale: {}", .0.join("; "))]
    StaleLock(Vec<String>),
    /// What is published could not be put together.
    #[error("cannot make `feed/`")]
    Seal(#[from] SealError),
    /// A file could not be tagged.
    #[error("cannot tag `{path}`")]
    Tag {
        /// The audio file.
        path: Utf8PathBuf,
        /// Why.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// A file cannot be replaced, or what a killed run had left cannot be cleared away.
    #[error(transparent)]
    Replace(#[from] ReplaceError),
    /// The feed or the pages could not be made.
    #[error("cannot make `{what}`")]
    Render {
        /// The file.
        what: String,
        /// Why.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// The second parser read something else in the feed than what was written into it.
    #[error("the new feed does not read back as it was written, so the old one stays: {0}")]
    Disagreement(String),
    /// The preview cannot listen, watch or answer.
    #[error("cannot {step}")]
    Preview {
        /// What was to be done.
        step: &'static str,
        /// Why not.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// A recording could not be made, or a program of somebody else is missing.
    #[error("{message}")]
    Studio {
        /// What is wrong.
        message: String,
        /// What to do.
        help: Option<String>,
        /// Why, where that is more.
        #[source]
        source: Option<Box<dyn StdError + Send + Sync>>,
    },
    /// A server that everything depends on cannot be reached.
    #[error("cannot reach `{address}`: {reason}")]
    Unreachable {
        /// The address.
        address: String,
        /// Why.
        reason: String,
    },
    /// Nothing that can be published can be made of a recording.
    #[error("{message}")]
    Recording {
        /// What is wrong with it.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// The show could not be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// Somebody else's file is in the way.
    #[error(transparent)]
    Foreign(#[from] crate::output::plan::Foreign),
    /// A step of writing `feed/` failed.
    #[error(transparent)]
    Apply(#[from] crate::output::apply::WriteError),
}

impl Error {
    /// The exit code's meaning.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage { .. } => Exit::Usage,
            Self::Lock { .. } | Self::Faults { .. } | Self::StaleTags(_) | Self::StaleLock(_) | Self::Recording { .. } => {
                Exit::Faults
            }
            Self::Publish(error) if error.is_of_show() => Exit::Faults,
            Self::Output(source) if source.kind() == std::io::ErrorKind::BrokenPipe => Exit::Fine,
            _ => Exit::Work,
        }
    }

    /// What to do, where that is known.
    fn help(&self) -> Option<String> {
        match self {
            Self::Usage { help, .. }
            | Self::Lock { help, .. }
            | Self::Studio { help: Some(help), .. }
            | Self::Recording { help: Some(help), .. } => Some(help.clone()),
            Self::Editor { .. } => {
                Some("the episode is made; open the file yourself, or set the variable `EDITOR` to another program".to_owned())
            }
            Self::Faults { .. } => Some("run `podwright check` to see them".to_owned()),
            Self::StaleTags(_) => Some("run `podwright build` where the audio is, and commit what it changes".to_owned()),
            Self::StaleLock(_) => Some("run `podwright build` and commit podcast.lock".to_owned()),
            Self::Clock(_) => Some("set the clock, or give the time with `--now`".to_owned()),
            Self::Guid { .. } => {
                Some("give the episode a guid with `--guid`, and report this as a fault of podwright".to_owned())
            }
            Self::Publish(error) => Some(error.help().to_owned()),
            Self::PreviewBusy => Some("open the address that it has printed, or stop it with Ctrl-C".to_owned()),
            Self::Busy => Some("wait until it is done, and try again".to_owned()),
            Self::Unreachable { .. } => {
                Some("look whether the address is spelt right, and whether this computer is online".to_owned())
            }
            Self::Foreign(_) => Some("move the file elsewhere, or delete it, and build again".to_owned()),
            _ if self.lacks_room() => io_help(&std::io::ErrorKind::StorageFull.into()),
            Self::Disagreement(_) => Some("this is a fault of podwright: report it with your podcast.yaml".to_owned()),
            _ => self.io_error().and_then(io_help),
        }
    }

    fn lacks_room(&self) -> bool {
        let cause = match self {
            Self::Replace(error) => Some(error),
            Self::Tag { source, .. } => match source.downcast_ref() {
                Some(TagApplyError::Replace(error)) => Some(error),
                _ => None,
            },
            _ => None,
        };
        matches!(cause, Some(ReplaceError::NoSpace { .. }))
    }

    fn io_error(&self) -> Option<&std::io::Error> {
        let mut error: Option<&(dyn StdError + 'static)> = Some(self);
        while let Some(current) = error {
            if let Some(io) = current.downcast_ref::<std::io::Error>() {
                return Some(io);
            }
            error = current.source();
        }
        None
    }

    /// What is wrong, a line each.
    fn messages(&self) -> Vec<String> {
        match self {
            Self::StaleTags(slugs) => {
                let message = |slug| format!("the tags of `{slug}` are stale, and `--locked` forbids to change audio");
                slugs.iter().map(message).collect()
            }
            Self::StaleLock(lines) => lines.iter().map(|line| format!("podcast.lock is stale: {line}")).collect(),
            _ => vec![self.to_string()],
        }
    }

    /// The error, what led to it, and the way out, as lines for a person.
    pub fn lines(&self) -> String {
        let mut lines =
            self.messages().iter().map(|message| format!("error: {}", Sanitized(message))).collect::<Vec<_>>().join("\n");
        let mut cause = self.source();
        while let Some(error) = cause {
            let _infallible = write!(lines, "\n  because: {}", Sanitized(&plain(error)));
            cause = error.source();
        }
        if let Some(help) = self.help() {
            let _infallible = write!(lines, "\nhint: {}", Sanitized(&help));
        }
        lines
    }
}

/// What the system says, without its number.
fn plain(error: &(dyn StdError + 'static)) -> String {
    let text = error.to_string();
    match text.find(" (os error ") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}

fn io_help(error: &std::io::Error) -> Option<String> {
    use std::io::ErrorKind;
    if let Some(refusal) = PathRefusal::of(error) {
        return Some(refusal.help().to_owned());
    }
    let help = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk, and try again; nothing was harmed",
        ErrorKind::PermissionDenied => "give yourself permission to write there, and try again",
        ErrorKind::NotFound => "see whether the file is there, and whether its name is spelt as you have written it",
        ErrorKind::NotADirectory => "a file stands where a folder is needed: move it elsewhere",
        ErrorKind::InvalidData => "save the file as text in UTF-8, and try again",
        ErrorKind::FileTooLarge => "make the file smaller, or name another one",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read: copy the show to another one",
        _ => return None,
    };
    Some(help.to_owned())
}

#[cfg(test)]
mod tests;
