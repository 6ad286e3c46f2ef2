//! The people of an episode: whether they agreed to what goes out, before it did.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::accessibility::AccessibilityRule;
use crate::check::rules::transcript::at_cue;
use crate::check::rules::transcript::speakers::{is_numbered, may_be};
use crate::check::scope::{Scope, in_episode};
use crate::model::media::transcript::Cue;
use crate::model::people::person::ROLES;
use crate::model::settings::check_settings::Approval;
use crate::model::time::moment::Moment;
use crate::model::wording::latin::in_ascii;

/// What transcripts call a voice that is nobody in particular, beside the roles of the Podcast Namespace: in small letters, without accents.
const NOBODY: [&str; 86] = [
    "all",
    "everyone",
    "everybody",
    "audience",
    "music",
    "group",
    "together",
    "others",
    "alle",
    "publikum",
    "musik",
    "gruppe",
    "sprecher",
    "sprecherin",
    "tous",
    "todos",
    "tutti",
    "pawb",
    "crowd",
    "chorus",
    "both",
    "several speakers",
    "audience member",
    "caller",
    "voiceover",
    "voice over",
    "announcer",
    "advert",
    "jingle",
    "recording",
    "archive",
    "translator",
    "moderator",
    "moderatorin",
    "interviewerin",
    "erzahler",
    "erzahlerin",
    "stimme",
    "stimmen",
    "beide",
    "musique",
    "public",
    "presentateur",
    "presentatrice",
    "animateur",
    "animatrice",
    "intervieweur",
    "narrateur",
    "narratrice",
    "musica",
    "publico",
    "pubblico",
    "presentador",
    "presentadora",
    "entrevistador",
    "entrevistadora",
    "narrador",
    "narradora",
    "conduttore",
    "conduttrice",
    "narratore",
    "cerddoriaeth",
    "cynulleidfa",
    "cyflwynydd",
    "wszyscy",
    "publicznosc",
    "muzyka",
    "prowadzacy",
    "prowadzaca",
    "全员",
    "全員",
    "大家",
    "众人",
    "观众",
    "観客",
    "聴衆",
    "旁白",
    "主持人",
    "司会",
    "ナレーション",
    "ナレーター",
    "音楽",
    "音乐",
    "모두",
    "진행자",
    "음악",
];

/// Looks at approvals, and at those who speak.
pub(super) fn check(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    approvals(scope, entry, found);
    if scope.show.checks.approval == Approval::Required {
        speakers(scope, entry, found);
    }
}

fn approvals(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    let episode = &entry.episode;
    let day = |moment: Moment| moment.as_date_time().with_timezone(&scope.show.time_zone).date_naive();
    let (today, published) = (day(scope.now), day(episode.date));
    for (index, person) in episode.people.list.iter().enumerate() {
        let at = || in_episode(entry, episode.people.key(index));
        let approved_at = || in_episode(entry, episode.people.key(index).then_key("approved"));
        match person.approved {
            Some(approved) if approved > today => found.add(
                AccessibilityRule::ApprovalInFuture,
                approved_at(),
                format!("{} is said to approve the episode on {approved}, which has not come", person.name),
                "write the day on which the person heard it and agreed",
            ),
            Some(approved) if approved > published && !episode.draft && !was_replaced(scope, entry) => found.add(
                AccessibilityRule::ApprovalAfterPublication,
                approved_at(),
                format!("{} approved the episode on {approved}, and it came out on {published}", person.name),
                "correct the day, if it is a slip; next time let the person hear the episode first",
            ),
            None if scope.show.checks.approval == Approval::Required => found.add(
                AccessibilityRule::MissingApproval,
                at(),
                format!("{} has not approved the episode", person.name),
                "let the person hear it, then write `approved:` with the day",
            ),
            _ => {}
        }
    }
}

/// Whether subscribers have got another recording since: then people approve that one.
fn was_replaced(scope: &Scope<'_>, entry: &CatalogEpisode) -> bool {
    let locked = scope.catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&entry.episode.guid));
    locked.is_some_and(|locked| !locked.replaced.is_empty())
}

/// Those who speak in the transcript and stand under nobody's name: nobody has asked them.
fn speakers(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    let Some(state) = &entry.transcript else { return };
    let Ok(read) = &state.found else { return };
    let mut heard: BTreeMap<&str, &Cue> = BTreeMap::new();
    for cue in &read.transcript.cues {
        for name in cue.speeches.iter().filter_map(|speech| speech.speaker.as_deref()) {
            heard.entry(name).or_insert(cue);
        }
    }
    for (name, cue) in heard {
        let mut people = entry.episode.people.beside(&scope.show.people);
        let is_known = people.any(|person| may_be(name, person.name.as_str()));
        if !is_known && !is_numbered(name) && !is_nobody(name) {
            found.add(
                AccessibilityRule::UnlistedSpeaker,
                at_cue(entry, state.path.as_path(), cue),
                format!("`{name}` speaks, and is not among the people of the episode, who approve it"),
                format!("add `{name}` under `people` in `{}`, and let the person hear the episode", entry.file()),
            );
        }
    }
}

