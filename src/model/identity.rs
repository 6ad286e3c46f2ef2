//! What names a thing for ever: guids, folder names, sums.

pub mod digest;
pub mod guid;
pub mod slug;
