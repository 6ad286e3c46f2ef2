//! The first page: the show, and its episodes in the order in which it wants to be heard. A long list goes on over several pages,
//! and is found again by year and by season on plain pages.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use chrono::Datelike;

use crate::layout::EpisodeList;
use crate::layout::output::Output;
use crate::layout::output_file::OutputFile;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::kind::show_type::ShowType;
use crate::seal::SealedEpisode;
use crate::site::context::{Site, easy_read_page, episode_page, transcript_page};
use crate::site::error::SiteError;
use crate::site::links::page_path::PagePath;
use crate::site::links::preview::shortened;
use crate::site::locale::iso_length;
use crate::site::look::picture::Picture;
use crate::site::pages::frame::{Page, StyleFrom};
use crate::site::templates::template_environment::value;
use crate::site::view;
use crate::site::words::fill;

/// Episodes on a page. With the longest titles and summaries such a page stays below `PAGE_MAX`.
const EPISODES_ON_PAGE: usize = 20;

/// Longest summary in a list (characters); the episode's page has all of it.
const SUMMARY_MAX: usize = 300;

/// A list of episodes that has pages of its own.
#[derive(Debug)]
struct ListedEpisodes<'a> {
    /// Which list.
    kind: EpisodeList,
    /// What it holds, such as a year; `None` for all episodes.
    title: Option<String>,
    episodes: Vec<&'a SealedEpisode>,
}

impl ListedEpisodes<'_> {
    fn pages(&self) -> usize {
        self.episodes.len().div_ceil(EPISODES_ON_PAGE).max(1)
    }

    /// One of its pages, from 1.
    fn page(&self, page: usize) -> Output {
        Output::List(self.kind, NonZeroUsize::new(page).unwrap_or(NonZeroUsize::MIN))
    }
}

impl<'a> Site<'a> {
    /// The index and everything that its list goes on to.
    pub(crate) fn index_pages(&self) -> Result<Vec<OutputFile>, SiteError> {
        let all = ListedEpisodes { kind: EpisodeList::All, title: None, episodes: self.in_order() };
        let is_long = all.pages() > 1;
        let years = if is_long { self.by_year() } else { Vec::new() };
        let seasons = if is_long && self.has_seasons() { self.by_season() } else { Vec::new() };
        let mut files = Vec::new();
        for list in std::iter::once(&all).chain(&years).chain(&seasons) {
            for page in 1..=list.pages() {
                files.push(OutputFile::text(list.page(page), self.list_page(list, page, &years, &seasons)?));
            }
        }
        Ok(files)
    }

