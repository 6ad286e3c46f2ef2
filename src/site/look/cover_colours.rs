//! The two colours of a cover that a look is made from: what there is most of, and what stands out against it. Counted in whole numbers, so that
//! every machine finds the same.

use image::RgbImage;

use crate::model::settings::colour::Colour;
use crate::model::settings::seed::Seed;

/// Pixels are counted by the three upper bits of each channel.
const BITS: u32 = 3;
const BINS: usize = 1 << (3 * BITS);

/// What is less of the cover than this does not stand for it. // one part in
const PART_MIN: u64 = 200;

/// How far an accent is from the dominant colour, at least: the sum over the channels.
const APART: u32 = 96;

/// The weight of a grey pixel, where that of the most colourful one is 255 more: a red figure on a white cover is what people remember.
const GREY: u64 = 64;

/// Pixels of nearly one colour.
#[derive(Clone, Copy, Default)]
struct Bin {
    pixels: u64,
    sums: [u64; 3],
}

impl Bin {
    fn colour(&self) -> [u8; 3] {
        self.sums.map(|sum| u8::try_from((sum + self.pixels / 2) / self.pixels.max(1)).unwrap_or(u8::MAX))
    }
}

/// The colours of a small picture; none where it has no pixels.
pub(in crate::site) fn seed(picture: &RgbImage) -> Option<Seed> {
    let mut bins = vec![Bin::default(); BINS];
    for pixel in picture.pixels() {
        let index = pixel.0.iter().fold(0, |index, channel| (index << BITS) | usize::from(channel >> (8 - BITS)));
        let bin = bins.get_mut(index)?;
        bin.pixels += 1;
        for (sum, channel) in bin.sums.iter_mut().zip(pixel.0) {
            *sum += u64::from(channel);
        }
    }
    let all = u64::from(picture.width()) * u64::from(picture.height());
    let known: Vec<([u8; 3], u64)> = bins.iter().filter(|bin| bin.pixels > 0).map(|bin| (bin.colour(), bin.pixels)).collect();
    let (dominant, _) = *best(&known, |(colour, pixels)| pixels * (GREY + chroma(*colour)))?;
    let far: Vec<([u8; 3], u64)> =
        known.into_iter().filter(|(colour, pixels)| pixels * PART_MIN >= all && distance(*colour, dominant) >= APART).collect();
    // the root, since a small spot of red is seen at once
    let accent = best(&far, |(colour, pixels)| {
        pixels.isqrt() * (GREY / 4 + chroma(*colour)) * u64::from(distance(*colour, dominant).min(255))
    });
    let accent = accent.map_or(dominant, |(colour, _)| *colour);
    Some(Seed { dominant: Colour::of_channels(dominant), accent: Colour::of_channels(accent) })
}

/// The first of those with the largest score.
fn best(of: &[([u8; 3], u64)], score: impl Fn(&([u8; 3], u64)) -> u64) -> Option<&([u8; 3], u64)> {
    of.iter().rev().max_by_key(|one| score(one))
}

fn chroma(colour: [u8; 3]) -> u64 {
    u64::from(Colour::of_channels(colour).chroma())
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    one.into_iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(b))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::theme::Scheme;
    use image::Rgb;

    /// Noise that is the same on every machine.
    fn noise(x: u32, y: u32, salt: u32) -> u8 {
        let mixed =
            (x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663) ^ salt.wrapping_mul(83_492_791)).wrapping_mul(2_654_435_761);
        mixed.to_be_bytes()[0]
    }

    fn hue(number: u32) -> [u8; 3] {
        let part = |shift: u32| u8::try_from((number.wrapping_mul(0x9e_3779) >> shift) & 0xff).unwrap_or_default();
        [part(0), part(8), part(16)]
    }

    /// Fifty covers: plain ones, two colours, gradients, photographs, text on white and on black.
    fn covers() -> Vec<RgbImage> {
        let of = |paint: &dyn Fn(u32, u32) -> [u8; 3]| RgbImage::from_fn(60, 60, |x, y| Rgb(paint(x, y)));
        let tone = |base: u32| u8::try_from(base.min(255)).unwrap_or(u8::MAX);
        let mut covers = vec![of(&|_, _| [0; 3]), of(&|_, _| [255; 3]), of(&|_, _| [127; 3]), of(&|_, _| [118; 3])];
        for number in 1..=46 {
            let (one, other) = (hue(number), hue(number + 100));
            covers.push(match number % 6 {
                0 => of(&|_, _| one),
                1 => of(&|x, _| if x < 40 { one } else { other }),
                2 => of(&|x, y| [tone(x * 4), tone(y * 4), one[2]]),
                3 => of(&|x, y| [(one[0], 0), (one[1], 1), (one[2], 2)].map(|(tone, salt)| tone / 2 + noise(x, y, salt) / 2)),
                4 => of(&|x, y| if (x / 5 + y / 7).is_multiple_of(4) { one } else { [255; 3] }),
                _ => of(&|x, y| if (x / 5 + y / 7).is_multiple_of(4) { one } else { [3; 3] }),
            });
        }
        covers
    }

    #[test]
    fn fifty_covers_make_looks_that_can_be_read() {
        let covers = covers();
        assert_eq!(covers.len(), 50);
        let mut looks = std::collections::BTreeSet::new();
        for (number, cover) in covers.iter().enumerate() {
            let seed = seed(cover).unwrap();
            for scheme in Scheme::ALL {
                let colours = seed.palette(scheme).colours(scheme);
                for meeting in colours.meetings() {
                    assert!(meeting.is_seen(), "cover {number}: {seed:?}: {scheme:?}: {meeting:?}");
                }
                looks.insert(colours.band.to_string());
            }
        }
        assert!(looks.len() > 60, "covers that differ have looks that differ: {}", looks.len());
    }

    #[track_caller]
    fn case(paint: impl Fn(u32, u32) -> [u8; 3], dominant: u32, accent: u32) {
        let cover = RgbImage::from_fn(60, 60, |x, y| Rgb(paint(x, y)));
        assert_eq!(seed(&cover), Some(Seed { dominant: Colour::of(dominant), accent: Colour::of(accent) }));
    }

    #[test]
    fn finds_what_people_remember_of_a_cover() {
        case(|_, _| [10, 20, 30], 0x0a_141e, 0x0a_141e);
        case(|x, _| if x < 40 { [13, 66, 69] } else { [255, 201, 51] }, 0xff_c933, 0x0d_4245);
        case(|x, _| if x < 52 { [13, 66, 69] } else { [255, 201, 51] }, 0x0d_4245, 0xff_c933);
        // a red figure on white, a yellow spot on black, a speck that nobody sees
        case(|x, _| if x < 20 { [200, 0, 0] } else { [255; 3] }, 0xc8_0000, 0xff_ffff);
        case(|x, y| if x < 6 && y < 20 { [255, 220, 0] } else { [0; 3] }, 0x00_0000, 0xff_dc00);
        case(|x, y| if x < 2 && y < 2 { [255, 0, 0] } else { [0; 3] }, 0x00_0000, 0x00_0000);
        assert_eq!(seed(&RgbImage::new(0, 0)), None);
    }
}
