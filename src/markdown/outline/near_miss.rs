//! What looks like Markdown and is none: readers would see its marks.

use std::ops::Range;

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
    /// `[text](address`, `[text` or `<address`
    UnclosedBracket,
    /// `[text][name]` or `[^name]`, and nothing has this name.
    UndefinedReference,
    /// `##Heading`
    HeadingWithoutBlank,
    /// `**bold` or `__bold`
    UnclosedBold,
    /// `は**「太字」**で`, `x**"bold"**x`: a letter outside touches the signs, and a punctuation mark inside (`CommonMark` 0.31.2, 6.2).
    BoldNotShown,
    /// `https://https://`
    DoubleScheme,
    /// `https://intranet`
    HostWithoutDot,
    /// `https://example,org`, `https://.example.org`
    SignInHost,
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
    let mut fill = |range: Range<usize>, with: u8| {
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
fn blocks(masked: &[u8]) -> Vec<Range<usize>> {
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

    fn block(&mut self, block: Range<usize>) {
        let text = &self.masked[block.clone()];
        let mut open: Vec<usize> = Vec::new();
        let mut open_round: Option<usize> = None;
        let mut last_round: Option<(usize, usize)> = None;
        let mut bold: Option<usize> = None;
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
                b')' => {
                    if open
                        .last()
                        .is_some_and(|begin| open_round.is_none_or(|round| round < *begin) && is_interval(&text[begin + 1..at]))
                    {
                        open.pop();
                    }
                    last_round = open_round.take().filter(|start| at > start + 1).map(|start| (start, at + 1));
                }
                b'*' if rest.starts_with(b"**") => {
                    let stars = rest.iter().take_while(|byte| **byte == b'*').count();
                    self.stars(&block, at, stars, &mut bold);
                    at += stars;
                    continue;
                }
                b'_' if rest.starts_with(b"__") => {
                    let signs = rest.iter().take_while(|byte| **byte == b'_').count();
                    self.underscores(&block, at, signs);
                    at += signs;
                    continue;
                }
                b'<' if is_address(&rest[1..]) && !text[..at].ends_with(b"](") => {
                    self.add(block.start + at, NearMissKind::UnclosedBracket);
                }
                b'h' | b'H' => self.address(rest, block.start + at, at.checked_sub(1).map(|before| text[before])),
                _ => {}
            }
            at += 1;
        }
        // `:-[` is a face
        let begins_word =
            |at: &&usize| text.get(*at + 1).is_some_and(|next| is_of_word(*next) || matches!(next, b'"' | b'\'' | b'*' | b'_'));
        if let Some(first) = open.iter().find(begins_word) {
            self.add(block.start + first, NearMissKind::UnclosedBracket);
        }
    }

    /// Signs of bold text that the parser took for none. Three of them stand for a word that is not to be read, as four do.
    fn stars(&mut self, block: &Range<usize>, at: usize, stars: usize, bold: &mut Option<usize>) {
        let sign = block.start + at;
        let (before, after) = (self.letter_before(block.start, sign), self.letter_after(sign + stars));
        let is_blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        if let Some(first) = bold.take() {
            let touches = |one: Option<char>, other: Option<char>| {
                one.is_some_and(char::is_alphanumeric) && !is_blank(other) && !other.is_some_and(char::is_alphanumeric)
            };
            let (outside, inside) = (self.letter_before(block.start, first), self.letter_after(first + 2));
            if stars == 2 && !is_blank(before) && (touches(after, before) || touches(outside, inside)) {
                // it is one of the last
                if let Some(unclosed) = self.found.iter().rposition(|miss| miss.at == first) {
                    self.found.remove(unclosed);
                }
                self.add(first, NearMissKind::BoldNotShown);
                return;
            }
        }
        // only where words are written without spaces is a letter before it no footnote
        let opens = before.is_none_or(|letter| letter.is_whitespace() || letter.is_ascii_punctuation() || is_unspaced(letter));
        if stars == 2 && opens && before != Some('*') && !is_blank(after) {
            *bold = Some(sign);
            if after.is_some_and(char::is_alphanumeric) {
                self.add(sign, NearMissKind::UnclosedBold);
            }
        }
    }

    /// Two signs that begin a word, and that the parser took for no bold text. More of them are a gap to be filled in.
    fn underscores(&mut self, block: &Range<usize>, at: usize, signs: usize) {
        let sign = block.start + at;
        let begins = self.letter_before(block.start, sign).is_none_or(|letter| letter.is_whitespace() || letter == '(');
        if signs == 2 && begins && self.letter_after(sign + 2).is_some_and(char::is_alphanumeric) {
            self.add(sign, NearMissKind::UnclosedBold);
        }
    }

    /// The letter before a place of the text, in the same paragraph. What the parser has understood is plain there.
    fn letter_before(&self, from: usize, at: usize) -> Option<char> {
        let is_plain = self.masked.get(at.checked_sub(1)?) == self.markdown.as_bytes().get(at - 1);
        if is_plain {
            self.markdown.get(from..at)?.chars().next_back()
        } else {
            self.masked.get(at - 1).map(|byte| char::from(*byte))
        }
    }

    /// The letter after it.
    fn letter_after(&self, at: usize) -> Option<char> {
        let is_plain = self.masked.get(at) == self.markdown.as_bytes().get(at);
        if is_plain { self.markdown.get(at..)?.chars().next() } else { self.masked.get(at).map(|byte| char::from(*byte)) }
    }

    /// What follows a closing bracket.
    fn after_bracket(&mut self, text: &[u8], base: usize, begin: Option<usize>, end: usize) {
        let Some(begin) = begin else { return };
        let inside = &text[begin + 1..end];
        let rest = &text[end + 1..];
        if rest.first() == Some(&b'(') {
            let is_closed = rest.iter().take(ADDRESS_MAX).take_while(|byte| **byte != b'\n').any(|byte| *byte == b')');
            let is_angled = rest.get(1) == Some(&b'<') && is_address(&rest[2..]);
            if !is_closed || is_angled || is_address(&rest[1..]) {
                self.add(base + begin, NearMissKind::UnclosedBracket);
            }
            return;
        }
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if (1..=2).contains(&blanks) && rest.get(blanks) == Some(&b'(') && is_address(&rest[blanks + 1..]) && !inside.is_empty() {
            self.add(base + begin, NearMissKind::BlankInLink);
        } else if inside.first() == Some(&b'^')
            && inside.get(1).is_some_and(|first| is_of_word(*first))
            && !inside.contains(&b' ')
        {
            self.add(base + begin, NearMissKind::UndefinedReference);
        } else if rest.first() == Some(&b'[') {
            let name = rest[1..].iter().take(ADDRESS_MAX).position(|byte| *byte == b']').map(|length| &rest[1..=length]);
            if name.is_some_and(|name| !is_address(name) && !are_labels(inside, name)) && !inside.is_empty() {
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
        let goes_on = host.get(length + 1).is_some_and(|byte| is_of_word(*byte));
        if goes_on && (matches!(next, b',' | b';') || (length == 0 && next == b'.')) {
            self.add(at, NearMissKind::SignInHost);
        } else if length > 0
            && (next.is_ascii_whitespace() || matches!(next, b'/' | b':' | b'?' | b'#' | b',' | b';' | b')' | b'"'))
        {
            self.add(at, NearMissKind::HostWithoutDot);
        }
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Letters of scripts that put no space between words: those of East Asia.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// `0, 1` of `[0, 1)`: what mathematics writes with two kinds of brackets.
fn is_interval(inside: &[u8]) -> bool {
    const LONGEST: usize = 24; // bytes
    let is_end = |end: &[u8]| {
        let end = end.trim_ascii();
        let is_name = end.len() == 1 || end.iter().all(|byte| *byte >= 0x80);
        let is_number = end.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
        !end.is_empty() && (is_name || is_number)
    };
    let mut ends = inside.split(|byte| matches!(byte, b',' | b';'));
    inside.len() <= LONGEST && ends.clone().count() == 2 && ends.all(is_end)
}

/// `[1][2]`, `[EN][FR]`, `[Deutsch][English]`: two labels side by side, and no link.
fn are_labels(one: &[u8], other: &[u8]) -> bool {
    let is_number = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let is_name =
        |text: &[u8]| text.first().is_some_and(|first| first.is_ascii_uppercase() || *first >= 0x80) && !text.contains(&b' ');
    let both = |is: &dyn Fn(&[u8]) -> bool| is(one) && is(other);
    both(&is_number) || (both(&is_name) && !one.eq_ignore_ascii_case(other))
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
mod tests;
