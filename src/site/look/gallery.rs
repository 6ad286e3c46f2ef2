//! Smaller pictures, made from the show's own: a phone need not load a cover of three thousand pixels.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageError, ImageReader, Limits, Rgb, RgbImage};
use webpx::EncoderConfig;
use webpx::Unstoppable;

use crate::layout::output::Output;
use crate::layout::output_file::{Content, OutputFile};
use crate::layout::{ArtworkFile, RenditionFormat};
use crate::model::settings::seed::Seed;
use crate::model::settings::theme_source::ThemeSource;
use crate::seal::{SealedImage, SiteView};
use crate::site::error::SiteError;
use crate::site::look::cover_colours;
use crate::site::render_inputs::RenderInputs;

/// Widths of pictures in pages (pixels): a thumbnail, the same on a fine screen, a phone, a large screen and link previews. A picture that is
/// smaller than the last has a form of its own width in its place.
const WIDTHS: [u32; 4] = [160, 320, 640, 1200];

/// Widths of the show's icons (pixels): browser tabs, Apple's touch icon, and the two that Android asks for.
pub(crate) const ICON_WIDTHS: [u32; 4] = [32, 180, 192, 512];

/// Quality of the JPEG files, of 100. At 80 an edge of flat colour shows no halo at these sizes.
const JPEG_QUALITY: u8 = 80;

/// Quality of the WebP files, of 100: they look as the JPEG files do, and are smaller.
const WEBP_QUALITY: f32 = 78.0;

/// How long libwebp looks for a smaller file, 0 to 6.
const WEBP_EFFORT: u8 = 5;

/// Larger pictures are refused. // pixels on each side; Apple's largest cover has 3000
const SIDE_MAX: u32 = 10_000;

/// Largest memory that decoding may take. // bytes; 10,000 times 10,000 pixels of 4 bytes
const MEMORY_MAX: u64 = 400_000_000;

/// A picture of a certain width.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Rendition {
    /// What it is below `feed/`.
    pub(crate) output: Output,
    /// Pixels across.
    pub(crate) width: u32,
    /// Pixels down.
    pub(crate) height: u32,
    format: ImageEncoding,
}

/// What a made picture is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum ImageEncoding {
    Jpeg,
    Png,
    /// With loss or without, whichever is smaller: a drawing is often smaller without.
    Webp,
}

/// The forms of one picture, widths ascending.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    /// For every browser.
    pub(crate) jpeg: Vec<Rendition>,
    /// For browsers that know WebP.
    pub(crate) webp: Vec<Rendition>,
}

/// The pictures that the pages can show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gallery {
    /// By the served original, which is not among its forms.
    forms: BTreeMap<ArtworkFile, Forms>,
    /// Icons of the show, by width ascending.
    pub(crate) icons: Vec<Rendition>,
    /// The cover's colours, where the show's theme is made of them.
    pub(crate) cover: Option<Seed>,
}

impl Gallery {
    /// Makes what is not there yet. The files stand beside the gallery.
    ///
    /// # Errors
    /// Where a picture cannot be decoded.
    pub(crate) fn prepare(sealed: &SiteView, inputs: &RenderInputs<'_>) -> Result<(Self, Vec<OutputFile>), SiteError> {
        let mut gallery = Self::default();
        let mut files = Vec::new();
        let mut maker = RenditionMaker { picture: &sealed.cover, inputs, original: None };
        let icons = ICON_WIDTHS.map(|width| Rendition { height: width, ..rendition(&sealed.cover, width, ImageEncoding::Png) });
        if let Some(made) = maker.make(&icons)? {
            if sealed.show.theme.from == Some(ThemeSource::Cover) {
                gallery.cover = colours(&made);
            }
            files.extend(made);
            gallery.icons = icons.into();
        }
        gallery.forms.insert(sealed.cover.file.clone(), maker.forms(&mut files)?);
        for picture in pictures(sealed) {
            if !gallery.forms.contains_key(&picture.file) {
                let mut maker = RenditionMaker { picture, inputs, original: None };
                let forms = maker.forms(&mut files)?;
                gallery.forms.insert(picture.file.clone(), forms);
            }
        }
        Ok((gallery, files))
    }

