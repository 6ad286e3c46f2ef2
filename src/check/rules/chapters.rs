//! Faults of chapters: their times and titles. Their pictures are looked at with the other pictures.

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::chapters::ChaptersRule;
use crate::check::rule::reading::ReadingRule;
use crate::check::rules::show::secure;
use crate::check::scope::{Scope, episode_key, in_episode};
use crate::display::count::Count;
use crate::model::place::KeyPath;
use crate::model::settings::tag_version::TagVersion;
use crate::model::wording::slip::{TextRole, slips};

/// The fewest that Apple reads. // chapters; Apple, "Chapters"
const CHAPTERS_MIN: usize = 3;
/// The most that fit. // chapters; ID3v2 Chapter Frame Addendum 1.0, CTOC entry count
const CHAPTERS_MAX: usize = 255;
/// The longest title in an MP4 chapter list. // bytes; its length is one byte
const TITLE_BYTES_MAX: usize = 255;
/// The longest title with which Apple reads chapters of ID3v2.4. // characters; radio-t issues 209 and 211
const TITLE_V24_MAX: usize = 51;

/// Looks at the chapters of each episode.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    for entry in scope.episodes().filter(|entry| !entry.episode.chapters.list.is_empty()) {
        // A chapter that could not be read is missing in the list: then it seems too short, or to start too late.
        if scope.is_understood(entry) {
            number(entry, found);
            start(entry, found);
        }
        times(entry, found);
        texts(scope, entry, found);
    }
}

fn chapter(index: usize) -> KeyPath {
    KeyPath::key("chapters").then_item(index)
}

fn number(entry: &CatalogEpisode, found: &mut Found) {
    let count = entry.episode.chapters.list.len();
    if count < CHAPTERS_MIN {
        found.add(
            ChaptersRule::TooFewChapters,
            episode_key(entry, "chapters"),
            format!("the episode has {} only; Apple shows three or more", Count(count, "chapter")),
            "add chapters, or leave them out altogether",
        );
    }
    if count > CHAPTERS_MAX {
        found.add(
            ChaptersRule::TooManyChapters,
            in_episode(entry, chapter(CHAPTERS_MAX)),
            format!("there are {count} chapters; a file holds {CHAPTERS_MAX} at most"),
            "make larger chapters",
        );
    }
}

fn start(entry: &CatalogEpisode, found: &mut Found) {
    if let Some(first) = entry.episode.chapters.list.first().filter(|first| first.start.as_millis() > 0) {
        found.add(
            ChaptersRule::ChaptersNotFromStart,
            in_episode(entry, chapter(0)),
            format!("the first chapter starts at {}, not at 0:00", first.start),
            "begin with `0:00 Welcome` or the like",
        );
    }
}

fn times(entry: &CatalogEpisode, found: &mut Found) {
    let chapters = &entry.episode.chapters.list;
    for (index, pair) in chapters.windows(2).enumerate() {
        let (before, after) = (pair[0].start, pair[1].start);
        if after < before {
            found.add(
                ChaptersRule::ChaptersOutOfOrder,
                in_episode(entry, chapter(index + 1)),
                format!("the chapter at {after} stands behind the one at {before}"),
                "sort the chapters, or correct the time",
            );
        } else if after == before {
            found.add(
                ChaptersRule::ChaptersAtOneTime,
                in_episode(entry, chapter(index + 1)),
                format!("two chapters start at {after}"),
                "correct one of the times, or make one chapter of the two",
            );
        }
    }
    let Some(facts) = entry.audio_facts() else { return };
    let end = facts.length.millis();
    for (index, late) in chapters.iter().enumerate().filter(|(_, late)| late.start.as_millis() >= end) {
        found.add(
            ChaptersRule::ChapterPastEnd,
            in_episode(entry, chapter(index)),
            format!(
                "the chapter starts at {}, and the sound ends at {}",
                late.start,
                crate::model::time::timestamp::Timestamp::from_millis(end)
            ),
            "correct the time; perhaps the audio was cut after the chapters were written",
        );
    }
}

fn texts(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    for (index, one) in entry.episode.chapters.list.iter().enumerate() {
        let title = one.title.as_str();
        let letters = title.chars().count();
        let limit = if title.len() > TITLE_BYTES_MAX {
            Some(format!("{} bytes; an MP4 file holds {TITLE_BYTES_MAX}", title.len()))
        } else if scope.show.id3 == TagVersion::V24 && letters > TITLE_V24_MAX {
            Some(format!("{letters} letters; with `id3: v2.4` Apple reads {TITLE_V24_MAX}"))
        } else {
            None
        };
        if let Some(limit) = limit {
            found.add(
                ChaptersRule::ChapterTitleTooLong,
                in_episode(entry, chapter(index)),
                format!("the chapter's title has {limit}"),
                "shorten it to a few words",
            );
        }
        // what episode.yaml says was looked at when it was read
        if entry.episode.chapters.file.is_some() {
            let alt = one.alt.as_ref().map(|alt| (alt.as_str(), "alt"));
            for (text, key) in [Some((title, "title")), alt].into_iter().flatten() {
                for slip in slips(text, TextRole::Title) {
                    let at = in_episode(entry, chapter(index).then_key(key));
                    found.add(ReadingRule::of_fault(slip.kind), at, slip.message, slip.help);
                }
            }
        }
        if let Some(url) = &one.url {
            secure(url, || in_episode(entry, chapter(index).then_key("url")), found);
        }
    }
}

#[cfg(test)]
mod tests;
