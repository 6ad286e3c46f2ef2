//! Show notes and Easy Read summaries: Markdown in, harmless HTML out.
//!
//! The feed has its own rendering, since apps allow other things than pages do: here times become links into the sound, links
//! out say where they lead, and headings take their place below the page's own.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::model::digest::Sha256;
use crate::model::timestamp::Timestamp;
use crate::site::escape::escaped;
use crate::site::html::Html;
use crate::site::locale::{Locale, fragment_seconds};
use crate::site::words::fill;

/// What may stay of HTML: text and structure. No pictures, since nothing is loaded from elsewhere.
const TAGS: [&str; 31] = [
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
    "ul",
];

/// The class of the words that say where a link leads.
const LEADS_TO_CLASS: &str = "to";

/// Markdown as it stands in a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notes<'a> {
    /// The words of the page.
    pub(crate) locale: &'a Locale<'a>,
    /// The level of the first heading, 2 to 6: one below the heading that the text stands under.
    pub(crate) top_heading: u8,
    /// Times up to this one become links; `None` where the page has no sound.
    pub(crate) end_of_sound: Option<Timestamp>,
}

/// A picture in a text: where it is, and what it shows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct InlineImage {
    /// As the Markdown names it.
    pub(crate) target: String,
    /// In words.
    pub(crate) alt: String,
}

impl Notes<'_> {
    /// The text as HTML that is safe to put into a page.
    pub(crate) fn render(&self, markdown: &str) -> Html {
        Html::trusted(self.clean(parser(markdown)))
    }

    /// The same with pictures: `picture` makes the HTML of one, or none, and then its words stand in its place.
    ///
    /// # Errors
    /// Where `picture` fails.
    pub(crate) fn render_with<E>(
        &self,
        markdown: &str,
        mut picture: impl FnMut(&InlineImage) -> Result<Option<String>, E>,
    ) -> Result<Html, E> {
        // While the rest is cleaned, a word keeps the place of each picture. It holds a sum of the whole text, so no text can hold it.
        let mark = format!("picture{}n", Sha256::of(markdown.as_bytes()).short(32));
        let mut made: Vec<String> = Vec::new();
        let mut events = Vec::new();
        let mut open: Option<InlineImage> = None;
        for event in parser(markdown) {
            match (event, &mut open) {
                (Event::Start(Tag::Image { dest_url, .. }), None) => {
                    open = Some(InlineImage { target: dest_url.to_string(), alt: String::new() });
                }
                (Event::End(TagEnd::Image), Some(_)) => {
                    let shown = open.take().unwrap_or_default();
                    match picture(&shown)? {
                        Some(html) => {
                            events.push(Event::Text(format!("{mark}{}n", made.len()).into()));
                            made.push(html);
                        }
                        None => events.push(Event::Text(shown.alt.into())),
                    }
                }
                (Event::Text(text) | Event::Code(text), Some(shown)) => shown.alt.push_str(&text),
                (_, Some(_)) => {}
                (event, None) => events.push(event),
            }
        }
        let mut html = self.clean(events.into_iter());
        for (number, picture) in made.iter().enumerate() {
            html = html.replacen(&format!("{mark}{number}n"), picture, 1);
        }
        Ok(Html::trusted(html))
    }

    fn clean<'e>(&self, events: impl Iterator<Item = Event<'e>>) -> String {
        let mut raw = String::new();
        pulldown_cmark::html::push_html(&mut raw, self.rewrite(events).into_iter());
        sanitizer().clean(&raw).to_string()
    }

    fn rewrite<'e>(&self, events: impl Iterator<Item = Event<'e>>) -> Vec<Event<'e>> {
        let mut headings = Headings { top: self.top_heading, open: Vec::new() };
        let mut rewritten = Vec::new();
        let mut links: Vec<OpenLink> = Vec::new();
        let mut in_code = false;
        for event in events {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    rewritten.push(Event::Start(Tag::Heading {
                        level: headings.start(level),
                        id: None,
                        classes: Vec::new(),
                        attrs: Vec::new(),
                    }));
                }
                Event::End(TagEnd::Heading(level)) => rewritten.push(Event::End(TagEnd::Heading(headings.current(level)))),
                Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
                Event::Start(Tag::Link { ref dest_url, .. }) => {
                    links.push(OpenLink { host: host(dest_url), words: String::new() });
                    rewritten.push(event);
                }
                Event::End(TagEnd::Link) => {
                    rewritten.push(event);
                    rewritten.extend(links.pop().and_then(|link| self.leads_to(&link)));
                }
                Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                    in_code = matches!(event, Event::Start(_));
                    rewritten.push(event);
                }
                Event::Text(text) => {
                    if let Some(link) = links.last_mut() {
                        link.words.push_str(&text);
                        rewritten.push(Event::Text(text));
                    } else if in_code {
                        rewritten.push(Event::Text(text));
                    } else {
                        self.link_times(&text, &mut rewritten);
                    }
                }
                event => rewritten.push(event),
            }
        }
        rewritten
    }

    /// `(leads to example.org)`, unless the link's own words say so.
    fn leads_to(&self, link: &OpenLink) -> Option<Event<'static>> {
        let host = link.host.as_deref()?;
        if link.words.contains(host) {
            return None;
        }
        let words = fill(self.locale.words.leads_to, &[host]);
        let lang = self.locale.content_language().map(|_| self.locale.words.code);
        let lang = lang.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
        let markup = format!(" <span class=\"{LEADS_TO_CLASS}\"{lang}>({})</span>", escaped(&words));
        Some(Event::InlineHtml(CowStr::from(markup)))
    }

    fn link_times(&self, text: &str, events: &mut Vec<Event<'_>>) {
        let Some(end) = self.end_of_sound else {
            events.push(Event::Text(CowStr::from(text.to_owned())));
            return;
        };
        let mut rest = text;
        while let Some((before, written, time, after)) = next_time(rest) {
            if time > end {
                events.push(Event::Text(CowStr::from(format!("{before}{written}"))));
            } else {
                let markup = format!("<a href=\"#t={}\">{}</a>", fragment_seconds(time), escaped(written));
                events.push(Event::Text(CowStr::from(before.to_owned())));
                events.push(Event::InlineHtml(CowStr::from(markup)));
            }
            rest = after;
        }
        events.push(Event::Text(CowStr::from(rest.to_owned())));
    }
}

fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SMART_PUNCTUATION)
}

#[derive(Debug)]
struct OpenLink {
    host: Option<String>,
    words: String,
}

/// Headings as written, and the levels that they get: never a level left out, never above the place they stand in.
#[derive(Debug)]
struct Headings {
    top: u8,
    open: Vec<HeadingLevel>,
}

impl Headings {
    fn start(&mut self, level: HeadingLevel) -> HeadingLevel {
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
        }
        self.open.push(level);
        self.current(level)
    }

    fn current(&self, _written: HeadingLevel) -> HeadingLevel {
        let depth = self.open.len().saturating_sub(1);
        HeadingLevel::try_from((usize::from(self.top) + depth).min(6)).unwrap_or(HeadingLevel::H6)
    }
}

/// The first time in a text, such as `1:23` or `1:02:03`: what is before it, as written, its value, what is after it.
fn next_time(text: &str) -> Option<(&str, &str, Timestamp, &str)> {
    let is_part = |b: u8| b.is_ascii_digit() || b == b':';
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        if !is_part(bytes[start]) {
            start += 1;
            continue;
        }
        let length = bytes[start..].iter().take_while(|b| is_part(**b)).count();
        let (before, rest) = text.split_at(start);
        let (run, _) = rest.split_at(length);
        let written = run.trim_end_matches(':');
        let stands_alone = !before.ends_with(|c: char| c.is_alphanumeric() || "./-_".contains(c))
            && !rest[written.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        if stands_alone && let Ok(time) = written.parse() {
            return Some((before, written, time, &rest[written.len()..]));
        }
        start += length;
    }
    None
}

/// The host that an address leads to; `None` for an address within the page or of another kind.
pub(crate) fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.host_str().map(str::to_owned))?
}

