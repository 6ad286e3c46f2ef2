//! Bytes to facts: audio, pictures, transcripts. Nothing here opens a file: bytes come in through
//! [`ByteSource`](crate::model::byte_source::ByteSource) or as slices.

pub mod audio_probe;
mod decode;
pub mod hashing;
pub mod image_facts;
mod meter;
mod mp4;
mod mpeg;
pub mod probe;
pub mod probe_error;
pub(crate) mod sniff;
pub mod span;
pub mod transcript;
mod window;
