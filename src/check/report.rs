//! What `check` gives back.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;

use crate::catalog::{Catalog, CatalogEpisode};
use crate::check::consent::{Consent, Override};
use crate::check::finding::Finding;
use crate::check::found::{Breach, Found};
use crate::check::imported::{is_imported, is_note};
use crate::check::rule::Rule;
use crate::model::identity::slug::Slug;
use crate::model::place::{FilePosition, KeyPath, KeyStep, Place};
use crate::model::settings::check_settings::RuleMention;
use crate::model::settings::level::Level;

/// Everything that was found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Report {
    /// What is wrong or worth knowing, ordered by file, place in the file, rule.
    pub findings: Vec<Finding>,
    /// Changes of what was published that the producer says are meant.
    pub accepted: Vec<Finding>,
    /// How many findings the producer allowed.
    pub allowed: usize,
    /// How many episodes were looked at.
    pub episodes: usize,
}

impl Report {
    /// How many findings are at a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// With the findings of another report on the same episodes.
    pub(crate) fn with(mut self, other: Self) -> Self {
        self.findings.extend(other.findings);
        self.accepted.extend(other.accepted);
        self.allowed += other.allowed;
        self.in_order()
    }

    /// With every finding of a rule at error level.
    pub(in crate::check) fn with_errors_of(mut self, rule: Rule) -> Self {
        self.findings.iter_mut().filter(|finding| finding.rule == rule).for_each(|finding| finding.level = Level::Error);
        self
    }

    fn in_order(mut self) -> Self {
        for list in [&mut self.findings, &mut self.accepted] {
            list.sort_by(|a, b| (&a.place, a.rule.id(), &a.message).cmp(&(&b.place, b.rule.id(), &b.message)));
            list.dedup();
        }
        self
    }
}

/// Gives each finding its level, takes off what is allowed, and puts the rest in order.
pub(crate) fn resolve_levels(catalog: &Catalog, consent: &Consent, found: Found) -> Report {
    let settings = Settings::new(catalog);
    let lost = lost_items(&catalog.lost);
    let mut report = Report { episodes: looked_at(catalog, &found), ..Report::default() };
    for breach in found.0 {
        let level = if breach.is_firm { Some(breach.rule.level()) } else { settings.level(consent, &breach) };
        let is_accepted = consent.accepts(breach.rule, breach.episode.as_ref());
        let finding = Finding {
            rule: breach.rule,
            level: level.unwrap_or(breach.rule.level()),
            message: breach.message,
            help: breach.help,
            place: in_the_file(breach.rule, breach.place, &lost),
            episode: breach.episode,
        };
        if level.is_some() {
            report.findings.push(finding);
            continue;
        }
        report.allowed += 1;
        if is_accepted {
            report.accepted.push(finding);
        }
    }
    report.in_order()
}

/// How many episodes were looked at: those that could be read, those that could not, and those that should be there.
fn looked_at(catalog: &Catalog, found: &Found) -> usize {
    let read = catalog.episodes.iter().map(|entry| &entry.episode.slug);
    read.chain(found.0.iter().filter_map(|breach| breach.episode.as_ref())).collect::<BTreeSet<_>>().len()
}

/// Rules count the items of a list that could be read; in the file the others stand between them. The rules of reading count them already.
fn in_the_file(rule: Rule, place: Place, lost: &LostItems<'_>) -> Place {
    let FilePosition::Value(keys) = &place.position else { return place };
    let Some(lists) = lost.get(place.file.as_path()).filter(|_| !matches!(rule, Rule::Reading(_))) else { return place };
    let mut whole = KeyPath::default();
    for step in &keys.0 {
        let step = match step {
            KeyStep::Key(_) | KeyStep::Byte(_) => step.clone(),
            KeyStep::Item(read) => {
                let lost = lists.get(whole.0.as_slice()).map(Vec::as_slice).unwrap_or_default();
                KeyStep::Item(read + lost.partition_point(|read_before| read_before <= read))
            }
        };
        whole.0.push(step);
    }
    Place { position: FilePosition::Value(whole), ..place }
}

/// The items that could not be read, by their file and the keys of their list: for each how many items before it could be read, in order.
type LostItems<'a> = BTreeMap<&'a Utf8Path, BTreeMap<&'a [KeyStep], Vec<usize>>>;

