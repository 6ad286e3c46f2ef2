//! Times of cues, and how much of the sound they cover. Where many cues break one rule, the first is named and the rest counted:
//! a transcript from a bad tool would else fill the screen.

use camino::Utf8Path;

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rules::transcript::{TranscriptRule, at_cue};
use crate::check::scope::in_file;
use crate::display::count::Count;
use crate::model::media::transcript::{Cue, Transcript};
use crate::model::place::FilePosition;
use crate::model::time::timestamp::Timestamp;

/// How far a cue may reach past the sound. // milliseconds; tools round the end up
const PAST_END: u64 = 500;
/// A gap that counts as a pause for breath. // milliseconds
const PAUSE: u64 = 2000;
/// The share of the time that cues must cover. // percent
const COVERED_MIN: u64 = 90;
/// The fastest reading. // characters a second; Netflix, "Timed Text Style Guide", English
const READING_MAX: f64 = 20.0;
/// The longest line. // characters; Podcast Namespace, transcripts.md
const LINE_MAX: usize = 65;

/// Looks at the cues of a transcript.
pub(crate) fn check(entry: &CatalogEpisode, file: &Utf8Path, transcript: &Transcript, found: &mut Found) {
    let cues = &transcript.cues;
    order(entry, file, cues, found);
    legibility(entry, file, cues, found);
    let Some(facts) = entry.audio_facts() else { return };
    let end = facts.length.millis();
    first_of(
        cues.iter().filter(|cue| cue.start.as_millis() >= end || cue.end.as_millis() > end.saturating_add(PAST_END)),
        |cue, rest| {
            found.add(
                TranscriptRule::CuePastEnd,
                at_cue(entry, file, cue),
                format!("the cue ends at {}, and the sound at {}{rest}", cue.end, Timestamp::from_millis(end)),
                "make the transcript again from the published audio",
            );
        },
    );
    let (lead, trail) =
        facts.loudness.as_ref().map_or((0, 0), |heard| (millis(heard.leading_silence), millis(heard.trailing_silence)));
    coverage(entry, file, cues, lead..end.saturating_sub(trail), found);
}

/// The times of cues against each other.
pub(crate) fn order(entry: &CatalogEpisode, file: &Utf8Path, cues: &[Cue], found: &mut Found) {
    first_of(cues.iter().filter(|cue| cue.end <= cue.start), |cue, rest| {
        found.add(
            TranscriptRule::CueEndsBeforeStart,
            at_cue(entry, file, cue),
            format!("the cue starts at {} and ends at {}{rest}", cue.start, cue.end),
            "correct the times of the cue",
        );
    });
    let pairs = || cues.iter().zip(cues.iter().skip(1));
    first_of(pairs().filter(|(before, after)| after.start < before.start), |(before, after), rest| {
        found.add(
            TranscriptRule::CuesOutOfOrder,
            at_cue(entry, file, after),
            format!("the cue at {} stands behind the one at {}{rest}", after.start, before.start),
            "sort the cues, or correct the time",
        );
    });
    first_of(
        pairs().filter(|(before, after)| after.start >= before.start && after.start < before.end),
        |(before, after), rest| {
            found.add(
                TranscriptRule::CuesOverlap,
                at_cue(entry, file, after),
                format!("the cue starts at {}, before the one above ends at {}{rest}", after.start, before.end),
                "let one end where the next starts; two voices at once go into one cue",
            );
        },
    );
}

fn legibility(entry: &CatalogEpisode, file: &Utf8Path, cues: &[Cue], found: &mut Found) {
    let longest = |cue: &Cue| {
        cue.speeches.iter().flat_map(|speech| speech.text.lines()).map(|line| line.trim().chars().count()).max().unwrap_or(0)
    };
    first_of(cues.iter().filter(|cue| longest(cue) > LINE_MAX), |cue, rest| {
        found.add(
            TranscriptRule::LongTranscriptLines,
            at_cue(entry, file, cue),
            format!("a line of the cue has {} characters, more than {LINE_MAX}{rest}", longest(cue)),
            "break the line where one would breathe, or split the cue",
        );
    });
    first_of(
        cues.iter().filter_map(|cue| Some((cue, speed(cue).filter(|speed| *speed > READING_MAX)?))),
        |(cue, speed), rest| {
            found.add(
                TranscriptRule::FastReading,
                at_cue(entry, file, cue),
                format!("the cue asks for {speed:.0} characters a second, more than {READING_MAX:.0}{rest}"),
                "let the cue begin earlier or end later, or split it",
            );
        },
    );
}

/// Characters to read in a second; `None` where the cue takes no time.
#[expect(clippy::cast_precision_loss, reason = "no cue has 2^53 characters or milliseconds")]
fn speed(cue: &Cue) -> Option<f64> {
    let time = cue.end.as_millis().checked_sub(cue.start.as_millis()).filter(|time| *time > 0)?;
    let characters: usize = cue
        .speeches
        .iter()
        .map(|speech| speech.text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>())
        .sum();
    Some(characters.saturating_sub(1) as f64 * 1000.0 / time as f64)
}

fn coverage(entry: &CatalogEpisode, file: &Utf8Path, cues: &[Cue], sound: std::ops::Range<u64>, found: &mut Found) {
    let mut spans: Vec<(u64, u64)> = cues.iter().map(|cue| (cue.start.as_millis(), cue.end.as_millis())).collect();
    spans.sort_unstable();
    let (mut missing, mut largest, mut reached) = (0, sound.start..sound.start, sound.start);
    for (start, end) in spans.into_iter().chain([(sound.end, sound.end)]) {
        let start = start.clamp(sound.start, sound.end.max(sound.start));
        let gap = start.saturating_sub(reached);
        if gap > PAUSE {
            missing += gap;
            if gap > largest.end - largest.start {
                largest = reached..start;
            }
        }
        reached = reached.max(end);
    }
    let whole = sound.end.saturating_sub(sound.start);
    let covered = whole.saturating_sub(missing).saturating_mul(100).checked_div(whole).unwrap_or(100);
    if covered < COVERED_MIN {
        found.add(
            TranscriptRule::TranscriptIncomplete,
            in_file(entry, file, FilePosition::File),
            format!(
                "the transcript covers {covered} % of the sound; nothing is written from {} to {}",
                Timestamp::from_millis(largest.start),
                Timestamp::from_millis(largest.end)
            ),
            "fill the gap; music and noises are written too, as in `[music]`",
        );
    }
}

/// Seconds to whole milliseconds; a measure that is no number counts as nothing.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, and what is below 0 becomes 0")]
fn millis(seconds: f64) -> u64 {
    (seconds * 1000.0) as u64
}

/// Calls back for the first, with words for how many more there are.
pub(super) fn first_of<T>(breaches: impl Iterator<Item = T>, mut say: impl FnMut(T, String)) {
    let mut breaches = breaches;
    let Some(first) = breaches.next() else { return };
    let rest = match breaches.count() {
        0 => String::new(),
        more => format!(" (and {})", Count(more, "more cue")),
    };
    say(first, rest);
}
