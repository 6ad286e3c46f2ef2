//! README.md as a newcomer reads it: each line after `$` is carried out as it stands, in a home with nothing in it but a recording, its transcript
//! and a picture, and what is shown below it is what the program says. Lines after `>` are typed. `…` stands for whatever is there.
//!
//! A block begins in the folder in which the one before it has ended, as it does for who follows.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use rexpect::session::spawn_command;

use crate::support::TestShow;
use crate::support::recording::behind_tag;
use crate::support::show::REPOSITORY;

/// 2 March 2026, 18:00 UTC: when the first line is typed. The next one follows a minute later.
const NOW: u64 = 1_772_474_400;

/// A command line with what stands below it.
struct Step {
    line: String,
    shown: String,
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for block in text.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap()) {
        for line in block.lines() {
            match line.strip_prefix("$ ") {
                Some(line) => steps.push(Step { line: line.to_owned(), shown: String::new() }),
                None => steps.last_mut().unwrap().shown.extend([line, "\n"]),
            }
        }
    }
    steps
}

/// Whether a text is the one shown, where `…` stands for anything: on a line of its own for lines, else within the line.
fn is_shown(found: &str, shown: &str) -> bool {
    let shown = shown.strip_suffix('\n').filter(|shown| shown.ends_with('…')).unwrap_or(shown);
    let mut pieces = shown.split('…');
    let first = pieces.next().unwrap();
    let Some(mut rest) = found.strip_prefix(first) else { return false };
    let mut after = first;
    let mut open = false;
    for piece in pieces {
        let over_lines = after.is_empty() || after.ends_with('\n');
        let at = if piece.is_empty() { Some(rest.len()) } else { rest.find(piece) };
        let Some(at) = at.filter(|at| over_lines || !rest[..*at].contains('\n')) else { return false };
        rest = &rest[at + piece.len()..];
        after = piece;
        open = piece.is_empty();
    }
    open || rest.is_empty()
}

#[test]
fn what_is_left_out_is_left_open_and_nothing_else() {
    assert!(is_shown("a\nb\nc\nd\n", "a\n…\nd\n"));
    assert!(is_shown("wrote 31 files, done\n", "wrote … files, done\n"));
    assert!(!is_shown("wrote 31\n files, done\n", "wrote … files, done\n"));
    assert!(is_shown("a\nb\n", "a\n…\n"));
    assert!(!is_shown("a\nb\n", "a\n"));
    assert!(!is_shown("a\n", "a\nb\n"));
}

struct Home {
    show: TestShow,
    folder: PathBuf,
    now: u64,
}

impl Home {
    /// A home with the things that a producer has already, and podwright installed.
    fn new() -> Self {
        let show = TestShow::empty();
        let of_series = |path: &str| fs::read(format!("{REPOSITORY}/episodes/{path}")).unwrap();
        let home = show.home();
        for folder in ["recordings", "pictures", ".cargo/bin"] {
            fs::create_dir_all(home.join(folder)).unwrap();
        }
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_podwright"), home.join(".cargo/bin/podwright")).unwrap();
        for (name, episode) in [("hello", "coming-soon"), ("who-decides", "driving-the-train")] {
            // As an audio editor leaves it: without tags.
            let mp3 = of_series(&format!("{episode}/audio.mp3"));
            fs::write(home.join(format!("recordings/{name}.mp3")), behind_tag(&mp3)).unwrap();
            fs::write(home.join(format!("recordings/{name}.vtt")), of_series(&format!("{episode}/transcript.vtt"))).unwrap();
        }
        fs::write(home.join("pictures/cover.jpg"), of_series("cover.jpg")).unwrap();
        Self { folder: home, show, now: NOW }
    }

    fn bash(&self, line: &str) -> Command {
        let mut command = Command::new("bash");
        let path = format!("{}/.cargo/bin:{}", self.show.home().display(), std::env::var("PATH").unwrap());
        command.args(["--noprofile", "--norc", "-e", "-c", line]).current_dir(&self.folder).env_clear();
        command
            .env("PATH", path)
            .env("HOME", self.show.home())
            .env("SOURCE_DATE_EPOCH", self.now.to_string())
            .env("TERM", "dumb")
            .env("NO_COLOR", "1");
        command
    }

    /// Carries a line out; what is said, on both streams, in the order in which it is said.
    #[track_caller]
    fn say(&self, step: &Step) -> String {
        let answers: Vec<&str> = step.shown.lines().filter_map(|line| line.strip_prefix('>')).map(str::trim_start).collect();
        if answers.is_empty() {
            let output = self.bash(&format!("exec 2>&1; {}", step.line)).output().unwrap();
            return String::from_utf8(output.stdout).unwrap();
        }
        let mut session = spawn_command(self.bash(&step.line), Some(120_000)).unwrap();
        let mut said = String::new();
        for answer in answers {
            said += &session.exp_string("\r\n> ").unwrap_or_else(|error| panic!("{answer}: {error}"));
            // This terminal does not show again what is typed.
            said.extend(["\r\n> ", answer, "\r\n"]);
            session.send_line(answer).unwrap();
        }
        said += &session.exp_eof().unwrap();
        said.replace("\r\n", "\n")
    }
}

#[test]
fn each_line_of_the_readme_does_what_stands_below_it() {
    let text = fs::read_to_string(format!("{REPOSITORY}/README.md")).unwrap();
    let steps = steps(&text);
    assert!(steps.len() >= 8, "the README has lost its tutorial");
    let mut home = Home::new();
    for (minutes, step) in (0..).zip(&steps) {
        home.now = NOW + 60 * minutes;
        if let Some(folder) = step.line.strip_prefix("cd ") {
            home.folder = home.folder.join(folder);
            assert!(home.folder.is_dir(), "{folder}");
            continue;
        }
        let said = home.say(step);
        // Blanks at the end of a line are not seen.
        let trimmed = |text: &str| text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect::<String>();
        assert!(is_shown(&trimmed(&said), &trimmed(&step.shown)), "$ {}\n-- shown\n{}\n-- said\n{said}", step.line, step.shown);
    }
    let feed = fs::read_to_string(home.folder.join("feed/feed.xml")).unwrap();
    assert_eq!(feed.matches("<item>").count(), 2, "the tutorial ends with two published episodes");
    let online = home.show.home().join("www/my-show");
    let published = fs::read_to_string(online.join("feed.xml")).unwrap();
    assert_eq!(published.matches("<item>").count(), 1, "it was put online when it had one");
    assert!(online.join("media/hello-world.mp3").is_file() && online.join("index.html").is_file());
}
