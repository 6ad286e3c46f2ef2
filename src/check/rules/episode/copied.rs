//! What two episodes say word for word: mostly it was copied to begin with, and left.

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
/// So many episodes share a text or a picture on purpose, if they are a large part of the show: thanks, a way to write in, the cover of a season.
const SHARED_BY: usize = 3;
/// How large a part that is: one in so many.
const SHARED_PART: usize = 3;

/// A part of an episode that no other should have.
struct OwnPart {
    rule: EpisodeRule,
    name: &'static str,
    /// Whether many episodes may have it together.
    is_shareable: bool,
    /// What it says; `None` where that is little, or nothing.
    says: fn(&CatalogEpisode) -> Option<Sha256>,
    at: for<'e> fn(&'e CatalogEpisode) -> At<'e>,
    help: &'static str,
}

const OWN_PARTS: [OwnPart; 6] = [
    OwnPart {
        rule: EpisodeRule::SameTranscript,
        name: "transcript",
        is_shareable: false,
        says: transcript,
        at: at_transcript,
        help: "put the transcript of this recording there",
    },
    OwnPart {
        rule: EpisodeRule::SameSummary,
        name: "summary",
        is_shareable: false,
        says: |entry| of_words(entry.episode.summary.as_ref()?.as_str()),
        at: |entry| episode_key(entry, "summary"),
        help: "say in one or two sentences what is special about this episode",
    },
    OwnPart {
        rule: EpisodeRule::SameNotes,
        name: "notes",
        is_shareable: true,
        says: notes,
        at: at_notes,
        help: "write the notes of this episode there; what all episodes have in common belongs into the show's description",
    },
    OwnPart {
        rule: EpisodeRule::SameChapters,
        name: "chapters",
        is_shareable: true,
        says: chapters,
        at: |entry| episode_key(entry, "chapters"),
        help: "write the chapters of this recording there",
    },
    OwnPart {
        rule: EpisodeRule::SameEasyRead,
        name: "Easy Read summary",
        is_shareable: false,
        says: |entry| of_words(entry.easy_read.as_ref()?.text.as_ref().ok()?),
        at: at_easy_read,
        help: "write in Easy Read what this episode is about",
    },
    OwnPart {
        rule: EpisodeRule::SameArtwork,
        name: "picture",
        is_shareable: true,
        says: |entry| Some(entry.artwork.as_ref()?.found.as_ref().ok()?.sha256),
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
        for alike in known.values() {
            if part.is_shareable && alike.len() >= SHARED_BY && alike.len() * SHARED_PART >= entries.len() {
                continue;
            }
            let Some((first, copies)) = alike.split_first() else { continue };
            for copy in copies.iter().filter(|copy| !is_repeat(first, copy)) {
                let message = format!("`episodes/{}` has the same {}", first.episode.slug, part.name);
                found.add(part.rule, (part.at)(copy), message, part.help);
            }
        }
    }
    alternative_texts(scope, &entries, found);
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
    let (key, text) = notes_of(entry)?;
    let shown = if key == "notes" { Outline::of(text.as_str()).text } else { original::words(text.as_str()) };
    is_long(&shown).then(|| Sha256::of(plain(text.as_str()).as_bytes()))
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
mod tests {
    use crate::catalog::Catalog;
    use crate::check::testing::{chapter, expect, image, path, text, transcript};
    use crate::model::identity::digest::Sha256;
    use crate::model::media::artwork::{Artwork, EpisodeArtwork};

    /// The last two episodes of the show, to be made alike.
    #[track_caller]
    fn alike(rule: &str, mut change: impl FnMut(&mut crate::catalog::CatalogEpisode, usize)) {
        let expected = if rule.is_empty() { Vec::new() } else { vec![rule] };
        expect(&expected, |catalog| {
            for index in [1, 2] {
                change(&mut catalog.episodes[index], index);
            }
        });
    }

    fn artwork(catalog: &mut Catalog, index: usize, alt: &str, bytes: &[u8]) {
        let entry = &mut catalog.episodes[index];
        let file = entry.episode.folder.join("own.jpg").unwrap();
        let mut own = image(file.clone());
        own.found.as_mut().unwrap().sha256 = Sha256::of(bytes);
        entry.artwork = Some(own);
        entry.episode.artwork = Some(EpisodeArtwork::File(Artwork { file, alt: Some(text(alt)) }));
    }

    #[test]
    fn a_transcript_is_a_copy_whatever_its_times_and_signs() {
        for (one, other) in [
            ("There was a wall that nobody ever climbed.", "There was a wall\nthat nobody ever climbed"),
            ("Die Mauer war hoch, und niemand stieg darüber.", "die mauer war hoch und niemand stieg darüber"),
            (
                "从前有一堵高高的墙，没有人敢爬过去看看墙后面到底藏着什么东西。",
                "从前有一堵高高的墙 没有人敢爬过去看看墙后面到底藏着什么东西",
            ),
        ] {
            expect(&["same-transcript episodes/wall/transcript.vtt"], |catalog| {
                catalog.show_mut().language = "cy".parse().unwrap();
                for (index, words) in [(1, one), (2, other)] {
                    let entry = &mut catalog.episodes[index];
                    let start = if index == 1 { 600 } else { 900 };
                    entry.transcript = Some(transcript(&entry.episode.folder, "transcript.vtt", &[(start, 59_000, words)]));
                }
            });
        }
        // a word is another
        alike("", |entry, index| {
            let words = ["", "There was a gate that nobody ever climbed.", "There was a wall that nobody ever climbed."][index];
            entry.transcript = Some(transcript(&entry.episode.folder, "transcript.vtt", &[(600, 59_000, words)]));
        });
    }

    #[test]
    fn a_repeat_that_is_meant_is_told_once() {
        expect(&["same-audio episodes/wall/audio.mp3"], |catalog| {
            let facts = catalog.facts_mut(1).clone();
            *catalog.facts_mut(2) = facts;
            catalog.episodes[2].episode.summary = catalog.episodes[1].episode.summary.clone();
            catalog.episodes[2].transcript = catalog.episodes[1].transcript.clone();
        });
    }

    #[test]
    fn summaries_and_notes_are_compared_by_their_words_and_links() {
        for summary in ["Ada tells how she made a plan of her own.", "Ada erzählt, wie sie ihren eigenen Plan gemacht hat."] {
            alike("same-summary episodes/wall/episode.yaml summary", |entry, _| entry.episode.summary = Some(text(summary)));
        }
        for notes in
            ["Ada and Bea talk about the plan, *step by step*.", "Ada und Bea sprechen über den Plan, Schritt für Schritt."]
        {
            alike("same-notes episodes/wall/episode.yaml notes", |entry, _| entry.episode.notes = Some(text(notes)));
            alike("same-notes episodes/wall/episode.yaml content_html", |entry, _| {
                (entry.episode.notes, entry.episode.content_html) = (None, Some(text(&format!("<p>{notes}</p>"))));
            });
        }
        alike("", |entry, index| {
            let link = format!("All that we talk about is on [our page](https://example.org/{index}).");
            entry.episode.notes = Some(text(&link));
        });
        alike("", |entry, _| entry.episode.notes = Some(text("Music by Ada.")));
    }

    #[test]
    fn what_the_show_has_in_common_is_no_copy() {
        expect(&[], |catalog| {
            for entry in &mut catalog.episodes {
                entry.episode.notes = Some(text("Made by Ada and Bea. Write to us at any time, we read it all."));
                entry.episode.chapters.list = [(0, "Hello"), (10_000, "Talk"), (50_000, "Goodbye")].map(chapter).to_vec();
            }
            (0..3).for_each(|index| artwork(catalog, index, "A red door", b"season"));
        });
    }

    #[test]
    fn chapters_and_easy_read_are_of_one_recording() {
        for title in ["Talk", "Gespräch"] {
            alike("same-chapters episodes/wall/episode.yaml chapters", |entry, _| {
                entry.episode.chapters.list = [(0, "A"), (10_000, title), (50_000, "B")].map(chapter).to_vec();
            });
        }
        alike("", |entry, index| {
            let talk = if index == 1 { 10_000 } else { 11_000 };
            entry.episode.chapters.list = [(0, "A"), (talk, "Talk"), (50_000, "B")].map(chapter).to_vec();
        });
        for summary in ["- Ada has a plan.\n- She made it herself.\n", "- Ada hat einen Plan.\n- Sie hat ihn selbst gemacht.\n"] {
            alike("same-easy-read episodes/wall/easy-read.md", |entry, _| {
                entry.easy_read.as_mut().unwrap().text = Ok(summary.to_owned());
            });
        }
    }

    #[test]
    fn two_pictures_have_two_texts_and_two_episodes_two_pictures() {
        for alt in ["Two people sit at a table and drink tea.", "Zwei Menschen sitzen am Tisch und trinken Tee."] {
            expect(&["same-alt episodes/wall/episode.yaml artwork.alt"], |catalog| {
                artwork(catalog, 1, alt, b"tea");
                artwork(catalog, 2, alt, b"coffee");
            });
            expect(&["same-artwork episodes/wall/episode.yaml artwork.file"], |catalog| {
                artwork(catalog, 1, alt, b"tea");
                artwork(catalog, 2, alt, b"tea");
            });
            expect(&["same-alt episodes/gate/episode.yaml artwork.alt"], |catalog| {
                catalog.show_mut().artwork.alt = Some(text(alt));
                artwork(catalog, 1, alt, b"tea");
            });
        }
        expect(&["same-alt episodes/wall/episode.yaml chapters[1].alt"], |catalog| {
            for (index, name) in [(1, "tea"), (2, "coffee")] {
                let file = path(&format!("episodes/{name}.jpg"));
                let mut picture = image(file.clone());
                picture.found.as_mut().unwrap().sha256 = Sha256::of(name.as_bytes());
                let entry = &mut catalog.episodes[index];
                entry.chapter_images.insert(file.clone(), picture);
                entry.episode.chapters.list[1].image = Some(file);
                entry.episode.chapters.list[1].alt = Some(text("Two people sit at a table and drink tea."));
            }
        });
    }
}
