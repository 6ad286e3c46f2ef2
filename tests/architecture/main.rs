//! The shape of the house: who may import whom, which crate is named where, how long a file may be.
//! ARCHITECTURE.md gives the reasons.
#![allow(clippy::disallowed_methods, reason = "test support code")]

mod circles;
mod code;
mod imports;
mod names;
mod paths;
mod root;
mod suites;
mod systems;
mod table;
mod tree;
mod variants;

use std::collections::BTreeSet;

use circles::circles;
use imports::imports;
use table::{CRATES, LONG_FILES, LONGEST, ROOMS, Row, SIDE_BY_SIDE, row_of};
use tree::{Source, all_files, sources};

/// What a file imports against the table: one sentence for each breach.
fn breaches(source: &Source) -> Vec<String> {
    let Some(row) = row_of(&source.module) else { return Vec::new() };
    imports(&source.code, &source.module, &BTreeSet::new())
        .into_iter()
        .filter(|import| import.room() != source.module[0] && !row.may_import.contains(&import.room()))
        .map(|import| format!("{}:{}: `{}` may not import `{}`", source.path, import.line, row.room, import.room()))
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
fn every_variant_of_every_error_is_named_by_a_test() {
    none(variants::untested());
}

#[test]
fn files_import_in_no_circle() {
    none(circles(&sources()));
}

fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
    let sources: Vec<Source> = files.iter().map(|(path, text)| example(path, text)).collect();
    circles(&sources)
}

#[test]
fn a_circle_of_two_is_found() {
    let files = [("src/a/b.rs", "use crate::a::c::C;"), ("src/a/c.rs", "\nfn f() { super::b::g::<u8>(); }")];
    assert_eq!(circles_of(&files), ["src/a/b.rs:1 names a::c, src/a/c.rs:2 names a::b"]);
    let test = "#[cfg(test)]\nmod tests {\n    use crate::a::b::B;\n}\n";
    assert_eq!(circles_of(&[files[0], ("src/a/c.rs", test)]), Vec::<String>::new());
}

#[test]
fn a_circle_of_three_is_found_in_groups_and_behind_names() {
    let files = [
        ("src/a.rs", "use crate::{d, b::{C, E as F}};"),
        ("src/b.rs", "use crate::d;\nfn f() { d::e::g(); }"),
        ("src/d.rs", "mod e;"),
        ("src/d/e.rs", "use crate::{\n    a::{self},\n};"),
    ];
    assert_eq!(circles_of(&files), ["src/a.rs:1 names b, src/b.rs:2 names d::e, src/d/e.rs:2 names a"]);
}

#[test]
fn a_circle_through_a_name_that_a_parent_hands_on_is_found() {
    for export in ["pub use b::B;", "pub(crate) use self::b::Other as B;", "pub use crate::a::b::{B};"] {
        let files = [("src/a.rs", export), ("src/a/b.rs", "use crate::c::C;"), ("src/c.rs", "use crate::a::B;")];
        assert_eq!(circles_of(&files), ["src/a/b.rs:1 names c, src/c.rs:1 names a::b"], "{export}");
    }
}

