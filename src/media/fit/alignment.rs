//! Where the pauses between cues agree with the dips of a recording.

use crate::media::fit::dips::Dips;
use crate::model::media::transcript::Cue;

/// A gap between cues that is looked at has at most so many tenths: longer ones are music, or words that are missing.
const GAP_MAX: f64 = 30.0;
/// Cues that touch are taken to have a gap of so many tenths.
const GAP_MIN: f64 = 2.0;
/// Fewer gaps tell nothing.
const GAPS_MIN: usize = 8;
/// More gaps tell no more, and each is looked at in every place of the search: of so many or more, so many are taken, from start to end.
const GAPS_MAX: usize = 1000;
/// A pause begins a little before its loudness has gone down to half. // tenths; measured on the series
const LAG: f64 = -1.0;
/// How far times are moved in the search (tenths).
const FARTHEST: i64 = 600;
/// How far they are moved first, when the transcript is expected to fit (tenths).
const NEAR: i64 = 60;
/// Where a transcript is expected to stand (milliseconds).
const EXPECTED: i64 = 1500;
/// A place this close to the end of the search may only be the way to a better one (tenths).
const BRINK: f64 = 3.0;
/// Places within this distance are one (tenths).
const BESIDE: f64 = 15.0;
/// So many cues in a hundred behind the end of the recording are not a slip in one time.
const BEHIND_MAX: usize = 40;
/// The greatest drift that is looked for.
const DRIFT_MAX: f64 = 0.02;
/// Drifts are tried so close that the last cue moves by so many tenths.
const DRIFT_STEP: f64 = 1.5;
/// Most drifts that are tried on either side: what the longest recordings have more of is found a little less exactly.
const DRIFTS_MAX: i64 = 200;
/// Scores of this share of the best one are as good. The times in their middle are taken.
const AS_GOOD: f64 = 0.95;

/// Where a moment of a transcript is in the recording: `time * (1 + drift) + offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    /// Tenths of a second.
    pub(super) offset: f64,
    pub(super) drift: f64,
}

impl Line {
    /// The tenth of the recording at which a tenth of the transcript is.
    pub(super) fn at(self, tenths: f64) -> f64 {
        tenths * (1.0 + self.drift) + self.offset
    }

    /// How much later than a tenth of the transcript its sound is (milliseconds).
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the search")]
    pub(super) fn later(self, tenths: f64) -> i64 {
        ((self.at(tenths) - tenths) * 100.0).round() as i64
    }
}

/// What the search found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Aligned {
    /// The pauses agree.
    Found(Line),
    /// They agree nowhere, though there are enough to tell by.
    Nowhere,
    /// There are too few.
    Unknown,
}

/// The gaps of a transcript (tenths).
pub(super) struct Alignment {
    gaps: Vec<(f64, f64)>,
    /// How many of them are pauses that somebody measured, and not just the place where two cues touch.
    measured: usize,
    first: f64,
    last: f64,
    /// Whether the recording ends long before the cues do.
    is_too_long: bool,
}

/// The best places of a search.
struct Best {
    line: Line,
    /// The average depth at a gap.
    mean: f64,
}

