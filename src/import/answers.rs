//! What the producer says of a feed beside the feed.

use std::num::NonZeroUsize;

use chrono_tz::Tz;

use crate::model::identity::guid::Guid;
use crate::model::kind::category::Category;
use crate::model::web::http_url::BaseUrl;
use crate::model::wording::language::Language;
use crate::model::wording::text::Text;

/// Answers to what a feed leaves open, and what is wanted of the show.
#[derive(Clone, Debug, Default)]
pub struct ImportAnswers {
    /// The title, where the feed has none.
    pub title: Option<Text>,
    /// Who makes it, where the feed does not say.
    pub author: Option<Text>,
    /// What it is about, where the feed does not say.
    pub description: Option<Text>,
    /// The language, where the feed names none that is known.
    pub language: Option<Language>,
    /// The categories, where the feed has none of Apple's.
    pub categories: Vec<Category>,
    /// The zone of dates that name none.
    pub time_zone: Option<Tz>,
    /// Whether the show is the producer's own though its feed is locked.
    pub owns: bool,
    /// The address that subscribers have, where neither the feed nor the command says it.
    pub feed_address: Option<String>,
    /// The address that the show will have.
    pub url: Option<BaseUrl>,
    /// New guids for the further items that have a guid already.
    pub guids: Vec<(String, Guid)>,
    /// Guids of which only the first item is taken.
    pub drops: Vec<String>,
    /// Whether the owner's address is taken along: everybody can read it.
    pub keeps_owner: bool,
    /// What folders are named after.
    pub slugs: SlugSource,
    /// How many of the newest items are taken; `None` for all.
    pub only: Option<NonZeroUsize>,
    /// Whether notes become Markdown where that says the same.
    pub markdown: bool,
}

/// What the folders of episodes are named after.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SlugSource {
    /// The title.
    #[default]
    Title,
    /// Season and number.
    Number,
    /// The date.
    Date,
    /// The last part of the episode's link.
    Link,
}
