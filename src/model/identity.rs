//! What names a thing for ever: guids, folder names, sums.

pub mod digest;
pub mod guid;
pub mod origin;
pub mod slug;
