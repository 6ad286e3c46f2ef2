//! Fills the outline of one letter.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "letters are a few thousand pixels high at most"
)]

use ab_glyph_rasterizer::Point;
use ab_glyph_rasterizer::Rasterizer;
use ab_glyph_rasterizer::point;
use ttf_parser::OutlineBuilder;
use ttf_parser::Rect;

/// Follows an outline in the font's units, upwards from the line that letters stand on, and fills it in pixels, downwards.
pub(in crate::report::lettering) struct Pen {
    raster: Rasterizer,
    scale: f32,
    /// From the start of the letter on its line to the corner of the raster, to the right and down (pixels).
    corner: (i32, i32),
    start: Point,
    at: Point,
}

impl Pen {
    /// For a letter within these bounds, with so many pixels for each unit.
    pub(in crate::report::lettering) fn new(bounds: Rect, scale: f32) -> Self {
        let left = (f32::from(bounds.x_min) * scale).floor();
        let right = (f32::from(bounds.x_max) * scale).ceil();
        let top = (-f32::from(bounds.y_max) * scale).floor();
        let bottom = (-f32::from(bounds.y_min) * scale).ceil();
        Self {
            // one more each way, for what rounding may add
            raster: Rasterizer::new((right - left) as usize + 1, (bottom - top) as usize + 1),
            scale,
            corner: (left as i32, top as i32),
            start: Point::default(),
            at: Point::default(),
        }
    }

    /// Gives each pixel that is touched, from the start of the letter on its line, and how much of it is covered, of 1.
    pub(in crate::report::lettering) fn covered(&self, mut pixel: impl FnMut((i32, i32), f32)) {
        let (left, top) = self.corner;
        self.raster.for_each_pixel_2d(|x, y, covered| {
            if covered > 0.0 {
                pixel((left + x as i32, top + y as i32), covered);
            }
        });
    }

    fn place(&self, x: f32, y: f32) -> Point {
        let (left, top) = self.corner;
        point(x * self.scale - left as f32, -y * self.scale - top as f32)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.place(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.place(x, y);
        self.raster.draw_line(self.at, to);
        self.at = to;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (bend, to) = (self.place(x1, y1), self.place(x, y));
        self.raster.draw_quad(self.at, bend, to);
        self.at = to;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (first, second, to) = (self.place(x1, y1), self.place(x2, y2), self.place(x, y));
        self.raster.draw_cubic(self.at, first, second, to);
        self.at = to;
    }

    fn close(&mut self) {
        self.raster.draw_line(self.at, self.start);
        self.at = self.start;
    }
}
