//! Another podcast, or one of its episodes (Podcast Namespace, `docs/tags/remote-item.md`).

use crate::model::guid::{Guid, ShowGuid};
use crate::model::http_url::HttpUrl;
use crate::model::medium::Medium;
use crate::model::text::Text;

/// `podcast:remoteItem`, for another feed or one of its episodes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OtherFeed {
    /// Its `podcast:guid`.
    pub guid: ShowGuid,
    /// Its address.
    pub url: Option<HttpUrl>,
    /// The guid of one of its episodes.
    pub item: Option<Guid>,
    /// What kind of thing it is.
    pub medium: Option<Medium>,
    /// Its title.
    pub title: Option<Text>,
}
