//! `podwright rules`: all rules, a line each.

use crate::cli::arguments::Format;
use crate::cli::session::Session;
use crate::error::{Error, Exit};
use crate::report::rules;

/// Runs `rules`.
pub(super) fn run(session: &mut Session) -> Result<Exit, Error> {
    let text = match session.global.format {
        Format::Json => rules::json(),
        _ => rules::table(session.paint()),
    };
    session.print(&text)?;
    Ok(Exit::Fine)
}
