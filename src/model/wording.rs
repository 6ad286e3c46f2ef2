//! Texts, languages and licences.

pub mod language;
pub mod license;
pub mod text;
pub mod txt;
