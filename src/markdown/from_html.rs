//! HTML as Markdown that people can edit. Only what Markdown can say is turned into it: whoever asks renders the result again, and compares.
//!
//! The crates that do this carry a second HTML parser, or one that is older than ours. This reads what our sanitiser has written, which is well-formed.

use std::fmt::Write as _;

use crate::markdown::original;

/// HTML as Markdown; `None` where there is something in it that Markdown has no words for, such as a table or a picture.
pub(crate) fn markdown(html: &str) -> Option<String> {
    let clean = original::html(html);
    let mut parser = Parser { rest: &clean };
    let children = parser.children("")?;
    let text = blocks(&children)?;
    Some(text.trim_matches('\n').to_owned())
}

/// A part of HTML.
enum HtmlPart {
    Words(String),
    Element(HtmlElement),
}

struct HtmlElement {
    name: String,
    /// `href` of a link, `start` of a list.
    value: Option<String>,
    children: Vec<HtmlPart>,
}

/// Reads what the sanitiser wrote: every element is closed, and every value quoted.
struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    /// What stands before the end of the element of this name.
    fn children(&mut self, of: &str) -> Option<Vec<HtmlPart>> {
        let mut parts = Vec::new();
        loop {
            let end = self.rest.find('<').unwrap_or(self.rest.len());
            let (words, rest) = self.rest.split_at(end);
            if !words.is_empty() {
                parts.push(HtmlPart::Words(unescaped(words)));
            }
            let Some(tag) = rest.strip_prefix('<') else { return of.is_empty().then_some(parts) };
            let (tag, rest) = tag.split_at(end_of_tag(tag)?);
            self.rest = &rest[1..];
            if let Some(name) = tag.strip_prefix('/') {
                return (name == of).then_some(parts);
            }
            let name = tag.split(' ').next()?.to_owned();
            let value = attribute(tag, if name == "ol" { "start" } else { "href" });
            let children = if matches!(name.as_str(), "br" | "hr") { Vec::new() } else { self.children(&name)? };
            parts.push(HtmlPart::Element(HtmlElement { name, value, children }));
        }
    }
}

/// Where a tag ends: a `>` may stand in a value.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut is_quoted = false;
    tag.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(value.split('"').next()?))
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Blocks, each after an empty line.
fn blocks(parts: &[HtmlPart]) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line: Vec<&HtmlPart> = Vec::new();
    for part in parts {
        match part {
            HtmlPart::Element(element) if is_block(&element.name) => {
                end_line(&mut line, &mut out)?;
                out.extend(block(element)?);
            }
            _ => line.push(part),
        }
    }
    end_line(&mut line, &mut out)?;
    out.retain(|block| !block.trim().is_empty());
    Some(out.join("\n\n"))
}

/// Words that stand beside blocks are a paragraph.
fn end_line(line: &mut Vec<&HtmlPart>, out: &mut Vec<String>) -> Option<()> {
    if !line.is_empty() {
        out.push(paragraph(std::mem::take(line).into_iter())?);
    }
    Some(())
}

fn is_block(name: &str) -> bool {
    matches!(name, "p" | "div" | "ul" | "ol" | "blockquote" | "hr" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn block(element: &HtmlElement) -> Option<Vec<String>> {
    let children = &element.children;
    Some(match element.name.as_str() {
        "p" | "div" => vec![blocks(children)?],
        "hr" => vec!["---".to_owned()],
        "blockquote" => vec![indented(&blocks(children)?, "> ", "> ")],
        "pre" => vec![format!("```\n{}\n```", plain(children)?.trim_end_matches('\n'))],
        "ul" => vec![list(children, None)?],
        "ol" => vec![list(children, Some(element.value.as_deref().map_or(Some(1), |start| start.parse().ok())?))?],
        heading => {
            let level: usize = heading[1..].parse().ok()?;
            vec![format!("{} {}", "#".repeat(level), paragraph(children.iter())?.replace("\\\n", " "))]
        }
    })
}

fn list(items: &[HtmlPart], start: Option<u32>) -> Option<String> {
    let mut number = start;
    let mut out = Vec::new();
    let mut is_wide = false;
    for item in items {
        let element = match item {
            HtmlPart::Words(words) if words.trim().is_empty() => continue,
            HtmlPart::Element(element) if element.name == "li" => element,
            _ => return None,
        };
        let mark = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        number = number.map(|number| number.saturating_add(1));
        let text = blocks(&element.children)?;
        is_wide |= text.contains("\n\n");
        out.push(indented(&text, &mark, &" ".repeat(mark.len())));
    }
    Some(out.join(if is_wide { "\n\n" } else { "\n" }))
}

/// A text whose first line begins with one mark, and the others with another.
fn indented(text: &str, first: &str, others: &str) -> String {
    let mut out = String::with_capacity(text.len() + first.len());
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let mark = if index == 0 { first } else { others };
        out.push_str(if line.is_empty() { mark.trim_end() } else { mark });
        out.push_str(line);
    }
    out
}

/// The words of code.
fn plain(parts: &[HtmlPart]) -> Option<String> {
    let mut out = String::new();
    for part in parts {
        match part {
            HtmlPart::Words(words) => out.push_str(words),
            HtmlPart::Element(element) if matches!(element.name.as_str(), "code" | "span") => {
                out.push_str(&plain(&element.children)?);
            }
            HtmlPart::Element(element) if element.name == "br" => out.push('\n'),
            HtmlPart::Element(_) => return None,
        }
    }
    Some(out)
}

fn paragraph<'a>(parts: impl Iterator<Item = &'a HtmlPart>) -> Option<String> {
    let text = inline(parts)?;
    let lines = text.split("\\\n").map(str::trim);
    // A line that begins like a heading, a quote, a list or a rule is none here.
    Some(lines.map(at_start).collect::<Vec<_>>().join("\\\n").trim_end_matches("\\\n").to_owned())
}

