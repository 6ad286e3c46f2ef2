//! Season and number of a new episode.

use std::num::NonZeroU32;

use crate::model::episode::Episode;
use crate::model::kind::episode_kind::EpisodeKind;

/// Season and number.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Numbering {
    pub(super) season: Option<NonZeroU32>,
    pub(super) number: Option<NonZeroU32>,
}

/// What a file's name says: `s2e05`, `S02 E05`, `2x05`, `ep12`, `episode-12`, `012 - title`.
pub(super) fn of_name(stem: &str) -> Numbering {
    let lower = stem.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for (index, word) in words.iter().enumerate() {
        if let Some((season, number)) = season_and_number(word) {
            return Numbering { season, number };
        }
        let next = words.get(index + 1).copied();
        if let (Some(season), Some(number)) =
            (after(word, &["s", "season"]), next.and_then(|next| after(next, &["e", "ep", "episode"])))
        {
            return Numbering { season: Some(season), number: Some(number) };
        }
    }
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1).and_then(|next| next.parse().ok());
        let number = after(word, &["e", "ep", "episode"]).or_else(|| next.filter(|_| matches!(*word, "ep" | "episode")));
        if number.is_some() {
            return Numbering { season: None, number };
        }
    }
    let first = words.first().filter(|word| word.len() <= 3).and_then(|word| word.parse().ok());
    Numbering { season: None, number: first }
}

fn season_and_number(word: &str) -> Option<(Option<NonZeroU32>, Option<NonZeroU32>)> {
    let (season, number) = match word.strip_prefix('s') {
        Some(rest) => rest.split_once('e')?,
        None => word.split_once('x')?,
    };
    Some((Some(season.parse().ok()?), Some(number.parse().ok()?)))
}

fn after(word: &str, prefixes: &[&str]) -> Option<NonZeroU32> {
    prefixes.iter().find_map(|prefix| word.strip_prefix(prefix)?.parse().ok())
}

/// The number after the last full episode's, in its season; nothing for a show whose episodes have no numbers. A draft without a number, such as
/// the one that `init` makes, says nothing about the others.
pub(super) fn after_last(episodes: &[Episode], kind: EpisodeKind) -> Numbering {
    let last = episodes
        .iter()
        .filter(|episode| episode.kind == EpisodeKind::Full && !(episode.draft && episode.number.is_none()))
        .max_by_key(|episode| (episode.season, episode.number));
    let season = last.and_then(|episode| episode.season);
    if kind != EpisodeKind::Full {
        return Numbering { season, number: None };
    }
    match last {
        None => Numbering { season: None, number: NonZeroU32::new(1) },
        Some(episode) => Numbering { season, number: episode.number.and_then(|number| number.checked_add(1)) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(stem: &str, season: u32, number: u32) {
        let expected = Numbering { season: NonZeroU32::new(season), number: NonZeroU32::new(number) };
        assert_eq!(of_name(stem), expected, "{stem}");
    }

    #[test]
    fn reads_the_names_that_recorders_and_producers_give() {
        case("S01E02 final", 1, 2);
        case("my-show-s2e05", 2, 5);
        case("season2 episode5", 2, 5);
        case("2x05 title", 2, 5);
        case("ep12", 0, 12);
        case("Episode 12 - mixdown", 0, 12);
        case("012 - title", 0, 12);
        case("2026-03-02 take", 0, 0);
        case("interview", 0, 0);
        case("s0e0", 0, 0);
    }
}
