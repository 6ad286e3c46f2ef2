//! MP4 and M4A: the tables of the sound track, read without believing the headers' durations (ISO/IEC 14496-12).

pub(crate) mod aac_config;
pub(crate) mod boxes;
pub(crate) mod edits;
pub(crate) mod numbers;
pub(crate) mod samples;
pub(crate) mod track;
