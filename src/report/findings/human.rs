//! Findings as a compiler prints them, with the line and a caret, and a summary in words.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::display::columns::{beginning, columns, ending};
use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::model::place::{FilePosition, KeyPath, KeyStep};
use crate::model::settings::level::Level;
use crate::report::findings::extent::extent;
use crate::report::findings::folded::{Folding, fold};
use crate::report::findings::{LocatedFinding, Tally, count, counted, ordered};
use crate::report::paint::Paint;

/// The longest stretch of a source line that is shown where no width is known. // columns
const EXCERPT_MAX: usize = 140;

/// Findings for people, with a last line that counts them. Text from files is made safe for a terminal.
pub fn human(findings: &[LocatedFinding], tally: Tally, paint: Paint, folding: Folding) -> String {
    let mut out = listed(findings, paint, folding);
    out.push_str(&summary(findings, tally));
    out.push('\n');
    out
}

/// The findings, each with an empty line behind it.
pub(in crate::report) fn listed(findings: &[LocatedFinding], paint: Paint, folding: Folding) -> String {
    let mut out = String::new();
    let mut shown = ordered(findings);
    let folded = if folding == Folding::Folded { fold(&mut shown) } else { Vec::new() };
    // Errors come last, next to their count: a long report ends with what has to be mended.
    let (errors, others): (Vec<_>, Vec<_>) = shown.into_iter().partition(|located| located.finding.level == Level::Error);
    for located in others {
        one(&mut out, located, paint);
        out.push('\n');
    }
    for fold in &folded {
        out.extend([fold.line(paint).as_str(), "\n"]);
    }
    if !folded.is_empty() {
        out.push_str("`podwright check --all` shows each one and how to fix it\n\n");
    }
    for located in errors {
        one(&mut out, located, paint);
        out.push('\n');
    }
    out
}

fn one(out: &mut String, located: &LocatedFinding, paint: Paint) {
    let finding = &located.finding;
    let label = format!("{}[{}]", finding.level, finding.rule);
    let message = Sanitized(&finding.message).to_string();
    // Lines after the first are set in by two, not under the message: a long rule would leave no room.
    for (index, line) in paint.wrap(&format!("{label}: {message}"), 0).iter().enumerate() {
        match line.strip_prefix(&label) {
            Some(rest) if index == 0 => {
                let _ = writeln!(out, "{}{}", paint.level(finding.level, &label), paint.bold(rest));
            }
            _ => {
                let _ = writeln!(out, "  {}", paint.bold(line));
            }
        }
    }
    let file = Sanitized(finding.place.file.as_str()).to_string();
    let place = match (&finding.place.position, &located.source_line) {
        (FilePosition::Offset(offset), _) => format!("{file} (byte {offset})"),
        (FilePosition::File, None) => file,
        _ => format!("{file}:{}:{}", located.line, located.column),
    };
    let margin = located.line.to_string().len();
    let _ = writeln!(out, "{}{} {place}", " ".repeat(margin), paint.faint("-->"));
    if let Some(source) = located.source_line.as_ref().filter(|source| stands_in(located, source)) {
        excerpt(out, located, source, margin, paint);
    }
    let mut lines = paint.wrap(&Sanitized(&finding.help).to_string(), "help: ".len()).into_iter();
    if let Some(first) = lines.next() {
        let _ = writeln!(out, "{} {first}", paint.bold("help:"));
        for line in lines {
            let _ = writeln!(out, "      {line}");
        }
    }
}

/// Whether what the finding is about stands in the line. A key that is missing is placed at the start of its file, and the first line says
/// nothing about it.
fn stands_in(located: &LocatedFinding, source: &str) -> bool {
    match &located.finding.place.position {
        FilePosition::File => false,
        FilePosition::Value(KeyPath(steps)) if (located.line, located.column) == (1, 1) => {
            !matches!(steps.last(), Some(KeyStep::Key(key)) if !source.contains(key.as_str()))
        }
        _ => true,
    }
}

