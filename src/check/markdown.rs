//! What the rules need to know of show notes: their links, their length as HTML, and what apps take out of them.
//! Follows `CommonMark` 0.31 (<https://spec.commonmark.org/0.31.2/>) as pulldown-cmark reads it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// Show notes, looked through.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Notes {
    /// Links, in order.
    pub(crate) links: Vec<Link>,
    /// Length as HTML (bytes).
    pub(crate) html_bytes: usize,
    /// What apps take out, in words, each once.
    pub(crate) stripped: Vec<String>,
    /// The text alone.
    pub(crate) text: String,
}

/// A link of the notes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Link {
    /// Where it leads, as written.
    pub(crate) target: String,
    /// What a listener sees or hears of it.
    pub(crate) text: String,
}

/// What a link's target is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Destination {
    /// A whole address of a scheme that apps open.
    Good,
    /// Not a whole address.
    Relative,
    /// Another scheme.
    Scheme(String),
    /// Not an address at all.
    Broken(String),
}

/// A picture of a text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Picture {
    /// Where it is, as written.
    pub(crate) target: String,
    /// What it shows.
    pub(crate) alt: String,
    /// Line in the text, from 1.
    pub(crate) line: u32,
}

/// The pictures of a text, in order.
pub(crate) fn pictures(markdown: &str) -> Vec<Picture> {
    let mut found = Vec::new();
    let mut open: Option<Picture> = None;
    let (mut line, mut counted) = (1, 0);
    for (event, place) in Parser::new_ext(markdown, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                let between = markdown.get(counted..place.start).unwrap_or_default();
                line += u32::try_from(between.matches('\n').count()).unwrap_or(u32::MAX);
                counted = counted.max(place.start);
                open = Some(Picture { target: dest_url.to_string(), alt: String::new(), line });
            }
            Event::End(TagEnd::Image) => found.extend(open.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(picture) = &mut open {
                    picture.alt.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}

/// HTML that Apple's and other apps keep, beside comments (Apple: p, ol, ul, li, a; PSP-1 adds b, i, strong, em; br is harmless).
const KEPT: [&str; 10] = ["a", "b", "br", "em", "i", "li", "ol", "p", "strong", "ul"];

impl Notes {
    /// Looks notes through.
    pub(crate) fn read(markdown: &str) -> Self {
        let mut notes = Self::default();
        let mut open: Option<Link> = None;
        let events: Vec<Event<'_>> = Parser::new_ext(markdown, Options::empty()).collect();
        for event in &events {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    open = Some(Link { target: dest_url.to_string(), text: String::new() });
                }
                Event::End(TagEnd::Link) => notes.links.extend(open.take()),
                Event::Start(Tag::Image { .. }) => notes.strips("a picture"),
                Event::Text(text) | Event::Code(text) => {
                    notes.text.push_str(text);
                    if let Some(link) = &mut open {
                        link.text.push_str(text);
                    }
                }
                Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                    notes.text.push('\n');
                    if let Some(link) = &mut open {
                        link.text.push(' ');
                    }
                }
                Event::Html(html) | Event::InlineHtml(html) => notes.raw_html(html),
                _ => {}
            }
        }
        let mut rendered = String::new();
        html::push_html(&mut rendered, events.into_iter());
        notes.html_bytes = rendered.trim_end().len();
        notes
    }

    fn raw_html(&mut self, html: &str) {
        for name in html.split('<').skip(1).map(tag_name).filter(|name| !name.is_empty()) {
            if !KEPT.contains(&name.as_str()) {
                self.strips(&format!("`<{name}>`"));
            }
        }
    }

    fn strips(&mut self, what: &str) {
        if !self.stripped.iter().any(|known| known == what) {
            self.stripped.push(what.to_owned());
        }
    }
}

impl Destination {
    /// What a link's target is.
    pub(crate) fn of(target: &str) -> Self {
        match url::Url::parse(target) {
            Ok(url) => match url.scheme() {
                "http" | "https" if url.host_str().is_none_or(str::is_empty) => Self::Broken("it has no host".to_owned()),
                "http" | "https" | "mailto" => Self::Good,
                scheme => Self::Scheme(scheme.to_owned()),
            },
            Err(url::ParseError::RelativeUrlWithoutBase) if target.is_empty() => Self::Broken("it is empty".to_owned()),
            Err(url::ParseError::RelativeUrlWithoutBase) => Self::Relative,
            Err(error) => Self::Broken(error.to_string()),
        }
    }
}

