//! The vocabulary: a show, its episodes, and the values they are made of. A value of these types is right by construction:
//! `FromStr` is the only door, and after it nobody checks again.

mod by_text;
pub mod episode;
pub mod fault;
pub mod files;
pub mod identity;
pub(crate) mod key;
pub mod keywords;
pub mod kind;
pub mod media;
pub mod people;
pub mod place;
pub mod settings;
pub mod show;
pub mod time;
pub mod web;
pub mod wording;
