//! The placeholder for a cover: the title in large letters on one colour. The same title gives the same bytes on every machine.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "places in a picture of 3000 pixels a side are whole numbers of any type"
)]

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

use crate::model::files::placeholder::COVER_MARK;
use crate::model::identity::digest::Sha256;
use crate::report::lettering::Letters;

/// Width and height. // pixels; Apple's largest cover
const SIDE: u32 = 3000;
/// Room at each side. // pixels; apps round the corners off
const MARGIN: f32 = 260.0;
/// The heights of letters that are tried, the largest first. // pixels
const HEIGHTS: [f32; 8] = [560.0, 480.0, 420.0, 360.0, 300.0, 250.0, 200.0, 150.0];
/// Qualities of the JPEG, of 100: the first at which the picture is light enough.
const QUALITIES: [u8; 4] = [85, 70, 50, 30];
/// The heaviest cover. // bytes; below what `artwork-too-heavy` says
const BYTES_MAX: usize = 500_000;
/// Grounds on which white letters have a contrast of 7 to 1 or more (WCAG 2.2, 1.4.6).
const GROUNDS: [[u8; 3]; 6] = [[27, 58, 92], [92, 27, 51], [30, 77, 43], [74, 36, 108], [102, 51, 0], [0, 78, 82]];

/// A JPEG with the title, marked as a placeholder.
pub(super) fn cover(title: &str) -> Vec<u8> {
    let ground = GROUNDS[usize::from(Sha256::of(title.as_bytes()).as_bytes()[0]) % GROUNDS.len()];
    let mut picture = RgbImage::from_pixel(SIDE, SIDE, Rgb(ground));
    let (letters, lines) = layout(title);
    let mut top = (SIDE as f32 - letters.line() * lines.len() as f32) / 2.0;
    for text in &lines {
        let left = (SIDE as f32 - letters.width(text)) / 2.0;
        draw(&letters, &mut picture, (left, top), text);
        top += letters.line();
    }
    let mut jpeg = Vec::new();
    for quality in QUALITIES {
        jpeg.clear();
        JpegEncoder::new_with_quality(&mut jpeg, quality).encode_image(&picture).expect("memory takes every byte");
        if jpeg.len() < BYTES_MAX {
            break;
        }
    }
    marked(&jpeg)
}

/// Puts the comment behind the first two bytes (ITU-T T.81, B.2.4.5).
fn marked(jpeg: &[u8]) -> Vec<u8> {
    let length = u16::try_from(COVER_MARK.len() + 2).expect("the mark is short");
    let (start, rest) = jpeg.split_at(2);
    [start, b"\xFF\xFE", &length.to_be_bytes(), COVER_MARK, rest].concat()
}

/// The largest letters in which the title fits, and its lines. What the font has no letter for is left out.
fn layout(title: &str) -> (Letters, Vec<String>) {
    let room = SIDE as f32 - 2.0 * MARGIN;
    let heights = HEIGHTS.map(Letters::of_height);
    let [.., smallest] = heights;
    let known: String = title.chars().filter(|c| *c == ' ' || Letters::has(*c)).collect();
    for letters in heights {
        let lines = wrap(&letters, &known, room);
        let fits = lines.iter().all(|line| letters.width(line) <= room) && lines.len() as f32 * letters.line() <= room;
        if fits {
            return (letters, lines);
        }
    }
    let mut lines = wrap(&smallest, &known, room);
    while lines.len() as f32 * smallest.line() > room {
        lines.pop();
    }
    (smallest, lines)
}

/// Fills lines with whole words.
fn wrap(letters: &Letters, text: &str, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if letters.width(&format!("{line} {word}")) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Mixes white into the ground, as much as a letter covers of each pixel.
fn draw(letters: &Letters, picture: &mut RgbImage, corner: (f32, f32), text: &str) {
    letters.draw(corner, text, |place, covered| {
        if let Some(pixel) = at(picture, place) {
            let mixed = |ground: u8| ground + ((255 - u32::from(ground)) * u32::from(covered) / 255) as u8;
            pixel.0 = pixel.0.map(mixed);
        }
    });
}

/// A pixel, where the place is inside of the picture.
fn at(picture: &mut RgbImage, (x, y): (i32, i32)) -> Option<&mut Rgb<u8>> {
    picture.get_pixel_mut_checked(u32::try_from(x).ok()?, u32::try_from(y).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::image_facts::{ColourKind, ImageFormat, read};

    #[test]
    fn is_a_cover_that_directories_take_and_says_that_it_is_a_placeholder() {
        for title in ["My show", "Gwaith tîm", "聴く", &"Words upon words ".repeat(20), &"x".repeat(300)] {
            let jpeg = cover(title);
            let facts = read(&jpeg).unwrap();
            assert_eq!((facts.width, facts.height, facts.format), (SIDE, SIDE, ImageFormat::Jpeg), "{title}");
            assert!(facts.placeholder && facts.colour == ColourKind::Rgb, "{title}");
            assert!(facts.bytes.get() < 512_000, "{title}: {}", facts.bytes);
            assert_eq!(image::load_from_memory(&jpeg).unwrap().width(), SIDE);
        }
        assert_eq!(cover("My show"), cover("My show"), "the same bytes twice");
        assert_ne!(cover("My show"), cover("Your show"));
    }

    #[test]
    fn the_title_is_written_large_and_stays_inside() {
        let laid = |title| {
            let (letters, lines) = layout(title);
            (letters.height, lines.concat())
        };
        assert_eq!(laid("My show"), (560.0, "My show".to_owned()));
        assert_eq!(laid("Co-production for beginners"), (360.0, "Co-productionfor beginners".to_owned()));
        let picture = image::load_from_memory(&cover("Co-production for beginners")).unwrap().to_rgb8();
        let ground = *picture.get_pixel(5, 5);
        let near = |a: &Rgb<u8>, b: &Rgb<u8>| a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) < 12);
        let white = picture.pixels().filter(|pixel| pixel.0.iter().all(|part| *part > 240)).count();
        assert!(white > 200_000, "{white} white pixels");
        let edge = 130; // half the margin
        assert!((0..SIDE).all(|y| near(picture.get_pixel(edge, y), &ground) && near(picture.get_pixel(SIDE - edge, y), &ground)));
    }

    #[test]
    fn white_letters_can_be_read_on_every_ground() {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        for [r, g, b] in GROUNDS {
            let luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
            assert!(1.05 / (luminance + 0.05) >= 7.0, "{r} {g} {b}");
        }
    }
}
