//! `podcast:txt` (Podcast Namespace, `docs/tags/txt.md`).

use crate::model::key::keys;
use crate::model::wording::text::Text;

keys! {
    /// Words for machines, such as the proof that a show is one's own.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Txt {
        optional {
            purpose: Option<Text>, "what the words are for", "applepodcastsverify";
        }
        required {
            text: Text, "the words", "abc123";
        }
    }
}
