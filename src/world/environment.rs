//! The current folder and environment variables.
#![expect(clippy::disallowed_methods, reason = "this is the door through which they come in")]

pub mod secret;
pub mod store_variables;

use std::io;
use std::path::Path;

use camino::Utf8PathBuf;

use crate::model::web::podping_token::PodpingToken;
use crate::world::disk::feed_link::FeedLink;
use crate::world::environment::store_variables::StoreVariables;

/// The time that decides which episodes are held back, in seconds since 1970
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";
/// Set and not empty: no colours (<https://no-color.org/>).
const NO_COLOR: &str = "NO_COLOR";
/// `dumb`: a terminal that can neither colour text nor move the cursor (terminfo's name for it).
const TERM: &str = "TERM";
/// How wide text may be (POSIX, "Environment Variables").
const COLUMNS: &str = "COLUMNS";
/// `1`: a `feed/` that is a symbolic link is followed.
const FOLLOW_FEED_LINK: &str = "PODWRIGHT_FOLLOW_FEED_LINK";
/// Set and neither empty nor `false`: a service for continuous integration runs this.
const CI: &str = "CI";
/// The token that podping.cloud gives to those who may send podpings.
const PODPING_TOKEN: &str = "PODPING_TOKEN";
/// The folders in which programs are looked for (POSIX, "Environment Variables").
const PATH: &str = "PATH";
/// The editor that a producer prefers.
const EDITOR: [&str; 2] = ["VISUAL", "EDITOR"];

/// The current folder, and what the environment variables say.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The current folder.
    pub folder: Utf8PathBuf,
    /// `SOURCE_DATE_EPOCH`, as it was written.
    pub source_date_epoch: Option<String>,
    /// Whether colours are unwanted.
    pub no_color: bool,
    /// Whether the terminal can only print lines, one below the other.
    pub is_plain_terminal: bool,
    /// How wide text may be (columns), where `COLUMNS` says so.
    pub columns: Option<usize>,
    /// What to do with a `feed/` that is a symbolic link.
    pub feed_link: FeedLink,
    /// The editor that a producer prefers.
    pub editor: Option<String>,
    /// Whether a service for continuous integration runs this.
    pub is_ci: bool,
    /// The token for podpings, where there is one that can be sent.
    pub podping_token: Option<PodpingToken>,
    /// The folders in which programs are looked for, in their order; those whose names are not UTF-8 are left out.
    pub search_path: Vec<Utf8PathBuf>,
    /// The words of the command line, the program's name first; none where one of them is not UTF-8.
    pub words: Vec<String>,
    /// How object stores are reached.
    pub store: StoreVariables,
    /// This program's own file, where the system tells.
    pub program_file: Option<Utf8PathBuf>,
    /// Identifies this build of podwright: its version, and the size and time of the program file.
    pub program: String,
}

fn program(file: Option<&Path>) -> String {
    let file = file.and_then(|file| std::fs::metadata(file).ok());
    let modified = file.as_ref().and_then(|file| file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok());
    let bytes = file.map_or(0, |file| file.len());
    format!("{} {bytes} {}", env!("CARGO_PKG_VERSION"), modified.map_or(0, |time| time.as_nanos()))
}

fn folders(path: &std::ffi::OsStr) -> Vec<Utf8PathBuf> {
    std::env::split_paths(path).filter_map(|folder| Utf8PathBuf::try_from(folder).ok()).collect()
}

impl Environment {
    /// The environment of this process.
    ///
    /// # Errors
    /// If the current folder cannot be found, or its name is not UTF-8.
    pub fn real() -> io::Result<Self> {
        let folder = Utf8PathBuf::try_from(std::env::current_dir()?)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the current folder's name is not UTF-8"))?;
        let program_file = std::env::current_exe();
        let program = program(program_file.as_deref().ok());
        Ok(Self {
            folder,
            source_date_epoch: std::env::var(SOURCE_DATE_EPOCH).ok(),
            no_color: std::env::var(NO_COLOR).is_ok_and(|value| !value.is_empty()),
            is_plain_terminal: std::env::var(TERM).is_ok_and(|name| name == "dumb"),
            columns: std::env::var(COLUMNS).ok().and_then(|columns| columns.parse().ok()),
            feed_link: match std::env::var(FOLLOW_FEED_LINK) {
                Ok(value) if value == "1" => FeedLink::Followed,
                _ => FeedLink::Refused,
            },
            editor: EDITOR.iter().find_map(|name| std::env::var(name).ok()).filter(|editor| !editor.is_empty()),
            is_ci: std::env::var(CI).is_ok_and(|value| !value.is_empty() && value != "false"),
            podping_token: std::env::var(PODPING_TOKEN).ok().and_then(|token| token.parse().ok()),
            search_path: std::env::var_os(PATH).map(|path| folders(&path)).unwrap_or_default(),
            words: std::env::args_os().map(|word| word.into_string().ok()).collect::<Option<_>>().unwrap_or_default(),
            store: StoreVariables::real(),
            program_file: program_file.ok().and_then(|file| Utf8PathBuf::try_from(file).ok()),
            program,
        })
    }
}
