//! What pages say of an episode in short, and below it in full.

use crate::markdown::apps;
use crate::markdown::original;
use crate::model::wording::text::Text;
use crate::seal::SealedEpisode;
use crate::site::html::Html;
use crate::site::pages::notes::Notes;

/// The summary; where there is none, the beginning of what else is said, and nothing where that is nothing.
pub(crate) fn summary(sealed: &SealedEpisode) -> String {
    match &sealed.episode.summary {
        Some(summary) => summary.to_string(),
        None => original::first_paragraph(&notes_html(sealed)),
    }
}

/// The summary where it stands above the notes: nothing if they begin with it.
pub(crate) fn lead(sealed: &SealedEpisode) -> String {
    let summary = sealed.episode.summary.as_ref().map(Text::as_str).unwrap_or_default();
    if original::begins_with(&notes_html(sealed), summary) { String::new() } else { summary.to_owned() }
}

/// The show notes; those of another program as it published them.
pub(crate) fn show_notes(sealed: &SealedEpisode, notes: &Notes<'_>) -> Option<Html> {
    let episode = &sealed.episode;
    match (&episode.content_html, &episode.notes, &episode.description) {
        (Some(html), ..) => Some(notes.render_original(html.as_str())),
        (None, Some(markdown), _) => Some(notes.render(markdown.as_str())),
        (None, None, Some(text)) => Some(notes.render_original(&original::paragraphs(text.as_str()))),
        (None, None, None) => None,
    }
}

fn notes_html(sealed: &SealedEpisode) -> String {
    let episode = &sealed.episode;
    match (&episode.content_html, &episode.notes, &episode.description) {
        (Some(html), ..) => original::html(html.as_str()),
        (None, Some(markdown), _) => apps::html(markdown.as_str(), &sealed.page_url),
        (None, None, Some(text)) => original::html(&original::paragraphs(text.as_str())),
        (None, None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::fixtures::view;

    #[track_caller]
    fn case(change: impl FnOnce(&mut crate::model::episode::Episode), in_short: &str, above: &str) {
        let mut sealed = view().episodes.remove(0);
        let episode = &mut sealed.episode;
        (episode.summary, episode.notes, episode.content_html, episode.description) = (None, None, None, None);
        change(episode);
        assert_eq!((summary(&sealed).as_str(), lead(&sealed).as_str()), (in_short, above));
    }

    #[test]
    fn a_summary_is_said_once() {
        let text = |text: &str| Some(text.parse::<Text>().unwrap());
        case(|_| {}, "", "");
        case(|episode| episode.summary = text("In short."), "In short.", "In short.");
        case(|episode| episode.notes = text("One *two*.\n\nThree."), "One two.", "");
        case(|episode| (episode.summary, episode.notes) = (text("One two."), text("One *two*.\n\nThree.")), "One two.", "");
        case(|episode| (episode.summary, episode.notes) = (text("In short."), text("One.")), "In short.", "In short.");
        case(|episode| (episode.summary, episode.content_html) = (text("One."), text("<p>One.</p><p>Two</p>")), "One.", "");
        case(|episode| episode.content_html = text("<p>One &amp; two</p><p>Three</p>"), "One & two", "");
        case(|episode| episode.description = text("One & two\n\nThree"), "One & two", "");
    }
}
