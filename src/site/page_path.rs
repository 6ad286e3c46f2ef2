//! Relative links: from a page to anything else below `feed/`, so that the pages work below any path and from a folder on a disk.

use std::fmt::Write;

use crate::model::http_url::{BaseUrl, HttpUrl};

/// The place of a page below `feed/`, such as `episodes/what-is-co-production/index.html`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PagePath {
    path: String,
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
    /// A page at this place.
    pub(crate) fn at(path: impl Into<String>) -> Self {
        Self { path: path.into(), root: Root::Above }
    }

    /// A page that a server shows in the place of others.
    pub(crate) fn anywhere(path: impl Into<String>, base: &BaseUrl) -> Self {
        let after_scheme = base.as_url().as_str().split_once("://").map_or("", |(_, rest)| rest);
        let from_root = after_scheme.find('/').map_or("/", |start| &after_scheme[start..]);
        Self { path: path.into(), root: Root::Path(from_root.to_owned()) }
    }

    /// The page's own path below `feed/`.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// A link from this page to a file below `feed/`.
    pub(crate) fn to(&self, target: &str) -> String {
        let target = encoded(target);
        match &self.root {
            Root::Above => format!("{}{target}", "../".repeat(self.path.matches('/').count())),
            Root::Path(root) => format!("{root}{target}"),
        }
    }

    /// A link from this page to an address: relative where the address is one of the site's own files.
    pub(crate) fn to_url(&self, url: &HttpUrl, base: &BaseUrl) -> String {
        match url.as_str().strip_prefix(base.as_url().as_str()) {
            Some(file) if !file.is_empty() && !file.contains(':') && !file.ends_with('/') => match &self.root {
                Root::Above => format!("{}{file}", "../".repeat(self.path.matches('/').count())),
                Root::Path(root) => format!("{root}{file}"),
            },
            _ => url.as_str().to_owned(),
        }
    }
}

/// A path, fit for a link. A colon is encoded too: in a first part it would be read as the end of a scheme.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").expect("a string takes everything");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn climbs_once_for_each_folder() {
        assert_eq!(PagePath::at("index.html").to("style.css"), "style.css");
        assert_eq!(PagePath::at("episodes/a/index.html").to("media/a b.mp3"), "../../media/a%20b.mp3");
        assert_eq!(PagePath::at("index.html").to("a:b"), "a%3Ab");
    }

    #[test]
    fn an_address_of_the_site_is_relative_and_any_other_is_whole() {
        let base: BaseUrl = "https://example.org/show/".parse().unwrap();
        let page_path = PagePath::at("episodes/a/index.html");
        assert_eq!(page_path.to_url(&base.join("media/a.mp3"), &base), "../../media/a.mp3");
        let elsewhere: HttpUrl = "https://media.example.org/show/a.mp3".parse().unwrap();
        assert_eq!(page_path.to_url(&elsewhere, &base), "https://media.example.org/show/a.mp3");
    }

    #[test]
    fn a_page_that_is_shown_anywhere_names_the_path_from_the_root() {
        let base: BaseUrl = "https://example.org/show/".parse().unwrap();
        assert_eq!(PagePath::anywhere("404.html", &base).to("index.html"), "/show/index.html");
        let top: BaseUrl = "https://example.org/".parse().unwrap();
        assert_eq!(PagePath::anywhere("404.html", &top).to("index.html"), "/index.html");
    }
}
