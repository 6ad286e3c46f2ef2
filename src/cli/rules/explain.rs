//! `podwright explain RULE`: one rule, with why, remedy and source.

use crate::check::rule::Rule;
use crate::cli::session::Session;
use crate::error::{Error, Exit};
use crate::report::rules;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  podwright explain missing-transcript")]
pub(in crate::cli) struct Arguments {
    /// The rule's id
    #[arg(value_name = "RULE", add = crate::cli::completions::candidates::rules())]
    rule: Rule,
}

/// Runs `explain`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let text = rules::explain(arguments.rule, session.paint());
    session.print(&text)?;
    Ok(Exit::Fine)
}