fn at_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['#', '+', '-', '=', '>']) { format!("\\{line}") } else { line.to_owned() }
}

/// What stands in lines.
fn inline<'a>(parts: impl Iterator<Item = &'a HtmlPart>) -> Option<String> {
    let mut out = String::new();
    for part in parts {
        match part {
            HtmlPart::Words(words) => words_into(words, &mut out),
            HtmlPart::Element(element) => element_into(element, &mut out)?,
        }
    }
    Some(out)
}

/// Words with one blank in the place of several, as HTML shows them.
fn words_into(words: &str, out: &mut String) {
    for character in words.chars() {
        match character {
            ' ' | '\t' | '\n' | '\r' => {
                if !out.ends_with(' ') && !out.ends_with("\\\n") {
                    out.push(' ');
                }
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '&' | '|' => out.extend(['\\', character]),
            other => out.push(other),
        }
    }
}

fn element_into(element: &HtmlElement, out: &mut String) -> Option<()> {
    let children = &element.children;
    match element.name.as_str() {
        "br" => {
            out.truncate(out.trim_end_matches(' ').len());
            out.push_str("\\\n");
        }
        "span" => out.push_str(&inline(children.iter())?),
        "strong" | "b" => marked("**", &inline(children.iter())?, out),
        "em" | "i" => marked("*", &inline(children.iter())?, out),
        "del" | "s" => marked("~~", &inline(children.iter())?, out),
        "code" => {
            let code = plain(children)?;
            if code.contains('`') || code.trim().is_empty() {
                return None;
            }
            let _infallible = write!(out, "`{code}`");
        }
        "a" => {
            let Some(href) = &element.value else {
                out.push_str(&inline(children.iter())?);
                return Some(());
            };
            let words = inline(children.iter())?;
            if words.trim().is_empty() {
                return None;
            }
            if plain(children).as_deref() == Some(href) {
                let _infallible = write!(out, "<{href}>");
            } else if href.contains(['(', ')', ' ', '<', '>', '\\']) {
                let _infallible = write!(out, "[{words}](<{}>)", href.replace(['<', '>', '\\'], ""));
            } else {
                let _infallible = write!(out, "[{words}]({href})");
            }
        }
        _ => return None,
    }
    Some(())
}

/// Words between marks; blanks at their ends stand outside, where the marks count.
fn marked(mark: &str, words: &str, out: &mut String) {
    let inner = words.trim_matches(' ');
    let is_plain = inner.is_empty() || inner.contains("\\\n");
    let start = &words[..words.len() - words.trim_start_matches(' ').len()];
    let end = &words[words.trim_end_matches(' ').len()..];
    if is_plain {
        out.push_str(words);
    } else {
        out.extend([start, mark, inner, mark, end]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(html: &str, expected: &str) {
        assert_eq!(markdown(html).as_deref(), Some(expected), "{html}");
    }

    #[test]
    fn what_markdown_can_say_is_said_in_it() {
        case(
            "<p>We  <a href=\"https://a.example/?a=1&amp;b=2\">meet</a>\n<b>now </b>and <i>then</i>.</p>",
            "We [meet](https://a.example/?a=1&b=2) **now** and *then*.",
        );
        case(
            "<p>One</p><ul><li>a</li><li><p>b</p><ol start=\"3\"><li>c</li></ol></li></ul>two",
            "One\n\n- a\n\n- b\n\n  3. c\n\ntwo",
        );
        case("<ol><li>a</li><li>b<br>c</li></ol>", "1. a\n2. b\\\n   c");
        case("<h2>A <em>b</em></h2><blockquote><p>c</p><p>d</p></blockquote><hr>", "## A *b*\n\n> c\n>\n> d\n\n---");
        case(
            "<pre><code>a *b*\n</code></pre><p><code>x_y</code> ~ 1 * 2 &lt;b&gt; &amp;amp;</p>",
            "```\na *b*\n```\n\n`x_y` \\~ 1 \\* 2 \\<b> \\&amp;",
        );
        case("<p>1. no list<br># no heading<br>- none</p>", "1\\. no list\\\n\\# no heading\\\n\\- none");
        case(
            "<a href=\"https://a.example/\">https://a.example/</a> <a href=\"https://a.example/(b)\">c</a>",
            "<https://a.example/> [c](<https://a.example/(b)>)",
        );
        case("", "");
    }

    #[test]
    fn what_it_cannot_say_stays_html() {
        for html in [
            "<table><tr><td>a</td></tr></table>",
            "<p>a<sup>2</sup></p>",
            "<img src=\"https://a.example/a.png\" alt=\"b\">",
            "<a href=\"https://a.example/\"></a>",
        ] {
            assert_eq!(markdown(html), None, "{html}");
        }
    }

    #[test]
    fn words_that_look_like_marks_come_back_as_words() {
        let page = "https://a.example/".parse().unwrap();
        for words in ["*a* _b_ `c` [d](e) ~~f~~ \\g &lt;h&gt; a|b", "1. a", "- a", "&amp;copy; #a", "[ ] a", "a&lt;br&gt;b"] {
            let html = format!("<p>{words}</p>\n");
            assert_eq!(crate::markdown::apps::html(&markdown(&html).unwrap(), &page), html, "{words}");
        }
    }
}
