//! Pictures of a show.

use crate::model::show_path::ShowPath;
use crate::model::text::Text;

/// A picture with its words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Artwork {
    /// The picture's file.
    pub file: ShowPath,
    /// What it shows, for those who do not see it.
    pub alt: Option<Text>,
}
