//! Sound to sound: a recording that can be published from any recording, and what a program that writes transcripts listens to. One gain, a limiter
//! that looks ahead, and a result that is decoded and measured again (ITU-R BS.1770-4, EBU R128). Only [`apply`] touches the disk and other programs.

pub(crate) mod apply;
pub(crate) mod encoder;
pub(crate) mod folding;
pub(crate) mod limiter;
pub(crate) mod local_ceilings;
pub(crate) mod master_error;
pub(crate) mod mastered;
pub(crate) mod rendering;
pub(crate) mod resampling;
pub(crate) mod shifting;
pub(crate) mod solver;
pub(crate) mod sound_file;
pub(crate) mod transcription_error;
pub(crate) mod wanted;
pub(crate) mod wav;
