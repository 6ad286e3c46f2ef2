//! Made-up shows: a long one, one with a long episode, one with hostile texts in every field.

use std::fmt::Write;

use podwright::model::files::byte_count::ByteCount;
use podwright::model::impact::download_table::DownloadTable;
use podwright::model::media::transcript::{Cue, Speech, Transcript};
use podwright::model::show::Show;
use podwright::model::time::timestamp::Timestamp;
use podwright::seal::{SealedEpisode, SealedImage, SiteView};
use podwright::source::episode::read_episode;
use podwright::source::impact::read_impact;
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::schema::{episode_schema, impact_schema, show_schema};
use podwright::source::show::read_show;
use serde_json::json;

use crate::hostile::{Filled, HOSTILE, filled};
use crate::support::{self, seal, sealed_episode};

/// Reads a show from values: JSON is YAML.
fn show(values: &serde_json::Value) -> Show {
    let read = read_show(&values.to_string());
    read.value.unwrap_or_else(|| panic!("{:#?}", read.faults))
}

fn episode(
    show: &Show,
    slug: &str,
    values: &serde_json::Value,
    transcript: Option<Transcript>,
    easy_read: Option<String>,
) -> SealedEpisode {
    let folder = format!("episodes/{slug}").parse().unwrap();
    let read = read_episode(&values.to_string(), &folder, &ShowDefaults::of_show("time_zone: Europe/London\n"));
    let episode = read.value.unwrap_or_else(|| panic!("{:#?}", read.faults));
    sealed_episode(show, episode, "audio.mp3", ByteCount::new(12_345_678), transcript, easy_read)
}

fn plain_show(show_type: &str) -> Show {
    show(&json!({
        "title": "A long show", "url": "https://example.org/long/", "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810", "language": "en",
        "description": "Many episodes.", "author": "Somebody", "categories": ["Government"], "explicit": false, "type": show_type,
        "artwork": {"file": "episodes/cover.jpg", "alt": "A cover"}, "time_zone": "Europe/London",
    }))
}

/// Cues of six seconds, two speakers in turn.
pub(crate) fn speech(minutes: u64, text: &str) -> Transcript {
    let cue = |number: u64| Cue {
        start: Timestamp::from_millis(number * 6000),
        end: Timestamp::from_millis(number * 6000 + 5500),
        speeches: vec![Speech {
            speaker: Some(if (number / 5).is_multiple_of(2) { "Ann" } else { "Ben" }.to_owned()),
            text: text.to_owned(),
        }],
        line: 1,
    };
    Transcript { cues: (0..minutes * 10).map(cue).collect() }
}

/// A show of so many episodes over ten years and seasons, with titles and summaries as long as they may be in a list.
pub(crate) fn long_show(episodes: usize, show_type: &str) -> SiteView {
    let show = plain_show(show_type);
    let made = (0..episodes).map(|number| {
        let (year, day) = (2015 + number / 100, number % 100);
        let values = json!({
            "title": format!("{} {number}", "A title as long as they come, with & and <".repeat(4)), "guid": format!("guid-{number}"),
            "date": format!("{year}-{:02}-{:02}T07:00:00Z", day / 28 + 1, day % 28 + 1), "season": number / 100 + 1, "number": number % 100 + 1,
            "summary": "Words & more words. ".repeat(40),
        });
        episode(&show, &format!("episode-{number}"), &values, Some(speech(0, "")), Some("One idea.".to_owned()))
    });
    seal(&show, made.collect())
}

/// An episode of so many minutes, with chapters.
pub(crate) fn long_episode(minutes: u64) -> SiteView {
    let show = plain_show("episodic");
    let chapters: Vec<String> = (0..minutes / 10).map(|number| format!("{}:00 Part {number}", number * 10)).collect();
    let values = json!({
        "title": "A long talk", "guid": "guid-long", "date": "2022-07-04T07:00:00Z", "summary": "Two people talk for a long time.",
        "notes": "They talk at 1:00 and at 99:00.", "chapters": chapters,
    });
    let text = "fifteen words that follow one another at the usual pace of people who talk freely";
    seal(&show, vec![episode(&show, "long-talk", &values, Some(speech(minutes, text)), None)])
}

/// podcast.yaml with hostile text in every key that takes it.
pub(crate) fn hostile_show_values() -> Filled {
    let begin = json!({
        "title": "A", "url": "https://example.org/hostile/", "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810", "language": "en-GB", "description": "A",
        "author": "A", "categories": ["Government"], "explicit": true, "artwork": {"file": "episodes/cover.jpg", "alt": "A"}, "time_zone": "Europe/London",
    });
    filled(&show_schema(), begin, &|values| {
        let read = read_show(&values.to_string());
        read.value.is_some() && read.faults.is_empty()
    })
}

/// episode.yaml with hostile text in every key that takes it.
pub(crate) fn hostile_episode_values(slug: &str, number: u32) -> Filled {
    let begin = json!({
        "title": "A", "guid": format!("hostile-{number}"), "date": format!("2022-07-0{number}T07:00:00Z"), "number": number, "summary": "A", "draft": false,
        "chapters": [{"start": "0:00", "title": "A", "url": "https://example.org/"}, {"start": "0:30", "title": "A"}],
        "artwork": {"file": "cover.jpg", "alt": "A"},
    });
    let folder = format!("episodes/{slug}").parse().unwrap();
    filled(&episode_schema(), begin, &|values| {
        let read = read_episode(&values.to_string(), &folder, &ShowDefaults::of_show("time_zone: Europe/London\n"));
        read.value.is_some() && read.faults.is_empty()
    })
}

