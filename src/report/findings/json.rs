//! Findings as one JSON object, for programs.

use serde::Serialize;

use crate::model::settings::level::Level;
use crate::report::findings::{LocatedFinding, Tally, count, ordered};

#[derive(Serialize)]
struct Document<'a> {
    findings: Vec<FindingJson<'a>>,
    errors: usize,
    warnings: usize,
    notes: usize,
    allowed: usize,
    episodes: usize,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    help: &'a str,
    path: &'a str,
    line: u32,
    column: u32,
    episode: Option<&'a str>,
}

/// One object with the findings, in order, and how many there are; it ends in a line end.
pub fn json(findings: &[LocatedFinding], tally: Tally) -> String {
    let document = Document {
        findings: ordered(findings).into_iter().map(entry).collect(),
        errors: count(findings, Level::Error),
        warnings: count(findings, Level::Warning),
        notes: count(findings, Level::Note),
        allowed: tally.allowed,
        episodes: tally.episodes,
    };
    crate::report::pretty(&document)
}

fn entry(located: &LocatedFinding) -> FindingJson<'_> {
    let finding = &located.finding;
    FindingJson {
        rule: finding.rule.id(),
        level: finding.level.as_str(),
        message: &finding.message,
        help: &finding.help,
        path: finding.place.file.as_str(),
        line: located.line,
        column: located.column,
        episode: finding.episode.as_ref().map(crate::model::identity::slug::Slug::as_str),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json as expected};

    use super::*;
    use crate::report::findings::testing::two;

    #[test]
    fn says_everything_once() {
        let read: Value = serde_json::from_str(&json(&two(), Tally { episodes: 6, allowed: 2 })).unwrap();
        assert_eq!(
            read,
            expected!({
                "findings": [
                    {"rule": "garbage-in-audio", "level": "warning", "message": "37 bytes at 0:12.500 are no frame",
                     "help": "export the file again", "path": "episodes/door/audio.mp3", "line": 1, "column": 1, "episode": "door"},
                    {"rule": "bad-value", "level": "error", "message": "`Eduction` is not one of Apple's categories",
                     "help": "did you mean `Education`?", "path": "podcast.yaml", "line": 7, "column": 5, "episode": null},
                ],
                "errors": 1, "warnings": 1, "notes": 0, "allowed": 2, "episodes": 6,
            })
        );
    }

    #[test]
    fn a_good_show_is_an_object_too() {
        let read: Value = serde_json::from_str(&json(&[], Tally::default())).unwrap();
        assert_eq!(read["findings"], expected!([]));
        assert_eq!(read["errors"], 0);
    }
}
