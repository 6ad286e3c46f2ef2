//! What the preview adds to each page that it sends: the findings of the last build, and a script that waits for the next.
//!
//! The page's content security policy is extended by the hashes of this script and style only, so it still blocks in the preview what it blocks in
//! the published page.

use std::borrow::Cow;

use crate::serve::NEWS_PATH;
use crate::serve::news::News;
use crate::site::policy::hash;

const SCRIPT: &str = include_str!("panel.js");
const STYLE: &str = include_str!("panel.css");

/// Whether the panel can be seen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PanelVisibility {
    /// If there are findings.
    Visible,
    /// Never: the page is made for a small frame in other pages.
    Hidden,
}

/// The page with the panel at its top. `notice` is what this page lacks, as HTML.
pub(super) fn with_panel(page: &str, news: &News, notice: &str, visibility: PanelVisibility) -> String {
    let page = with_policy(page);
    let after_body = page.find("<body").and_then(|start| page[start..].find('>').map(|end| start + end + 1)).unwrap_or(0);
    let (before, after) = page.split_at(after_body);
    format!("{before}{}{after}", panel(news, notice, visibility))
}

/// The page that is shown while there are no others.
pub(super) fn waiting_page(news: &News) -> String {
    const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'\">\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
        <link rel=\"icon\" href=\"data:,\"><title>No pages yet – podwright</title></head><body><main><h1>No pages yet</h1>\
        <p>They appear here by themselves as soon as the show can be built.</p></main></body></html>";
    with_panel(PAGE, news, "", PanelVisibility::Visible)
}

fn panel(news: &News, notice: &str, visibility: PanelVisibility) -> String {
    let hidden = if visibility == PanelVisibility::Hidden { " hidden" } else { "" };
    format!(
        "<style>{STYLE}</style><aside id=\"podwright-preview\" lang=\"en\" dir=\"ltr\" aria-label=\"podwright preview\" data-news=\"{NEWS_PATH}\" data-seen=\"{}\" \
         data-feed=\"{}\"{hidden}><div role=\"status\" aria-live=\"polite\">{}</div><div>{notice}</div></aside><script type=\"module\">{SCRIPT}</script>",
        news.seen, news.feed, news.panel
    )
}

/// The page with a policy that allows the panel's own script and style; unchanged if it has no policy.
fn with_policy(page: &str) -> Cow<'_, str> {
    let Some((start, end)) = policy_of(page) else { return Cow::Borrowed(page) };
    let policy = extended(&unescaped(&page[start..end]), &hash(SCRIPT), &hash(STYLE));
    Cow::Owned(format!("{}{}{}", &page[..start], policy.replace('&', "&amp;").replace('"', "&quot;"), &page[end..]))
}

/// The range of the policy in a page's text.
fn policy_of(page: &str) -> Option<(usize, usize)> {
    let lower = page.to_ascii_lowercase();
    let named = lower.find("content-security-policy")?;
    let tag = lower[..named].rfind("<meta")?;
    let start = tag + lower[tag..].find("content=\"")? + "content=\"".len();
    let end = start + lower[start..].find('"')?;
    Some((start, end))
}

/// The value of an attribute, with the character references that policies can have.
fn unescaped(attribute: &str) -> String {
    [
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&#x2f;", "/"),
        ("&#x2F;", "/"),
        ("&#47;", "/"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(attribute.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

/// A policy (CSP3, section 2.2) that also allows this script, this style, and requests to the server itself.
fn extended(policy: &str, script: &str, style: &str) -> String {
    let mut directives: Vec<Vec<String>> = policy
        .split(';')
        .map(|directive| directive.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .filter(|directive: &Vec<String>| !directive.is_empty())
        .collect();
    let named =
        |directives: &[Vec<String>], name: &str| directives.iter().position(|directive| directive[0].eq_ignore_ascii_case(name));
    let fallback: Vec<String> = named(&directives, "default-src").map(|at| directives[at][1..].to_vec()).unwrap_or_default();
    for (name, source) in
        [("script-src", format!("'{script}'")), ("style-src", format!("'{style}'")), ("connect-src", "'self'".to_owned())]
    {
        for name in [name.to_owned(), format!("{name}-elem")] {
            let at = named(&directives, &name).or_else(|| {
                let is_needed = !name.ends_with("-elem") && named(&directives, "default-src").is_some();
                is_needed.then(|| {
                    directives.push(std::iter::once(name).chain(fallback.iter().cloned()).collect());
                    directives.len() - 1
                })
            });
            let Some(at) = at else { continue };
            directives[at].retain(|other| !other.eq_ignore_ascii_case("'none'"));
            if !directives[at].contains(&source) {
                directives[at].push(source.clone());
            }
        }
    }
    directives.iter().map(|directive| directive.join(" ")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(policy: &str, expected: &str) {
        assert_eq!(extended(policy, "sha256-a", "sha256-b"), expected);
    }

    #[test]
    fn a_policy_is_extended_by_two_hashes_and_no_more() {
        case(
            "default-src 'none'; base-uri 'none'; connect-src 'self'; style-src 'self'; script-src 'sha256-own'",
            "default-src 'none'; base-uri 'none'; connect-src 'self'; style-src 'self' 'sha256-b'; script-src 'sha256-own' 'sha256-a'",
        );
        case(
            "default-src 'none'; script-src 'none'",
            "default-src 'none'; script-src 'sha256-a'; style-src 'sha256-b'; connect-src 'self'",
        );
        case(
            "default-src 'self'; script-src-elem 'self'",
            "default-src 'self'; script-src-elem 'self' 'sha256-a'; script-src 'self' 'sha256-a'; style-src 'self' 'sha256-b'; connect-src 'self'",
        );
    }

    fn news() -> News {
        News { seen: "s".to_owned(), feed: "f".to_owned(), panel: "<p>found</p>".to_owned(), ..News::default() }
    }

    #[test]
    fn stands_first_in_the_body_whatever_wrote_the_page() {
        let page = "<html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;\"></head><body class=\"a\"><h1>b</h1></body></html>";
        let page = with_panel(page, &news(), "<p>draft</p>", PanelVisibility::Visible);
        assert!(page.contains(&format!(
            "content=\"default-src 'none'; script-src '{}'; style-src '{}'; connect-src 'self'\"",
            hash(SCRIPT),
            hash(STYLE)
        )));
        assert!(page.contains("<body class=\"a\"><style>") && page.contains("<p>found</p></div><div><p>draft</p></div></aside>"));
        assert!(page.ends_with("</script><h1>b</h1></body></html>"));
        assert!(!page.contains(" hidden>"));
        assert!(with_panel(&page, &news(), "", PanelVisibility::Hidden).contains(" hidden><div role=\"status\""));
    }

    #[test]
    fn nothing_in_the_script_or_style_ends_its_element() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--") && !STYLE.contains('<'));
    }
}
