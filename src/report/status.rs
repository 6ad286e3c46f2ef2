//! The traffic light of a show: one line an episode.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::display::columns::{beginning, columns, padded};
use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::model::keywords::keywords;
use crate::model::media::loudness::Loudness;
use crate::model::settings::level::Level;
use crate::model::time::timestamp::Timestamp;
use crate::report::paint::Paint;
use crate::report::pretty;

/// An episode on its way.
#[derive(Clone, Debug)]
pub struct EpisodeStatus {
    /// The folder's name.
    pub slug: String,
    /// Season and number, or the kind of an episode without: `1.2`, `trailer`.
    pub number: String,
    /// The title.
    pub title: String,
    /// When it comes out, RFC 3339.
    pub date: String,
    /// How far it is.
    pub state: EpisodeState,
    /// Length of its sound (milliseconds), where that is known.
    pub duration: Option<u64>,
    /// Loudness as heard, where that is known.
    pub loudness: Option<Loudness>,
    /// Errors and warnings that `check` has for it: what is missing or wrong, in words.
    pub wrong: Vec<String>,
    /// Whether an error is among them, with which nothing is published.
    pub stops: bool,
}

keywords! {
    /// How far an episode is.
    pub enum EpisodeState {
        /// Marked as a draft: it never leaves the machine.
        Draft = "draft",
        /// Its date is still to come.
        Due = "due",
        /// It is out with the next build.
        Ready = "ready",
        /// It would be, but for an error.
        Blocked = "blocked",
        /// A build has listed it in the feed.
        Built = "built",
        /// It is known to be online.
        Published = "published",
    }
}

impl EpisodeState {
    /// The colour of the light: green is out, yellow comes, red is stopped, blue waits for the producer.
    fn light(self) -> Style {
        let colour = match self {
            Self::Published | Self::Built | Self::Ready => AnsiColor::BrightGreen,
            Self::Due => AnsiColor::BrightYellow,
            Self::Blocked => AnsiColor::BrightRed,
            Self::Draft => AnsiColor::BrightBlue,
        };
        Style::new().fg_color(Some(colour.into())).bold()
    }
}

/// A line an episode, the earliest first, and a line in all.
pub fn human(episodes: &[EpisodeStatus], paint: Paint) -> String {
    let titles: Vec<String> = episodes.iter().map(|episode| shortened(&Sanitized(&episode.title).to_string())).collect();
    let width = titles.iter().map(|title| columns(title)).max().unwrap_or(0);
    let mut text = String::new();
    for (episode, title) in episodes.iter().zip(&titles) {
        let duration = episode.duration.map_or_else(|| "-".to_owned(), clock);
        let loudness = episode.loudness.map_or_else(|| "-".to_owned(), |loudness| format!("{loudness:.1}"));
        let wrong = if episode.wrong.is_empty() { "nothing is missing".to_owned() } else { episode.wrong.join("; ") };
        let wrong = Sanitized(&wrong).to_string();
        let _infallible = writeln!(
            text,
            "{}  {:<7}  {}  {duration:>7}  {loudness:>10}  {}  {}",
            episode.date.get(..16).unwrap_or(&episode.date).replace('T', " "),
            episode.number,
            padded(title, width),
            paint.styled(episode.state.light(), &format!("{:<9}", episode.state.as_str())),
            match (episode.wrong.is_empty(), episode.stops) {
                (true, _) => wrong,
                (_, true) => paint.level(Level::Error, &wrong),
                (_, false) => paint.level(Level::Warning, &wrong),
            },
        );
    }
    let totals = Totals::of(episodes);
    let lacking = match totals.lacking {
        0 => "nothing is missing".to_owned(),
        1 => "1 lacks something".to_owned(),
        more => format!("{more} lack something"),
    };
    let blocked = if totals.blocked > 0 { format!("{} blocked, ", totals.blocked) } else { String::new() };
    let _infallible = writeln!(
        text,
        "{}, {} in all: {} published, {} built, {} ready, {blocked}{} due, {} in draft; {lacking}",
        Count(totals.episodes, "episode"),
        clock(totals.millis),
        totals.published,
        totals.built,
        totals.ready,
        totals.due,
        totals.draft,
    );
    text
}

/// The longest title that keeps the line readable. // columns
const TITLE_MAX: usize = 48;

fn shortened(title: &str) -> String {
    if columns(title) <= TITLE_MAX {
        return title.to_owned();
    }
    format!("{}…", beginning(title, TITLE_MAX - 1).trim_end())
}

/// All episodes together.
#[derive(Debug, Serialize)]
struct Totals {
    episodes: usize,
    published: usize,
    built: usize,
    ready: usize,
    blocked: usize,
    due: usize,
    draft: usize,
    lacking: usize,
    #[serde(rename = "duration_seconds", serialize_with = "as_seconds")]
    millis: u64,
}

fn as_seconds<S: serde::Serializer>(millis: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(Timestamp::from_millis(*millis).as_seconds())
}

impl Totals {
    fn of(episodes: &[EpisodeStatus]) -> Self {
        let count = |state| episodes.iter().filter(|episode| episode.state == state).count();
        Self {
            episodes: episodes.len(),
            published: count(EpisodeState::Published),
            built: count(EpisodeState::Built),
            ready: count(EpisodeState::Ready),
            blocked: count(EpisodeState::Blocked),
            due: count(EpisodeState::Due),
            draft: count(EpisodeState::Draft),
            lacking: episodes.iter().filter(|episode| !episode.wrong.is_empty()).count(),
            millis: episodes.iter().filter_map(|episode| episode.duration).sum(),
        }
    }
}

