//! The tags of HTML that a program wrote: no text has a `<`, and each attribute has its value in quotes.

/// A tag that opens an element.
#[derive(Debug)]
pub(crate) struct Tag<'h> {
    pub(crate) name: &'h str,
    pub(crate) attributes: Vec<(&'h str, &'h str)>,
}

/// All of them.
pub(crate) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, behind)) = rest.split_once('<') {
        let end = behind.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(behind.len());
        let mut tag = Tag { name: &behind[..end], attributes: Vec::new() };
        rest = &behind[end..];
        while let Some((name, value)) = rest.trim_start().split_once("=\"").filter(|(name, _)| !name.contains(['<', '>'])) {
            let (value, behind) = value.split_once('"').unwrap_or((value, ""));
            tag.attributes.push((name, value));
            rest = behind;
        }
        found.push(tag);
    }
    found
}

/// Fails where a tag runs or loads anything.
#[track_caller]
pub(crate) fn runs_nothing(html: &str) {
    for tag in tags(html) {
        let loads = ["script", "iframe", "object", "embed", "style", "svg", "math", "form", "link", "meta", "base", "img"];
        assert!(!loads.contains(&tag.name.to_ascii_lowercase().as_str()), "{tag:?} in {html}");
        for (name, value) in &tag.attributes {
            let scheme = value.trim_start().to_ascii_lowercase();
            let runs = name.to_ascii_lowercase().starts_with("on") || *name == "style" || *name == "srcdoc";
            let is_script = ["javascript:", "vbscript:", "data:"].iter().any(|start| scheme.starts_with(start));
            assert!(!runs && (*name != "href" || !is_script), "{tag:?} in {html}");
        }
    }
}

#[test]
fn a_tag_that_runs_something_is_found() {
    runs_nothing("<p title=\"<script onclick=\">a &lt;script> onclick=\"x\"</p><a href=\"https://example.org/\">b</a><br>");
    for html in [
        "<p>a<script>b</script>",
        "<a href=\"x\" onclick=\"y\">",
        "<a href=\" JavaScript:x\">",
        "<i title=\"\"><svg onload=\"\">",
    ] {
        assert!(std::panic::catch_unwind(|| runs_nothing(html)).is_err(), "{html}");
    }
}
