//! What people read of a text in HTML: its words, and where its links lead.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::feed::published::address::comparable;
use crate::model::web::html_attributes::has_too_many_attributes;

/// Words, with one blank between two of them, and the addresses of links, in order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReadText {
    /// The words.
    pub words: String,
    /// Where links lead.
    pub links: Vec<String>,
}

/// Elements inside a line. Any other tag is where a word ends.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Reads HTML, or plain text, as a feed carries it.
pub fn read(html: &str) -> ReadText {
    if has_too_many_attributes(html) {
        // Nobody means it as HTML.
        return ReadText { words: html.split_whitespace().collect::<Vec<_>>().join(" "), links: Vec::new() };
    }
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(TextSink::default(), TokenizerOpts::default());
    let _script = tokenizer.feed(&input);
    tokenizer.end();
    let Gathered { words, links, .. } = tokenizer.sink.0.into_inner();
    ReadText { words: words.split_whitespace().collect::<Vec<_>>().join(" "), links }
}

#[derive(Default)]
struct TextSink(RefCell<Gathered>);

#[derive(Default)]
struct Gathered {
    words: String,
    links: Vec<String>,
    /// Inside a script or a style, which nobody reads.
    is_code: bool,
}

impl TokenSink for TextSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut text = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(characters) if !text.is_code => text.words.push_str(&characters),
            Token::TagToken(tag) => {
                if !INLINE.contains(&&*tag.name) {
                    text.words.push(' ');
                }
                text.links.extend(link(&tag));
                let is_code = matches!(&*tag.name, "script" | "style");
                text.is_code = is_code && tag.kind == TagKind::StartTag && !tag.self_closing;
                if text.is_code {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn link(tag: &Tag) -> Option<String> {
    let is_link = tag.kind == TagKind::StartTag && &*tag.name == "a";
    let href = tag.attrs.iter().find(|attribute| &*attribute.name.local == "href").filter(|_| is_link)?;
    Some(comparable(&href.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_read() {
        let text = read(
            "<p>One&nbsp;<b>t</b>wo &amp; three</p><ul><li>four</li><li><a href=\"https://a.example/x y\">five</a></ul>six\n\nseven",
        );
        assert_eq!(text.words, "One two & three four five six seven");
        assert_eq!(text.links, ["https://a.example/x%20y"]);
        assert_eq!(read("1 < 2 and 3 > 2").words, "1 < 2 and 3 > 2");
        assert_eq!(read("").words, "");
        assert_eq!(read("a<script>b<p>c</script>d<style>e</style>f").words, "a d f");
    }
}
