//! The traffic light of a show: one line an episode.

use std::fmt::Write as _;

use serde::Serialize;

use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::model::timestamp::Timestamp;

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
    pub state: State,
    /// Length of its sound (milliseconds), where that is known.
    pub duration: Option<u64>,
    /// Loudness as heard (LUFS), where that is known.
    pub loudness: Option<f64>,
    /// Errors and warnings that `check` has for it: what is missing or wrong, in words.
    pub wrong: Vec<String>,
}

/// How far an episode is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
    /// Marked as a draft: it never leaves the machine.
    Draft,
    /// Its date is still to come.
    Due,
    /// It is out with the next build.
    Ready,
    /// It is out: podcast.lock has it.
    Published,
}

impl State {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Due => "due",
            Self::Ready => "ready",
            Self::Published => "published",
        }
    }
}

/// A line an episode and a line in all.
pub fn human(episodes: &[EpisodeStatus]) -> String {
    let title_width = episodes.iter().map(|episode| Sanitized(&episode.title).to_string().chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for episode in episodes {
        let title = Sanitized(&episode.title).to_string();
        let duration = episode.duration.map_or_else(|| "-".to_owned(), clock);
        let loudness = episode.loudness.map_or_else(|| "-".to_owned(), |lufs| format!("{lufs:.1} LUFS"));
        let wrong = if episode.wrong.is_empty() { "nothing is missing".to_owned() } else { episode.wrong.join("; ") };
        let _infallible = writeln!(
            text,
            "{:<9}  {}  {:<7}  {title}{}  {duration:>7}  {loudness:>10}  {}",
            episode.state.as_str(),
            episode.date.get(..16).unwrap_or(&episode.date).replace('T', " "),
            episode.number,
            " ".repeat(title_width.saturating_sub(title.chars().count())),
            Sanitized(&wrong),
        );
    }
    let count = |state| episodes.iter().filter(|episode| episode.state == state).count();
    let _infallible = writeln!(
        text,
        "{}: {} published, {} ready, {} due, {} in draft",
        Count(episodes.len(), "episode"),
        count(State::Published),
        count(State::Ready),
        count(State::Due),
        count(State::Draft)
    );
    text
}

/// `M:SS`, rounded to the second.
fn clock(millis: u64) -> String {
    Timestamp::from_millis(millis.saturating_add(500) / 1000 * 1000).to_string()
}

#[derive(Serialize)]
struct StatusJson<'a> {
    episodes: Vec<EpisodeJson<'a>>,
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
        loudness_lufs: episode.loudness.map(|lufs| (lufs * 100.0).round() / 100.0),
        missing: &episode.wrong,
    });
    let status = StatusJson { episodes: lines.collect(), next_due };
    let mut text = serde_json::to_string_pretty(&status).expect("text and numbers are JSON");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn episode(state: State) -> EpisodeStatus {
        EpisodeStatus {
            slug: "one".to_owned(),
            number: "1.1".to_owned(),
            title: "One\u{1b}[31m".to_owned(),
            date: "2022-07-04T07:00:00+01:00".to_owned(),
            state,
            duration: Some(187_874),
            loudness: Some(-16.04),
            wrong: vec![],
        }
    }

    #[test]
    fn one_line_an_episode_and_a_line_in_all() {
        assert_eq!(
            human(&[episode(State::Published)]),
            "published  2022-07-04 07:00  1.1      One\\u{1b}[31m     3:08  -16.0 LUFS  nothing is missing\n\
             1 episode: 1 published, 0 ready, 0 due, 0 in draft\n"
        );
    }

    #[test]
    fn programs_get_the_next_date() {
        let json: serde_json::Value =
            serde_json::from_str(&json(&[episode(State::Due)], Some("2022-07-04T07:00:00+01:00"))).unwrap();
        assert_eq!(json["next_due"], "2022-07-04T07:00:00+01:00");
        assert_eq!(json["episodes"][0]["state"], "due");
    }
}
