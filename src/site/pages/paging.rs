//! The links between the pages of a list: enough to go on and to go far, however many pages there are.

use std::num::NonZeroUsize;

use crate::layout::EpisodeList;
use crate::layout::output::Output;
use crate::site::context::Site;
use crate::site::links::page_path::PagePath;
use crate::site::view;
use crate::site::words::fill;

/// Pages on each side of the one that one is on.
const BESIDE: usize = 2;

/// A page of a list, from 1.
pub(crate) fn page_of(list: EpisodeList, page: usize) -> Output {
    Output::List(list, NonZeroUsize::new(page).unwrap_or(NonZeroUsize::MIN))
}

/// The first page, the last, and those beside this one, ascending. A gap of one page is filled: its link is as short as a sign for it.
fn near(number: usize, pages: usize) -> Vec<usize> {
    let is_near = |page: usize| page == 1 || page == pages || page.abs_diff(number) <= BESIDE;
    (1..=pages).filter(|page| is_near(*page) || (is_near(page - 1) && is_near(page + 1))).collect()
}

impl Site<'_> {
    /// `Page 2 of 5`; none where there is one page.
    pub(crate) fn of_page(&self, number: usize, pages: usize) -> Option<String> {
        (pages > 1).then(|| fill(self.locale.words.page_of, &[&number.to_string(), &pages.to_string()]))
    }

    /// The pages of a list that one of them links to; none where there is one page.
    pub(crate) fn page_links(&self, page_path: &PagePath, list: EpisodeList, number: usize, pages: usize) -> Vec<view::ListPage> {
        let mut links: Vec<view::ListPage> = Vec::new();
        for page in near(number, pages) {
            let Some(name) = self.of_page(page, pages) else { return Vec::new() };
            links.push(view::ListPage {
                is_after_gap: links.last().is_some_and(|last| last.number + 1 < page),
                number: page,
                name,
                link: page_path.to(&page_of(list, page)),
                is_current: page == number,
            });
        }
        links
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_links_to_few_others_and_leads_far() {
        for (number, pages, expected) in [
            (1, 1, vec![1]),
            (2, 3, vec![1, 2, 3]),
            (1, 250, vec![1, 2, 3, 250]),
            (5, 250, vec![1, 2, 3, 4, 5, 6, 7, 250]),
            (6, 250, vec![1, 4, 5, 6, 7, 8, 250]),
            (246, 250, vec![1, 244, 245, 246, 247, 248, 249, 250]),
            (250, 250, vec![1, 248, 249, 250]),
        ] {
            assert_eq!(near(number, pages), expected, "{number} of {pages}");
        }
    }
}
