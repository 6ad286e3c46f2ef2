//! Faults of podcast.yaml that are not faults of reading.

pub(crate) mod labels;
mod placeholders;
mod whereabouts;

use std::collections::BTreeSet;

use crate::check::found::Found;
use crate::check::imported::is_imported;
use crate::check::rule::show::ShowRule;
use crate::check::rules::show::labels::{LABEL_MAX, limited};
use crate::check::scope::{At, Scope, in_show, show_key};
use crate::display::count::Count;
use crate::layout::output::Output;
use crate::markdown::destination::is_private;
use crate::markdown::markup::markup_in;
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::guid::ShowGuid;
use crate::model::people::person::Person;
use crate::model::place::{FilePosition, KeyPath};
use crate::model::show::Show;
use crate::model::web::http_url::BaseUrl;
use crate::model::web::http_url::HttpUrl;

/// The size above which a feed deserves a word of advice: some directories stop reading, and each app fetches it each hour.
const FEED_MAX: ByteCount = ByteCount::new(1_000_000);

/// The longest description, of a show or an episode. // bytes; Apple, "A Podcaster's Guide to RSS"
pub(crate) const DESCRIPTION_MAX: usize = 4000;
/// The longest name. // characters; Apple, "A Podcaster's Guide to RSS"
pub(crate) const NAME_MAX: usize = 255;

/// Looks at podcast.yaml.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    names(scope, found);
    description(scope, found);
    placeholders::check(scope, found);
    addresses(scope, found);
    zone(scope.show, found);
    labels::of_show(scope.show, found);
    words_of_pages(scope.show, found);
    people(&scope.show.people, |index| in_show(KeyPath::key("people").then_item(index)), found);
    lists(scope, found);
    whereabouts::check(scope, found);
    if scope.catalog.lock.is_none() {
        guid(scope, found);
    }
    if scope.show.locked && scope.show.owner.is_none() {
        found.add(
            ShowRule::LockedWithoutOwner,
            show_key("locked"),
            "the show is locked, and no owner is named who could unlock it",
            "add `owner: {name: ..., email: ...}`, or write `locked: false`",
        );
    }
    // Where an episode could not be read, the show has one, and the reading rules say what is wrong with it.
    if scope.finished().next().is_none() && scope.all_understood() {
        found.add(
            ShowRule::NoEpisodes,
            (crate::model::place::Place { file: crate::catalog::Catalog::show_file(), position: FilePosition::File }, None),
            "the show has no episode that could be published, and directories refuse an empty feed",
            match scope.episodes().next() {
                Some(draft) => {
                    format!("take `draft: true` out of `{}` when it is ready; a trailer is enough to begin with", draft.file())
                }
                None => "`podwright new` makes an episode; a trailer is enough to begin with".to_owned(),
            },
        );
    }
}

/// Looks at the size of the feed that would be written.
pub(crate) fn size(bytes: ByteCount, found: &mut Found) {
    if bytes <= FEED_MAX {
        return;
    }
    found.add(
        ShowRule::LargeFeed,
        (crate::model::place::Place { file: crate::catalog::Catalog::show_file(), position: FilePosition::File }, None),
        format!("the feed has {bytes}; some directories stop reading at {} or soon after", FEED_MAX.get()),
        "shorten the notes of old episodes, or move long ones to a page and link to it; no episode is left out",
    );
}

