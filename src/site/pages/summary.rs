//! What pages say of an episode in short, and below it in full.

use crate::markdown::apps;
use crate::markdown::original;
use crate::seal::SealedEpisode;
use crate::site::context::Site;
use crate::site::html::Html;
use crate::site::pages::notes::Notes;

impl Site<'_> {
    /// The summary; where there is none, the beginning of what else is said, and nothing where that is nothing.
    pub(crate) fn summary<'s>(&'s self, sealed: &'s SealedEpisode) -> &'s str {
        match &sealed.episode.summary {
            Some(summary) => summary.as_str(),
            None => {
                self.beginnings.get(&sealed.episode.slug).map_or("", |beginning| beginning.get_or_init(|| beginning_of(sealed)))
            }
        }
    }
}

/// The first paragraph of the notes.
fn beginning_of(sealed: &SealedEpisode) -> String {
    original::first_paragraph(&notes_html(sealed))
}

/// The summary where it stands above the notes: nothing if they begin with it.
pub(crate) fn lead(sealed: &SealedEpisode) -> String {
    let Some(summary) = &sealed.episode.summary else { return String::new() };
    if original::begins_with(&notes_html(sealed), summary.as_str()) { String::new() } else { summary.to_string() }
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
    use crate::model::wording::text::Text;
    use crate::seal::fixtures::view;
    use crate::site::look::gallery::Gallery;
    use crate::site::render_inputs::RenderInputs;

    #[track_caller]
    fn case(change: impl FnOnce(&mut crate::model::episode::Episode), in_short: &str, above: &str) {
        let mut view = view();
        let episode = &mut view.episodes[0].episode;
        (episode.summary, episode.notes, episode.content_html, episode.description) = (None, None, None, None);
        change(episode);
        let site = Site::new(&view, Gallery::default(), &RenderInputs::none()).unwrap();
        let sealed = &view.episodes[0];
        assert_eq!((site.summary(sealed), lead(sealed).as_str()), (in_short, above));
        assert!(std::ptr::eq(site.summary(sealed), site.summary(sealed)), "it is made once");
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
