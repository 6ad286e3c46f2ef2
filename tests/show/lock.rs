//! `podcast.lock`: what it refuses, what it remembers, and how git merges it.

use std::process::Command;

use crate::sound::add_episode;
use crate::support::TestShow;
use crate::support::show::assert_same_files;

const LOCK: &str = "podcast.lock";
/// The guid of "Coming soon", the first entry.
const FIRST: &str = "01a205da-7f51-71ae-a3db-b3320e4baa1b";

/// A lock that is broken in one way: what is done to it, and what the error says.
type Broken = (fn(&str) -> Vec<u8>, &'static str);

fn swap(text: &str, from: &str, to: &str) -> Vec<u8> {
    assert!(text.contains(from), "`{from}` in the lock");
    text.replacen(from, to, 1).into_bytes()
}

/// The lock without the first line that begins so.
fn without(text: &str, start: &str) -> Vec<u8> {
    let mut gone = false;
    let keep = |line: &&str| {
        let takes = !gone && line.trim_start().starts_with(start);
        gone |= takes;
        !takes
    };
    let kept: Vec<&str> = text.split_inclusive('\n').filter(keep).collect();
    assert!(gone, "`{start}` in the lock");
    kept.concat().into_bytes()
}

/// The lock with another value after the first mention of a key.
fn with(text: &str, key: &str, value: &str) -> Vec<u8> {
    let key = format!(" {key}: ");
    let start = text.find(&key).or_else(|| text.find(&key.replacen(' ', "{", 1))).unwrap() + key.len();
    let end = start + text[start..].find([',', '}', '\n']).unwrap();
    format!("{}{value}{}", &text[..start], &text[end..]).into_bytes()
}

/// The first entry, whole.
fn first_entry(text: &str) -> String {
    let start = text.find(&format!("  {FIRST}:")).unwrap();
    let end = text[start + 3..].find("\n  0").unwrap() + start + 4;
    text[start..end].to_owned()
}

const BROKEN: [Broken; 43] = [
    // cut short, or not a lock at all
    (|_| Vec::new(), "the file is empty"),
    (|_| b"# a comment\n\n".to_vec(), "the file is empty"),
    (|_| b"\xFF\xFE\x00".to_vec(), "it is not UTF-8 text"),
    (|_| b"podcast\n".to_vec(), "line 1: "),
    (|_| b"- a\n- b\n".to_vec(), "line 1: "),
    (|text| text.as_bytes()[..text.len() / 2].to_vec(), "line "),
    (|text| text[..text.find("episodes:").unwrap()].into(), "missing key `episodes`"),
    (|text| text.trim_end().rsplit_once('\n').unwrap().0.into(), "missing key `sum`"),
    (|text| [text.as_bytes(), b"\x00"].concat(), "it is not UTF-8 text"),
    (|text| [text.as_bytes(), text.as_bytes()].concat(), "line "),
    // of another version
    (|text| swap(text, "version: 2", "version: 3"), "the lock is of version 3, and this podwright reads versions 1 to 2"),
    (|_| b"version: 7\nfrom: the future\n".to_vec(), "the lock is of version 7, and this podwright reads versions 1 to 2"),
    (|text| swap(text, "version: 2", "version: 0"), "the lock is of version 0"),
    (|text| swap(text, "version: 2", "version: one"), "the text \"one\" where a whole number is needed"),
    (|text| without(text, "version:"), "missing key `version`"),
    // with the marks of a merge
    (|text| swap(text, "episodes:\n", "episodes:\n<<<<<<< HEAD\n"), "has a conflict mark that git left after a merge"),
    (|text| swap(text, "episodes:\n", "episodes:\n=======\n"), "has a conflict mark that git left after a merge"),
    (|text| swap(text, "episodes:\n", "episodes:\n>>>>>>> theirs\n"), "has a conflict mark that git left after a merge"),
    (|text| swap(text, "episodes:\n", "episodes:\n||||||| base\n"), "has a conflict mark that git left after a merge"),
    // with an entry that came twice out of a merge
    (|text| swap(text, "episodes:\n", &format!("episodes:\n{}", first_entry(text))), "repeated key `01a205da"),
    (|text| swap(text, "    slug: coming-soon\n", "    slug: coming-soon\n    slug: coming-soon\n"), "repeated key `slug`"),
    (|text| with(text, "slug", "words-we-use"), "are both the episode `words-we-use`"),
    // with keys that are too many, too few, or of another kind
    (|text| swap(text, "    slug: coming-soon\n", "    slug: coming-soon\n    note: x\n"), "unknown key `note`"),
    (|text| without(text, "slug:"), "missing key `slug`"),
    (|text| without(text, "sum:"), "missing key `sum`"),
    (|text| with(text, "bytes", "many"), "the text \"many\" where a whole number is needed"),
    (|text| with(text, "bytes", "-1"), "where a whole number is needed"),
    (|text| with(text, "channels", "900"), "where a whole number is needed"),
    (|text| with(text, "seek_table", "maybe"), "where `true` or `false` is needed"),
    (|text| with(text, "title", "[a]"), "a list where text is needed"),
    // with values that cannot be
    (|text| with(text, "guid", "none"), "show.guid: `none` cannot be read"),
    (|text| with(text, "feed", "/feed.xml"), "show.feed: `/feed.xml` cannot be read"),
    (|text| with(text, "date", "yesterday"), "b3320e4baa1b.date: `yesterday` cannot be read"),
    (|text| with(text, "url", "media/a.mp3"), "b3320e4baa1b.enclosure.url: `media/a.mp3` cannot be read"),
    (|text| with(text, "type", "text/html"), "b3320e4baa1b.enclosure.type: `text/html` cannot be read"),
    (|text| with(text, "bytes", "0"), "the value of `enclosure.bytes` cannot be `0`"),
    (|text| with(text, "sha256", "abc"), "b3320e4baa1b.enclosure.sha256: `abc` cannot be read"),
    (|text| with(text, "sample_rate_hz", "0"), "the value of `audio.sample_rate_hz` cannot be `0`"),
    (|text| with(text, "codec", "mp4"), "b3320e4baa1b.audio.codec: `mp4` cannot be read"),
    (|text| with(text, "integrated_lufs", ".nan"), "the value of `loudness` cannot be `.nan or .inf`"),
    // with values that are well-formed and were changed by hand
    (
        |text| with(text, "date", "2022-06-27T08:00:00+01:00"),
        "something under `01a205da-7f51-71ae-a3db-b3320e4baa1b` was changed",
    ),
    // its entry, not its line under `out:`
    (
        |text| swap(text, &format!("  {FIRST}:"), "  a-guid-of-my-own:"),
        "something under `a-guid-of-my-own` was changed since podwright wrote it",
    ),
    (|text| with(text, "feed", "https://example.com/feed.xml"), "something under `show` was changed since podwright wrote it"),
];

#[test]
fn a_lock_that_cannot_be_believed_is_an_error_with_the_way_out() {
    let show = TestShow::series();
    let whole = show.text(LOCK);
    for (index, (break_it, expected)) in BROKEN.into_iter().enumerate() {
        let broken = break_it(&whole);
        show.write(LOCK, &broken);
        let told = show.podwright(&["check"]).code(1).any_stderr().done().stderr;
        assert!(told.starts_with("error: cannot read `podcast.lock`: "), "{index}: {told}");
        assert!(told.contains(expected), "{index}: `{expected}` in {told}");
        let (_, hint) = told.split_once("\nhint: ").unwrap_or_else(|| panic!("{index}: {told}"));
        assert!(
            hint.contains("git ") || hint.contains("podwright that wrote it") || hint.contains("podwright build"),
            "{index}: {told}"
        );
        assert!(show.read(LOCK) == broken, "{index}: nothing is guessed");
    }
    show.write(LOCK, &whole);
    show.podwright(&["check"]).any_stdout().done();
}

#[test]
fn nobody_builds_over_a_lock_that_cannot_be_believed() {
    let show = TestShow::series();
    show.write(LOCK, "version: 9\n");
    let before = show.files();
    show.podwright(&["build"]).code(1).stderr_contains(&["install the podwright that wrote it, or a newer one"]).done();
    assert_same_files(&before, &show.files());
}

/// Two branches of which each has an episode more, and the result of merging them.
fn merged(attributes: &str) -> (TestShow, bool) {
    let show = TestShow::series();
    show.write(".gitattributes", attributes);
    show.write(".gitignore", "/feed\n/.podwright\n").commit();
    for (branch, slug, date, number) in
        [("one", "extra-one", "2022-08-02T07:00:00Z", 1), ("two", "extra-two", "2022-08-03T07:00:00Z", 2)]
    {
        show.git(&["checkout", "--quiet", "-b", branch, "main"]);
        add_episode(&show, slug, date, number);
        // Two people: neither has the feed that the other one built.
        show.remove("feed");
        show.podwright(&["build"]).any_stdout().any_stderr().done();
        show.git(&["add", "--all"]);
        show.git(&["commit", "--quiet", "--message", slug]);
    }
    let is_clean = merge(&show, "one");
    (show, is_clean)
}

/// Merges a branch; whether git could.
fn merge(show: &TestShow, branch: &str) -> bool {
    let merge = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "merge", "--quiet", "--no-edit", branch])
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .current_dir(show.path(""))
        .output()
        .unwrap();
    merge.status.success()
}

