//! The first page: the show, and its episodes in the order in which it wants to be heard. A long list goes on over several pages,
//! and is found again by year and by season on plain pages.

use std::collections::BTreeMap;

use chrono::Datelike;
use maud::{Markup, html};

use crate::model::output_file::OutputFile;
use crate::model::show_type::ShowType;
use crate::seal::SealedEpisode;
use crate::site::frame::{INDEX_FILE, Page, SUBSCRIBE_FILE};
use crate::site::here::Here;
use crate::site::locale::iso_length;
use crate::site::media_type;
use crate::site::picture::Picture;
use crate::site::preview::shortened;
use crate::site::whole::{Site, easy_read_file, episode_file, file, transcript_file};
use crate::site::words::fill;

/// Episodes on a page. With the longest titles and summaries such a page stays below `PAGE_MAX`.
const EPISODES_ON_PAGE: usize = 20;

/// Longest summary in a list (characters); the episode's page has all of it.
const SUMMARY_MAX: usize = 300;

/// A list of episodes that has pages of its own.
#[derive(Debug)]
struct List<'a> {
    /// The folder of its pages below `feed/`, empty for the index.
    folder: String,
    /// What it holds, such as a year; `None` for all episodes.
    title: Option<String>,
    episodes: Vec<&'a SealedEpisode>,
}

impl List<'_> {
    fn pages(&self) -> usize {
        self.episodes.len().div_ceil(EPISODES_ON_PAGE).max(1)
    }

    fn file(&self, page: usize) -> String {
        if page <= 1 { format!("{}index.html", self.folder) } else { format!("{}page/{page}/index.html", self.folder) }
    }
}

impl<'a> Site<'a> {
    /// The index and everything that its list goes on to.
    pub(crate) fn index_pages(&self) -> Vec<OutputFile> {
        let all = List { folder: String::new(), title: None, episodes: self.in_order() };
        let is_long = all.pages() > 1;
        let years = if is_long { self.by_year() } else { Vec::new() };
        let seasons = if is_long && self.has_seasons() { self.by_season() } else { Vec::new() };
        let mut files = Vec::new();
        for list in std::iter::once(&all).chain(&years).chain(&seasons) {
            for page in 1..=list.pages() {
                files.push(file(&list.file(page), self.list_page(list, page, &years, &seasons), media_type::HTML));
            }
        }
        files
    }

