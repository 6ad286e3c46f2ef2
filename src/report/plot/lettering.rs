//! Words in a picture, in a typeface that is compiled in: no font of the system is asked, so a picture is the same everywhere.

use noto_sans_mono_bitmap::{FontWeight, RasterHeight, get_raster, get_raster_width};
use plotters::style::{Color, RGBColor};

use crate::report::plot::Area;

const WEIGHT: FontWeight = FontWeight::Regular;
const HEIGHT: RasterHeight = RasterHeight::Size16;
/// Height of a line of words (pixels).
pub(super) const GLYPH_HEIGHT: i32 = 16;

/// Width of words (pixels).
pub(super) fn width_of(words: &str) -> i32 {
    let glyph = get_raster_width(WEIGHT, HEIGHT);
    i32::try_from(words.chars().count().saturating_mul(glyph)).unwrap_or(i32::MAX)
}

/// Puts words at a place, their upper left corner. What the typeface lacks becomes a question mark; what is outside is left out.
pub(super) fn letter(area: &Area<'_>, at: (i32, i32), words: &str, color: RGBColor) -> Result<(), String> {
    let mut x = at.0;
    let (width, height) = area.dim_in_pixel();
    let within = |place: i32, length: u32| u32::try_from(place).is_ok_and(|place| place < length);
    for character in words.chars() {
        let Some(glyph) = get_raster(character, WEIGHT, HEIGHT).or_else(|| get_raster('?', WEIGHT, HEIGHT)) else { continue };
        for (y, row) in (at.1..).zip(glyph.rows()) {
            for (x, shade) in (x..).zip(row.iter()) {
                if *shade > 0 && within(x, width) && within(y, height) {
                    area.draw_pixel((x, y), &color.mix(f64::from(*shade) / 255.0)).map_err(|error| error.to_string())?;
                }
            }
        }
        x += i32::try_from(glyph.width()).unwrap_or(0);
    }
    Ok(())
}
