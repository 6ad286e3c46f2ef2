//! Where an episode comes from.

use crate::model::keywords::keywords;

keywords! {
    /// Where an episode comes from, if podwright did not publish it first.
    pub enum Origin {
        /// From another program's feed.
        Import = "import",
    }
}
