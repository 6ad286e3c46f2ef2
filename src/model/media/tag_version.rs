//! Which version of ID3v2 is written.

use crate::model::keywords::keywords;

keywords! {
    /// ID3v2.3 is read by every player; v2.4 only on request.
    #[derive(Default)]
    pub enum TagVersion {
        /// ID3v2.3: text outside Latin-1 in UTF-16.
        #[default]
        V23 = "v2.3",
        /// ID3v2.4: text in UTF-8.
        V24 = "v2.4",
    }
}

keywords! {
    /// What becomes of the tags of an episode's recording.
    #[derive(Default)]
    pub enum TagPolicy {
        /// They say what the episode says.
        #[default]
        Write = "write",
        /// They stay as they are: the recording is published byte for byte.
        Keep = "keep",
    }
}
