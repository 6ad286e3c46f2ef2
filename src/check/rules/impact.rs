//! Faults of impact.yaml that are not faults of reading.

use std::collections::BTreeSet;

use camino::Utf8PathBuf;
use chrono::{Days, NaiveDate};

use crate::check::found::Found;
use crate::check::rule::impact::ImpactRule;
use crate::check::scope::{At, Scope};
use crate::display::count::Count;
use crate::markdown::plain_language::reading_age;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::show_files::{EPISODES_FOLDER, IMPACT_FILE};
use crate::model::identity::slug::Slug;
use crate::model::impact::Impact;
use crate::model::impact::involved::Involved;
use crate::model::impact::items::HeardItem;
use crate::model::impact::outcome::{DidItem, DidKind};
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::model::wording::text::Text;

/// After so many days an answer is late.
const LATE: u64 = 60;
/// After so many it is an error.
const TOO_LATE: u64 = 120;
/// Fewer people than this can be known by those around them.
const SMALL: u32 = 5;

/// Looks at impact.yaml, where there is one.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    let Some(impact) = &scope.catalog.impact else { return };
    let today = scope.now.as_date_time().to_utc().date_naive();
    ids(scope, impact, found);
    for (index, heard) in impact.heard.iter().enumerate() {
        answered(impact, heard, (index, today), found);
        voices(heard, index, found);
    }
    for (index, did) in impact.did.iter().enumerate() {
        answer(impact, did, (index, today), found);
    }
    for (index, difference) in impact.difference.iter().enumerate() {
        if difference.evidence.as_ref().is_none_or(|evidence| evidence.url.is_none() && evidence.text.is_none()) {
            found.add(
                ImpactRule::ImpactWithoutEvidence,
                at("difference", index, ""),
                format!("nothing shows that `{}` made a difference", difference.of),
                "add `evidence` with a `url` or a `text`; a story that somebody told counts",
            );
        }
    }
    words(scope, impact, found);
}

fn at<'a>(list: &str, index: usize, key: &str) -> At<'a> {
    let path = KeyPath::key(list).then_item(index);
    let path = if key.is_empty() { path } else { path.then_key(key) };
    (Place { file: Utf8PathBuf::from(IMPACT_FILE), position: FilePosition::Value(path) }, None)
}

fn ids(scope: &Scope<'_>, impact: &Impact, found: &mut Found) {
    let asked: BTreeSet<&Slug> = impact.asked.iter().map(|asked| &asked.id).collect();
    let heard: BTreeSet<&Slug> = impact.heard.iter().map(|heard| &heard.id).collect();
    let mut seen = BTreeSet::new();
    let all = impact.asked.iter().enumerate().map(|(index, asked)| (&asked.id, "asked", index));
    for (id, list, index) in all.chain(impact.heard.iter().enumerate().map(|(index, heard)| (&heard.id, "heard", index))) {
        if !seen.insert(id) {
            let message = format!("the `id` `{id}` stands for two things");
            found.add(ImpactRule::ImpactUnknownId, at(list, index, "id"), message, "give one of them another `id`");
        }
    }
    let mut refer = |of: &Slug, known: &BTreeSet<&Slug>, list: &str, index| {
        if !known.contains(of) {
            let (what, other) = if list == "heard" { ("question", "asked") } else { ("thing heard", "heard") };
            let help = format!("write an `id` that stands in `{other}`");
            found.add(ImpactRule::ImpactUnknownId, at(list, index, "of"), format!("there is no {what} `{of}`"), help);
        }
    };
    for (index, item) in impact.heard.iter().enumerate() {
        if let Some(of) = &item.of {
            refer(of, &asked, "heard", index);
        }
    }
    for (index, item) in impact.did.iter().enumerate() {
        refer(&item.of, &heard, "did", index);
    }
    for (index, item) in impact.difference.iter().enumerate() {
        refer(&item.of, &heard, "difference", index);
    }
    // An episode whose file has another name could not be read either.
    let is_misnamed = |fault: &Fault| fault.kind == FaultKind::MisspeltPath && fault.place.file.starts_with(EPISODES_FOLDER);
    if !scope.all_understood() || scope.catalog.faults.iter().any(is_misnamed) {
        return;
    }
    let asked = impact.asked.iter().enumerate().map(|(index, item)| ("asked", index, &item.episode));
    let heard = impact.heard.iter().enumerate().map(|(index, item)| ("heard", index, &item.episode));
    let did = impact.did.iter().enumerate().map(|(index, item)| ("did", index, &item.episode));
    for (list, index, episode) in asked.chain(heard).chain(did) {
        if let Some(episode) = episode
            && !scope.episodes().any(|entry| entry.episode.slug == *episode)
        {
            let message = format!("there is no episode `{episode}`");
            let help = "write the name of a folder in `episodes/`";
            found.add(ImpactRule::ImpactUnknownId, at(list, index, "episode"), message, help);
        }
    }
}

