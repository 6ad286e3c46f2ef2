//! `podwright tag`: only the tagging.

use std::collections::BTreeMap;

use crate::catalog::{AudioState, Catalog};
use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::cli::session::known_episodes::known_episodes;
use crate::display::count::Count;
use crate::engine::{Tagging, exclude_others, remove_leftovers_of_runs};
use crate::error::{Error, Exit};
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::report::tags;
use crate::tag::tag_plan::TagPlan;

/// Arguments of `tag`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright tag --dry-run\n  podwright tag what-is-co-production\n  podwright tag --rewrite what-is-co-production"
)]
pub(super) struct Arguments {
    /// Only these episodes; else all
    #[arg(id = "EPISODE", value_name = "EPISODE", add = crate::cli::completions::candidates::NamesEpisode)]
    episodes: Vec<Slug>,
    /// Print what would change, frame by frame, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Also rewrite tags that are up to date but were written by an earlier version in a form that some players misread
    #[arg(long, requires = "EPISODE")]
    rewrite: bool,
}

/// Runs `tag`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let _exclusion = if arguments.dry_run { None } else { Some(exclude_others(session.world.disk.as_ref(), &root)?) };
    if !arguments.dry_run {
        remove_leftovers_of_runs(session.world.disk.as_ref(), &root)?;
    }
    let rewritten: &[Slug] = if arguments.rewrite { &arguments.episodes } else { &[] };
    let mut show = session.open_to_rewrite(&root, rewritten)?;
    known_episodes(show.catalog(), &arguments.episodes)?;
    if !arguments.episodes.is_empty() {
        show.keep_taggings_of(&arguments.episodes);
    }
    let unread = unread(session, show.catalog(), &arguments.episodes);
    let refused = refusals(session, show.taggings()) || unread;
    if arguments.dry_run {
        let text = dry_run(session.global.format, show.taggings());
        session.print(&text)?;
    } else {
        for (path, warning) in show.tag_warnings() {
            session.say(&format!("warning: `{path}`: {warning}"));
        }
        let tagged = show.tag(&session.progress())?;
        for path in tagged.lost_owner {
            session.say(&lost_owner(&path));
        }
        session.say(&match tagged.count {
            0 => "nothing to tag".to_owned(),
            count => format!("tagged {}; run `podwright build` to update the feed", Count(count, "file")),
        });
    }
    Ok(if refused { Exit::Faults } else { Exit::Fine })
}

/// What the tags of each episode lack, frame by frame.
fn dry_run(format: OutputFormat, taggings: &BTreeMap<Slug, Tagging>) -> String {
    let plans: Vec<(&str, Option<&TagPlan>)> = taggings
        .iter()
        .filter(|(_, tagging)| !matches!(tagging.plan, Some(Err(_))))
        .map(|(slug, tagging)| (slug.as_str(), tagging.plan.as_ref().and_then(|plan| plan.as_ref().ok())))
        .collect();
    match format {
        OutputFormat::Json => tags::json(&plans),
        _ => tags::human(&plans),
    }
}

/// What is said of a recording that could not keep its owner.
pub(super) fn lost_owner(path: &ShowPath) -> String {
    format!(
        "warning: `{path}` belonged to somebody else and is yours now, because only root may give a file away; its group and its permissions are as before"
    )
}

/// Says which recordings of these episodes, or of all, could not be read; whether there are any.
fn unread(session: &mut Session, catalog: &Catalog, chosen: &[Slug]) -> bool {
    let mut refused = false;
    for entry in catalog.episodes.iter().filter(|entry| chosen.is_empty() || chosen.contains(&entry.episode.slug)) {
        if let AudioState::Unreadable { path, error } = &entry.audio {
            session.world.console.say(&format!("error: `{path}` is not tagged: {error}"));
            refused = true;
        }
    }
    refused
}

/// Says which files podwright will not tag, and why; whether there are any.
fn refusals(session: &mut Session, taggings: &BTreeMap<Slug, Tagging>) -> bool {
    let mut refused = false;
    for tagging in taggings.values() {
        if let Some(Err(refusal)) = &tagging.plan {
            session.world.console.say(&format!("error: `{}` is not tagged: {}", tagging.path, refusal.reason));
            refused = true;
        }
    }
    refused
}
