//! Why a show could not be published.

use crate::display::count::Count;
use crate::display::list::List;

/// How many files a message names.
const NAMED: usize = 10;

/// Why a show could not be published. Each has a name that scripts can look for.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PublishError {
    /// `feed/` is not what a build would write.
    #[error("not-built: feed/ is not what a build would write: {how}")]
    NotBuilt {
        /// The first difference.
        how: String,
    },
    /// A recording is neither here nor there.
    #[error("recording-nowhere: {} neither on this computer nor on the target: {}", is_or_are(.paths, "recording"), named(.paths))]
    RecordingNowhere {
        /// The files.
        paths: Vec<String>,
    },
    /// Files of somebody else are in the way.
    #[error("foreign-files: {} on the target that podwright did not write, or that were changed since: {}", is_or_are(.paths, "file"), named(.paths))]
    ForeignFiles {
        /// The files.
        paths: Vec<String>,
    },
    /// The target has another show.
    #[error("not-this-show: the target holds another show, with the guid {guid}")]
    NotThisShow {
        /// Its guid.
        guid: String,
    },
    /// Somebody else publishes now.
    #[error("lease-held: `{who}` publishes to this target now, and has it until {until}")]
    LeaseHeld {
        /// The word that the other run has printed.
        who: String,
        /// Until when.
        until: String,
    },
    /// Somebody else has published meanwhile.
    #[error("feed-changed-meanwhile: somebody else has published to this target meanwhile, so the feed there stays as it is")]
    FeedChangedMeanwhile,
    /// The record of the target cannot be read.
    #[error("bad-record: the record on the target cannot be used: {reason}")]
    BadRecord {
        /// Why.
        reason: String,
    },
    /// No key was found.
    #[error("no-credentials: no keys for the object store were found")]
    NoCredentials,
    /// The keys were found and are not taken.
    #[error("access-denied: the target refuses {what}: {reason}")]
    Denied {
        /// What was asked for: `to write feed.xml`.
        what: String,
        /// What it says.
        reason: String,
    },
    /// There is no such bucket, or folder.
    #[error("no-bucket: `{name}` is not there")]
    NoBucket {
        /// Its name.
        name: String,
    },
    /// The bucket is elsewhere.
    #[error("wrong-region: the bucket is in the region `{region}`")]
    WrongRegion {
        /// Where it is.
        region: String,
    },
    /// This computer's clock is wrong.
    #[error("clock: this computer's clock differs from the target's by more than a quarter of an hour")]
    Clock,
    /// A program is missing.
    #[error("program-missing: `{program}` is needed for this target, and is not on PATH")]
    ProgramMissing {
        /// The program.
        program: &'static str,
    },
    /// The server is not the one that it was, or is not known.
    #[error("host-key: the server's key is not known to OpenSSH, or is another one than before")]
    HostKey,
    /// The target is full.
    #[error("disk-full-there: the target has no room left")]
    DiskFull,
    /// What would be published is meant to stay private.
    #[error("public-but-blocked: the show has `block: true`, and `publish` would put it where everybody can read it")]
    PublicButBlocked,
    /// A file changed while it was sent.
    #[error("changed-here: `{path}` changed while it was sent")]
    ChangedHere {
        /// The file.
        path: String,
    },
    /// There is no way to the target.
    #[error("no-answer: nothing answers at `{address}`, where the bucket should be: {reason}")]
    NoAnswer {
        /// Its address.
        address: String,
        /// Why not.
        reason: String,
    },
    /// The target does not answer as it should.
    #[error("target-failed: cannot {what}: {reason}")]
    Failed {
        /// What was to be done: `write feed.xml`.
        what: String,
        /// Why it could not.
        reason: String,
    },
    /// The command that was to run afterwards did not succeed. All is published.
    #[error("then-failed: everything is published, but `{command}` failed{said}")]
    ThenFailed {
        /// The command.
        command: String,
        /// What it said.
        said: String,
    },
}

fn is_or_are(paths: &[String], what: &'static str) -> String {
    let verb = if paths.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", Count(paths.len(), what))
}

