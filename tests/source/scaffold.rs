//! What is written for a new show or episode is read back as the same, in whatever words.

use podwright::model::episode::Episode;
use podwright::model::fault::Fault;
use podwright::model::fault::FaultKind;
use podwright::model::files::show_path::ShowPath;
use podwright::model::people::episode_people::EpisodePeople;
use podwright::model::settings::check_settings::CheckSettings;
use podwright::model::show::Show;
use podwright::model::wording::text::Text;
use podwright::seal::fixtures;
use podwright::source::scaffold::{episode_yaml, show_yaml};
use proptest::prelude::*;

use crate::count;
use crate::documents::{EPISODE, SHOW, described, episode, show};

/// What the writer did wrong. That the words themselves turn text round, spell a character as JSON does, or look like a slip, is told whatever it does.
fn faults_of_writing(faults: &[Fault]) -> Vec<String> {
    const OF_WORDS: [FaultKind; 5] =
        [FaultKind::BidiOverride, FaultKind::BrokenLetters, FaultKind::LeftOver, FaultKind::FileName, FaultKind::Conflict];
    let is_of_words = |fault: &&Fault| OF_WORDS.contains(&fault.kind) || fault.message.contains("which is how JSON writes");
    faults.iter().filter(|fault| !is_of_words(fault)).map(described).collect()
}

fn reads_back_as_a_show(wanted: &Show) -> String {
    let text = show_yaml(wanted, "schema.json");
    let read = show(&text);
    assert_eq!(faults_of_writing(&read.faults), Vec::<String>::new(), "{text}");
    assert_eq!(read.value.as_ref(), Some(wanted), "{text}");
    text
}

fn reads_back_as_an_episode(wanted: &Episode) -> String {
    let text = episode_yaml(wanted, "schema.json");
    let read = episode(&text);
    assert_eq!(faults_of_writing(&read.faults), Vec::<String>::new(), "{text}");
    assert_eq!(read.value.as_ref(), Some(wanted), "{text}");
    text
}

#[test]
fn a_full_show_reads_back() {
    reads_back_as_a_show(&show(SHOW).value.unwrap());
}

#[test]
fn a_full_episode_reads_back() {
    reads_back_as_an_episode(&episode(EPISODE).value.unwrap());
}

#[test]
fn a_new_show_explains_its_keys() {
    let mut new = show(SHOW).value.unwrap();
    new.owner = None;
    new.people.clear();
    new.locked = false;
    new.checks = CheckSettings::default();
    let text = reads_back_as_a_show(&new);
    let beginning = "# yaml-language-server: $schema=schema.json\n\n# the show's name\ntitle: Co-production for beginners\n";
    assert!(text.starts_with(beginning), "{text}");
    assert!(text.contains("\n# owner: {name: Ada Example, email: podcast@example.org}\n"), "{text}");
    assert!(text.contains("\n# people: [{name: Ada Example, role: host}]\n"), "{text}");
    assert!(text.contains("\n# locked: true\n"), "{text}");
}

#[test]
fn keys_that_most_shows_do_without_read_back() {
    reads_back_as_a_show(&fixtures::show());
    let mut new = fixtures::view().episodes.remove(0).episode;
    for file in [&mut new.images[0].artwork.file, &mut new.alternates[0].file] {
        *file = file.within(&new.folder);
    }
    reads_back_as_an_episode(&new);
}

#[test]
fn each_commented_example_is_right() {
    // what stays when the comment mark of an example is taken away must read without a fault
    let mut new = episode(EPISODE).value.unwrap();
    new.season = None;
    new.number = None;
    new.notes = None;
    new.chapters.list.clear();
    new.audio = None;
    new.transcript = None;
    new.people = EpisodePeople::default();
    new.content_note = None;
    new.easy_read = None;
    new.artwork = None;
    new.explicit = None;
    new.allow.clear();
    let text = reads_back_as_an_episode(&new);
    let examples: Vec<&str> = text.lines().filter(|line| line.starts_with("# ") && line.contains(": ")).collect();
    let mut tried = 0;
    for key in ["draft", "season", "number", "kind", "notes", "chapters", "audio", "transcript", "people", "content_note"]
        .into_iter()
        .chain(["easy_read", "artwork", "explicit", "allow"])
    {
        let example = examples.iter().find(|line| line.starts_with(&format!("# {key}: "))).unwrap();
        let read = episode(&text.replace(example, &example[2..]));
        assert_eq!(read.faults.iter().map(described).collect::<Vec<_>>(), Vec::<String>::new(), "{example}");
        tried += 1;
    }
    assert_eq!(tried, 14);
}

fn any_text() -> impl Strategy<Value = Text> {
    prop_oneof!["(?s).{1,60}", "([a-zé'#:]{1,9} {1,2}){9,30}"].prop_filter_map("blank", |text| text.parse().ok())
}

fn any_path() -> impl Strategy<Value = ShowPath> {
    "[^/\\\\]{1,20}".prop_filter_map("no path", |path| path.parse().ok())
}

proptest! {
    #![proptest_config(count::properties(256))]

    #[test]
    fn a_show_in_any_words_reads_back(title in any_text(), description in any_text(), alt in any_text(), file in any_path()) {
        let mut wanted = show(SHOW).value.unwrap();
        wanted.people[0].name = title.clone();
        wanted.title = title;
        wanted.description = description;
        wanted.artwork.alt = Some(alt);
        wanted.artwork.file = file;
        reads_back_as_a_show(&wanted);
    }

    #[test]
    fn an_episode_in_any_words_reads_back(title in any_text(), notes in any_text(), chapter in any_text(), file in any_path()) {
        let mut wanted = episode(EPISODE).value.unwrap();
        wanted.title = title.clone();
        wanted.summary = Some(title);
        wanted.chapters.list[0].title = chapter.clone();
        wanted.chapters.list[2].title = chapter;
        wanted.notes = Some(notes);
        wanted.audio = Some(file.within(&wanted.folder));
        reads_back_as_an_episode(&wanted);
    }
}
