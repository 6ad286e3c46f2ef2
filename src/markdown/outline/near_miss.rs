//! What looks like Markdown and is none: readers would see its marks.

use pulldown_cmark::{Event, Parser, Tag};

use crate::markdown::depth::is_too_deep;
use crate::markdown::dialect::options;

/// Longest piece of a text that a message shows. // characters
const PIECE_MAX: usize = 40;

/// How far the end of an address or a name is looked for. // bytes; browsers take 2,000 in an address
const ADDRESS_MAX: usize = 2048;

/// What was nearly Markdown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct NearMiss {
    /// Where it begins (bytes).
    pub(crate) at: usize,
    pub(crate) kind: NearMissKind,
    /// The first words of it.
    pub(crate) piece: String,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NearMissKind {
    /// `[text] (address)`
    BlankInLink,
    /// `(text)[address]`
    BracketsSwapped,
    /// `[text](address` or `[text`
    UnclosedBracket,
    /// `[text][name]` or `[^name]`, and nothing has this name.
    UndefinedReference,
    /// `##Heading`
    HeadingWithoutBlank,
    /// `**bold`
    UnclosedBold,
    /// `https://https://`
    DoubleScheme,
    /// `https://intranet`
    HostWithoutDot,
}

/// Every near miss of a text, in order.
pub(crate) fn near_misses(markdown: &str) -> Vec<NearMiss> {
    if is_too_deep(markdown) {
        return Vec::new();
    }
    let masked = masked(markdown);
    let mut search = NearMissSearch { markdown, masked: &masked, found: Vec::new() };
    let mut start = 0;
    for line in masked.split_inclusive(|byte| *byte == b'\n') {
        search.heading(start, line);
        start += line.len();
    }
    for block in blocks(&masked) {
        search.block(block);
    }
    search.found.sort_by_key(|miss| miss.at);
    search.found
}

/// Letter in the place of what is Markdown already, or is shown as it stands.
const MASK: u8 = b'x';

/// The text with what the parser has understood made plain: code, HTML, links and pictures become letters, and marks of emphasis blanks.
fn masked(markdown: &str) -> Vec<u8> {
    let mut masked = markdown.as_bytes().to_vec();
    let mut fill = |range: std::ops::Range<usize>, with: u8| {
        for byte in masked.get_mut(range).into_iter().flatten().filter(|byte| **byte != b'\n') {
            *byte = with;
        }
    };
    // Pictures stand in pictures: what is masked already is passed over.
    let mut masked_to = 0;
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        let (start, end) = (range.start, range.end);
        if end <= masked_to {
            continue;
        }
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock)
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {
                fill(range, MASK);
                masked_to = end;
            }
            Event::Rule => fill(range, b' '),
            Event::Start(Tag::Strong | Tag::Strikethrough) if end - start >= 4 => {
                fill(start..start + 2, b' ');
                fill(end - 2..end, b' ');
            }
            Event::Start(Tag::Emphasis) if end - start >= 2 => {
                fill(start..start + 1, b' ');
                fill(end - 1..end, b' ');
            }
            Event::Start(Tag::FootnoteDefinition(name)) => fill(start..(start + name.len() + 4).min(end), MASK),
            _ => {}
        }
    }
    // What a backslash keeps from being a mark is none.
    let mut at = 0;
    while at + 1 < masked.len() {
        let is_escape = masked[at] == b'\\' && masked[at + 1].is_ascii_punctuation();
        if is_escape {
            masked[at..at + 2].fill(MASK);
        }
        at += if is_escape { 2 } else { 1 };
    }
    masked
}

/// Where the paragraphs are: what stands between empty lines.
fn blocks(masked: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in masked.split_inclusive(|byte| *byte == b'\n') {
        let is_item = line.trim_ascii_start().starts_with(b"- ") || line.trim_ascii_start().starts_with(b"* ");
        if line.trim_ascii().is_empty() || is_item {
            blocks.push(start..at);
            start = at;
        }
        at += line.len();
    }
    blocks.push(start..at);
    blocks
}

struct NearMissSearch<'t> {
    markdown: &'t str,
    masked: &'t [u8],
    found: Vec<NearMiss>,
}