fn lost_items(lost: &[Place]) -> LostItems<'_> {
    let mut items = LostItems::new();
    for place in lost {
        if let FilePosition::Value(KeyPath(steps)) = &place.position
            && let [list @ .., KeyStep::Item(index)] = steps.as_slice()
        {
            items.entry(&place.file).or_default().entry(list).or_default().push(*index);
        }
    }
    for list in items.values_mut().flat_map(BTreeMap::values_mut) {
        list.sort_unstable();
        list.dedup();
        for (lost_before, index) in list.iter_mut().enumerate() {
            *index -= lost_before;
        }
    }
    items
}

/// What the YAML files say about rules.
struct Settings<'a> {
    catalog: &'a Catalog,
    episodes: BTreeMap<&'a Slug, &'a CatalogEpisode>,
}

impl<'a> Settings<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, episodes: catalog.episodes.iter().map(|entry| (&entry.episode.slug, entry)).collect() }
    }

    /// The level of a finding; `None` where it is allowed. The command line comes first, then the episode, then the show, then
    /// the rule itself.
    fn level(&self, consent: &Consent, breach: &Breach) -> Option<Level> {
        let chosen = consent
            .override_for(breach.rule, breach.episode.as_ref())
            .or_else(|| self.override_of_episode(breach.rule, breach.episode.as_ref()))
            .or_else(|| self.override_of_show(breach.rule));
        // What a feed cannot be without can be made stricter, and not milder.
        let chosen = chosen.filter(|chosen| breach.rule.can_be_allowed() || *chosen == Override::Level(Level::Error));
        match chosen {
            Some(Override::Allow) => None,
            _ if self.is_draft(breach) => Some(Level::Note),
            Some(Override::Level(level)) => Some(level),
            None if self.is_past(breach) => Some(Level::Note),
            None => Some(breach.rule.level()),
        }
    }

    /// A draft never leaves the machine, so nothing in it hurts anybody yet.
    fn is_draft(&self, breach: &Breach) -> bool {
        !matches!(breach.rule, Rule::Reading(_) | Rule::History(_)) && self.entry(breach).is_some_and(|entry| entry.episode.draft)
    }

    /// Whether it is about the past of an episode that another program published.
    fn is_past(&self, breach: &Breach) -> bool {
        is_note(breach.rule) && self.entry(breach).is_some_and(|entry| is_imported(self.catalog, entry))
    }

    fn entry(&self, breach: &Breach) -> Option<&'a CatalogEpisode> {
        self.episodes.get(breach.episode.as_ref()?).copied()
    }

    fn override_of_episode(&self, rule: Rule, slug: Option<&Slug>) -> Option<Override> {
        names(&self.episodes.get(slug?)?.episode.allow, rule).then_some(Override::Allow)
    }

    fn override_of_show(&self, rule: Rule) -> Option<Override> {
        let checks = &self.catalog.show.as_ref()?.checks;
        if names(&checks.deny, rule) {
            return Some(Override::Level(Level::Error));
        }
        if names(&checks.warn, rule) {
            return Some(Override::Level(Level::Warning));
        }
        names(&checks.allow, rule).then_some(Override::Allow)
    }
}

