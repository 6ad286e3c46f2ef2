//! What the subscribers of a published feed would see, in words.

use std::fmt::Write;

use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::feed::published::comparison::weight::Weight;
use crate::feed::published::comparison::{Aspect, FeedChange, FeedComparison, Unread, UnreadKind};
use crate::report::paint::Paint;

/// So many differences of one kind are told one by one; of more, so many titles are named.
const NAMED: usize = 3;

/// The longest value that is quoted (characters).
const QUOTED_MAX: usize = 60;

/// A line for each thing that subscribers would see, or that there is nothing, and what could not be compared.
pub fn subscribers(feed: &str, seen: &FeedComparison, paint: Paint) -> String {
    let feed = Sanitized(feed);
    let mut out = String::new();
    if seen.is_equal() {
        let as_far = if seen.unread.is_empty() { "" } else { " in what could be compared" };
        let _ = writeln!(out, "\nsubscribers of `{feed}` would see no change{as_far}");
    } else {
        let _ = writeln!(out, "\n{}", paint.bold(&format!("subscribers of `{feed}` would see")));
        for weight in Weight::ALL {
            group(&mut out, weight, &seen.of_weight(weight).collect::<Vec<_>>(), paint);
        }
    }
    if !seen.unread.is_empty() {
        let _ = writeln!(out, "\n{}", paint.bold("not compared"));
        for unread in &seen.unread {
            line(&mut out, "  ", &unread_line(unread), paint);
        }
    }
    out
}

fn group(out: &mut String, weight: Weight, changes: &[&FeedChange], paint: Paint) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(out, "  {}", paint.bold(heading(weight)));
    for same in changes.chunk_by(|one, other| one.aspect == other.aspect) {
        if same.len() > NAMED {
            line(out, "    ", &many(same), paint);
        } else {
            for change in same {
                line(out, "    ", &single(change), paint);
            }
        }
    }
}

fn line(out: &mut String, indent: &str, text: &str, paint: Paint) {
    for (index, line) in paint.wrap(text, indent.len()).iter().enumerate() {
        let _ = writeln!(out, "{indent}{}{line}", if index == 0 { "" } else { "  " });
    }
}

fn heading(weight: Weight) -> &'static str {
    match weight {
        Weight::DownloadsAgain => "downloads again, or cannot play",
        Weight::AppearsAsNew => "appears as new",
        Weight::Disappears => "disappears",
        Weight::LooksDifferent => "looks different",
        Weight::Invisible => "invisible to listeners",
    }
}

/// What has changed, as one says it of a show or an episode.
fn subject(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Enclosure => "the address of the recording",
        Aspect::Guid | Aspect::ShowGuid => "the guid",
        Aspect::NewEpisode => "a new episode",
        Aspect::Date => "the date",
        Aspect::GoneEpisode => "no longer there",
        Aspect::FeedAddress => "the address of the feed",
        Aspect::Title => "the title",
        Aspect::Notes => "the notes",
        Aspect::Description => "the description",
        Aspect::Picture => "the picture",
        Aspect::Duration => "the duration",
        Aspect::Season => "the season",
        Aspect::Number => "the number",
        Aspect::Explicit => "whether it is explicit",
        Aspect::Author => "the author",
        Aspect::Link => "the link to its page",
        Aspect::Language => "the language",
        Aspect::Categories => "the categories",
        Aspect::Bytes => "the length in bytes",
        Aspect::MediaType => "the media type",
    }
}

fn single(change: &FeedChange) -> String {
    let name =
        change.episode.as_ref().map_or_else(|| "the show".to_owned(), |episode| format!("\"{}\"", Sanitized(&episode.title)));
    match change.aspect {
        Aspect::NewEpisode => format!("{name}: a new episode"),
        Aspect::GoneEpisode => format!("{name}: no longer there"),
        // Whole texts would fill the screen.
        Aspect::Notes | Aspect::Description => format!("{name}: {} changed", subject(change.aspect)),
        aspect => {
            let value = |value: &Option<String>| {
                value.as_deref().map_or_else(|| "nothing".to_owned(), |value| format!("`{}`", quoted(value)))
            };
            format!("{name}: {} was {}, and would be {}", subject(aspect), value(&change.old), value(&change.new))
        }
    }
}

