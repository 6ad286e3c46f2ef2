//! How grave a finding is.

use crate::model::keywords::keywords;

keywords! {
    /// Only an error stops a build.
    #[derive(Default)]
    pub enum Level {
        /// A directory, an app or a listener is hurt: `build` stops.
        #[default]
        Error = "error",
        /// Worth mending; `build` goes on.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}
