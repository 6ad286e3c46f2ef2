//! `theme:` of podcast.yaml.

use crate::display::list::List;
use crate::model::colour::{Colour, ColourError};
use crate::model::keywords::KeywordError;
use crate::model::theme::{Font, Palette, Theme};
use crate::source::keys::{Keys, Record, from_keys};
use crate::source::leaf::Leaf;
use crate::source::reader::quote;
use crate::source::shape::{Key, Shape};

from_keys!(Palette, Theme);

impl Record for Theme {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let colours = "{link: \"#00449e\", band: \"#1b2a41\"}";
        let light = keys.optional(Key { name: "light", doc: "colours for readers who like a light screen", example: colours });
        let dark = keys.optional(Key {
            name: "dark",
            doc: "colours for readers who like a dark screen",
            example: "{link: \"#9cc2ff\", band: \"#1b2a41\"}",
        });
        let font = keys.optional(Key { name: "font", doc: "the font of the text", example: "wide" });
        let headings = keys.optional(Key { name: "headings", doc: "the font of headings and buttons", example: "serif" });
        Some(Self { light: light.unwrap_or_default(), dark: dark.unwrap_or_default(), font, headings })
    }
}

impl Record for Palette {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        Some(Self {
            paper: keys.optional(Key { name: "paper", doc: "behind the text", example: "\"#fffdf8\"" }),
            ink: keys.optional(Key { name: "ink", doc: "the text", example: "\"#12292b\"" }),
            link: keys.optional(Key { name: "link", doc: "links and buttons", example: "\"#0b5a57\"" }),
            band: keys.optional(Key { name: "band", doc: "the band at the top of a page", example: "\"#0d4245\"" }),
            mark: keys.optional(Key { name: "mark", doc: "what is picked out: labels, the main button", example: "\"#ffc933\"" }),
        })
    }
}

impl Leaf for Colour {
    const NEEDED: &'static str = "a colour";

    fn shape() -> Shape {
        Shape::pattern("^#[0-9A-Fa-f]{6}$")
    }

    fn problem(found: &str, _error: &ColourError) -> String {
        format!("`{}` is not a colour", quote(found))
    }

    fn help(_found: &str, _error: &ColourError) -> String {
        "write `#` and six digits, in quotes, such as `\"#0b5a57\"`".to_owned()
    }
}

impl Leaf for Font {
    const NEEDED: &'static str = "a font";

    fn shape() -> Shape {
        Shape::words(Font::ALL.iter().map(|font| font.as_str()))
    }

    fn help(_found: &str, _error: &KeywordError) -> String {
        format!("allowed are {}", List::and(&Font::ALL.map(Font::as_str)))
    }
}
