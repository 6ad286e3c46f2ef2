//! Numbers in boxes, the highest byte first (ISO/IEC 14496-12, 4.2).

use std::io;

use crate::media::bytes::window::Window;

pub(crate) fn u32_at(window: &mut Window<'_>, at: u64) -> io::Result<Option<u32>> {
    Ok(window.at(at, 4)?.first_chunk::<4>().map(|bytes| u32::from_be_bytes(*bytes)))
}

pub(crate) fn u64_at(window: &mut Window<'_>, at: u64) -> io::Result<Option<u64>> {
    Ok(window.at(at, 8)?.first_chunk::<8>().map(|bytes| u64::from_be_bytes(*bytes)))
}
