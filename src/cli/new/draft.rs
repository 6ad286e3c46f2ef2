//! What a new episode says: flags first, then the recording's tags, then what follows from the last episode. Pure.

use chrono::{NaiveDate, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;

use crate::cli::new::Arguments;
use crate::cli::new::material::{Material, Recording};
use crate::cli::new::numbering::{after_last, of_name};
use crate::display::near::nearest;
use crate::error::Error;
use crate::model::episode::{Episode, RequiredEpisode};
use crate::model::files::placeholder::SUMMARY;
use crate::model::files::show_files::episode_folder;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::media::artwork::{Artwork, EpisodeArtwork};
use crate::model::media::chapter::{Chapter, FoundChapter};
use crate::model::people::person::{Person, Role};
use crate::model::time::moment::Moment;
use crate::model::wording::language::Language;
use crate::model::wording::text::Text;

/// The new episode.
pub(super) fn draft(
    arguments: &Arguments,
    guid: Guid,
    material: &Material,
    notes: Option<&str>,
    (zone, language): (Tz, &Language),
    others: &[Episode],
    now: Moment,
) -> Result<Episode, Error> {
    let recording = material.recording.as_ref();
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
    let date = date(arguments, recording, zone, others, now)?;
    let named = recording.map(|recording| of_name(&recording.stem)).unwrap_or_default();
    let next = after_last(others, arguments.kind);
    let number = arguments.number.or(named.number).or(next.number);
    let slug = arguments.slug.clone().or_else(|| Slug::of_title(title.as_str(), language));
    let slug = slug.unwrap_or_else(|| without_letters(number, date, others));
    if slug.is_device() {
        return Err(Error::Usage {
            message: format!("a folder cannot be called `{slug}`: Windows takes the name for that of a device"),
            help: format!("add a word, such as `--slug {slug}-episode`"),
        });
    }
    let folder = episode_folder(&slug);
    let summary = arguments.summary.as_deref().map(|summary| usable(summary, "the summary")).transpose()?;
    let summary = summary.or_else(|| tag(&["description", "comment"]));
    let people = arguments.person.iter().map(|person| a_person(person)).collect::<Result<Vec<_>, _>>()?;
    let content_note = arguments.content_note.as_deref().map(|note| usable(note, "the content note")).transpose()?;
    Ok(Episode {
        artwork: artwork(arguments, material, &folder)?,
        draft: arguments.draft || summary.is_none() || recording.is_none(),
        summary: Some(summary.unwrap_or_else(|| SUMMARY.parse().expect("it is not empty"))),
        season: arguments.season.or(named.season).or(next.season),
        number,
        kind: arguments.kind,
        notes: notes.map(|notes| usable(notes, "the notes")).transpose()?,
        chapters: recording.map(|recording| chapters(&recording.found.chapters, material, &folder)).unwrap_or_default().into(),
        people: people.into(),
        content_note,
        explicit: arguments.explicit.then_some(true),
        ..Episode::from(RequiredEpisode { slug, folder, title, guid, date })
    })
}

/// The folder's name where the title has no letters that could be in an address: `episode-12`, else the day `2026-03-02`, with a number where another
/// episode has it already.
fn without_letters(number: Option<u32>, date: Moment, others: &[Episode]) -> Slug {
    let stem = number.map_or_else(|| Slug::of_day(date), Slug::of_number);
    let mut names = std::iter::once(stem.clone()).chain((2..).map(|number| stem.numbered(number)));
    names.find(|name| others.iter().all(|other| other.slug != *name)).expect("one of endless numbers is free")
}

fn usable(text: &str, what: &str) -> Result<Text, Error> {
    text.parse().map_err(|error| Error::Usage {
        message: format!("{what} cannot be used: {error}"),
        help: "write it as plain text, without control characters".to_owned(),
    })
}

/// `Ada Example` or `Ada Example: Guest`.
fn a_person(text: &str) -> Result<Person, Error> {
    let (name, role) = text.split_once(": ").unwrap_or((text, "Guest"));
    let role = role.trim().parse::<Role>().map_err(|error| Error::Usage {
        message: format!("`--person \"{text}\"` cannot be used: {error}"),
        help: match nearest(role, Role::all().map(|known| known.name())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write `NAME: ROLE` with a role such as Host, Guest or Narrator".to_owned(),
        },
    })?;
    Ok(Person { name: usable(name.trim(), "the name")?, role, href: None, img: None, approved: None })
}

fn artwork(arguments: &Arguments, material: &Material, folder: &ShowPath) -> Result<Option<EpisodeArtwork>, Error> {
    let alt = arguments.alt.as_deref().map(|alt| usable(alt, "what the cover shows")).transpose()?;
    let Some(cover) = &material.cover else { return Ok(None) };
    let file = folder.join(&format!("cover.{}", cover.ending)).expect("a plain name stays in its folder");
    Ok(Some(EpisodeArtwork::File(Artwork { file, alt })))
}

/// `my_first-take` is better than nothing.
fn title_of_stem(stem: &str) -> Option<Text> {
    stem.replace(['_', '-'], " ").parse().ok()
}

/// The date given; else that of the recording's tags; else now, in the show's time zone: to the minute, or to the second where another episode has
/// this minute, since apps order by date.
fn date(
    arguments: &Arguments,
    recording: Option<&Recording>,
    zone: Tz,
    others: &[Episode],
    now: Moment,
) -> Result<Moment, Error> {
    if let Some(text) = &arguments.date {
        return moment_in(text, zone).ok_or_else(|| Error::Usage {
            message: format!("`{text}` is not a date and time that the clocks in {} show once", zone.name()),
            help: "write it as `2026-03-02 07:00`, or with its offset as `2026-03-02T07:00:00+00:00`".to_owned(),
        });
    }
    let tag = |name: &str| of_tag(recording?.found.tags.get(name)?, zone);
    let local = now.as_date_time().with_timezone(&zone).fixed_offset();
    let minute = Moment::from(local.with_second(0).unwrap_or(local));
    let is_taken = others.iter().any(|other| other.date == minute);
    let now = if is_taken { Moment::from(local) } else { minute };
    Ok(tag("release_date").or_else(|| tag("date")).unwrap_or(now))
}

/// A date that a tag tells to the day at least: `2026-03-02`, `2026-03-02T07:00:00`. A year alone is no date to come out at.
fn of_tag(text: &str, zone: Tz) -> Option<Moment> {
    let day = || NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    let moment = || NaiveDateTime::parse_from_str(text.trim(), "%Y-%m-%dT%H:%M:%S").ok();
    moment_in(text, zone)
        .or_else(|| Some(Moment::from(zone.from_local_datetime(&moment().or_else(day)?).earliest()?.fixed_offset())))
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

/// The chapters of the recording, with their pictures.
fn chapters(found: &[FoundChapter], material: &Material, folder: &ShowPath) -> Vec<Chapter> {
    let image = |found: &FoundChapter| {
        let picture = material.chapter_pictures.get(&found.picture.as_ref()?.sha256)?;
        folder.join(&picture.name).ok()
    };
    FoundChapter::all_listed(found).into_iter().map(|(chapter, found)| Chapter { image: image(found), ..chapter }).collect()
}
