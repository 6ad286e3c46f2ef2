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
use crate::world::processes::programs::{ProgramCall, find, names};

/// How the names of programs begin that are commands.
const PREFIX: &str = "podwright-";
/// The program's own file.
const PODWRIGHT: &str = "PODWRIGHT";
/// The folder of the show, where there is one.
const PODWRIGHT_SHOW: &str = "PODWRIGHT_SHOW";

/// Runs the program of a command that podwright has not; `None` where there is none either. `words` are those of the command line, and `refused` is why
/// clap took none of its own commands.
pub(super) fn run(world: &World, words: &[String], refused: &clap::Error) -> Option<ExitCode> {
    if refused.kind() != ErrorKind::InvalidSubcommand {
        return None;
    }
    let Some(ContextValue::String(name)) = refused.get(ContextKind::InvalidSubcommand) else { return None };
    let at = words.iter().skip(1).position(|word| word == name)? + 1;
    let global = Arguments::globals_of(words.get(..at)?)?;
    let session = Session::new(world.clone(), global);
    let show = session.show_if_any();
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
        Ok(code) => Some(ExitCode::from(u8::try_from(code.unwrap_or(3)).unwrap_or(3))),
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
    for program in names(disk, path, PREFIX, show.as_deref()) {
        let name = program.strip_prefix(PREFIX).unwrap_or(&program).to_owned();
        let is_own = rows.iter().any(|(own, _)| *own == name);
        if let Some(file) = find(disk, path, &program, show.as_deref()).filter(|_| !is_own) {
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
