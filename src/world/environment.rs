//! The current folder, environment variables and the clock.
#![expect(clippy::disallowed_methods, reason = "this is the door through which they come in")]

use std::io;

use camino::Utf8PathBuf;
use chrono::DateTime;
use chrono::Utc;

use crate::model::moment::Moment;

/// The time that decides which episodes are held back, in seconds since 1970
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";
/// Set and not empty: no colours (<https://no-color.org/>).
const NO_COLOR: &str = "NO_COLOR";
/// How wide text may be (POSIX, "Environment Variables").
const COLUMNS: &str = "COLUMNS";
/// The editor that a producer prefers.
const EDITOR: [&str; 2] = ["VISUAL", "EDITOR"];

/// What surrounds the program.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The current folder.
    pub folder: Utf8PathBuf,
    /// `SOURCE_DATE_EPOCH`, as it was written.
    pub source_date_epoch: Option<String>,
    /// Whether colours are unwanted.
    pub no_color: bool,
    /// How wide text may be (columns), where `COLUMNS` says so.
    pub columns: Option<usize>,
    /// The editor that a producer prefers.
    pub editor: Option<String>,
    /// Which podwright this is: its version, and size and time of its program file, so that a rebuilt one is another one.
    pub program: String,
}

fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let modified = file.as_ref().ok().and_then(|file| file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok());
    let bytes = file.map_or(0, |file| file.len());
    format!("{} {bytes} {}", env!("CARGO_PKG_VERSION"), modified.map_or(0, |time| time.as_nanos()))
}

impl Environment {
    /// That of the running program.
    ///
    /// # Errors
    /// Where the current folder cannot be told, or is not named in UTF-8.
    pub fn real() -> io::Result<Self> {
        let folder = Utf8PathBuf::try_from(std::env::current_dir()?)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the current folder's name is not UTF-8"))?;
        Ok(Self {
            folder,
            source_date_epoch: std::env::var(SOURCE_DATE_EPOCH).ok(),
            no_color: std::env::var(NO_COLOR).is_ok_and(|value| !value.is_empty()),
            columns: std::env::var(COLUMNS).ok().and_then(|columns| columns.parse().ok()),
            editor: EDITOR.iter().find_map(|name| std::env::var(name).ok()).filter(|editor| !editor.is_empty()),
            program: program(),
        })
    }

    /// The time now, by `SOURCE_DATE_EPOCH` where it is set, else by the clock; `None` where `SOURCE_DATE_EPOCH` is no number.
    pub fn now(&self) -> Option<Moment> {
        let utc = match &self.source_date_epoch {
            Some(text) => DateTime::<Utc>::from_timestamp(text.trim().parse().ok()?, 0)?,
            None => Utc::now(),
        };
        Some(Moment::from(utc.fixed_offset()))
    }
}
