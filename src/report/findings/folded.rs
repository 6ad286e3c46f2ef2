//! The same finding on many episodes, in one line: nobody finds the one that matters among a thousand.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::check::located_finding::LocatedFinding;
use crate::check::rule::Rule;
use crate::display::columns::{beginning, columns};
use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::model::settings::level::Level;
use crate::report::paint::Paint;

/// From how many episodes on the findings of a rule are one line. // as many as fill a screen when each is shown whole
const FOLD_FROM: usize = 7;

/// How many episodes a line names, the newest first.
const NAMED: usize = 3;

/// The longest line where no width is known. // columns
const LINE_MAX: usize = 160;

/// Whether the same finding on many episodes is one line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Folding {
    /// It is.
    Folded,
    /// Each finding is shown.
    Whole,
}

/// The findings of a rule, the newest episode first.
pub(super) struct Folded<'a> {
    level: Level,
    rule: Rule,
    findings: Vec<&'a LocatedFinding>,
    episodes: usize,
}

/// Takes off what many episodes have in common. The gravest comes last, and before it what fewer have.
pub(super) fn fold<'a>(findings: &mut Vec<&'a LocatedFinding>) -> Vec<Folded<'a>> {
    let mut by_rule: BTreeMap<(Level, &str), Vec<&LocatedFinding>> = BTreeMap::new();
    for located in findings.iter().filter(|located| located.finding.episode.is_some()) {
        by_rule.entry((located.finding.level, located.finding.rule.id())).or_default().push(located);
    }
    let mut folded = Vec::new();
    for mut same in by_rule.into_values() {
        let episodes = same.iter().map(|located| &located.finding.episode).collect::<BTreeSet<_>>().len();
        if episodes >= FOLD_FROM {
            same.sort_by_key(|located| (Reverse(located.date), &located.finding.episode, located.line));
            folded.push(Folded { level: same[0].finding.level, rule: same[0].finding.rule, findings: same, episodes });
        }
    }
    findings.retain(|located| {
        let finding = &located.finding;
        finding.episode.is_none() || !folded.iter().any(|fold| (fold.level, fold.rule) == (finding.level, finding.rule))
    });
    let place = |level| Level::ALL.iter().position(|known| *known == level);
    folded.sort_by_key(|fold| (Reverse(place(fold.level)), fold.findings.len()));
    folded
}

impl Folded<'_> {
    /// The line: how many, the newest of them, and what the newest is told.
    pub(super) fn line(&self, paint: Paint) -> String {
        let mut names = Vec::new();
        for slug in self.findings.iter().filter_map(|located| located.finding.episode.as_ref()) {
            if names.len() < NAMED && !names.contains(&slug) {
                names.push(slug);
            }
        }
        let names: Vec<String> = names.iter().map(|slug| format!("`{slug}`")).collect();
        let count = match self.findings.len() {
            number if number == self.episodes => Count(number, "episode").to_string(),
            number => format!("{number} times in {}", Count(self.episodes, "episode")),
        };
        let label = format!("{}[{}]", self.level, self.rule);
        let message = Sanitized(&self.findings[0].finding.message);
        let rest = format!(": {count} (newest {}): {message}", names.join(", "));
        let room = paint.width.min(LINE_MAX).saturating_sub(label.len());
        let rest = if columns(&rest) > room { format!("{}…", beginning(&rest, room.saturating_sub(1))) } else { rest };
        format!("{}{}", paint.level(self.level, &label), paint.bold(&rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::findings::testing::two;

    fn of(count: u32) -> Vec<LocatedFinding> {
        let finding = two().remove(1);
        let one = |number: u32| {
            let mut located = finding.clone();
            located.finding.episode = format!("e{number}").parse().ok();
            located.date = format!("2022-07-{:02}T07:00:00Z", number % 28 + 1).parse().ok();
            located
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn what_many_episodes_have_is_one_line_with_the_newest_first() {
        let findings = of(9);
        let mut rest: Vec<&LocatedFinding> = findings.iter().collect();
        let folded = fold(&mut rest);
        let lines: Vec<String> = folded.iter().map(|fold| fold.line(Paint::PLAIN)).collect();
        assert!(rest.is_empty());
        assert_eq!(lines, ["warning[garbage-in-audio]: 9 episodes (newest `e8`, `e7`, `e6`): 37 bytes at 0:12.500 are no frame"]);
        let narrow = folded[0].line(Paint { colour: false, width: 60 });
        assert_eq!(narrow, "warning[garbage-in-audio]: 9 episodes (newest `e8`, `e7`, `…");
    }

    #[test]
    fn what_a_few_have_and_what_the_show_has_stay_whole() {
        let findings = [of(6), vec![two().remove(0)]].concat();
        let mut rest: Vec<&LocatedFinding> = findings.iter().collect();
        assert!(fold(&mut rest).is_empty());
        assert_eq!(rest.len(), 7);
        let mut findings = of(7);
        findings.extend(of(7));
        findings[0].finding.level = Level::Error;
        let mut rest: Vec<&LocatedFinding> = findings.iter().collect();
        let folded = fold(&mut rest);
        assert_eq!((folded.len(), rest.len()), (1, 1), "one is graver than the others");
        assert!(folded[0].line(Paint::PLAIN).contains(": 13 times in 7 episodes (newest `e6`, `e5`, `e4`)"));
    }
}
