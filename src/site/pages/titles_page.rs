//! The titles of all episodes, on as few pages as a slow line allows: for those who look for one that they remember.

use chrono::Datelike;

use crate::layout::EpisodeList;
use crate::layout::output_file::OutputFile;
use crate::markdown::escape::escaped;
use crate::seal::SealedEpisode;
use crate::site::context::{PAGE_MAX, Site, episode_page};
use crate::site::error::SiteError;
use crate::site::links::page_path::PagePath;
use crate::site::pages::frame::{Page, StyleFrom};
use crate::site::pages::paging::page_of;
use crate::site::templates::template_environment::value;
use crate::site::view;

/// What a page has beside its titles and its style: head, links, foot (bytes).
const FRAME: usize = 10_000;

/// The least room for titles, however large the style is (bytes).
const LEAST_ROOM: usize = 8_000;

/// What a link needs beside its title and its address (bytes).
const LINK: usize = 40;

impl<'a> Site<'a> {
    /// The pages of titles.
    pub(crate) fn titles_pages(&self) -> Result<Vec<OutputFile>, SiteError> {
        let room = PAGE_MAX.saturating_sub(self.style.len() + FRAME).max(LEAST_ROOM);
        let parts = parts(self.in_order(), room);
        let page = |(index, part): (usize, &Vec<&'a SealedEpisode>)| {
            let file = page_of(EpisodeList::Titles, index + 1);
            Ok(OutputFile::text(file, self.titles_page(part, index + 1, parts.len())?))
        };
        parts.iter().enumerate().map(page).collect()
    }

    fn titles_page(&self, part: &[&'a SealedEpisode], number: usize, pages: usize) -> Result<String, SiteError> {
        let at = |page: usize| page_of(EpisodeList::Titles, page);
        let page_path = PagePath::at(at(number));
        let of_page = self.of_page(number, pages);
        let mut years: Vec<view::TitlesOfYear> = Vec::new();
        for sealed in part {
            let year = sealed.episode.date.as_date_time().year().to_string();
            let (text, link) = (sealed.episode.title.to_string(), page_path.to(&episode_page(sealed)));
            let episode = view::Link { text, link, host: None };
            match years.last_mut() {
                Some(open) if open.year == year => open.episodes.push(episode),
                _ => years.push(view::TitlesOfYear { year, episodes: vec![episode] }),
            }
        }
        let heading = self.locale.words.all_titles;
        let title = match &of_page {
            Some(of_page) if number > 1 => format!("{heading} ({of_page})"),
            _ => heading.to_owned(),
        };
        let titles = view::Titles {
            pages: self.page_links(&page_path, EpisodeList::Titles, number, pages),
            previous: (number > 1).then(|| page_path.to(&at(number - 1))),
            next: (number < pages).then(|| page_path.to(&at(number + 1))),
            of_page,
            years,
        };
        let address = page_path.page().url(&self.sealed.show);
        let page = Page {
            path: page_path,
            preview: Some(self.plain_preview(&title, self.sealed.show.description.as_str(), &address)),
            title: Some(title),
            address: Some(address),
            script: None,
            style: StyleFrom::File,
            class: "titles",
        };
        self.page(page, "titles.html", ("titles", value(titles)))
    }
}

/// Episodes in parts whose links take at most so many bytes, at least one each.
fn parts(episodes: Vec<&SealedEpisode>, room: usize) -> Vec<Vec<&SealedEpisode>> {
    let mut parts: Vec<Vec<&SealedEpisode>> = Vec::new();
    let mut taken = 0;
    for sealed in episodes {
        let size = escaped(sealed.episode.title.as_str()).len() + sealed.episode.slug.as_str().len() + LINK;
        match parts.last_mut() {
            Some(open) if taken + size <= room => {
                open.push(sealed);
                taken += size;
            }
            _ => {
                parts.push(vec![sealed]);
                taken = size;
            }
        }
    }
    parts
}
