//! Whether the transcript is that of the recording.

use camino::Utf8Path;

use crate::catalog::{CatalogEpisode, FoundTranscript};
use crate::check::found::Found;
use crate::check::rule::audio::AudioRule;
use crate::check::rules::transcript::{TranscriptRule, at_cue};
use crate::check::scope::in_file;
use crate::display::count::Count;
use crate::model::media::transcript_fit::{FitStep, SilentCues};
use crate::model::place::FilePosition;

/// Looks at what the comparison of a transcript with its recording found.
pub(crate) fn check(entry: &CatalogEpisode, file: &Utf8Path, read: &FoundTranscript, found: &mut Found) {
    let Some(fit) = read.fit else { return };
    let whole = || in_file(entry, file, FilePosition::File);
    let cues = &read.transcript.cues;
    match fit.step {
        FitStep::Fits | FitStep::Undecided => {}
        FitStep::NotMeasured => found.add(
            AudioRule::NotMeasured,
            whole(),
            "the transcript is new, and was not compared with the recording, which is not on this machine",
            "run `podwright check` where the recording is",
        ),
        FitStep::Other => found.add(
            TranscriptRule::TranscriptOfAnotherRecording,
            whole(),
            "the transcript seems to belong to another recording: its pauses are not where the recording has them",
            "put the transcript of this recording there; if it is the right one, redo its timestamps",
        ),
        FitStep::Shifted { start, end } => found.add(
            TranscriptRule::TranscriptOutOfStep,
            cues.first().map_or_else(whole, |cue| at_cue(entry, file, cue)),
            shifted(start, end, cues.last().map_or(0, |cue| cue.end.as_millis())),
            "move the times of the cues by that, or make the transcript again from the published audio",
        ),
    }
    if let Some(SilentCues { first, count }) = fit.silent {
        let rest = match count.saturating_sub(1) {
            0 => String::new(),
            more => format!(" (and {})", Count(more as usize, "more cue")),
        };
        let cue = cues.iter().find(|cue| cue.start == first);
        found.add(
            TranscriptRule::WordsOverSilence,
            cue.map_or_else(whole, |cue| at_cue(entry, file, cue)),
            format!("nothing is heard at {first}, where the transcript has words{rest}"),
            "listen there, and delete the words, or write `[silence]`",
        );
    }
    let help = "write down what is said there; `[music]` if nobody speaks";
    if let (Some(begins), Some(cue)) = (fit.begins, cues.first()) {
        let message = format!("the words begin at {begins}, and the first cue starts at {}", cue.start);
        found.add(TranscriptRule::TranscriptWithoutEnds, at_cue(entry, file, cue), message, help);
    }
    if let (Some(ends), Some(cue)) = (fit.ends, cues.last()) {
        let message = format!("the words go on to {ends}, and the last cue ends at {}", cue.end);
        found.add(TranscriptRule::TranscriptWithoutEnds, at_cue(entry, file, cue), message, help);
    }
}

/// How far times are off, in words: the same everywhere, or more and more.
fn shifted(start: i64, end: i64, length: u64) -> String {
    /// What counts as the same (milliseconds).
    const SAME: i64 = 400;
    let grows = end - start;
    if grows.abs() < SAME {
        return format!("the words are heard {} than the cues say", off(i64::midpoint(start, end)));
    }
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a recording")]
    let drift = grows as f64 * 100.0 / length.max(1) as f64;
    let way = if grows > 0 { "slower" } else { "faster" };
    format!(
        "the recording is {:.1} % {way} than the transcript: the words are heard {} than the first cue says, and {} than the last",
        drift.abs(),
        off(start),
        off(end)
    )
}

fn off(millis: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a recording")]
    let seconds = millis.unsigned_abs() as f64 / 1000.0;
    format!("{seconds:.1} s {}", if millis < 0 { "earlier" } else { "later" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_far_times_are_off() {
        assert_eq!(shifted(-2010, -1990, 200_000), "the words are heard 2.0 s earlier than the cues say");
        assert_eq!(
            shifted(20, -1980, 200_000),
            "the recording is 1.0 % faster than the transcript: the words are heard 0.0 s later than the first cue says, and 2.0 s earlier than the last"
        );
    }
}
