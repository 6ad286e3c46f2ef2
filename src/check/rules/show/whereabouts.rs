//! What a feed says of itself as a whole: where it has moved to, whether it is complete, and the names of its seasons.

use std::collections::BTreeSet;

use crate::check::found::Found;
use crate::check::rule::show::ShowRule;
use crate::check::scope::{Scope, in_show, show_key};
use crate::layout::output::Output;
use crate::markdown::destination::path_and_query;
use crate::model::place::KeyPath;
use crate::model::web::http_url::HttpUrl;

/// Endings of files that are no feed.
const OTHER_FILES: [&str; 24] = [
    "aac", "css", "doc", "docx", "gif", "htm", "html", "jpeg", "jpg", "js", "json", "m4a", "md", "mp3", "mp4", "ogg", "opml",
    "pdf", "png", "txt", "wav", "webp", "xhtml", "zip",
];
/// What words in addresses of feeds begin or end with, in most languages.
const WORDS_OF_FEEDS: &str = "feed rss xml";
/// What words in addresses of feeds can be.
const WHOLE_WORDS_OF_FEEDS: [&str; 4] = ["atom", "feeds", "flux", "rss2"];

/// Looks at the show.
pub(super) fn check(scope: &Scope<'_>, found: &mut Found) {
    if let Some(url) = &scope.show.new_feed_url {
        new_feed(scope, url, found);
    }
    if scope.show.complete {
        complete(scope, found);
    }
    seasons(scope, found);
    if let Some(ignored) = &scope.catalog.lock_ignored {
        found.add(
            ShowRule::LockIgnored,
            (ignored.clone(), None),
            "this line keeps `podcast.lock` out of Git, and with it the memory of what was published",
            "delete the line, or add the line `!podcast.lock` below it; then commit `podcast.lock`",
        );
    }
}

fn new_feed(scope: &Scope<'_>, url: &HttpUrl, found: &mut Found) {
    if let Some(reason) = why_no_feed(url) {
        found.add(
            ShowRule::NewFeedUrlIsNoFeed,
            show_key("new_feed_url"),
            format!("`{url}` is not the address of a feed: {reason}"),
            format!("write the address of the feed itself, such as `{}`", Output::feed(scope.show).url(scope.show)),
        );
        return;
    }
    let feed = Output::feed(scope.show);
    let own = feed.url(scope.show);
    let moves = scope.catalog.lock.iter().flat_map(|lock| &lock.moves);
    let is_known = *url == own || moves.map(|one| &one.to).any(|to| feed.url_below(to) == *url);
    if !is_known {
        found.add(
            ShowRule::MovedWithoutMove,
            show_key("new_feed_url"),
            format!("this sends every subscriber to `{url}`, and the show itself is still at `{own}`"),
            "run `podwright move` with the show's new address; if it leaves for another host, allow `moved-without-move`",
        );
    }
}

/// Why an address leads to something else than a feed; `None` where it may be one.
fn why_no_feed(url: &HttpUrl) -> Option<String> {
    let (path, query) = path_and_query(url.as_str())?;
    let name = path.rsplit('/').next().unwrap_or_default();
    if let Some((_, ending)) = name.rsplit_once('.') {
        let ending = ending.to_ascii_lowercase();
        let is_other = query.is_empty() && OTHER_FILES.contains(&ending.as_str());
        return is_other.then(|| format!("it ends in `.{ending}`"));
    }
    let address = url.as_str().to_ascii_lowercase();
    let mut words = address.split(|c: char| !c.is_ascii_alphanumeric());
    let is_of_feed = |word: &str| {
        let has_part = WORDS_OF_FEEDS.split(' ').any(|part| word.starts_with(part) || word.ends_with(part));
        (has_part && word != "feedback") || WHOLE_WORDS_OF_FEEDS.contains(&word)
    };
    if words.any(is_of_feed) {
        return None;
    }
    Some(if name.is_empty() { "it leads to a folder" } else { "it looks like that of a page" }.to_owned())
}

