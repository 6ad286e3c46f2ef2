//! Hashes as stores write them.

use std::fmt::Write as _;

/// Two small letters or digits for each byte.
pub(in crate::publish) fn lower_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}
