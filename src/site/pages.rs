//! The pages, and the parts that they share.

pub(in crate::site) mod easy_read_page;
pub(in crate::site) mod embed_page;
pub(in crate::site) mod episode_page;
pub(in crate::site) mod frame;
pub(in crate::site) mod impact_page;
pub(in crate::site) mod index_page;
pub(in crate::site) mod not_found_page;
pub(in crate::site) mod notes;
pub(in crate::site) mod paging;
pub(in crate::site) mod player;
pub(in crate::site) mod subscribe_page;
pub(in crate::site) mod summary;
pub(in crate::site) mod titles_page;
pub(in crate::site) mod transcript_view;
