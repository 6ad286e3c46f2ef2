//! What may stay of HTML, on pages and in podcast apps.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// The schemes that links may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// The class of the words that say where a link leads.
pub(in crate::markdown) const LEADS_TO_CLASS: &str = "to";

/// What apps show: PSP-1 names paragraphs, lists, links, bold and italics; the rest is shown as plain words where an app does not know it.
const APP_TAGS: [&str; 15] =
    ["a", "b", "blockquote", "br", "code", "del", "em", "i", "li", "ol", "p", "pre", "s", "strong", "ul"];

/// What pages show: text and structure. No pictures, since nothing is loaded from elsewhere.
const PAGE_TAGS: [&str; 37] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// HTML for apps: links are whole addresses.
pub(in crate::markdown) fn clean_for_apps(html: &str) -> String {
    static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
        let mut builder = Builder::empty();
        builder
            .tags(HashSet::from(APP_TAGS))
            .clean_content_tags(HashSet::from([
                "script", "style", "title", "textarea", "iframe", "noscript", "svg", "math", "template",
            ]))
            .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
            .url_schemes(HashSet::from(SCHEMES))
            .url_relative(UrlRelative::Deny)
            .link_rel(None);
        builder
    });
    SANITISER.clean(html).to_string()
}

/// HTML for pages. No attribute keeps a value with `mark` in it: what the mark keeps the place of belongs between tags.
pub(in crate::markdown) fn for_pages(mark: String) -> Builder<'static> {
    let mut builder = Builder::default();
    let columns_or_rows = HashSet::from(["col", "colgroup", "row", "rowgroup"]);
    builder
        .tags(HashSet::from(PAGE_TAGS))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
            ("abbr", HashSet::from(["title"])),
        ]))
        .tag_attribute_values(HashMap::from([("th", HashMap::from([("scope", columns_or_rows)]))]))
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .allowed_classes(HashMap::from([("span", HashSet::from([LEADS_TO_CLASS]))]))
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Custom(Box::new(moment_only)))
        .attribute_filter(move |_, _, value| (!value.contains(&mark)).then_some(Cow::Borrowed(value)))
        .link_rel(None);
    builder
}

/// Of addresses within the site only moments of the audio are kept: any other would be relative to a place that the producer does not see.
fn moment_only(address: &str) -> Option<Cow<'_, str>> {
    address.starts_with("#t=").then_some(Cow::Borrowed(address))
}
