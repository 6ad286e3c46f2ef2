//! Titles, summaries, notes and dates of each episode by itself.

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::episode::EpisodeRule;
use crate::check::rules::accessibility::text as accessible;
use crate::check::rules::episode::links::{self, Served};
use crate::check::rules::episode::notes;
use crate::check::rules::episode::stretches;
use crate::check::rules::show::labels;
use crate::check::rules::show::{DESCRIPTION_MAX, markup, name_length, people};
use crate::check::scope::{Scope, episode_key, in_episode, in_notes};
use crate::display::list::List;
use crate::markdown::apps;
use crate::markdown::original;
use crate::markdown::outline::{Construct, Outline, RewrittenForApps};
use crate::model::identity::slug::Slug;
use crate::model::kind::episode_kind::EpisodeKind;

/// 1 January 2000, UTC. // seconds since 1970
const YEAR_2000: i64 = 946_684_800;

/// How many elements of HTML a message names.
const NAMES_MAX: usize = 5;

/// Looks at each episode by itself.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    let served = Served::of(scope);
    for entry in scope.episodes() {
        title(scope, entry, found);
        summary(scope, entry, found);
        published_words(entry, found);
        if let Some(text) = &entry.episode.notes {
            notes_length(entry, apps::length(text.as_str()), found);
            let outline = Outline::of(text.as_str());
            notes_in_apps(entry, &outline, found);
            links::of_notes(&served, entry, &outline, found);
            notes::check(entry, text.as_str(), &outline, found);
            accessible::of_notes(entry, text.as_str(), &outline, found);
        }
        links::of_chapters(&served, entry, found);
        date(scope, entry, found);
        guid(scope, entry, found);
        labels::of_episode(entry, found);
        stretches::check(entry, found);
        people(&entry.episode.people.list, |index| in_episode(entry, entry.episode.people.key(index)), found);
    }
}

fn title(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    let episode = &entry.episode;
    let title = episode.title.as_str();
    name_length(title, episode_key(entry, "title"), found);
    markup(title, episode_key(entry, "title"), found);
    let show = scope.show.title.as_str().to_lowercase();
    // A trailer may: and what could not be understood may be a trailer.
    let may_repeat = episode.kind == EpisodeKind::Trailer || !scope.is_understood(entry);
    if !may_repeat && title.to_lowercase().contains(&show) {
        found.add(
            EpisodeRule::TitleRepeatsShow,
            episode_key(entry, "title"),
            "the title repeats the title of the show, which apps show beside it",
            "leave the show's title out",
        );
    }
    if let Some(number) = leading_number(title) {
        found.add(
            EpisodeRule::TitleWithNumber,
            episode_key(entry, "title"),
            format!("the title begins with `{number}`, which apps show by themselves"),
            "write the number under `number:` (and `season:`), and leave it out of the title",
        );
    }
}

/// `Episode 3`, `Ep. 3:`, `S1E2`, `#3`, `3.`, `3 -` at the start of a title. A bare number is a word: "3 ways to begin".
fn leading_number(title: &str) -> Option<&str> {
    let lower = title.to_ascii_lowercase();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    for word in ["episode", "ep.", "ep", "part", "no.", "#"] {
        if let Some(rest) = lower.strip_prefix(word) {
            let blank = rest.len() - rest.trim_start_matches(' ').len();
            let count = digits(&rest[blank..]);
            if count > 0 && (blank > 0 || matches!(word, "#" | "ep" | "ep." | "no.")) {
                return title.get(..word.len() + blank + count);
            }
        }
    }
    if let Some(rest) = lower.strip_prefix('s') {
        let season = digits(rest);
        let episode = rest[season..].strip_prefix('e').map_or(0, digits);
        if season > 0 && episode > 0 {
            return title.get(..2 + season + episode);
        }
    }
    let count = digits(&lower);
    let rest = &lower[count..];
    let sign = [". ", ": ", " - ", " – ", " — ", ") "].iter().any(|sign| rest.starts_with(sign));
    // Four digits are a year: "2001: a memory".
    ((1..=3).contains(&count) && sign).then(|| &title[..count])
}

fn summary(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    let episode = &entry.episode;
    let Some(summary) = &episode.summary else {
        let words = [&episode.notes, &episode.content_html, &episode.description];
        if words.into_iter().all(Option::is_none) && scope.is_understood(entry) {
            found.add(
                EpisodeRule::MissingSummary,
                episode_key(entry, "summary"),
                "nothing says what the episode is about",
                "add `summary:` with one or two sentences, or `notes:`",
            );
        }
        return;
    };
    let summary = summary.as_str();
    if summary.len() > DESCRIPTION_MAX {
        found.add(
            EpisodeRule::SummaryTooLong,
            episode_key(entry, "summary"),
            format!("the summary has {} bytes; Apple takes {DESCRIPTION_MAX} at most", summary.len()),
            "one or two sentences are enough; the rest belongs under `notes`",
        );
    }
    markup(summary, episode_key(entry, "summary"), found);
    if summary.to_lowercase().trim_end_matches('.') == entry.episode.title.as_str().to_lowercase().trim_end_matches('.') {
        found.add(
            EpisodeRule::UselessSummary,
            episode_key(entry, "summary"),
            "the summary says no more than the title",
            "say in one or two sentences what one will hear",
        );
    }
}

