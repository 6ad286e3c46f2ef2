//! The changes that users notice: one file for each in `changes/`, until `changes/join` puts them into CHANGELOG.md for a release.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::TestShow;
use crate::support::show::REPOSITORY;

/// The version that the tests release.
const MANIFEST: &str = "[package]\nname = \"podwright\"\nversion = \"0.2.0\"\n\n[dependencies]\nurl = { version = \"2.5.8\" }\n";

/// A repository with this changelog and these changes, beside the script itself.
fn repository(changelog: &str, changes: &[(&str, &str)]) -> TestShow {
    let show = TestShow::empty();
    show.write("Cargo.toml", MANIFEST);
    show.write("CHANGELOG.md", changelog);
    show.write("changes/join", fs::read(Path::new(REPOSITORY).join("changes/join")).unwrap());
    for (name, text) in changes {
        show.write(&format!("changes/{name}.md"), text);
    }
    show
}

/// Runs `changes/join`: why it refuses, if it does.
fn join(show: &TestShow, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new("bash").arg("changes/join").args(arguments).current_dir(show.path("")).output().unwrap();
    assert!(output.stdout.is_empty(), "{output:?}");
    let told = String::from_utf8(output.stderr).unwrap();
    if output.status.success() { Ok(()) } else { Err(told) }
}

/// The names of the changes that are left.
fn changes_of(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "join").collect();
    names.sort();
    names
}

const CHANGES: [(&str, &str); 4] = [
    ("b-second", "added\nA second thing\nthat takes two lines.\n"),
    ("a-first", "added\nA first thing.\n"),
    ("c-repair", "fixed\n\nIt works in `100 %` of cases & in \\ paths.\n"),
    ("d-other", "changed\nAnother thing."),
];

#[test]
fn changes_are_joined_by_kind_and_then_deleted() {
    let show = repository("# Changes\n\nFor users.\n\n## 0.1.0, 2026-01-31\n\n### Added\n\n- Everything.\n", &CHANGES);
    join(&show, &["2026-03-01"]).unwrap();
    let wanted = "# Changes\n\nFor users.\n\n## 0.2.0, 2026-03-01\n\n### Added\n\n- A first thing.\n- A second thing\n  that takes two lines.\n\n\
        ### Changed\n\n- Another thing.\n\n### Fixed\n\n- It works in `100 %` of cases & in \\ paths.\n\n\
        ## 0.1.0, 2026-01-31\n\n### Added\n\n- Everything.\n";
    assert_eq!(show.text("CHANGELOG.md"), wanted);
    assert_eq!(changes_of(&show.path("changes")), Vec::<String>::new());
    assert_eq!(join(&show, &["--check"]), Ok(()));
}

/// What a release says of itself is the newest section, and nothing older.
#[test]
fn the_notes_of_a_release_are_its_section() {
    let show = repository("# Changes\n\n## 0.1.0, 2026-01-31\n\n### Added\n\n- Everything.\n", &CHANGES[1..3]);
    let notes = || Command::new("bash").args(["changes/join", "--notes"]).current_dir(show.path("")).output().unwrap();
    assert!(!notes().status.success(), "there is none yet");
    join(&show, &["2026-03-01"]).unwrap();
    let told = String::from_utf8(notes().stdout).unwrap();
    assert_eq!(told.trim_end(), "### Added\n\n- A first thing.\n\n### Fixed\n\n- It works in `100 %` of cases & in \\ paths.");
    let release = fs::read_to_string(Path::new(REPOSITORY).join(".github/workflows/release.yml")).unwrap();
    assert!(release.contains("changes/join --notes > notes.md") && release.contains("--notes-file notes.md"));
}