fn names(scope: &Scope<'_>, found: &mut Found) {
    let show = scope.show;
    let owner = show.owner.as_ref().map(|owner| &owner.name);
    let names = [
        (Some(&show.title), KeyPath::key("title")),
        (Some(&show.author), KeyPath::key("author")),
        (show.copyright.as_ref(), KeyPath::key("copyright")),
        (owner, KeyPath::key("owner").then_key("name")),
    ];
    for (name, keys) in names {
        let Some(name) = name else { continue };
        name_length(name.as_str(), in_show(keys.clone()), found);
        markup(name.as_str(), in_show(keys), found);
    }
    let title = show.title.as_str();
    if title.contains('|') || title.matches([',', ';', '•', '·']).count() > 2 {
        found.add(
            ShowRule::TitleWithKeywords,
            show_key("title"),
            "the title looks like a list of search words, for which Apple removes shows",
            "leave the name of the show, and say the rest under `description`",
        );
    }
    if let Some(copyright) = &show.copyright {
        let lower = copyright.as_str().to_lowercase();
        let year = lower
            .split(|c: char| !c.is_ascii_digit())
            .any(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")));
        if lower.contains("copyright") || lower.contains('©') || lower.contains("(c)") || year {
            found.add(
                ShowRule::CopyrightNotName,
                show_key("copyright"),
                "the copyright line holds a sign, a year or the word itself",
                "write the name of the holder alone; apps add the sign, and a year goes out of date",
            );
        }
    }
}

/// Refuses a name that is too long for Apple.
pub(crate) fn name_length(name: &str, at: At<'_>, found: &mut Found) {
    let length = name.chars().count();
    if length > NAME_MAX {
        found.add(
            ShowRule::NameTooLong,
            at,
            format!("this has {length} characters; Apple takes {NAME_MAX} at most"),
            format!("shorten it by {}", crate::display::count::Count(length - NAME_MAX, "character")),
        );
    }
}

/// Warns of HTML or Markdown in plain text.
pub(crate) fn markup(text: &str, at: At<'_>, found: &mut Found) {
    if let Some(mark) = markup_in(text) {
        found.add(
            ShowRule::MarkupInPlainText,
            at,
            format!("`{mark}` is shown to listeners as it stands: this is plain text"),
            "take the mark out; Markdown belongs under `notes`",
        );
    }
}

fn description(scope: &Scope<'_>, found: &mut Found) {
    let show = scope.show;
    let description = show.description.as_str();
    if description.len() > DESCRIPTION_MAX {
        found.add(
            ShowRule::DescriptionTooLong,
            show_key("description"),
            format!("the description has {} bytes; Apple takes {DESCRIPTION_MAX} at most", description.len()),
            "shorten it; letters with accents count two bytes or more",
        );
    }
    markup(description, show_key("description"), found);
    if description.to_lowercase().trim_end_matches('.') == show.title.as_str().to_lowercase() {
        found.add(
            ShowRule::UselessDescription,
            show_key("description"),
            "the description says no more than the title",
            "say in one or two sentences what the show is about and whom it is for",
        );
    }
}

/// Zones that are named after an offset are named the wrong way round (POSIX): `Etc/GMT+1` is west of Greenwich.
fn zone(show: &Show, found: &mut Found) {
    let name = show.time_zone.name();
    let Some((zone, hours)) =
        name.strip_prefix("Etc/GMT").and_then(|offset| offset.split_at_checked(1)).filter(|(_, hours)| *hours != "0")
    else {
        return;
    };
    let (direction, other) = if zone == "+" { ("behind", "-") } else { ("ahead of", "+") };
    found.add(
        ShowRule::ZoneReversed,
        show_key("time_zone"),
        format!(
            "the clocks of `{name}` are {} {direction} UTC, and stay there in summer",
            Count(hours.parse().unwrap_or_default(), "hour")
        ),
        format!("write the zone of a place, such as `Europe/Berlin`; or `Etc/GMT{other}{hours}` if you mean UTC{zone}{hours}"),
    );
}

/// Scheme and host as browsers write them: in small letters, and without the port that the scheme has anyway.
fn plain_host(url: &BaseUrl) -> String {
    let scheme = url.scheme().to_ascii_lowercase();
    let host = url.host().to_ascii_lowercase();
    let port = if scheme == "https" { ":443" } else { ":80" };
    format!("{scheme}://{}", host.strip_suffix(port).unwrap_or(&host))
}

fn addresses(scope: &Scope<'_>, found: &mut Found) {
    let show = scope.show;
    let url = show.url.as_url();
    if !url.is_https() {
        found.add(
            ShowRule::InsecureShowUrl,
            show_key("url"),
            "the show is served over plain http, which phones refuse",
            format!("serve it over https, and write `url: {}`", with_https(url)),
        );
    }
    let (host, path) = host_and_path(url);
    if is_private(&host) {
        found.add(
            ShowRule::PrivateAddress,
            show_key("url"),
            format!("nobody outside can reach `{host}`"),
            "write the address at which listeners will find the show",
        );
    }
    if let Some(odd) = path.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-' | '_' | '.' | '/' | '~')) {
        found.add(
            ShowRule::OddShowPath,
            show_key("url"),
            format!("the path of the address has `{odd}`, which servers treat in different ways"),
            "serve the show at a path of small letters, digits and hyphens",
        );
    }
    let (scheme_and_host, wanted) = (show.url.scheme_and_host(), plain_host(&show.url));
    if scheme_and_host != wanted {
        found.add(
            ShowRule::OddShowPath,
            show_key("url"),
            format!("`{scheme_and_host}` is another address than `{wanted}` for apps that compare letter by letter"),
            format!("write `url: {wanted}{}`", show.url.path()),
        );
    }
    if let Some(link) = &show.link {
        secure(link, || show_key("link"), found);
    }
    for (index, funding) in show.funding.iter().enumerate() {
        let keys = KeyPath::key("funding").then_item(index);
        secure(&funding.url, || in_show(keys.clone().then_key("url")), found);
        label(funding.text.as_str(), in_show(keys.then_key("text")), found);
    }
}

