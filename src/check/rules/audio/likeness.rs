//! Whether two recordings are one, although no byte of them is the same: one was encoded again, made louder, or cut at an end. The 240 levels that
//! podcast.lock keeps of each recording tell it, so a clone without audio is checked too, and nothing is decoded for it.
//!
//! Measured with twenty recordings (the six of this repository, and fourteen of made-up speech that last 45 seconds to ten minutes) and 162 copies of
//! them: 40 to 96 kbit/s, AAC, 22 and 32 kHz, two channels, 9 dB less, compression, a telephone's band with noise, 3 seconds cut from the start, 4 and 6
//! from both ends, 4 seconds put before. All copies reach 0.70 to 1, and none of 3,251 pairs of different recordings more than 0.43. Of 606 pairs of two
//! copies that were changed in different ways, 15 stay below 0.7 (0.59 and more), such as one compressed and one cut.

use std::time::Duration;

use crate::catalog::{AudioState, Catalog, CatalogEpisode};
use crate::check::found::Found;
use crate::check::rule::audio::AudioRule;
use crate::check::scope::in_audio;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::recording_levels::LEVELS;

/// From here on two recordings are one.
const ALIKE: f64 = 0.7;
/// How much may be cut from a copy, or put before it: so many seconds, or so large a part of the longer one.
const CUT_MAX: f64 = 30.0; // seconds
const CUT_PART: f64 = 0.05;
/// The shortest recordings that are compared: shorter ones have too few levels of their own. // seconds
const LENGTH_MIN: f64 = 20.0;
/// How many of the newest episodes are compared with all older ones: with ten thousand episodes, comparing every pair would take minutes.
const NEWEST: usize = 60;
/// How many places are tried at which a copy may begin.
const STARTS_MAX: usize = 33;
/// Both ends are left out: music at the start and the end is the same in all episodes.
const ENDS: usize = LEVELS / 10;
/// The fewest levels by which two recordings are compared.
const OVERLAP_MIN: usize = LEVELS / 2;
/// The least spread of the ranks that are compared: a tone has hardly any.
const SPREAD_MIN: f64 = 20.0;
/// One level in four shows first whether it is worth comparing all of them, and how alike these few must be.
const COARSE: usize = 4;
const COARSE_ALIKE: f64 = 0.5;

/// What of a recording is compared.
struct Contour<'c> {
    entry: &'c CatalogEpisode,
    facts: &'c AudioFacts,
    /// Length. // seconds
    length: f64,
    /// The place of each level among all levels of the recording. Louder or compressed, they stay as they are.
    ranks: [f64; LEVELS],
}

/// Looks for recordings that are copies of an older one.
pub(super) fn check(catalog: &Catalog, found: &mut Found) {
    let mut contours: Vec<Contour<'_>> = catalog.episodes.iter().filter_map(|entry| Contour::of(catalog, entry)).collect();
    contours.sort_by_key(|contour| (contour.entry.episode.draft, contour.entry.episode.date));
    let first = contours.len().saturating_sub(NEWEST);
    for (index, contour) in contours.iter().enumerate().skip(first) {
        // the same bytes are another rule's
        let mut others = contours[..index].iter().filter(|other| {
            other.entry.episode.guid != contour.entry.episode.guid && other.facts.audio_sha256 != contour.facts.audio_sha256
        });
        if let Some(original) = others.find(|other| is_alike(other, contour)) {
            found.add(
                AudioRule::SameRecording,
                in_audio(contour.entry, None),
                format!(
                    "the loudness rises and falls where it does in `episodes/{}`: it is probably the same recording, encoded again",
                    original.entry.episode.slug
                ),
                "listen to both, and put the right file there; if the repeat is meant, allow the rule for this episode",
            );
        }
    }
}

impl<'c> Contour<'c> {
    fn of(catalog: &'c Catalog, entry: &'c CatalogEpisode) -> Option<Self> {
        let locked = || catalog.lock.as_ref()?.episodes.get(&entry.episode.guid)?.measured()?.levels.as_ref();
        let levels = match &entry.audio {
            AudioState::Present { probe, .. } => probe.levels.as_ref()?,
            AudioState::Locked { .. } => locked()?.as_bytes(),
            _ => return None,
        };
        let facts = entry.audio_facts()?;
        let length = Duration::from_millis(facts.length.millis()).as_secs_f64();
        (length >= LENGTH_MIN).then(|| Self { entry, facts, length, ranks: ranks(levels) })
    }

    /// The rank at a place, counted in levels.
    fn at(&self, place: f64) -> f64 {
        let before = whole(place).min(LEVELS - 1);
        let after = (before + 1).min(LEVELS - 1);
        let share = place - float(before);
        self.ranks[before] * (1.0 - share) + self.ranks[after] * share
    }
}

/// The place of each level among all, equal ones sharing the middle of theirs.
fn ranks(levels: &[u8; LEVELS]) -> [f64; LEVELS] {
    let mut counts = [0_usize; 256];
    for level in levels {
        counts[usize::from(*level)] += 1;
    }
    let mut below = 0;
    let middles = counts.map(|count| {
        below += count;
        float(2 * below - count) / 2.0
    });
    levels.map(|level| middles[usize::from(level)])
}

