//! Ways to support a show.

use crate::model::http_url::HttpUrl;
use crate::model::text::Text;

/// `podcast:funding`: an address and what to call it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Funding {
    /// Where to give.
    pub url: HttpUrl,
    /// What the button says; at most 128 characters in the feed.
    pub text: Text,
}