/// Words that another program published as HTML.
fn published_words(entry: &CatalogEpisode, found: &mut Found) {
    let episode = &entry.episode;
    if let (Some(_), Some(_)) = (&episode.content_html, &episode.notes) {
        found.add(
            EpisodeRule::NotesTwice,
            episode_key(entry, "content_html"),
            "the episode has both `content_html` and `notes`; keep one",
            "keep `content_html` for what was published elsewhere, and `notes` for what you write yourself",
        );
    }
    for (key, text) in [("content_html", &episode.content_html), ("description", &episode.description)] {
        let Some(text) = text else { continue };
        let left_out = original::left_out(text.as_str());
        if !left_out.is_empty() {
            let names: Vec<String> = left_out.iter().take(NAMES_MAX).map(|name| format!("<{name}>")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            found.add(
                EpisodeRule::StrippedHtml,
                episode_key(entry, key),
                format!("the feed leaves {} of `{key}` out", List::and(&names)),
                "nothing, if the words are enough; else link to a page that shows it",
            );
        }
    }
}

fn notes_length(entry: &CatalogEpisode, html_bytes: usize, found: &mut Found) {
    if html_bytes > DESCRIPTION_MAX {
        found.add(
            EpisodeRule::NotesTooLong,
            episode_key(entry, "notes"),
            format!("the notes have {html_bytes} bytes as HTML; Apple shows {DESCRIPTION_MAX} at most"),
            "shorten them, or link to a page with the rest",
        );
    }
}

/// What podcast apps do not show of the notes, or show in another form.
fn notes_in_apps(entry: &CatalogEpisode, outline: &Outline, found: &mut Found) {
    if let Some(stripped) = outline.stripped.first() {
        found.add(
            EpisodeRule::StrippedHtml,
            in_notes(entry, stripped.at),
            format!("podcast apps take {} out of the notes", stripped.what),
            "say it in words, or link to a page that shows it",
        );
    }
    for RewrittenForApps { construct, at } in &outline.rewritten {
        let (what, shown, help) = match construct {
            Construct::Footnote => {
                ("footnotes", "each is a number in brackets, and the text is at the end", "move what matters into the sentence")
            }
            Construct::Strikethrough => (
                "struck-through text",
                "some, such as Apple Podcasts, show the words as if they still held",
                "leave the words out, or say that they no longer hold",
            ),
            Construct::Table => (
                "tables",
                "each row becomes an item of a list",
                "read the list that the feed has, or link to a page with the table",
            ),
            Construct::TaskList => ("task lists", "each box becomes ☐ or ☑", "say in words what is done"),
        };
        found.add(
            EpisodeRule::UnsupportedMarkdown,
            in_notes(entry, *at),
            format!("podcast apps cannot show {what}: {shown}"),
            help,
        );
    }
}

fn date(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    let date = entry.episode.date;
    if date.unix_seconds() < YEAR_2000 {
        found.add(
            EpisodeRule::DateBefore2000,
            episode_key(entry, "date"),
            format!("the date {date} is older than podcasts are"),
            "write the day on which the episode comes out",
        );
    }
    // What was out already is no matter of waiting.
    if date > scope.now && !entry.episode.draft && !scope.was_out(entry) {
        found.add(
            EpisodeRule::FutureDate,
            episode_key(entry, "date"),
            format!("the episode is held back until {date}"),
            "nothing to do: the first build after that time brings it out",
        );
    }
}

fn guid(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    // A published guid stays, wherever it came from.
    if scope.was_out(entry) {
        return;
    }
    let guid = entry.episode.guid.as_str();
    let slug = entry.episode.slug.as_str();
    let of_title = Slug::of_title(entry.episode.title.as_str(), &scope.show.language);
    let what = if guid.starts_with(scope.show.url.as_url().as_str()) {
        "address"
    } else if guid.eq_ignore_ascii_case(slug) {
        "folder's name"
    } else if of_title.is_some_and(|title| guid.eq_ignore_ascii_case(title.as_str())) {
        "title"
    } else if entry.episode.number.is_some_and(|number| guid == number.to_string()) {
        "number"
    } else {
        return;
    };
    found.add(
        EpisodeRule::DerivedGuid,
        episode_key(entry, "guid"),
        format!("the guid `{guid}` is made of the episode's {what}, which may change"),
        "write a random guid once, such as `podwright new` makes, and never change it",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_number_from_a_word() {
        for (title, expected) in [
            ("Episode 3: Trains", Some("Episode 3")),
            ("Ep3 Trains", Some("Ep3")),
            ("S1E02 Trains", Some("S1E02")),
            ("#12 Trains", Some("#12")),
            ("4. Trains", Some("4")),
            ("4 - Trains", Some("4")),
            ("3 ways to begin", None),
            ("2001: a memory", None),
            ("Episodes of a life", None),
            ("Part of us", None),
            ("é1", None),
        ] {
            assert_eq!(leading_number(title), expected, "{title}");
        }
    }
}
