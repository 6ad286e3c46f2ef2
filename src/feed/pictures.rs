//! `podcast:image` (Podcast Namespace, `docs/tags/image.md`).

use crate::feed::element::Element;
use crate::feed::wording::line;
use crate::model::media::artwork::RemoteArtwork;
use crate::seal::{SealedImage, SealedPicture};

/// `podcast:image`: the only element of a feed that carries an alternative text.
pub(super) fn image(image: &SealedImage) -> Element {
    plain_image(image).with("purpose", "artwork")
}

/// The same of a picture that is kept elsewhere, of which nothing else is known.
pub(super) fn remote_image(artwork: &RemoteArtwork) -> Element {
    Element::empty()
        .with("href", artwork.url.as_str())
        .with_some("alt", artwork.alt.as_ref().map(line))
        .with("purpose", "artwork")
}

/// A further picture.
pub(super) fn further_image(picture: &SealedPicture) -> Element {
    let purposes: Vec<&str> = picture.purposes.iter().map(|purpose| purpose.as_str()).collect();
    plain_image(&picture.image).with_some("purpose", (!purposes.is_empty()).then(|| purposes.join(" ")))
}

fn plain_image(image: &SealedImage) -> Element {
    let ratio = |width: u32, height: u32| {
        let divisor = divisor(width, height);
        format!("{}/{}", width / divisor, height / divisor)
    };
    Element::empty()
        .with("href", image.url.as_str())
        .with_some("alt", image.alt.as_ref().map(line))
        .with("aspect-ratio", ratio(image.width, image.height))
        .with("width", image.width.to_string())
        .with("height", image.height.to_string())
        .with("type", image.media_type)
}

/// The greatest common divisor, at least 1.
fn divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a.max(1) } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_in_lowest_terms() {
        assert_eq!(divisor(1920, 1080), 120);
        assert_eq!(divisor(3000, 3000), 3000);
        assert_eq!(divisor(0, 0), 1);
    }
}
