//! What the bytes of an audio file are wrapped in, one file for each format.

pub(in crate::media) mod adts;
pub(in crate::media) mod mended_riff;
pub(in crate::media) mod mp4;
pub(in crate::media) mod mpeg;
pub(in crate::media) mod ogg;
pub(in crate::media) mod other_audio;
pub(in crate::media) mod riff;
pub(crate) mod sniff;
pub mod span;
