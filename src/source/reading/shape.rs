//! What a value may be, in a form from which the JSON Schema and the tables of keys are made.

use crate::model::key::Key;

/// A blank, as Rust sees it (Unicode's `White_Space`). The `\s` of ECMA-262 has the byte order mark too, and lacks U+0085.
pub(crate) const BLANK: &str = r"[\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";

/// Any other character.
pub(crate) const NO_BLANK: &str = r"[^\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";

/// What a value may be.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// Text.
    Text(TextShape),
    /// `true` or `false`.
    Flag,
    /// A whole number between two bounds, both included.
    Whole { least: u32, most: u32 },
    /// A number between two bounds, both included.
    Number { least: f64, most: f64 },
    /// A list.
    List { item: fn() -> Shape, least: usize },
    /// A group of keys.
    Keys(Vec<KeyShape>),
    /// Any one of these.
    Either(Vec<Shape>),
}

/// What a text may be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextShape {
    /// The words to choose from, as editors offer them.
    pub(crate) words: Vec<String>,
    /// Regular expressions (ECMA-262, the part of it that JSON Schema recommends), all of which it matches. Where there are words as
    /// well, a text that matches need not be one of them.
    pub(crate) patterns: Vec<String>,
}

/// A key of a group.
#[derive(Clone, Debug)]
pub(crate) struct KeyShape {
    /// Name, description and example.
    pub(crate) key: Key,
    /// Whether it must be there.
    pub(crate) need: Need,
    /// What its value may be.
    pub(crate) shape: fn() -> Shape,
}

/// Whether a key must be there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Need {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
    /// Left out, it counts as this.
    Default(String),
}

impl Shape {
    /// Text that is one of these words.
    pub(crate) fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Text(TextShape { words: words.into_iter().map(str::to_owned).collect(), patterns: Vec::new() })
    }

    /// Text that matches a regular expression.
    pub(crate) fn pattern(pattern: impl Into<String>) -> Self {
        Self::Text(TextShape { words: Vec::new(), patterns: vec![pattern.into()] })
    }
}
