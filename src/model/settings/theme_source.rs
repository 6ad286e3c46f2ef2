//! Where the colours of a show's pages come from, when the show does not name them one by one.

use crate::model::keywords::keywords;

keywords! {
    /// The cover, or a pair of colours that go well together.
    pub enum ThemeSource else "not one of the looks to choose from" {
        /// The colours of the cover.
        Cover = "cover",
        /// Deep blue and yellow.
        Sea = "sea",
        /// Green and amber.
        Forest = "forest",
        /// Purple and pink.
        Berry = "berry",
        /// Red brown and sand.
        Brick = "brick",
        /// Grey blue and mint.
        Slate = "slate",
        /// Yellow and brown.
        Sun = "sun",
    }
}
