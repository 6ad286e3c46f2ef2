//! Links of the notes and chapters: whether apps open them, and whether those into the show itself lead somewhere.

use std::collections::BTreeMap;

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::episode::EpisodeRule;
use crate::check::rules::episode::link_slips;
use crate::check::scope::{At, Scope, in_episode, in_notes};
use crate::display::near::nearest;
use crate::layout::output::Output;
use crate::layout::{alternates, episode_named};
use crate::markdown::destination::Destination;
use crate::markdown::outline::{Link, Outline};
use crate::model::place::KeyPath;
use crate::model::time::moment::Moment;
use crate::model::web::http_url::BaseUrl;

/// What is served below the show's address in the name of episodes. Elsewhere a producer may have put files of their own.
pub(crate) struct Served<'a> {
    url: &'a BaseUrl,
    episodes: BTreeMap<&'a str, &'a CatalogEpisode>,
    /// Whether every episode could be read: else the one that a link wants may be among the others.
    is_whole: bool,
    now: Moment,
}

/// Why a link into the show leads nowhere.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Dead {
    reason: String,
    help: String,
}

impl<'a> Served<'a> {
    /// What the show serves.
    pub(crate) fn of(scope: &Scope<'a>) -> Self {
        let episodes = scope.episodes().map(|entry| (entry.episode.slug.as_str(), entry)).collect();
        Self { url: &scope.show.url, episodes, is_whole: scope.all_understood(), now: scope.now }
    }

    /// Why an address below the show's own leads nowhere; `None` where it leads somewhere, or out of the show.
    fn dead(&self, target: &str, from: &CatalogEpisode) -> Option<Dead> {
        let path = without_scheme(target).strip_prefix(without_scheme(self.url.as_url().as_str()))?;
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let slug = episode_named(path)?;
        let Some(entry) = self.episodes.get(slug) else { return self.is_whole.then(|| self.unknown(slug)) };
        if entry.episode.draft {
            let help = "leave the link out until the episode is finished".to_owned();
            return Some(Dead { reason: format!("`episodes/{slug}` is a draft"), help });
        }
        let date = entry.episode.date;
        if date > self.now && date > from.episode.date {
            let reason = format!("`episodes/{slug}` is not out until {}", date.rfc_3339().get(..10).unwrap_or_default());
            let help = "put the link in when that episode is out, or let this one come out after it".to_owned();
            return Some(Dead { reason, help });
        }
        let is_served = Output::of_address(path).is_some_and(|output| is_served(entry, &output));
        (!is_served).then(|| Dead {
            reason: format!("`episodes/{slug}` has no such page or file"),
            help: format!("the page of the episode is `{}`", self.page(slug)),
        })
    }

    fn unknown(&self, slug: &str) -> Dead {
        let help = match nearest(slug, self.episodes.keys().copied()) {
            Some(near) => format!("did you mean `{}`?", self.page(near)),
            None => "an episode's page is named after its folder below `episodes/`".to_owned(),
        };
        let reason = if slug.is_empty() { "it names no episode".to_owned() } else { format!("the show has no episode `{slug}`") };
        Dead { reason, help }
    }

    fn page(&self, slug: &str) -> String {
        slug.parse().map_or_else(|_| self.url.to_string(), |slug| Output::Episode(slug).url_below(self.url).to_string())
    }

    /// How to write a relative link, where one can tell which episode is meant.
    fn whole_address(&self, relative: &str) -> String {
        let known = relative.split(['/', '?', '#']).find(|part| self.episodes.contains_key(part));
        match known {
            Some(slug) => format!("write the whole address, `{}`", self.page(slug)),
            None => "write the whole address, with `https://`".to_owned(),
        }
    }
}

/// Whether a build writes this file of an episode.
fn is_served(entry: &CatalogEpisode, output: &Output) -> bool {
    match output {
        Output::Episode(_) | Output::Embed(_) | Output::Oembed(_) => true,
        Output::EasyRead(_) => entry.easy_read.is_some(),
        Output::TranscriptPage(..) | Output::Transcript(..) => entry.transcript.is_some(),
        Output::Chapters(_) => !entry.episode.chapters.list.is_empty(),
        Output::Media(_, form) => entry.audio_facts().is_none_or(|facts| facts.form() == *form),
        Output::Alternate(slug, ..) => {
            let files = entry.episode.alternates.iter().map(|alternate| &alternate.file);
            let forms = entry.alternates.iter().map(|state| state.facts().map(|facts| facts.form));
            alternates(slug, files.zip(forms).filter_map(|(file, form)| Some((file, form?)))).contains(output)
        }
        _ => false,
    }
}

