//! Another podcast, or one of its episodes (Podcast Namespace, `docs/tags/remote-item.md`).

use crate::model::identity::guid::{Guid, ShowGuid};
use crate::model::key::keys;
use crate::model::kind::feed_medium::FeedMedium;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keys! {
    /// `podcast:remoteItem`, for another feed or one of its episodes.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct OtherFeed {
        required {
            guid: ShowGuid, "the other show's `podcast:guid`", "917393e3-1b1e-5cef-ace4-edaa54e1f810";
        }
        optional {
            url: Option<HttpUrl>, "the address of its feed", "https://example.org/other.xml";
            item: Option<Guid>, "the guid of one of its episodes", "a-song";
            medium: Option<FeedMedium>, "what kind of thing it is", "music";
            title: Option<Text>, "its title", "Another show";
        }
    }
}