/// Hostile text in every key, and in what stands in other files.
pub(crate) fn hostile_show() -> SiteView {
    let show = show(&hostile_show_values().values);
    let mut notes = HOSTILE.to_owned();
    write!(notes, "\n\n# {HOSTILE}\n\n- [{HOSTILE}](javascript:hacked=1)\n- [x](data:text/html,hacked)\n\n[y](https://example.org/\"onclick=\"hacked=1) 0:01").unwrap();
    let made = |slug: &str, number: u32| {
        let mut values = hostile_episode_values(slug, number).values;
        values["notes"] = json!(notes);
        let mut transcript = speech(1, HOSTILE);
        for cue in &mut transcript.cues {
            cue.speeches[0].speaker = Some(HOSTILE.to_owned());
        }
        episode(&show, slug, &values, Some(transcript), Some(notes.clone()))
    };
    let mut sealed = seal(&show, vec![made("first", 1), made("second", 2), made("third", 3)]);
    sealed.impact = read_impact(&hostile_impact_values().values.to_string()).value;
    sealed.downloads = Some(DownloadTable {
        first: HOSTILE.to_owned(),
        last: HOSTILE.to_owned(),
        episodes: vec![(HOSTILE.to_owned(), 7)],
        months: vec![(HOSTILE.to_owned(), 7)],
    });
    for episode in &mut sealed.episodes {
        // The picture is the series' cover, wherever the episode's folder is.
        if let Some(artwork) = &mut episode.artwork {
            artwork.source = sealed.cover.source.clone();
        }
    }
    sealed
}

/// The series with what the made-up example of docs/ says, and with counts.
pub(crate) fn impact_show() -> SiteView {
    let table = DownloadTable {
        first: "2022-08-30".to_owned(),
        last: "2022-10-02".to_owned(),
        episodes: vec![("driving-the-train".to_owned(), 1_200), ("words-we-use".to_owned(), 7)],
        months: vec![("2022-08".to_owned(), 12), ("2022-09".to_owned(), 0), ("2022-10".to_owned(), 1_195)],
    };
    SiteView { impact: Some(support::impact("docs/impact-example.yaml")), downloads: Some(table), ..support::series(None) }
}

/// impact.yaml with hostile text in every key that takes it.
pub(crate) fn hostile_impact_values() -> Filled {
    filled(&impact_schema(), json!({"about": "A"}), &|values| {
        let read = read_impact(&values.to_string());
        read.value.is_some() && read.faults.is_empty()
    })
}

/// A show without episodes.
pub(crate) fn empty_show() -> SiteView {
    seal(&plain_show("episodic"), Vec::new())
}

/// A show in colours and fonts of its own, with a video in sign language, places to listen, and pictures in Easy Read.
pub(crate) fn themed(mut sealed: SiteView) -> SiteView {
    let values = json!({
        "title": "x", "url": "https://example.org/x/", "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810", "language": "en", "description": "x", "author": "x",
        "categories": ["Government"], "explicit": false, "artwork": {"file": "episodes/cover.jpg"},
        "theme": {
            "light": {"paper": "#ffffff", "ink": "#1b1b1b", "link": "#7a1f5c", "band": "#f3d9e8", "mark": "#7a1f5c"},
            "dark": {"paper": "#120a10", "link": "#f2a7d3", "band": "#4a1238", "mark": "#ffd166"},
            "font": "serif", "headings": "wide",
        },
        "listen": [
            {"name": "Apple Podcasts", "url": "https://podcasts.apple.com/podcast/id1"},
            {"name": "Spotify", "url": "https://open.spotify.com/show/1"},
        ],
    });
    let Show { theme, listen, .. } = show(&values);
    (sealed.show.theme, sealed.show.listen) = (theme, listen);
    let video = podwright::model::media::sign_language::SignLanguage {
        name: "BSL".parse().unwrap(),
        url: "https://video.example.org/1".parse().unwrap(),
    };
    for episode in &mut sealed.episodes {
        episode.episode.sign_language = Some(video.clone());
        illustrate(episode, &sealed.cover);
    }
    sealed
}

/// Puts a picture before the second idea of an Easy Read summary, and another after the third.
pub(crate) fn illustrate(episode: &mut SealedEpisode, picture: &SealedImage) {
    let Some(easy) = &mut episode.easy_read else { return };
    easy.text = easy.text.replacen("\n- ", "\n- ![People around a table](people.jpg) ", 1);
    let second = easy.text.match_indices("\n- ").nth(1).expect("there are two ideas").0 + 3;
    let end = easy.text[second..].find('\n').map_or(easy.text.len(), |end| second + end);
    easy.text.insert_str(end, " ![A train that leaves a station](my%20train.jpg)");
    for name in ["people.jpg", "my%20train.jpg"] {
        easy.pictures.insert(name.to_owned(), picture.clone());
    }
}
