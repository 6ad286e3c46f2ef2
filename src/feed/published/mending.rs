//! XML that is not well-formed, and what readers of feeds forgive in it: a bare `&` or `<`, HTML that was not escaped, values without quotes or
//! said twice, and what follows the end. Lines stay the same, and only where nothing else helps is a feed read so.

use crate::feed::published::decode::text_of;

/// Elements of HTML that no feed has of its own. Where they stand in a feed, somebody has forgotten to escape a text.
const HTML: [&str; 27] = [
    "a",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "li",
    "ol",
    "p",
    "script",
    "span",
    "strong",
    "u",
    "ul",
];

/// The feed with what can be forgiven put right, in UTF-8.
pub(in crate::feed) fn mended(xml: &[u8]) -> Vec<u8> {
    let text = text_of(xml);
    let out = String::with_capacity(text.len() + text.len() / 16);
    let mut mending = Mending { rest: &text, out, is_at_start: true, has_comments: true };
    while mending.step() {}
    mending.out.into_bytes()
}

struct Mending<'a> {
    rest: &'a str,
    out: String,
    /// Whether there was nothing but blanks.
    is_at_start: bool,
    /// Whether a comment may still end somewhere.
    has_comments: bool,
}

impl Mending<'_> {
    /// Goes on to the next mark and past it; whether there is more.
    fn step(&mut self) -> bool {
        let Some(at) = self.rest.find(['<', '&']) else {
            self.out.push_str(self.rest);
            return false;
        };
        self.copy(at);
        if self.rest.starts_with('&') {
            let length = reference(self.rest);
            if length == 0 {
                self.instead(1, "&amp;");
            } else {
                self.copy(length);
            }
            return true;
        }
        if self.rest.starts_with("<?") && self.is_at_start {
            // The declaration names an encoding that the text has no more.
            let end = self.rest.find("?>").map_or(self.rest.len(), |end| end + 2);
            self.instead(end, "");
        } else if self.rest.starts_with("<![CDATA[") {
            let end = self.rest.find("]]>").map_or(self.rest.len(), |end| end + 3);
            self.copy(end);
        } else if self.rest.starts_with("<!--") {
            let end = self.has_comments.then(|| self.rest.find("-->")).flatten();
            self.has_comments = end.is_some();
            match end {
                Some(end) => self.copy(end + 3),
                None => self.instead(1, "&lt;"),
            }
        } else if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            self.copy(1);
        } else if self.rest.starts_with("</rss>") {
            // What follows was put there by others.
            self.out.push_str("</rss>\n");
            return false;
        } else {
            self.tag();
        }
        true
    }

    fn copy(&mut self, length: usize) {
        let (done, rest) = self.rest.split_at(length);
        self.is_at_start &= done.trim_start().is_empty();
        self.out.push_str(done);
        self.rest = rest;
    }

    fn instead(&mut self, length: usize, text: &str) {
        self.is_at_start &= text.is_empty();
        self.out.push_str(text);
        self.rest = &self.rest[length..];
    }

    /// A tag, or a `<` that is none.
    fn tag(&mut self) {
        let inner = self.rest[1..].trim_start_matches('/');
        let name = &inner[..inner.find(|c: char| !is_of_name(c)).unwrap_or(inner.len())];
        let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let is_html = HTML.iter().any(|html| html.eq_ignore_ascii_case(name));
        let end = end_of_tag(self.rest).filter(|_| is_name && !is_html);
        match end {
            None => self.instead(1, "&lt;"),
            Some(end) if self.rest.starts_with("</") => self.copy(end),
            Some(end) => {
                let tag = opened(&self.rest[1..end - 1], name);
                self.instead(end, &tag);
            }
        }
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.')
}

/// The length of a reference to a character or an entity; 0 where there is none.
fn reference(text: &str) -> usize {
    let name = &text[1..];
    let (mark, name) = name.strip_prefix('#').map_or((0, name), |number| (1, number));
    let length = name.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    if length > 0 && name[length..].starts_with(';') { mark + length + 2 } else { 0 }
}

