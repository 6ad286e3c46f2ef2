//! The addresses that a style loads (CSS Values 4, "Resource Locators", <https://www.w3.org/TR/css-values-4/#urls>).

/// Each with its place (bytes). What stands in a remark is none.
pub(in crate::site::trial) fn style_addresses(style: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = style.get(at..).filter(|rest| !rest.is_empty()) {
        let begins = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if begins("url(") || begins("src(") || begins("@import") {
            let start = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\'')).unwrap_or(rest.len());
            let after = &rest[start..];
            let inside = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\''));
            let length = inside.find(['"', '\'', ')', ';', '\n']).unwrap_or(inside.len());
            // `@import url(…)` is found at its `url`
            if !(begins("@import") && inside.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url("))) {
                found.push((at, inside[..length].trim()));
                at += rest.len() - inside.len() + length;
            } else {
                at += "@import".len();
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_style_loads() {
        let style =
            "@import 'a.css';\n@import url(b.css);\n/* url(no) */ a { background: URL( \"c.png\" ) } é { src: url('d.woff2') }";
        let found = style_addresses(style);
        assert_eq!(found.iter().map(|(_, address)| *address).collect::<Vec<_>>(), ["a.css", "b.css", "c.png", "d.woff2"]);
        assert!(style[found[2].0..].starts_with("URL("));
        for text in ["", "/*", "url(", "@import", "é", "@import url"] {
            style_addresses(text);
        }
    }
}
