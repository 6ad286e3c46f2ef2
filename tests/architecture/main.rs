//! The shape of the house: who may import whom, which crate is named where, how long a file may be.
//! ARCHITECTURE.md gives the reasons.
#![allow(clippy::disallowed_methods, reason = "test support code")]

mod code;
mod imports;
mod paths;
mod systems;
mod table;
mod tree;

use std::collections::BTreeSet;

use imports::{Import, imports};
use table::{CRATES, LONG_FILES, LONGEST, ROOMS, Row, row_of};
use tree::{Source, all_files, sources};

/// What a file imports against the table: one sentence for each breach.
fn breaches(source: &Source) -> Vec<String> {
    let Some(row) = row_of(&source.module) else { return Vec::new() };
    imports(&source.code, &source.module)
        .into_iter()
        .filter(|import| import.room != source.module[0] && !row.may_import.contains(&import.room.as_str()))
        .map(|Import { room, line }| format!("{}:{line}: `{}` may not import `{room}`", source.path, row.room))
        .collect()
}

/// Where a crate is named outside the rooms that may name it.
fn crates_out_of_place(source: &Source) -> Vec<String> {
    CRATES
        .iter()
        .filter(|(_, rooms)| !rooms.contains(&source.module[0].as_str()))
        .flat_map(|(name, _)| code::lines_naming(&source.code, name).into_iter().map(move |line| (name, line)))
        .map(|(name, line)| format!("{}:{line}: `{name}` is named outside its rooms", source.path))
        .collect()
}

#[track_caller]
fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn example(path: &str, text: &str) -> Source {
    Source::new(path, text)
}

#[test]
fn no_room_imports_what_the_table_forbids() {
    none(sources().iter().flat_map(breaches).collect());
}

#[test]
fn a_wrong_import_is_found() {
    let wrong = "use crate::model::{\n    text::Text,\n};\nuse crate::{display::list, check::rule::Rule};\n\
        fn f() { crate::cli::run(); super::super::site::page(); }\n";
    assert_eq!(
        breaches(&example("src/lock/entry.rs", wrong)),
        [
            "src/lock/entry.rs:4: `lock` may not import `display`",
            "src/lock/entry.rs:4: `lock` may not import `check`",
            "src/lock/entry.rs:5: `lock` may not import `cli`",
            "src/lock/entry.rs:5: `lock` may not import `site`",
        ]
    );
}

#[test]
fn apply_alone_touches_the_world() {
    let text = "use crate::world::disk::Disk;";
    assert_eq!(breaches(&example("src/tag/apply.rs", text)), Vec::<String>::new());
    assert_eq!(breaches(&example("src/tag/apply/copy.rs", text)), Vec::<String>::new());
    assert_eq!(breaches(&example("src/tag/plan.rs", text)), ["src/tag/plan.rs:1: `tag` may not import `world`"]);
}

#[test]
fn comments_strings_and_tests_import_nothing() {
    let text = "//! `crate::cli`\n/* use crate::cli; /* nested */ */\nconst A: &str = \"use crate::cli;\";\n\
        const B: &str = r#\"crate::cli \" crate::cli\"#;\nconst C: char = '\"';\nfn f<'a>(_: &'a str) {}\n\
        #[cfg(test)]\nmod tests {\n    use crate::source::read;\n    fn g() { let _ = '}'; }\n}\n";
    assert_eq!(breaches(&example("src/model/a.rs", text)), Vec::<String>::new());
    let after = format!("{text}use crate::cli::run;\n");
    assert_eq!(breaches(&example("src/model/a.rs", &after)), ["src/model/a.rs:12: `model` may not import `cli`"]);
}

#[test]
fn each_room_of_the_table_exists_and_each_room_that_exists_is_in_the_table() {
    let there: BTreeSet<String> = sources().iter().map(|source| source.module[0].clone()).collect();
    let wanted: BTreeSet<String> = ROOMS.iter().filter(|row| !row.room.contains("::")).map(|row| row.room.to_owned()).collect();
    assert_eq!(there, wanted);
    for Row { room, may_import } in ROOMS {
        for import in *may_import {
            assert!(there.contains(*import), "`{room}` may import `{import}`, which does not exist");
        }
    }
}

#[test]
fn each_crate_of_the_list_is_named_in_its_rooms_only() {
    none(sources().iter().flat_map(crates_out_of_place).collect());
}

#[test]
fn a_crate_out_of_place_is_found() {
    let found = |path, text| crates_out_of_place(&example(path, text));
    assert_eq!(found("src/check/a.rs", "use serde_yaml::Value;"), ["src/check/a.rs:1: `serde_yaml` is named outside its rooms"]);
    assert_eq!(
        found("src/feed/a.rs", "fn f() { std::fs::read(\"a\"); }"),
        ["src/feed/a.rs:1: `std::fs` is named outside its rooms"]
    );
    assert_eq!(found("src/feed/a.rs", "use my_id3::a; fn id3_version() {} // id3::Tag"), Vec::<String>::new());
    assert_eq!(found("src/world/a.rs", "use std::fs::File;"), Vec::<String>::new());
}

