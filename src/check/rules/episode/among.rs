//! Episodes among each other: identities, numbers, dates.

use std::collections::BTreeMap;

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::imported::is_imported;
use crate::check::rule::episode::EpisodeRule;
use crate::check::scope::{Scope, episode_key};
use crate::display::count::Count;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::kind::show_type::ShowType;

/// Looks at all episodes together.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    twins(scope, found);
    missing_numbers(scope, found);
    seasons(scope, found);
}

/// What two episodes must not share. Drafts count for guids only: they may become episodes with the guid they have.
fn twins(scope: &Scope<'_>, found: &mut Found) {
    let mut guids = BTreeMap::new();
    for entry in scope.episodes() {
        let Some(first) = guids.insert(&entry.episode.guid, entry) else { continue };
        let trailer = [first, entry].iter().any(|one| one.episode.kind == EpisodeKind::Trailer);
        found.add(
            EpisodeRule::DuplicateGuid,
            episode_key(entry, "guid"),
            format!("the guid is that of `episodes/{}` too, and apps show only one of them", first.episode.slug),
            if trailer {
                "a trailer needs a guid of its own; `podwright new` makes one"
            } else {
                "give the newer one a guid of its own; `podwright new` makes one"
            },
        );
    }
    let mut dates = BTreeMap::new();
    let mut titles = BTreeMap::new();
    for entry in scope.finished() {
        if let Some(first) = dates.insert(entry.episode.date, entry) {
            let (first, entry) = newer_last(scope, first, entry);
            found.add(
                EpisodeRule::EqualDates,
                episode_key(entry, "date"),
                format!("`episodes/{}` comes out at the same moment, so apps differ in their order", first.episode.slug),
                "let them come out a minute apart",
            );
        }
        if let Some(first) = titles.insert(entry.episode.title.as_str().to_lowercase(), entry) {
            found.add(
                EpisodeRule::DuplicateTitle,
                episode_key(entry, "title"),
                format!("`episodes/{}` has the same title", first.episode.slug),
                "say in each title what is special about it",
            );
        }
    }
}

/// Two episodes, the one last that can still be changed: what another program published is given.
fn newer_last<'a>(
    scope: &Scope<'_>,
    first: &'a CatalogEpisode,
    second: &'a CatalogEpisode,
) -> (&'a CatalogEpisode, &'a CatalogEpisode) {
    let is_past = |entry| is_imported(scope.catalog, entry);
    if is_past(second) && !is_past(first) { (second, first) } else { (first, second) }
}

fn missing_numbers(scope: &Scope<'_>, found: &mut Found) {
    let whole = || scope.finished().filter(|entry| entry.episode.kind == EpisodeKind::Full);
    if scope.show.show_type == ShowType::Serial {
        for entry in whole().filter(|entry| entry.episode.number.is_none() && scope.is_understood(entry)) {
            found.add(
                EpisodeRule::MissingNumber,
                episode_key(entry, "number"),
                "the show is serial, and the episode has no number",
                "add `number:`, counting from 1 in each season",
            );
        }
    }
    if whole().any(|entry| entry.episode.season.is_some()) {
        for entry in whole().filter(|entry| entry.episode.season.is_none() && scope.is_understood(entry)) {
            found.add(
                EpisodeRule::MixedSeasons,
                episode_key(entry, "season"),
                "other episodes have a season, and this one has none",
                "add `season:`",
            );
        }
    }
}

/// Whole episodes by season and number.
type Seasons<'a> = BTreeMap<Option<u32>, BTreeMap<u32, &'a CatalogEpisode>>;

/// Numbers of whole episodes within each season. A draft fills a gap, because it will come.
fn seasons(scope: &Scope<'_>, found: &mut Found) {
    let mut seasons = Seasons::new();
    for entry in scope.episodes().filter(|entry| entry.episode.kind == EpisodeKind::Full) {
        let Some(number) = entry.episode.number else { continue };
        let season = seasons.entry(entry.episode.season).or_default();
        match season.get(&number) {
            None => _ = season.insert(number, entry),
            Some(first) => {
                let (first, entry) = newer_last(scope, first, entry);
                found.add(
                    EpisodeRule::DuplicateNumber,
                    episode_key(entry, "number"),
                    format!("`episodes/{}` has number {number} too", first.episode.slug),
                    "give one of them another number, or say `kind: bonus` or `kind: trailer`",
                );
            }
        }
    }
    beginnings(scope, &seasons, found);
    for numbers in seasons.values() {
        for ((before, earlier), (number, entry)) in numbers.iter().zip(numbers.iter().skip(1)) {
            // An episode that could not be read may have the number that is missing.
            if scope.all_understood() {
                gap(*before, *number, entry, found);
            }
            if scope.show.show_type == ShowType::Serial && entry.episode.date < earlier.episode.date {
                found.add(
                    EpisodeRule::NumbersAgainstDates,
                    episode_key(entry, "date"),
                    format!("number {number} comes out before number {before}, in `episodes/{}`", earlier.episode.slug),
                    "correct the number or the date: a serial show is heard in order",
                );
            }
        }
    }
}

/// A serial show is heard from its first number on. A season may also go on with the numbers of the one before. Where an episode has no
/// number or no season, that is the fault.
fn beginnings(scope: &Scope<'_>, seasons: &Seasons<'_>, found: &mut Found) {
    let mut whole = scope.episodes().filter(|entry| entry.episode.kind == EpisodeKind::Full);
    let is_mixed = seasons.contains_key(&None) && seasons.len() > 1;
    if scope.show.show_type != ShowType::Serial
        || is_mixed
        || !scope.all_understood()
        || whole.any(|entry| entry.episode.number.is_none())
    {
        return;
    }
    let mut before = 0u32;
    for numbers in seasons.values() {
        let (Some((first, entry)), Some((last, _))) = (numbers.first_key_value(), numbers.last_key_value()) else { continue };
        if *first != 1 && Some(*first) != before.checked_add(1) {
            let missing = if *first == 2 { "number 1 is".to_owned() } else { format!("the numbers 1 to {} are", first - 1) };
            found.add(
                EpisodeRule::NumberGap,
                episode_key(entry, "number"),
                format!("{missing} missing before {first}"),
                "count from 1 in each season, or go on from the season before",
            );
        }
        before = *last;
    }
}

fn gap(before: u32, number: u32, entry: &CatalogEpisode, found: &mut Found) {
    let missing = number - before - 1;
    if missing == 0 {
        return;
    }
    let what = if missing == 1 {
        format!("number {} is missing", before + 1)
    } else {
        format!("{} are missing", Count(usize::try_from(missing).unwrap_or(usize::MAX), "number"))
    };
    found.add(
        EpisodeRule::NumberGap,
        episode_key(entry, "number"),
        format!("{what} between {before} and {number}"),
        "correct the number, or add what is missing",
    );
}