/// Warns of a link over plain http.
pub(crate) fn secure<'a>(url: &HttpUrl, at: impl Fn() -> At<'a>, found: &mut Found) {
    if !url.is_https() {
        found.add(
            ShowRule::InsecureLink,
            at(),
            format!("`{url}` is a plain http address, which phones refuse"),
            format!("write `{}`, if the page has it", with_https(url)),
        );
    }
}

fn with_https(url: &HttpUrl) -> String {
    url.as_str().split_once("://").map_or_else(|| url.to_string(), |(_, rest)| format!("https://{rest}"))
}

fn label(text: &str, at: At<'_>, found: &mut Found) {
    limited(text, LABEL_MAX, at, found);
}

/// Looks at the people of a show or of an episode.
pub(crate) fn people<'a>(people: &[Person], at: impl Fn(usize) -> At<'a>, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for (index, person) in people.iter().enumerate() {
        label(person.name.as_str(), at(index), found);
        for url in [&person.href, &person.img].into_iter().flatten() {
            secure(url, || at(index), found);
        }
        if !seen.insert((person.name.as_str().to_lowercase(), person.role)) {
            found.add(
                ShowRule::DuplicatePerson,
                at(index),
                format!("{} is named twice as {}", person.name, person.role.name().to_lowercase()),
                "delete one of the two, or correct the role",
            );
        }
    }
}

fn lists(scope: &Scope<'_>, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for (index, category) in scope.show.categories.iter().enumerate() {
        if !seen.insert(category) {
            found.add(
                ShowRule::DuplicateCategory,
                in_show(KeyPath::key("categories").then_item(index)),
                format!("the category `{category}` stands twice"),
                "delete one of the two, or choose another",
            );
        }
    }
}

/// English words in a page of the other direction catch the eye.
fn words_of_pages(show: &Show, found: &mut Found) {
    if show.language.is_right_to_left() && !show.language.is_translated() {
        found.add(
            ShowRule::UntranslatedPages,
            show_key("language"),
            "nobody has translated the words of the pages into the language of the show, so headings, buttons and dates are English",
            "they are marked as English and read from left to right; docs/translating.md says how to translate them",
        );
    }
}

fn guid(scope: &Scope<'_>, found: &mut Found) {
    // A guid that came with its episodes from elsewhere is that of an older address, and stays.
    if scope.episodes().any(|entry| is_imported(scope.catalog, entry)) {
        return;
    }
    let feed = Output::feed(scope.show).url(scope.show);
    let expected = ShowGuid::of_feed(feed.as_str());
    if scope.show.guid != expected {
        found.add(
            ShowRule::GuidNotOfFeed,
            show_key("guid"),
            format!("the guid does not belong to the feed's address `{feed}`"),
            format!("write `guid: {expected}`; if the show brought its guid from another host, allow `guid-not-of-feed`"),
        );
    }
}

/// Host in small letters, without a port, and path.
fn host_and_path(url: &HttpUrl) -> (String, &str) {
    let rest = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let host = if authority.starts_with('[') {
        authority.split_once(']').map_or(authority, |(host, _)| host).trim_start_matches('[')
    } else {
        authority.split(':').next().unwrap_or_default()
    };
    (host.to_ascii_lowercase(), path)
}

#[cfg(test)]
mod tests;
