use crate::check::testing::{expect, image, path, text};
use crate::media::image_facts::{ColourKind, ImageError, ImageFacts, ImageFormat};
use crate::model::files::byte_count::ByteCount;
use crate::model::media::artwork::{Artwork, EpisodeArtwork};

const COVER: &str = "episodes/cover.jpg";

#[track_caller]
fn cover(rules: &[&str], break_it: impl FnOnce(&mut ImageFacts)) {
    let expected: Vec<String> = rules.iter().map(|rule| format!("{rule} {COVER}")).collect();
    expect(&expected.iter().map(String::as_str).collect::<Vec<_>>(), |catalog| {
        break_it(&mut catalog.cover.as_mut().unwrap().found.as_mut().unwrap().facts);
    });
}

#[test]
fn a_cover_is_a_square_of_1400_to_3000_pixels() {
    cover(&[], |facts| (facts.width, facts.height) = (1400, 1400));
    cover(&["artwork-wrong-size"], |facts| (facts.width, facts.height) = (1399, 1399));
    cover(&["artwork-wrong-size"], |facts| (facts.width, facts.height) = (3001, 3001));
    cover(&["artwork-not-square"], |facts| facts.height = 2999);
    cover(&["artwork-not-square", "artwork-wrong-size"], |facts| facts.height = 300);
}

#[test]
fn a_cover_is_jpeg_or_png_in_rgb_without_holes_upright_and_light() {
    for format in [ImageFormat::Webp, ImageFormat::Gif] {
        cover(&["artwork-wrong-format"], |facts| facts.format = format);
    }
    cover(&["artwork-wrong-extension"], |facts| facts.format = ImageFormat::Png);
    for colour in [ColourKind::Grey, ColourKind::Cmyk, ColourKind::Palette] {
        cover(&["artwork-not-rgb"], |facts| facts.colour = colour);
    }
    cover(&["artwork-transparent"], |facts| facts.alpha = true);
    cover(&["artwork-rotated"], |facts| facts.orientation = 6);
    cover(&["placeholder-artwork"], |facts| facts.placeholder = true);
    cover(&[], |facts| facts.bytes = ByteCount::new(512_000));
    cover(&["artwork-too-heavy"], |facts| facts.bytes = ByteCount::new(512_001));
}

#[test]
fn a_picture_that_is_missing_stands_at_the_key_and_a_broken_one_at_its_file() {
    expect(&["missing-artwork podcast.yaml artwork.file"], |catalog| {
        catalog.cover.as_mut().unwrap().found = Err(ImageError::Missing);
    });
    let error = ImageError::NotPicture { reason: "it is text".to_owned() };
    expect(&[&format!("unreadable-artwork {COVER}")], |catalog| catalog.cover.as_mut().unwrap().found = Err(error));
}

#[test]
fn pictures_of_episodes_are_held_to_the_same_and_those_of_chapters_to_no_size() {
    let small = |name: &str| {
        let mut image = image(path(&format!("episodes/door/{name}")));
        let facts = &mut image.found.as_mut().unwrap().facts;
        (facts.width, facts.height) = (640, 480);
        image
    };
    expect(&["artwork-not-square episodes/door/own.jpg", "artwork-wrong-size episodes/door/own.jpg"], |catalog| {
        let entry = &mut catalog.episodes[0];
        entry.episode.artwork =
            Some(EpisodeArtwork::File(Artwork { file: path("episodes/door/own.jpg"), alt: Some(text("A red door.")) }));
        entry.artwork = Some(small("own.jpg"));
    });
    let chapters = |name: &'static str| {
        move |catalog: &mut crate::catalog::Catalog| {
            let entry = &mut catalog.episodes[0];
            let image = small(name);
            for chapter in &mut entry.episode.chapters.list[1..] {
                chapter.image = Some(image.path.clone());
                chapter.alt = Some(text("A hand on a key."));
            }
            entry.chapter_images.insert(image.path.clone(), image);
        }
    };
    expect(&[], chapters("key.jpg"));
    // Two chapters share the picture: it is told once.
    expect(&["artwork-wrong-extension episodes/door/key.png"], chapters("key.png"));
    expect(&["missing-artwork episodes/door/episode.yaml chapters[1].image"], |catalog| {
        chapters("key.jpg")(catalog);
        catalog.episodes[0].chapter_images.values_mut().for_each(|image| image.found = Err(ImageError::Missing));
    });
}
