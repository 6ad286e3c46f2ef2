//! What all pages share: the head, the way in for keyboards, the top, the foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::model::http_url::HttpUrl;
use crate::model::show::FEED_FILE;
use crate::site::assets;
use crate::site::here::Here;
use crate::site::notes::host;
use crate::site::policy::policy;
use crate::site::whole::Site;
use crate::site::words::fill;

/// A page before it has its frame.
#[derive(Debug)]
pub(crate) struct Page {
    /// Where it stands.
    pub(crate) here: Here,
    /// What the browser's tab says, without the show's name.
    pub(crate) title: Option<String>,
    /// Where it is published; `None` for a page that has no address of its own.
    pub(crate) address: Option<HttpUrl>,
    /// More for the head: link previews and data for search engines.
    pub(crate) head: Markup,
    /// A script from `assets`.
    pub(crate) script: Option<&'static str>,
    /// The class of the body, which the style knows.
    pub(crate) class: &'static str,
    /// The content.
    pub(crate) main: Markup,
}

/// Addresses of the pages that the top of each page leads to.
pub(crate) const INDEX_FILE: &str = "index.html";
/// See [`INDEX_FILE`].
pub(crate) const SUBSCRIBE_FILE: &str = "subscribe/index.html";

impl Site<'_> {
    /// A whole page with its top and foot.
    pub(crate) fn framed(&self, page: &Page) -> String {
        let words = self.locale.words;
        let body = html! {
            a.skip href="#main" { (words.skip_to_content) }
            (self.top(&page.here))
            main #main tabindex="-1" { (page.main) }
            (self.foot(&page.here))
        };
        self.document(page, &body, StyleFrom::File)
    }

    /// A whole page without top and foot.
    pub(crate) fn bare(&self, page: &Page, style: StyleFrom) -> String {
        self.document(page, &html! { main #main { (page.main) } }, style)
    }

    fn document(&self, page: &Page, body: &Markup, style: StyleFrom) -> String {
        let (show, locale, here) = (&self.sealed.show, &self.locale, &page.here);
        let title = page.title.as_ref().map_or_else(|| show.title.to_string(), |title| format!("{title} – {}", show.title));
        let script = page.script.map(assets::compact);
        let inline_style = matches!(style, StyleFrom::Page).then_some(self.style.as_str());
        let policy = policy(script.as_deref(), inline_style, self.media_origin().as_deref());
        html! {
            (DOCTYPE)
            html lang=(locale.page_language()) dir=[locale.direction()] {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="same-origin";
                    meta name="color-scheme" content="light dark";
                    title { (title) }
                    @if let Some(style) = inline_style { style { (PreEscaped(style)) } } @else { link rel="stylesheet" href=(self.style_link(here)); }
                    @if let Some(address) = &page.address { link rel="canonical" href=(address); }
                    link rel="alternate" type="application/rss+xml" title=(show.title) href=(here.to(FEED_FILE));
                    @for icon in &self.gallery.icons {
                        @let kind = if icon.width == TOUCH_ICON { "apple-touch-icon" } else { "icon" };
                        link rel=(kind) type="image/png" sizes=(format!("{0}x{0}", icon.width)) href=(here.to(&icon.path));
                    }
                    (page.head)
                    // A script of this kind waits until the page is read, like `defer`, which scripts in the page do not know.
                    @if let Some(script) = &script { script type="module" { (PreEscaped(script)) } }
                }
                body.(page.class) { (body) }
            }
        }
        .into_string()
    }

    /// Where the sound is served, when that is not where the pages are.
    fn media_origin(&self) -> Option<String> {
        let base = self.sealed.show.url.as_url().as_str();
        let elsewhere = self.sealed.episodes.iter().find(|sealed| !sealed.enclosure.url.as_str().starts_with(base))?;
        url::Url::parse(elsewhere.enclosure.url.as_str()).ok().map(|url| url.origin().ascii_serialization())
    }

    fn top(&self, here: &Here) -> Markup {
        let words = self.locale.words;
        html! {
            header.top {
                p.brand lang=[self.locale.content_language()] { a href=(here.to(INDEX_FILE)) { (self.sealed.show.title) } }
                nav aria-label=(words.main_pages) {
                    ul {
                        @for (file, label) in [(INDEX_FILE, words.all_episodes), (SUBSCRIBE_FILE, words.subscribe)] {
                            li { a href=(here.to(file)) aria-current=[(here.path() == file).then_some("page")] { (label) } }
                        }
                    }
                }
            }
        }
    }

    fn foot(&self, here: &Here) -> Markup {
        let (show, words, lang) = (&self.sealed.show, self.locale.words, self.locale.content_language());
        html! {
            footer.foot {
                ul {
                    li { a href=(here.to(FEED_FILE)) { (words.feed) } }
                    @if let Some(license) = &show.license {
                        @let (before, after) = words.licence.split_once("{}").unwrap_or((words.licence, ""));
                        li { (before) a href=(license.url()) rel="license" { (license.as_str()) } (after) (self.leads_to(license.url())) }
                    }
                    @for funding in &show.funding {
                        li { a href=(funding.url) lang=[lang] { (funding.text) } (self.leads_to(funding.url.as_str())) }
                    }
                }
                @if let Some(copyright) = &show.copyright { p lang=[lang] { (copyright) } }
                p { (words.quiet) }
            }
        }
    }

    /// ` (leads to example.org)`, for a link that leaves the site.
    pub(crate) fn leads_to(&self, address: &str) -> Markup {
        html! { @if let Some(host) = host(address) { " " span.to { "(" (fill(self.locale.words.leads_to, &[&host])) ")" } } }
    }
}

/// Where a page has its style from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StyleFrom {
    /// The file that all pages share.
    File,
    /// The page itself: a page that is shown at any address finds no file.
    Page,
}

/// The icon that Apple's devices take for the home screen (pixels).
const TOUCH_ICON: u32 = 180;
