//! Why the tags of a recording cannot be written.

use crate::model::files::show_path::ShowPath;

/// Why podwright will not write the tags of a recording.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TagRefusal {
    /// In words.
    pub reason: String,
    /// The picture that cannot be made ready for them; `None` where it is the recording that refuses them.
    pub picture: Option<ShowPath>,
}
