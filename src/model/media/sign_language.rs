//! Episodes as videos in sign language.

use crate::model::key::keys;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keys! {
    /// An episode as a video in sign language.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct SignLanguage {
        required {
            name: Text, "the sign language, as its speakers call it", "BSL";
            url: HttpUrl, "where the video is", "https://example.org/what-is-co-production-in-bsl";
        }
    }
}
