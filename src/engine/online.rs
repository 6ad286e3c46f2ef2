//! The show as the world gets it: it is published and verified there, what is seen there is noted, and those who carry news are told of it.

pub(in crate::engine) mod notify;
pub(in crate::engine) mod public_feed;
pub(in crate::engine) mod publish;
pub(in crate::engine) mod record;
pub(in crate::engine) mod verify;
