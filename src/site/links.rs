//! Where pages point, and what search engines and other sites read of them.

pub(in crate::site) mod page_path;
pub(in crate::site) mod preview;
pub(in crate::site) mod sitemap;
