//! `podwright status`: one line an episode.

use crate::catalog::CatalogEpisode;
use crate::catalog::past::Past;
use crate::check::consent::Consent;
use crate::check::finding::Finding;
use crate::check::report::Report;
use crate::check::rule::Rule;
use crate::check::rule::audio::AudioRule;
use crate::check::rule::show::ShowRule;
use crate::check::rule::transcript::TranscriptRule;
use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::display::count::Count;
use crate::error::{Error, Exit};
use crate::model::media::audio_facts::AudioFacts;
use crate::model::settings::level::Level;
use crate::model::time::moment::Moment;
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
    let situation = Situation { past: catalog.past(time.now), report, is_stopped: of_the_show > 0, now: time.now };
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
    if of_the_show > 0 {
        session.say(&format!("{} in the show's own files: `podwright check` tells more", Count(of_the_show, "error")));
    }
    Ok(Exit::Fine)
}

/// What the state of every episode depends on.
struct Situation<'a> {
    past: Past<'a>,
    report: &'a Report,
    /// Whether an error in the show's own files stops every episode.
    is_stopped: bool,
    now: Moment,
}

fn status(entry: &CatalogEpisode, situation: &Situation<'_>) -> EpisodeStatus {
    let Situation { past, report, is_stopped, now } = *situation;
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
    } else if past.is_online(&episode.guid) {
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
    EpisodeStatus {
        slug: episode.slug.to_string(),
        number,
        title: episode.title.to_string(),
        date: episode.date.rfc_3339(),
        state,
        duration: entry.audio_facts().map(|facts| facts.length.millis()),
        loudness: entry.audio_facts().and_then(AudioFacts::heard_loudness),
        wrong: wrong.iter().map(|finding| finding.message.clone()).collect(),
        stops,
    }
}
