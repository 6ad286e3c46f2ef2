//! `podwright complete`: what the scripts of `podwright completions` ask. A line a word, with its meaning behind a tab.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap_complete::engine::complete;

use crate::cli::completions::candidates::complete_episodes;
use crate::cli::session::Session;
use crate::error::{Error, Exit};

/// Arguments of `complete`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    /// Which word is to be completed, from 0, the program's name
    #[arg(long)]
    index: usize,
    /// The command line, word by word
    #[arg(last = true)]
    words: Vec<OsString>,
}

/// Runs `complete` for the program's command line.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments, program: clap::Command) -> Result<Exit, Error> {
    let mut words = arguments.words.clone();
    // Shells drop a word that is empty still.
    words.resize(words.len().max(arguments.index + 1), OsString::new());
    let folder = session.world.environment.folder.clone();
    let mut program = complete_episodes(program, &session.world);
    let found = complete(&mut program, words, arguments.index, Some(folder.as_std_path())).unwrap_or_default();
    let mut text = String::new();
    for candidate in found.iter().filter(|candidate| !candidate.is_hide_set()) {
        let value = candidate.get_value().to_string_lossy();
        let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        let _infallible = match help.lines().next() {
            Some(help) => writeln!(text, "{value}\t{help}"),
            None => writeln!(text, "{value}"),
        };
    }
    session.print(&text)?;
    Ok(Exit::Fine)
}