/// The name of the tag whose text begins behind `<`; empty where it is no tag.
fn tag_name(rest: &str) -> String {
    rest.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The first mark of HTML or Markdown in what should be plain text.
pub(crate) fn markup_in(text: &str) -> Option<&str> {
    for (start, character) in text.char_indices() {
        let rest = &text[start..];
        let found = match character {
            '<' => html_tag(rest),
            '&' => entity(rest),
            ']' if rest.starts_with("](") => rest.find(')').map(|_| &rest[..2]),
            '*' if rest.starts_with("**") && rest[2..].contains("**") => Some(&rest[..2]),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The longest thing that is shown as a mark. // bytes
const MARK_MAX: usize = 80;

fn html_tag(rest: &str) -> Option<&str> {
    let name = tag_name(&rest[1..]);
    let starts = rest[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
    let end = rest.find('>').filter(|end| *end <= MARK_MAX)?;
    (starts && !name.is_empty()).then(|| &rest[..=end])
}

fn entity(rest: &str) -> Option<&str> {
    let end = rest.find(';').filter(|end| (3..=10).contains(end))?;
    let name = &rest[1..end];
    let good = name.strip_prefix('#').map_or_else(
        || name.bytes().all(|b| b.is_ascii_alphanumeric()),
        |digits| !digits.is_empty() && digits.trim_start_matches(['x', 'X']).bytes().all(|b| b.is_ascii_hexdigit()),
    );
    good.then(|| &rest[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_links_with_their_texts() {
        let notes = Notes::read("See [the *law*](https://example.org/a) and <https://example.org/b>.");
        let links: Vec<_> = notes.links.iter().map(|link| (link.target.as_str(), link.text.as_str())).collect();
        assert_eq!(links, [("https://example.org/a", "the law"), ("https://example.org/b", "https://example.org/b")]);
    }

    #[test]
    fn finds_pictures_with_their_words_and_lines() {
        let found = pictures(
            "![A cup](tea.jpg) Tea.\n\n- one\n- ![](<my train.png>) two\n\n`![no](x.jpg)`\n\n![A `b`](../c.jpg \"title\")",
        );
        let found: Vec<_> = found.iter().map(|picture| (picture.target.as_str(), picture.alt.as_str(), picture.line)).collect();
        assert_eq!(found, [("tea.jpg", "A cup", 1), ("my train.png", "", 4), ("../c.jpg", "A b", 8)]);
    }

    #[test]
    fn tells_good_links_from_others() {
        for (target, expected) in [
            ("https://example.org/a#b", Destination::Good),
            ("mailto:a@example.org", Destination::Good),
            ("notes.html", Destination::Relative),
            ("#top", Destination::Relative),
            ("//example.org/a", Destination::Relative),
            ("javascript:alert(1)", Destination::Scheme("javascript".to_owned())),
            ("", Destination::Broken("it is empty".to_owned())),
            ("https://", Destination::Broken("empty host".to_owned())),
        ] {
            assert_eq!(Destination::of(target), expected, "{target}");
        }
    }

    #[test]
    fn names_what_apps_take_out() {
        let notes = Notes::read("a <b>b</b> ![c](d.png)\n\n<table><tr><td>x</td></tr></table>\n\n<script>x</script>");
        assert_eq!(notes.stripped, ["a picture", "`<table>`", "`<tr>`", "`<td>`", "`<script>`"]);
        assert_eq!(Notes::read("## Head\n\n1. one\n2. **two**").stripped, Vec::<String>::new());
    }

    #[test]
    fn tells_markup_from_plain_text() {
        for (text, expected) in [
            ("a <b>bold</b> word", Some("<b>")),
            ("fish &amp; chips", Some("&amp;")),
            ("a [link](https://example.org)", Some("](")),
            ("so **loud**", Some("**")),
            ("2 < 3 and 4 > 3", None),
            ("R&B; and so on", None),
            ("Q&A: questions; answers", None),
            ("2 ** 3", None),
            ("a <3 b", None),
        ] {
            assert_eq!(markup_in(text), expected, "{text}");
        }
    }
}
