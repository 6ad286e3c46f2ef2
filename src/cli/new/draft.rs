//! What a new episode says: flags first, then the recording's tags, then what follows from the last episode. Pure.

use chrono::{NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;

use crate::cli::load::Yaml;
use crate::cli::new::Arguments;
use crate::cli::new::numbering::{after_last, of_name};
use crate::error::Error;
use crate::media::audio_probe::AudioProbe;
use crate::model::chapter::{Chapter, FoundChapter};
use crate::model::episode::Episode;
use crate::model::extras::EpisodeExtras;
use crate::model::moment::Moment;
use crate::model::slug::Slug;
use crate::model::text::Text;
use crate::world::identity::fresh_guid;

/// A recording that was looked into.
pub(super) struct Recording {
    /// The file's name without its ending.
    pub(super) stem: String,
    /// What was found in it.
    pub(super) found: AudioProbe,
}

/// What stands in for a summary that nobody has written yet; the episode is a draft as long as it does.
const NO_SUMMARY: &str = "Say in one or two sentences what the episode is about.";

/// The new episode.
pub(super) fn draft(
    arguments: &Arguments,
    recording: Option<&Recording>,
    notes: Option<&str>,
    yaml: &Yaml,
    now: Moment,
) -> Result<Episode, Error> {
    let tag = |names: &[&str]| names.iter().find_map(|name| recording?.found.tags.get(*name)?.parse::<Text>().ok());
    let title = match &arguments.title {
        Some(title) => usable(title, "the title")?,
        None => tag(&["title"]).or_else(|| recording.and_then(|recording| title_of_stem(&recording.stem))).ok_or_else(|| {
            Error::Usage {
                message: "the episode has no title".to_owned(),
                help: "write one: `podwright new \"Who decides?\"`".to_owned(),
            }
        })?,
    };
    let slug = arguments.slug.clone().or_else(|| Slug::of_title(title.as_str())).ok_or_else(|| Error::Usage {
        message: format!("no folder's name can be made of the title `{title}`"),
        help: "name the folder with `--slug`, in the letters a to z".to_owned(),
    })?;
    let named = recording.map(|recording| of_name(&recording.stem)).unwrap_or_default();
    let next = after_last(&yaml.episodes, arguments.kind);
    let summary = arguments.summary.as_deref().map(|summary| usable(summary, "the summary")).transpose()?;
    let summary = summary.or_else(|| tag(&["description", "comment"]));
    Ok(Episode {
        folder: format!("episodes/{slug}").parse().expect("a slug makes a path"),
        slug,
        title,
        guid: fresh_guid(),
        date: date(arguments, yaml, now)?,
        draft: summary.is_none() || recording.is_none(),
        season: arguments.season.or(named.season).or(next.season),
        number: arguments.number.or(named.number).or(next.number),
        kind: arguments.kind,
        summary: summary.unwrap_or_else(|| NO_SUMMARY.parse().expect("it is not empty")),
        notes: notes.map(|notes| usable(notes, "the notes")).transpose()?,
        chapters: recording.map(|recording| chapters(&recording.found.chapters)).unwrap_or_default(),
        audio: None,
        transcript: None,
        people: Vec::new(),
        content_note: None,
        easy_read: None,
        artwork: None,
        explicit: None,
        extras: EpisodeExtras::default(),
        allow: Vec::new(),
    })
}

fn usable(text: &str, what: &str) -> Result<Text, Error> {
    text.parse().map_err(|error| Error::Usage {
        message: format!("{what} cannot be used: {error}"),
        help: "write it without control characters".to_owned(),
    })
}

/// `my_first-take` is better than nothing.
fn title_of_stem(stem: &str) -> Option<Text> {
    stem.replace(['_', '-'], " ").parse().ok()
}

/// The date given; else now, to the minute, in the show's time zone.
fn date(arguments: &Arguments, yaml: &Yaml, now: Moment) -> Result<Moment, Error> {
    let zone = yaml.show.as_ref().map_or(chrono_tz::UTC, |show| show.time_zone);
    if let Some(text) = &arguments.date {
        return moment_in(text, zone).ok_or_else(|| Error::Usage {
            message: format!("`{text}` is not a date and time that the clocks in {} show once", zone.name()),
            help: "write it as `2026-03-02 07:00`, or with its offset as `2026-03-02T07:00:00+00:00`".to_owned(),
        });
    }
    let local = now.as_date_time().with_timezone(&zone).fixed_offset();
    Ok(Moment::from(local.with_second(0).unwrap_or(local)))
}

/// A date with its offset, or one on the clocks of the zone that exists once.
fn moment_in(text: &str, zone: Tz) -> Option<Moment> {
    if let Ok(moment) = text.trim().parse() {
        return Some(moment);
    }
    let local = |form| NaiveDateTime::parse_from_str(text.trim(), form).ok();
    let local = local("%Y-%m-%d %H:%M").or_else(|| local("%Y-%m-%dT%H:%M"))?;
    Some(Moment::from(zone.from_local_datetime(&local).single()?.fixed_offset()))
}

fn chapters(found: &[FoundChapter]) -> Vec<Chapter> {
    let chapter = |found: &FoundChapter| {
        Some(Chapter {
            start: found.start,
            title: found.title.parse().ok()?,
            url: found.url.as_ref().and_then(|url| url.parse().ok()),
            image: None,
            alt: None,
        })
    };
    found.iter().filter_map(chapter).collect()
}
