//! The Markdown of the notes: marks that readers would see, the order of headings, and times of the recording.

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::episode::EpisodeRule;
use crate::check::scope::{At, in_notes, length_millis};
use crate::markdown::destination::is_private;
use crate::markdown::outline::Outline;
use crate::markdown::outline::near_miss::{NearMiss, NearMissKind, near_misses};
use crate::markdown::outline::time_list::times_of;
use crate::model::time::timestamp::Timestamp;

/// How far a time may lie past the end. // milliseconds; lists of times have whole seconds
const ROUNDING: u64 = 1000;

/// Looks at the notes of an episode.
pub(super) fn check(entry: &CatalogEpisode, markdown: &str, outline: &Outline, found: &mut Found) {
    for miss in near_misses(markdown) {
        slip(&miss, in_notes(entry, miss.at), found);
    }
    headings(entry, outline, found);
    times(entry, markdown, found);
}

fn slip(miss: &NearMiss, at: At<'_>, found: &mut Found) {
    let piece = &miss.piece;
    let (message, help) = match miss.kind {
        NearMissKind::BlankInLink => {
            ("is no link: a space stands before the address", "take the space out: `[text](https://...)`")
        }
        NearMissKind::BracketsSwapped => {
            ("is no link: the brackets are the wrong way round", "write the words in square brackets: `[text](https://...)`")
        }
        NearMissKind::UnclosedBracket => (
            "has a bracket that is never closed",
            "close it; a link is written `[text](https://...)`, with `%20` for a space in the address",
        ),
        NearMissKind::UndefinedReference => {
            ("refers to a name that the notes do not define", "write the address itself: `[text](https://...)`")
        }
        NearMissKind::HeadingWithoutBlank => ("is no heading: a space is missing after the signs", "write `## Heading`"),
        NearMissKind::UnclosedBold => (
            "begins bold text that never ends",
            "end it with `**` right after the last word, or write `\\*\\*` for the signs themselves",
        ),
        NearMissKind::BoldNotShown => (
            "is not shown in bold: a punctuation mark inside the signs touches a letter outside them",
            "put the punctuation mark outside the signs, or a space between the signs and the letter",
        ),
        NearMissKind::DoubleScheme | NearMissKind::HostWithoutDot | NearMissKind::SignInHost => return address(miss, at, found),
    };
    found.add(EpisodeRule::MarkdownSlip, at, format!("`{piece}` {message}"), help);
}

/// An address that stands in the text, and of which no reader makes a link.
fn address(miss: &NearMiss, at: At<'_>, found: &mut Found) {
    let address = miss.piece.split(|c: char| c.is_whitespace() || matches!(c, ')' | '"')).next().unwrap_or_default();
    let host =
        address.split_once("://").map_or("", |(_, rest)| rest).split(['/', ':', '?', '#', ',', ';']).next().unwrap_or_default();
    if miss.kind == NearMissKind::HostWithoutDot && is_private(host) {
        found.add(
            EpisodeRule::PrivateLink,
            at,
            format!("the address `{address}` works in one network only: nobody outside can reach `{host}`"),
            "give an address that everybody can open, or leave it out",
        );
    } else {
        let error = match miss.kind {
            NearMissKind::SignInHost => "a dot is missing, or in the wrong place, in the name of the host",
            _ => "`https://` stands there twice",
        };
        found.add(
            EpisodeRule::MistypedLink,
            at,
            format!("the address `{address}` has a typing error: {error}"),
            "correct the address, and open it once to see that it works",
        );
    }
}

fn headings(entry: &CatalogEpisode, outline: &Outline, found: &mut Found) {
    let Some(first) = outline.headings.first() else { return };
    let (mut before, mut is_above) = (first.level, false);
    for heading in &outline.headings {
        let level = heading.level;
        let skips = level > before + 1;
        // The first of those that stand too high is enough: it is the first heading that is wrong.
        let is_too_high = level < first.level && !is_above;
        is_above |= is_too_high;
        if skips || is_too_high {
            let message = if skips {
                format!("a heading of level {level} follows one of level {before}")
            } else {
                format!("a heading of level {level} comes after a first one of level {}", first.level)
            };
            found.add(
                EpisodeRule::HeadingOrder,
                in_notes(entry, heading.at),
                message,
                "begin with `##` for each section, and use one `#` more for a section inside a section",
            );
        }
        before = level;
    }
}

fn times(entry: &CatalogEpisode, markdown: &str, found: &mut Found) {
    let Some(end) = length_millis(entry) else { return };
    for late in times_of(markdown).iter().filter(|one| one.time.as_millis() > end.saturating_add(ROUNDING)) {
        found.add(
            EpisodeRule::TimePastEnd,
            in_notes(entry, late.at),
            format!("the notes name the time {}, and the recording ends at {}", late.time, Timestamp::from_millis(end)),
            "correct the time; perhaps the recording was cut after the notes were written",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{findings, text};

    /// The rules that the notes of an episode of one minute break.
    #[track_caller]
    fn case(notes: &str, rules: &[&str]) {
        let found = findings(|catalog| catalog.episodes[0].episode.notes = Some(text(notes)));
        let found: Vec<&str> = found.iter().filter_map(|line| line.strip_suffix(" episodes/door/episode.yaml notes")).collect();
        assert_eq!(found, rules, "{notes}");
    }

    #[test]
    fn headings_go_down_one_step_at_a_time() {
        case("## Gäste\n\nText\n\n#### Ada", &["heading-order"]);
        case("### Gwesteion\n\nText\n\n## Dolenni", &["heading-order"]);
        case("# One\n\n### Two\n\n### Three\n\n##### Four", &["heading-order", "heading-order"]);
        case("## One\n\n### Two\n\n## Three\n\n### Four\n\n#### Five\n\n## Six", &[]);
        case("### One\n\n### Two", &[]);
    }

    #[test]
    fn times_are_those_of_the_recording() {
        case("0:10 The door\n1:30 Das Tor", &["time-past-end"]);
        case("- 0:00 Dechrau\n- 1:02:00 Diwedd", &["time-past-end"]);
        case("Hear it at 1:59:00, and not before (2:00).", &["time-past-end", "time-past-end"]);
        case("Isaiah 40:31, John 3:16, a 2:1 win, Luc 15:11–32 and a ratio of 60:40.", &[]);
        case("0:10 The door\n1:01 The end\n\nOn Sunday at 19:30.\n\n20:00 Uhr: Fest", &[]);
    }

    #[test]
    fn marks_that_readers_would_see() {
        case("Read [the tale] (https://example.org/tale).", &["markdown-slip"]);
        case("Lies (die Geschichte)[https://example.org ].", &["markdown-slip"]);
        case("##Gwesteion", &["markdown-slip"]);
        case("Das ist **wichtig.", &["markdown-slip"]);
        case("Read [the tale][tale].", &["markdown-slip"]);
        case("Read [the tale](https://example.org/the tale).", &["markdown-slip"]);
    }
}
