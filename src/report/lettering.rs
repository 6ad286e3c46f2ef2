//! Text in pictures, in a typeface that is compiled in: no font of the system is asked for, so a picture is the same everywhere.

#![expect(clippy::cast_possible_truncation, reason = "places in a picture are whole numbers")]

use swash::FontRef;
use swash::scale::{Render, ScaleContext, Source};

/// Latin, Greek and Cyrillic of `DejaVu` Sans Bold 2.37, made smaller with `pyftsubset`; its licence stands beside it.
const FONT: &[u8] = include_bytes!("lettering/DejaVuSans-Bold.ttf");
/// From line to line, in heights of letters.
const LEADING: f32 = 1.15;

/// The font at one height.
#[derive(Clone, Copy)]
pub(crate) struct Letters {
    font: FontRef<'static>,
    /// From the lowest foot to the highest accent (pixels).
    pub(crate) height: f32,
    /// The font's own unit, an em (pixels).
    em: f32,
    /// From the top to the line that letters stand on (pixels).
    ascent: f32,
}

impl Letters {
    /// Letters of a height (pixels).
    pub(crate) fn of_height(height: f32) -> Self {
        let font = FontRef::from_index(FONT, 0).expect("the font was whole when the program was built");
        let metrics = font.metrics(&[]);
        let scale = height / (metrics.ascent + metrics.descent);
        Self { font, height, em: f32::from(metrics.units_per_em) * scale, ascent: metrics.ascent * scale }
    }

    /// From one line to the next (pixels).
    pub(crate) fn line(&self) -> f32 {
        self.height * LEADING
    }

    /// Whether the font has a letter for a character.
    pub(crate) fn has(&self, character: char) -> bool {
        self.font.charmap().map(character) != 0
    }

    /// How wide a text is (pixels).
    pub(crate) fn width(&self, text: &str) -> f32 {
        let (map, metrics) = (self.font.charmap(), self.font.glyph_metrics(&[]).scale(self.em));
        text.chars().map(|c| metrics.advance_width(map.map(c))).sum()
    }

    /// Gives each pixel that a letter touches, and how much of it the letter covers, of 255. The corner of the text is its upper left one.
    pub(crate) fn draw(&self, (left, top): (f32, f32), text: &str, mut pixel: impl FnMut((i32, i32), u8)) {
        let (map, metrics) = (self.font.charmap(), self.font.glyph_metrics(&[]).scale(self.em));
        let mut context = ScaleContext::new();
        let mut scaler = context.builder(self.font).size(self.em).build();
        let foot = (top + self.ascent).round() as i32;
        let mut x = left;
        for glyph in text.chars().map(|c| map.map(c)) {
            let corner = x.round() as i32;
            x += metrics.advance_width(glyph);
            let Some(letter) = Render::new(&[Source::Outline]).render(&mut scaler, glyph) else { continue };
            let (x, y) = (corner + letter.placement.left, foot - letter.placement.top);
            let rows = letter.data.chunks_exact(letter.placement.width.max(1) as usize);
            for (y, row) in (y..).zip(rows) {
                for (x, covered) in (x..).zip(row) {
                    pixel((x, y), *covered);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_between_their_corner_and_their_width() {
        let letters = Letters::of_height(20.0);
        let mut touched = Vec::new();
        letters.draw((100.0, 50.0), "Tŷ bach", |place, covered| touched.extend((covered > 0).then_some(place)));
        let right = 100 + letters.width("Tŷ bach").ceil() as i32;
        assert!(
            touched.len() > 200 && touched.iter().all(|(x, y)| (99..=right).contains(x) && (50..=70).contains(y)),
            "{touched:?}"
        );
    }

    #[test]
    fn knows_which_letters_it_has() {
        let letters = Letters::of_height(20.0);
        assert!("aŷδж".chars().all(|c| letters.has(c)) && !letters.has('聴'));
    }
}
