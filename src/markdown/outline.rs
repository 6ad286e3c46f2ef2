//! What a text holds: its links, pictures and words, and what podcast apps do not show of it.

pub(crate) mod near_miss;
pub(crate) mod time_list;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::markdown::depth::is_too_deep;
use crate::markdown::dialect::{Punctuation, placed_events};
use crate::markdown::markup::tag_names;
use crate::model::wording::line_counter::LineCounter;

/// A text, taken apart.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Outline {
    /// Links, in order.
    pub(crate) links: Vec<Link>,
    /// Pictures, in order.
    pub(crate) pictures: Vec<Picture>,
    /// What apps take out, each once, where it first stands.
    pub(crate) stripped: Vec<Stripped>,
    /// What apps get in another form, each once, where it first stands.
    pub(crate) rewritten: Vec<RewrittenForApps>,
    /// Headings, in order.
    pub(crate) headings: Vec<OutlineHeading>,
    /// The text alone.
    pub(crate) text: String,
}

/// Something that apps take out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Stripped {
    /// In words.
    pub(crate) what: String,
    /// Where it stands (bytes).
    pub(crate) at: usize,
}

/// A heading.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct OutlineHeading {
    /// From 1, the highest.
    pub(crate) level: u8,
    /// Where it stands (bytes).
    pub(crate) at: usize,
}

/// A link.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Link {
    /// Where it leads, as written; `mailto:` before a bare e-mail address.
    pub(crate) target: String,
    /// What a listener sees or hears of it.
    pub(crate) text: String,
    /// Line in the text, from 1.
    pub(crate) line: u32,
    /// Where it stands in the text (bytes).
    pub(crate) at: usize,
}

/// A picture.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Picture {
    /// Where it is, as written.
    pub(crate) target: String,
    /// What it shows.
    pub(crate) alt: String,
    /// Line in the text, from 1.
    pub(crate) line: u32,
}

/// Something that apps cannot show as pages do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct RewrittenForApps {
    pub(crate) construct: Construct,
    /// Where it stands (bytes).
    pub(crate) at: usize,
}

/// What of GitHub's dialect apps cannot show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Construct {
    Footnote,
    Strikethrough,
    Table,
    TaskList,
}

/// HTML that Apple's and other apps keep, beside comments (Apple: p, ol, ul, li, a; PSP-1 adds b, i, strong, em; br is harmless).
const KEPT_TAGS: [&str; 10] = ["a", "b", "br", "em", "i", "li", "ol", "p", "strong", "ul"];

impl Outline {
    /// Takes a text apart.
    pub(crate) fn of(markdown: &str) -> Self {
        let mut outline = Self::default();
        if is_too_deep(markdown) {
            outline.strips("nesting this deep", 0);
        }
        let mut lines = LineCounter::of(markdown);
        let mut open_link: Option<Link> = None;
        // A picture may stand in the words of another: they are one picture.
        let mut picture: Option<Picture> = None;
        let mut pictures_open: usize = 0;
        for placed in placed_events(markdown, Punctuation::AsWritten) {
            let at = placed.start;
            let line = lines.at(at);
            if let Some(construct) = construct(&placed.event) {
                outline.rewrites(construct, at);
            }
            match placed.event {
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                    open_link = Some(Link { target: format!("{scheme}{dest_url}"), text: String::new(), line, at });
                }
                Event::End(TagEnd::Link) => outline.links.extend(open_link.take()),
                Event::Start(Tag::Image { dest_url, .. }) => {
                    pictures_open += 1;
                    outline.strips("a picture", at);
                    picture.get_or_insert_with(|| Picture { target: dest_url.to_string(), alt: String::new(), line });
                }
                Event::End(TagEnd::Image) => {
                    pictures_open = pictures_open.saturating_sub(1);
                    if pictures_open == 0 {
                        outline.pictures.extend(picture.take());
                    }
                }
                Event::Text(text) | Event::Code(text) => {
                    outline.text.push_str(&text);
                    if let Some(link) = &mut open_link {
                        link.text.push_str(&text);
                    }
                    if let Some(picture) = &mut picture {
                        picture.alt.push_str(&text);
                    }
                }
                Event::SoftBreak
                | Event::HardBreak
                | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => {
                    outline.text.push('\n');
                    if let Some(link) = &mut open_link {
                        link.text.push(' ');
                    }
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    outline.headings.push(OutlineHeading { level: level as u8, at });
                }
                Event::Html(html) | Event::InlineHtml(html) => outline.raw_html(&html, at),
                _ => {}
            }
        }
        outline
    }

    fn raw_html(&mut self, html: &str, at: usize) {
        for name in tag_names(html).filter(|name| !KEPT_TAGS.contains(&name.as_str())) {
            self.strips(&format!("`<{name}>`"), at);
        }
    }

    fn strips(&mut self, what: &str, at: usize) {
        if !self.stripped.iter().any(|known| known.what == what) {
            self.stripped.push(Stripped { what: what.to_owned(), at });
        }
    }

    fn rewrites(&mut self, construct: Construct, at: usize) {
        if !self.rewritten.iter().any(|known| known.construct == construct) {
            self.rewritten.push(RewrittenForApps { construct, at });
        }
    }
}

