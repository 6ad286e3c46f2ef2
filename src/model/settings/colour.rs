//! Colours, and how well one is seen on another.

use std::fmt;
use std::str::FromStr;

/// A colour without transparency, written `#0b5a57`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Colour([u8; 3]);

/// A text that is no colour.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not a colour")]
pub struct ColourError {
    /// The text found.
    pub found: String,
}

impl Colour {
    /// White.
    pub const WHITE: Self = Self([0xFF; 3]);
    /// Black.
    pub const BLACK: Self = Self([0; 3]);

    /// A colour by its number, as in `0x0b5a57`.
    pub(crate) const fn of(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self([red, green, blue])
    }

    /// A colour by its red, green and blue.
    pub(crate) const fn of_channels(channels: [u8; 3]) -> Self {
        Self(channels)
    }

    /// How far it is from grey, 0 to 255.
    pub(crate) fn chroma(self) -> u8 {
        let [red, green, blue] = self.0;
        red.max(green).max(blue) - red.min(green).min(blue)
    }

    /// This colour with so much of another in it (percent).
    #[must_use]
    pub fn mix(self, other: Self, percent: u8) -> Self {
        let percent = u16::from(percent.min(100));
        let part = |index: usize| {
            let mixed = u16::from(self.0[index]) * (100 - percent) + u16::from(other.0[index]) * percent;
            u8::try_from((mixed + 50) / 100).unwrap_or(u8::MAX)
        };
        Self([part(0), part(1), part(2)])
    }

    /// Relative luminance (WCAG 2.2, <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>), 0 for black to 1 for white.
    fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of two colours, 1 to 21 (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// White or black, whichever is seen better on this colour.
    #[must_use]
    pub fn opposite(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::BLACK) { Self::WHITE } else { Self::BLACK }
    }
}

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(input: &str) -> Result<Self, ColourError> {
        let refused = || ColourError { found: input.to_owned() };
        let digits = input.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()));
        u32::from_str_radix(digits.ok_or_else(refused)?, 16).map(Self::of).map_err(|_| refused())
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn reads_six_digits_after_a_hash_and_nothing_else() {
        assert_eq!(colour("#0B5a57").to_string(), "#0b5a57");
        for text in ["", "#", "0b5a57", "#0b5", "#0b5a577", "#0b5a5g", "#+b5a57", "red", "#é5a5"] {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }

    /// Figures of the contrast checker at <https://webaim.org/resources/contrastchecker/>.
    #[test]
    fn contrast_is_as_wcag_counts_it() {
        for (front, back, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#ffffff", 8.59),
        ] {
            let found = colour(front).contrast(colour(back));
            assert!((found - ratio).abs() < 0.005, "{front} on {back}: {found}");
            assert!((found - colour(back).contrast(colour(front))).abs() < 1e-12);
        }
    }

    #[test]
    fn mixes_from_one_end_to_the_other() {
        assert_eq!(Colour::BLACK.mix(Colour::WHITE, 0), Colour::BLACK);
        assert_eq!(Colour::BLACK.mix(Colour::WHITE, 50).to_string(), "#808080");
        assert_eq!(Colour::BLACK.mix(Colour::WHITE, 200), Colour::WHITE);
    }

    #[test]
    fn one_of_black_and_white_is_always_seen() {
        for step in 0..=100 {
            let grey = Colour::BLACK.mix(Colour::WHITE, step);
            assert!(grey.contrast(grey.opposite()) >= 4.5, "{grey}");
        }
    }
}
