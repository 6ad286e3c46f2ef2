//! A QR code as SVG (ISO/IEC 18004), in black on white in every colour scheme: cameras expect nothing else.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::markdown::escape::escaped;

/// Light modules around the code, which the standard asks for.
const QUIET: usize = 4;

/// The code for a text; `None` where the text is too long for one.
pub(crate) fn svg(text: &str, label: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let run = modules[column..].iter().take_while(|module| **module == Color::Dark).count();
            if run > 0 {
                write!(path, "M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET).expect("a string takes everything");
            }
            column += run.max(1);
        }
    }
    let side = width + 2 * QUIET;
    let label = escaped(label);
    Some(format!(
        "<svg role=\"img\" aria-label=\"{label}\" viewBox=\"0 0 {side} {side}\" width=\"232\" height=\"232\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"></path><path fill=\"#000\" d=\"{path}\"></path></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_no_code_gets_none() {
        assert!(svg("https://example.org/feed.xml", "x").is_some());
        assert!(svg(&"x".repeat(3000), "x").is_none());
    }

    #[test]
    fn the_label_is_escaped() {
        assert!(svg("a", "\"><script>").unwrap().contains("&quot;&gt;&lt;script&gt;"));
    }
}
