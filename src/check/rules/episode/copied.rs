//! What two episodes say word for word: usually it was copied to begin with, and left.

use std::collections::BTreeMap;

use crate::catalog::{CatalogEpisode, ImageState};
use crate::check::found::Found;
use crate::check::rule::episode::EpisodeRule;
use crate::check::scope::{At, Scope, episode_key, in_episode, in_file};
use crate::markdown::original;
use crate::markdown::outline::Outline;
use crate::model::identity::digest::Sha256;
use crate::model::identity::slug::Slug;
use crate::model::media::artwork::EpisodeArtwork;
use crate::model::place::{FilePosition, KeyPath};
use crate::model::wording::text::Text;

/// Shorter words are alike by chance. // letters
const LETTERS_MIN: usize = 24;
/// Fewer chapters are alike by chance: a start and an end.
const CHAPTERS_MIN: usize = 3;
/// So many episodes share a text or a picture on purpose, if they are a large part of the show: thanks, a way to write in. So many of one season share
/// its cover, however many seasons there are.
const SHARED_BY: usize = 3;
/// How large a part that is: one in so many.
const SHARED_PART: usize = 3;

/// Which episodes may have a part together, three or more of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Sharing {
    Nobody,
    /// A third of the show.
    LargePart,
    /// That, or episodes of one season.
    LargePartOrSeason,
}

/// A part of an episode that no other should have.
struct OwnPart {
    rule: EpisodeRule,
    name: &'static str,
    sharing: Sharing,
    /// What it says; `None` where that is little, or nothing.
    says: fn(&CatalogEpisode) -> Option<Sha256>,
    /// Whether that is more than a few words; asked of what two episodes share only.
    is_enough: fn(&CatalogEpisode) -> bool,
    at: for<'e> fn(&'e CatalogEpisode) -> At<'e>,
    help: &'static str,
}

const OWN_PARTS: [OwnPart; 6] = [
    OwnPart {
        rule: EpisodeRule::SameTranscript,
        name: "transcript",
        sharing: Sharing::Nobody,
        says: transcript,
        is_enough: |_| true,
        at: at_transcript,
        help: "put the transcript of this recording there",
    },
    OwnPart {
        rule: EpisodeRule::SameSummary,
        name: "summary",
        sharing: Sharing::Nobody,
        says: |entry| of_words(entry.episode.summary.as_ref()?.as_str()),
        is_enough: |_| true,
        at: |entry| episode_key(entry, "summary"),
        help: "say in one or two sentences what is special about this episode",
    },
    OwnPart {
        rule: EpisodeRule::SameNotes,
        name: "notes",
        sharing: Sharing::LargePart,
        says: notes,
        is_enough: has_many_words,
        at: at_notes,
        help: "write the notes of this episode there; what all episodes have in common belongs in the show's description",
    },
    OwnPart {
        rule: EpisodeRule::SameChapters,
        name: "chapters",
        sharing: Sharing::LargePart,
        says: chapters,
        is_enough: |_| true,
        at: |entry| episode_key(entry, "chapters"),
        help: "write the chapters of this recording there",
    },
    OwnPart {
        rule: EpisodeRule::SameEasyRead,
        name: "Easy Read summary",
        sharing: Sharing::Nobody,
        says: |entry| of_words(entry.easy_read.as_ref()?.text.as_ref().ok()?),
        is_enough: |_| true,
        at: at_easy_read,
        help: "write in Easy Read what this episode is about",
    },
    OwnPart {
        rule: EpisodeRule::SameArtwork,
        name: "picture",
        sharing: Sharing::LargePartOrSeason,
        says: |entry| Some(entry.artwork.as_ref()?.found.as_ref().ok()?.sha256),
        is_enough: |_| true,
        at: |entry| in_episode(entry, KeyPath::key("artwork").then_key("file")),
        help: "put the picture of this episode there; without `artwork` apps show the cover of the show",
    },
];

/// Looks for each part in all episodes.
pub(super) fn check(scope: &Scope<'_>, found: &mut Found) {
    let mut entries: Vec<&CatalogEpisode> = scope.episodes().collect();
    // of two, the newer one is the copy
    entries.sort_by_key(|entry| (entry.episode.draft, entry.episode.date));
    for part in &OWN_PARTS {
        let mut known: BTreeMap<Sha256, Vec<&CatalogEpisode>> = BTreeMap::new();
        for entry in &entries {
            if let Some(said) = (part.says)(entry) {
                known.entry(said).or_default().push(entry);
            }
        }
        for alike in known.values().filter(|alike| alike.len() > 1) {
            let Some((first, copies)) = alike.split_first() else { continue };
            if is_shared(part.sharing, alike, entries.len()) || !(part.is_enough)(first) {
                continue;
            }
            for copy in copies.iter().filter(|copy| !is_repeat(first, copy)) {
                let message = format!("`episodes/{}` has the same {}", first.episode.slug, part.name);
                found.add(part.rule, (part.at)(copy), message, part.help);
            }
        }
    }
    alternative_texts(scope, &entries, found);
}

