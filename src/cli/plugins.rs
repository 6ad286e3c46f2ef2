//! Commands of others: `podwright foo` runs `podwright-foo`, as git and cargo do. It is looked for on the path and never in the show, and never in the
//! place of a command that podwright has.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::arguments::Arguments;
use crate::cli::session::Session;
use crate::error::{Error, Exit};
use crate::world::World;
use crate::world::processes::programs::{ProgramCall, find, find_all};

/// How the names of programs begin that are commands.
const PREFIX: &str = "podwright-";
/// The program's own file.
const PODWRIGHT: &str = "PODWRIGHT";
/// The folder of the show, where there is one.
const PODWRIGHT_SHOW: &str = "PODWRIGHT_SHOW";

/// The command that clap does not know, where that is why it refused the command line.
pub(super) fn unknown_command(refused: &clap::Error) -> Option<&str> {
    match refused.get(ContextKind::InvalidSubcommand)? {
        ContextValue::String(name) if refused.kind() == ErrorKind::InvalidSubcommand => Some(name),
        _ => None,
    }
}

/// Runs the program of a command that podwright does not have; `None` if there is no such program.
pub(super) fn run(world: World, name: &str) -> Option<ExitCode> {
    let words = world.environment.words.clone();
    // the same word may be the value of an option before it, and then what stands before that value does not parse
    let is_command = |at: usize| Some((at, Arguments::globals_of(&words[..at])?));
    let (at, global) = (1..words.len()).filter(|at| words[*at] == name).find_map(is_command)?;
    let session = Session::new(world, global);
    let show = session.show_if_any();
    let world = &session.world;
    let environment = &world.environment;
    let program = find(world.disk.as_ref(), &environment.search_path, &format!("{PREFIX}{name}"), show.as_deref())?;
    let mut variables = Vec::new();
    if let Some(file) = &environment.program_file {
        variables.push((PODWRIGHT, file.as_str()));
    }
    if let Some(show) = &show {
        variables.push((PODWRIGHT_SHOW, show.as_str()));
    }
    let arguments = words.get(at + 1..).unwrap_or_default();
    let call = ProgramCall { program: &program, arguments, variables: &variables, folder: None, patience: Duration::MAX };
    match world.processes.run_in_place(&call) {
        Ok(code) => Some(code.and_then(|code| u8::try_from(code).ok()).map_or(Exit::Work.into(), ExitCode::from)),
        Err(source) => {
            let message = format!("cannot run `{program}`");
            let error = Error::Studio { message, help: None, source: Some(source.into()) };
            world.console.say(&error.lines());
            Some(Exit::Work.into())
        }
    }
}

/// Prints podwright's own commands, then those of others with their programs.
pub(super) fn list(session: &mut Session) -> Result<Exit, Error> {
    let own = Arguments::command();
    let shown = own.get_subcommands().filter(|command| !command.is_hide_set());
    let mut rows: Vec<(String, String)> = shown
        .map(|command| (command.get_name().to_owned(), command.get_about().map(ToString::to_string).unwrap_or_default()))
        .collect();
    rows.sort();
    let show = session.show_if_any();
    let (disk, path) = (session.world.disk.as_ref(), &session.world.environment.search_path);
    for (name, file) in find_all(disk, path, PREFIX, show.as_deref()) {
        if rows.iter().all(|(own, _)| *own != name) {
            rows.push((name, file.to_string()));
        }
    }
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, what) in rows {
        let _infallible = writeln!(text, "{name:width$}  {what}");
    }
    session.print(&text)?;
    Ok(Exit::Fine)
}
