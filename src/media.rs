//! Bytes to facts: audio, pictures, transcripts. Nothing here opens a file: bytes come in through
//! [`ByteSource`](crate::model::files::byte_source::ByteSource) or as slices. Other programs use [`probe`] alone.

#[cfg(not(feature = "test-support"))]
pub(crate) mod bytes;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod bytes;
#[cfg(not(feature = "test-support"))]
pub(crate) mod chapter_file;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod chapter_file;
#[cfg(not(feature = "test-support"))]
pub(crate) mod container;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod container;
#[cfg(not(feature = "test-support"))]
pub(crate) mod fit;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod fit;
#[cfg(not(feature = "test-support"))]
pub(crate) mod image_facts;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod image_facts;
pub mod probe;
#[cfg(not(feature = "test-support"))]
pub(crate) mod sound;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod sound;
#[cfg(not(feature = "test-support"))]
pub(crate) mod tags;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod tags;
#[cfg(not(feature = "test-support"))]
pub(crate) mod transcript;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod transcript;
