//! Texts, languages and licences.

mod direction;
pub mod language;
pub(crate) mod latin;
pub mod license;
pub(crate) mod region;
pub(crate) mod slip;
pub mod text;
pub mod txt;
