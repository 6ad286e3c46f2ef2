//! Recordings, pictures, transcripts and chapters: what they are, and what was measured.

pub mod alternate;
pub mod alternate_facts;
pub mod artwork;
pub mod audio_facts;
pub mod audio_fault;
pub mod audio_length;
pub mod chapter;
pub mod chapter_origin;
pub mod codec;
pub mod container;
pub mod found_picture;
pub mod loudness;
pub mod media_form;
pub mod media_type;
pub mod recording_levels;
pub mod remote_audio;
pub mod sign_language;
pub mod soundbite;
pub mod tag_version;
pub mod transcript;
pub mod transcript_fit;
