//! Faults that one hears: too loud, too quiet, clipped, silent.

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::loudness::LoudnessRule;
use crate::check::scope::{Scope, audio_here, in_audio};
use crate::display::count::Count;
use crate::display::shell_word::ShellWord;
use crate::model::media::audio_facts::{AudioFacts, LoudnessFacts};
use crate::model::media::loudness::{Decibels, TruePeak};

/// How far from the target is still right. // Apple, "Audio requirements"
const TOLERANCE: Decibels = Decibels::new(1.0);
/// The highest true peak. // EBU R 128, clause l
const PEAK_MAX: TruePeak = TruePeak::from_dbtp(-1.0);
/// Half of the last digit shown: a measure that prints as the limit is within it. // LU, dB
const ROUNDING: f64 = 0.05;
/// The longest silence at either end, and inside. // seconds
const SILENCE_AT_END: f64 = 2.0;
const SILENCE_INSIDE: f64 = 15.0;

/// Looks at each episode whose sound was decoded, now or when the lock was written.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    for entry in scope.episodes() {
        let Some(facts) = entry.audio_facts() else { continue };
        let Some(loudness) = &facts.loudness else { continue };
        level(scope, entry, facts, loudness, found);
        silence(entry, loudness, found);
    }
}

fn level(scope: &Scope<'_>, entry: &CatalogEpisode, facts: &AudioFacts, loudness: &LoudnessFacts, found: &mut Found) {
    let Some(heard) = facts.heard_loudness() else {
        found.add(
            LoudnessRule::SilentAudio,
            in_audio(entry, None),
            format!("the {:.0} s of sound are silent from start to end", facts.length.seconds()),
            "export again, with the right tracks switched on",
        );
        return;
    };
    let target = scope.show.checks.loudness;
    let gain = target - heard;
    if gain.abs() > TOLERANCE + Decibels::new(ROUNDING) {
        let mono = if facts.channels == 1 { ", mono counted as heard on two loudspeakers" } else { "" };
        let (side, change) = if gain > Decibels::NONE { ("quieter", "up") } else { ("louder", "down") };
        found.add(
            LoudnessRule::LoudnessOffTarget,
            in_audio(entry, None),
            format!("the loudness is {heard:.1}{mono}: {:.1} LU {side} than the {target:.0} of the show", gain.abs()),
            match audio_here(entry) {
                Some(file) => format!(
                    "turn it {change} by {:.1} dB and export again; or make a recording that fits with `podwright master {} --output {}.mp3`",
                    gain.abs(),
                    ShellWord(file.as_str()),
                    entry.episode.slug
                ),
                None => format!("turn it {change} by {:.1} dB and export again", gain.abs()),
            },
        );
    }
    if let Some(peak) = loudness.true_peak.filter(|peak| *peak > PEAK_MAX + Decibels::new(ROUNDING)) {
        found.add(
            LoudnessRule::TruePeakTooHigh,
            in_audio(entry, None),
            format!("the true peak is {peak:.1}, above {PEAK_MAX:.0}"),
            "set the limiter to -2 dB true peak before encoding, and export again",
        );
    }
    if loudness.clipped_samples > 0 {
        let samples = usize::try_from(loudness.clipped_samples).unwrap_or(usize::MAX);
        found.add(
            LoudnessRule::ClippedAudio,
            in_audio(entry, None),
            format!("{} cut off at full scale", Count(samples, "sample").with("is", "are")),
            "lower the level before it is recorded or limited; turning the finished file down does not help",
        );
    }
}