    fn by_year(&self) -> Vec<ListedEpisodes<'a>> {
        let mut years: BTreeMap<i32, Vec<&'a SealedEpisode>> = BTreeMap::new();
        for sealed in self.in_order() {
            years.entry(sealed.episode.date.as_date_time().year()).or_default().push(sealed);
        }
        let list = |(year, episodes): (i32, _)| ListedEpisodes {
            kind: EpisodeList::Year(year),
            title: Some(year.to_string()),
            episodes,
        };
        years.into_iter().rev().map(list).collect()
    }

    fn by_season(&self) -> Vec<ListedEpisodes<'a>> {
        let mut seasons: BTreeMap<u32, Vec<&'a SealedEpisode>> = BTreeMap::new();
        for sealed in self.in_order() {
            if let Some(season) = sealed.episode.season {
                seasons.entry(season).or_default().push(sealed);
            }
        }
        let words = self.locale.words;
        let list = |(season, episodes): (u32, _)| ListedEpisodes {
            kind: EpisodeList::Season(season),
            title: Some(fill(words.season, &[&season.to_string()])),
            episodes,
        };
        seasons.into_iter().map(list).collect()
    }

    fn list_page(
        &self,
        list: &ListedEpisodes<'a>,
        number: usize,
        years: &[ListedEpisodes<'a>],
        seasons: &[ListedEpisodes<'a>],
    ) -> Result<String, SiteError> {
        let page_path = PagePath::at(list.page(number));
        let is_first = *page_path.page() == Output::INDEX;
        let view = self.list_view(&page_path, list, number, years, seasons);
        let title = match &view.of_page {
            Some(of_page) if number > 1 => format!("{} ({of_page})", view.heading),
            _ => view.heading.clone(),
        };
        let address = page_path.page().url(&self.sealed.show);
        let preview = if is_first {
            self.show_preview()
        } else {
            self.plain_preview(&title, self.sealed.show.description.as_str(), &address)
        };
        let page = Page {
            path: page_path,
            title: (!is_first).then_some(title),
            address: Some(address),
            preview: Some(preview),
            script: None,
            style: StyleFrom::File,
            class: "list",
        };
        self.page(page, "index.html", ("list", value(view)))
    }

    fn list_view(
        &self,
        page_path: &PagePath,
        list: &ListedEpisodes<'a>,
        number: usize,
        years: &[ListedEpisodes<'a>],
        seasons: &[ListedEpisodes<'a>],
    ) -> view::List {
        let (show, words, pages) = (&self.sealed.show, self.locale.words, list.pages());
        let cover = Picture {
            image: &self.sealed.cover,
            alt: self.sealed.cover.alt.as_ref().unwrap_or(&show.title).as_str(),
            sizes: "(min-width: 1080px) 360px, (min-width: 480px) 288px, 60vw",
            seen_at_once: true,
        };
        let shown = list.episodes.iter().skip((number - 1) * EPISODES_ON_PAGE).take(EPISODES_ON_PAGE);
        let name = |page: usize| fill(words.page_of, &[&page.to_string(), &pages.to_string()]);
        let page = |page: usize| view::ListPage {
            number: page,
            name: name(page),
            link: page_path.to(&list.page(page)),
            is_current: page == number,
        };
        view::List {
            is_first: *page_path.page() == Output::INDEX,
            heading: list.title.clone().unwrap_or_else(|| words.all_episodes.to_owned()),
            of_page: (pages > 1).then(|| name(number)),
            cover: self.picture(page_path, &cover),
            start_here: self.first_to_hear().map(|first| view::Link {
                text: first.episode.title.to_string(),
                link: page_path.to(&episode_page(first)),
                host: None,
            }),
            episodes: shown.map(|sealed| self.entry(page_path, sealed)).collect(),
            pages: if pages > 1 { (1..=pages).map(page).collect() } else { Vec::new() },
            previous: (number > 1).then(|| page_path.to(&list.page(number - 1))),
            next: (number < pages).then(|| page_path.to(&list.page(number + 1))),
            finders: self.finders(page_path, years, seasons),
        }
    }

    /// The episode to begin with: the first of a series, the newest of anything else.
    fn first_to_hear(&self) -> Option<&'a SealedEpisode> {
        match self.sealed.show.show_type {
            ShowType::Serial => self.in_order().into_iter().find(|sealed| sealed.episode.kind == EpisodeKind::Full),
            ShowType::Episodic => self.in_order().first().copied(),
        }
    }

    fn entry(&self, page_path: &PagePath, sealed: &SealedEpisode) -> view::Entry {
        let episode = &sealed.episode;
        let picture = |image| {
            self.picture(page_path, &Picture { image, alt: "", sizes: "(min-width: 720px) 144px, 108px", seen_at_once: false })
        };
        view::Entry {
            title: episode.title.to_string(),
            link: page_path.to(&episode_page(sealed)),
            label: self.label(sealed),
            when: self.when(sealed),
            summary: shortened(self.summary(sealed), SUMMARY_MAX),
            easy_read: sealed.easy_read.as_ref().map(|_| page_path.to(&easy_read_page(sealed))),
            transcript: sealed.transcript.as_ref().map(|_| page_path.to(&transcript_page(sealed, 1))),
            picture: sealed.artwork.as_ref().map(picture),
        }
    }

    /// The date and the length of an episode, in words.
    pub(crate) fn when(&self, sealed: &SealedEpisode) -> view::When {
        let (date, length) = (sealed.episode.date, sealed.enclosure.length);
        view::When {
            date: self.locale.date(date.as_date_time().date_naive()),
            date_code: date.rfc_3339(),
            length: length.map(|length| self.locale.length(length)),
            length_code: length.map(iso_length),
            is_explicit: sealed.episode.explicit.unwrap_or(self.sealed.show.explicit),
        }
    }

    fn finders(&self, page_path: &PagePath, years: &[ListedEpisodes<'a>], seasons: &[ListedEpisodes<'a>]) -> Vec<view::Finder> {
        let words = self.locale.words;
        let found = |list: &ListedEpisodes<'a>| view::FinderList {
            title: list.title.clone().unwrap_or_default(),
            count: self.locale.count(list.episodes.len() as u64, &words.episodes),
            link: page_path.to(&list.page(1)),
        };
        [(words.seasons_heading, seasons), (words.years_heading, years)]
            .into_iter()
            .filter(|(_, lists)| !lists.is_empty())
            .map(|(heading, lists)| view::Finder { heading: heading.to_owned(), lists: lists.iter().map(found).collect() })
            .collect()
    }
}