impl Alignment {
    /// The gaps of cues, for a recording of so many tenths.
    pub(super) fn of(cues: &[Cue], length: usize) -> Self {
        let mut spans: Vec<(f64, f64)> =
            cues.iter().map(|cue| (tenths(cue.start.as_millis()), tenths(cue.end.as_millis()))).collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut gaps, mut measured) = (Vec::new(), 0);
        let between = spans.windows(2).map(|pair| (pair[0].1, pair[1].0));
        let between: Vec<(f64, f64)> = between.filter(|(end, start)| (start - end).abs() <= GAP_MAX).collect();
        for (end, start) in spread(&between, GAPS_MAX) {
            let (from, to) = (end.min(*start), end.max(*start));
            if start - end >= GAP_MIN {
                measured += 1;
                gaps.push((from, to));
            } else {
                let middle = f64::midpoint(from, to);
                gaps.push((middle - GAP_MIN / 2.0, middle + GAP_MIN / 2.0));
            }
        }
        let first = spans.first().map_or(0.0, |span| span.0);
        let last = spans.iter().map(|span| span.1).fold(first, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "a recording has fewer tenths than 2^53")]
        let behind = spans.iter().filter(|span| span.0 > length as f64).count();
        let is_too_long = spans.len() >= GAPS_MIN && behind * 100 > spans.len() * BEHIND_MAX;
        Self { gaps, measured, first, last, is_too_long }
    }

    /// When the first cue starts and the last one ends.
    pub(super) fn ends(&self) -> (f64, f64) {
        (self.first, self.last)
    }

    /// Where the gaps agree with the dips: near where they stand, or else anywhere.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "times of recordings are far below 2^53 tenths"
    )]
    pub(super) fn search(&self, dips: &Dips) -> Aligned {
        let count = self.gaps.len();
        let span = self.last - self.first;
        if self.is_too_long {
            return Aligned::Nowhere;
        }
        if count < GAPS_MIN {
            return Aligned::Unknown;
        }
        let roots = (count as f64).sqrt();
        let near = self.best(dips, NEAR);
        let is_inside = |best: &&Best| best.line.later(self.first).abs() < ((NEAR as f64 - BRINK) * 100.0) as i64;
        // A transcript is expected to stand where it does, so less is asked of it there: the more places are tried, the likelier is chance.
        let is_here = |best: &Best| best.line.later(self.first).abs() < EXPECTED;
        let is_certain = |best: &Best| best.mean >= 0.65 + 1.1 / roots && best.mean * roots >= 3.3;
        let is_likely = |best: &Best| best.mean >= 0.55 + 0.5 / roots && best.mean * roots >= 3.0;
        let fits = |best: &&Best| is_certain(best) || (is_here(best) && is_likely(best));
        if let Some(best) = near.as_ref().filter(is_inside).filter(fits) {
            return Aligned::Found(best.line);
        }
        // A short text agrees with some place of a long recording by chance, so it is not moved as far.
        let farthest = FARTHEST.min((span * 0.4) as i64);
        let far = self.best(dips, farthest);
        if let Some(best) = far.filter(is_certain) {
            return Aligned::Found(best.line);
        }
        let fits_nowhere = self.at_zero(dips).is_some_and(|mean| {
            // Cues that touch may do so in the middle of a sentence.
            if self.measured * 2 >= count { mean < 0.55 } else { count >= 40 && mean < 0.15 }
        });
        if fits_nowhere { Aligned::Nowhere } else { Aligned::Unknown }
    }

    /// The average depth where the cues stand.
    fn at_zero(&self, dips: &Dips) -> Option<f64> {
        (-5..=3).filter_map(|offset| Self::mean(dips, &self.moved(0.0), offset)).max_by(f64::total_cmp)
    }

    /// The gaps after a drift, in whole tenths.
    #[expect(clippy::cast_possible_truncation, reason = "a time in tenths")]
    fn moved(&self, drift: f64) -> Vec<(i64, i64)> {
        let whole = |tenths: f64| (tenths * (1.0 + drift)).round() as i64;
        self.gaps.iter().map(|(from, to)| (whole(*from), whole(*to).max(whole(*from) + 1))).collect()
    }

    /// The average depth at the gaps; `None` where fewer than half of them are within the recording.
    #[expect(clippy::cast_precision_loss, reason = "few gaps")]
    fn mean(dips: &Dips, gaps: &[(i64, i64)], offset: i64) -> Option<f64> {
        let (mut sum, mut count) = (0.0, 0_usize);
        for depth in gaps.iter().filter_map(|(from, to)| dips.average(from + offset, to + offset)) {
            sum += depth;
            count += 1;
        }
        (count * 2 >= gaps.len()).then(|| sum / gaps.len() as f64)
    }

    /// The middle of the best places within a distance.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "times of recordings are far below 2^53 tenths"
    )]
    fn best(&self, dips: &Dips, farthest: i64) -> Option<Best> {
        let step = (DRIFT_STEP / self.last.max(1.0)).min(DRIFT_MAX / 10.0);
        let each_side = ((DRIFT_MAX / step) as i64).min(DRIFTS_MAX);
        let step = DRIFT_MAX / each_side as f64;
        let mut scores: Vec<(f64, Line)> = Vec::new();
        for drift in (-each_side..=each_side).map(|steps| steps as f64 * step) {
            let gaps = self.moved(drift);
            for offset in -farthest..=farthest {
                if let Some(mean) = Self::mean(dips, &gaps, offset) {
                    scores.push((mean, Line { offset: offset as f64 - LAG, drift }));
                }
            }
        }
        let (mean, top) = scores.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0))?;
        // A drift has to do more than a shift alone: in a short recording many do about the same.
        let steady = scores.iter().copied().filter(|(_, line)| line.drift.abs() < step / 2.0).max_by(|a, b| a.0.total_cmp(&b.0));
        let steady = steady.filter(|(score, _)| *score >= mean * AS_GOOD);
        let top = steady.map_or(top, |(_, line)| line);
        let is_wanted = |line: &Line| steady.is_none() || line.drift.abs() < step / 2.0;
        // Other places far off, which only happen to be as good, do not count.
        let is_beside = |line: &Line| (line.at(self.first) - top.at(self.first)).abs() < BESIDE;
        let good: Vec<Line> = scores
            .iter()
            .filter(|(score, line)| *score >= mean * AS_GOOD && is_wanted(line) && is_beside(line))
            .map(|(_, line)| *line)
            .collect();
        let count = good.len().max(1) as f64;
        let offset = good.iter().map(|line| line.offset).sum::<f64>() / count;
        let drift = good.iter().map(|line| line.drift).sum::<f64>() / count;
        Some(Best { line: Line { offset, drift }, mean })
    }
}

/// All of them, or as many as are wanted at even distances.
fn spread<T>(all: &[T], most: usize) -> impl Iterator<Item = &T> {
    let count = all.len().min(most);
    (0..count).map(move |index| &all[index * all.len() / count])
}

#[expect(clippy::cast_precision_loss, reason = "times of recordings are far below 2^53 milliseconds")]
fn tenths(millis: u64) -> f64 {
    millis as f64 / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_gaps_are_taken_from_start_to_end() {
        let all: Vec<usize> = (0..2500).collect();
        assert!(spread(&all, 2500).eq(&all) && spread(&all, 9000).eq(&all) && spread(&all[..0], 5).next().is_none());
        let some: Vec<usize> = spread(&all, 1000).copied().collect();
        assert_eq!((some.len(), some[0], some[1], some[999]), (1000, 0, 2, 2497));
    }
}
