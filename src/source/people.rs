//! People, pictures, ways to give.

use crate::model::artwork::Artwork;
use crate::model::funding::Funding;
use crate::model::person::{Person, Role};
use crate::model::show::Owner;
use crate::source::keys::{Keys, Record, from_keys};
use crate::source::shape::Key;

from_keys!(Artwork, Funding, Owner, Person);

impl Record for Person {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let name = keys.required(Key { name: "name", doc: "the name, as the person wants it", example: "Ada Example" });
        let role = keys.or(
            Key { name: "role", doc: "what the person did, in a word of the Podcast Namespace's list", example: "guest" },
            Role::default(),
        );
        let href = keys.optional(Key { name: "href", doc: "a page about the person", example: "https://example.org/ada" });
        let img = keys.optional(Key { name: "img", doc: "a picture of the person", example: "https://example.org/ada.jpg" });
        let approved = keys.optional(Key {
            name: "approved",
            doc: "the day on which the person heard the episode and agreed to it",
            example: "2022-06-30",
        });
        Some(Self { name: name?, role, href, img, approved })
    }
}

impl Record for Owner {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let name = keys.required(Key { name: "name", doc: "whom directories write to", example: "Ada Example" });
        let email = keys.required(Key {
            name: "email",
            doc: "an e-mail address; everybody can read it in the feed",
            example: "podcast@example.org",
        });
        Some(Self { name: name?, email: email? })
    }
}

impl Record for Artwork {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let file =
            keys.required(Key { name: "file", doc: "a square JPEG or PNG, 1400 to 3000 pixels wide", example: "cover.jpg" });
        let alt = keys.optional(Key {
            name: "alt",
            doc: "what the picture shows, in a sentence, for those who do not see it",
            example: "Two people drive a train together",
        });
        Some(Self { file: file?, alt })
    }
}

impl Record for Funding {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let url = keys.required(Key { name: "url", doc: "where listeners can give", example: "https://example.org/give" });
        let text = keys.required(Key { name: "text", doc: "what the button says", example: "Support the show" });
        Some(Self { url: url?, text: text? })
    }
}
