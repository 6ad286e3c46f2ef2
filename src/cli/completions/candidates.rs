//! The words that can stand at a place of the command line, beside those that clap knows by itself.

use std::ffi::OsStr;

use clap::Command;
use clap::builder::ArgExt;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::check::rule::Rule;
use crate::model::files::show_files::{EPISODE_FILE, EPISODES_FOLDER, SHOW_FILE};
use crate::world::World;

/// Marks an argument that takes the name of an episode. [`complete_episodes`] gives it the names.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct NamesEpisode;

impl ArgExt for NamesEpisode {}

/// Completes the arguments that take the name of an episode with those of the show around the current folder.
pub(in crate::cli) fn complete_episodes(command: Command, world: &World) -> Command {
    command.mut_subcommands(|subcommand| {
        subcommand.mut_args(|argument| {
            if argument.get::<NamesEpisode>().is_none() {
                return argument;
            }
            let world = world.clone();
            let names = move |current: &OsStr| beginning_with(current, of_show(&world).into_iter().map(CompletionCandidate::new));
            argument.add(ArgValueCompleter::new(names))
        })
    })
}

/// Every rule, with what it checks.
pub(in crate::cli) fn rules() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let candidate = |rule: Rule| CompletionCandidate::new(rule.id()).help(Some(rule.section("Checks").into()));
        beginning_with(current, Rule::all().into_iter().map(candidate))
    })
}

fn beginning_with(current: &OsStr, all: impl Iterator<Item = CompletionCandidate>) -> Vec<CompletionCandidate> {
    let current = current.to_string_lossy();
    all.filter(|candidate| candidate.get_value().to_string_lossy().starts_with(&*current)).collect()
}

/// Names of the folders below `episodes/`; none if there is no show.
fn of_show(world: &World) -> Vec<String> {
    let is_there = |path: &camino::Utf8Path| world.disk.status(path).is_ok_and(|status| status.is_some());
    let root = world.environment.folder.ancestors().find(|folder| is_there(&folder.join(SHOW_FILE)));
    let Some(episodes) = root.map(|root| root.join(EPISODES_FOLDER)) else { return Vec::new() };
    let names = world.disk.list(&episodes).unwrap_or_default();
    names.into_iter().filter(|name| is_there(&episodes.join(name).join(EPISODE_FILE))).collect()
}