fn construct(event: &Event<'_>) -> Option<Construct> {
    match event {
        Event::FootnoteReference(_) => Some(Construct::Footnote),
        Event::Start(Tag::Strikethrough) => Some(Construct::Strikethrough),
        Event::Start(Tag::Table(_)) => Some(Construct::Table),
        Event::TaskListMarker(_) => Some(Construct::TaskList),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn links(markdown: &str, expected: &[(&str, &str)]) {
        let links = Outline::of(markdown).links;
        let links: Vec<_> = links.iter().map(|link| (link.target.as_str(), link.text.as_str())).collect();
        assert_eq!(links, expected);
    }

    #[test]
    fn finds_links_with_their_texts() {
        links(
            "See [the *law*](https://example.org/a) and <https://example.org/b>.",
            &[("https://example.org/a", "the law"), ("https://example.org/b", "https://example.org/b")],
        );
    }

    #[test]
    fn finds_bare_addresses() {
        links(
            "www.example.org/a, <b@example.org>, c@example.org",
            &[
                ("http://www.example.org/a", "www.example.org/a"),
                ("mailto:b@example.org", "b@example.org"),
                ("mailto:c@example.org", "c@example.org"),
            ],
        );
    }

    #[test]
    fn finds_pictures_with_their_words_and_lines() {
        let found = Outline::of(
            "![A cup](tea.jpg) Tea.\n\n- one\n- ![](<my train.png>) two\n\n`![no](x.jpg)`\n\n![A `b`](../c.jpg \"title\")\n![a ![b](b.jpg) c](a.jpg)",
        );
        let found: Vec<_> =
            found.pictures.iter().map(|picture| (picture.target.as_str(), picture.alt.as_str(), picture.line)).collect();
        assert_eq!(found, [("tea.jpg", "A cup", 1), ("my train.png", "", 4), ("../c.jpg", "A b", 8), ("a.jpg", "a b c", 9)]);
    }

    #[test]
    fn names_what_apps_take_out() {
        let outline = Outline::of("a <b>b</b> ![c](d.png)\n\n<table><tr><td>x</td></tr></table>\n\n<script>x</script>");
        let stripped: Vec<_> = outline.stripped.iter().map(|one| (one.what.as_str(), one.at)).collect();
        let expected = [("a picture", 11), ("`<table>`", 24), ("`<tr>`", 24), ("`<td>`", 24), ("`<script>`", 60)];
        assert_eq!(stripped, expected);
        assert_eq!(Outline::of("## Head\n\n1. one\n2. **two**").stripped, []);
    }

    #[test]
    fn names_what_apps_get_in_another_form() {
        let found = Outline::of("One[^1] ~~two~~.\n\n|a|\n|-|\n|b|\n\n- [ ] c\n- [x] d\n\n|e|\n|-|\n\n[^1]: f").rewritten;
        let found: Vec<_> = found.iter().map(|one| (one.construct, one.at)).collect();
        let expected =
            [(Construct::Footnote, 3), (Construct::Strikethrough, 8), (Construct::Table, 18), (Construct::TaskList, 33)];
        assert_eq!(found, expected);
    }
}