#[test]
fn a_parent_and_its_own_children_may_name_each_other() {
    let parent = ("src/a.rs", "use crate::a::b::B;\nuse crate::a::c::C;");
    let children = [("src/a/b.rs", "use crate::a::A;"), ("src/a/c.rs", "use super::A;")];
    assert_eq!(circles_of(&[parent, children[0], children[1]]), Vec::<String>::new());
    let grandchild = ("src/a/b/d.rs", "use crate::a::A;");
    let names_it = ("src/a.rs", "mod b;\nfn f() { b::d::g(); }");
    assert_eq!(circles_of(&[names_it, children[0], grandchild]), ["src/a.rs:2 names a::b::d, src/a/b/d.rs:1 names a"]);
    let is_open_to_the_room = ("src/a/b/d.rs", "pub(in crate::a) fn g() {}");
    assert_eq!(circles_of(&[names_it, children[0], is_open_to_the_room]), Vec::<String>::new());
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
    let parent = |folder: &str| tree::read(&format!("{folder}/{}.rs", if folder == "tests/support" { "mod" } else { "main" }));
    let tests = all_files("rs").into_iter().filter(|(path, _)| path.starts_with("tests/"));
    none(tests.flat_map(|(path, text)| systems::named_everywhere(&Source::new(&path, &text), &parent)).collect());
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
fn three_rooms_are_open_to_other_programs() {
    let lib = tree::read("src/lib.rs");
    let lines: Vec<&str> = lib.lines().collect();
    let is_open = |pair: &&[&str]| pair[1].starts_with("pub ") && pair[0] != "#[doc(hidden)]";
    let open: Vec<&str> = lines.windows(2).filter(is_open).map(|pair| pair[1]).collect();
    assert_eq!(open, ["pub mod engine;", "pub mod media;", "pub mod model;"]);
}

#[test]
fn nothing_stands_in_the_root_by_chance() {
    none(root::faults(&tree::names_in_root()));
    assert!(root::NAMES.is_sorted_by_key(|(name, ..)| *name) && root::NAMES.iter().all(|(_, _, reason)| !reason.is_empty()));
}

#[test]
fn an_unknown_name_in_the_root_and_a_missing_one_are_found() {
    let committed = root::NAMES.iter().filter(|(_, origin, _)| *origin == root::Origin::Committed);
    let mut names: Vec<String> = committed.map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(root::faults(&names), Vec::<String>::new(), "what programs make need not be there");
    names.retain(|name| name != "README.md");
    names.push("NOTES.txt".to_owned());
    let faults = root::faults(&names);
    assert!(
        faults.len() == 2 && faults[0].starts_with("NOTES.txt: nobody knows") && faults[1].starts_with("README.md: it is gone"),
        "{faults:?}"
    );
}

#[test]
fn each_module_stands_where_its_name_says() {
    none(all_files("rs").iter().flat_map(|(path, text)| suites::modules_from_elsewhere(path, text)).collect());
}

#[test]
fn a_module_from_elsewhere_is_found() {
    let found =
        |path, file: &str| suites::modules_from_elsewhere(path, &format!("mod a;\n#[{}{file}\"]\nmod b;\n", "path = \"")).len();
    assert_eq!(found("tests/show/main.rs", "../support/mod.rs"), 0);
    assert_eq!(found("tests/show/serve.rs", "../support/mod.rs"), 1);
    assert_eq!(found("tests/feed/main.rs", "../../src/seal/fixtures.rs"), 1);
    assert_eq!(found("benches/feed.rs", "../src/seal/fixtures.rs"), 1);
    assert_eq!(found("src/lib.rs", "other.rs"), 1);
    assert_eq!(found("fuzz/fuzz_targets/any.rs", "../../tests/fuzz/targets.rs"), 0);
}

#[test]
fn each_suite_is_a_folder_and_runs_on_other_systems_too() {
    let paths: Vec<String> = all_files("rs").into_iter().map(|(path, _)| path).collect();
    let (suites, strays) = suites::suites(&paths);
    none(strays);
    let commands = suites::commands_of_other_systems(&tree::read(".github/workflows/ci.yml"));
    assert!(
        commands.iter().any(|command| command.starts_with("cargo clippy ") && command.contains("--all-targets")),
        "{commands:?}"
    );
    assert_eq!(suites::untested(&suites, &commands), Vec::<String>::new(), "the job `systems` of ci.yml names each suite");
    let odd = ["tests/a/main.rs", "tests/a/b.rs", "tests/c.rs", "tests/support/d.rs"].map(str::to_owned);
    assert_eq!(suites::suites(&odd), (vec!["a".to_owned()], vec!["tests/c.rs: a suite is a folder with a main.rs".to_owned()]));
    assert_eq!(suites::untested(&["a".to_owned()], &["cargo test --test ab".to_owned()]), ["a"]);
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
fn a_type_name_means_one_thing() {
    let sources = sources();
    none(names::shared(&sources));
    none(names::stale_exceptions(&sources));
    assert!(names::SHARED_NAMES.is_sorted() && names::SHARED_NAMES.iter().all(|(_, reason)| !reason.is_empty()));
}

#[test]
fn a_type_name_that_means_two_things_is_found() {
    let shared = |one: &str, other: &str| names::shared(&[example("src/a.rs", one), example("src/b.rs", other)]).len();
    for line in
        ["struct A;", "pub enum A {", "pub(crate) struct A<'a>(&'a str);", "pub(in crate::b) trait A: B {", "type A = u8;"]
    {
        assert_eq!(shared("struct A {}", line), 1, "{line}");
    }
    for line in [
        "struct AB;",
        "    type A = u8;",
        "use c::A;",
        "// struct A;",
        "#[cfg(test)]\nmod tests {}",
        "fn f() {\n    struct A;\n}",
    ] {
        assert_eq!(shared("struct A {}", line), 0, "{line}");
    }
    assert_eq!(shared("struct Arguments;", "struct Arguments;"), 0);
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
fn each_folder_can_be_read_at_a_glance() {
    let paths: Vec<String> = sources().into_iter().map(|source| source.path).collect();
    none(tree::crowded(&paths));
}

#[test]
fn a_crowded_folder_is_found() {
    let paths = |count: usize| (0..count).map(|n| format!("src/model/part{n}.rs")).collect::<Vec<_>>();
    assert_eq!(tree::crowded(&paths(SIDE_BY_SIDE)), Vec::<String>::new());
    let too_many = SIDE_BY_SIDE + 1;
    let words = [format!("src/model: {too_many} modules side by side, where {SIDE_BY_SIDE} can be read at a glance")];
    assert_eq!(tree::crowded(&paths(too_many)), words);
    let with_folders: Vec<String> = paths(SIDE_BY_SIDE).into_iter().chain(["src/model/part0/child.rs".to_owned()]).collect();
    assert_eq!(tree::crowded(&with_folders), Vec::<String>::new(), "a file and the folder of its children are one module");
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
    // they look for such marks in the texts of a show, and for such folders in tags
    let finders = ["src/model/wording/slip/left_over.rs", "src/media/tags/private_words.rs"];
    none(
        all_files("rs")
            .iter()
            .filter(|(path, _)| !finders.contains(&path.as_str()))
            .flat_map(|(path, text)| marks(path, text))
            .collect(),
    );
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