/// What such a voice is called, as [`in_ascii`] writes it.
static VOICES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let roles = ROLES.iter().flat_map(|(_, roles)| *roles).map(|role| role.to_lowercase());
    NOBODY.iter().map(|nobody| in_ascii(nobody)).chain(roles).collect()
});

fn is_nobody(name: &str) -> bool {
    // `Caller 2`, `[Applause]`
    let bare = name.trim_matches(|c: char| !c.is_alphabetic());
    let lower = in_ascii(bare);
    lower.is_empty() || VOICES.contains(&lower)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{CueText, expect, path, text, transcript};
    use crate::lock::AudioReplacement;
    use crate::model::people::person::{Person, Role};
    use crate::model::settings::check_settings::Approval;

    const DOOR: &str = "episodes/door/episode.yaml";

    fn person(name: &str, approved: &str) -> Person {
        Person { name: text(name), role: Role::default(), href: None, img: None, approved: Some(approved.parse().unwrap()) }
    }

    #[test]
    fn people_approve_an_episode_before_it_comes_out() {
        // it came out on 1 July 2022, and a month has passed
        for (approved, rule) in [
            ("2022-06-30", None),
            ("2022-07-01", None),
            ("2022-07-02", Some("approval-after-publication")),
            ("2022-08-01", Some("approval-after-publication")),
            ("2022-08-02", Some("approval-in-future")),
            ("2032-06-30", Some("approval-in-future")),
        ] {
            let expected = rule.map(|rule| format!("{rule} {DOOR} people[1].approved"));
            for approval in [Approval::Optional, Approval::Required] {
                expect(&expected.as_deref().into_iter().collect::<Vec<_>>(), |catalog| {
                    catalog.show_mut().checks.approval = approval;
                    catalog.show_mut().people = vec![person("Teller", "2022-06-01")];
                    catalog.episodes[0].episode.people = vec![person("Ann", "2022-06-01"), person("Bea", approved)].into();
                });
            }
        }
    }

    #[test]
    fn a_draft_can_be_approved_and_a_replaced_recording_again() {
        expect(&[], |catalog| {
            catalog.episodes[2].episode.draft = true;
            catalog.episodes[2].episode.people = vec![person("Ann", "2022-07-20")].into();
        });
        expect(&[], |catalog| {
            let mut lock = crate::check::testing::locked(catalog);
            let guid = &catalog.episodes[0].episode.guid;
            lock.episodes.get_mut(guid).unwrap().replaced.push(AudioReplacement {
                date: "2022-07-19".parse().unwrap(),
                reason: text("A name was said wrong"),
                before: None,
                after: crate::check::testing::facts("door").audio_sha256,
            });
            catalog.lock = Some(lock);
            catalog.episodes[0].episode.people = vec![person("Ann", "2022-07-20")].into();
        });
    }

    #[test]
    fn whoever_speaks_is_among_the_people_where_approval_is_asked_for() {
        let cues: [CueText<'_>; 4] =
            [(600, 15_000, "There was"), (15_000, 30_000, "a door"), (30_000, 45_000, "in the"), (45_000, 59_000, "wall.")];
        let speak = |names: [&str; 4], approval: Approval, expected: &[&str]| {
            expect(expected, |catalog| {
                catalog.show_mut().checks.approval = approval;
                catalog.show_mut().people = vec![person("Teller", "2022-06-01")];
                catalog.episodes[0].episode.people =
                    vec![person("Ann Jones", "2022-06-01"), person("Łukasz", "2022-06-01")].into();
                let mut spoken = transcript(&path("episodes/door"), "transcript.vtt", &cues);
                let read = spoken.found.as_mut().unwrap();
                for (cue, name) in read.transcript.cues.iter_mut().zip(names) {
                    cue.speeches[0].speaker = Some(name.to_owned());
                }
                catalog.episodes[0].transcript = Some(spoken);
            });
        };
        let place = "unlisted-speaker episodes/door/transcript.vtt";
        speak(["Teller", "Ann Jones", "Łukasz", "Teller"], Approval::Required, &[]);
        speak(["Narrator", "All", "Publikum", "Teller"], Approval::Required, &[]);
        speak(["Teller", "Maria", "Ann Jones", "Maria"], Approval::Required, &[&format!("{place} 6:1")]);
        speak(
            ["Teller", "Ann Jones", "Eine Mutter", "Moritz"],
            Approval::Required,
            &[&format!("{place} 9:1"), &format!("{place} 12:1")],
        );
        speak(["Teller", "Maria", "Eine Mutter", "Moritz"], Approval::Optional, &[]);
    }
}
