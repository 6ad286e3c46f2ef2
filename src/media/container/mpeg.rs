//! MPEG audio layer III: scanned frame by frame, because no header is to be believed (ISO/IEC 11172-3, 13818-3).

#[cfg(test)]
mod builder;
pub(crate) mod frame_header;
pub(crate) mod frame_scan;
#[cfg(test)]
mod frame_scan_tests;
pub(crate) mod frame_scanner;
pub(crate) mod info_frame;
pub(crate) mod tag_spans;
pub(crate) mod trail;
