//! Text in pictures, in a typeface that is compiled in: no font of the system is asked for, so a picture is the same everywhere.

#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places in a picture are whole numbers")]

use std::sync::LazyLock;

use ttf_parser::Face;
use ttf_parser::GlyphId;

use crate::report::lettering::pen::Pen;

mod pen;

/// Latin, Greek and Cyrillic of `DejaVu` Sans Bold 2.37, made smaller with `pyftsubset`; its licence stands beside it.
static FACE: LazyLock<Face<'static>> = LazyLock::new(|| {
    Face::parse(include_bytes!("lettering/DejaVuSans-Bold.ttf"), 0).expect("the font was whole when the program was built")
});
/// From line to line, in heights of letters.
const LEADING: f32 = 1.15;

/// The font at one height.
#[derive(Clone, Copy)]
pub(crate) struct Letters {
    /// From the lowest foot to the highest accent (pixels).
    pub(crate) height: f32,
    /// Pixels for each of the font's own units.
    scale: f32,
    /// From the top to the line that letters stand on (pixels).
    ascent: f32,
}

impl Letters {
    /// Letters of a height (pixels).
    pub(crate) fn of_height(height: f32) -> Self {
        let scale = height / f32::from(FACE.ascender() - FACE.descender());
        Self { height, scale, ascent: f32::from(FACE.ascender()) * scale }
    }

    /// From one line to the next (pixels).
    pub(crate) fn line(&self) -> f32 {
        self.height * LEADING
    }

    /// Whether the font has a letter for a character.
    pub(crate) fn has(character: char) -> bool {
        FACE.glyph_index(character).is_some()
    }

    /// How wide a text is (pixels).
    pub(crate) fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.advance(glyph(c))).sum()
    }

    /// Gives each pixel that a letter touches, and how much of it the letter covers, of 255. The corner of the text is its upper left one.
    pub(crate) fn draw(&self, (left, top): (f32, f32), text: &str, mut pixel: impl FnMut((i32, i32), u8)) {
        let foot = (top + self.ascent).round() as i32;
        let mut x = left;
        for glyph in text.chars().map(glyph) {
            let corner = x.round() as i32;
            x += self.advance(glyph);
            let Some(bounds) = FACE.glyph_bounding_box(glyph) else { continue };
            let mut pen = Pen::new(bounds, self.scale);
            FACE.outline_glyph(glyph, &mut pen);
            pen.covered(|(right, down), covered| pixel((corner + right, foot + down), (covered.min(1.0) * 255.0).round() as u8));
        }
    }

    /// From the start of one letter to that of the next (pixels).
    fn advance(&self, glyph: GlyphId) -> f32 {
        f32::from(FACE.glyph_hor_advance(glyph).unwrap_or_default()) * self.scale
    }
}

/// The letter for a character; where there is none, the first of the font, a box.
fn glyph(character: char) -> GlyphId {
    FACE.glyph_index(character).unwrap_or(GlyphId(0))
}
