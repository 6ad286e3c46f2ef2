//! `podwright completions SHELL`: a script that asks `podwright complete` at each press of the tab key, so that it knows the episodes of
//! the show and every rule, and never grows old.

pub(super) mod candidates;
pub(super) mod complete;

use clap::ValueEnum;

use crate::cli::session::Session;
use crate::error::{Error, Exit};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  podwright completions bash > ~/.local/share/bash-completion/completions/podwright
  podwright completions zsh > ~/.zfunc/_podwright
  podwright completions fish > ~/.config/fish/completions/podwright.fish
  podwright completions powershell >> $PROFILE")]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// The shells.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    /// Bash 3.2 or newer
    Bash,
    /// Zsh
    Zsh,
    /// fish 3.4 or newer
    Fish,
    /// `PowerShell` 5 or newer
    #[value(name = "powershell")]
    Pwsh,
}

/// Runs `completions`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    session.print(match arguments.shell {
        Shell::Bash => include_str!("completions/podwright.bash"),
        Shell::Zsh => include_str!("completions/podwright.zsh"),
        Shell::Fish => include_str!("completions/podwright.fish"),
        Shell::Pwsh => include_str!("completions/podwright.ps1"),
    })?;
    Ok(Exit::Fine)
}