/// The attributes that `init` writes: git keeps the entries of both.
#[test]
fn two_branches_that_each_add_an_episode_merge_cleanly() {
    let (show, is_clean) = merged("podcast.lock merge=union\n");
    assert!(is_clean);
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    let lock = show.yaml(LOCK);
    assert_eq!(lock["episodes"].as_object().unwrap().len(), 8);
    assert!(
        show.text("feed/feed.xml").contains("Added as extra-one") && show.text("feed/feed.xml").contains("Added as extra-two")
    );
}

#[test]
fn without_the_attribute_the_conflict_is_two_whole_entries() {
    let (show, is_clean) = merged("");
    assert!(!is_clean);
    let text = show.text(LOCK);
    let marks: Vec<&str> =
        text.lines().filter(|line| ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))).collect();
    assert_eq!(marks.len(), 6, "one conflict in `out`, and one in the entries: {text}");
    let (_, rest) = text.rsplit_once("<<<<<<<").unwrap();
    let (ours, theirs) = rest.split_once("\n=======\n").unwrap();
    let (ours, theirs) = (ours.split_once('\n').unwrap().1, theirs.split_once(">>>>>>>").unwrap().0);
    for (side, guid) in [(ours, "  added-extra-two:\n"), (theirs, "  added-extra-one:\n")] {
        assert!(side.starts_with(guid) && side.lines().last().unwrap().starts_with("    sum: "), "a whole entry: {side}");
    }
    let line = text.lines().position(|line| line.starts_with("<<<<<<<")).unwrap() + 1;
    let told = format!("line {line} has a conflict mark that git left after a merge");
    show.podwright(&["check"]).code(1).stderr_contains(&[&told, "keep the entries of both sides whole"]).done();
    let mended: String = text.split_inclusive('\n').filter(|line| !marks.contains(&line.trim_end())).collect();
    show.write(LOCK, mended).podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
}

