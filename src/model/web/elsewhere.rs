//! Where else a show can be heard.

use crate::model::key::keys;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keys! {
    /// A place where the show can be heard, such as Apple Podcasts or Spotify.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Elsewhere {
        required {
            name: Text, "what the place is called", "Spotify";
            url: HttpUrl, "the show's address there", "https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk";
        }
    }
}
