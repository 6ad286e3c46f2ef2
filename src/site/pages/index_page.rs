//! The first page: the show, and its episodes in the order in which it wants to be heard. A long list goes on over several pages,
//! and is found again by year and by season on plain pages.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use chrono::Datelike;

use crate::layout::EpisodeList;
use crate::layout::output::Output;
use crate::layout::output_file::OutputFile;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::kind::show_type::ShowType;
use crate::seal::SealedEpisode;
use crate::site::assets;
use crate::site::context::{Site, easy_read_page, episode_page, transcript_page};
use crate::site::error::SiteError;
use crate::site::links::page_path::PagePath;
use crate::site::links::preview::shortened;
use crate::site::locale::iso_length;
use crate::site::look::picture::Picture;
use crate::site::pages::frame::{Page, StyleFrom};
use crate::site::pages::paging::page_of;
use crate::site::templates::template_environment::value;
use crate::site::view;
use crate::site::words::fill;

/// Episodes on a page. With the longest titles and summaries such a page stays below `PAGE_MAX`.
const EPISODES_ON_PAGE: usize = 10;

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
        page_of(self.kind, page)
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
        if is_long {
            files.extend(self.titles_pages()?);
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
            script: (!list.episodes.is_empty()).then(|| &*assets::LIST),
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
        let shown = || list.episodes.iter().skip((number - 1) * EPISODES_ON_PAGE).take(EPISODES_ON_PAGE);
        let is_first = *page_path.page() == Output::INDEX;
        let featured = is_first.then(|| self.featured()).flatten();
        let trailer = is_first.then(|| self.trailer()).flatten();
        let trailer = trailer.filter(|trailer| !featured.is_some_and(|featured| is_same(featured, trailer)));
        let listed = |sealed: &&'a SealedEpisode| view::Entry {
            is_apart: featured.into_iter().chain(trailer).any(|apart| is_same(apart, sealed)),
            ..self.entry(page_path, sealed, "(min-width: 720px) 144px, 96px")
        };
        let mut episodes: Vec<view::Entry> = shown().map(listed).collect();
        let of_shown: Vec<Option<u32>> = shown().map(|sealed| sealed.episode.season).collect();
        self.name_seasons(list, &of_shown, &mut episodes);
        let apart = |sealed: &SealedEpisode, sizes| view::Entry { is_apart: true, ..self.entry(page_path, sealed, sizes) };
        view::List {
            is_first,
            featured: featured.map(|sealed| apart(sealed, "(min-width: 720px) 288px, 60vw")),
            is_serial: show.show_type == ShowType::Serial,
            trailer: trailer.map(|sealed| apart(sealed, "72px")),
            heading: list.title.clone().unwrap_or_else(|| words.all_episodes.to_owned()),
            of_page: self.of_page(number, pages),
            cover: self.picture(page_path, &cover),
            episodes,
            pages: self.page_links(page_path, list.kind, number, pages),
            titles: (!years.is_empty()).then(|| page_path.to(&page_of(EpisodeList::Titles, 1))),
            previous: (number > 1).then(|| page_path.to(&list.page(number - 1))),
            next: (number < pages).then(|| page_path.to(&list.page(number + 1))),
            finders: self.finders(page_path, years, seasons),
        }
    }

    /// The episode that the first page shows large: the first of a serial show, else the newest. A trailer is shown so only
    /// where there is nothing else.
    fn featured(&self) -> Option<&'a SealedEpisode> {
        let in_order = self.in_order();
        let full = in_order.iter().find(|sealed| sealed.episode.kind == EpisodeKind::Full);
        full.or(in_order.first()).copied()
    }

    /// The newest trailer.
    fn trailer(&self) -> Option<&'a SealedEpisode> {
        self.sealed.episodes.iter().find(|sealed| sealed.episode.kind == EpisodeKind::Trailer)
    }

    /// Names each season where it begins, unless the list is that of a season or they take turns.
    fn name_seasons(&self, list: &ListedEpisodes<'a>, seasons: &[Option<u32>], entries: &mut [view::Entry]) {
        if !self.has_seasons() || matches!(list.kind, EpisodeList::Season(_)) {
            return;
        }
        let mut starts: Vec<(&mut view::Entry, u32)> = Vec::new();
        for (entry, season) in entries.iter_mut().zip(seasons).filter(|(entry, _)| !entry.is_apart) {
            // what stands before the first season is below no heading of a season, and its own would skip a level
            let Some(season) = season else {
                if starts.is_empty() {
                    return;
                }
                continue;
            };
            if starts.last().is_none_or(|(_, last)| last != season) {
                starts.push((entry, *season));
            }
        }
        let is_once = starts.iter().map(|(_, season)| season).collect::<BTreeSet<_>>().len() == starts.len();
        for (entry, season) in starts.into_iter().filter(|_| is_once) {
            entry.season = Some(fill(self.locale.words.season, &[&season.to_string()]));
        }
    }

    /// An episode in a list. `sizes` is how wide the style shows its picture.
    fn entry(&self, page_path: &PagePath, sealed: &SealedEpisode, sizes: &'static str) -> view::Entry {
        let episode = &sealed.episode;
        let (image, _) = self.artwork(sealed);
        view::Entry {
            title: episode.title.to_string(),
            link: page_path.to(&episode_page(sealed)),
            label: self.label(sealed),
            when: self.when(sealed),
            summary: shortened(self.summary(sealed), SUMMARY_MAX),
            easy_read: sealed.easy_read.as_ref().map(|_| page_path.to(&easy_read_page(sealed))),
            transcript: sealed.transcript.as_ref().map(|_| page_path.to(&transcript_page(sealed, 1))),
            picture: self.thumbnail(page_path, image, sizes),
            player: self.listed_player(page_path, sealed),
            season: None,
            is_apart: false,
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

fn is_same(a: &SealedEpisode, b: &SealedEpisode) -> bool {
    a.episode.slug == b.episode.slug
}
