//! English words on a page that is written from right to left: each stands in an element of its own that names its language and its direction, or its
//! full stop moves to the wrong end (W3C, <https://www.w3.org/International/questions/qa-bidi-unicode-controls>). A word does not know whether it
//! will stand in a text or in an attribute, so it carries marks until the page is complete.

/// Before such words. // U+0002, START OF TEXT: YAML refuses it in every text of a show
const START: char = '\u{2}';
/// After them. // U+0003, END OF TEXT
const END: char = '\u{3}';

/// What the marks become where no element can stand: characters that isolate in the same way (UAX 9, LRI and PDI).
const IN_ATTRIBUTES: [&str; 2] = ["\u{2066}", "\u{2069}"];

/// Elements that can hold no other, or none of HTML's.
const PLAIN: [&str; 3] = ["option", "svg", "textarea"];
/// Elements whose text nobody reads on the page, but programs do.
const FOR_PROGRAMS: [&str; 3] = ["script", "style", "title"];

/// Words with their marks.
pub(crate) fn marked(text: &str) -> String {
    format!("{START}{}{END}", unmarked(text))
}

/// Words without marks.
pub(crate) fn unmarked(text: &str) -> String {
    text.replace([START, END], "")
}

/// Whether words are marked.
pub(crate) fn is_marked(text: &str) -> bool {
    text.starts_with(START)
}

/// A page whose marks have become elements, and in attributes characters.
pub(crate) fn isolated(page: &str, language: &str) -> String {
    let open = format!("<bdi lang=\"{language}\" dir=\"ltr\">");
    let mut out = String::with_capacity(page.len() + page.len() / 8);
    // The elements that are open in which no `bdi` can stand, and the `bdi` that are.
    let (mut plain, mut isolates) = (0_usize, 0_usize);
    let mut rest = page;
    while !rest.is_empty() {
        let text = rest.find('<').unwrap_or(rest.len());
        for c in rest[..text].chars() {
            match (c, plain) {
                (START, 0) => {
                    isolates += 1;
                    out.push_str(&open);
                }
                (END, 0) if isolates > 0 => {
                    isolates -= 1;
                    out.push_str("</bdi>");
                }
                (START, 1..) => out.push_str(IN_ATTRIBUTES[0]),
                (END, 1..) => out.push_str(IN_ATTRIBUTES[1]),
                (END, 0) => {}
                (c, _) => out.push(c),
            }
        }
        rest = &rest[text..];
        let end = end_of_tag(rest);
        let tag = &rest[..end];
        rest = &rest[end..];
        let name = name_of(tag);
        if name == "meta" {
            out.push_str(&unmarked(tag));
        } else {
            out.push_str(&tag.replace(START, IN_ATTRIBUTES[0]).replace(END, IN_ATTRIBUTES[1]));
        }
        if let Some(closed) = name.strip_prefix('/') {
            plain = plain.saturating_sub(usize::from(PLAIN.contains(&closed)));
        } else if PLAIN.contains(&name) && !tag.ends_with("/>") {
            plain += 1;
        } else if FOR_PROGRAMS.contains(&name) {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            out.push_str(&unmarked(&rest[..end]));
            rest = &rest[end..];
        }
    }
    out
}

/// Where the tag or the remark that begins a text ends (bytes): an attribute in quotes can hold any sign.
pub(in crate::site) fn end_of_tag(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |end| end + "-->".len());
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return at + 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The name of the element that a tag opens, or with `/` the one that it closes; empty where the text is no tag.
fn name_of(tag: &str) -> &str {
    let name = tag.strip_prefix('<').unwrap_or_default();
    let slash = usize::from(name.starts_with('/'));
    let end = name[slash..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(name.len(), |end| slash + end);
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(page: &str, expected: &str) {
        let page = page.replace('[', "\u{2}").replace(']', "\u{3}");
        assert_eq!(isolated(&page, "en"), expected, "{page}");
    }

    #[test]
    fn words_stand_in_an_element_and_in_attributes_between_signs() {
        case("<p>[Listen.]</p>", "<p><bdi lang=\"en\" dir=\"ltr\">Listen.</bdi></p>");
        case(
            "<h1>[Subscribe to <span lang=\"he\">שלום</span>]</h1>",
            "<h1><bdi lang=\"en\" dir=\"ltr\">Subscribe to <span lang=\"he\">שלום</span></bdi></h1>",
        );
        case("<nav aria-label=\"[Main > pages]\">", "<nav aria-label=\"\u{2066}Main > pages\u{2069}\">");
        case("<b title='[a]'>[b]", "<b title='\u{2066}a\u{2069}'><bdi lang=\"en\" dir=\"ltr\">b</bdi>");
    }

    #[test]
    fn no_element_stands_where_none_can() {
        case("<option>[Normal]</option>[a]", "<option>\u{2066}Normal\u{2069}</option><bdi lang=\"en\" dir=\"ltr\">a</bdi>");
        case("<svg><text>[May]</text></svg>", "<svg><text>\u{2066}May\u{2069}</text></svg>");
        case("<title>[Subscribe] – שלום</title>", "<title>Subscribe – שלום</title>");
        case("<meta content=\"[Text.]\">", "<meta content=\"Text.\">");
        case("<script>{\"a\":\"[x]\",\"<b>\"}</script>", "<script>{\"a\":\"x\",\"<b>\"}</script>");
        case("<!-- [a] > -->", "<!-- \u{2066}a\u{2069} > -->");
    }

    #[test]
    fn what_belongs_to_no_words_is_left_as_it_is() {
        for page in ["", "a < b", "<", "<p", "<p a=\"", "é", "<!--", "</"] {
            case(page, page);
        }
        case("]a[", "a<bdi lang=\"en\" dir=\"ltr\">");
        assert_eq!(marked(&marked("a")), "\u{2}a\u{3}");
    }
}
