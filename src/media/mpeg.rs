//! MPEG audio layer III: walked frame by frame, because no header is to be believed (ISO/IEC 11172-3, 13818-3).

#[cfg(test)]
mod builder;
pub(crate) mod frame_header;
pub(crate) mod info_frame;
pub(crate) mod tag_spans;
pub(crate) mod trail;
pub(crate) mod walk;
#[cfg(test)]
mod walk_tests;
pub(crate) mod walker;