impl NearMissSearch<'_> {
    fn add(&mut self, at: usize, kind: NearMissKind) {
        let rest = self.markdown.get(at..).unwrap_or_default();
        let mut letters = rest.chars().take_while(|letter| !matches!(letter, '\n' | '\r'));
        let mut piece: String = letters.by_ref().take(PIECE_MAX).collect();
        if letters.next().is_some() {
            piece.push('…');
        }
        self.found.push(NearMiss { at, kind, piece: piece.trim_end().to_owned() });
    }

    /// `##Heading`. With one sign it may be a hashtag.
    fn heading(&mut self, start: usize, line: &[u8]) {
        let text = line.trim_ascii_start();
        let signs = text.iter().take_while(|byte| **byte == b'#').count();
        let is_near = (2..=6).contains(&signs) && text.get(signs).is_some_and(|next| !next.is_ascii_whitespace());
        if is_near && line.len() - text.len() <= 3 {
            self.add(start + line.len() - text.len(), NearMissKind::HeadingWithoutBlank);
        }
    }

    fn block(&mut self, block: std::ops::Range<usize>) {
        let text = &self.masked[block.clone()];
        let mut open: Vec<usize> = Vec::new();
        let mut open_round: Option<usize> = None;
        let mut last_round: Option<(usize, usize)> = None;
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            match text[at] {
                b'[' => {
                    let is_swapped = is_address(&rest[1..]) && last_round.is_some_and(|(_, end)| end == at);
                    if let Some((start, _)) = last_round.filter(|_| is_swapped) {
                        self.add(block.start + start, NearMissKind::BracketsSwapped);
                    }
                    open.push(at);
                }
                b']' => {
                    let begin = open.pop();
                    self.after_bracket(text, block.start, begin, at);
                }
                b'(' => open_round = Some(at),
                b')' => last_round = open_round.take().filter(|start| at > start + 1).map(|start| (start, at + 1)),
                b'*' if rest.starts_with(b"**") => {
                    let stars = rest.iter().take_while(|byte| **byte == b'*').count();
                    let before = at.checked_sub(1).and_then(|before| text.get(before)).copied().unwrap_or(b' ');
                    let opens = !before.is_ascii_alphanumeric() && before < 0x80 && before != b'*';
                    let begins_word = text.get(at + stars).is_some_and(|next| next.is_ascii_alphanumeric() || *next >= 0x80);
                    if opens && begins_word && stars <= 3 {
                        self.add(block.start + at, NearMissKind::UnclosedBold);
                    }
                    at += stars;
                    continue;
                }
                b'h' | b'H' => self.address(rest, block.start + at, at.checked_sub(1).map(|before| text[before])),
                _ => {}
            }
            at += 1;
        }
        if let Some(first) = open.first() {
            self.add(block.start + first, NearMissKind::UnclosedBracket);
        }
    }

    /// What follows a closing bracket.
    fn after_bracket(&mut self, text: &[u8], base: usize, begin: Option<usize>, end: usize) {
        let Some(begin) = begin else { return };
        let inside = &text[begin + 1..end];
        let rest = &text[end + 1..];
        if rest.first() == Some(&b'(') {
            let is_closed = rest.iter().take(ADDRESS_MAX).take_while(|byte| **byte != b'\n').any(|byte| *byte == b')');
            if !is_closed || is_address(&rest[1..]) {
                self.add(base + begin, NearMissKind::UnclosedBracket);
            }
            return;
        }
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if (1..=2).contains(&blanks) && rest.get(blanks) == Some(&b'(') && is_address(&rest[blanks + 1..]) && !inside.is_empty() {
            self.add(base + begin, NearMissKind::BlankInLink);
        } else if inside.first() == Some(&b'^') && inside.len() > 1 && !inside.contains(&b' ') {
            self.add(base + begin, NearMissKind::UndefinedReference);
        } else if rest.first() == Some(&b'[') {
            let name = rest[1..].iter().take(ADDRESS_MAX).position(|byte| *byte == b']').map(|length| &rest[1..=length]);
            let is_number = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
            if name.is_some_and(|name| !(is_number(name) && is_number(inside)) && !is_address(name)) && !inside.is_empty() {
                self.add(base + begin, NearMissKind::UndefinedReference);
            }
        }
    }

    /// An address that no reader makes a link of, or the wrong one.
    fn address(&mut self, rest: &[u8], at: usize, before: Option<u8>) {
        if before.is_some_and(|before| before.is_ascii_alphanumeric() || before == b'/' || before >= 0x80) {
            return;
        }
        let Some(host) = without_scheme(rest) else { return };
        if without_scheme(host).is_some() {
            self.add(at, NearMissKind::DoubleScheme);
            return;
        }
        let length = host.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        let next = host.get(length).copied().unwrap_or(b' ');
        if length > 0 && (next.is_ascii_whitespace() || matches!(next, b'/' | b':' | b'?' | b'#' | b',' | b';' | b')' | b'"')) {
            self.add(at, NearMissKind::HostWithoutDot);
        }
    }
}