/// The line with its number, and a caret under the value. A long line is shown around the caret only.
fn excerpt(out: &mut String, located: &LocatedFinding, source: &str, margin: usize, paint: Paint) {
    let bar = paint.faint("|");
    let blank = " ".repeat(margin);
    let room = paint.width.min(EXCERPT_MAX).saturating_sub(margin + 3).max(20);
    let column = usize::try_from(located.column).unwrap_or(1).saturating_sub(1);
    let (before, behind) = source.split_at(source.char_indices().nth(column).map_or(source.len(), |(at, _)| at));
    let (before, behind) = (Sanitized(before).to_string(), Sanitized(behind).to_string());
    let is_short = columns(&before) + columns(&behind) <= room;
    let shown_before = if is_short { &before } else { ending(&before, room / 3) };
    let left = room.saturating_sub(columns(shown_before));
    let is_yaml = located.finding.place.file.extension() == Some("yaml");
    let carets = caret_width(&before, &behind, is_yaml).min(left.max(1));
    let number = paint.faint(&located.line.to_string());
    let text = format!("{shown_before}{}", beginning(&behind, left));
    let _ = writeln!(out, "{blank} {bar}");
    let _ = writeln!(out, "{number} {bar} {}", text.trim_end());
    let _ = writeln!(
        out,
        "{blank} {bar} {}{}",
        " ".repeat(columns(shown_before)),
        paint.level(located.finding.level, &"^".repeat(carets))
    );
}

/// As far as the value or the key goes that begins here, or to the end of the line.
fn caret_width(before: &str, text: &str, is_yaml: bool) -> usize {
    let end = if is_yaml { extent(before, text) } else { text.len() };
    columns(text[..end].trim_end()).max(1)
}

