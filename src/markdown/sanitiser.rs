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

/// What a description may have (PSP-1, `description` <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>).
const DESCRIPTION_TAGS: [&str; 9] = ["a", "b", "em", "i", "li", "ol", "p", "strong", "ul"];

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

/// Schemes of links that were published before.
const ORIGINAL_SCHEMES: [&str; 9] = ["bitcoin", "ftp", "geo", "http", "https", "lightning", "mailto", "tel", "xmpp"];

/// What may stay of HTML that was published before, beside what pages show.
const ORIGINAL_ONLY_TAGS: [&str; 11] =
    ["caption", "div", "figcaption", "figure", "h1", "img", "ins", "strike", "tfoot", "u", "wbr"];

/// What may stay of HTML that was published before: text, structure and pictures.
fn original_tags() -> impl Iterator<Item = &'static str> {
    PAGE_TAGS.into_iter().chain(ORIGINAL_ONLY_TAGS)
}

/// Whether an element may stay of HTML that was published before.
pub(in crate::markdown) fn is_original_tag(name: &str) -> bool {
    original_tags().any(|tag| tag == name)
}

/// Elements whose content is no text for people.
const WITHOUT_CONTENT: [&str; 9] = ["script", "style", "title", "textarea", "iframe", "noscript", "svg", "math", "template"];

/// HTML that was published before, without what runs, loads or tracks: pictures of one pixel show nothing, and count readers.
pub(in crate::markdown) fn clean_original(html: &str) -> String {
    static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
        let mut builder = Builder::empty();
        builder
            .tags(original_tags().collect())
            .clean_content_tags(HashSet::from(WITHOUT_CONTENT))
            .tag_attributes(HashMap::from([
                ("a", HashSet::from(["href", "title"])),
                ("abbr", HashSet::from(["title"])),
                ("img", HashSet::from(["src", "alt", "title", "width", "height"])),
                ("ol", HashSet::from(["start", "type", "reversed"])),
                ("td", HashSet::from(["colspan", "rowspan"])),
                ("th", HashSet::from(["colspan", "rowspan", "scope"])),
            ]))
            .generic_attributes(HashSet::from(["lang", "dir"]))
            .url_schemes(HashSet::from(ORIGINAL_SCHEMES))
            .url_relative(UrlRelative::Deny)
            .link_rel(None);
        builder
    });
    without_unseen(&SANITISER.clean(html).to_string())
}

/// Without pictures that have no address, or are one pixel large.
fn without_unseen(clean: &str) -> String {
    let mut kept = String::with_capacity(clean.len());
    let mut rest = clean;
    while let Some(start) = rest.find("<img") {
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        let tag = &rest[start..end];
        let is_pixel = ["0", "1", "0px", "1px"]
            .iter()
            .any(|size| tag.contains(&format!(" width=\"{size}\"")) || tag.contains(&format!(" height=\"{size}\"")));
        kept.push_str(&rest[..if is_pixel || !tag.contains(" src=\"http") { start } else { end }]);
        rest = &rest[end..];
    }
    kept + rest
}

/// HTML for apps: links are whole addresses.
pub(in crate::markdown) fn clean_for_apps(html: &str) -> String {
    static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| apps(HashSet::from(APP_TAGS)));
    SANITISER.clean(html).to_string()
}

/// The same with the elements of PSP-1 alone.
pub(in crate::markdown) fn clean_for_descriptions(html: &str) -> String {
    static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| apps(HashSet::from(DESCRIPTION_TAGS)));
    SANITISER.clean(html).to_string()
}

fn apps(tags: HashSet<&'static str>) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .clean_content_tags(HashSet::from(WITHOUT_CONTENT))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Deny)
        .link_rel(None);
    builder
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
