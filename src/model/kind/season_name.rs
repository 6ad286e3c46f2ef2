//! Names of seasons (Podcast Namespace, `docs/tags/season.md`).

use std::num::NonZeroU32;

use crate::model::key::keys;
use crate::model::wording::text::Text;

keys! {
    /// The name of a season.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct SeasonName {
        required {
            number: NonZeroU32, "which season", "1";
            name: Text, "what it is called", "Beginnings";
        }
    }
}
