//! Files with faults, made readable for the preview: what cannot be read is left out, and what must be there gets a stand-in. What was read like this is
//! shown with its faults, and never published.

use crate::model::episode::Episode;
use crate::model::files::show_path::ShowPath;
use crate::model::show::Show;
use crate::source::episode::read_episode;
use crate::source::reading::defaults::ShowDefaults;
use crate::source::show::read_show;

/// The longest file that is repaired (bytes); each key is read by itself, so a long file would take long.
const TEXT_MAX: usize = 64 * 1024;
/// The most keys of a file that are tried.
const KEYS_MAX: usize = 100;

/// Stand-ins for what a show must have.
const SHOW: [(&str, &str); 9] = [
    ("title", "The title is missing"),
    ("url", "http://localhost/"),
    ("guid", "00000000-0000-4000-8000-000000000000"),
    ("language", "en"),
    ("description", "The description is missing."),
    ("author", "The author is missing"),
    ("categories", "[Society & Culture]"),
    ("explicit", "false"),
    ("artwork", "{file: episodes/cover.jpg}"),
];

/// The show that a text means as far as it can be read.
pub fn repaired_show(text: &str) -> Option<Show> {
    let needed = SHOW.map(|(key, value)| (key, value.to_owned()));
    repaired(text, &needed, &|text| read_show(text).value)
}

/// The episode that a text means as far as it can be read; `None` where its folder's name cannot be part of an address.
pub fn repaired_episode(text: &str, folder: &ShowPath, show: &ShowDefaults) -> Option<Episode> {
    let name = folder.as_path().file_name().unwrap_or_default();
    let needed = [
        ("title", format!("The title of {name} is missing")),
        ("guid", format!("missing-{name}")),
        ("date", "2000-01-01T00:00:00Z".to_owned()),
    ];
    repaired(text, &needed, &|text| read_episode(text, folder, show).value)
}

/// Keeps each key that can be read beside the stand-ins, and takes a stand-in's place where it has its name.
fn repaired<T>(text: &str, needed: &[(&str, String)], read: &dyn Fn(&str) -> Option<T>) -> Option<T> {
    let text = if text.len() > TEXT_MAX { "" } else { text };
    let mut stand_ins: Vec<(&str, String)> = needed.iter().map(|(key, value)| (*key, format!("{key}: {value}\n"))).collect();
    let mut kept = String::new();
    for (key, block) in blocks(text).into_iter().take(KEYS_MAX) {
        let without: String = stand_ins.iter().filter(|(name, _)| *name != key).map(|(_, line)| line.as_str()).collect();
        let tried = format!("{kept}{block}");
        if read(&format!("{tried}{without}")).is_some() {
            kept = tried;
            stand_ins.retain(|(name, _)| *name != key);
        }
    }
    let rest: String = stand_ins.iter().map(|(_, line)| line.as_str()).collect();
    read(&format!("{kept}{rest}"))
}

/// The keys at the top of a file, each with all that stands below it. A key that comes again is left out.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut blocks: Vec<(&str, String)> = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for line in text.lines() {
        let key =
            line.split_once(':').map(|(key, _)| key).filter(|key| !key.is_empty() && !key.starts_with([' ', '\t', '#', '-']));
        match (key, blocks.last_mut()) {
            (Some(key), _) => blocks.push((key, format!("{line}\n"))),
            (None, Some((_, block))) => block.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    blocks.retain(|(key, _)| seen.insert(*key));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn episode(text: &str) -> Episode {
        let folder: ShowPath = "episodes/one".parse().unwrap();
        repaired_episode(text, &folder, &ShowDefaults::unreadable()).unwrap()
    }

    #[test]
    fn what_can_be_read_is_kept_and_the_rest_has_a_stand_in() {
        let good =
            "title: One\nguid: a-1\ndate: 2022-07-04T07:00:00Z\nsummary: First.\nnotes: |\n  # Notes\n\n  title: not a key\n";
        let folder: ShowPath = "episodes/one".parse().unwrap();
        assert_eq!(Some(episode(good)), read_episode(good, &folder, &ShowDefaults::unreadable()).value);
        let typo = episode(&good.replace("title: One", "titel: One"));
        assert_eq!(typo.title.as_str(), "The title of one is missing");
        assert_eq!((typo.guid.as_str(), typo.summary.unwrap().as_str()), ("a-1", "First."));
        assert_eq!(typo.notes.unwrap().as_str(), "# Notes\n\ntitle: not a key");
        let wrong = episode(&good.replace("2022-07-04T07:00:00Z", "tomorrow"));
        assert_eq!((wrong.title.as_str(), wrong.date.rfc_3339().as_str()), ("One", "2000-01-01T00:00:00Z"));
    }

    #[test]
    fn a_line_that_is_no_yaml_takes_nothing_else_with_it() {
        let broken = episode("title: One\nsummary: \"no end\nguid: a-1\nkind: [\n- x: y\nseason: 2\n");
        assert_eq!((broken.title.as_str(), broken.guid.as_str()), ("One", "a-1"));
        assert_eq!((broken.summary, broken.season.unwrap()), (None, 2));
        for nothing in ["", "{", "- a\n- b\n", "\u{0}", "title", &"a: b\n".repeat(20_000)] {
            assert_eq!(episode(nothing).title.as_str(), "The title of one is missing", "{nothing:.20}");
        }
    }

    #[test]
    fn a_show_is_one_whatever_is_left_of_it() {
        let show =
            repaired_show("title: Ours\nurl: nowhere\nlanguage: cy\ncategories: [Nonsense]\nartwork: {file: a.jpg}\n").unwrap();
        assert_eq!((show.title.as_str(), show.language.as_str()), ("Ours", "cy"));
        assert_eq!((show.url.to_string().as_str(), show.artwork.file.to_string().as_str()), ("http://localhost/", "a.jpg"));
        assert_eq!(repaired_show("").unwrap().title.as_str(), "The title is missing");
    }
}
