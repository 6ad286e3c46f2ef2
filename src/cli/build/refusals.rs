//! What `--locked` refuses to do.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::cli::session::Session;
use crate::engine::lock_text::lock_text;
use crate::engine::tagging::Tagging;
use crate::lock::Lock;
use crate::model::slug::Slug;

/// Episodes whose tags do not say what the YAML says.
pub(in crate::cli) fn stale(taggings: &BTreeMap<Slug, Tagging>) -> Vec<&Slug> {
    let is_stale = |tagging: &Tagging| matches!(&tagging.plan, Some(Ok(plan)) if !plan.is_empty());
    taggings.iter().filter(|(_, tagging)| is_stale(tagging)).map(|(slug, _)| slug).collect()
}

/// Says which audio `build` would tag; whether there is any.
pub(in crate::cli) fn refuse_stale(session: &mut Session, taggings: &BTreeMap<Slug, Tagging>) -> bool {
    let stale = stale(taggings);
    for slug in &stale {
        session.world.console.say(&format!("error: the tags of `{slug}` are stale, and `--locked` forbids to change audio"));
    }
    if !stale.is_empty() {
        session.world.console.say("hint: run `podwright build` where the audio is, and commit what it changes");
    }
    !stale.is_empty()
}

/// How the lock would change; nothing where it would not.
pub(in crate::cli) fn lock_differences(old: Option<&Lock>, new: &Lock) -> Vec<String> {
    let Some(old) = old else { return vec!["there is no podcast.lock".to_owned()] };
    if lock_text(old) == lock_text(new) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let guids: BTreeSet<_> = old.episodes.keys().chain(new.episodes.keys()).collect();
    for guid in guids {
        let line = match (old.episodes.get(guid), new.episodes.get(guid)) {
            (None, Some(episode)) => format!("`{}` is not in it", episode.slug),
            (Some(episode), None) => format!("`{}` is in it, and is not in the show", episode.slug),
            (Some(was), Some(is)) if was != is => format!("`{}` has changed since it was written", is.slug),
            _ => continue,
        };
        lines.push(line);
    }
    if (old.guid, &old.feed_url, old.cover) != (new.guid, &new.feed_url, new.cover) {
        lines.push("the show itself has changed since it was written".to_owned());
    }
    if (&old.accepted, &old.moves) != (&new.accepted, &new.moves) {
        lines.push("what you accept is not in it".to_owned());
    }
    lines
}

/// Says how the lock would change; whether it would.
pub(in crate::cli) fn refuse_new_lock(session: &mut Session, old: Option<&Lock>, new: &Lock) -> bool {
    let lines = lock_differences(old, new);
    for line in &lines {
        session.world.console.say(&format!("error: podcast.lock is stale: {line}"));
    }
    if !lines.is_empty() {
        session.world.console.say("hint: run `podwright build` and commit podcast.lock");
    }
    !lines.is_empty()
}
