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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_says_itself_what_is_wrong_with_it() {
        let template = TemplateError::Fault { name: "episode.html".to_owned(), line: 3, message: "no such filter".to_owned() };
        assert_eq!(SiteError::Template(template).to_string(), "no such filter");
        let picture = SiteError::Picture { path: "cover.jpg".parse().unwrap(), reason: "it is cut".to_owned() };
        assert_eq!(
            picture.to_string(),
            "the picture `cover.jpg` cannot be made smaller for the pages: it is cut; save it again as JPEG or PNG"
        );
    }
}