/// Two branches that each change the same episode, in places of its files that git can merge; and whether it could merge the lock too.
fn merged_edits(attributes: &str) -> (TestShow, bool) {
    let show = TestShow::series();
    show.write(".gitattributes", attributes);
    show.write(".gitignore", "/feed\n/.podwright\n").commit();
    let yaml = "episodes/words-we-use/episode.yaml";
    let transcript = "episodes/words-we-use/transcript.vtt";
    for (branch, path, from, to) in [
        ("one", yaml, "title: Words we use", "title: Words that we use"),
        ("two", transcript, "WEBVTT\n", "WEBVTT\n\nNOTE Read by two people.\n"),
    ] {
        show.git(&["checkout", "--quiet", "-b", branch, "main"]);
        show.edit(path, from, to);
        show.podwright(&["build"]).any_stdout().any_stderr().done();
        show.git(&["commit", "--quiet", "--all", "--message", branch]);
    }
    let is_clean = merge(&show, "one");
    (show, is_clean)
}

/// With `merge=union` and without it, the lock is refused, and the way out that the error names leads to one that has both changes.
#[test]
fn two_branches_that_change_one_episode_are_told_the_way_out() {
    for (attributes, told) in
        [("podcast.lock merge=union\n", "repeated key `"), ("", "has a conflict mark that git left after a merge")]
    {
        let (show, is_clean) = merged_edits(attributes);
        assert_eq!(is_clean, !attributes.is_empty());
        let said = show.podwright(&["build"]).code(1).any_stderr().done().stderr;
        assert!(said.contains(told), "{said}");
        let (_, hint) = said.rsplit_once("`git checkout ").unwrap_or_else(|| panic!("{said}"));
        let words: Vec<&str> = hint.split_once('`').unwrap().0.split(' ').collect();
        show.git(&[&["checkout"], words.as_slice()].concat());
        show.podwright(&["build"]).any_stdout().any_stderr().done();
        let entry = show.text(LOCK);
        assert!(entry.contains("title: Words that we use"), "{entry}");
        show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    }
}

#[test]
fn what_is_accepted_is_told_and_kept_with_its_date() {
    let show = TestShow::series();
    let (file, date) = ("episodes/words-we-use/episode.yaml", show.text("episodes/words-we-use/episode.yaml"));
    let old = date.lines().find(|line| line.starts_with("date: ")).unwrap().to_owned();
    show.edit(file, &old, "date: 2022-08-02T07:00:00+01:00");
    show.podwright(&["build"]).code(1).stdout_contains(&["error[date-moved]"]).any_stderr().done();
    let told = show.podwright(&["build", "--accept", "date-moved:words-we-use"]).any_stdout().any_stderr().done().stderr;
    assert!(told.contains("accepted: `words-we-use`: the episode was published with the date "), "{told}");
    assert!(told.contains("subscribers: the episode moves to another place in the list"), "{told}");
    let lock = show.yaml(LOCK);
    let kept = &lock["accepted"][0];
    assert_eq!((kept["date"].as_str(), kept["rule"].as_str()), (Some("2023-01-01"), Some("date-moved")));
    assert_eq!(kept["episode"], "words-we-use");
    assert!(kept["change"].as_str().unwrap().contains("was published with the date 2022-"), "{kept}");
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    assert_eq!(show.yaml(LOCK)["accepted"].as_array().unwrap().len(), 1);
}
