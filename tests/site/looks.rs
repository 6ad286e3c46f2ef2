//! Looks that are made from a cover.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Cursor;

use image::{ImageFormat, Rgba, RgbaImage};
use podwright::layout::output_file::{Content, OutputFile};
use podwright::model::settings::theme::{Palette, Theme};
use podwright::model::settings::theme_source::ThemeSource;
use podwright::seal::SiteView;
use podwright::site::render;
use podwright::site::render_inputs::RenderInputs;

use crate::support;

fn series() -> SiteView {
    let mut sealed = support::series(None);
    sealed.show.theme = Theme { from: Some(ThemeSource::Cover), ..Theme::default() };
    sealed.episodes.clear();
    sealed
}

fn png(paint: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbaImage::from_fn(300, 300, |x, y| Rgba(paint(x, y))).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The files of a build, with this cover.
fn files(sealed: &SiteView, cover: &[u8], earlier: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let inputs = RenderInputs {
        original: &|_| (!cover.is_empty()).then(|| cover.to_vec()),
        earlier: &|path| earlier.get(path.as_path().as_str()).cloned(),
        ..RenderInputs::none()
    };
    let bytes = |file: OutputFile| match file.content {
        Content::Bytes(bytes) => (file.output.path().as_path().as_str().to_owned(), bytes),
        Content::SameAs(path) => panic!("{path} is for the feed to copy"),
    };
    render(sealed, &inputs).unwrap().into_iter().map(bytes).collect()
}

fn style(files: &BTreeMap<String, Vec<u8>>) -> String {
    String::from_utf8(files.iter().find(|(path, _)| path.ends_with("style.css")).unwrap().1.clone()).unwrap()
}

#[test]
fn the_pages_have_the_colours_of_the_cover() {
    let sealed = series();
    // shrinking may change the last digit of a colour beside another
    for (cover, band, mark) in [
        (png(|x, _| if x < 240 { [13, 66, 69, 255] } else { [255, 201, 51, 255] }), "--band:#0d4", "--mark:#ffc"),
        // what one sees through is white, and the red on it is what people remember
        (png(|x, _| if x < 150 { [0, 0, 0, 0] } else { [120, 0, 0, 255] }), "--band:#7", "--mark:#f"),
        (png(|_, _| [255; 4]), "--paper:#ffffff;", ":root{"),
        (png(|_, _| [0, 0, 0, 255]), "--band:#000000;", ":root{"),
    ] {
        let first = files(&sealed, &cover, &BTreeMap::new());
        let made = style(&first);
        let (_, own) = made.split_once(":root{--paper:").unwrap_or(("", &made));
        assert!(format!("--paper:{own}").contains(band) && made.contains(mark), "{band} {mark}: {own}");
        assert_eq!(files(&sealed, &cover, &BTreeMap::new()), first, "the same bytes again");
        // a warm build finds the colours in what it made before
        assert_eq!(files(&sealed, &[], &first), first);
    }
}

#[test]
fn a_scheme_for_which_the_show_names_a_colour_is_its_own() {
    let mut sealed = series();
    sealed.show.theme.light = Palette { link: Some("#00449e".parse().unwrap()), ..Palette::default() };
    let made = style(&files(&sealed, &png(|_, _| [120, 0, 0, 255]), &BTreeMap::new()));
    let (light, dark) = made.rsplit_once("@media").unwrap();
    assert!(light.ends_with(":root{--link:#00449e;}\n") && dark.contains("--band:#780000;"), "{dark}");
}

#[test]
fn a_cover_that_is_not_at_hand_leaves_podwrights_own_colours() {
    let plain = {
        let mut sealed = series();
        sealed.show.theme = Theme::default();
        style(&files(&sealed, &[], &BTreeMap::new()))
    };
    assert_eq!(style(&files(&series(), &[], &BTreeMap::new())), plain);
}

#[test]
fn a_preset_reads_no_picture() {
    let mut sealed = series();
    sealed.show.theme.from = Some(ThemeSource::Sea);
    let reads = Cell::new(0);
    let inputs = RenderInputs {
        original: &|_| {
            reads.set(reads.get() + 1);
            None
        },
        ..RenderInputs::none()
    };
    let plain = render(&sealed, &inputs).unwrap();
    let read = reads.replace(0);
    sealed.show.theme.from = None;
    assert_ne!(render(&sealed, &inputs).unwrap(), plain);
    assert_eq!(reads.get(), read, "as many as without a look");
}
