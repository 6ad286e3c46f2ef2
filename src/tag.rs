//! Tags: wanted against found, the difference, and applying it so that no harm is done.
//!
//! [`plan`](plan::plan) is pure: it reads a file through [`ByteSource`](crate::model::files::byte_source::ByteSource) and says what would
//! change, together with the recipe of the new file. [`apply`](apply::apply) follows the recipe into a copy, reads the copy back,
//! compares the sum of the audio with the one before, and only then lets the copy take the file's place.

pub mod apply;
pub mod change;
pub mod cover;
#[cfg(test)]
mod early_tests;
pub mod error;
pub mod id3v2;
pub mod mp3;
pub mod mp4;
pub mod picture;
pub mod plan;
pub mod recipe;
pub mod tag_plan;
#[cfg(test)]
mod testing;
pub mod trailing;
pub mod wanted;
