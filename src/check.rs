//! Rules, what they find, and the gate: a show without an error is [`Cleared`](cleared::Cleared).

pub mod cleared;
pub mod finding;