fn silence(entry: &CatalogEpisode, loudness: &LoudnessFacts, found: &mut Found) {
    // A file that is silent altogether is told once, above.
    if loudness.integrated.is_none() {
        return;
    }
    let ends = [
        (LoudnessRule::SilenceAtStart, loudness.leading_silence, SILENCE_AT_END, "before the first sound", "cut the start"),
        (LoudnessRule::SilenceAtEnd, loudness.trailing_silence, SILENCE_AT_END, "after the last sound", "cut the end"),
        (LoudnessRule::SilenceInside, loudness.longest_silence, SILENCE_INSIDE, "in the middle", "close the gap"),
    ];
    for (rule, seconds, limit, place, remedy) in ends {
        if seconds > limit + ROUNDING {
            found.add(
                rule,
                in_audio(entry, None),
                format!("{seconds:.1} s of silence {place}; {limit:.0} s are the most that listeners bear"),
                format!("{remedy} in an audio editor and export again"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check, expect};
    use crate::model::media::loudness::{Loudness, TruePeak};

    const FILE: &str = "episodes/door/audio.mp3";

    fn lufs(lufs: f64) -> Loudness {
        Loudness::from_lufs(lufs)
    }

    fn dbtp(dbtp: f64) -> TruePeak {
        TruePeak::from_dbtp(dbtp)
    }

    #[test]
    fn mono_counts_as_it_is_heard_and_stereo_as_it_is() {
        expect(&[], |catalog| catalog.heard_mut(0).integrated = Some(lufs(-20.0)));
        expect(&[&format!("loudness-off-target {FILE}")], |catalog| catalog.heard_mut(0).integrated = Some(lufs(-20.2)));
        expect(&[&format!("loudness-off-target {FILE}")], |catalog| catalog.heard_mut(0).integrated = Some(lufs(-16.0)));
        expect(&[&format!("loudness-off-target {FILE}")], |catalog| {
            catalog.facts_mut(0).channels = 2;
            catalog.facts_mut(0).bitrate = 128_000;
        });
    }

    #[test]
    fn says_by_how_much_and_that_mono_is_counted_twice() {
        let report = check(|catalog| catalog.heard_mut(0).integrated = Some(lufs(-25.0)));
        let finding = &report.findings[0];
        assert_eq!(
            finding.message,
            "the loudness is -22.0 LUFS, mono counted as heard on two loudspeakers: 6.0 LU quieter than the -16 LUFS of the show"
        );
        assert_eq!(
            finding.help,
            "turn it up by 6.0 dB and export again; or make a recording that fits with `podwright master episodes/door/audio.mp3 --output door.mp3`"
        );
    }

    #[test]
    fn follows_the_target_of_the_show() {
        expect(&[], |catalog| {
            catalog.show_mut().checks.loudness = Loudness::from_lufs(-19.0);
            for episode in 0..3 {
                catalog.heard_mut(episode).integrated = Some(lufs(-22.0));
            }
        });
    }

    #[test]
    fn hears_peaks_clipping_and_silence_past_their_limits() {
        expect(&[], |catalog| {
            let heard = catalog.heard_mut(0);
            heard.true_peak = Some(dbtp(-1.0));
            (heard.leading_silence, heard.trailing_silence, heard.longest_silence) = (2.0, 2.0, 15.0);
        });
        expect(
            &["clipped-audio", "silence-at-end", "silence-at-start", "silence-inside", "true-peak-too-high"]
                .map(|rule| format!("{rule} {FILE}"))
                .each_ref()
                .map(String::as_str),
            |catalog| {
                let heard = catalog.heard_mut(0);
                heard.true_peak = Some(dbtp(-0.9));
                heard.clipped_samples = 3;
                (heard.leading_silence, heard.trailing_silence, heard.longest_silence) = (2.1, 2.1, 15.1);
            },
        );
    }

    #[test]
    fn silence_is_an_error_and_told_once() {
        expect(&[&format!("silent-audio {FILE}")], |catalog| {
            let heard = catalog.heard_mut(0);
            (heard.integrated, heard.true_peak, heard.leading_silence) = (None, None, 60.0);
        });
    }

    #[test]
    fn a_sound_that_was_not_measured_breaks_no_rule_of_loudness() {
        expect(&[], |catalog| catalog.facts_mut(0).loudness = None);
    }
}