#[test]
fn what_one_system_has_is_named_where_only_it_compiles() {
    let parent = |folder: &str| tree::read(&if folder == "src" { "src/lib.rs".to_owned() } else { format!("{folder}.rs") });
    none(sources().iter().flat_map(|source| systems::named_everywhere(source, &parent)).collect());
}

#[test]
fn what_one_system_has_is_found_elsewhere() {
    let found = |path, text, parent: &str| systems::named_everywhere(&example(path, text), &|_| parent.to_owned());
    let text = "use std::os::unix::fs::MetadataExt;";
    let one = "src/world/a.rs:1: `std::os::unix` is not on every system: use it in a module under `#[cfg(...)]`";
    assert_eq!(found("src/world/a.rs", text, "mod a;"), [one]);
    assert_eq!(found("src/world/a.rs", text, "#[cfg(windows)]\nmod a;"), [one]);
    assert_eq!(found("src/world/a.rs", text, "#[cfg(not(unix))]\nmod a;"), [one]);
    assert_eq!(found("src/world/a.rs", text, "#[cfg(unix)]\nmod b;\nmod a;"), [one]);
    assert_eq!(found("src/world/a.rs", text, "#[cfg(unix)]\npub(crate) mod a;"), Vec::<String>::new());
}

#[test]
fn a_path_is_spelt_in_one_place() {
    none(sources().iter().flat_map(|source| paths::misplaced(&source.path, &tree::read(&source.path))).collect());
    none(paths::stale_exceptions());
}

#[test]
fn a_path_that_is_spelt_out_is_found() {
    let found = |text: &str| paths::misplaced("src/site/a.rs", text).len();
    for path in ["\"podcast.yaml\"", "\"feed\"", "r\"episodes/{slug}/\"", "\"{base}media/{name}\"", "\".podwright/cache.json\""] {
        assert_eq!(found(&format!("\n// a\nfn f() {{ g({path}) }}")), 1, "{path}");
    }
    let text = "\"write `podcast.yaml`\" \"an episode of feed.xml\" \"chapters\" \"https://example.org/feed.xml\" // \"feed\"\n\
        #[cfg(test)]\nmod tests { const A: &str = \"podcast.yaml\"; }\n";
    assert_eq!(found(text), 0);
    assert_eq!(paths::misplaced("src/layout/output.rs", "\"feed.xml\""), Vec::<String>::new());
    assert_eq!(code::strings_of("a\n\"b\\\"c\" r#\"d\"# 'e' \"\"").len(), 3);
}

#[test]
fn main_is_three_lines() {
    let main = tree::read("src/main.rs");
    assert_eq!(main.lines().count(), 3, "the library is the program: `main.rs` calls it");
}

#[test]
fn no_room_is_a_drawer_for_odds_and_ends() {
    let names = ["utils", "util", "helpers", "helper", "common", "misc", "prelude"];
    let odd = |source: &Source| source.module.iter().any(|part| names.contains(&part.as_str()));
    none(sources().iter().filter(|source| odd(source)).map(|source| source.path.clone()).collect());
}

#[test]
fn only_listed_files_are_long() {
    let long: Vec<String> = all_files("rs")
        .into_iter()
        .filter(|(path, text)| text.lines().count() > LONGEST && !LONG_FILES.iter().any(|(known, _)| known == path))
        .map(|(path, text)| format!("{path}: {} lines, where {LONGEST} are enough for one idea", text.lines().count()))
        .collect();
    none(long);
    for (path, reason) in LONG_FILES {
        assert!(tree::read(path).lines().count() > LONGEST, "{path} is short again: take it off the list");
        assert!(!reason.is_empty());
    }
}

#[test]
fn nothing_is_left_for_later_and_no_path_is_of_one_machine() {
    none(all_files("rs").iter().flat_map(|(path, text)| marks(path, text)).collect());
}

/// Marks of unfinished work, and folders that only one machine has.
fn marks(path: &str, text: &str) -> Vec<String> {
    let unfinished = ["TO DO", "FIX ME", "XX X"].map(|mark| mark.replace(' ', ""));
    let folders = ["work", "root", "home", "Users"].map(|folder| format!("\"/{folder}/"));
    let has_mark = |line: &str| line.split(|c: char| !c.is_alphanumeric()).any(|word| unfinished.iter().any(|mark| mark == word));
    let has_folder = |line: &str| folders.iter().any(|folder| line.contains(folder.as_str()));
    text.lines()
        .enumerate()
        .filter(|(_, line)| has_mark(line) || has_folder(line))
        .map(|(index, line)| format!("{path}:{}: {}", index + 1, line.trim()))
        .collect()
}

#[test]
fn a_mark_is_found() {
    let left = ["TO", "DO"].concat();
    assert_eq!(marks("a.rs", &format!("fn f() {{}}\n// {left} later\n")), [format!("a.rs:2: // {left} later")]);
    assert_eq!(marks("a.rs", &format!("read(\"/{}/x\")", "work")).len(), 1);
    assert_eq!(marks("a.rs", "raw(*b\"TXXX\")"), Vec::<String>::new());
}
