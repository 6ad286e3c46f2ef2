//! `episode.yaml`.

use crate::model::episode::Episode;
use crate::model::episode_kind::EpisodeKind;
use crate::model::fault::{Fault, FaultKind};
use crate::model::place::{Place, Spot};
use crate::model::show_path::ShowPath;
use crate::model::slug::Slug;
use crate::model::text::Text;
use crate::source::Read;
use crate::source::defaults::ShowDefaults;
use crate::source::keys::{Keys, Record, from_keys};
use crate::source::reader::Reader;
use crate::source::shape::Key;

/// The file that an episode's YAML stands in, relative to the episode's folder.
pub const EPISODE_FILE: &str = "episode.yaml";

/// Reads the text of the `episode.yaml` in `folder` (`episodes/<slug>`), a byte order mark allowed.
pub fn read_episode(text: &str, folder: &ShowPath, show: &ShowDefaults) -> Read<Episode> {
    let file = folder.as_path().join(EPISODE_FILE);
    let Read { value, mut faults } = Reader::read::<Written>(text, &file, Some(folder), *show);
    let name = folder.as_path().file_name().unwrap_or_default();
    let slug = match name.parse::<Slug>() {
        Ok(slug) => Some(slug),
        Err(error) => {
            let help = match Slug::of_title(name) {
                Some(slug) => format!("rename the folder to `{slug}`; its name is part of the episode's address"),
                None => "rename the folder, such as `my-first-episode`; its name is part of the episode's address".to_owned(),
            };
            let message = format!("the folder `{}` cannot be part of an address: {error}", crate::source::reader::quote(name));
            faults.insert(0, Fault { kind: FaultKind::BadSlug, place: Place { file, spot: Spot::File }, message, help });
            None
        }
    };
    let value = value.zip(slug).map(|(written, slug)| written.in_folder(slug, folder.clone()));
    Read { value, faults }
}

/// What the file says; the rest comes from the folder's name.
pub(crate) struct Written {
    title: Text,
    guid: crate::model::guid::Guid,
    date: crate::model::moment::Moment,
    summary: Text,
    rest: Rest,
}

from_keys!(Written);

impl Record for Written {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let title = keys.required(Key {
            name: "title",
            doc: "the title, without a number and without the show's name",
            example: "What is co-production?",
        });
        let guid = keys.required(Key {
            name: "guid",
            doc: "the episode's identity, made once; apps show an episode with a new guid as a new one",
            example: "0190b2f0-8e4c-7c3a-9f6e-2b7d1c5a4e10",
        });
        let date = keys.required(Key {
            name: "date",
            doc: "when the episode comes out, in the show's time zone or with an offset",
            example: "2022-07-04T07:00:00+01:00",
        });
        let rest = Rest::of(keys);
        let summary = keys.required(Key {
            name: "summary",
            doc: "one or two sentences, plain text",
            example: "What co-production means, in plain words.",
        });
        Some(Self { title: title?, guid: guid?, date: date?, summary: summary?, rest })
    }
}

/// The keys that may be left out.
struct Rest {
    draft: bool,
    season: Option<std::num::NonZeroU32>,
    number: Option<std::num::NonZeroU32>,
    kind: EpisodeKind,
    notes: Option<Text>,
    chapters: Vec<crate::model::chapter::Chapter>,
    audio: Option<ShowPath>,
    transcript: Option<ShowPath>,
    people: Vec<crate::model::person::Person>,
    content_note: Option<Text>,
    easy_read: Option<ShowPath>,
    artwork: Option<crate::model::artwork::Artwork>,
    explicit: Option<bool>,
    allow: Vec<crate::model::check_settings::RuleMention>,
}

impl Rest {
    fn of(keys: &mut Keys<'_, '_>) -> Self {
        let key = |name, doc, example| Key { name, doc, example };
        Self {
            draft: keys.or(key("draft", "`true` keeps the episode on this machine", "true"), false),
            season: keys.optional(key("season", "the season, from 1", "1")),
            number: keys.optional(key("number", "the episode's number in its season, from 1", "1")),
            kind: keys.or(
                key("kind", "`full`, `trailer` for a short promise of the show, or `bonus` for something extra", "full"),
                EpisodeKind::default(),
            ),
            notes: keys.optional(key("notes", "show notes in Markdown", "\"With [links](https://example.org).\"")),
            chapters: keys.list(key("chapters", "a time and a title for each chapter, or a group of keys", "[0:00 Welcome]")),
            audio: keys.optional(key("audio", "the recording, where the folder holds more than one", "audio.mp3")),
            transcript: keys.optional(key(
                "transcript",
                "the words with their times (.vtt, .srt or .json), where the folder holds more than one",
                "transcript.vtt",
            )),
            people: keys.list(key("people", "who is heard, beside the people of the show", "[{name: Ada Example, role: guest}]")),
            content_note: keys.optional(key("content_note", "what is spoken of that may hurt", "This episode speaks of grief.")),
            easy_read: keys.optional(key(
                "easy_read",
                "an Easy Read summary in Markdown, where it is not easy-read.md",
                "easy.md",
            )),
            artwork: keys.optional(key("artwork", "a picture for this episode", "{file: cover.jpg, alt: A train in a station}")),
            explicit: keys.optional(key("explicit", "where it differs from the show", "false")),
            allow: keys.list(key("allow", "rules that do not count here", "[{rule: missing-easy-read, reason: being written}]")),
        }
    }
}

impl Written {
    fn in_folder(self, slug: Slug, folder: ShowPath) -> Episode {
        let Self { title, guid, date, summary, rest } = self;
        Episode {
            slug,
            folder,
            title,
            guid,
            date,
            draft: rest.draft,
            season: rest.season,
            number: rest.number,
            kind: rest.kind,
            summary,
            notes: rest.notes,
            chapters: rest.chapters,
            audio: rest.audio,
            transcript: rest.transcript,
            people: rest.people,
            content_note: rest.content_note,
            easy_read: rest.easy_read,
            artwork: rest.artwork,
            explicit: rest.explicit,
            allow: rest.allow,
        }
    }
}