    /// The smaller forms of a picture; none where its bytes are not at hand.
    pub(crate) fn forms(&self, picture: &SealedImage) -> &Forms {
        const NONE: &Forms = &Forms { jpeg: Vec::new(), webp: Vec::new() };
        self.forms.get(&picture.file).unwrap_or(NONE)
    }
}

/// The colours of the smallest icon, which is made once for each cover, kept, and the same on every machine.
fn colours(icons: &[OutputFile]) -> Option<Seed> {
    let Content::Bytes(bytes) = &icons.first()?.content else { return None };
    cover_colours::seed(&decode(bytes).ok()?.into_rgb8())
}

/// Every picture that stands in a page, beside the cover.
fn pictures(sealed: &SiteView) -> impl Iterator<Item = &SealedImage> {
    sealed.episodes.iter().flat_map(|episode| {
        let chapters = episode.chapters.iter().filter_map(|chapter| chapter.image.as_ref());
        let easy_read = episode.easy_read.iter().flat_map(|easy| easy.pictures.values());
        episode.artwork.iter().chain(chapters).chain(easy_read)
    })
}

/// The widths that a picture of this width is shown in, ascending.
fn widths(own: u32) -> impl Iterator<Item = u32> {
    let largest = WIDTHS[WIDTHS.len() - 1].min(own);
    WIDTHS.into_iter().filter(move |width| *width < largest).chain([largest])
}

/// A smaller form, before it is made. Its name is that of the original, which holds its hash, with the width.
fn rendition(picture: &SealedImage, width: u32, format: ImageEncoding) -> Rendition {
    let original = picture.file.name.clone();
    let height = u64::from(picture.height) * u64::from(width) / u64::from(picture.width.max(1));
    Rendition {
        output: match format {
            ImageEncoding::Jpeg => Output::Rendition(original, width, RenditionFormat::Jpeg),
            ImageEncoding::Webp => Output::Rendition(original, width, RenditionFormat::Webp),
            ImageEncoding::Png => Output::Icon(original, width),
        },
        width,
        height: u32::try_from(height).unwrap_or(u32::MAX).max(1),
        format,
    }
}

/// Where the forms of one picture are made. The original is read and decoded once, and only when a form is missing.
struct RenditionMaker<'a> {
    picture: &'a SealedImage,
    inputs: &'a RenderInputs<'a>,
    original: Option<DynamicImage>,
}

impl RenditionMaker<'_> {
    fn forms(&mut self, files: &mut Vec<OutputFile>) -> Result<Forms, SiteError> {
        let picture = self.picture;
        let of = |format| widths(picture.width).map(|width| rendition(picture, width, format)).collect::<Vec<_>>();
        let (jpeg, webp) = (of(ImageEncoding::Jpeg), of(ImageEncoding::Webp));
        let (Some(made_jpeg), Some(made_webp)) = (self.make(&jpeg)?, self.make(&webp)?) else { return Ok(Forms::default()) };
        files.extend(made_jpeg.into_iter().chain(made_webp));
        Ok(Forms { jpeg, webp })
    }

    /// The files of these forms; `None` where the picture's bytes are not at hand.
    fn make(&mut self, wanted: &[Rendition]) -> Result<Option<Vec<OutputFile>>, SiteError> {
        let mut files = Vec::new();
        for form in wanted {
            let bytes = if let Some(bytes) = (self.inputs.earlier)(&form.output.path()) {
                bytes
            } else {
                let picture = self.picture;
                let Some(original) = self.original()? else { return Ok(None) };
                encode(&shrink(original, form), form.format).map_err(|reason| refused(picture, &reason))?
            };
            files.push(OutputFile { output: form.output.clone(), content: Content::Bytes(bytes) });
        }
        Ok(Some(files))
    }

    fn original(&mut self) -> Result<Option<&DynamicImage>, SiteError> {
        if self.original.is_none() {
            let Some(bytes) = (self.inputs.original)(&self.picture.source) else { return Ok(None) };
            self.original = Some(decode(&bytes).map_err(|reason| refused(self.picture, &reason))?);
        }
        Ok(self.original.as_ref())
    }
}

