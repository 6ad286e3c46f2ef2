//! Faults of pictures: the cover, the pictures of episodes and chapters, those of Easy Read summaries.

use crate::catalog::{Catalog, CatalogEpisode, FoundImage, ImageState};
use crate::check::found::Found;
use crate::check::rule::artwork::ArtworkRule;
use crate::check::scope::{At, Scope, in_file};
use crate::media::image_facts::{ColourKind, ImageError, ImageFacts, ImageFormat};
use crate::model::files::byte_count::ByteCount;
use crate::model::place::{FilePosition, KeyPath, Place};

/// Sides of a cover. // pixels; Apple, "Artwork requirements"
const SIDE_MIN: u32 = 1400;
const SIDE_MAX: u32 = 3000;
/// The heaviest picture. // what hosts ask for
const BYTES_MAX: ByteCount = ByteCount::new(512_000);

/// Looks at the cover, then at the pictures of each episode and its chapters.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    if let Some(cover) = &scope.catalog.cover {
        let yaml = Place { file: Catalog::show_file(), position: FilePosition::Value(KeyPath::key("artwork").then_key("file")) };
        let file = Place { file: cover.path.as_path().to_owned(), position: FilePosition::File };
        picture(cover, (yaml, None), (file, None), Use::Cover, found);
    }
    for (index, image) in scope.catalog.images.iter().enumerate() {
        let yaml = Place { file: Catalog::show_file(), position: FilePosition::Value(further(index)) };
        let file = Place { file: image.path.as_path().to_owned(), position: FilePosition::File };
        picture(image, (yaml, None), (file, None), Use::Further, found);
    }
    for entry in scope.episodes() {
        for (index, image) in entry.images.iter().enumerate() {
            let yaml = Place { file: entry.file(), position: FilePosition::Value(further(index)) };
            let file = in_file(entry, image.path.as_path(), FilePosition::File);
            picture(image, (yaml, Some(&entry.episode.slug)), file, Use::Further, found);
        }
        if let Some(artwork) = &entry.artwork {
            let keys = KeyPath::key("artwork").then_key("file");
            let yaml = Place { file: entry.file(), position: FilePosition::Value(keys) };
            let file = in_file(entry, artwork.path.as_path(), FilePosition::File);
            picture(artwork, (yaml, Some(&entry.episode.slug)), file, Use::Cover, found);
        }
        for (index, chapter) in entry.episode.chapters.list.iter().enumerate() {
            let Some(image) = chapter.image.as_ref().and_then(|path| entry.chapter_images.get(path)) else { continue };
            // A picture of several chapters is told once, at the first.
            if entry.episode.chapters.list[..index].iter().any(|earlier| earlier.image == chapter.image) {
                continue;
            }
            let keys = KeyPath::key("chapters").then_item(index).then_key("image");
            let yaml = Place { file: entry.file(), position: FilePosition::Value(keys) };
            let file = in_file(entry, image.path.as_path(), FilePosition::File);
            picture(image, (yaml, Some(&entry.episode.slug)), file, Use::Chapter, found);
        }
        easy_read(entry, found);
    }
}

/// The pictures of an episode's Easy Read summary. One that stands there twice is told once.
fn easy_read(entry: &CatalogEpisode, found: &mut Found) {
    let Some(summary) = &entry.easy_read else { return };
    for (index, shown) in summary.pictures.iter().enumerate() {
        if summary.pictures[..index].iter().any(|earlier| earlier.target == shown.target) {
            continue;
        }
        let at = in_file(entry, summary.path.as_path(), FilePosition::LineColumn { line: shown.line, column: 1 });
        match &shown.image {
            Err(reason) => found.add(
                ArtworkRule::MissingArtwork,
                at,
                format!("the picture `{}` cannot be shown: {reason}", shown.target),
                format!("put the picture into `{}`, and write its name alone", entry.episode.folder),
            ),
            Ok(image) => {
                let file = in_file(entry, image.path.as_path(), FilePosition::File);
                picture(image, at, file, Use::EasyRead, found);
            }
        }
    }
}

/// What a picture is for: only covers have a prescribed size, and those of Easy Read summaries go to no directory.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Use {
    Cover,
    Chapter,
    Further,
    EasyRead,
}

fn further(index: usize) -> KeyPath {
    KeyPath::key("images").then_item(index).then_key("file")
}

fn picture(image: &ImageState, yaml: At<'_>, file: At<'_>, purpose: Use, found: &mut Found) {
    match &image.found {
        Err(ImageError::Missing) => found.add(
            ArtworkRule::MissingArtwork,
            yaml,
            format!("there is no file `{}`", image.path),
            "put the picture there, or correct its path",
        ),
        Err(error) => found.add(ArtworkRule::UnreadableArtwork, file, error.to_string(), "export the picture again"),
        Ok(FoundImage { facts, .. }) => {
            form(image, facts, &file, purpose, found);
            if purpose == Use::Cover {
                size(facts, file, found);
            }
        }
    }
}

