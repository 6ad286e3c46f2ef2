//! Addresses, and what is found at them.

pub mod content_link;
pub mod elsewhere;
pub mod http_url;
pub mod other_feed;
pub mod placeholder_address;