/// `M:SS`, rounded to the second.
fn clock(millis: u64) -> String {
    Timestamp::from_millis(millis.saturating_add(500) / 1000 * 1000).to_string()
}

#[derive(Serialize)]
struct StatusJson<'a> {
    episodes: Vec<EpisodeJson<'a>>,
    total: Totals,
    next_due: Option<&'a str>,
}

#[derive(Serialize)]
struct EpisodeJson<'a> {
    episode: &'a str,
    number: &'a str,
    title: &'a str,
    date: &'a str,
    state: &'a str,
    duration_seconds: Option<f64>,
    loudness_lufs: Option<f64>,
    missing: &'a [String],
}

/// The same as one JSON object; `next_due` is the date of the next episode that is held back, if any.
pub fn json(episodes: &[EpisodeStatus], next_due: Option<&str>) -> String {
    let lines = episodes.iter().map(|episode| EpisodeJson {
        episode: &episode.slug,
        number: &episode.number,
        title: &episode.title,
        date: &episode.date,
        state: episode.state.as_str(),
        duration_seconds: episode.duration.map(|millis| Timestamp::from_millis(millis).as_seconds()),
        loudness_lufs: episode.loudness.map(|loudness| (loudness.lufs() * 100.0).round() / 100.0),
        missing: &episode.wrong,
    });
    let status = StatusJson { episodes: lines.collect(), total: Totals::of(episodes), next_due };
    pretty(&status)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn episode(state: EpisodeState) -> EpisodeStatus {
        EpisodeStatus {
            slug: "one".to_owned(),
            number: "1.1".to_owned(),
            title: "One\u{1b}[31m".to_owned(),
            date: "2022-07-04T07:00:00+01:00".to_owned(),
            state,
            duration: Some(187_874),
            loudness: Some(Loudness::from_lufs(-16.04)),
            wrong: vec![],
            stops: false,
        }
    }

    #[test]
    fn one_line_an_episode_and_a_line_in_all() {
        assert_eq!(
            human(&[episode(EpisodeState::Published)], Paint::PLAIN),
            "2022-07-04 07:00  1.1      One\\u{1b}[31m     3:08  -16.0 LUFS  published  nothing is missing\n\
             1 episode, 3:08 in all: 1 published, 0 built, 0 ready, 0 due, 0 in draft; nothing is missing\n"
        );
    }

    #[test]
    fn what_is_missing_stands_at_the_end_and_a_long_title_is_cut() {
        let mut draft = episode(EpisodeState::Draft);
        draft.title = "Words ".repeat(20);
        draft.wrong = vec!["the episode has no transcript".to_owned()];
        let colour = Paint { colour: true, width: 100 };
        let text = human(&[episode(EpisodeState::Due), draft], colour);
        assert!(text.contains("Words Words Words Words Words Words Words Words…  "), "{text}");
        assert!(text.contains("draft    \u{1b}[0m  \u{1b}[1m\u{1b}[93mthe episode has no transcript"), "{text:?}");
        assert!(
            text.ends_with("2 episodes, 6:16 in all: 0 published, 0 built, 0 ready, 1 due, 1 in draft; 1 lacks something\n"),
            "{text}"
        );
    }

    #[test]
    fn columns_stay_in_line_under_wide_titles() {
        let with_title = |title: &str| EpisodeStatus { title: title.to_owned(), ..episode(EpisodeState::Ready) };
        let titles =
            ["One", "聴く人", "cafe\u{301}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} home", &"聴".repeat(30), "a\tb"];
        let text = human(&titles.map(with_title), Paint::PLAIN);
        let places: Vec<usize> = text.lines().filter_map(|line| Some(columns(&line[..line.find("  -16.0")?]))).collect();
        assert_eq!(places, [places[0]; 6], "{text}");
        assert!(text.contains(&format!("{}…  ", "聴".repeat(23))), "{text}");
    }

    #[test]
    fn an_error_turns_the_light_red() {
        let stopped =
            EpisodeStatus { wrong: vec!["there is no audio".to_owned()], stops: true, ..episode(EpisodeState::Blocked) };
        let text = human(std::slice::from_ref(&stopped), Paint { colour: true, width: 100 });
        let red = "\u{1b}[1m\u{1b}[91m";
        assert!(text.contains(&format!("{red}blocked")) && text.contains(&format!("{red}there is no audio")), "{text:?}");
        assert!(text.ends_with("0 published, 0 built, 0 ready, 1 blocked, 0 due, 0 in draft; 1 lacks something\n"), "{text}");
        let json: serde_json::Value = serde_json::from_str(&json(&[stopped], None)).unwrap();
        assert_eq!((&json["episodes"][0]["state"], &json["total"]["blocked"]), (&"blocked".into(), &1.into()));
    }

    #[test]
    fn programs_get_the_next_date() {
        let json: serde_json::Value =
            serde_json::from_str(&json(&[episode(EpisodeState::Due)], Some("2022-07-04T07:00:00+01:00"))).unwrap();
        assert_eq!(json["next_due"], "2022-07-04T07:00:00+01:00");
        assert_eq!(json["episodes"][0]["state"], "due");
        assert_eq!((&json["total"]["due"], &json["total"]["duration_seconds"]), (&1.into(), &187.874.into()));
    }
}