fn names(mentions: &[RuleMention], rule: Rule) -> bool {
    mentions.iter().any(|mention| mention.name == rule.id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check, expect, findings, locked, mention, now, show};

    #[test]
    fn a_good_show_has_no_findings_and_is_cleared() {
        expect(&[], |_| {});
        let catalog = show();
        let checked = crate::check::run(catalog, Consent::default(), now());
        assert_eq!((checked.report().allowed, checked.report().episodes), (0, 3));
        assert!(checked.clear().is_ok());
    }

    #[test]
    fn an_error_is_not_cleared_and_a_warning_is() {
        let mut catalog = show();
        catalog.episodes[0].transcript = None;
        assert!(crate::check::run(catalog.clone(), Consent::default(), now()).clear().is_err());
        let consent = Consent { warn: vec!["missing-transcript".parse().unwrap()], ..Consent::default() };
        let checked = crate::check::run(catalog, consent, now());
        assert_eq!(checked.report().count(Level::Warning), 1);
        assert!(checked.clear().is_ok());
    }

    #[test]
    fn the_command_line_comes_before_the_episode_and_the_episode_before_the_show() {
        let level = |consent: &Consent, episode: bool, show: &str| {
            let mut catalog = crate::check::testing::show();
            catalog.episodes[0].transcript = None;
            let checks = &mut catalog.show_mut().checks;
            match show {
                "warn" => checks.warn.push(mention("missing-transcript")),
                "deny" => checks.deny.push(mention("missing-transcript")),
                "allow" => checks.allow.push(mention("missing-transcript")),
                _ => {}
            }
            if episode {
                catalog.episodes[0].episode.allow.push(mention("missing-transcript"));
            }
            let report = crate::check::report_on(&catalog, consent, now());
            assert_eq!(report.findings.len() + report.allowed, 1);
            report.findings.first().map(|finding| finding.level)
        };
        let line = |list: &str| {
            let rule = vec!["missing-transcript".parse().unwrap()];
            match list {
                "deny" => Consent { deny: rule, ..Consent::default() },
                "allow" => Consent { allow: rule, ..Consent::default() },
                _ => Consent::default(),
            }
        };
        assert_eq!(level(&line(""), false, ""), Some(Level::Error));
        assert_eq!(level(&line(""), false, "warn"), Some(Level::Warning));
        assert_eq!(level(&line(""), false, "allow"), None);
        assert_eq!(level(&line(""), true, "deny"), None);
        assert_eq!(level(&line("deny"), true, "allow"), Some(Level::Error));
        assert_eq!(level(&line("allow"), false, "deny"), None);
    }

    #[test]
    fn nobody_can_allow_what_a_feed_cannot_be_written_without() {
        let mut catalog = show();
        catalog.episodes[1].audio = crate::catalog::AudioState::Missing;
        catalog.show_mut().checks.allow.push(mention("missing-audio"));
        let consent = Consent { allow: vec!["missing-audio".parse().unwrap()], ..Consent::default() };
        let report = crate::check::report_on(&catalog, &consent, now());
        let rules: Vec<_> = report.findings.iter().map(|finding| finding.rule.id()).collect();
        assert_eq!(rules, ["missing-audio", "rule-not-allowable"]);
    }

    #[test]
    fn nothing_in_a_draft_is_worse_than_a_note() {
        let report = check(|catalog| {
            let entry = catalog.episodes.last_mut().unwrap();
            entry.episode.draft = true;
            entry.audio = crate::catalog::AudioState::Missing;
            entry.transcript = None;
        });
        assert_eq!(report.findings.len(), 2);
        assert_eq!(report.count(Level::Note), 2);
    }

    #[test]
    fn an_accepted_change_is_counted_and_not_shown() {
        let mut catalog = show();
        catalog.lock = Some(locked(&catalog));
        catalog.episodes[0].episode.date = "2022-06-30T07:00:00Z".parse().unwrap();
        let accept = |word: &str| Consent { accept: vec![word.parse().unwrap()], ..Consent::default() };
        let report = crate::check::report_on(&catalog, &accept("date-moved:door"), now());
        assert_eq!((report.findings.len(), report.allowed), (0, 1));
        let report = crate::check::report_on(&catalog, &accept("date-moved:gate"), now());
        assert_eq!((report.findings.len(), report.allowed), (1, 0));
    }

    #[test]
    fn what_could_not_be_read_or_is_gone_counts_as_looked_at() {
        let mut catalog = show();
        catalog.lock = Some(locked(&catalog));
        catalog.episodes.remove(2);
        let report = crate::check::report_on(&catalog, &Consent::default(), now());
        assert_eq!((report.findings.len(), report.episodes), (1, 3));
    }

    #[test]
    fn an_item_is_counted_as_it_stands_in_the_file() {
        let lost = |index| Place {
            file: "podcast.yaml".into(),
            position: FilePosition::Value(KeyPath::key("categories").then_item(index)),
        };
        for (gone, expected) in [(vec![], 2), (vec![0], 3), (vec![1, 2], 4), (vec![3], 2), (vec![0, 1, 2, 3], 6)] {
            expect(&[&format!("duplicate-category podcast.yaml categories[{expected}]")], |catalog| {
                let first = catalog.show_mut().categories[0];
                catalog.show_mut().categories.push(first);
                catalog.lost = gone.iter().map(|index| lost(*index)).collect();
            });
        }
    }

    #[test]
    fn findings_come_in_the_order_of_files_and_places_twice_the_same() {
        let broken = |catalog: &mut Catalog| {
            catalog.show_mut().title = "a|b".parse().unwrap();
            catalog.episodes[2].transcript = None;
            catalog.episodes[0].easy_read = None;
            catalog.episodes[0].transcript = None;
        };
        let first = findings(broken);
        assert_eq!(
            first,
            [
                "missing-easy-read episodes/door/episode.yaml easy_read",
                "missing-transcript episodes/door/episode.yaml transcript",
                "missing-transcript episodes/wall/episode.yaml transcript",
                "title-with-keywords podcast.yaml title",
            ]
        );
        assert_eq!(first, findings(broken));
    }
}