fn form(image: &ImageState, facts: &ImageFacts, at: &At<'_>, purpose: Use, found: &mut Found) {
    let (name, endings): (_, &[&str]) = match facts.format {
        ImageFormat::Jpeg => ("JPEG", &["jpg", "jpeg"]),
        ImageFormat::Png => ("PNG", &["png"]),
        ImageFormat::Webp => ("WebP", &["webp"]),
        ImageFormat::Gif => ("GIF", &["gif"]),
    };
    if purpose == Use::EasyRead {
        if facts.format == ImageFormat::Gif {
            let message = "the picture is GIF, of which no smaller ones can be made";
            found.add(ArtworkRule::ArtworkWrongFormat, at.clone(), message, "export it as JPEG or PNG");
        }
    } else if matches!(facts.format, ImageFormat::Jpeg | ImageFormat::Png) {
        colours(facts, at, found);
    } else {
        let message = format!("the picture is {name}; Apple takes JPEG and PNG only");
        found.add(ArtworkRule::ArtworkWrongFormat, at.clone(), message, "export it as JPEG");
    }
    let ending = image.path.as_path().extension().unwrap_or_default().to_ascii_lowercase();
    // A picture that has to be exported in another format gets another name with it.
    let is_of_wrong_format = purpose != Use::EasyRead && !matches!(facts.format, ImageFormat::Jpeg | ImageFormat::Png);
    if !endings.contains(&ending.as_str()) && !is_of_wrong_format {
        found.add(
            ArtworkRule::ArtworkWrongExtension,
            at.clone(),
            format!("the picture is {name}, and its name ends in `.{ending}`"),
            format!("rename it so that it ends in `.{}`", endings[0]),
        );
    }
    if facts.orientation != 1 {
        found.add(
            ArtworkRule::ArtworkRotated,
            at.clone(),
            format!("the picture must be turned when shown (EXIF orientation {}), which half of the apps do", facts.orientation),
            "turn the picture itself, and export it again",
        );
    }
    if facts.position {
        found.add(
            ArtworkRule::ArtworkShowsPlace,
            at.clone(),
            "the picture says where it was taken (a GPS position in its metadata)",
            "podwright publishes it without; take the position out of the file as well if others can see your folder",
        );
    }
    if facts.placeholder {
        found.add(
            ArtworkRule::PlaceholderArtwork,
            at.clone(),
            "the cover is the placeholder that `podwright init` drew",
            format!("put your cover in its place, as `{}`: square, JPEG, {SIDE_MIN} to {SIDE_MAX} pixels a side", image.path),
        );
    }
    if facts.bytes > BYTES_MAX {
        found.add(
            ArtworkRule::ArtworkTooHeavy,
            at.clone(),
            format!(
                "the picture has {} kB; {} kB are the most that apps and hosts like",
                facts.bytes.kilobytes(),
                BYTES_MAX.kilobytes()
            ),
            "export it as JPEG at quality 80 to 90",
        );
    }
}

/// In a JPEG or a PNG: what a GIF has in colours goes away with its format.
fn colours(facts: &ImageFacts, at: &At<'_>, found: &mut Found) {
    let colour = match facts.colour {
        ColourKind::Rgb => None,
        ColourKind::Grey => Some("in grey only"),
        ColourKind::Cmyk => Some("as inks (CMYK)"),
        ColourKind::Palette => Some("in a palette"),
    };
    if let Some(colour) = colour {
        let message = format!("the colours are stored {colour}; Apple wants red, green and blue");
        found.add(ArtworkRule::ArtworkNotRgb, at.clone(), message, "export it in RGB, 8 bits a colour");
    }
    if facts.alpha {
        found.add(
            ArtworkRule::ArtworkTransparent,
            at.clone(),
            "the picture has see-through parts, which Apple refuses",
            "put a background behind it, and export without an alpha channel",
        );
    }
}

fn size(facts: &ImageFacts, at: At<'_>, found: &mut Found) {
    let (width, height) = (facts.width, facts.height);
    if width != height {
        found.add(
            ArtworkRule::ArtworkNotSquare,
            at.clone(),
            format!("the picture measures {width} by {height} pixels; Apple takes squares only"),
            "crop it to a square, best of 3000 by 3000 pixels",
        );
    }
    if width.min(height) < SIDE_MIN || width.max(height) > SIDE_MAX {
        found.add(
            ArtworkRule::ArtworkWrongSize,
            at,
            format!("the picture measures {width} by {height} pixels; Apple takes {SIDE_MIN} to {SIDE_MAX} a side"),
            "export it at 3000 by 3000 pixels",
        );
    }
}

#[cfg(test)]
mod tests;
