//! Addresses, and what is found at them.

pub mod content_link;
pub mod elsewhere;
pub mod endpoint;
pub mod feed_file;
pub(crate) mod html_attributes;
pub mod http_url;
pub mod notified;
pub mod other_feed;
pub mod placeholder_address;
pub mod podping_token;
pub mod private_address;
pub mod web_answer;
pub mod web_failure;
pub mod web_request;
