//! Findings as HTML, for the top of a page that is being worked on.

use std::fmt::Write;

use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::model::settings::level::Level;
use crate::report::findings::{LocatedFinding, count, ordered};

/// A list that can be folded away, open where there is an error; nothing where nothing was found.
pub fn page(findings: &[LocatedFinding]) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let errors = count(findings, Level::Error);
    let counts = [(errors, "error"), (count(findings, Level::Warning), "warning"), (count(findings, Level::Note), "note")];
    let counts: Vec<String> =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, noun)| Count(*number, noun).to_string()).collect();
    let mut html =
        format!("<details{}><summary>{} in this show</summary>", if errors > 0 { " open" } else { "" }, counts.join(", "));
    if errors > 0 {
        html.push_str("<p>The pages stay as they were until no error is left.</p>");
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

/// What stopped a build, as HTML.
pub fn stopped(lines: &str) -> String {
    let lines: Vec<String> = lines.lines().map(text).collect();
    format!("<p><strong>The build stopped. The pages stay as they were.</strong></p><pre>{}</pre>", lines.join("\n"))
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
        assert!(html.starts_with("<details open><summary>1 error, 1 warning in this show</summary>"), "{html}");
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
