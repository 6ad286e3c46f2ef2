//! Words where nothing is heard, and sound without words at both ends.

use crate::media::fit::alignment::Line;
use crate::media::fit::dips::Dips;
use crate::model::media::transcript::Cue;
use crate::model::media::transcript_fit::{FitStep, SilentCues, TranscriptFit};
use crate::model::time::timestamp::Timestamp;

/// Cues shorter than this are not judged: a breath may be as long (tenths).
const CUE_MIN: usize = 10;
/// How far below the voices it is silent (dB).
const SILENT: f64 = 25.0;
/// The share of a cue that is silent. // percent
const SILENT_SHARE: usize = 90;
/// Sound without words at an end that is reported (tenths).
const END_MIN: usize = 60;
/// How far below the voices a sound counts (dB).
const HEARD: f64 = 15.0;
/// A tenth that is so far below its surroundings is one between syllables (dB). Music has few of them.
const SYLLABLE: f64 = 6.0;

/// Adds to a step what is wrong beside it.
pub(super) fn judge(step: FitStep, dips: &Dips, cues: &[Cue], line: Line) -> TranscriptFit {
    let mut fit = TranscriptFit::from(step);
    let spans: Vec<(usize, usize, &Cue)> = cues.iter().filter_map(|cue| span(cue, line, dips.loudness.len())).collect();
    let mut spoken: Vec<f64> = spans.iter().flat_map(|(from, to, _)| &dips.loudness[*from..*to]).copied().collect();
    if spoken.is_empty() {
        return fit;
    }
    spoken.sort_by(f64::total_cmp);
    let voices = spoken[spoken.len() * 3 / 4];
    let is_silent = |(from, to, cue): &&(usize, usize, &Cue)| {
        let quiet = dips.loudness[*from..*to].iter().filter(|loudness| **loudness < voices - SILENT).count();
        to - from >= CUE_MIN && quiet * 100 >= (to - from) * SILENT_SHARE && !is_sound(cue)
    };
    let mut silent = spans.iter().filter(is_silent);
    fit.silent = silent
        .next()
        .map(|(_, _, cue)| SilentCues { first: cue.start, count: u32::try_from(silent.count() + 1).unwrap_or(u32::MAX) });
    let syllables = |from: usize, to: usize| dips.depth[from..to].iter().filter(|depth| **depth > SYLLABLE).count();
    let first = spans.iter().map(|span| span.0).min().unwrap_or_default();
    let last = spans.iter().map(|span| span.1).max().unwrap_or_default();
    let usual = syllables(first, last);
    let is_speech = |from: usize, to: usize| {
        let loud = dips.loudness[from..to].iter().filter(|loudness| **loudness >= voices - SYLLABLE).count();
        syllables(from, to) * 2 * (last - first) >= usual * (to - from) && loud * 4 >= to - from
    };
    let heard = |tenth: &usize| dips.loudness[*tenth] >= voices - HEARD;
    fit.begins = (0..first).find(heard).filter(|begin| first - begin >= END_MIN && is_speech(*begin, first)).map(timestamp);
    let end = (last..dips.loudness.len()).rev().find(heard).map(|tenth| tenth + 1);
    fit.ends = end.filter(|end| end - last >= END_MIN && is_speech(last, *end)).map(timestamp);
    fit
}

/// Where a cue is in the recording; `None` where nothing of it is.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn span(cue: &Cue, line: Line, length: usize) -> Option<(usize, usize, &Cue)> {
    let at = |millis: u64| (line.at(millis as f64 / 100.0).round() as usize).min(length);
    let (from, to) = (at(cue.start.as_millis()), at(cue.end.as_millis()));
    (from < to).then_some((from, to, cue))
}

/// `[silence]`, `(a pause)` and the like.
fn is_sound(cue: &Cue) -> bool {
    cue.speeches.iter().all(|speech| speech.text.trim().starts_with(['[', '(', '♪']))
}

fn timestamp(tenth: usize) -> Timestamp {
    Timestamp::from_millis(tenth as u64 * 100)
}
