//! Lists of episodes: what the first page shows large and apart, how one goes on through a long list, and the titles of all.

use std::collections::BTreeSet;

use podwright::model::media::recording_levels::RecordingLevels;

use crate::html::{Tag, tags};
use crate::{pages, shows, support, texts};

/// The links in the navigation between the pages of a list.
fn page_links(page: &str) -> Vec<String> {
    let Some((_, nav)) = page.split_once("<nav class=\"pages\"") else { return Vec::new() };
    let nav = format!("<nav{}", nav.split_once("</nav>").unwrap().0);
    tags(&nav).iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect()
}

fn has_class(tag: &Tag, class: &str) -> bool {
    tag.get("class").is_some_and(|classes| classes.split(' ').any(|name| name == class))
}

#[test]
fn a_page_of_a_long_list_links_to_few_others() {
    let long = texts(&shows::long_show(300, "serial"));
    let lists: Vec<_> = pages(&long).filter(|(path, _)| *path == "index.html" || path.starts_with("page/")).collect();
    assert!(lists.len() > 30, "{} pages", lists.len());
    for (path, page) in lists {
        let links = page_links(page);
        assert!((2..=11).contains(&links.len()), "{path}: {links:?}");
    }
    let stops = tags(&long["page/15/index.html"]).iter().filter(|tag| tag.get("href").is_some() && tag.name == "a").count();
    assert!(stops < 70, "{stops} links on a page of ten episodes");
    let short = texts(&support::series(None));
    assert_eq!(page_links(&short["index.html"]), [""; 0]);
}

#[test]
fn the_titles_of_all_episodes_stand_together() {
    let sealed = shows::long_show(200, "serial");
    let texts = texts(&sealed);
    let mut parts: Vec<_> = pages(&texts).filter(|(path, _)| path.starts_with("page/titles/")).collect();
    parts.sort_by_key(|(path, _)| (path.len(), (*path).to_owned()));
    let mut named: Vec<String> = Vec::new();
    for (path, page) in parts {
        let top = "../".repeat(path.matches('/').count());
        let links = tags(page).into_iter().filter_map(|tag| tag.get("href").map(str::to_owned));
        named.extend(links.filter_map(|link| Some(link.strip_prefix(&format!("{top}episodes/"))?.to_owned())));
        assert!(page.contains("<h2 id=\"y1\">20"), "{path}: by year");
    }
    let all: Vec<String> = (0..200).map(|number| format!("episode-{number}/index.html")).collect();
    assert_eq!(named, all, "each once, in the order of the show");
    assert!(texts["index.html"].contains("<a href=\"page/titles/index.html\">All titles</a>"));
    assert!(!self::texts(&support::series(None)).contains_key("page/titles/index.html"), "a short list is its own archive");
}

#[test]
fn the_first_page_shows_one_episode_large_and_the_trailer_apart() {
    let mut sealed = support::series(None);
    for (order, large) in [("serial", "what-is-co-production"), ("episodic", "what-difference-does-it-make")] {
        sealed.show.show_type = order.parse().unwrap();
        let page = texts(&sealed).remove("index.html").unwrap();
        let part =
            |class: &str| page.split_once(&format!("<section class=\"{class}\"")).unwrap().1.split_once("</section>").unwrap().0;
        assert!(part("featured").contains(&format!("href=\"episodes/{large}/index.html\"")), "{order}");
        assert!(part("featured").contains(if order == "serial" { "Start here" } else { "Newest episode" }), "{order}");
        assert!(part("trailer").contains("href=\"episodes/coming-soon/index.html\""), "{order}");
        let found = tags(&page);
        for episode in &sealed.episodes {
            let link = format!("episodes/{}/index.html", episode.episode.slug);
            assert_eq!(
                found.iter().filter(|tag| tag.get("href") == Some(&link) && tag.get("id") != Some("playing")).count(),
                1,
                "{order}: {link}"
            );
        }
        let plays = found.iter().filter(|tag| has_class(tag, "play") && tag.name == "a");
        let sounds: BTreeSet<_> = plays.map(|tag| tag.get("href").unwrap().to_owned()).collect();
        assert_eq!(sounds.len(), sealed.episodes.len(), "{order}: each plays from the list");
        assert_eq!(
            found.iter().filter(|tag| tag.name == "img").count(),
            1 + sealed.episodes.len(),
            "{order}: each has a picture"
        );
    }
}

#[test]
fn seasons_have_headings_where_they_begin() {
    let texts = texts(&shows::long_show(200, "serial"));
    let seasons = |page: &str| page.matches("class=\"season\"").count();
    for (path, expected) in [("index.html", 1), ("season/1/index.html", 0), ("year/2015/index.html", 1)] {
        assert_eq!(seasons(&texts[path]), expected, "{path}");
    }
    let first_page = |order: &str, season: fn(usize) -> u32| {
        let mut sealed = shows::long_show(10, order);
        for (index, episode) in sealed.episodes.iter_mut().rev().enumerate() {
            episode.episode.season = Some(season(index));
        }
        self::texts(&sealed).remove("index.html").unwrap()
    };
    let two = first_page("serial", |index| if index < 5 { 1 } else { 2 });
    assert_eq!(seasons(&two), 2);
    let end = two.find(">Season 2</h3>").unwrap();
    assert!(two[..end].contains("episodes/episode-4/") && !two[..end].contains("episodes/episode-5/"), "each below its season");
    assert_eq!(seasons(&first_page("episodic", |index| 1 + u32::from(index.is_multiple_of(2)))), 0, "seasons that take turns");
    // the first that stands in the list, and no season's: the newest one is shown apart
    let mut sealed = shows::long_show(10, "episodic");
    for (index, episode) in sealed.episodes.iter_mut().enumerate() {
        episode.episode.season = (index != 1).then_some(if index < 5 { 2 } else { 1 });
    }
    let page = self::texts(&sealed).remove("index.html").unwrap();
    assert_eq!(seasons(&page), 0, "an episode before the first season");
    assert!(!page.contains("<h4"), "no level is skipped");
}

#[test]
fn the_waveform_is_shown_where_the_levels_are_known() {
    let mut sealed = support::series(None);
    let path = "episodes/driving-the-train/index.html";
    assert!(!texts(&sealed)[path].contains("id=\"wave\""));
    for episode in &mut sealed.episodes {
        episode.enclosure.levels = Some(RecordingLevels::from([100; 240]));
    }
    let texts = texts(&sealed);
    for path in [path, "embed/driving-the-train/index.html", "episodes/driving-the-train/transcript/index.html"] {
        assert_eq!(texts[path].matches("id=\"wave\"").count(), 1, "{path}");
    }
    assert!(!texts["index.html"].contains("id=\"wave\""), "ten waveforms would be too much for a list");
}