/// Whether one is a copy of the other.
fn is_alike(one: &Contour<'_>, other: &Contour<'_>) -> bool {
    let cut = one.length - other.length;
    if cut.abs() > CUT_MAX.max(CUT_PART * one.length.max(other.length)) {
        return false;
    }
    // half a level apart, and no more than that tells
    let steps = whole((cut.abs() / one.length * float(LEVELS) * 2.0).ceil()).min(STARTS_MAX - 1);
    (0..=steps).any(|step| {
        let start = if steps == 0 { 0.0 } else { cut * float(step) / float(steps) };
        likeness(one, other, start, COARSE) > COARSE_ALIKE && likeness(one, other, start, 1) > ALIKE
    })
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
fn float(number: usize) -> f64 {
    number as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number; what is below zero becomes zero")]
fn whole(number: f64) -> usize {
    number as usize
}

/// How alike two are (Spearman's correlation) where the other begins so many seconds after the one.
fn likeness(one: &Contour<'_>, other: &Contour<'_>, start: f64, step: usize) -> f64 {
    let levels = float(LEVELS);
    let (mut count, mut sums, mut squares, mut products) = (0.0, (0.0, 0.0), (0.0, 0.0), 0.0);
    for level in (ENDS..LEVELS - ENDS).step_by(step) {
        let seconds = (float(level) + 0.5) * one.length / levels;
        let place = (seconds - start) / other.length * levels - 0.5;
        if place < float(ENDS / 2) || place > levels - float(ENDS / 2) - 1.0 {
            continue;
        }
        let (a, b) = (one.ranks[level], other.at(place));
        count += 1.0;
        sums = (sums.0 + a, sums.1 + b);
        squares = (squares.0 + a * a, squares.1 + b * b);
        products += a * b;
    }
    if count * float(step) < float(OVERLAP_MIN) {
        return 0.0;
    }
    let spread = |sum: f64, square: f64| (square / count - (sum / count).powi(2)).max(0.0).sqrt();
    let (a, b) = (spread(sums.0, squares.0), spread(sums.1, squares.1));
    if a < SPREAD_MIN || b < SPREAD_MIN { 0.0 } else { (products / count - sums.0 / count * (sums.1 / count)) / (a * b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::expect;

    /// Levels of speech that differ for each number, in so many parts of the same length.
    fn speech(number: u32, parts: usize) -> Vec<u8> {
        let mut state = number.wrapping_mul(0x9E37_79B9) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            u8::try_from(state % 60).unwrap()
        };
        (0..parts).map(|_| 140 + next()).collect()
    }

    /// The averages of parts, as of tenths of a second.
    fn levels(parts: &[u8]) -> [u8; LEVELS] {
        std::array::from_fn(|level| {
            let (start, end) =
                (level * parts.len() / LEVELS, ((level + 1) * parts.len() / LEVELS).max(level * parts.len() / LEVELS + 1));
            let part = &parts[start..end];
            u8::try_from(part.iter().map(|one| usize::from(*one)).sum::<usize>() / part.len()).unwrap()
        })
    }

    #[track_caller]
    fn case(first: &[u8], second: &[u8], expected: &[&str]) {
        expect(expected, |catalog| {
            for (index, parts) in [first, second].into_iter().enumerate() {
                let AudioState::Present { probe, .. } = &mut catalog.episodes[index].audio else { panic!("it is here") };
                probe.levels = Some(levels(parts));
            }
        });
    }

    #[test]
    fn a_copy_is_known_however_it_was_encoded() {
        let copied = ["same-recording episodes/gate/audio.mp3"];
        let original = speech(7, LEVELS);
        case(&original, &original, &copied);
        let louder: Vec<u8> = original.iter().map(|level| level + 20).collect();
        case(&original, &louder, &copied);
        let compressed: Vec<u8> = original.iter().map(|level| 150 + (level - 140) / 3).collect();
        case(&original, &compressed, &copied);
        let noisy: Vec<u8> = original.iter().enumerate().map(|(at, level)| level + u8::try_from(at * 7 % 9).unwrap()).collect();
        case(&original, &noisy, &copied);
    }

    #[test]
    fn other_recordings_are_others() {
        for number in 1..60 {
            case(&speech(number, LEVELS), &speech(number + 1000, LEVELS), &[]);
        }
        // the same music at both ends, and two tones
        let with_music = |number| [vec![0; 4], speech(5, 20), speech(number, LEVELS - 48), speech(6, 20), vec![0; 4]].concat();
        case(&with_music(11), &with_music(12), &[]);
        case(&[180; LEVELS], &[180; LEVELS], &[]);
        let steps: Vec<u8> = (0..LEVELS).map(|at| if at < 3 { 0 } else { 180 }).collect();
        case(&steps, &steps, &[]);
    }

    #[test]
    fn a_copy_may_be_cut() {
        // 400 seconds, each sentence of four of them
        let tenths: Vec<u8> = speech(3, 100).into_iter().flat_map(|level| [level; 40]).collect();
        expect(&[], |catalog| {
            let entry = &catalog.episodes[0];
            let facts = entry.audio_facts().unwrap();
            let of = |from: u32, to: u32| Contour {
                entry,
                facts,
                length: f64::from(to - from),
                ranks: ranks(&levels(&tenths[from as usize * 10..to as usize * 10])),
            };
            for (from, to) in [(3, 400), (0, 390), (5, 395), (20, 400), (12, 388)] {
                assert!(is_alike(&of(0, 400), &of(from, to)), "{from} {to}");
                assert!(is_alike(&of(from, to), &of(0, 400)), "{from} {to}");
            }
            assert!(!is_alike(&of(0, 400), &of(100, 400)), "too much is missing");
        });
    }
}
