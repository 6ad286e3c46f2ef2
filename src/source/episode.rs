//! `episode.yaml`.

use crate::model::episode::Episode;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::show_files::EPISODE_FILE;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::place::{FilePosition, Place};
use crate::source::Read;
use crate::source::reading::defaults::ShowDefaults;
use crate::source::reading::keys::declared_keys;
use crate::source::reading::reader::Reader;

/// Reads the text of the `episode.yaml` in `folder` (`episodes/<slug>`), a byte order mark allowed.
pub fn read_episode(text: &str, folder: &ShowPath, show: &ShowDefaults) -> Read<Episode> {
    let file = folder.file(EPISODE_FILE);
    let mut read = Reader::read::<Episode>(text, &file, Some(folder), *show);
    let name = folder.as_path().file_name().unwrap_or_default();
    if let Err(error) = name.parse::<Slug>() {
        let help = match Slug::of_name(name) {
            Some(slug) => format!("rename the folder to `{slug}`; its name is part of the episode's address"),
            None => "rename the folder, such as `my-first-episode`; its name is part of the episode's address".to_owned(),
        };
        let message =
            format!("the folder `{}` cannot be part of an address: {error}", crate::source::reading::reader::quote(name));
        let place = Place { file, position: FilePosition::File };
        read.faults.insert(0, Fault { kind: FaultKind::BadSlug, place, message, help });
    }
    read
}

declared_keys!(Episode);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::episode_kind::EpisodeKind;
    use crate::model::people::social::Comments;
    use crate::model::place::KeyPath;
    use crate::source::cases::{NEEDED, bad, described, good, read};
    use crate::source::reading::defaults::ShowZone;

    #[test]
    fn reads_every_key() {
        let episode = good(
            "draft: true\nseason: 2\nnumber: 3\nkind: bonus\nnotes: |\n  # Notes\n\n  - one\nchapters: [0:00 Welcome]\naudio: take2.mp3\n\
             transcript: words.srt\npeople: [{name: B, role: guest, approved: 2022-06-30}]\ncontent_note: Grief.\neasy_read: easy.md\n\
             artwork: {file: art/cover.jpg}\nexplicit: true\nallow: [{rule: missing-chapters, reason: short}]",
        );
        assert_eq!((episode.slug.as_str(), episode.folder.to_string().as_str()), ("one", "episodes/one"));
        assert_eq!((episode.title.as_str(), episode.guid.as_str(), episode.summary.unwrap().as_str()), ("One", "a-1", "First."));
        assert_eq!(episode.date.rfc_3339(), "2022-07-04T07:00:00+01:00");
        assert!(episode.draft);
        assert_eq!((episode.season, episode.number), (Some(2), Some(3)));
        assert_eq!(episode.kind, EpisodeKind::Bonus);
        assert_eq!(episode.notes.unwrap().as_str(), "# Notes\n\n- one");
        assert_eq!(episode.chapters.list.len(), 1);
        assert_eq!(episode.audio.unwrap().to_string(), "episodes/one/take2.mp3");
        assert_eq!(episode.transcript.unwrap().file().unwrap().to_string(), "episodes/one/words.srt");
        assert_eq!(episode.people.list[0].role.name(), "Guest");
        assert_eq!(episode.people.list[0].approved.unwrap().to_string(), "2022-06-30");
        assert_eq!(episode.content_note.unwrap().as_str(), "Grief.");
        assert_eq!(episode.easy_read.unwrap().to_string(), "episodes/one/easy.md");
        assert_eq!(episode.artwork.unwrap().file().unwrap().file.to_string(), "episodes/one/art/cover.jpg");
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
        assert_eq!((episode.chapters.list, episode.people.list, episode.allow), (vec![], vec![], vec![]));
    }

    #[test]
    fn a_fault_stands_at_its_value() {
        assert_eq!((good("number: 0").number, good("season: 0").season), (Some(0), Some(0)));
        bad(
            "number: -1",
            "5:9 `number`: `-1` is not a whole number from 0 to 4294967295 | write a number such as `1`, without quotes",
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
        assert_eq!(missing, ["title", "guid", "date"].map(|key| format!("the file has no `{key}`")));
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

    #[test]
    fn reads_groups_of_keys_of_an_episode() {
        let episode = good(
            "locations: [{name: London, geo: '51.5,-0.1', osm: R65606, country: GB}]\ntxt: [{purpose: verify, text: abc}]\n\
             social: [{protocol: activitypub, url: 'https://example.social/1', account: '@show', priority: 1}]\n\
             soundbites: [{start: '1:10', length: 30, title: A}]\nnumber: 3\ndisplay_number: Ch.3\nblock: true",
        );
        let place = &episode.locations[0];
        assert_eq!(place.geo.as_ref().map(ToString::to_string).as_deref(), Some("51.5,-0.1"));
        assert_eq!(place.osm.as_ref().map(ToString::to_string).as_deref(), Some("R65606"));
        assert_eq!(place.country.as_ref().map(ToString::to_string).as_deref(), Some("GB"));
        assert_eq!(episode.txt[0].text.as_str(), "abc");
        let Comments::Posts(posts) = episode.social else { panic!("posts") };
        assert_eq!(posts[0].protocol.as_str(), "activitypub");
        assert_eq!((episode.soundbites[0].start.as_millis(), episode.soundbites[0].length.as_millis()), (70_000, 30_000));
        assert_eq!(episode.display_number.unwrap().as_str(), "Ch.3");
        assert!(episode.block);
    }
}
