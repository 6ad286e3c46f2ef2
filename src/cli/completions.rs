//! `podwright completions SHELL`.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::arguments;
use crate::cli::session::Session;
use crate::error::{Error, Exit};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  podwright completions bash > /etc/bash_completion.d/podwright")]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs `completions`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut arguments::Arguments::command(), "podwright", &mut script);
    session.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}
