//! Pictures under names that hold their sum: apps keep a picture for as long as its address stays the same.

use crate::media::image_facts::ImageFacts;
use crate::model::digest::Sha256;
use crate::model::http_url::BaseUrl;
use crate::model::show_path::ShowPath;
use crate::model::text::Text;
use crate::seal::SealedImage;

/// Digits of the sum in a name. // 48 bits: two pictures of one show never share them
const DIGITS: usize = 12;

/// A picture that was read.
pub(super) struct Picture<'a> {
    pub(super) path: &'a ShowPath,
    pub(super) facts: &'a ImageFacts,
    pub(super) sha256: Sha256,
    pub(super) alt: Option<&'a Text>,
}

/// The picture as `artwork/<stem>-<sum>.<ext>`.
pub(super) fn sealed(base: &BaseUrl, stem: &str, picture: &Picture) -> SealedImage {
    let name = format!("artwork/{stem}-{}.{}", picture.sha256.short(DIGITS), picture.facts.format.extension());
    SealedImage {
        url: base.join(&name),
        path: name.parse().expect("a slug, a sum and an extension make a path"),
        source: picture.path.clone(),
        media_type: picture.facts.format.media_type(),
        bytes: picture.facts.bytes,
        sha256: picture.sha256,
        width: picture.facts.width,
        height: picture.facts.height,
        alt: picture.alt.cloned(),
    }
}