/// "2 errors and 1 warning in 2 of 6 episodes", "6 episodes, no faults".
fn summary(findings: &[LocatedFinding], tally: Tally) -> String {
    let allowed = match tally.allowed {
        0 => String::new(),
        allowed => format!(" ({allowed} allowed)"),
    };
    let episodes = Count(tally.episodes, "episode");
    let Some(counted) = counted(|level| count(findings, level)) else { return format!("{episodes}, no faults{allowed}") };
    let touched: BTreeSet<_> = findings.iter().filter_map(|located| located.finding.episode.as_ref()).collect();
    let in_show = findings.iter().any(|located| located.finding.episode.is_none());
    let place = match (touched.len(), in_show) {
        (0, _) => "in the show's own files".to_owned(),
        (number, false) => format!("in {number} of {episodes}"),
        (number, true) => format!("in the show's own files and {number} of {episodes}"),
    };
    format!("{counted} {place}{allowed}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::findings::testing::two;

    #[test]
    fn prints_what_a_compiler_would() {
        let expected = "\
warning[garbage-in-audio]: 37 bytes at 0:12.500 are no frame
 --> episodes/door/audio.mp3 (byte 150204)
help: export the file again

error[bad-value]: `Eduction` is not one of Apple's categories
 --> podcast.yaml:7:5
  |
7 |   - Eduction
  |     ^^^^^^^^
help: did you mean `Education`?

1 error and 1 warning in the show's own files and 1 of 6 episodes
";
        assert_eq!(human(&two(), Tally { episodes: 6, allowed: 0 }, Paint::PLAIN, Folding::Folded), expected);
    }

    #[test]
    fn shows_no_line_for_a_key_that_is_not_there() {
        let mut findings = two();
        findings.truncate(1);
        (findings[0].line, findings[0].column) = (1, 1);
        findings[0].finding.place.position = FilePosition::Value(KeyPath::key("transcript"));
        findings[0].source_line = Some("title: The door".to_owned());
        let printed = human(&findings, Tally::default(), Paint::PLAIN, Folding::Folded);
        assert!(printed.contains("\n --> podcast.yaml:1:1\nhelp: "), "{printed}");
        findings[0].source_line = Some("transcript: words.txt".to_owned());
        assert!(human(&findings, Tally::default(), Paint::PLAIN, Folding::Folded).contains('^'));
    }

    #[test]
    fn no_finding_is_good_news() {
        assert_eq!(human(&[], Tally { episodes: 6, allowed: 0 }, Paint::PLAIN, Folding::Folded), "6 episodes, no faults\n");
        assert_eq!(
            human(&[], Tally { episodes: 1, allowed: 2 }, Paint::PLAIN, Folding::Folded),
            "1 episode, no faults (2 allowed)\n"
        );
    }

    #[test]
    fn counts_what_is_in_episodes_only() {
        let mut findings = two();
        findings.remove(0);
        let printed = human(&findings, Tally { episodes: 1, allowed: 0 }, Paint::PLAIN, Folding::Folded);
        assert!(printed.ends_with("\n1 warning in 1 of 1 episode\n"), "{printed}");
    }

    #[test]
    fn no_colour_means_no_escape_and_hostile_text_never_brings_one() {
        let mut findings = two();
        findings[0].source_line = Some("  - Ed\u{1b}[31muction\u{202e}".to_owned());
        findings[0].finding.message = "bad \u{1b}[2J".to_owned();
        let plain = human(&findings, Tally::default(), Paint::PLAIN, Folding::Folded);
        assert!(!plain.contains('\u{1b}') && !plain.contains('\u{202e}'), "{plain}");
        let colour = human(&findings, Tally::default(), Paint { colour: true, width: 80 }, Folding::Folded);
        assert!(colour.contains("\u{1b}[") && !colour.contains("\u{1b}[2J") && !colour.contains("\u{1b}[31muction"));
    }

    #[test]
    fn the_caret_stands_under_the_value_behind_wide_and_joined_characters() {
        let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}";
        let long = "聴".repeat(90);
        for before in ["  - 聴く人, ", &format!("{family}: "), "cafe\u{301}: ", "\tname: ", "a\u{1b}: ", &long] {
            let mut findings = two();
            findings.truncate(1);
            findings[0].source_line = Some(format!("{before}Eduction{}", "人".repeat(90)));
            findings[0].column = u32::try_from(before.chars().count() + 1).unwrap();
            let printed = human(&findings, Tally::default(), Paint { colour: false, width: 60 }, Folding::Folded);
            let lines: Vec<&str> = printed.lines().collect();
            assert!(lines.iter().all(|line| columns(line) <= 60), "{printed}");
            let place = |line: &str, sign: &str| line.find(sign).map(|at| columns(&line[..at]));
            assert!(printed.contains(&format!(":7:{}\n", findings[0].column)), "{printed}");
            assert_eq!(place(lines[4], "^"), place(lines[3], "Eduction"), "{printed}");
        }
        let mut findings = two();
        findings.truncate(1);
        findings[0].source_line = Some("  - 聴く人".to_owned());
        assert!(human(&findings, Tally::default(), Paint::PLAIN, Folding::Folded).contains("|     ^^^^^^\n"));
    }

    #[test]
    fn the_caret_stays_under_the_value_in_a_long_line_and_a_narrow_terminal() {
        let mut findings = two();
        findings.truncate(1);
        findings[0].source_line = Some(format!("{}Eduction{}", "x".repeat(300), "y".repeat(300)));
        findings[0].column = 301;
        let printed = human(&findings, Tally::default(), Paint { colour: false, width: 60 }, Folding::Folded);
        let lines: Vec<&str> = printed.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= 60), "{printed}");
        let (source, carets) = (lines[3], lines[4]);
        assert_eq!(carets.find('^'), source.find("Eduction"), "{printed}");
        let (mut past, tally) = (findings.clone(), Tally::default());
        past[0].column = u32::MAX;
        assert!(human(&past, tally, Paint::PLAIN, Folding::Folded).contains('^'));
    }
}
