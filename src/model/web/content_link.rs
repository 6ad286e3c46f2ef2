//! `podcast:contentLink` (Podcast Namespace, `docs/tags/content-link.md`).

use crate::model::key::keys;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keys! {
    /// A page where one can hear or see the episode.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct ContentLink {
        required {
            url: HttpUrl, "the page", "https://video.example.org/one";
            text: Text, "what it is", "With sign language";
        }
    }
}
