//! Sound decoded by symphonia, guarded: it may fail or panic on any bytes, and then there is a fault, not a crash.

mod decoder;
pub(crate) mod guard;
pub(crate) mod in_order;
pub(crate) mod media_source;
pub(crate) mod mp3;
mod mp3_frames;
mod opening;
mod packet_steps;
pub(crate) mod packets;
pub(crate) mod parts;
mod planes;
pub(crate) mod replication;
pub(crate) mod stream;