/// An address without `https:` or `http:`: a link that only differs there is led to the same page.
fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

/// Looks at the links of an episode's notes.
pub(crate) fn of_notes(served: &Served<'_>, entry: &CatalogEpisode, notes: &Outline, found: &mut Found) {
    of_text(served, entry, notes, |link| in_notes(entry, link.at), found);
}

/// Looks at the links of a text.
pub(in crate::check::rules) fn of_text<'a>(
    served: &Served<'_>,
    entry: &CatalogEpisode,
    text: &Outline,
    at: impl Fn(&Link) -> At<'a>,
    found: &mut Found,
) {
    for link in &text.links {
        let target = &link.target;
        let (rule, message, help) = match Destination::of(target) {
            Destination::Good => {
                dead_link(served, entry, target, || at(link), found);
                link_slips::check(target, || at(link), found);
                continue;
            }
            Destination::Relative => (
                EpisodeRule::RelativeLink,
                format!("the link `{target}` leads nowhere in a podcast app"),
                served.whole_address(target),
            ),
            Destination::Scheme(scheme) => (
                EpisodeRule::BadLinkScheme,
                format!("the link `{target}` begins with `{scheme}:`, which apps do not open"),
                "links may begin with `https:`, `http:` or `mailto:`".to_owned(),
            ),
            Destination::Broken(reason) => (
                EpisodeRule::BrokenLink,
                format!("the link `{target}` cannot be read: {reason}"),
                "correct the address".to_owned(),
            ),
        };
        found.add(rule, at(link), message, help);
    }
}

/// Looks at the links of an episode's chapters.
pub(crate) fn of_chapters(served: &Served<'_>, entry: &CatalogEpisode, found: &mut Found) {
    for (index, chapter) in entry.episode.chapters.list.iter().enumerate() {
        if let Some(url) = &chapter.url {
            let keys = || KeyPath::key("chapters").then_item(index).then_key("url");
            dead_link(served, entry, url.as_str(), || in_episode(entry, keys()), found);
        }
    }
}