fn named(paths: &[String]) -> String {
    let first: Vec<&str> = paths.iter().take(NAMED).map(String::as_str).collect();
    match paths.len().saturating_sub(NAMED) {
        0 => List::and(&first).to_string(),
        more => format!("{}, and {more} more", first.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")),
    }
}

impl PublishError {
    /// Whether it is the show, or another publisher, that has to be looked at; else the target, this computer or the way between.
    pub fn is_of_show(&self) -> bool {
        matches!(
            self,
            Self::NotBuilt { .. }
                | Self::RecordingNowhere { .. }
                | Self::ForeignFiles { .. }
                | Self::NotThisShow { .. }
                | Self::LeaseHeld { .. }
                | Self::FeedChangedMeanwhile
                | Self::PublicButBlocked
        )
    }

    /// Whether the bucket, or the folder, is not there.
    pub fn is_no_bucket(&self) -> bool {
        matches!(self, Self::NoBucket { .. })
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotBuilt { .. } => "run `podwright build`, then publish",
            Self::RecordingNowhere { .. } => "publish once from the computer that has them, or fetch them here (`git lfs pull`)",
            Self::ForeignFiles { .. } => {
                "name another folder in `publish: to:`, or take over what is the same with `--adopt`, and all of it with `--adopt=overwrite`"
            }
            Self::NotThisShow { .. } => {
                "name another folder in `publish: to:`; two shows in one folder would delete each other's files"
            }
            Self::LeaseHeld { .. } => "wait until it is done; if you know that it is not running any more, use `--take-over`",
            Self::FeedChangedMeanwhile => "fetch what the other has done (`git pull`), build, and publish again",
            Self::BadRecord { .. } => {
                "update podwright, or delete `.podwright/published.json` on the target and publish with `--adopt`"
            }
            Self::NoCredentials => {
                "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`; or write a profile into `~/.aws/credentials` and name it in `AWS_PROFILE`; or log in \
                 with the `aws` program, or in GitHub Actions with a role"
            }
            Self::Denied { .. } => {
                "the keys need the rights to get, put, list and delete objects below this folder; docs/publish.md has the policy"
            }
            Self::NoBucket { .. } => "see whether its name in `publish: to:` is spelt right, and create it",
            Self::WrongRegion { .. } => "write it into podcast.yaml as `publish: region:`",
            Self::Clock => "set this computer's clock",
            Self::ProgramMissing { .. } => "install it, or see whether PATH names its folder",
            Self::HostKey => {
                "connect once with `sftp` by hand, compare the key with what your host publishes, and accept it there"
            }
            Self::DiskFull => "make room there, and publish again: what was sent is not sent twice",
            Self::PublicButBlocked => "use `--yes-public` if the target is not public, or if that is meant",
            Self::ChangedHere { .. } => "let nothing else write to the show while it is published, and publish again",
            Self::NoAnswer { .. } => {
                "see whether `endpoint:` in podcast.yaml is spelt right and this computer is online, and publish again: what was sent is not sent twice"
            }
            Self::Failed { .. } => "publish again: what was sent is not sent twice",
            Self::ThenFailed { .. } => "run it again by hand",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_has_a_name_and_a_way_out_and_ends_the_run_as_it_should() {
        let paths = || vec!["media/a.mp3".to_owned()];
        let text = |text: &str| text.to_owned();
        let of_show = [
            PublishError::NotBuilt { how: text("feed/feed.xml: missing") },
            PublishError::RecordingNowhere { paths: paths() },
            PublishError::ForeignFiles { paths: paths() },
            PublishError::NotThisShow { guid: text("917393e3-1b1e-5cef-ace4-edaa54e1f810") },
            PublishError::LeaseHeld { who: text("bada"), until: text("12:00:00 UTC") },
            PublishError::FeedChangedMeanwhile,
            PublishError::PublicButBlocked,
        ];
        let others = [
            PublishError::BadRecord { reason: text("it is empty") },
            PublishError::NoCredentials,
            PublishError::Denied { what: text("to write"), reason: text("AccessDenied") },
            PublishError::NoBucket { name: text("my-bucket") },
            PublishError::WrongRegion { region: text("eu-west-1") },
            PublishError::Clock,
            PublishError::ProgramMissing { program: "rclone" },
            PublishError::HostKey,
            PublishError::DiskFull,
            PublishError::ChangedHere { path: text("feed.xml") },
            PublishError::NoAnswer { address: text("https://a.example"), reason: text("the name of the server is not known") },
            PublishError::Failed { what: text("write"), reason: text("503") },
            PublishError::ThenFailed { command: text("purge"), said: text("") },
        ];
        for (errors, is_of_show) in [(of_show.as_slice(), true), (others.as_slice(), false)] {
            for error in errors {
                let message = error.to_string();
                let name = message.split_once(": ").unwrap().0;
                assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{message}");
                assert!(!error.help().is_empty() && !error.help().ends_with('.'), "{message}");
                assert_eq!(error.is_of_show(), is_of_show, "{message}");
            }
        }
        let many = PublishError::ForeignFiles { paths: (0..12).map(|number| format!("{number}.html")).collect() };
        assert!(many.to_string().ends_with("`9.html`, and 2 more"), "{many}");
    }
}
