//! `episode.yaml`.

use crate::model::episode::Episode;
use crate::model::episode_kind::EpisodeKind;
use crate::model::fault::{Fault, FaultKind};
use crate::model::place::{FilePosition, Place};
use crate::model::show_files::EPISODE_FILE;
use crate::model::show_path::ShowPath;
use crate::model::slug::Slug;
use crate::model::text::Text;
use crate::source::Read;
use crate::source::chapter::WrittenChapters;
use crate::source::defaults::ShowDefaults;
use crate::source::extras::episode_extras;
use crate::source::keys::{Keys, Record, from_keys};
use crate::source::reader::Reader;
use crate::source::shape::Key;

/// Reads the text of the `episode.yaml` in `folder` (`episodes/<slug>`), a byte order mark allowed.
pub fn read_episode(text: &str, folder: &ShowPath, show: &ShowDefaults) -> Read<Episode> {
    let file = folder.file(EPISODE_FILE);
    let Read { value, mut faults, lost, untrimmed } = Reader::read::<Written>(text, &file, Some(folder), *show);
    let name = folder.as_path().file_name().unwrap_or_default();
    let slug = match name.parse::<Slug>() {
        Ok(slug) => Some(slug),
        Err(error) => {
            let help = match Slug::of_title(name) {
                Some(slug) => format!("rename the folder to `{slug}`; its name is part of the episode's address"),
                None => "rename the folder, such as `my-first-episode`; its name is part of the episode's address".to_owned(),
            };
            let message = format!("the folder `{}` cannot be part of an address: {error}", crate::source::reader::quote(name));
            faults.insert(
                0,
                Fault { kind: FaultKind::BadSlug, place: Place { file, position: FilePosition::File }, message, help },
            );
            None
        }
    };
    let value = value.zip(slug).map(|(written, slug)| written.in_folder(slug, folder.clone()));
    Read { value, faults, lost, untrimmed }
}

/// What the file says; the rest comes from the folder's name.
pub(crate) struct Written {
    title: Text,
    guid: crate::model::guid::Guid,
    date: crate::model::moment::Moment,
    summary: Text,
    rest: OptionalEpisodeKeys,
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
        let summary = keys.required(Key {
            name: "summary",
            doc: "one or two sentences, plain text",
            example: "What co-production means, in plain words.",
        });
        let rest = OptionalEpisodeKeys::of(keys);
        Some(Self { title: title?, guid: guid?, date: date?, summary: summary?, rest })
    }
}

/// The keys that may be left out.
struct OptionalEpisodeKeys {
    draft: bool,
    season: Option<std::num::NonZeroU32>,
    number: Option<std::num::NonZeroU32>,
    kind: EpisodeKind,
    notes: Option<Text>,
    chapters: Option<WrittenChapters>,
    audio: Option<ShowPath>,
    enclosure: Option<crate::model::remote_audio::RemoteAudio>,
    transcript: Option<ShowPath>,
    people: Vec<crate::model::person::Person>,
    content_note: Option<Text>,
    easy_read: Option<ShowPath>,
    artwork: Option<crate::model::artwork::Artwork>,
    explicit: Option<bool>,
    extras: crate::model::extras::EpisodeExtras,
    allow: Vec<crate::model::check_settings::RuleMention>,
}

impl OptionalEpisodeKeys {
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
            chapters: keys.optional(key(
                "chapters",
                "a time and a title for each chapter, or a group of keys; or the file that has them (.json, .psc, .xml, .txt, or a recording)",
                "[0:00 Welcome]",
            )),
            audio: keys.optional(key("audio", "the recording, where the folder holds more than one", "audio.mp3")),
            enclosure: keys.optional(key(
                "enclosure",
                "a recording that is kept elsewhere and was never here, as the feed of its old host names it",
                "{url: https://old.example.org/one.mp3, bytes: 4194304, type: audio/mpeg, duration: 4:22}",
            )),
            transcript: keys.optional(key(
                "transcript",
                "the words with their times (.vtt, .srt, .json or .html), where the folder holds more than one",
                "transcript.vtt",
            )),
            people: keys.list(key("people", "who is heard, beside the people of the show", "[{name: Ada Example, role: guest}]")),
            content_note: keys.optional(key("content_note", "what is spoken of that may hurt", "This episode speaks of grief.")),
            easy_read: keys.optional(key(
                "easy_read",
                "an Easy Read summary in Markdown, where it is not easy-read.md; pictures beside it are shown, `![A cup of tea](tea.jpg)`",
                "easy.md",
            )),
            artwork: keys.optional(key("artwork", "a picture for this episode", "{file: cover.jpg, alt: A train in a station}")),
            explicit: keys.optional(key("explicit", "where it differs from the show", "false")),
            extras: episode_extras(keys),
            allow: keys.list(key("allow", "rules that do not count here", "[{rule: missing-easy-read, reason: being written}]")),
        }
    }
}

