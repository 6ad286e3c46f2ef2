//! The colours of both schemes, from two: each is taken towards black or white until everything that meets it can be read.

use crate::model::settings::colour::Colour;
use crate::model::settings::theme::{Meeting, Palette, Scheme};
use crate::model::settings::theme_source::ThemeSource;

/// Two colours that a look is made from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Seed {
    /// What there is most of: it becomes the band, and tints paper and text.
    pub dominant: Colour,
    /// What stands out against it: it becomes the mark, and links where it is the more colourful of the two.
    pub accent: Colour,
}

/// Dark paper before it is tinted: on pure black, letters seem to glow.
const DARK_PAPER: Colour = Colour::of(0x10_1010);
/// The contrast of the band with the text on it: so much that a mark beside that text keeps its colour.
const BAND: f64 = 7.0;
/// The least contrast of the band with light paper, so that one sees where it ends.
const EDGE: f64 = 1.25;

impl Seed {
    /// The two colours of a preset; none for the cover, whose colours are in its pixels.
    pub fn of_preset(source: ThemeSource) -> Option<Self> {
        let (dominant, accent) = match source {
            ThemeSource::Cover => return None,
            ThemeSource::Sea => (0x0d_3b66, 0xf4_d35e),
            ThemeSource::Forest => (0x1f_4d36, 0xf2_b84b),
            ThemeSource::Berry => (0x6d_1a4f, 0xff_c2d9),
            ThemeSource::Brick => (0x7a_2613, 0xff_d9a0),
            ThemeSource::Slate => (0x2f_3e4e, 0x7f_d1c7),
            ThemeSource::Sun => (0xff_d447, 0x6b_3000),
        };
        Some(Self { dominant: Colour::of(dominant), accent: Colour::of(accent) })
    }

    /// The five colours of a scheme, each pair of which can be read.
    pub fn palette(self, scheme: Scheme) -> Palette {
        let Self { dominant, .. } = self;
        // a tint of paper and text is felt, not seen
        let (paper, end, tint) = match scheme {
            Scheme::Light => (Colour::WHITE.mix(dominant, 4), Colour::BLACK, 20),
            Scheme::Dark => (DARK_PAPER.mix(dominant, 10), Colour::WHITE, 12),
        };
        let mut palette = Palette { paper: Some(paper), ..Palette::default() };
        let inks = (0..=tint).rev().map(|percent| end.mix(dominant, percent));
        palette = settled(&palette, scheme, "ink", inks);
        let colourful = if self.accent.chroma() >= dominant.chroma() { self.accent } else { dominant };
        palette = settled(&palette, scheme, "link", (0..=100).map(|percent| colourful.mix(end, percent)));
        let band = self.band(scheme, paper);
        palette.band = Some(band);
        let away = band.opposite();
        let marks = (0..=100).flat_map(|percent| [away, away.opposite()].map(|end| self.accent.mix(end, percent)));
        settled(&palette, scheme, "mark", marks)
    }

    /// The dominant colour as a band, in the dark scheme a dark one. A white cover has the accent's.
    fn band(self, scheme: Scheme, paper: Colour) -> Colour {
        let is_seen = |band: Colour| match scheme {
            Scheme::Light => band.contrast(paper) >= EDGE && band.contrast(band.opposite()) >= BAND,
            Scheme::Dark => band.contrast(Colour::WHITE) >= BAND,
        };
        let base = if self.dominant.contrast(Colour::WHITE) < EDGE { self.accent } else { self.dominant };
        let ends: &[Colour] = match scheme {
            Scheme::Light => &[Colour::BLACK, Colour::WHITE],
            Scheme::Dark => &[Colour::BLACK],
        };
        let mut bands = (0..=100).flat_map(|percent| ends.iter().map(move |end| base.mix(*end, percent)));
        bands.find(|band| is_seen(*band)).unwrap_or(Colour::BLACK)
    }
}

/// The palette with the first of these colours under a key with which everything that the key decides on can be read; else with the last.
fn settled(palette: &Palette, scheme: Scheme, key: &'static str, colours: impl Iterator<Item = Colour>) -> Palette {
    let mut last = palette.clone();
    for colour in colours {
        last = palette.with(key, colour);
        let decided = |meeting: &&Meeting| meeting.keys.contains(&key) && !(key == "ink" && is_of_other_keys(meeting));
        if last.colours(scheme).meetings().iter().filter(decided).all(Meeting::is_seen) {
            break;
        }
    }
    last
}

/// Links and the mark are settled after the text, and to it.
fn is_of_other_keys(meeting: &Meeting) -> bool {
    matches!(meeting.keys.first(), Some(&"link" | &"mark"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn everything_is_seen(seed: Seed) {
        for scheme in Scheme::ALL {
            for meeting in seed.palette(scheme).colours(scheme).meetings() {
                assert!(meeting.is_seen(), "{seed:?}: {scheme:?}: {meeting:?}");
            }
        }
    }

    #[test]
    fn any_two_colours_make_a_look_that_can_be_read() {
        let tone = |step: u8| [0x00, 0x55, 0xaa, 0xff][usize::from(step % 4)];
        let colours: Vec<Colour> =
            (0..64_u8).map(|number| Colour::of_channels([tone(number), tone(number / 4), tone(number / 16)])).collect();
        for (index, dominant) in colours.iter().enumerate() {
            // each with every fifth: all pairs of tones come up, in a fifth of the time
            for accent in colours.iter().skip(index % 5).step_by(5) {
                everything_is_seen(Seed { dominant: *dominant, accent: *accent });
            }
        }
    }

    #[test]
    fn every_preset_can_be_read_and_keeps_its_colours() {
        for source in ThemeSource::ALL {
            let Some(seed) = Seed::of_preset(source) else { continue };
            everything_is_seen(seed);
            let light = seed.palette(Scheme::Light);
            assert_eq!((light.band, light.mark), (Some(seed.dominant), Some(seed.accent)), "{source}");
        }
        assert_eq!(Seed::of_preset(ThemeSource::Cover), None);
    }

    #[test]
    fn a_light_band_is_light_by_day_and_dark_by_night() {
        let seed = Seed::of_preset(ThemeSource::Sun).unwrap();
        let band = |scheme| seed.palette(scheme).colours(scheme);
        assert_eq!((band(Scheme::Light).band_ink, band(Scheme::Dark).band_ink), (Colour::BLACK, Colour::WHITE));
    }

    #[test]
    fn a_white_cover_has_a_band_that_one_sees() {
        let white = Seed { dominant: Colour::WHITE, accent: Colour::WHITE };
        let colours = white.palette(Scheme::Light).colours(Scheme::Light);
        assert!(colours.band.contrast(colours.paper) >= EDGE, "{colours:?}");
        let red = Seed { dominant: Colour::WHITE, accent: Colour::of(0xaa_0000) };
        assert_eq!(red.palette(Scheme::Light).band, Some(Colour::of(0xaa_0000)));
    }
}
