//! What the series' YAML says, read by nothing of ours: what the oracles' answers are compared with.

use chrono::DateTime;
use serde_json::Value;

use super::show::TestShow;

/// Episodes, newest first, with the whole seconds that a decoder counts in each recording
/// (ffmpeg: 41.463, 187.874, 206.646, 217.664, 194.914 and 95.264 s).
const EPISODES: [(&str, &str, u64); 6] = [
    ("words-we-use", "mp3", 95),
    ("what-difference-does-it-make", "mp3", 195),
    ("how-to-start-well", "m4a", 218),
    ("driving-the-train", "mp3", 207),
    ("what-is-co-production", "mp3", 188),
    ("coming-soon", "mp3", 41),
];

/// An episode as its YAML says.
pub(crate) struct Expected {
    pub(crate) slug: &'static str,
    /// `mp3` or `m4a`.
    pub(crate) ending: &'static str,
    /// Length, rounded (seconds).
    pub(crate) seconds: u64,
    pub(crate) yaml: Value,
}

/// The episodes, newest first.
pub(crate) fn episodes(show: &TestShow) -> Vec<Expected> {
    let of = |(slug, ending, seconds)| {
        let yaml = show.yaml(&format!("episodes/{slug}/episode.yaml"));
        Expected { slug, ending, seconds, yaml }
    };
    EPISODES.into_iter().map(of).collect()
}

impl Expected {
    /// A text of the YAML.
    #[track_caller]
    pub(crate) fn text(&self, key: &str) -> &str {
        self.yaml[key].as_str().unwrap_or_else(|| panic!("{}: {key} is a text", self.slug)).trim_end()
    }

    /// A number of the YAML, where there is one.
    pub(crate) fn number(&self, key: &str) -> Option<u64> {
        self.yaml[key].as_u64()
    }

    /// Seconds since 1970.
    pub(crate) fn published(&self) -> i64 {
        DateTime::parse_from_rfc3339(self.text("date")).unwrap().timestamp()
    }

    /// The recording, relative to the show.
    pub(crate) fn audio(&self) -> String {
        format!("episodes/{}/audio.{}", self.slug, self.ending)
    }

    /// Where each chapter starts (milliseconds), and its title.
    pub(crate) fn chapters(&self) -> Vec<(u64, String)> {
        let lines = self.yaml["chapters"].as_array().unwrap();
        lines
            .iter()
            .map(|line| line.as_str().unwrap().split_once(' ').unwrap())
            .map(|(time, title)| (millis(time), title.to_owned()))
            .collect()
    }

    /// The words of the summary and of the notes, without Markdown's marks and addresses, and then a line for each chapter.
    pub(crate) fn words_of_description(&self) -> Vec<String> {
        let without_numbers = |line: &str| {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() < line.len() && rest.starts_with(". ") { rest[1..].to_owned() } else { line.to_owned() }
        };
        let lines: Vec<String> = self.text("notes").lines().map(without_numbers).collect();
        let mut text = lines.join("\n");
        while let Some(start) = text.find("](") {
            let end = text[start..].find(')').unwrap() + start;
            text.replace_range(start..=end, " ");
        }
        let clock = |millis: u64| {
            let seconds = millis / 1000;
            format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
        };
        let chapters = self.chapters().into_iter().flat_map(|(start, title)| [clock(start), title]);
        [words(self.text("summary")), words(&text), chapters.flat_map(|part| words(&part)).collect()].concat()
    }
}

/// `1:02.500` in milliseconds.
fn millis(time: &str) -> u64 {
    let (minutes, seconds) = time.split_once(':').unwrap();
    let (whole, thousandths) = seconds.split_once('.').unwrap();
    minutes.parse::<u64>().unwrap() * 60_000 + whole.parse::<u64>().unwrap() * 1000 + thousandths.parse::<u64>().unwrap()
}

/// The words of an HTML text.
pub(crate) fn words_of_html(html: &str) -> Vec<String> {
    let mut text = String::new();
    for (index, part) in html.split('<').enumerate() {
        let shown = if index == 0 { part } else { part.split_once('>').unwrap().1 };
        text.push(' ');
        text.push_str(shown);
    }
    for (entity, character) in [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        text = text.replace(entity, character);
    }
    words(&text)
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
