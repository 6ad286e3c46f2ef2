//! `theme:` of podcast.yaml.

use crate::display::list::List;
use crate::model::keywords::KeywordError;
use crate::model::settings::colour::{Colour, ColourError};
use crate::model::settings::theme::Font;
use crate::model::settings::theme_source::ThemeSource;
use crate::source::reading::leaf::Leaf;
use crate::source::reading::reader::quote;
use crate::source::reading::shape::Shape;

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

impl Leaf for ThemeSource {
    const NEEDED: &'static str = "a look";

    fn shape() -> Shape {
        Shape::words(ThemeSource::ALL.iter().map(|source| source.as_str()))
    }

    fn help(_found: &str, _error: &KeywordError) -> String {
        format!("allowed are {}", List::and(&ThemeSource::ALL.map(ThemeSource::as_str)))
    }
}