fn dead_link<'a>(served: &Served<'_>, entry: &CatalogEpisode, target: &str, at: impl Fn() -> At<'a>, found: &mut Found) {
    if let Some(Dead { reason, help }) = served.dead(target, entry) {
        found.add(EpisodeRule::DeadShowLink, at(), format!("the link `{target}` leads nowhere: {reason}"), help);
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::AlternateState;
    use crate::catalog::alternate_probe::AlternateProbe;
    use crate::check::testing::{check, expect, text};
    use crate::model::identity::digest::Sha256;
    use crate::model::media::alternate::{Alternate, AlternateLabels};
    use crate::model::media::alternate_facts::AlternateFacts;
    use crate::model::media::media_form::MediaForm;

    const DOOR: &str = "episodes/door/episode.yaml";

    #[track_caller]
    fn dead(path: &str, message: &str, help: &str) {
        let target = format!("https://example.org/show/{path}");
        let report = check(|catalog| catalog.episodes[0].episode.notes = Some(text(&format!("[The gate]({target})"))));
        let found: Vec<_> = report.findings.iter().map(|one| (one.rule.id(), one.message.as_str(), one.help.as_str())).collect();
        assert_eq!(found, [("dead-show-link", format!("the link `{target}` leads nowhere: {message}").as_str(), help)]);
    }

    #[test]
    fn a_link_to_an_episode_that_is_not_there_is_told_the_nearest() {
        let near = "did you mean `https://example.org/show/episodes/gate/`?";
        dead("episodes/gates/", "the show has no episode `gates`", near);
        dead("transcripts/gat.vtt", "the show has no episode `gat`", near);
        dead("episodes/", "it names no episode", "an episode's page is named after its folder below `episodes/`");
    }

    #[test]
    fn a_link_to_what_an_episode_does_not_have_is_told_what_it_has() {
        let help = "the page of the episode is `https://example.org/show/episodes/gate/`";
        for path in ["episodes/gate/notes/", "media/gate.m4a", "transcripts/gate.txt", "chapters/gate.xml", "embed/gate/x.html"] {
            dead(path, "`episodes/gate` has no such page or file", help);
        }
    }

    #[test]
    fn a_link_to_a_draft_leads_nowhere_yet() {
        expect(&[&format!("dead-show-link {DOOR} notes")], |catalog| {
            catalog.episodes[0].episode.notes = Some(text("[The wall](http://example.org/show/episodes/wall/)"));
            catalog.episodes[2].episode.draft = true;
        });
    }

    #[test]
    fn a_link_to_an_episode_that_comes_later_leads_nowhere_yet() {
        let link = |catalog: &mut crate::catalog::Catalog, from: usize| {
            catalog.episodes[from].episode.notes = Some(text("[The wall](https://example.org/show/episodes/wall/)"));
            catalog.episodes[2].episode.date = "2999-01-01T07:00:00Z".parse().unwrap();
        };
        let report = check(|catalog| link(catalog, 0));
        let dead: Vec<_> =
            report.findings.iter().filter(|one| one.rule.id() == "dead-show-link").map(|one| one.message.as_str()).collect();
        let reason = "leads nowhere: `episodes/wall` is not out until 2999-01-01";
        assert_eq!(dead, [format!("the link `https://example.org/show/episodes/wall/` {reason}")]);
        let later = check(|catalog| {
            link(catalog, 1);
            catalog.episodes[1].episode.date = "2999-01-02T07:00:00Z".parse().unwrap();
        });
        assert!(later.findings.iter().all(|one| one.rule.id() != "dead-show-link"));
    }

    #[test]
    fn what_is_served_is_found() {
        let good = [
            "",
            "feed.xml",
            "about.html",
            "subscribe/",
            "episodes/gate",
            "episodes/gate/",
            "episodes/gate/index.html",
            "episodes/gate/#t=12.5",
            "episodes/gate/easy-read/",
            "episodes/gate/transcript/2/",
            "media/gate.mp3",
            "transcripts/gate.srt?x=1",
            "chapters/gate.json",
            "embed/gate/",
            "oembed/gate.json",
        ];
        for path in good {
            expect(&[], |catalog| {
                catalog.episodes[0].episode.notes = Some(text(&format!("[The gate](https://example.org/show/{path})")));
            });
        }
        expect(&[], |catalog| catalog.episodes[0].episode.notes = Some(text("[x](https://example.com/show/episodes/gates/)")));
    }

    #[test]
    fn another_form_of_an_episode_is_served_too() {
        let found = |name: &str| {
            check(|catalog| {
                let facts = AlternateFacts {
                    bytes: crate::model::files::byte_count::ByteCount::new(1000),
                    sha256: Sha256::of(b"a"),
                    form: MediaForm::Opus,
                    audio: None,
                };
                let entry = &mut catalog.episodes[0];
                let file = "episodes/door/Small.opus".parse().unwrap();
                entry.episode.alternates = vec![Alternate { file, mirrors: Vec::new(), labels: AlternateLabels::default() }];
                entry.alternates = vec![AlternateState::Present { facts, probe: AlternateProbe::default() }];
                entry.episode.notes = Some(text(&format!("[Small](https://example.org/show/media/door/{name})")));
            })
            .findings
            .len()
        };
        assert_eq!(found("small.opus"), 0);
        assert_eq!(found("large.opus"), 1);
    }

    #[test]
    fn chapters_lead_somewhere_too() {
        expect(&[&format!("dead-show-link {DOOR} chapters[1].url")], |catalog| {
            catalog.episodes[0].episode.chapters.list[1].url = Some("https://example.org/show/episodes/gates/".parse().unwrap());
        });
    }

    #[test]
    fn a_relative_link_to_an_episode_is_told_its_whole_address() {
        for (target, help) in [
            ("../gate/", "write the whole address, `https://example.org/show/episodes/gate/`"),
            ("elsewhere.html", "write the whole address, with `https://`"),
        ] {
            let report = check(|catalog| catalog.episodes[0].episode.notes = Some(text(&format!("[The gate]({target})"))));
            assert_eq!((report.findings[0].rule.id(), report.findings[0].help.as_str()), ("relative-link", help));
        }
    }

    #[test]
    fn where_an_episode_could_not_be_read_no_link_to_an_unknown_one_is_told() {
        use crate::model::fault::{Fault, FaultKind};
        use crate::model::place::{FilePosition, Place};
        expect(&["invalid-yaml episodes/gates/episode.yaml 1:1"], |catalog| {
            catalog.episodes[0].episode.notes = Some(text("[The gates](https://example.org/show/episodes/gates/)"));
            catalog.faults.push(Fault {
                kind: FaultKind::InvalidYaml,
                place: Place {
                    file: "episodes/gates/episode.yaml".into(),
                    position: FilePosition::LineColumn { line: 1, column: 1 },
                },
                message: String::new(),
                help: String::new(),
            });
        });
    }
}
