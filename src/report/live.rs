//! What `podwright verify` found, in the four forms in which findings are asked for.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::check::live::live_report::{LiveFinding, LiveReport};
use crate::check::located_finding::LocatedFinding;
use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::model::settings::level::Level;
use crate::report::findings::{self, Folding};
use crate::report::paint::Paint;

#[derive(Serialize)]
struct LiveJson<'a> {
    feed: &'a str,
    asked: usize,
    complete: bool,
    episodes: usize,
    sampled: usize,
    findings: Vec<LiveFindingJson<'a>>,
    errors: usize,
    warnings: usize,
    notes: usize,
    allowed: usize,
}

#[derive(Serialize)]
struct LiveFindingJson<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    help: &'a str,
    url: &'a str,
    episode: Option<&'a str>,
    request: Option<String>,
    answer: Option<AnswerJson>,
}

#[derive(Serialize)]
struct AnswerJson {
    status: u16,
    headers: Map<String, Value>,
}

/// For people: each finding, and a last line that says how much was asked.
pub(crate) fn human(report: &LiveReport, paint: Paint) -> String {
    let mut out = findings::listed(&located(report), paint, Folding::Whole);
    if !report.is_complete {
        let sent = Count(report.asked, "request");
        let _infallible = writeln!(out, "podwright stopped after {sent} without checking everything; `--all` removes this limit");
    }
    let about = match (report.sampled, report.episodes) {
        (sampled, episodes) if sampled == episodes => Count(episodes, "episode").to_string(),
        (sampled, episodes) => format!("{sampled} of {}", Count(episodes, "episode")),
    };
    let found = findings::counted(|level| count(report, level)).unwrap_or_else(|| "no faults".to_owned());
    let allowed = if report.allowed > 0 { format!(" ({} allowed)", report.allowed) } else { String::new() };
    let sent = Count(report.asked, "request");
    let _infallible = writeln!(out, "{}: {sent} for {about}, {found}{allowed}", Sanitized(&report.feed));
    out
}

/// One object for programs; it ends in a line end.
pub(crate) fn json(report: &LiveReport) -> String {
    crate::report::pretty(&LiveJson {
        feed: &report.feed,
        asked: report.asked,
        complete: report.is_complete,
        episodes: report.episodes,
        sampled: report.sampled,
        findings: report.findings.iter().map(entry).collect(),
        errors: count(report, Level::Error),
        warnings: count(report, Level::Warning),
        notes: count(report, Level::Note),
        allowed: report.allowed,
    })
}

/// Annotations of GitHub's workflow runs.
pub(crate) fn github(report: &LiveReport) -> String {
    findings::github(&located(report))
}

/// SARIF 2.1.0.
pub(crate) fn sarif(report: &LiveReport) -> String {
    findings::sarif(&located(report))
}

fn entry(found: &LiveFinding) -> LiveFindingJson<'_> {
    let finding = &found.finding;
    LiveFindingJson {
        rule: finding.rule.id(),
        level: finding.level.as_str(),
        message: &finding.message,
        help: &finding.help,
        url: finding.place.file.as_str(),
        episode: finding.episode.as_ref().map(crate::model::identity::slug::Slug::as_str),
        request: found.request.as_ref().map(ToString::to_string),
        answer: found.answer.as_ref().map(|answer| AnswerJson {
            status: answer.status,
            headers: answer.headers.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect(),
        }),
    }
}

fn count(report: &LiveReport, level: Level) -> usize {
    report.findings.iter().filter(|found| found.finding.level == level).count()
}

/// The findings as those of files are, without a line.
fn located(report: &LiveReport) -> Vec<LocatedFinding> {
    let one = |found: &LiveFinding| LocatedFinding {
        finding: found.finding.clone(),
        line: 1,
        column: 1,
        source_line: None,
        date: None,
    };
    report.findings.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::finding::Finding;
    use crate::check::live::live_breach::AnswerHead;
    use crate::check::rule::live::LiveRule;
    use crate::model::place::{FilePosition, Place};
    use crate::model::web::web_request::WebRequest;

    fn report() -> LiveReport {
        let url = "https://a.example/m\u{1b}[2J.mp3";
        let finding = Finding {
            rule: LiveRule::LiveHead.into(),
            level: Level::Error,
            message: "HEAD is answered\u{1b}[2J with 405".to_owned(),
            help: "allow HEAD".to_owned(),
            place: Place { file: url.into(), position: FilePosition::File },
            episode: None,
        };
        let answer = AnswerHead { status: 405, headers: vec![("server".to_owned(), "nginx\u{1b}[2J".to_owned())] };
        let found = LiveFinding { finding, request: Some(WebRequest::head(url)), answer: Some(answer) };
        LiveReport {
            feed: "https://a.example/feed.xml".to_owned(),
            asked: 12,
            episodes: 9,
            sampled: 5,
            is_complete: false,
            findings: vec![found],
            allowed: 1,
            ..LiveReport::default()
        }
    }

    #[test]
    fn people_read_what_was_found_and_how_much_was_asked() {
        assert_eq!(
            human(&report(), Paint::PLAIN),
            "error[live-head]: HEAD is answered\\u{1b}[2J with 405\n --> https://a.example/m\\u{1b}[2J.mp3\nhelp: allow HEAD\n\n\
             podwright stopped after 12 requests without checking everything; `--all` removes this limit\n\
             https://a.example/feed.xml: 12 requests for 5 of 9 episodes, 1 error (1 allowed)\n"
        );
        let fine = LiveReport { is_complete: true, findings: Vec::new(), allowed: 0, sampled: 9, ..report() };
        assert_eq!(human(&fine, Paint::PLAIN), "https://a.example/feed.xml: 12 requests for 9 episodes, no faults\n");
    }

    #[test]
    fn programs_get_the_request_and_the_answer_as_well() {
        let read: Value = serde_json::from_str(&json(&report())).unwrap();
        assert_eq!(read["findings"][0]["request"], "HEAD https://a.example/m\u{1b}[2J.mp3");
        assert_eq!(read["findings"][0]["answer"]["status"], 405);
        assert_eq!(
            (read["asked"].as_u64(), read["complete"].as_bool(), read["errors"].as_u64()),
            (Some(12), Some(false), Some(1))
        );
    }
}
