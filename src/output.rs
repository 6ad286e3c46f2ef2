//! Writing `feed/` and the lock: what is to be done is planned first, as a value, and applied afterwards.

pub mod apply;
pub mod manifest;
pub mod next_lock;
pub mod plan;
pub mod redirects;
