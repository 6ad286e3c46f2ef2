//! `podwright tag`: only the tagging.

use std::collections::BTreeMap;

use camino::Utf8Path;

use crate::catalog::AudioState;
use crate::cli::arguments::Format;
use crate::cli::build::exclusion;
use crate::cli::check::known_episodes;
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::display::count::Count;
use crate::engine::load::{Loaded, load};
use crate::engine::tagging::{Tagging, clean, note_stale};
use crate::error::{Error, Exit};
use crate::model::slug::Slug;
use crate::report::tags;
use crate::tag::apply::{Applied, Intended, apply, check_all};
use crate::tag::plan::TagPlan;

/// Arguments of `tag`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  podwright tag --dry-run\n  podwright tag what-is-co-production")]
pub(super) struct Arguments {
    /// Only these episodes; else all
    #[arg(value_name = "EPISODE", add = crate::cli::completions::candidates::NamesEpisode)]
    episodes: Vec<Slug>,
    /// Print what would change, frame by frame, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs `tag`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let _only_one = if arguments.dry_run { None } else { Some(exclusion(session.world.disk.as_ref(), &root)?) };
    if !arguments.dry_run {
        clean(session.world.disk.as_ref(), &root)?;
    }
    let progress = Progress::new(session, "measuring");
    let loaded = load(session.world.disk.as_ref(), &root, &progress);
    progress.finish();
    let mut loaded = loaded?;
    known_episodes(&loaded, &arguments.episodes)?;
    let mut taggings = note_stale(session.world.disk.as_ref(), &root, &mut loaded);
    if !arguments.episodes.is_empty() {
        taggings.retain(|slug, _| arguments.episodes.contains(slug));
    }
    let refused = refusals(session, &taggings);
    if arguments.dry_run {
        let plans: Vec<(&str, Option<&TagPlan>)> = taggings
            .iter()
            .filter(|(_, tagging)| !matches!(tagging.plan, Some(Err(_))))
            .map(|(slug, tagging)| (slug.as_str(), tagging.plan.as_ref().and_then(|plan| plan.as_ref().ok())))
            .collect();
        let text = match session.global.format {
            Format::Json => tags::json(&plans),
            _ => tags::human(&plans),
        };
        session.print(&text)?;
    } else {
        let tagged = apply_all(session, &root, &taggings, &mut loaded)?;
        loaded.cache.write(session.world.disk.as_ref(), &root);
        session.say(&match tagged {
            0 => "nothing to tag".to_owned(),
            count => format!("tagged {}; run `podwright build` to update the feed", Count(count, "file")),
        });
    }
    Ok(if refused { Exit::Faults } else { Exit::Fine })
}

/// Says which files podwright will not tag, and why; whether there are any.
fn refusals(session: &mut Session, taggings: &BTreeMap<Slug, Tagging>) -> bool {
    let mut refused = false;
    for tagging in taggings.values() {
        if let Some(Err(reason)) = &tagging.plan {
            session.world.console.say(&format!("error: `{}` is not tagged: {reason}", tagging.path));
            refused = true;
        }
    }
    refused
}

/// The files that would be replaced, with their new lengths.
pub(super) fn intended(root: &Utf8Path, taggings: &BTreeMap<Slug, Tagging>) -> Vec<Intended> {
    let of = |tagging: &Tagging| match &tagging.plan {
        Some(Ok(plan)) if !plan.is_empty() => {
            Some(Intended { path: root.join(tagging.path.as_path()), length: plan.new_length() })
        }
        _ => None,
    };
    taggings.values().filter_map(of).collect()
}

/// Tags every file whose tags are stale, and puts the new size and sum into the catalog; how many there were. Whether all of them can be
/// replaced is seen before the first one is.
pub(super) fn apply_all(
    session: &mut Session,
    root: &Utf8Path,
    taggings: &BTreeMap<Slug, Tagging>,
    loaded: &mut Loaded,
) -> Result<usize, Error> {
    let intended = intended(root, taggings);
    check_all(session.world.disk.as_ref(), &intended).map_err(Error::Replace)?;
    for Tagging { path, plan, .. } in taggings.values() {
        for warning in plan.iter().flatten().flat_map(TagPlan::warnings) {
            session.say(&format!("warning: `{path}`: {warning}"));
        }
    }
    let progress = Progress::new(session, "tagging");
    progress.expect(intended.iter().map(|file| file.length).sum());
    let (mut tagged, mut lost_owner) = (0, Vec::new());
    for entry in &mut loaded.catalog.episodes {
        let Some(Tagging { path, plan: Some(Ok(plan)), .. }) = taggings.get(&entry.episode.slug) else { continue };
        let AudioState::Present { probe, .. } = &mut entry.audio else { continue };
        if plan.is_empty() {
            continue;
        }
        let full = root.join(path.as_path());
        let bar = progress.file(path.as_path().as_str(), plan.new_length());
        let disk = session.world.disk.as_ref();
        let applied = apply(disk, &full, plan, probe.facts.audio_sha256, &|done| bar.at(done));
        bar.at(plan.new_length());
        let Applied { bytes, sha256, owner_kept, .. } =
            applied.map_err(|error| Error::Tag { path: path.as_path().to_owned(), source: Box::new(error) })?;
        if !owner_kept {
            lost_owner.push(path);
        }
        probe.facts.bytes = bytes;
        probe.facts.sha256 = sha256;
        if let Ok(Some(status)) = disk.status(&full) {
            let locked = loaded.catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&entry.episode.guid)?.measured());
            let same = locked.filter(|locked| locked.facts.audio_sha256 == probe.facts.audio_sha256);
            loaded.cache.note_tagged(path.as_path(), &status, sha256, same.map(|locked| locked.facts.sha256));
        }
        tagged += 1;
    }
    progress.finish();
    if tagged > 0 {
        loaded.pictures.keep(session.world.disk.as_ref(), root, &loaded.catalog);
    }
    for path in lost_owner {
        session.say(&format!(
            "warning: `{path}` belonged to somebody else and is yours now, because only root may give a file away; its group and its permissions are as before"
        ));
    }
    Ok(tagged)
}
