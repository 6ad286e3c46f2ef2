//! Ways to support a show.

use crate::model::key::keys;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keys! {
    /// `podcast:funding`: an address and what to call it.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Funding {
        required {
            url: HttpUrl, "where listeners can give", "https://example.org/give";
            text: Text, "what the button says", "Support the show";
        }
    }
}
