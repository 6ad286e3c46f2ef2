//! What the rules check, one file a family. What each rule says, and why, is in [`rule`](crate::check::rule).

pub mod accessibility;
pub mod artwork;
pub mod audio;
pub mod chapters;
pub mod episode;
pub mod history;
pub mod impact;
pub mod loudness;
pub mod reading;
pub mod show;
pub mod transcript;