/// Whether episodes have something together on purpose.
fn is_shared(sharing: Sharing, alike: &[&CatalogEpisode], episodes: usize) -> bool {
    let is_large = alike.len() * SHARED_PART >= episodes;
    let season = |entry: &&CatalogEpisode| entry.episode.season;
    let is_of_one_season =
        || alike.first().and_then(season).is_some_and(|first| alike.iter().all(|one| season(one) == Some(first)));
    let is_meant = match sharing {
        Sharing::Nobody => false,
        Sharing::LargePart => is_large,
        Sharing::LargePartOrSeason => is_large || is_of_one_season(),
    };
    is_meant && alike.len() >= SHARED_BY
}

/// Whether two episodes have one recording: then `same-audio` says all there is to say.
fn is_repeat(one: &CatalogEpisode, other: &CatalogEpisode) -> bool {
    match (one.audio_facts(), other.audio_facts()) {
        (Some(one), Some(other)) => one.audio_sha256 == other.audio_sha256,
        _ => false,
    }
}

/// Words in lower case, without punctuation and line ends.
fn plain(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn is_long(text: &str) -> bool {
    text.chars().filter(|character| character.is_alphanumeric()).nth(LETTERS_MIN - 1).is_some()
}

fn of_words(text: &str) -> Option<Sha256> {
    is_long(text).then(|| Sha256::of(plain(text).as_bytes()))
}

fn transcript(entry: &CatalogEpisode) -> Option<Sha256> {
    let found = entry.transcript.as_ref()?.found.as_ref().ok()?;
    let speeches = found.transcript.cues.iter().flat_map(|cue| &cue.speeches);
    of_words(&speeches.flat_map(|speech| [speech.text.as_str(), " "]).collect::<String>())
}

fn at_transcript(entry: &CatalogEpisode) -> At<'_> {
    match &entry.transcript {
        Some(state) => in_file(entry, state.path.as_path(), FilePosition::File),
        None => episode_key(entry, "transcript"),
    }
}

fn at_easy_read(entry: &CatalogEpisode) -> At<'_> {
    match &entry.easy_read {
        Some(state) => in_file(entry, state.path.as_path(), FilePosition::File),
        None => episode_key(entry, "easy_read"),
    }
}

/// The key of the notes, and their text.
fn notes_of(entry: &CatalogEpisode) -> Option<(&'static str, &Text)> {
    let episode = &entry.episode;
    let keys = [("content_html", &episode.content_html), ("notes", &episode.notes), ("description", &episode.description)];
    keys.into_iter().find_map(|(key, text)| Some((key, text.as_ref()?)))
}

/// Links that differ make different notes, however alike their words are.
fn notes(entry: &CatalogEpisode) -> Option<Sha256> {
    of_words(notes_of(entry)?.1.as_str())
}

/// Addresses of links and pictures are no words.
fn has_many_words(entry: &CatalogEpisode) -> bool {
    notes_of(entry).is_some_and(|(key, text)| match key {
        "notes" => is_long(&Outline::of(text.as_str()).text),
        _ => is_long(&original::words(text.as_str())),
    })
}

fn at_notes(entry: &CatalogEpisode) -> At<'_> {
    episode_key(entry, notes_of(entry).map_or("notes", |(key, _)| key))
}

fn chapters(entry: &CatalogEpisode) -> Option<Sha256> {
    let list = &entry.episode.chapters.list;
    let lines = list.iter().map(|chapter| format!("{} {}\n", chapter.start.as_millis(), plain(chapter.title.as_str())));
    (list.len() >= CHAPTERS_MIN).then(|| Sha256::of(lines.collect::<String>().as_bytes()))
}

/// The same words for pictures that differ.
fn alternative_texts(scope: &Scope<'_>, entries: &[&CatalogEpisode], found: &mut Found) {
    let mut known: BTreeMap<String, (Sha256, Option<&Slug>)> = BTreeMap::new();
    let hash = |image: Option<&ImageState>| Some(image?.found.as_ref().ok()?.sha256);
    if let (Some(alt), Some(cover)) = (&scope.show.artwork.alt, hash(scope.catalog.cover.as_ref())) {
        known.insert(plain(alt.as_str()), (cover, None));
    }
    for entry in entries {
        let own = entry.episode.artwork.as_ref().and_then(EpisodeArtwork::file);
        let own = own.map(|artwork| (artwork.alt.as_ref(), hash(entry.artwork.as_ref()), KeyPath::key("artwork")));
        let of_chapters = entry.episode.chapters.list.iter().enumerate().map(|(index, chapter)| {
            let image = chapter.image.as_ref().and_then(|path| entry.chapter_images.get(path));
            (chapter.alt.as_ref(), hash(image), KeyPath::key("chapters").then_item(index))
        });
        for (alt, picture, keys) in own.into_iter().chain(of_chapters) {
            let (Some(alt), Some(picture)) = (alt.filter(|alt| is_long(alt.as_str())), picture) else { continue };
            let slug = &entry.episode.slug;
            let (first, of) = *known.entry(plain(alt.as_str())).or_insert((picture, Some(slug)));
            if first == picture || of == Some(slug) {
                continue;
            }
            let whose = of.map_or("the cover of the show".to_owned(), |of| format!("a picture of `episodes/{of}`"));
            found.add(
                EpisodeRule::SameAlt,
                in_episode(entry, keys.then_key("alt")),
                format!("{whose} has the same alternative text, and is another picture"),
                "say what one sees in this picture",
            );
        }
    }
}

#[cfg(test)]
mod tests;
