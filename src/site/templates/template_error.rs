//! Why a template cannot be used.

/// Why a template cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TemplateError {
    /// A name that no template has.
    #[error("there is no template `{name}`")]
    Unknown {
        /// The name.
        name: String,
        /// The nearest that there is.
        nearest: Option<&'static str>,
    },
    /// A template that cannot be read, or that failed when a page was made of it.
    #[error("{message}")]
    Fault {
        /// The template's name.
        name: String,
        /// The line, from 1.
        line: u32,
        /// What is wrong.
        message: String,
    },
}