    fn by_year(&self) -> Vec<List<'a>> {
        let mut years: BTreeMap<i32, Vec<&'a SealedEpisode>> = BTreeMap::new();
        for sealed in self.in_order() {
            years.entry(sealed.episode.date.as_date_time().year()).or_default().push(sealed);
        }
        let list = |(year, episodes): (i32, _)| List { folder: format!("year/{year}/"), title: Some(year.to_string()), episodes };
        years.into_iter().rev().map(list).collect()
    }

    fn by_season(&self) -> Vec<List<'a>> {
        let mut seasons: BTreeMap<u32, Vec<&'a SealedEpisode>> = BTreeMap::new();
        for sealed in self.in_order() {
            if let Some(season) = sealed.episode.season {
                seasons.entry(season.get()).or_default().push(sealed);
            }
        }
        let words = self.locale.words;
        let list = |(season, episodes): (u32, _)| List {
            folder: format!("season/{season}/"),
            title: Some(fill(words.season, &[&season.to_string()])),
            episodes,
        };
        seasons.into_iter().map(list).collect()
    }

    fn list_page(&self, list: &List<'a>, number: usize, years: &[List<'a>], seasons: &[List<'a>]) -> String {
        let words = self.locale.words;
        let here = Here::at(list.file(number));
        let is_first = here.path() == INDEX_FILE;
        let of_page = (list.pages() > 1).then(|| fill(words.page_of, &[&number.to_string(), &list.pages().to_string()]));
        let heading = list.title.clone().unwrap_or_else(|| words.all_episodes.to_owned());
        let title = match &of_page {
            Some(of_page) if number > 1 => format!("{heading} ({of_page})"),
            _ => heading.clone(),
        };
        let address = self.sealed.show.url.join(here.path().trim_end_matches("index.html"));
        let shown: Vec<_> = list.episodes.iter().copied().skip((number - 1) * EPISODES_ON_PAGE).take(EPISODES_ON_PAGE).collect();
        let main = html! {
            @if is_first { (self.show_hero(&here)) } @else { div.band { h1 { (heading) } @if let Some(of_page) = &of_page { p.meta { (of_page) } } } }
            div.page {
                @if is_first { h2 { (words.episodes_heading) } }
                @if shown.is_empty() { p { (words.no_episodes) } } @else { (self.entries(&here, &shown, is_first)) }
                (self.list_pages_nav(&here, list, number))
                (self.finders(&here, years, seasons))
            }
        };
        let head = if is_first {
            self.show_preview()
        } else {
            self.plain_preview(&title, self.sealed.show.description.as_str(), &address)
        };
        let title = (!is_first).then_some(title);
        self.framed(&Page { here, title, address: Some(address), head, script: None, class: "list", main })
    }

    fn show_hero(&self, here: &Here) -> Markup {
        let (show, words, lang) = (&self.sealed.show, self.locale.words, self.locale.content_language());
        let first = match show.show_type {
            ShowType::Serial => {
                self.in_order().into_iter().find(|sealed| sealed.episode.kind == crate::model::episode_kind::EpisodeKind::Full)
            }
            ShowType::Episodic => self.in_order().first().copied(),
        };
        let cover = Picture {
            image: &self.sealed.cover,
            alt: self.sealed.cover.alt.as_ref().unwrap_or(&show.title).as_str(),
            sizes: "(min-width: 864px) 360px, (min-width: 480px) 288px, 60vw",
            seen_at_once: true,
        };
        html! {
            div.band.hero {
                div.words {
                    h1 lang=[lang] { (show.title) }
                    p.lead lang=[lang] { (show.description) }
                    ul.buttons {
                        @if let Some(first) = first {
                            li { a.button.main href=(here.to(&episode_file(first))) { (fill(words.start_here, &[first.episode.title.as_str()])) } }
                        }
                        li { a.button href=(here.to(SUBSCRIBE_FILE)) { (words.subscribe) } }
                    }
                }
                (self.picture(here, &cover))
            }
        }
    }

    /// Episodes as a list. Their headings follow an `h2` on the index, else the `h1`.
    fn entries(&self, here: &Here, episodes: &[&SealedEpisode], below_h2: bool) -> Markup {
        html! { ol.entries role="list" { @for sealed in episodes { li { (self.entry(here, sealed, below_h2)) } } } }
    }

    fn entry(&self, here: &Here, sealed: &SealedEpisode, below_h2: bool) -> Markup {
        let (episode, words, lang) = (&sealed.episode, self.locale.words, self.locale.content_language());
        let title = html! { a href=(here.to(&episode_file(sealed))) lang=[lang] { (episode.title) } };
        html! {
            article.entry {
                div.words {
                    @if let Some(label) = self.label(sealed) { p.label { (label) } }
                    @if below_h2 { h3 { (title) } } @else { h2 { (title) } }
                    (self.date_and_length(sealed))
                    p lang=[lang] { (shortened(episode.summary.as_str(), SUMMARY_MAX)) }
                    @if sealed.transcript.is_some() || sealed.easy_read.is_some() {
                        ul.ways {
                            @if sealed.easy_read.is_some() {
                                li { a href=(here.to(&easy_read_file(sealed))) { (words.easy_read) span.hidden { ": " (episode.title) } } }
                            }
                            @if sealed.transcript.is_some() {
                                li { a href=(here.to(&transcript_file(sealed, 1))) { (words.transcript) span.hidden { ": " (episode.title) } } }
                            }
                        }
                    }
                }
                @if let Some(image) = &sealed.artwork {
                    (self.picture(here, &Picture { image, alt: "", sizes: "(min-width: 720px) 144px, 108px", seen_at_once: false }))
                }
            }
        }
    }

    /// The date and the length of an episode, in words.
    pub(crate) fn date_and_length(&self, sealed: &SealedEpisode) -> Markup {
        let (date, length) = (sealed.episode.date, sealed.enclosure.facts.length);
        html! {
            p.meta {
                time datetime=(date.rfc_3339()) { (self.locale.date(date.as_date_time().date_naive())) }
                span.dot aria-hidden="true" { " · " }
                time datetime=(iso_length(length)) { (self.locale.length(length)) }
                @if sealed.episode.explicit.unwrap_or(self.sealed.show.explicit) {
                    span.dot aria-hidden="true" { " · " } span.explicit { (self.locale.words.explicit) }
                }
            }
        }
    }

    fn list_pages_nav(&self, here: &Here, list: &List<'a>, number: usize) -> Markup {
        let (words, pages) = (self.locale.words, list.pages());
        html! {
            @if pages > 1 {
                nav.pages aria-label=(words.pages_heading) {
                    ul {
                        @if number > 1 { li { a rel="prev" href=(here.to(&list.file(number - 1))) { (words.previous_page) } } }
                        @for page in 1..=pages {
                            @let of_page = fill(words.page_of, &[&page.to_string(), &pages.to_string()]);
                            li { a href=(here.to(&list.file(page))) aria-label=(of_page) aria-current=[(page == number).then_some("page")] { (page) } }
                        }
                        @if number < pages { li { a rel="next" href=(here.to(&list.file(number + 1))) { (words.next_page) } } }
                    }
                }
            }
        }
    }

    fn finders(&self, here: &Here, years: &[List<'a>], seasons: &[List<'a>]) -> Markup {
        let words = self.locale.words;
        html! {
            @if !years.is_empty() {
                section.finders aria-labelledby="find" {
                    h2 #find { (words.find_heading) }
                    @for (heading, lists) in [(words.seasons_heading, seasons), (words.years_heading, years)] {
                        @if !lists.is_empty() {
                            h3 { (heading) }
                            ul {
                                @for list in lists {
                                    @let count = self.locale.count(list.episodes.len() as u64, &words.episodes);
                                    li { a href=(here.to(&list.file(1))) { (list.title.as_deref().unwrap_or_default()) } " (" (count) ")" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
