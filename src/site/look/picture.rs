//! Pictures in pages, in the width that a screen needs.

use crate::seal::{SealedEpisode, SealedImage};
use crate::site::context::Site;
use crate::site::links::page_path::PagePath;
use crate::site::look::gallery::Rendition;
use crate::site::view;

/// A picture in a page.
#[derive(Debug)]
pub(crate) struct Picture<'a> {
    /// The picture.
    pub(crate) image: &'a SealedImage,
    /// What it says to those who do not see it; empty where the words beside it say it all.
    pub(crate) alt: &'a str,
    /// How wide the style shows it, as `sizes` has it. In pixels: there, `rem` is the browser's own 16 pixels, not the style's 18.
    pub(crate) sizes: &'static str,
    /// Whether it stands at the top, where it is seen at once.
    pub(crate) seen_at_once: bool,
}

/// The width that browsers get which do not choose (pixels).
const PLAIN_WIDTH: u32 = 320;

impl Site<'_> {
    /// The picture as a template shows it.
    pub(crate) fn picture(&self, page_path: &PagePath, picture: &Picture<'_>) -> view::Picture {
        let forms = self.gallery.forms(picture.image);
        let plain = forms.jpeg.iter().find(|form| form.width == PLAIN_WIDTH).or(forms.jpeg.last());
        view::Picture {
            link: plain.map_or_else(|| page_path.to(&picture.image.output()), |form| page_path.to(&form.output)),
            jpeg: set(page_path, &forms.jpeg),
            webp: set(page_path, &forms.webp),
            sizes: picture.sizes,
            width: picture.image.width,
            height: picture.image.height,
            alt: picture.alt.to_owned(),
            is_lazy: !picture.seen_at_once,
        }
    }

    /// A small picture beside words that say it all: many stand in a list, so each names its small forms alone.
    pub(crate) fn thumbnail(&self, page_path: &PagePath, image: &SealedImage, sizes: &'static str) -> view::Picture {
        let small = |forms: &[Rendition]| {
            let small: Vec<Rendition> = forms.iter().filter(|form| form.width <= PLAIN_WIDTH).cloned().collect();
            set(page_path, if small.is_empty() { forms } else { &small })
        };
        let forms = self.gallery.forms(image);
        let picture = self.picture(page_path, &Picture { image, alt: "", sizes, seen_at_once: false });
        view::Picture { jpeg: small(&forms.jpeg), webp: small(&forms.webp), ..picture }
    }

    /// The picture of an episode, else the cover, with what it says.
    pub(crate) fn artwork<'s>(&'s self, sealed: &'s SealedEpisode) -> (&'s SealedImage, &'s str) {
        let image = sealed.artwork.as_ref().unwrap_or(&self.sealed.cover);
        let name = if sealed.artwork.is_some() { &sealed.episode.title } else { &self.sealed.show.title };
        (image, image.alt.as_ref().unwrap_or(name).as_str())
    }
}

/// Forms as `srcset` has them.
fn set(page_path: &PagePath, forms: &[Rendition]) -> Option<String> {
    let set: Vec<String> = forms.iter().map(|form| format!("{} {}w", page_path.to(&form.output), form.width)).collect();
    (!set.is_empty()).then(|| set.join(", "))
}
