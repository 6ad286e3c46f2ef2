//! Where a chapter of an episode comes from, if another program wrote it into a file.

use crate::model::people::location::{GeoPoint, OsmObject};
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

/// What a file of chapters says of a chapter beside what an episode can list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChapterOrigin {
    /// Its line, from 1.
    pub line: u32,
    /// Its picture, where that is not a file of the show.
    pub picture: Option<HttpUrl>,
    /// Where it plays.
    pub place: Option<ChapterPlace>,
}

/// The `location` of JSON chapters 1.2 (Podcast Namespace, `docs/examples/chapters/jsonChapters.md`).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChapterPlace {
    /// What people call it.
    pub name: Text,
    /// Degrees north and east.
    pub geo: Option<GeoPoint>,
    /// The object of OpenStreetMap.
    pub osm: Option<OsmObject>,
}
