//! Bytes to facts: audio, pictures, transcripts. Nothing here opens a file: bytes come in through
//! [`ByteSource`](crate::model::byte_source::ByteSource) or as slices.

mod adts;
pub mod audio_probe;
pub mod chapter_file;
mod decode;
pub mod embedded_cover;
mod found_tags;
pub mod hashing;
pub mod image_facts;
pub mod meter;
mod mp4;
mod mpeg;
mod ogg;
pub mod probe;
pub mod probe_error;
mod riff;
pub(crate) mod sniff;
pub mod span;
pub mod transcript;
mod window;
