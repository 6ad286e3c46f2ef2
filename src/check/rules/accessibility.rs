//! Faults that shut people out: pictures without words, hard language, links that say nothing.

mod contacts;
mod easy_read;
mod people;
pub(in crate::check::rules) mod text;
mod theme;

use crate::catalog::CatalogEpisode;
use crate::catalog::unreadable_text::UnreadableText;
use crate::check::found::Found;
use crate::check::rule::accessibility::AccessibilityRule;
use crate::check::rules::episode::links::Served;
use crate::check::scope::{At, Scope, episode_key, in_episode, in_file, in_show, show_key};
use crate::model::place::{FilePosition, KeyPath};
use crate::model::wording::text::Text;

/// Looks at pictures' words, at texts, and at people.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    theme::check(scope, found);
    let show = scope.show;
    let keys = || KeyPath::key("artwork");
    alt(show.artwork.alt.as_ref(), show.title.as_str(), || in_show(keys()), found);
    text::plain(show.title.as_str(), || show_key("title"), found);
    text::plain(show.description.as_str(), || show_key("description"), found);
    contacts::of_show(show, found);
    let served = Served::of(scope);
    for entry in scope.episodes() {
        let episode = &entry.episode;
        if let Some(artwork) = &episode.artwork {
            alt(artwork.alt(), episode.title.as_str(), || in_episode(entry, keys()), found);
        }
        for (index, chapter) in episode.chapters.list.iter().enumerate().filter(|(_, chapter)| chapter.image.is_some()) {
            let at = || in_episode(entry, KeyPath::key("chapters").then_item(index));
            alt(chapter.alt.as_ref(), chapter.title.as_str(), at, found);
        }
        easy_read_pictures(entry, found);
        easy_read::check(scope, &served, entry, found);
        text::check(scope, entry, found);
        people::check(scope, entry, found);
        contacts::check(scope, entry, found);
        content(scope, entry, found);
    }
}

fn alt<'a>(alt: Option<&Text>, title: &str, at: impl Fn() -> At<'a>, found: &mut Found) {
    let Some(alt) = alt else {
        let help = "write under `alt:` in one sentence what one sees";
        found.add(AccessibilityRule::MissingAlt, at(), "the picture has no alternative text", help);
        return;
    };
    let (mut place, episode) = at();
    if let FilePosition::Value(keys) = place.position {
        place.position = FilePosition::Value(keys.then_key("alt"));
    }
    words(alt.as_str(), title, (place, episode), found);
}

/// The pictures of an Easy Read summary: they carry half of what it says.
fn easy_read_pictures(entry: &CatalogEpisode, found: &mut Found) {
    let Some(summary) = &entry.easy_read else { return };
    for picture in &summary.pictures {
        let at = in_file(entry, summary.path.as_path(), FilePosition::LineColumn { line: picture.line, column: 1 });
        if picture.alt.trim().is_empty() {
            found.add(
                AccessibilityRule::MissingAlt,
                at,
                format!("the picture `{}` has no alternative text", picture.target),
                "write between the brackets what one sees, as in `![A cup of tea](tea.jpg)`",
            );
        } else {
            words(picture.alt.trim(), entry.episode.title.as_str(), at, found);
        }
    }
}

/// What the alternative text of a picture says.
fn words(alt: &str, title: &str, at: At<'_>, found: &mut Found) {
    let lower = alt.to_lowercase();
    if lower.trim_end_matches('.') == title.to_lowercase() {
        found.add(
            AccessibilityRule::AltRepeatsTitle,
            at,
            "the alternative text only repeats the title",
            "say what one sees in the picture",
        );
    } else if ["picture of", "a picture of", "image of", "an image of", "photo of", "a photo of", "graphic of", "cover art"]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        found.add(
            AccessibilityRule::AltSaysPicture,
            at,
            "the alternative text begins by saying that it is a picture, which the screen reader says by itself",
            "begin with what one sees",
        );
    }
}

fn content(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    let episode = &entry.episode;
    if episode.explicit.unwrap_or(scope.show.explicit) && episode.content_note.is_none() {
        found.add(
            AccessibilityRule::MissingContentNote,
            episode_key(entry, "content_note"),
            "the episode is explicit, and no content note says why",
            "write under `content_note:` what is spoken of",
        );
    }
    match &entry.easy_read {
        None => found.add(
            AccessibilityRule::MissingEasyRead,
            episode_key(entry, "easy_read"),
            "the episode has no Easy Read summary",
            format!("put an `easy-read.md` into `{}`: short sentences, one idea a line", episode.folder),
        ),
        Some(state) => {
            if let Err(reason) = &state.text {
                let named = episode.easy_read.as_ref() == Some(&state.path);
                found.add(
                    AccessibilityRule::UnreadableEasyRead,
                    if named {
                        episode_key(entry, "easy_read")
                    } else {
                        in_file(entry, state.path.as_path(), FilePosition::File)
                    },
                    format!("the Easy Read summary `{}` cannot be read: {reason}", state.path),
                    match reason {
                        UnreadableText::TooLong { .. } => "shorten it",
                        UnreadableText::Other { .. } => "put the file back, or correct its path",
                    },
                );
            }
        }
    }
}

#[cfg(test)]
mod tests;
