//! `images:`: further pictures.

use crate::model::key::Key;
use crate::model::media::artwork::{Artwork, FurtherImage};
use crate::source::reading::keys::{Keys, Record, from_keys};

from_keys!(FurtherImage);

impl Record for FurtherImage {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let file = keys.required(Key { name: "file", doc: "a JPEG or PNG", example: "banner.jpg" });
        let alt = keys.optional(Key {
            name: "alt",
            doc: "what the picture shows, for those who do not see it",
            example: "A train in a station",
        });
        let purposes = keys.list(Key { name: "purposes", doc: "what it is good for", example: "[banner]" });
        Some(Self { artwork: Artwork { file: file?, alt }, purposes })
    }
}
