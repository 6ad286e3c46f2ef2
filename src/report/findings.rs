//! Findings, in the four forms in which they are asked for. All are made of the same values.

mod extent;
mod folded;
mod github;
mod human;
mod json;
mod page;
mod sarif;

pub use folded::Folding;
pub use github::github;
pub use human::human;
pub(in crate::report) use human::listed;
pub use json::json;
pub use page::{notice, page, stopped};
pub use sarif::sarif;

use crate::check::located_finding::LocatedFinding;
use crate::display::count::Count;
use crate::model::place::FilePosition;
use crate::model::settings::level::Level;

/// What stands beside the findings in each form.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// How many episodes were looked at.
    pub episodes: usize,
    /// How many findings the producer allowed.
    pub allowed: usize,
}

/// In order of file, line, column, rule.
fn ordered(findings: &[LocatedFinding]) -> Vec<&LocatedFinding> {
    let mut ordered: Vec<&LocatedFinding> = findings.iter().collect();
    ordered.sort_by(|a, b| key(a).cmp(&key(b)));
    ordered
}

fn key(located: &LocatedFinding) -> (&str, u32, u32, Option<u64>, &str, &str) {
    let finding = &located.finding;
    let offset = match finding.place.position {
        FilePosition::Offset(offset) => Some(offset),
        _ => None,
    };
    (finding.place.file.as_str(), located.line, located.column, offset, finding.rule.id(), &finding.message)
}

fn count(findings: &[LocatedFinding], level: Level) -> usize {
    findings.iter().filter(|located| located.finding.level == level).count()
}

/// "2 errors and 1 warning", by how many there are of each level; `None` where there is nothing.
pub(in crate::report) fn counted(count: impl Fn(Level) -> usize) -> Option<String> {
    let levels = Level::ALL.into_iter().map(|level| (count(level), level.as_str())).filter(|(number, _)| *number > 0);
    let parts: Vec<String> = levels.map(|(number, word)| Count(number, word).to_string()).collect();
    let (last, before) = parts.split_last()?;
    Some(if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_counted_level_by_level() {
        let counts = |errors: usize, warnings: usize, notes: usize| {
            counted(|level| match level {
                Level::Error => errors,
                Level::Warning => warnings,
                Level::Note => notes,
            })
        };
        assert_eq!(counts(0, 0, 0), None);
        assert_eq!(counts(0, 1, 0).as_deref(), Some("1 warning"));
        assert_eq!(counts(1, 0, 2).as_deref(), Some("1 error and 2 notes"));
        assert_eq!(counts(2, 1, 3).as_deref(), Some("2 errors, 1 warning and 3 notes"));
    }
}

#[cfg(test)]
mod testing {
    use super::LocatedFinding;
    use crate::check::finding::Finding;
    use crate::check::rule::audio::AudioRule;
    use crate::check::rule::reading::ReadingRule;
    use crate::model::place::{FilePosition, KeyPath, Place};
    use crate::model::settings::level::Level;

    /// A place on the web.
    pub(super) fn on_the_web() -> Place {
        Place { file: "https://a.example/b% c.mp3".into(), position: FilePosition::File }
    }

    /// An error on a line of YAML, and a warning at a byte of a file.
    pub(super) fn two() -> Vec<LocatedFinding> {
        let yaml = LocatedFinding {
            finding: Finding {
                rule: ReadingRule::BadValue.into(),
                level: Level::Error,
                message: "`Eduction` is not one of Apple's categories".to_owned(),
                help: "did you mean `Education`?".to_owned(),
                place: Place {
                    file: "podcast.yaml".into(),
                    position: FilePosition::Value(KeyPath::key("categories").then_item(0)),
                },
                episode: None,
            },
            line: 7,
            column: 5,
            source_line: Some("  - Eduction".to_owned()),
            date: None,
        };
        let audio = LocatedFinding {
            finding: Finding {
                rule: AudioRule::GarbageInAudio.into(),
                level: Level::Warning,
                message: "37 bytes at 0:12.500 are no frame".to_owned(),
                help: "export the file again".to_owned(),
                place: Place { file: "episodes/door/audio.mp3".into(), position: FilePosition::Offset(150_204) },
                episode: Some("door".parse().unwrap()),
            },
            line: 1,
            column: 1,
            source_line: None,
            date: None,
        };
        vec![yaml, audio]
    }
}