#[test]
fn entries_without_a_release_become_part_of_it() {
    let changelog =
        "# Changes\n\n## Unreleased\n\n### Added\n\n- An old thing\n  of two lines.\n\n### Fixed\n\n- An old fault.\n";
    let show = repository(changelog, &CHANGES[1..3]);
    join(&show, &["2026-03-01"]).unwrap();
    let wanted = "# Changes\n\n## 0.2.0, 2026-03-01\n\n### Added\n\n- An old thing\n  of two lines.\n- A first thing.\n\n\
        ### Fixed\n\n- An old fault.\n- It works in `100 %` of cases & in \\ paths.\n";
    assert_eq!(show.text("CHANGELOG.md"), wanted);
}

#[test]
fn what_cannot_be_joined_is_refused_and_nothing_changes() {
    let (before, version) = ("# Changes\n\n## Unreleased\n", "# Changes\n\n## 0.2.0, 2026-01-31\n");
    for (changelog, change, arguments, reason) in [
        (before, "new\nA thing.\n", &["2026-03-01"][..], "a.md: the first line must be added, changed or fixed\n"),
        (before, "added\n \n", &["2026-03-01"], "a.md: no text follows the first line\n"),
        (before, "added\nA thing.\n", &[], "give the date of the release, such as 2026-03-01, --check or --notes\n"),
        (before, "added\nA thing.\n", &["soon"], "give the date of the release, such as 2026-03-01, --check or --notes\n"),
        (before, "added\nA thing.\n", &["--check"], "a.md is not in CHANGELOG.md yet\n"),
        (
            version,
            "added\nA thing.\n",
            &["2026-03-01"],
            "CHANGELOG.md has version 0.2.0 already; set the new version in Cargo.toml\n",
        ),
    ] {
        let show = repository(changelog, &[("a", change)]);
        let told = join(&show, arguments).unwrap_err();
        assert!(told.starts_with("changes/join: ") && told.ends_with(reason), "{told}");
        assert_eq!((show.text("CHANGELOG.md"), show.text("changes/a.md")), (changelog.to_owned(), change.to_owned()));
    }
    let told = join(&repository(before, &[]), &["--check"]).unwrap_err();
    assert_eq!(told, "changes/join: CHANGELOG.md has no version 0.2.0\n");
}

/// What stands in this repository can be joined, and loses nothing on the way.
#[test]
fn the_changes_of_this_repository_can_be_released() {
    let kept = Path::new(REPOSITORY).join("changes");
    let names = changes_of(&kept);
    let texts: Vec<String> = names.iter().map(|name| fs::read_to_string(kept.join(name)).unwrap()).collect();
    for (name, text) in names.iter().zip(&texts) {
        let is_slug = |stem: &str| stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(name.strip_suffix(".md").is_some_and(is_slug), "{name}: use lower-case letters, digits and hyphens, then .md");
        let entry = text.split_once('\n').unwrap_or_else(|| panic!("{name}: no text follows the first line")).1;
        assert!(entry.trim_end().ends_with('.'), "{name}: end the entry with a full stop");
        assert!(
            entry.lines().all(|line| !line.starts_with(['-', '#', '*'])),
            "{name}: write text, without marks of lists or headings"
        );
    }
    let changes: Vec<(&str, &str)> =
        names.iter().zip(&texts).map(|(name, text)| (name.trim_end_matches(".md"), text.as_str())).collect();
    let changelog = fs::read_to_string(Path::new(REPOSITORY).join("CHANGELOG.md")).unwrap();
    let show = repository(&changelog, &changes);
    // A version that the changelog will never have.
    show.edit("Cargo.toml", "\"0.2.0\"", "\"999.0.0\"");
    join(&show, &["2026-03-01"]).unwrap();
    let joined = show.text("CHANGELOG.md");
    let lines: Vec<&str> = joined.lines().map(str::trim_start).collect();
    let has = |line: &str| lines.contains(&line) || lines.contains(&format!("- {line}").as_str());
    let entries =
        texts.iter().flat_map(|text| text.lines().skip(1)).chain(changelog.lines().filter(|line| *line != "## Unreleased"));
    for line in entries {
        assert!(has(line.trim()), "{line}");
    }
}
