//! `podwright man`: the manual pages, in roff.

use camino::Utf8PathBuf;
use clap_mangen::Man;

use crate::cli::session::Session;
use crate::display::near::nearest;
use crate::error::{Error, Exit};
use crate::output::apply::put;

/// The day of the pages' last change. Not today: the same program prints the same pages.
const DATE: &str = "2026-11-25";

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  podwright man build | man -l -
  podwright man --all ~/.local/share/man/man1")]
pub(super) struct Arguments {
    /// The command; else podwright as a whole
    command: Option<String>,
    /// Write a page for each command into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command", value_hint = clap::ValueHint::DirPath)]
    all: Option<Utf8PathBuf>,
}

/// Runs `man` for the program's command line.
pub(super) fn run(session: &mut Session, arguments: &Arguments, mut program: clap::Command) -> Result<Exit, Error> {
    program.build();
    let commands: Vec<&clap::Command> =
        program.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help").collect();
    if let Some(folder) = &arguments.all {
        let folder = session.world.environment.folder.join(folder);
        let disk = session.world.disk.as_ref();
        disk.create_folders(&folder).map_err(|source| Error::Disk { step: "make the folder", path: folder.clone(), source })?;
        for command in std::iter::once(&program).chain(commands) {
            let name = command.get_display_name().unwrap_or_else(|| command.get_name());
            put(disk, &folder.join(format!("{name}.1")), page(command)?.as_bytes())?;
        }
        return Ok(Exit::Fine);
    }
    let command = match &arguments.command {
        None => &program,
        Some(name) => commands.iter().find(|command| command.get_name() == name).ok_or_else(|| Error::Usage {
            message: format!("there is no command `{name}`"),
            help: match nearest(name, commands.iter().map(|command| command.get_name())) {
                Some(near) => format!("did you mean `podwright man {near}`?"),
                None => "`podwright --help` lists the commands".to_owned(),
            },
        })?,
    };
    let page = page(command)?;
    session.print(&page)?;
    Ok(Exit::Fine)
}

fn page(command: &clap::Command) -> Result<String, Error> {
    let mut page = Vec::new();
    let title = command.get_display_name().unwrap_or_else(|| command.get_name()).to_uppercase();
    Man::new(command.clone()).title(title).date(DATE).manual("podwright").render(&mut page).map_err(Error::Output)?;
    // `clap_mangen` puts a break on either side of an empty line; they do nothing, and `mandoc` warns of each.
    Ok(String::from_utf8_lossy(&page).replace("\n.br\n\n.br\n", "\n.sp\n"))
}
