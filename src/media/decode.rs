//! Sound decoded by symphonia, guarded: it may fail or panic on any bytes, and then there is a fault, not a crash.

pub(crate) mod guard;
pub(crate) mod media_source;
pub(crate) mod mp3;
pub(crate) mod packets;
pub(crate) mod parts;
pub(crate) mod replication;