fn complete(scope: &Scope<'_>, found: &mut Found) {
    for entry in scope.finished().filter(|entry| entry.episode.date > scope.now) {
        let date = entry.episode.date.rfc_3339();
        found.add(
            ShowRule::EpisodeAfterComplete,
            show_key("complete"),
            format!(
                "`complete` says that no episode will follow, and `episodes/{}` comes out on {}",
                entry.episode.slug,
                date.get(..10).unwrap_or_default()
            ),
            "write `complete: true` after the last episode is out: apps stop asking for new ones",
        );
    }
}

fn seasons(scope: &Scope<'_>, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for (index, season) in scope.show.seasons.iter().enumerate() {
        if !seen.insert(season.number) {
            found.add(
                ShowRule::DuplicateSeason,
                in_show(KeyPath::key("seasons").then_item(index)),
                format!("season {} has a second name, `{}`, which no app will show", season.number, season.name),
                "delete one of the two, or correct the number",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use crate::check::testing::{expect, findings, locked, text};
    use crate::lock::Move;
    use crate::model::kind::season_name::SeasonName;

    #[track_caller]
    fn moved(url: &str, expected: &[&str]) {
        expect(expected, |catalog| catalog.show_mut().new_feed_url = Some(url.parse().unwrap()));
    }

    #[test]
    fn the_new_address_is_that_of_a_feed() {
        let none = &["new-feed-url-is-no-feed podcast.yaml new_feed_url"];
        for url in [
            "https://example.org/show/",
            "https://example.org/",
            "https://example.org",
            "https://example.org/show/index.html",
            "https://example.org/sendung/",
            "https://example.org/podlediad",
            "https://example.org/show/cover.JPG",
            "https://example.org/show/media/one.mp3",
        ] {
            moved(url, none);
        }
    }

    #[test]
    fn a_feed_elsewhere_wants_a_move() {
        let elsewhere = &["moved-without-move podcast.yaml new_feed_url"];
        for url in [
            "https://example.org/new/feed.xml",
            "https://feeds.example.com/abc123",
            "https://example.com/show.rss",
            "https://example.com/feed/",
            "https://example.com/?feed=rss2",
            "https://example.com/episodes.php",
            "https://example.com/fil/xml",
        ] {
            moved(url, elsewhere);
        }
        moved("https://example.org/show/feed.xml", &[]);
    }

    #[test]
    fn a_move_that_the_lock_knows_is_fine() {
        let none: [&str; 0] = [];
        let found = findings(|catalog| {
            let mut lock = locked(catalog);
            lock.moves.push(Move {
                date: chrono::NaiveDate::from_ymd_opt(2022, 7, 1).unwrap(),
                from: "https://old.example.org/".parse().unwrap(),
                to: "https://new.example.org/".parse().unwrap(),
            });
            catalog.lock = Some(lock);
            catalog.show_mut().new_feed_url = Some("https://new.example.org/feed.xml".parse().unwrap());
        });
        assert_eq!(found, none);
    }

    #[test]
    fn a_complete_show_has_no_episode_to_come() {
        expect(&[], |catalog| catalog.show_mut().complete = true);
        let found = findings(|catalog| {
            catalog.show_mut().complete = true;
            catalog.episodes[2].episode.date = "2022-09-01T07:00:00Z".parse().unwrap();
        });
        assert!(found.contains(&"episode-after-complete podcast.yaml complete".to_owned()), "{found:?}");
        let draft = findings(|catalog| {
            catalog.show_mut().complete = true;
            catalog.episodes[2].episode.date = "2022-09-01T07:00:00Z".parse().unwrap();
            catalog.episodes[2].episode.draft = true;
        });
        assert!(!draft.iter().any(|line| line.starts_with("episode-after-complete")), "{draft:?}");
    }

    #[test]
    fn a_season_has_one_name() {
        let season = |number: u32, name: &str| SeasonName { number: NonZeroU32::new(number).unwrap(), name: text(name) };
        expect(&[], |catalog| catalog.show_mut().seasons = vec![season(1, "Beginnings"), season(2, "Beginnings")]);
        let twice = &["duplicate-season podcast.yaml seasons[1]", "duplicate-season podcast.yaml seasons[2]"];
        expect(twice, |catalog| {
            catalog.show_mut().seasons = vec![season(1, "Dechrau"), season(1, "Beginnings"), season(1, "Dechrau")];
        });
    }
}
