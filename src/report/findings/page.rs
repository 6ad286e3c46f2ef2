//! Findings as HTML, for the top of a page that is being worked on.

use std::fmt::Write;

use crate::display::sanitized::Sanitized;
use crate::model::settings::level::Level;
use crate::report::findings::{LocatedFinding, count, counted, ordered};

/// A list that can be folded away, open where there is an error; nothing where nothing was found.
pub fn page(findings: &[LocatedFinding]) -> String {
    let Some(counted) = counted(|level| count(findings, level)) else { return String::new() };
    let errors = count(findings, Level::Error);
    let mut html = format!("<details{}><summary>{counted} in this show</summary>", if errors > 0 { " open" } else { "" });
    if errors > 0 {
        html.push_str(
            "<p>These pages show what there is. <code>podwright build</code> publishes nothing until no error is left.</p>",
        );
    }
    html.push_str("<ol>");
    for located in ordered(findings) {
        let finding = &located.finding;
        let place = format!("{}:{}:{}", finding.place.file, located.line, located.column);
        let _infallible = write!(
            html,
            "<li><p><strong>{}: {}</strong></p><p><code>{}</code> (<code>{}</code>)</p><p>{}</p></li>",
            finding.level,
            text(&finding.message),
            text(&place),
            finding.rule,
            text(&finding.help)
        );
    }
    html.push_str("</ol></details>");
    html
}

/// What a page lacks, as HTML.
pub fn notice(lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let items: Vec<String> = lines.iter().map(|line| format!("<li>{}</li>", text(line))).collect();
    format!("<ul>{}</ul>", items.join(""))
}

/// What stopped the making of the pages, as HTML.
pub fn stopped(lines: &str) -> String {
    let lines: Vec<String> = lines.lines().map(text).collect();
    format!("<p><strong>No new pages could be made. They stay as they were.</strong></p><pre>{}</pre>", lines.join("\n"))
}

/// Text from a show, fit to stand between tags.
fn text(text: &str) -> String {
    Sanitized(text).to_string().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::findings::testing::two;

    #[test]
    fn an_error_is_seen_at_once() {
        let html = page(&two());
        assert!(html.starts_with("<details open><summary>1 error and 1 warning in this show</summary>"), "{html}");
        assert!(html.contains("<strong>error: `Eduction` is not one of Apple's categories</strong>"));
        assert!(html.contains("<code>podcast.yaml:7:5</code> (<code>bad-value</code>)</p><p>did you mean `Education`?</p>"));
        assert_eq!(page(&[]), "");
    }

    #[test]
    fn text_from_a_show_stays_text() {
        let mut findings = two();
        findings[0].finding.message = "`<script>` & \u{1b}[31m".to_owned();
        findings[0].finding.help = "</details><img src=x>".to_owned();
        let html = page(&findings);
        assert!(
            html.contains("`&lt;script&gt;` &amp; \\u{1b}[31m") && html.contains("&lt;/details&gt;&lt;img src=x&gt;"),
            "{html}"
        );
        assert_eq!(stopped("error: <b>\nhint: x").matches('\n').count(), 1);
        assert!(stopped("error: <b>").ends_with("<pre>error: &lt;b&gt;</pre>"));
    }
}
