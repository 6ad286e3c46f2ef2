//! `podcast:soundbite` (Podcast Namespace, `docs/tags/soundbite.md`).

use crate::model::key::keys;
use crate::model::time::timestamp::Timestamp;
use crate::model::wording::text::Text;

keys! {
    /// A stretch of the episode.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Soundbite {
        required {
            start: Timestamp, "when it starts, as a time or in seconds", "1:10";
            length: Timestamp, "how long it is, as a time or in seconds", "30";
        }
        optional {
            title: Option<Text>, "what it is called", "Who decides?";
        }
    }
}
