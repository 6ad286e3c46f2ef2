//! Texts, languages and licences.

pub(crate) mod contact;
mod direction;
pub mod language;
pub(crate) mod latin;
pub mod license;
pub(crate) mod line_counter;
pub(crate) mod region;
pub(crate) mod slip;
pub mod text;
pub(crate) mod transliteration;
pub mod txt;