/// Where a tag ends that begins here; `None` where another one begins before that.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, character) in text.char_indices().skip(1) {
        match (quote, character) {
            (_, '<') => return None,
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') if before == '=' => quote = Some(character),
            (None, '>') => return Some(at + 1),
            _ => {}
        }
        if !character.is_whitespace() {
            before = character;
        }
    }
    None
}

/// A tag anew, with each of its values once and in quotes.
fn opened(tag: &str, name: &str) -> String {
    let is_empty = tag.ends_with('/');
    let mut rest = tag[name.len()..].trim_end_matches('/').trim_start();
    let mut out = format!("<{name}");
    let mut known: Vec<&str> = Vec::new();
    while !rest.is_empty() && known.len() < ATTRIBUTES_MAX {
        let end = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            // A word without a value says nothing here, nor does a mark between two of them.
            rest = if key.is_empty() { rest.get(1..).unwrap_or_default() } else { after }.trim_start();
            if key.is_empty() && !rest.starts_with(is_of_name) {
                rest = rest.find(is_of_name).map_or("", |at| &rest[at..]);
            }
            continue;
        };
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if key.starts_with(|c: char| c.is_alphabetic() || c == '_') && !known.contains(&key) {
            known.push(key);
            out.extend([" ", key, "=\"", &attribute(value), "\""]);
        }
        rest = after.trim_start();
    }
    out.push_str(if is_empty { "/>" } else { ">" });
    out
}

/// More attributes than any element has.
const ATTRIBUTES_MAX: usize = 100;

fn attribute(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for (index, part) in value.split('&').enumerate() {
        if index > 0 {
            out.push_str(if reference(&format!("&{}", part.get(..34).unwrap_or(part))) > 0 { "&" } else { "&amp;" });
        }
        out.push_str(&part.replace('"', "&quot;"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(xml: &str, expected: &str) {
        assert_eq!(String::from_utf8(mended(xml.as_bytes())).unwrap(), expected);
    }

    #[test]
    fn what_readers_forgive_is_put_right() {
        case(
            "<?xml version=\"1.0\" encoding=\"latin1\"?>\n<rss>Fish & chips &amp; AT&T &copy; &#233;</rss>",
            "\n<rss>Fish &amp; chips &amp; AT&amp;T &copy; &#233;</rss>\n",
        );
        case("<rss><title>1 < 2, a<b, <3</title></rss>", "<rss><title>1 &lt; 2, a&lt;b, &lt;3</title></rss>\n");
        case(
            "<rss><d>One<br>two <a href=\"x?a=1&b=2\">t</a></d></rss>",
            "<rss><d>One&lt;br>two &lt;a href=\"x?a=1&amp;b=2\">t&lt;/a></d></rss>\n",
        );
        case(
            "<rss><e url='a?b&c' length=12 length=\"3\" type=\"a/b\" x/></rss><script>",
            "<rss><e url=\"a?b&amp;c\" length=\"12\" type=\"a/b\"/></rss>\n",
        );
        case("<rss><![CDATA[<p>&</p>]]><!-- & --><x:y/></rss>", "<rss><![CDATA[<p>&</p>]]><!-- & --><x:y/></rss>\n");
        case(" <?xml version=\"1.0\"?> <?a b?><rss><?c d?></rss>", "  <rss><?c d?></rss>\n");
        case("<rss><!-- & <a>", "<rss>&lt;!-- &amp; &lt;a>");
        case("", "");
    }

    #[test]
    fn hostile_text_ends_and_does_not_swell() {
        for text in ["<", "&", "<!--", "<x a='", "<x a=", "</", "<![CDATA[", "<x\"", "<é", "&é", "<x ==", "= <x =", "<?x?> "] {
            let long = text.repeat(300_000);
            assert!(mended(long.as_bytes()).len() < 12 * long.len() + 100, "{text}");
        }
        let attributes = format!("<x {}>", "a =& ' b ".repeat(200_000));
        assert!(!mended(attributes.as_bytes()).is_empty());
    }
}
