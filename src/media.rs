//! Bytes to facts: audio, pictures, transcripts. Nothing here opens a file: bytes come in through
//! [`ByteSource`](crate::model::byte_source::ByteSource) or as slices. Other programs use [`probe`] alone.

mod adts;
#[cfg(not(feature = "test-support"))]
pub(crate) mod audio_probe;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod audio_probe;
mod bits;
#[cfg(not(feature = "test-support"))]
pub(crate) mod chapter_file;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod chapter_file;
mod decode;
#[cfg(not(feature = "test-support"))]
pub(crate) mod embedded_cover;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod embedded_cover;
mod found_tags;
#[cfg(not(feature = "test-support"))]
pub(crate) mod hashing;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod hashing;
#[cfg(not(feature = "test-support"))]
pub(crate) mod image_facts;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod image_facts;
mod mended_riff;
#[cfg(not(feature = "test-support"))]
pub(crate) mod meter;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod meter;
mod mp4;
mod mpeg;
mod ogg;
mod other_audio;
pub mod probe;
#[cfg(not(feature = "test-support"))]
pub(crate) mod probe_error;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod probe_error;
mod riff;
pub(crate) mod sniff;
#[cfg(not(feature = "test-support"))]
pub(crate) mod span;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod span;
#[cfg(not(feature = "test-support"))]
pub(crate) mod transcript;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod transcript;
mod window;