fn sanitizer() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
            ("abbr", HashSet::from(["title"])),
        ]))
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .allowed_classes(HashMap::from([("span", HashSet::from([LEADS_TO_CLASS]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Custom(Box::new(moment_only)))
        .link_rel(None);
    builder
}

/// Of addresses within the site only moments of the sound are kept: any other would be relative to a place that the producer does not see.
fn moment_only(address: &str) -> Option<Cow<'_, str>> {
    address.starts_with("#t=").then_some(Cow::Borrowed(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::language::Language;
    use crate::site::words::Words;

    #[track_caller]
    fn case(markdown: &str, expected: &str) {
        let content: Language = "en".parse().unwrap();
        let locale = Locale { words: Words::english(), content: &content };
        let notes = Notes { locale: &locale, top_heading: 3, end_of_sound: Some(Timestamp::from_millis(600_000)) };
        assert_eq!(notes.render(markdown).as_str().trim_end(), expected);
    }

    #[test]
    fn writes_what_producers_write() {
        case("A **word** and\nanother.", "<p>A <strong>word</strong> and\nanother.</p>");
        case("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>");
    }

    #[test]
    fn links_out_say_where_they_lead() {
        case(
            "[a](https://a.example/x)",
            "<p><a href=\"https://a.example/x\">a</a> <span class=\"to\">(leads to a.example)</span></p>",
        );
        case("<https://a.example/x>", "<p><a href=\"https://a.example/x\">https://a.example/x</a></p>");
        case("<a@b.example>", "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>");
    }

    #[test]
    fn times_become_links_within_the_sound() {
        case("At 1:23, and at (9:59.)", "<p>At <a href=\"#t=83\">1:23</a>, and at (<a href=\"#t=599\">9:59</a>.)</p>");
        case("At 10:01 it is over.", "<p>At 10:01 it is over.</p>");
        case("Version 1.2:30, 12:345, 3:60, a1:23, `1:23`", "<p>Version 1.2:30, 12:345, 3:60, a1:23, <code>1:23</code></p>");
        case("0:00:10:", "<p><a href=\"#t=10\">0:00:10</a>:</p>");
    }

    #[test]
    fn headings_keep_their_order_below_the_pages_own() {
        case("# a\n### b\n# c", "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>");
        case("###### a\n# b", "<h3>a</h3>\n<h3>b</h3>");
    }

    #[test]
    fn nothing_that_runs_or_loads_comes_through() {
        case("<script>alert(1)</script>x", "x");
        case("[x](javascript:alert(1))", "<p><a>x</a></p>");
        case("[x](../secret)", "<p><a>x</a></p>");
        case("![a picture](https://a.example/i.png)", "<p>a picture</p>");
        case("<img src=x onerror=alert(1)>a", "<p>a</p>");
        case("<p style=\"position:fixed\" id=\"main\" class=\"hero\" onclick=\"a()\">x</p>", "<p>x</p>");
        case("<iframe src=\"https://a.example\"></iframe>", "");
    }

    #[test]
    fn pictures_come_in_after_the_text_is_clean() {
        let content: Language = "en".parse().unwrap();
        let locale = Locale { words: Words::english(), content: &content };
        let notes = Notes { locale: &locale, top_heading: 2, end_of_sound: None };
        let picture = |image: &InlineImage| -> Result<Option<String>, ()> {
            Ok((image.target == "tea.jpg").then(|| format!("<img alt=\"{}\">", escaped(&image.alt))))
        };
        for (markdown, expected) in [
            ("- ![A \"cup\" of *tea*](tea.jpg) Tea.", "<ul>\n<li><img alt=\"A “cup” of tea\"> Tea.</li>\n</ul>"),
            ("![a](tea.jpg)\n![b](tea.jpg)", "<p><img alt=\"a\">\n<img alt=\"b\"></p>"),
            ("![A <b>&</b>](no.jpg) <img src=x onerror=a()>", "<p>A &amp; </p>"),
            (
                "[![a](tea.jpg)](https://a.example/)",
                "<p><a href=\"https://a.example/\"><img alt=\"a\"></a> <span class=\"to\">(leads to a.example)</span></p>",
            ),
        ] {
            assert_eq!(notes.render_with(markdown, picture).unwrap().as_str().trim_end(), expected, "{markdown}");
        }
    }

    #[test]
    fn a_change_of_language_is_kept() {
        case("<span lang=\"cy\">Bore da</span>", "<p><span lang=\"cy\">Bore da</span></p>");
    }
}
