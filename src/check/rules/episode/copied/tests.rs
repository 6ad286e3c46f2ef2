//! Which parts two episodes may share, and which they may not.

use crate::catalog::Catalog;
use crate::check::testing::{chapter, episode, expect, image, path, text, transcript};
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
    for notes in ["Ada and Bea talk about the plan, *step by step*.", "Ada und Bea sprechen über den Plan, Schritt für Schritt."]
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
fn a_season_has_a_cover_of_its_own() {
    let pictures = |of: [(u32, usize); 10], expected: &[&str]| {
        expect(expected, |catalog| {
            catalog.episodes = (0..10_u32).map(|index| episode(&format!("tale{index}"), index + 1)).collect();
            for ((index, number), (season, picture)) in (0_usize..).zip(1_u32..).zip(of) {
                (catalog.episodes[index].episode.season, catalog.episodes[index].episode.number) = (Some(season), Some(number));
                artwork(catalog, index, &format!("What one sees in the tale {number}"), format!("picture {picture}").as_bytes());
            }
        });
    };
    pictures([(1, 1), (1, 1), (1, 1), (2, 2), (2, 2), (2, 2), (3, 3), (3, 4), (3, 5), (3, 6)], &[]);
    // two of a season, and three of two
    let place = |index: u32| format!("same-artwork episodes/tale{index}/episode.yaml artwork.file");
    pictures([(1, 1), (1, 1), (1, 2), (2, 3), (2, 4), (2, 5), (3, 6), (3, 7), (3, 8), (3, 9)], &[&place(1)]);
    pictures([(1, 1), (1, 1), (1, 2), (2, 1), (2, 4), (2, 5), (3, 6), (3, 7), (3, 8), (3, 9)], &[&place(1), &place(3)]);
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
