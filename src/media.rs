//! Bytes to facts: audio, pictures, transcripts. Nothing here opens a file: bytes come in through
//! [`ByteSource`](crate::model::byte_source::ByteSource) or as slices.

pub mod audio_probe;
pub mod image_facts;
pub mod probe_error;
pub mod transcript;
