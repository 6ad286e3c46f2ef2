//! One file for each command: its arguments and what it does.

mod arguments;
mod build;
mod check;
mod completions;
mod impact;
mod init;
mod lists;
mod man;
mod move_show;
mod new;
mod online;
mod plugins;
mod replace_audio;
mod rules;
mod serve;
mod session;
mod status;
mod studio;
mod tag;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::cli::arguments::{Arguments, Command};
use crate::cli::session::Session;
use crate::error::{Error, Exit};
use crate::world::World;

/// Runs the command that the command line names.
pub fn run() -> ExitCode {
    match Arguments::try_parse() {
        // Without a current folder there is no console yet to say it on; the code says it.
        Ok(arguments) => World::real().map_or(Exit::Work, |world| work(world, arguments)).into(),
        Err(refused) => {
            let plugin = plugins::unknown_command(&refused).and_then(|name| plugins::run(World::real().ok()?, name));
            plugin.unwrap_or_else(|| refused.exit())
        }
    }
}

/// Runs a command line, the program's name first, in a world that the caller has made: the tests put a disk into it that fails.
#[cfg(any(test, feature = "test-support"))]
pub fn run_in(world: World, words: &[&str]) -> Exit {
    match Arguments::try_parse_from(words) {
        Ok(arguments) => work(world, arguments),
        Err(error) => {
            world.console.say(&error.to_string());
            Exit::Usage
        }
    }
}

fn work(world: World, arguments: Arguments) -> Exit {
    let mut session = Session::new(world, arguments.global);
    let done = match arguments.command {
        Some(command) => dispatch(&mut session, command),
        None if arguments.list => plugins::list(&mut session),
        None => Err(Error::Usage { message: "no command is named".to_owned(), help: "`podwright --list` lists them".to_owned() }),
    };
    match done {
        Ok(exit) => exit,
        Err(error) => {
            let exit = error.exit();
            if exit != Exit::Fine {
                session.world.console.say(&error.lines());
            }
            exit
        }
    }
}

fn dispatch(session: &mut Session, command: Command) -> Result<Exit, Error> {
    match command {
        Command::Build(arguments) => build::run(session, &arguments),
        Command::Check(arguments) => check::run(session, &arguments),
        Command::Tag(arguments) => tag::run(session, &arguments),
        Command::Probe(arguments) => studio::probe::run(session, &arguments),
        Command::Master(arguments) => studio::master::run(session, &arguments),
        Command::Transcribe(arguments) => studio::transcribe::run(session, &arguments),
        Command::Status(arguments) => status::run(session, &arguments),
        Command::Impact(arguments) => impact::run(session, &arguments),
        Command::Init(arguments) => init::run(session, &arguments),
        Command::Import(arguments) => online::import::run(session, &arguments),
        Command::New(arguments) => new::run(session, &arguments),
        Command::Serve(arguments) => serve::run(session, &arguments),
        Command::ReplaceAudio(arguments) => replace_audio::run(session, &arguments),
        Command::Move(arguments) => move_show::run(session, &arguments),
        Command::Publish(arguments) => online::publish::run(session, &arguments),
        Command::SwitchMedia(arguments) => online::switch_media::run(session, &arguments),
        Command::Verify(arguments) => online::verify::run(session, &arguments),
        Command::Notify(arguments) => online::notify::run(session, &arguments),
        Command::Rules(_) => rules::run(session),
        Command::Explain(arguments) => rules::explain::run(session, &arguments),
        Command::Categories(arguments) => lists::categories::run(session, &arguments),
        Command::Languages(arguments) => lists::languages::run(session, &arguments),
        Command::Templates(arguments) => lists::templates::run(session, &arguments),
        Command::Schema(arguments) => lists::schema::run(session, &arguments),
        Command::Completions(arguments) => completions::run(session, &arguments),
        Command::Man(arguments) => man::run(session, &arguments, Arguments::command()),
        Command::Complete(arguments) => completions::complete::run(session, &arguments, Arguments::command()),
    }
}
