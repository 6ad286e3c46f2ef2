//! A feed that another program publishes, turned into a show: what each file will say, what was published, and what could not be taken along. Pure.
//!
//! What is in the feed and finds no key is listed in the [`ledger`], element by element: nothing is lost silently.

pub mod answers;
mod convert;
pub mod hosts;
pub mod known_episodes;
pub mod ledger;
pub mod old_feed;
pub mod page_link;
pub mod plan;
pub mod planned_episode;
pub mod question;
pub mod wanted_file;
