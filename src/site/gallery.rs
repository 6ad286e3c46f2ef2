//! Smaller pictures, made from the show's own: a phone need not load a cover of three thousand pixels.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageReader, Limits, Rgb, RgbImage};

use crate::model::output_file::{Content, OutputFile};
use crate::model::show_path::ShowPath;
use crate::seal::{Sealed, SealedImage};
use crate::site::error::SiteError;
use crate::site::materials::Materials;

/// Widths of pictures in pages (pixels): a thumbnail, the same on a fine screen, a phone, a large screen and link previews.
const WIDTHS: [u32; 4] = [160, 320, 640, 1200];

/// Widths of the show's icons (pixels): browser tabs, Apple's touch icon, and the two that Android asks for.
pub(crate) const ICON_WIDTHS: [u32; 4] = [32, 180, 192, 512];

/// Quality of the JPEG files, of 100. At 80 an edge of flat colour shows no halo at these sizes.
const JPEG_QUALITY: u8 = 80;

/// Larger pictures are refused. // pixels on each side; Apple's largest cover has 3000
const SIDE_MAX: u32 = 10_000;

/// Largest memory that decoding may take. // bytes; 10,000 times 10,000 pixels of 4 bytes
const MEMORY_MAX: u64 = 400_000_000;

/// A picture of a certain width.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Rendition {
    /// Its path below `feed/`.
    pub(crate) path: String,
    /// Pixels across.
    pub(crate) width: u32,
    /// Pixels down.
    pub(crate) height: u32,
}

/// The pictures that the pages can show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gallery {
    /// By the path of the served original: widths ascending, the original not among them.
    renditions: BTreeMap<ShowPath, Vec<Rendition>>,
    /// Icons of the show, by width ascending.
    pub(crate) icons: Vec<Rendition>,
}

impl Gallery {
    /// Makes what is not there yet. The files stand beside the gallery.
    ///
    /// # Errors
    /// Where a picture cannot be decoded.
    pub(crate) fn prepare(sealed: &Sealed, materials: &Materials<'_>) -> Result<(Self, Vec<OutputFile>), SiteError> {
        let mut gallery = Self::default();
        let mut files = BTreeMap::new();
        for picture in pictures(sealed) {
            if gallery.renditions.contains_key(&picture.path) {
                continue;
            }
            let widths: Vec<u32> = WIDTHS.into_iter().filter(|width| *width < picture.width).collect();
            let wanted = widths.into_iter().map(|width| rendition(picture, width, "", "jpg")).collect();
            if let Some(made) = make(picture, wanted, materials, &mut files)? {
                gallery.renditions.insert(picture.path.clone(), made);
            }
        }
        let icons = ICON_WIDTHS
            .into_iter()
            .map(|width| Rendition { height: width, ..rendition(&sealed.cover, width, "icon-", "png") })
            .collect();
        gallery.icons = make(&sealed.cover, icons, materials, &mut files)?.unwrap_or_default();
        Ok((gallery, files.into_values().collect()))
    }

    /// The smaller forms of a picture, widths ascending.
    pub(crate) fn renditions(&self, picture: &SealedImage) -> &[Rendition] {
        self.renditions.get(&picture.path).map_or(&[], Vec::as_slice)
    }
}

/// Every picture of a show that stands in a page, the cover first.
fn pictures(sealed: &Sealed) -> impl Iterator<Item = &SealedImage> {
    let of_episodes = sealed
        .episodes
        .iter()
        .flat_map(|episode| episode.artwork.iter().chain(episode.chapters.iter().filter_map(|chapter| chapter.image.as_ref())));
    std::iter::once(&sealed.cover).chain(of_episodes)
}

/// The name that a smaller form gets: that of the original, which holds its sum, with the width.
fn rendition(picture: &SealedImage, width: u32, prefix: &str, extension: &str) -> Rendition {
    let path = picture.path.as_path();
    let folder = path.parent().map_or_else(String::new, |folder| format!("{folder}/"));
    let stem = path.file_stem().unwrap_or("picture");
    let height = u64::from(picture.height) * u64::from(width) / u64::from(picture.width.max(1));
    Rendition {
        path: format!("{folder}{prefix}{stem}-{width}.{extension}"),
        width,
        height: u32::try_from(height).unwrap_or(u32::MAX).max(1),
    }
}

/// Adds the wanted forms of a picture to `files`; `None` where its bytes are not at hand.
fn make(
    picture: &SealedImage,
    wanted: Vec<Rendition>,
    materials: &Materials<'_>,
    files: &mut BTreeMap<ShowPath, OutputFile>,
) -> Result<Option<Vec<Rendition>>, SiteError> {
    let mut original: Option<DynamicImage> = None;
    for form in &wanted {
        let path: ShowPath = form.path.parse().expect("made from a path that is one already");
        let is_icon = form.path.ends_with(".png");
        let bytes = if let Some(bytes) = (materials.earlier)(&path) {
            bytes
        } else {
            let image = match &original {
                Some(image) => image,
                None => match (materials.original)(&picture.source) {
                    Some(bytes) => original.insert(decode(&bytes).map_err(|reason| refused(picture, reason))?),
                    None => return Ok(None),
                },
            };
            encode(&shrink(image, form), is_icon).map_err(|reason| refused(picture, reason))?
        };
        let media_type = if is_icon { "image/png" } else { "image/jpeg" };
        files.insert(path.clone(), OutputFile { path, content: Content::Bytes(bytes), media_type });
    }
    Ok(Some(wanted))
}

fn refused(picture: &SealedImage, reason: image::ImageError) -> SiteError {
    SiteError::Picture { path: picture.source.clone(), reason: reason.to_string() }
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, image::ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    reader.decode()
}

/// A smaller form without transparency: what can be seen through becomes white. Averaging down to twice the size and then a cubic
/// filter is quick and sharp; filters with a sine are left out, since its last bit differs between machines.
fn shrink(image: &DynamicImage, form: &Rendition) -> RgbImage {
    let twice = (form.width.saturating_mul(2), form.height.saturating_mul(2));
    let near =
        if twice.0 < image.width() && twice.1 < image.height() { image.thumbnail_exact(twice.0, twice.1) } else { image.clone() };
    let small = near.resize_exact(form.width, form.height, FilterType::CatmullRom).into_rgba8();
    RgbImage::from_fn(small.width(), small.height(), |x, y| {
        let [red, green, blue, alpha] = small.get_pixel(x, y).0;
        let over_white = |colour: u8| {
            let mixed = (u16::from(colour) * u16::from(alpha) + 255 * (255 - u16::from(alpha)) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Rgb([over_white(red), over_white(green), over_white(blue)])
    })
}

fn encode(image: &RgbImage, as_png: bool) -> Result<Vec<u8>, image::ImageError> {
    let mut bytes = Vec::new();
    if as_png {
        image.write_with_encoder(PngEncoder::new(&mut bytes))?;
    } else {
        image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY))?;
    }
    Ok(bytes)
}
