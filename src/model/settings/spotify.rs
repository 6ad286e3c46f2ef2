//! Spotify's own elements (Podcast Delivery Specification, 5.13 and 5.14).

use std::num::NonZeroU32;

use crate::model::key::keys;
use crate::model::people::location::Country;

keys! {
    /// What Spotify alone is told.
    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct Spotify {
        optional {
            countries: Vec<Country>, "where the show is made for, the most important country first", "[GB]";
            recent: Option<NonZeroU32>, "how many of the newest episodes Spotify shows", "20";
        }
    }
}