fn without_scheme(text: &[u8]) -> Option<&[u8]> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = text.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme.as_bytes()).then(|| &text[scheme.len()..])
    })
}

/// Whether an address begins here.
fn is_address(text: &[u8]) -> bool {
    let starts = |start: &str| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()));
    ["https://", "http://", "www.", "mailto:"].into_iter().any(starts)
}

#[cfg(test)]
mod tests {
    use super::NearMissKind::{
        BlankInLink, BracketsSwapped, DoubleScheme, HeadingWithoutBlank, HostWithoutDot, UnclosedBold, UnclosedBracket,
        UndefinedReference,
    };
    use super::*;

    #[track_caller]
    fn case(markdown: &str, expected: &[(usize, NearMissKind)]) {
        let found: Vec<_> = near_misses(markdown).iter().map(|miss| (miss.at, miss.kind)).collect();
        assert_eq!(found, expected, "{markdown:?}");
    }

    #[test]
    fn links_with_a_slip() {
        case("See [the law] (https://example.org).", &[(4, BlankInLink)]);
        case("Siehe [das Gesetz]  (www.example.org/a).", &[(6, BlankInLink)]);
        case("[y gyfraith]\n(https://example.org)", &[(0, BlankInLink)]);
        case("See (the law)[https://example.org].", &[(4, BracketsSwapped)]);
        case("Lies (das Gesetz)[www.example.org].", &[(5, BracketsSwapped)]);
        case("See [the law](https://example.org", &[(4, UnclosedBracket)]);
        case("See [the law](https://example.org/a b) and", &[(4, UnclosedBracket)]);
        case("Siehe [das Gesetz(https://example.org).\n\nUnd weiter.", &[(6, UnclosedBracket)]);
        case("- [the law\n- [the act](https://example.org)", &[(2, UnclosedBracket)]);
    }

    #[test]
    fn names_that_nothing_has() {
        case("See [the law][act] and [gwefan][].", &[(4, UndefinedReference), (23, UndefinedReference)]);
        case("See [the law][act].\n\n[act]: https://example.org", &[]);
        case("As Ada says[^1].", &[(11, UndefinedReference)]);
        case("As Ada says[^1].\n\n[^1]: In 1843.", &[]);
        case("As shown [1][2], and [sic].", &[]);
    }

    #[test]
    fn headings_and_bold_text() {
        case("##Guests\n\ntext", &[(0, HeadingWithoutBlank)]);
        case("One.\n\n  ###Gäste", &[(8, HeadingWithoutBlank)]);
        case("#podcast #wales\n\n## Guests\n\n`##x`\n\n#######", &[]);
        case("A **bold word.", &[(2, UnclosedBold)]);
        case("Ein **fettes Wort ** hier", &[(4, UnclosedBold)]);
        case("**Ü und**", &[]);
        case("**bold** 2 ** 3, 5 €** and `**x` \\*\\*y", &[]);
        case("***\n\n* one\n* **two**\n\n**[three](https://example.org)**", &[]);
    }

    #[test]
    fn addresses_with_a_slip() {
        case("See https://https://example.org/a.", &[(4, DoubleScheme)]);
        case("Siehe http://HTTPS://example.org", &[(6, DoubleScheme)]);
        case("At https://intranet/page and http://localhost:8080.", &[(3, HostWithoutDot), (29, HostWithoutDot)]);
        case("https://example.org, <https://example.org> `https://x`", &[]);
    }

    #[test]
    fn what_is_markdown_or_prose_is_none() {
        for good in [
            "[a](https://example.org) (b) [c] (d) :-) 1) x",
            "He said [laughs] (quietly) that it [the law] works.",
            "```\n[a] (https://example.org)\n**x\n```\n\n    ##code",
            "<a href=\"https://example.org\" title=\"[b\">a</a>",
            "![a [b] c](d.png) <https://example.org/[x>",
            "| a | b |\n|---|---|\n| [x](https://example.org) | **y** |",
            "- [ ] task\n- [x] done",
            "",
        ] {
            case(good, &[]);
        }
    }

    #[test]
    fn thousands_of_brackets_take_no_longer() {
        for piece in ["[", "](", "**a ", "(a)[www.", "##a\n", "https://", "[a](b ", "![", "](a)", "[a]["] {
            near_misses(&piece.repeat(20_000));
        }
    }
}
