//! The waveform of a recording as SVG, behind the place in the player. The page says the same in words and numbers, so a screen
//! reader passes it over.

use std::fmt::Write as _;

use crate::model::media::recording_levels::{LEVELS, RecordingLevels};
use crate::site::html::Html;

/// Bars of the waveform. On a phone of 320 pixels each has a little more than two.
const BARS: usize = 120;

/// Half the height of the loudest bar.
const MIDDLE: u64 = 20;

/// What a level is raised to.
const POWER: u32 = 6;

/// A bar for each two levels, as high as the louder, both ways from the middle. The loudest reaches the edge, so that a quiet recording
/// has a shape too. Levels are nearly alike in speech: their sixth power shows where words end.
pub(in crate::site) fn waveform(levels: &RecordingLevels) -> Html {
    let levels = levels.as_bytes();
    let most = u64::from(levels.iter().copied().max().unwrap_or(0).max(1)).pow(POWER);
    let mut path = String::with_capacity(BARS * 10);
    for (index, pair) in levels.chunks(LEVELS / BARS).enumerate() {
        let level = u64::from(pair.iter().copied().max().unwrap_or(0)).pow(POWER);
        // Silence is a dot of half a unit, not a gap.
        let half = (MIDDLE * level / most).max(1);
        let _never_fails = write!(path, "M{} {}v{}", 2 * index + 1, MIDDLE - half, 2 * half);
    }
    let (width, height) = (2 * BARS, 2 * MIDDLE);
    Html::trusted(format!(
        "<svg viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><path id=\"wave\" d=\"{path}\"/><use href=\"#wave\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loudest_bar_reaches_the_edge_and_silence_is_seen() {
        let mut levels = [0; LEVELS];
        (levels[3], levels[4]) = (100, 80);
        let svg = waveform(&RecordingLevels::from(levels));
        assert_eq!(
            svg.as_str().split('"').filter(|part| part.starts_with('M')).map(|path| path.matches('M').count()).sum::<usize>(),
            BARS
        );
        assert!(svg.as_str().contains("d=\"M1 19v2M3 0v40M5 15v10M7 19v2"), "{}", svg.as_str());
        assert!(waveform(&RecordingLevels::from([255; LEVELS])).as_str().contains("M239 0v40\"/>"));
        assert!(waveform(&RecordingLevels::from([0; LEVELS])).as_str().contains("M239 19v2"));
    }
}