/// Whether what was heard has an answer in time.
fn answered(impact: &Impact, heard: &HeardItem, (index, today): (usize, NaiveDate), found: &mut Found) {
    if impact.did.iter().any(|did| did.of == heard.id) {
        return;
    }
    let is_after = |days| heard.date.checked_add_days(Days::new(days)).is_some_and(|day| today > day);
    let rule = match (is_after(TOO_LATE), is_after(LATE)) {
        (true, _) => ImpactRule::FeedbackLongUnanswered,
        (false, true) => ImpactRule::FeedbackUnanswered,
        (false, false) => return,
    };
    let days = usize::try_from(today.signed_duration_since(heard.date).num_days()).unwrap_or(0);
    found.add(
        rule,
        at("heard", index, ""),
        format!("`{}` has waited for an answer for {}", heard.id, Count(days, "day")),
        format!("add `{{of: {}, ...}}` to `did`; `not_yet` with `next`, or `cannot` with `why`, are answers too", heard.id),
    );
}

/// Quotes, numbers, small groups.
fn voices(heard: &HeardItem, index: usize, found: &mut Found) {
    if let Some(quote) = heard.quote.as_ref().filter(|quote| quote.consent.is_none()) {
        found.add(
            ImpactRule::QuoteWithoutConsent,
            at("heard", index, "quote"),
            format!("`{}` is quoted, and `consent` does not say when they agreed", quote.credit),
            "ask, and add the day as `consent: 2022-08-02`; or remove the quote",
        );
    }
    let Some(count) = heard.count else {
        let message = format!("`{}` does not say how many people said it", heard.id);
        found.add(ImpactRule::SaidWithoutCount, at("heard", index, ""), message, "add `count`");
        return;
    };
    let named = heard.quote.as_ref().filter(|quote| could_be_a_name(&quote.credit));
    let what = match (&heard.place, named) {
        _ if count.get() >= SMALL => return,
        (Some(_), _) => "place",
        (None, Some(_)) => "quote",
        (None, None) => return,
    };
    let people = if count.get() == 1 { "one person".to_owned() } else { format!("{count} people") };
    let beside = if what == "place" { "a place" } else { "a credit that could be a name" };
    found.add(
        ImpactRule::SmallGroup,
        at("heard", index, what),
        format!("`{}` is about {people} and {beside}: others may know who they are", heard.id),
        "leave `place` out, and credit `A listener` unless the person wants to be known",
    );
}

/// Whether a credit has a capital letter after its first word: `Ada Example`, and not `A listener`.
fn could_be_a_name(credit: &Text) -> bool {
    let mut words = credit.as_str().split_whitespace();
    let first = words.next().unwrap_or_default();
    let is_article = ["A", "An", "The", "Some", "One", "Somebody", "Someone"].contains(&first);
    words.any(|word| word.starts_with(char::is_uppercase)) || !is_article
}

/// Whether an answer says what it has to, and whether its promise still stands.
fn answer(impact: &Impact, did: &DidItem, (index, today): (usize, NaiveDate), found: &mut Found) {
    let lacks = match did.kind {
        DidKind::Changed | DidKind::ChangedPartly if did.what.is_none() => Some("what"),
        DidKind::NotYet if did.next.is_none() => Some("next"),
        DidKind::Cannot if did.why.is_none() => Some("why"),
        _ => None,
    };
    if let Some(key) = lacks {
        let message = format!("the answer to `{}` is `{}` and has no `{key}`", did.of, did.kind);
        found.add(ImpactRule::IncompleteAnswer, at("did", index, ""), message, format!("add `{key}`"));
    }
    let is_renewed = impact.did.iter().any(|later| later.of == did.of && later.date > did.date);
    if let Some(next) = did.next.filter(|next| *next < today && !is_renewed) {
        found.add(
            ImpactRule::PromisePast,
            at("did", index, "next"),
            format!("you promised to say more about `{}` by {next}, and that is over", did.of),
            "add a newer item to `did` with what became of it",
        );
    }
    if !did.who_decided.contains(&Involved::PeopleWhoDrawOnCare) {
        found.add(
            ImpactRule::DecidedWithoutThem,
            at("did", index, ""),
            format!("nobody who draws on care decided about `{}`", did.of),
            "decide it with them, and add `people_who_draw_on_care` to `who_decided`",
        );
    }
}

/// Plain words, where the show is in English.
fn words(scope: &Scope<'_>, impact: &Impact, found: &mut Found) {
    if scope.show.language.primary() != "en" {
        return;
    }
    let wanted = scope.show.checks.reading_age;
    let asked = impact.asked.iter().enumerate().map(|(index, item)| ("asked", index, "question", Some(&item.question)));
    let heard = impact.heard.iter().enumerate().map(|(index, item)| ("heard", index, "said", Some(&item.said)));
    let what = impact.did.iter().enumerate().map(|(index, item)| ("did", index, "what", item.what.as_ref()));
    let why = impact.did.iter().enumerate().map(|(index, item)| ("did", index, "why", item.why.as_ref()));
    let new = impact.difference.iter().enumerate().map(|(index, item)| ("difference", index, "what", Some(&item.what)));
    for (list, index, key, text) in asked.chain(heard).chain(what).chain(why).chain(new) {
        if let Some(age) = text.and_then(|text| reading_age(text.as_str())).filter(|age| *age > wanted) {
            found.add(
                ImpactRule::ImpactWords,
                at(list, index, key),
                format!("this needs a reading age of {age:.0}, and the show aims at {wanted:.0}"),
                "make two sentences of one, and use short, common words",
            );
        }
    }
}