impl Written {
    fn in_folder(self, slug: Slug, folder: ShowPath) -> Episode {
        let Self { title, guid, date, summary, rest } = self;
        let (chapters, chapters_file) = match rest.chapters {
            None => (Vec::new(), None),
            Some(WrittenChapters::Listed(chapters)) => (chapters, None),
            Some(WrittenChapters::File(file)) => (Vec::new(), Some(file)),
        };
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
            chapters,
            chapters_file,
            audio: rest.audio,
            enclosure: rest.enclosure,
            transcript: rest.transcript,
            people: rest.people,
            content_note: rest.content_note,
            easy_read: rest.easy_read,
            artwork: rest.artwork,
            explicit: rest.explicit,
            extras: rest.extras,
            allow: rest.allow,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::KeyPath;
    use crate::source::cases::{NEEDED, bad, described, good, read};
    use crate::source::defaults::ShowZone;

    #[test]
    fn reads_every_key() {
        let episode = good(
            "draft: true\nseason: 2\nnumber: 3\nkind: bonus\nnotes: |\n  # Notes\n\n  - one\nchapters: [0:00 Welcome]\naudio: take2.mp3\n\
             transcript: words.srt\npeople: [{name: B, role: guest, approved: 2022-06-30}]\ncontent_note: Grief.\neasy_read: easy.md\n\
             artwork: {file: art/cover.jpg}\nexplicit: true\nallow: [{rule: missing-chapters, reason: short}]",
        );
        assert_eq!((episode.slug.as_str(), episode.folder.to_string().as_str()), ("one", "episodes/one"));
        assert_eq!((episode.title.as_str(), episode.guid.as_str(), episode.summary.as_str()), ("One", "a-1", "First."));
        assert_eq!(episode.date.rfc_3339(), "2022-07-04T07:00:00+01:00");
        assert!(episode.draft);
        assert_eq!((episode.season.unwrap().get(), episode.number.unwrap().get()), (2, 3));
        assert_eq!(episode.kind, EpisodeKind::Bonus);
        assert_eq!(episode.notes.unwrap().as_str(), "# Notes\n\n- one");
        assert_eq!(episode.chapters.len(), 1);
        assert_eq!(episode.audio.unwrap().to_string(), "episodes/one/take2.mp3");
        assert_eq!(episode.transcript.unwrap().to_string(), "episodes/one/words.srt");
        assert_eq!(episode.people[0].role.name(), "Guest");
        assert_eq!(episode.people[0].approved.unwrap().to_string(), "2022-06-30");
        assert_eq!(episode.content_note.unwrap().as_str(), "Grief.");
        assert_eq!(episode.easy_read.unwrap().to_string(), "episodes/one/easy.md");
        assert_eq!(episode.artwork.unwrap().file.to_string(), "episodes/one/art/cover.jpg");
        assert_eq!(episode.explicit, Some(true));
        assert_eq!((episode.allow[0].name.as_str(), episode.allow[0].reason.as_deref()), ("missing-chapters", Some("short")));
        assert_eq!(episode.allow[0].place.file, "episodes/one/episode.yaml");
        assert_eq!(episode.allow[0].place.position, FilePosition::Value(KeyPath::key("allow").then_item(0)));
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let episode = good("");
        assert!(!episode.draft);
        assert_eq!(episode.kind, EpisodeKind::Full);
        assert_eq!((episode.season, episode.number, episode.explicit), (None, None, None));
        assert_eq!((episode.chapters, episode.people, episode.allow), (vec![], vec![], vec![]));
    }

    #[test]
    fn a_fault_stands_at_its_value() {
        bad(
            "number: 0",
            "5:9 `number`: `0` is not a whole number from 1 to 4294967295 | write a number such as `1`, without quotes",
        );
        bad(
            "number: -1",
            "5:9 `number`: `-1` is not a whole number from 1 to 4294967295 | write a number such as `1`, without quotes",
        );
        let nought = "write `7`, without quotes and without a nought before it";
        bad("number: 007", &format!("5:9 `number` is the text `007`, where a whole number is needed | {nought}"));
        let one = "write a number such as `1`, without quotes";
        bad("number: 1.5", &format!("5:9 `number` is the number `1.5`, where a whole number is needed | {one}"));
        bad("season: one", &format!("5:9 `season` is the text `one`, where a whole number is needed | {one}"));
        bad("kind: teaser", "5:7 `kind`: `teaser` is not known here | write `full`, `trailer` or `bonus`");
        bad("draft: 1", "5:8 `draft` is the number `1`, where `true` or `false` is needed | write `true` or `false`");
    }

    #[test]
    fn paths_stay_in_the_folder() {
        let put = "put the file into `episodes/one`, and write its name";
        bad("audio: ../two/audio.mp3", &format!("5:8 `audio`: the path has `..`, which leads out of the folder | {put}"));
        let root = "the path begins at the root of the disk, where one inside the show is needed";
        bad("transcript: /etc/passwd", &format!("5:13 `transcript`: {root} | {put}"));
        bad("easy_read: 'C:\\x'", "5:12 `easy_read`: the path has `\\`, where `/` is needed | write `C:/x`");
        bad("artwork: {file: ''}", "5:17 `artwork.file`: the path is empty | write the name of a file in `episodes/one`");
    }

    #[test]
    fn names_of_people_are_needed() {
        let help = "add it, such as `name: Ada Example`";
        bad(
            "people: [{role: host}]",
            &format!("5:10 `people` (item 1) has no `name`: the name, as the person wants it | {help}"),
        );
        bad(
            "people:\n  -\n  - name: B",
            "6:4 `people` (item 1) is empty, where a group of keys is needed | write a value after it, or remove it",
        );
        let day = "write the day as `2022-06-30`: year, month, day";
        bad(
            "people: [{name: B, approved: 30/6/2022}]",
            &format!("5:30 `people.approved` (item 1): `30/6/2022` is not a day | {day}"),
        );
        bad("people: [{name: B, rol: host}]", "5:20 unknown key `rol` | did you mean `role`?");
    }

    #[test]
    fn text_that_a_feed_cannot_carry_is_refused() {
        let help = "remove the character; in double quotes it is written with a backslash";
        let message = "`notes`: the text has the control character U+0007, which a feed cannot carry";
        bad("notes: \"a\\ab\"", &format!("5:8 {message} | {help}"));
        bad("notes: '  '", "5:8 `notes`: the text is empty | write a text, or remove the key");
    }

    #[test]
    fn a_folder_s_name_is_part_of_an_address() {
        let folder = "episodes/Big Day".parse().unwrap();
        let Read { value, faults, .. } = read_episode(NEEDED, &folder, &ShowDefaults { zone: ShowZone::Unreadable });
        assert_eq!(value, None);
        assert_eq!((faults[0].kind, &faults[0].place.position), (FaultKind::BadSlug, &FilePosition::File));
        assert_eq!(
            faults.iter().map(described).collect::<Vec<_>>(),
            ["the folder `Big Day` cannot be part of an address: the name holds `B`; allowed are a to z, 0 to 9 and hyphens | \
              rename the folder to `big-day`; its name is part of the episode's address"]
        );
    }

    #[test]
    fn what_must_be_there_is_asked_for() {
        let missing: Vec<String> = read_episode("number: 1\n", &"episodes/one".parse().unwrap(), &ShowDefaults::unreadable())
            .faults
            .iter()
            .map(|fault| fault.message.split(':').next().unwrap().to_owned())
            .collect();
        assert_eq!(missing, ["title", "guid", "date", "summary"].map(|key| format!("the file has no `{key}`")));
        assert_eq!(read("title: again").faults.len(), 1);
    }

    #[test]
    fn what_was_left_out_is_noted_with_its_place() {
        let text = format!(
            "{NEEDED}chapters: [0:00 One, 0:99 Two, '0:10 Three', 4]\ncontent_note: \" One \"\nnotes: |\n  one\n\n  two\n\n"
        );
        let read = read_episode(&text, &"episodes/one".parse().unwrap(), &ShowDefaults::unreadable());
        let places =
            |places: &[Place]| places.iter().map(|place| format!("{} {:?}", place.file, place.position)).collect::<Vec<_>>();
        let at = |keys: KeyPath| format!("episodes/one/episode.yaml {:?}", FilePosition::Value(keys));
        let chapters = || KeyPath::key("chapters");
        assert_eq!(places(&read.lost), [at(chapters().then_item(1)), at(chapters().then_item(3))]);
        assert_eq!(places(&read.untrimmed), [at(KeyPath::key("content_note"))]);
    }

    #[test]
    fn a_hundred_faults_are_enough() {
        for line in ["x: 1\n", "1.5: x\n", "? [a]\n: x\n"] {
            let text = line.repeat(1_000);
            let faults = read_episode(&text, &"episodes/one".parse().unwrap(), &ShowDefaults::unreadable()).faults;
            assert_eq!(faults.len(), 100);
            assert!(faults[99].help.ends_with("; the file has more faults than are shown"));
        }
    }
}
