//! Recordings that `feed/` should serve, and that are not in the show's folder: pointers of Git LFS, and files that are kept elsewhere.

use crate::catalog::{AlternateState, AudioState, Catalog, CatalogEpisode};
use crate::check::found::Found;
use crate::check::rule::audio::AudioRule;
use crate::check::scope::Scope;
use crate::display::count::Count;
use crate::display::list::List;
use crate::layout;
use crate::layout::output::Output;
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::place::{FilePosition, Place};
use crate::model::show::Show;

/// How many recordings a message names.
const NAMED: usize = 3;

/// A recording that is not in the show's folder, as podcast.lock knows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct AbsentRecording {
    /// What it is below `feed/`.
    pub(crate) output: Output,
    /// Its size.
    pub(crate) bytes: ByteCount,
    /// Its hash.
    pub(crate) sha256: Sha256,
    /// Where it belongs: its file, or the folder of its episode.
    name: String,
}

impl AbsentRecording {
    /// Those of an episode. None where `media_url` says that recordings are served elsewhere.
    pub(crate) fn all_of(show: &Show, entry: &CatalogEpisode) -> Vec<Self> {
        let slug = &entry.episode.slug;
        let mut all = Vec::new();
        if let AudioState::Locked { path, facts, .. } = &entry.audio {
            all.push(Self {
                output: Output::Media(slug.clone(), facts.form()),
                bytes: facts.bytes,
                sha256: facts.sha256,
                name: path.as_ref().unwrap_or(&entry.episode.folder).to_string(),
            });
        }
        let known = entry.episode.alternates.iter().zip(&entry.alternates);
        let known: Vec<_> = known.filter_map(|(alternate, state)| Some((alternate, state, state.facts()?))).collect();
        let outputs = layout::alternates(slug, known.iter().map(|(alternate, _, facts)| (&alternate.file, facts.form)));
        for ((alternate, state, facts), output) in known.into_iter().zip(outputs) {
            if matches!(state, AlternateState::Locked(_)) {
                all.push(Self { output, bytes: facts.bytes, sha256: facts.sha256, name: alternate.file.to_string() });
            }
        }
        all.retain(|recording| recording.output.is_in_feed(show));
        all
    }
}

/// Looks at the episodes that are out: what the feed would name has to be served. What an earlier build put into `feed/` still is.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    let out = scope.finished().filter(|entry| entry.episode.date <= scope.now);
    let absent = out.flat_map(|entry| AbsentRecording::all_of(scope.show, entry));
    let missing: Vec<String> = absent
        .filter(|recording| !scope.catalog.served_already.contains(&recording.output.path()))
        .map(|recording| recording.name)
        .collect();
    if missing.is_empty() {
        return;
    }
    let names: Vec<&str> = missing.iter().take(NAMED).map(String::as_str).collect();
    let names = match missing.len().saturating_sub(NAMED) {
        0 => List::and(&names).to_string(),
        more => format!("`{}` and {more} more", names.join("`, `")),
    };
    found.add(
        AudioRule::MissingRecordings,
        (Place { file: Catalog::show_file(), position: FilePosition::File }, None),
        format!("the feed would name {} that would not be in `feed/`: {names}", Count(missing.len(), "recording")),
        "fetch the recordings (with Git LFS: `git lfs pull`); if they are served elsewhere, set `media_url`, or build with `--without-media`",
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::AlternateState;
    use crate::catalog::alternate_probe::AlternateProbe;
    use crate::check::testing::{check as checked, findings, path};
    use crate::model::media::alternate::{Alternate, AlternateLabels};
    use crate::model::media::alternate_facts::AlternateFacts;
    use crate::model::media::media_form::MediaForm;
    use crate::model::settings::level::Level;

    const FOUND: &str = "missing-recordings podcast.yaml";

    fn take_away(catalog: &mut Catalog, episode: usize) {
        let facts = Box::new(catalog.facts_mut(episode).clone());
        catalog.episodes[episode].audio = AudioState::Locked { path: None, facts, faults: Vec::new() };
    }

    #[test]
    fn what_the_feed_names_has_to_be_served() {
        assert_eq!(findings(|catalog| take_away(catalog, 0)), [FOUND]);
        let report = checked(|catalog| (0..3).for_each(|episode| take_away(catalog, episode)));
        assert_eq!(report.findings.len(), 1);
        assert_eq!(report.findings[0].level, Level::Warning);
        assert!(report.findings[0].message.contains("would name 3 recordings"), "{}", report.findings[0].message);
    }

    #[test]
    fn what_is_served_elsewhere_or_already_or_not_at_all_is_no_finding() {
        let none: [&str; 0] = [];
        let elsewhere = findings(|catalog| {
            take_away(catalog, 0);
            catalog.show_mut().media_url = Some("https://media.example.org/".parse().unwrap());
        });
        assert_eq!(elsewhere, none);
        let already = findings(|catalog| {
            take_away(catalog, 0);
            let show = catalog.show.clone().unwrap();
            let absent = AbsentRecording::all_of(&show, &catalog.episodes[0]);
            catalog.served_already = absent.iter().map(|recording| recording.output.path()).collect();
        });
        assert_eq!(already, none);
        let found = |break_it: fn(&mut Catalog)| {
            let found = findings(|catalog| {
                take_away(catalog, 0);
                break_it(catalog);
            });
            found.contains(&FOUND.to_owned())
        };
        assert!(!found(|catalog| catalog.episodes[0].episode.draft = true), "a draft");
        assert!(!found(|catalog| catalog.episodes[0].episode.date = "2030-01-01T00:00:00Z".parse().unwrap()), "held back");
    }

    #[test]
    fn other_forms_are_recordings_too() {
        let facts = AlternateFacts { bytes: ByteCount::new(9), sha256: Sha256::of(b"9"), form: MediaForm::Opus, audio: None };
        let with = |state: AlternateState| {
            findings(|catalog| {
                let entry = &mut catalog.episodes[0];
                let file = path("episodes/door/small.opus");
                entry.episode.alternates = vec![Alternate { file, mirrors: Vec::new(), labels: AlternateLabels::default() }];
                entry.alternates = vec![state.clone()];
            })
        };
        assert_eq!(with(AlternateState::Locked(facts)), [FOUND]);
        assert!(with(AlternateState::Present { facts, probe: AlternateProbe::default() }).is_empty());
    }

    #[test]
    fn nothing_but_the_flag_turns_it_off() {
        let report = checked(|catalog| {
            take_away(catalog, 0);
            catalog.show_mut().checks.allow = vec![crate::check::testing::mention("missing-recordings")];
        });
        let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.id()).collect();
        assert_eq!(rules, ["missing-recordings", "rule-not-allowable"]);
        let report = checked(|catalog| {
            take_away(catalog, 0);
            catalog.show_mut().checks.deny = vec![crate::check::testing::mention("missing-recordings")];
        });
        assert_eq!(report.count(Level::Error), 1, "who wants to can have an error of `check` too");
    }
}
