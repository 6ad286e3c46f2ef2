//! Words that `init` and `new` put where yours will stand.

use crate::check::found::Found;
use crate::check::rule::show::ShowRule;
use crate::check::scope::{At, Scope, in_episode, in_show, show_key};
use crate::model::files::placeholder::{ALT, DESCRIPTION, SUMMARY};
use crate::model::place::KeyPath;

/// Looks at the description, the words of the cover, and the summaries.
pub(super) fn check(scope: &Scope<'_>, found: &mut Found) {
    let show = scope.show;
    if show.description.as_str() == DESCRIPTION {
        tell("description", "say in a few sentences what the show is about", show_key("description"), found);
    }
    if show.artwork.alt.as_ref().is_some_and(|alt| alt.as_str() == ALT) {
        let keys = KeyPath::key("artwork").then_key("alt");
        tell("alternative text", "say in one sentence what the cover shows", in_show(keys), found);
    }
    for entry in
        scope.episodes().filter(|entry| entry.episode.summary.as_ref().is_some_and(|summary| summary.as_str() == SUMMARY))
    {
        let at = in_episode(entry, KeyPath::key("summary"));
        tell("summary", "say in one or two sentences what the episode is about", at, found);
    }
}

fn tell(what: &str, help: &str, at: At<'_>, found: &mut Found) {
    found.add(ShowRule::PlaceholderText, at, format!("the {what} is still the placeholder text"), help);
}
