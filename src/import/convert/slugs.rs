//! Names of folders.

use crate::feed::published::names::Vocabulary::{ITunes, Podcast, Rss};
use crate::feed::published::tree::FeedNode;
use crate::import::answers::SlugSource;
use crate::import::known_episodes::KnownEpisodes;
use crate::model::identity::slug::Slug;
use crate::model::time::moment::Moment;
use crate::model::wording::language::Language;

/// The longest name that is made of a title. // letters; longer ones are cut between words
const NAME_MAX: usize = 60;

/// A name for the folder of an item of a show in this language, which is then taken.
pub(in crate::import) fn slug(
    item: &FeedNode,
    date: Moment,
    (source, language): (SlugSource, &Language),
    known: &mut KnownEpisodes,
) -> Slug {
    let title = || {
        item.value(Rss, "title")
            .or(item.value(ITunes, "title"))
            .and_then(|title| Slug::of_title(title, language))
            .map(|slug| short(&slug))
    };
    let wanted = match source {
        SlugSource::Title => title(),
        SlugSource::Number => by_number(item).or_else(title),
        SlugSource::Date => None,
        SlugSource::Link => by_link(item).or_else(title),
    };
    let wanted = wanted.or_else(|| by_number(item).filter(|_| source != SlugSource::Date)).unwrap_or_else(|| Slug::of_day(date));
    let free = free(&wanted, known);
    known.taken.insert(free.clone());
    free
}

fn by_number(item: &FeedNode) -> Option<Slug> {
    let number = |name: &str| item.value(ITunes, name).or(item.value(Podcast, name))?.parse::<u32>().ok();
    let episode = number("episode")?;
    match number("season") {
        Some(season) => format!("s{season}e{episode}").parse().ok(),
        None => Some(Slug::of_number(episode)),
    }
}

/// The last part of the address of its page.
fn by_link(item: &FeedNode) -> Option<Slug> {
    let link = item.value(Rss, "link")?;
    let path = link.split(['?', '#']).next()?.trim_end_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let path = path.split_once("://").map_or(Some(path), |(_, rest)| Some(rest.split_once('/')?.1))?;
    let last = path.rsplit('/').next()?;
    Slug::of_name(last.strip_suffix(".html").unwrap_or(last)).map(|slug| short(&slug))
}

/// Cut between words.
fn short(slug: &Slug) -> Slug {
    let text = slug.as_str();
    if text.len() <= NAME_MAX {
        return slug.clone();
    }
    let cut = text[..=NAME_MAX].rfind('-').filter(|at| *at > 0).unwrap_or(NAME_MAX);
    text[..cut].parse().unwrap_or_else(|_| slug.clone())
}

/// The name, else with the first number that makes it another.
fn free(wanted: &Slug, known: &mut KnownEpisodes) -> Slug {
    if !known.taken.contains(wanted) {
        return wanted.clone();
    }
    let first = known.next.get(wanted).copied().unwrap_or(2);
    let mut numbered = (first..).map(|number| (number, wanted.numbered(number)));
    let (number, free) = numbered.find(|(_, slug)| !known.taken.contains(slug)).expect("there are more numbers than folders");
    known.next.insert(wanted.clone(), number + 1);
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::published::read_tree;

    #[track_caller]
    fn case(item: &str, source: SlugSource, expected: &str) {
        let xml = format!(
            "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><item>{item}</item></channel></rss>"
        );
        let channel = read_tree(xml.as_bytes()).unwrap();
        let mut known = KnownEpisodes::default();
        let date = "2021-03-01T07:00:00Z".parse().unwrap();
        let naming = (source, &"ja".parse().unwrap());
        let first = slug(&channel.children[0], date, naming, &mut known);
        assert_eq!(first.as_str(), expected);
        assert_eq!(slug(&channel.children[0], date, naming, &mut known).as_str(), format!("{expected}-2"));
    }

    #[test]
    fn a_folder_is_named_after_what_there_is() {
        let numbered = "<title>Who decides?</title><itunes:season>2</itunes:season><itunes:episode>7</itunes:episode>";
        case(numbered, SlugSource::Title, "who-decides");
        case(numbered, SlugSource::Number, "s2e7");
        case(numbered, SlugSource::Date, "2021-03-01");
        case("<title>日本語</title><itunes:episode>7</itunes:episode>", SlugSource::Title, "episode-7");
        case("<title>../../etc</title>", SlugSource::Title, "etc");
        case("<title>日本語</title>", SlugSource::Title, "2021-03-01");
        case("", SlugSource::Number, "2021-03-01");
        case("<title>A</title><link>https://a.example/e/the-end/</link>", SlugSource::Link, "the-end");
        case("<title>A</title><link>https://a.example/?p=1</link>", SlugSource::Link, "a");
        case("<title>A</title><link>https://a.example/The_end.html</link>", SlugSource::Link, "the-end");
        let letters = format!("<title>A</title><link>https://a.example/{}</link>", "b".repeat(120));
        case(&letters, SlugSource::Link, &"b".repeat(NAME_MAX));
        let long = format!("<title>{}</title>", "word ".repeat(30));
        case(&long, SlugSource::Title, &["word"; 12].join("-"));
    }
}
