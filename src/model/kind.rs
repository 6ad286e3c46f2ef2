//! What kind of thing a show or an episode is.

pub mod category;
pub mod episode_kind;
pub mod feed_medium;
pub mod medium;
pub(crate) mod old_category;
pub mod season_name;
pub mod show_type;
