//! Episodes that another program published: podcast.lock says so. Their past is given, so what rules say of it is worth knowing, and stops nothing.

use crate::catalog::{Catalog, CatalogEpisode};
use crate::check::rule::Rule;
use crate::check::rule::chapters::ChaptersRule;
use crate::check::rule::episode::EpisodeRule;
use crate::check::rule::show::ShowRule;
use crate::check::rule::transcript::TranscriptRule;
use crate::model::identity::origin::Origin;
use crate::model::settings::level::Level;

/// Rules that are errors for what is new, and cannot be kept by what subscribers have already.
const OF_THE_PAST: [Rule; 11] = [
    Rule::Chapters(ChaptersRule::ChaptersNotFromStart),
    Rule::Episode(EpisodeRule::BadLinkScheme),
    Rule::Episode(EpisodeRule::BrokenLink),
    Rule::Episode(EpisodeRule::DeadShowLink),
    Rule::Episode(EpisodeRule::DuplicateNumber),
    Rule::Episode(EpisodeRule::EqualDates),
    Rule::Episode(EpisodeRule::MissingNumber),
    Rule::Episode(EpisodeRule::RelativeLink),
    Rule::Episode(EpisodeRule::SummaryTooLong),
    Rule::Show(ShowRule::NameTooLong),
    Rule::Transcript(TranscriptRule::MissingTranscript),
];

/// Whether another program published an episode. Without a lock nothing is old.
pub(crate) fn is_imported(catalog: &Catalog, entry: &CatalogEpisode) -> bool {
    let locked = catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&entry.episode.guid));
    locked.is_some_and(|locked| locked.origin == Some(Origin::Import))
}

/// Whether a rule is no more than a note for such an episode: advice, and what cannot be changed any more.
pub(crate) fn is_note(rule: Rule) -> bool {
    rule.level() != Level::Error || OF_THE_PAST.contains(&rule)
}

#[cfg(test)]
mod tests {
    use crate::catalog::Catalog;
    use crate::check::consent::Consent;
    use crate::check::testing::{locked, mention, now, show, text};
    use crate::model::identity::origin::Origin;
    use crate::model::settings::level::Level;

    /// The levels of what is found where two episodes were imported, or one.
    fn levels(imported: usize, consent: &Consent, break_it: impl FnOnce(&mut Catalog)) -> Vec<(String, Level)> {
        let mut catalog = show();
        let mut lock = locked(&catalog);
        for entry in catalog.episodes.iter().take(imported) {
            lock.episodes.get_mut(&entry.episode.guid).unwrap().origin = Some(Origin::Import);
        }
        catalog.lock = Some(lock);
        break_it(&mut catalog);
        let report = crate::check::report_on(&catalog, consent, now());
        report.findings.iter().map(|found| (found.rule.id().to_owned(), found.level)).collect()
    }

    #[test]
    fn what_was_published_elsewhere_is_given() {
        let two = |catalog: &mut Catalog| {
            catalog.episodes[0].transcript = None;
            catalog.episodes[0].episode.title = text("Episode 1: the door");
            catalog.episodes[2].transcript = None;
        };
        let error = ("missing-transcript".to_owned(), Level::Error);
        let note = |rule: &str| (rule.to_owned(), Level::Note);
        assert_eq!(levels(1, &Consent::default(), two), [note("title-with-number"), note("missing-transcript"), error.clone()]);
        let nothing = levels(1, &Consent::default(), |catalog| {
            catalog.lock = None;
            catalog.episodes[0].transcript = None;
        });
        assert_eq!(nothing, std::slice::from_ref(&error), "without a lock nothing is old");
        let deny = Consent { deny: vec!["missing-transcript".parse().unwrap()], ..Consent::default() };
        assert!(levels(1, &deny, two).contains(&error), "who says so can be strict with the past too");
        let denied = levels(1, &Consent::default(), |catalog| {
            catalog.episodes[0].transcript = None;
            catalog.show_mut().checks.deny.push(mention("missing-transcript"));
        });
        assert_eq!(denied, [error]);
    }

    #[test]
    fn what_hurts_stays_an_error() {
        let found = levels(3, &Consent::default(), |catalog| catalog.episodes[0].audio = crate::catalog::AudioState::Missing);
        assert_eq!(found, [("missing-audio".to_owned(), Level::Error)]);
    }

    #[test]
    fn a_number_that_is_doubled_is_the_fault_of_the_new_episode() {
        for (imported, level) in [(1, Level::Error), (3, Level::Note)] {
            let found = levels(imported, &Consent::default(), |catalog| catalog.episodes[1].episode.number = Some(1));
            assert!(found.contains(&("duplicate-number".to_owned(), level)), "{found:?}");
        }
    }
}
