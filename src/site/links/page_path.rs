//! Relative links: from a page to anything else below `feed/`, so that the pages work below any path and from a folder on a disk.

use crate::layout::output::Output;
use crate::model::web::http_url::{BaseUrl, HttpUrl};

/// A page, and how it names what is around it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PagePath {
    page: Output,
    root: Root,
}

/// How a page names the top of the site.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Root {
    /// By `../` for each folder that the page is in.
    Above,
    /// By the path that the show's address has: a server shows 404.html at any depth.
    Path(String),
}

impl PagePath {
    /// A page at its own place.
    pub(crate) fn at(page: Output) -> Self {
        Self { page, root: Root::Above }
    }

    /// A page that a server shows in the place of others.
    pub(crate) fn anywhere(page: Output, base: &BaseUrl) -> Self {
        let after_scheme = base.as_url().as_str().split_once("://").map_or("", |(_, rest)| rest);
        let from_root = after_scheme.find('/').map_or("/", |start| &after_scheme[start..]);
        Self { page, root: Root::Path(from_root.to_owned()) }
    }

    /// The page itself.
    pub(crate) fn page(&self) -> &Output {
        &self.page
    }

    /// A link from this page to a file below `feed/`.
    pub(crate) fn to(&self, target: &Output) -> String {
        format!("{}{target}", self.top())
    }

    /// The top of the site, as this page names it.
    fn top(&self) -> String {
        match &self.root {
            Root::Above => "../".repeat(self.page.to_string().matches('/').count()),
            Root::Path(root) => root.clone(),
        }
    }

    /// A link from this page to an address: relative where the address is one of the site's own files.
    pub(crate) fn to_url(&self, url: &HttpUrl, base: &BaseUrl) -> String {
        match url.as_str().strip_prefix(base.as_url().as_str()) {
            Some(file) if !file.is_empty() && !file.contains(':') && !file.ends_with('/') => format!("{}{file}", self.top()),
            _ => url.as_str().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::web::feed_file::FeedFile;

    #[test]
    fn climbs_once_for_each_folder() {
        assert_eq!(PagePath::at(Output::INDEX).to(&Output::Style), "style.css");
        assert_eq!(PagePath::at(Output::Episode("a".parse().unwrap())).to(&Output::Feed(FeedFile::default())), "../../feed.xml");
    }

    #[test]
    fn an_address_of_the_site_is_relative_and_any_other_is_whole() {
        let base: BaseUrl = "https://example.org/show/".parse().unwrap();
        let page_path = PagePath::at(Output::Episode("a".parse().unwrap()));
        assert_eq!(page_path.to_url(&base.join("media/a.mp3"), &base), "../../media/a.mp3");
        let elsewhere: HttpUrl = "https://media.example.org/show/a.mp3".parse().unwrap();
        assert_eq!(page_path.to_url(&elsewhere, &base), "https://media.example.org/show/a.mp3");
    }

    #[test]
    fn a_page_that_is_shown_anywhere_names_the_path_from_the_root() {
        let base: BaseUrl = "https://example.org/show/".parse().unwrap();
        assert_eq!(PagePath::anywhere(Output::NotFound, &base).to(&Output::INDEX), "/show/index.html");
        let top: BaseUrl = "https://example.org/".parse().unwrap();
        assert_eq!(PagePath::anywhere(Output::NotFound, &top).to(&Output::INDEX), "/index.html");
    }
}