fn refused(picture: &SealedImage, reason: &ImageError) -> SiteError {
    SiteError::Picture { path: picture.source.clone(), reason: reason.to_string() }
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, ImageError> {
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

fn encode(image: &RgbImage, format: ImageEncoding) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    match format {
        ImageEncoding::Jpeg => image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY))?,
        ImageEncoding::Png => image.write_with_encoder(PngEncoder::new(&mut bytes))?,
        ImageEncoding::Webp => {
            image.write_with_encoder(WebPEncoder::new_lossless(&mut bytes))?;
            let lossy = webp(image)?;
            if lossy.len() < bytes.len() {
                bytes = lossy;
            }
        }
    }
    Ok(bytes)
}

/// As WebP with loss. libwebp's fast and plain ways give the same bytes, and it uses one thread unless told otherwise.
fn webp(image: &RgbImage) -> Result<Vec<u8>, ImageError> {
    let config = EncoderConfig::new().quality(WEBP_QUALITY).method(WEBP_EFFORT);
    let encoded = config.encode_rgb(image.as_raw(), image.width(), image.height(), Unstoppable);
    encoded.map_err(|error| ImageError::IoError(std::io::Error::other(format!("WebP: {error}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_shown_in_no_more_than_its_own_width() {
        for (own, expected) in [
            (3000, vec![160, 320, 640, 1200]),
            (1200, vec![160, 320, 640, 1200]),
            (600, vec![160, 320, 600]),
            (160, vec![160]),
            (90, vec![90]),
        ] {
            assert_eq!(widths(own).collect::<Vec<_>>(), expected, "{own}");
        }
    }

    /// A photograph in small: colours that run into each other, with grain.
    fn photograph() -> RgbImage {
        RgbImage::from_fn(320, 240, |x, y| {
            let grain = x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663);
            let tone = |base: u32| u8::try_from((base + (grain >> 7) % 24) % 256).unwrap();
            Rgb([tone(x * 200 / 320), tone(y * 200 / 240), tone((x + y) * 200 / 560)])
        })
    }

    #[test]
    fn webp_is_smaller_than_jpeg_and_shows_the_same() {
        let photograph = photograph();
        let (jpeg, webp) = (encode(&photograph, ImageEncoding::Jpeg).unwrap(), encode(&photograph, ImageEncoding::Webp).unwrap());
        assert!(webp.starts_with(b"RIFF") && webp.len() < jpeg.len(), "{} and {} bytes", webp.len(), jpeg.len());
        assert_eq!(webp, encode(&photograph, ImageEncoding::Webp).unwrap(), "the same bytes again");
        let shown = image::load_from_memory(&webp).unwrap().into_rgb8();
        let apart: u64 = shown.as_raw().iter().zip(photograph.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        assert!(apart / (shown.as_raw().len() as u64) < 8, "{apart}");
    }

    #[test]
    fn a_drawing_is_kept_without_loss_where_that_is_smaller() {
        let drawing = RgbImage::from_fn(320, 240, |x, _| if x < 100 { Rgb([200, 30, 40]) } else { Rgb([255, 255, 255]) });
        let webp = encode(&drawing, ImageEncoding::Webp).unwrap();
        assert_eq!(image::load_from_memory(&webp).unwrap().into_rgb8(), drawing);
        assert!(webp.len() < super::webp(&drawing).unwrap().len());
    }
}
