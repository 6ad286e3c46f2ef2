//! `podwright status`: one line an episode.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::catalog::past::Past;
use crate::catalog::{Catalog, CatalogEpisode};
use crate::check::consent::Consent;
use crate::check::finding::Finding;
use crate::check::imported::is_imported;
use crate::check::report::Report;
use crate::check::rule::Rule;
use crate::check::rule::accessibility::AccessibilityRule;
use crate::check::rule::audio::AudioRule;
use crate::check::rule::show::ShowRule;
use crate::check::rule::transcript::TranscriptRule;
use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::display::count::Count;
use crate::error::{Error, Exit};
use crate::model::identity::slug::Slug;
use crate::model::impact::Impact;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::settings::level::Level;
use crate::model::time::moment::Moment;
use crate::model::time::timestamp::Timestamp;
use crate::report::status::{EpisodeState, EpisodeStatus, human, json};

/// What a draft cannot be published without.
const LACKING: [Rule; 3] = [
    Rule::Audio(AudioRule::MissingAudio),
    Rule::Transcript(TranscriptRule::MissingTranscript),
    Rule::Show(ShowRule::PlaceholderText),
];

/// Arguments of `status`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  podwright status\n  podwright status --due --format json")]
pub(super) struct Arguments {
    /// Only episodes whose date is still to come
    #[arg(long)]
    due: bool,
}

/// Runs `status`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let time = session.time()?;
    let checked = session.open(&root)?.check(&Consent::default(), time);
    let (catalog, report) = (checked.catalog(), checked.report());
    let mut entries: Vec<&CatalogEpisode> = catalog.episodes.iter().collect();
    entries.sort_by_key(|entry| (entry.episode.date, entry.episode.slug.clone()));
    let of_the_show = report.findings.iter().filter(|one| one.level == Level::Error && one.episode.is_none()).count();
    let situation = Situation { catalog, past: catalog.past(time.now), report, is_stopped: of_the_show > 0, now: time.now };
    let mut episodes: Vec<EpisodeStatus> = entries.iter().map(|entry| status(entry, &situation)).collect();
    if arguments.due {
        episodes.retain(|episode| episode.state == EpisodeState::Due);
    }
    let next = episodes.iter().find(|episode| episode.state == EpisodeState::Due).map(|episode| episode.date.as_str());
    let text = match session.global.format {
        OutputFormat::Json => json(&episodes, next),
        _ => human(&episodes, session.paint()),
    };
    session.print(&text)?;
    let today = session.now()?.as_date_time().to_utc().date_naive();
    if let Some(line) = catalog.impact.as_ref().and_then(|impact| answers(impact, today)) {
        session.say(&line);
    }
    for line in waiting(catalog, report) {
        session.say(&line);
    }
    if of_the_show > 0 {
        session.say(&format!("{} in the show's own files: `podwright check` tells more", Count(of_the_show, "error")));
    }
    Ok(Exit::Fine)
}

/// What episodes of a back catalogue still lack: nothing stops for it, so it is counted down here.
fn waiting(catalog: &Catalog, report: &Report) -> Vec<String> {
    let old: BTreeSet<&Slug> =
        catalog.episodes.iter().filter(|entry| is_imported(catalog, entry)).map(|entry| &entry.episode.slug).collect();
    let of = |rule: Rule| -> usize {
        let found = report.findings.iter().filter(|found| found.rule == rule).filter_map(|found| found.episode.as_ref());
        found.filter(|slug| old.contains(slug)).collect::<BTreeSet<_>>().len()
    };
    let lacks = [
        (of(Rule::Transcript(TranscriptRule::MissingTranscript)), "a transcript"),
        (of(Rule::Accessibility(AccessibilityRule::MissingAlt)), "words that say what their pictures show"),
    ];
    let line = |(count, what): (usize, &str)| {
        let verb = if count == 1 { "waits" } else { "wait" };
        (count > 0).then(|| format!("{} {verb} for {what}", Count(count, "episode")))
    };
    lacks.into_iter().filter_map(line).collect()
}

/// How many of those who spoke have an answer; nothing where nobody spoke.
fn answers(impact: &Impact, today: NaiveDate) -> Option<String> {
    let waits = impact.heard.iter().filter(|heard| !impact.did.iter().any(|did| did.of == heard.id));
    let waits: Vec<NaiveDate> = waits.map(|heard| heard.date).collect();
    let heard = impact.heard.len();
    let since = waits.iter().min().map(|first| usize::try_from(today.signed_duration_since(*first).num_days()).unwrap_or(0));
    let rest =
        since.map_or_else(String::new, |days| format!(", {} waiting, the longest for {}", waits.len(), Count(days, "day")));
    (heard > 0).then(|| format!("{} heard, {} answered{rest}", Count(heard, "thing"), heard - waits.len()))
}

/// What the state of every episode depends on.
struct Situation<'a> {
    catalog: &'a Catalog,
    past: Past<'a>,
    report: &'a Report,
    /// Whether an error in the show's own files stops every episode.
    is_stopped: bool,
    now: Moment,
}

fn status(entry: &CatalogEpisode, situation: &Situation<'_>) -> EpisodeStatus {
    let Situation { catalog, past, report, is_stopped, now } = *situation;
    let episode = &entry.episode;
    // In a draft all findings are notes; what it lacks is worth a word all the same.
    let lacks = |finding: &&Finding| finding.level != Level::Note || (episode.draft && LACKING.contains(&finding.rule));
    let mine = report.findings.iter().filter(|finding| finding.episode.as_ref() == Some(&episode.slug));
    let mut wrong: Vec<&Finding> = mine.filter(lacks).collect();
    // What stops the episode is told first.
    wrong.sort_by_key(|finding| finding.level != Level::Error);
    let stops = wrong.iter().any(|finding| finding.level == Level::Error);
    let state = if episode.draft {
        EpisodeState::Draft
    } else if episode.date > now {
        EpisodeState::Due
    } else if past.is_online(&episode.guid) || is_imported(catalog, entry) {
        EpisodeState::Published
    } else if past.was_out(&episode.guid) {
        EpisodeState::Built
    } else if stops || is_stopped {
        EpisodeState::Blocked
    } else {
        EpisodeState::Ready
    };
    let number = match (episode.season, episode.number) {
        (Some(season), Some(number)) => format!("{season}.{number}"),
        (None, Some(number)) => number.to_string(),
        (_, None) => episode.kind.to_string(),
    };
    let here = entry.audio_facts().map(|facts| facts.length.millis());
    EpisodeStatus {
        slug: episode.slug.to_string(),
        number,
        title: episode.title.to_string(),
        date: episode.date.rfc_3339(),
        state,
        duration: here.or_else(|| episode.enclosure.as_ref()?.duration.map(Timestamp::as_millis)),
        loudness: entry.audio_facts().and_then(AudioFacts::heard_loudness),
        wrong: wrong.iter().map(|finding| finding.message.clone()).collect(),
        stops,
    }
}
