//! Why the pages cannot be written.

use crate::model::files::show_path::ShowPath;
use crate::site::templates::template_error::TemplateError;

/// Why the pages cannot be written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SiteError {
    /// A picture that no smaller one can be made from.
    #[error("the picture `{path}` cannot be made smaller for the pages: {reason}; save it again as JPEG or PNG")]
    Picture {
        /// The picture, relative to the show.
        path: ShowPath,
        /// What the decoder says.
        reason: String,
    },
    /// A template that no page can be made of.
    #[error(transparent)]
    Template(#[from] TemplateError),
}