fn many(changes: &[&FeedChange]) -> String {
    let titles = changes.iter().filter_map(|change| change.episode.as_ref()).map(|episode| episode.title.as_str());
    let episodes = Count(changes.len(), "episode");
    let what = match changes[0].aspect {
        Aspect::NewEpisode => format!("{}", Count(changes.len(), "new episode")),
        Aspect::GoneEpisode => format!("{episodes}, no longer there"),
        aspect => format!("{} of {episodes}", subject(aspect)),
    };
    format!("{what}: {}", first_of(titles, changes.len()))
}

/// The first titles, and how many more there are.
fn first_of<'a>(titles: impl Iterator<Item = &'a str>, count: usize) -> String {
    let named: Vec<String> = titles.take(NAMED).map(|title| format!("\"{}\"", Sanitized(&quoted(title)))).collect();
    let more = if count > named.len() { format!(" and {} more", count - named.len()) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

fn quoted(value: &str) -> String {
    let whole = Sanitized(value).to_string();
    match whole.char_indices().nth(QUOTED_MAX) {
        Some((end, _)) => format!("{}...", &whole[..end]),
        None => whole,
    }
}

fn unread_line(unread: &Unread) -> String {
    let count = unread.examples.len();
    let named = || first_of(unread.examples.iter().map(String::as_str), count);
    match unread.kind {
        UnreadKind::Looks => "how episodes look, because the show has errors: `podwright check` lists them".to_owned(),
        UnreadKind::FurtherPages => format!("the further pages of the feed, from {} on", named()),
        UnreadKind::FeedAddress => "the address of the feed, which the old feed does not state".to_owned(),
        UnreadKind::ShowGuid => format!("the guid of the show, which is no UUID: {}", named()),
        UnreadKind::DoubleGuid => {
            format!("{} of the old feed with the guid of another: {}", Count(count, "episode"), named())
        }
        UnreadKind::Date => format!("the date of {}, which nobody can read: {}", Count(count, "episode"), named()),
        UnreadKind::NoDate => format!("the date of {} without one: {}", Count(count, "episode"), named()),
        UnreadKind::NoEnclosure => format!("the recording of {} without one: {}", Count(count, "item"), named()),
        UnreadKind::NoTitle => format!("the title of {} without one: {}", Count(count, "episode"), named()),
        UnreadKind::Duration => format!("the duration of {}, which nobody can read: {}", Count(count, "episode"), named()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::published::comparison::ChangedEpisode;

    fn change(aspect: Aspect, title: Option<&str>, old: &str, new: &str) -> FeedChange {
        let value = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let episode = title.map(|title| ChangedEpisode { title: title.to_owned(), new_guid: None, old_guid: None });
        FeedChange { aspect, episode, old: value(old), new: value(new) }
    }

    #[test]
    fn says_what_a_subscriber_would_notice() {
        let changes = vec![
            change(Aspect::Guid, Some("The \u{1b}[31mdoor"), "a", "b"),
            change(Aspect::NewEpisode, Some("The gate"), "", ""),
            change(Aspect::Title, None, "A show", "The show"),
        ];
        let mut seen = FeedComparison { changes, ..FeedComparison::default() };
        seen.changes.extend(["One", "Two", "Three", "Four", "Five"].map(|title| change(Aspect::Season, Some(title), "", "1")));
        seen.cannot(UnreadKind::Date, "One (`soon`)".to_owned());
        let said = subscribers("feed.xml", &seen, Paint { colour: false, width: 60 });
        assert!(!said.contains('\u{1b}'));
        assert_eq!(
            said.replace("[31m", "").replace("\\u{1b}", ""),
            "\nsubscribers of `feed.xml` would see\n  appears as new\n    \"The door\": the guid was `a`, and would be `b`\n    \
             \"The gate\": a new episode\n  looks different\n    the show: the title was `A show`, and would be `The\n      show`\n    \
             the season of 5 episodes: \"One\", \"Two\", \"Three\" and 2\n      more\n\nnot compared\n  the date of 1 episode, which \
             nobody can read: \"One\n    (`soon`)\"\n"
        );
        assert_eq!(subscribers("a", &FeedComparison::default(), Paint::PLAIN), "\nsubscribers of `a` would see no change\n");
        seen.changes.clear();
        let said = subscribers("a", &seen, Paint::PLAIN);
        assert!(said.starts_with("\nsubscribers of `a` would see no change in what could be compared\n"), "{said}");
    }
}
