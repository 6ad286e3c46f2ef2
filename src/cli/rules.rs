//! `podwright rules`: all rules, a line each.

pub(super) mod explain;

use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::error::{Error, Exit};
use crate::report::rules;

/// Arguments of `rules`: none of its own.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  podwright rules
  podwright rules --format json")]
pub(super) struct Arguments;

/// Runs `rules`.
pub(super) fn run(session: &mut Session) -> Result<Exit, Error> {
    let text = match session.global.format {
        OutputFormat::Json => rules::json(),
        _ => rules::table(session.paint()),
    };
    session.print(&text)?;
    Ok(Exit::Fine)
}
